"""One .po file as GNU gettext reads it: blanks, comments and line ends may stand where it allows.

https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from beyan.language.patterns import late

_TOKEN = late(
    r"""
      (?P<comment> \#[^\n]* )
    | (?P<text> "(?:[^"\\\n]|\\[\s\S])*" )
    | (?P<keyword> (?:msgctxt|msgid_plural|msgid|msgstr)(?![A-Za-z0-9_]) )
      (?: [ \t]* \[[ \t]*(?P<form>[0-9]{1,3})[ \t]*\] )?
    | (?P<end> \Z )
    | (?P<unknown> [^ \t\f\v\n] )
    """,
    re.VERBOSE,
)
# The keyword before each, "" at the beginning and after a comment.
_MAY_FOLLOW = {
    "msgctxt": {"", "msgstr", "msgstr[]"},
    "msgid": {"", "msgctxt", "msgstr", "msgstr[]"},
    "msgid_plural": {"msgid"},
    "msgstr": {"msgid"},
    "msgstr[]": {"msgid_plural", "msgstr[]"},
}
_EXPECTED = 'expected msgctxt, msgid, msgid_plural or msgstr and a text in "…"'
_BLANK = late(r"\n[ \t]*\n")
_ESCAPE = late(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]+)|(.|\n))")
_ESCAPES = {
    "n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a",
    "\\": "\\", '"': '"', "\n": "",
}  # fmt: skip


class CatalogueSyntaxError(ValueError):
    """The file is not a valid catalogue; `line` counts from 1."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(path, line, reason)
        self.path = path
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


class Message(NamedTuple):
    """`forms` by their number, one for a message without a plural; `line` is that of the msgid.

    `comments` are those of translators. `lines` are those of the forms, and `begin` and `end` where
    it stands in the text, with its comments but for obsolete messages before it.
    """

    context: str | None
    msgid: str
    plural: str | None
    forms: dict[int, str]
    is_fuzzy: bool
    comments: tuple[str, ...]
    line: int
    lines: dict[int, int]
    begin: int
    end: int


class PoText(NamedTuple):
    """What a file says, with "\\n" for its line ends, and how it is stored."""

    text: str
    newline: str
    has_bom: bool

    def stored(self, text: str) -> bytes:
        """Another text as the file would store it."""
        data = text.replace("\n", self.newline).encode()
        return b"\xef\xbb\xbf" + data if self.has_bom else data


def read_messages(
    path: Path, text: str, told: list[CatalogueSyntaxError] | None = None
) -> Iterator[Message]:
    """All messages in their order, the header (with an empty msgid) among them, no obsolete ones.

    Raises `CatalogueSyntaxError`; or it goes into `told`, and reading goes on behind the next
    empty line.
    """
    begin: int | None = 0
    while begin is not None:
        reader = _Reader(path)
        try:
            yield from reader.read(text, begin)
        except CatalogueSyntaxError as error:
            if told is None:
                raise
            told.append(error)
            begin = _next_block(text, reader.position, begin)
        else:
            return


def _next_block(text: str, at: int, begun: int) -> int | None:
    """Where to go on after an error at `at`, in what was read from `begun` on."""
    if at > begun and _BLANK.match(text, text.rfind("\n", 0, max(at - 1, 0))):
        return at
    blank = _BLANK.search(text, at)
    return blank.end() if blank else None


class _Reader:
    """Collects a message: the texts after each keyword, and the keyword that texts go to now."""

    def __init__(self, path: Path) -> None:
        self.position = 0
        self._path = path
        self._comments: list[str] = []
        self._texts: dict[str, list[str]] = {}
        self._lines: dict[str, int] = {}
        self._last = ""
        self._begin: int | None = None
        self._end = 0

    def read(self, text: str, begin: int) -> Iterator[Message]:
        for kind, value, line, self.position in _tokens(text, begin):
            if kind == "comment":
                yield from self._finished(line, "the message before this comment has no msgstr")
                if value.startswith("#~"):
                    # It is of an obsolete message, and so is what stands before it.
                    self._comments, self._begin = [], None
                    continue
                self._comments.append(value)
                if self._begin is None:
                    self._begin = self.position
                continue
            if self._begin is None:
                self._begin = self.position
            if kind == "text":
                if not self._last:
                    raise self._error(line, "a text without msgid or msgstr before it")
                self._texts[self._last].append(self._unescaped(value, line))
                self._end = self.position + len(value)
            elif kind == "end":
                yield from self._finished(line, "the last message has no msgstr")
            elif kind == "unknown" or not self._texts.get(self._last, ["…"]):
                raise self._error(line, _EXPECTED)
            else:
                if _shape(self._last) not in _MAY_FOLLOW[_shape(kind)]:
                    after = f"after {_shape(self._last)}" if self._last else "here"
                    raise self._error(line, f"{kind} cannot stand {after}")
                if kind in ("msgctxt", "msgid") and self._last != "msgctxt":
                    yield from self._finished(line, "")
                    self._begin = self.position if self._begin is None else self._begin
                if kind in self._texts:
                    raise self._error(line, f"{kind} stands twice")
                self._texts[kind], self._lines[kind], self._last = [], line, kind

    def _finished(self, line: int, reason: str) -> Iterator[Message]:
        """The message so far, if there is one; `reason` is why it cannot end here."""
        if not self._last:
            return
        if not self._last.startswith("msgstr") or not self._texts[self._last]:
            raise self._error(line, reason)
        texts = {kind: "".join(parts) for kind, parts in self._texts.items()}
        flags = [each[2:] for each in self._comments if each.startswith("#,")]
        yield Message(
            context=texts.pop("msgctxt", None),
            msgid=texts.pop("msgid"),
            plural=texts.pop("msgid_plural", None),
            forms={_number(kind): form for kind, form in texts.items()},
            is_fuzzy=any(flag.strip() == "fuzzy" for each in flags for flag in each.split(",")),
            comments=tuple(each[1:].strip() for each in self._comments if _is_free(each)),
            line=self._lines["msgid"],
            lines={_number(kind): line for kind, line in self._lines.items() if _is_form(kind)},
            begin=self._begin or 0,
            end=self._end,
        )
        self._comments, self._texts, self._lines, self._last = [], {}, {}, ""
        self._begin = None

    def _unescaped(self, quoted: str, line: int) -> str:
        def meant(match: re.Match[str]) -> str:
            octal, hexadecimal, sign = match.groups()
            if sign is None:
                return chr(int(octal, 8) if octal else int(hexadecimal[-6:], 16) % 0x110000)
            if sign not in _ESCAPES:
                raise self._error(line, f"\\{sign} stands for nothing in a .po file")
            return _ESCAPES[sign]

        return _ESCAPE.sub(meant, quoted[1:-1]) if "\\" in quoted else quoted[1:-1]

    def _error(self, line: int, reason: str) -> CatalogueSyntaxError:
        return CatalogueSyntaxError(self._path, line, reason)


def _tokens(text: str, begin: int) -> Iterator[tuple[str, str, int, int]]:
    """Kind, text, line and place of each; that of a keyword is the keyword itself, `msgstr[0]`."""
    position, line = 0, 1
    for match in _TOKEN.finditer(text, begin):
        kind = match.lastgroup
        assert kind is not None, "every token is in a group"
        start = match.start(kind)
        line += text.count("\n", position, start)
        position = start
        if kind == "form":
            kind = f"{match['keyword']}[{int(match['form'])}]"
        elif kind == "keyword":
            kind = match["keyword"]
        yield kind, match[0].strip(), line, start


def _is_form(keyword: str) -> bool:
    return keyword.startswith("msgstr")


def _number(keyword: str) -> int:
    return int(keyword[7:-1] or 0)


def _shape(keyword: str) -> str:
    return "msgstr[]" if keyword.startswith("msgstr[") else keyword


def _is_free(comment: str) -> bool:
    """Of a translator, and no mark of a tool: a place, a flag, a former or an obsolete message."""
    return comment[1:2] not in (".", ":", ",", "|", "~")


def read_text(path: Path) -> PoText:
    """Raises `CatalogueSyntaxError` where it is not UTF-8."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogueSyntaxError(path, line, "the text is not UTF-8") from None
    ends = {"\r\n": text.count("\r\n")}
    ends["\n"] = text.count("\n") - ends["\r\n"]
    ends["\r"] = text.count("\r") - ends["\r\n"]
    newline = max(("\n", "\r\n", "\r"), key=ends.__getitem__)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return PoText(text, newline, has_bom=data.startswith(b"\xef\xbb\xbf"))
