"""Where a link leads and what it is called, as CommonMark writes it; definitions of references."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import NamedTuple

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#[xX]([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));")
_ESCAPED_OR_ENTITY = re.compile(rf"{_ESCAPED.pattern}|{_ENTITY.pattern}")
_IN_BRACKETS = re.compile(r"<((?:[^<>\n\\]|\\.)*)>")
# Most targets by far, and what follows them.
_PLAIN_TARGET = re.compile(r"[^\s\x00-\x20\x7f()<>\\&]+")
_ENDS = frozenset((")", " ", "\n", ""))
_TITLE = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_BLANKS = re.compile(r"[ \t]*(?:\n[ \t]*)?")
LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){1,999})\]", re.DOTALL)
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
# How deep the parentheses of a target may nest: as CommonMark's own programs have it.
_MOST_PARENTHESES = 32


class Definition(NamedTuple):
    """What a label stands for. `offset` is where the target stands in the source."""

    target: str
    title: str | None
    offset: int


def entity(match: re.Match[str]) -> str:
    """The character that a reference of `ENTITY` stands for; the reference, if for none."""
    name = match[3]
    if name is not None:
        return html5.get(f"{name};", match[0])
    return unescape(match[0])


ENTITY = _ENTITY


def unescaped(text: str) -> str:
    """The text with backslashes and references resolved, as in targets and titles."""
    if "\\" not in text and "&" not in text:
        return text

    def resolved(match: re.Match[str]) -> str:
        if match[1] is not None:
            return match[1]
        found = _ENTITY.match(match[0])
        assert found is not None
        return entity(found)

    return _ESCAPED_OR_ENTITY.sub(resolved, text)


def normal(label: str) -> str:
    """As labels are compared: without regard to case and blanks."""
    return " ".join(label.split()).casefold()


def has_open_bracket(label: str) -> bool:
    """Whether a bracket stands in the label without a backslash: then it is none."""
    return re.search(r"(?<!\\)(?:\\\\)*[\[\]]", label) is not None


def target_at(text: str, start: int) -> tuple[str, int] | None:
    """The target that begins at `start`, and where it ends; with its brackets, if it has some."""
    if text.startswith("<", start):
        match = _IN_BRACKETS.match(text, start)
        return (unescaped(match[1]), match.end()) if match is not None else None
    plain = _PLAIN_TARGET.match(text, start)
    if plain is not None and text[plain.end() : plain.end() + 1] in _ENDS:
        return plain[0], plain.end()
    position, depth = start, 0
    while position < len(text):
        sign = text[position]
        if sign == "\\" and position + 1 < len(text) and text[position + 1] in "()\\":
            position += 1
        elif sign == "(":
            depth += 1
            if depth > _MOST_PARENTHESES:
                return None
        elif sign == ")":
            if depth == 0:
                break
            depth -= 1
        elif sign <= " " or sign == "\x7f":
            break
        position += 1
    if depth:
        return None
    return unescaped(text[start:position]), position


def title_at(text: str, start: int) -> tuple[str, int] | None:
    match = _TITLE.match(text, start)
    if match is None:
        return None
    typed = next(group for group in match.groups() if group is not None)
    return unescaped(typed), match.end()


def blanks_at(text: str, start: int) -> int:
    """The end of blanks with at most one line end."""
    match = _BLANKS.match(text, start)
    assert match is not None
    return match.end()


def inline_target(text: str, start: int) -> tuple[str, str | None, int, int] | None:
    """Of `(target "title")` from its parenthesis on: both, where the target begins, the end."""
    at = blanks_at(text, start + 1)
    if text.startswith(")", at):
        return "", None, at, at + 1
    found = target_at(text, at)
    if found is None:
        return None
    target, end = found
    title = None
    after = blanks_at(text, end)
    if after > end and (titled := title_at(text, after)) is not None:
        title, end = titled
        after = blanks_at(text, end)
    if not text.startswith(")", after):
        return None
    return target, title, at, after + 1


def definition_at(text: str, start: int) -> tuple[str, Definition, int] | None:
    """The label and the definition that begin a paragraph at `start`, and where it goes on.

    The offset of the definition is one in `text`.
    """
    match = LABEL.match(text, start)
    if match is None or not match[1].strip() or not text.startswith(":", match.end()):
        return None
    at = blanks_at(text, match.end() + 1)
    found = target_at(text, at)
    if found is None or found[1] == at:
        return None
    target, end = found
    at += text.startswith("<", at)
    after = blanks_at(text, end)
    titled = title_at(text, after) if after > end else None
    if titled is not None and (line_end := _LINE_END.match(text, titled[1])):
        return match[1], Definition(target, titled[0], at), line_end.end()
    line_end = _LINE_END.match(text, end)
    if line_end is None:
        return None
    return match[1], Definition(target, None, at), line_end.end()
