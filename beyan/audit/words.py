"""Bytes of any kind of file → the words that stand in them, the same wherever a text is written.

A page, a feed, JSON, an address and Markdown write the same sentence with other signs around and
inside of it. All goes by bytes: a hundred megabytes are searched in a clean build.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote_to_bytes

# Small letters for capitals, and a blank for all that is no letter and no digit of ASCII.
_PLAIN = bytes(ord(chr(n).lower()) if chr(n).isalnum() and n < 128 else 32 for n in range(128))
_PLAIN += bytes(range(128, 256))
# What parts words in UTF-8 beyond ASCII: Latin-1 (with the soft hyphen and the hard blank), general
# punctuation, that of Arabic and of Chinese and Japanese.
_GAP = re.compile(
    rb"\xc2[\x80-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf]|\xe2(?:\x80.|\x81[\x80-\xaf])"
    rb"|\xd8[\x8c\x9b\x9f]|\xe3\x80.|\xef\xbc[\x81-\x8f\x9a-\x9f]",
    re.DOTALL,
)
# Of scripts that set no blanks between words each sign counts as a word: kana, Han, Thai and Lao.
_MAYBE = re.compile(rb"[\xe0\xe3-\xe9]")
_SIGN = re.compile(rb"\xe3[\x81-\x83].|[\xe4-\xe9]..|\xe0[\xb8-\xbb].", re.DOTALL)
# Inside of a word nobody sees them.
_INVISIBLE = re.compile(rb"\xc2\xad|\xe2\x80[\x8b-\x8f]|\xe2\x81\xa0")
_TAG = re.compile(rb"</?[A-Za-z][^<>]*>")
_VALUE, _OTHER_VALUE = re.compile(rb"=\"([^\"<>]+)\""), re.compile(rb"='([^'<>]+)'")
_ENTITY = re.compile(rb"&#?\w+;")
# Replaced at a hundredth of the cost of a pattern.
_USUAL = ((b"&lt;", b"<"), (b"&gt;", b">"), (b"&#34;", b'"'), (b"&#39;", b"'"), (b"&amp;", b"&"))
_ESCAPE = re.compile(rb"\\(?:u([0-9A-Fa-f]{4})(?:\\u([Dd][c-fC-F][0-9A-Fa-f]{2}))?|(.))", re.DOTALL)
_CONTROL = {b"n": b"\n", b"r": b"\n", b"t": b"\t", b"b": b" ", b"f": b" "}
_LONGEST = 40  # of a language's tag
# What begins with a sign that is sought first is found ten times as fast.
_SEGMENT = re.compile(rb"/([^/\s\"'<>?#&\\(),;|]+)")
_RELEASE = re.compile(rb"/releases/[0-9]{4}/[^/\s\"'<>?#&\\(),;|]+")


def lines(data: bytes) -> list[bytes]:
    """The lines of a file, those of pages inside of JSON and feeds as they are in the page."""
    if b"\\n" in data:
        data = data.replace(b"\\n", b"\n").replace(b'\\"', b'"')
    if b"&lt;" in data:
        data = data.replace(b"&lt;", b"<").replace(b"&gt;", b">").replace(b"&amp;", b"&")
    return data.split(b"\n")


def words(data: bytes, *, attributes: bool = True) -> list[bytes]:
    """In their order: of texts first, then of attributes; without capitals (of ASCII) and marks."""
    data = readable(data)
    if b"<" in data:
        shown = _VALUE.findall(data) if attributes else []
        if attributes and b"='" in data:
            shown += _OTHER_VALUE.findall(data)
        data = b" ".join((_TAG.sub(b" ", data), *shown))
    if not data.isascii():
        data = _GAP.sub(b" ", _INVISIBLE.sub(b"", data))
        if _MAYBE.search(data) and _SIGN.search(data):
            data = _SIGN.sub(rb" \g<0> ", data)
    return data.translate(_PLAIN).split()


def without_marks(data: bytes) -> bytes:
    return _TAG.sub(b"", data)


def marks(data: bytes) -> bytes:
    return b" ".join(_TAG.findall(data))


def segments(data: bytes) -> set[bytes]:
    """The parts of the addresses in it, and those of releases whole."""
    data = readable(data)
    found = {*_SEGMENT.findall(data)}
    if b"/releases/" in data:
        for match in _RELEASE.finditer(data):
            before = data[max(match.start() - _LONGEST, 0) : match.start()]
            found.add(before.rpartition(b"/")[2] + match[0])
    return found


def readable(data: bytes) -> bytes:
    """Without the escapes of JSON, HTML and addresses."""
    if b"\\" in data:
        data = _ESCAPE.sub(_unescaped, data)
    # A feed has pages in it, whose marks are escaped once more.
    for _ in range(2):
        if b"&" in data:
            for entity, sign in _USUAL:
                data = data.replace(entity, sign)
        if b"&" in data:
            data = _ENTITY.sub(_character, data)
    return unquote_to_bytes(data) if b"%" in data else data


def _unescaped(found: re.Match[bytes]) -> bytes:
    first, second, sign = found.groups()
    if sign is not None:
        return _CONTROL.get(sign, bytes(sign))
    text = chr(int(first, 16)) + (chr(int(second, 16)) if second else "")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _character(found: re.Match[bytes]) -> bytes:
    return unescape(found[0].decode("utf-8", "replace")).encode("utf-8", "replace")
