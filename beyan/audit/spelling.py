"""How one text is written in different kinds of file, and what is left of all of them.

A page, a feed, JSON and an address write the same sentence with other signs around and inside of
it. Without signs, blanks and capitals (of ASCII) most of these are the same bytes: `squeezed`. What
still differs is looked for as another spelling of the text, so that nothing has to be made readable
in the files: some hundred megabytes are searched in a clean build.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from html import unescape
from json.encoder import encode_basestring_ascii
from typing import NamedTuple
from urllib.parse import quote, quote_plus

from beyan.language.patterns import late

_LOWER = bytes(range(256)).lower()
# Addresses are told by the slash before their parts.
_ASCII_SIGNS = bytes(n for n in range(128) if not chr(n).isalnum() and chr(n) != "/")
# Blanks and hyphens that are seen as none, or as any other blank. Some letters lose a byte by that,
# in files and in what is looked for.
_INVISIBLE = ("\xa0", "\xad", "\u200b", "\u200c", "\u200d", "\u2060", "\u202f")
_DELETED = _ASCII_SIGNS + bytes({*"".join(_INVISIBLE).encode()})
# Marks inside of a line, which nobody reads, and what they may say of themselves.
_INLINE = late(
    r"</?(?:em|strong|b|i|u|s|q|mark|span|small|sup|sub|cite|bdi|wbr|br)"
    r'(?: (?:class|lang|dir)="[\w -]*")*\s*/?>'
)
_INLINE_BYTES = late(_INLINE.pattern.encode())
# Signs that ASCII has not, or HTML needs: in a feed they are escaped twice.
_SIGNS = late(
    rb"&(?:amp;)*(?:amp|lt|gt|quot|apos|nbsp|shy|zwnj|[lr][sd]?aquo|[lrsb][sd]quo|[nm]dash|hellip"
    rb"|#(?:3[489]|6[02]|160|171|173|187|8[12]\d\d|[xX](?:2[267]|3[cCeE]|[aA][0dDbB]|[bB]{2})));"
)
# Those that stand inside of words.
_BROKEN_BY = tuple(each.encode() for each in ("\xad", "\u200b", "\u200c", "\u200d", "\u2060"))
_TAG = re.compile(r"<[^<>]*>")
# Of scripts that set no blanks between words: Thai and Lao, kana, Han.
UNPARTED = late("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")

# What may stand beside a word: signs beyond ASCII, and the ends of escapes.
_SIGN = (
    rb"\xc2[\x80-\xbf]|\xe2[\x80\x81][\x80-\xbf]|\xd8[\x8c\x9b\x9f]|\xe3\x80[\x80-\xbf]"
    rb"|\xef\xbc[\x81-\x8f]"
)
_BEFORE = late(
    rb"(?:(?<![0-9a-z\x80-\xff])|(?<=\xc2[\x80-\xbf])|(?<=\xe2[\x80\x81][\x80-\xbf])"
    rb"|(?<=\xd8[\x8c\x9b\x9f])|(?<=\xe3\x80[\x80-\xbf])|(?<=\xef\xbc[\x81-\x8f])"
    rb"|(?<=%[2-7][0-9a-f])|(?<=\\[nrt])|(?<=\\u00[0-7ab][0-9a-f])|(?<=\\u20[0-9a-f]{2}))"
)
_AFTER = late(rb"(?![0-9a-z]|(?!" + _SIGN + rb")[\x80-\xff]|%[c-f]|\\u0(?!0[0-7ab]))")
_ENDS_PART = late(rb"(?=%2f|[/\s\"'<>?#&\\\\(),;|]|$)")
# Between two words of a text.
_BETWEEN = late(
    rb"(?:<[^<>]*>|&#?\w+;|\\[nrt]|\\u00[0-7ab][0-9a-f]|\\u20[0-9a-f]{2}|"
    + _SIGN
    + rb"|[^0-9a-z\x80-\xff])*+"
)
_WORD = late(r"(?:[0-9a-z]|[^\x00-\xbf\u060c\u061b\u061f\u2000-\u207f\u3000-\u303f\uff01-\uff0f])+")


def squeezed(data: bytes) -> bytes:
    """A file or a text without all that a text may be written with."""
    if b"&" in data:
        data = _SIGNS.sub(b"", data)
    if b"<" in data:
        data = _INLINE_BYTES.sub(b"", data)
    return bare(data)


def bare(data: bytes) -> bytes:
    """The letters and digits of a text in which nothing is a mark."""
    return data.translate(_LOWER, _DELETED)


def lines(html: str) -> Iterator[str]:
    """Its texts as readers see them, without marks: what stands between two others is in one."""
    for line in _TAG.sub("\n", _INLINE.sub("", html)).split("\n"):
        text = unescape(line).strip()
        if text:
            yield text


def plain(text: str) -> str:
    """The letters and digits alone, so that a part of it is a part of what is squeezed."""
    for each in _INVISIBLE:
        text = text.replace(each, "")
    return text.encode().translate(None, _ASCII_SIGNS).decode()


class How(IntEnum):
    """In what way something has to stand in a file in which it was found squeezed."""

    ANYHOW = 0  # a run of letters
    WORDS = 1  # with anything between its words
    EXACT = 2  # escaped in one way or another
    PART = 3  # of an address


class Spelling(NamedTuple):
    """A way in which something is written: squeezed, and as it is in a file that was `softened`."""

    data: bytes
    text: bytes = b""
    how: How = How.ANYHOW

    def stands(self, soft: bytes) -> bool:
        """Whether it stands there, and not as a part of something longer."""
        # A line for itself it may be also where its words look like marks.
        if b"\n%b\n" % self.text in b"\n%b\n" % soft:
            return True
        first, *others = words = _words(self.text) if self.how is How.WORDS else (self.text,)
        at = soft.find(first)
        while at >= 0:
            end = at + len(first)
            for word in others:
                between = _BETWEEN.match(soft, end)
                end = between.end() if between is not None else end
                if not soft.startswith(word, end):
                    break
                end += len(word)
            else:
                if self._is_whole(soft, at, end, words[-1]):
                    return True
            at = soft.find(first, at + 1)
        return False

    def _is_whole(self, soft: bytes, begin: int, end: int, last: bytes) -> bool:
        if self.how is How.PART:
            return not soft.endswith(b"<", 0, begin) and _ENDS_PART.match(soft, end) is not None
        begins = _BEFORE.match(soft, begin) or UNPARTED.match(_sign(soft, begin))
        return bool(begins) and bool(
            _AFTER.match(soft, end) or UNPARTED.search(last.decode("utf-8", "replace")[-1:])
        )


@lru_cache(maxsize=4096)
def _words(text: bytes) -> tuple[bytes, ...]:
    # An entity may stand for itself, and is none between two words of a file.
    return tuple(each.encode() for each in _WORD.findall(_SIGNS.sub(b" ", text).decode()))


def _sign(data: bytes, at: int) -> str:
    return data[at : at + 4].decode("utf-8", "ignore")


def spelled_run(run: str) -> tuple[Spelling, ...]:
    """A run of the letters of a text (`plain`): the first as it is when squeezed."""
    letters = Spelling(_bare(run))
    if run.isascii():
        return (letters,)
    return letters, Spelling(_bare(encode_basestring_ascii(run)))


def spelled(text: str) -> Iterator[Spelling]:
    """All of a text."""
    turkic = text.replace("i", "İ").replace("ı", "I").upper()
    said = {
        softened_text(each.encode().lower()) for each in (text, text.upper(), turkic, text.lower())
    }
    for each in said:
        if _WORD.search(each.decode()):
            # What looks like a mark may be shown as it stands.
            for letters in {squeezed(each), bare(each)}:
                yield Spelling(letters, each, How.WORDS)
    script = in_html = json.dumps(text)[1:-1]
    for sign in "<>&'":
        in_html = in_html.replace(sign, f"\\u{ord(sign):04x}")
    others = {quote(text), quote(text, safe=""), quote_plus(text), script, in_html}
    others |= {"".join(f"&#{form.format(ord(sign))};" for sign in text) for form in ("{}", "x{:x}")}
    for other in {each.lower() for each in others}:
        if (exact := other.encode()) not in said:
            yield Spelling(squeezed(exact), exact, How.EXACT)


def spelled_part(part: str) -> Iterator[Spelling]:
    """A part of an address, or the name of a file."""
    for each in {part, quote(part)}:
        for slash in "/", "%2f":
            yield Spelling(_bare(slash + each), (slash + each).encode().lower(), How.PART)


def _bare(text: str) -> bytes:
    return bare(text.encode())


def softened(data: bytes) -> bytes:
    """A file in which words are whole, and capitals (of ASCII) small."""
    data = _INLINE_BYTES.sub(b"", data.replace(b"&shy;", b"").replace(b"&#173;", b""))
    # In a feed, what stands for a sign is escaped once more.
    return softened_text(data.replace(b"&amp;", b"&").lower())


def softened_text(data: bytes) -> bytes:
    """The same of a text in small letters in which nothing is a mark."""
    for each in _BROKEN_BY:
        data = data.replace(each, b"")
    return data
