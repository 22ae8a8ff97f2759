"""What libyaml stumbles over → what an officer did there, and how the line should be typed."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

# What stands before a value that is more than a quotation, a list or an item of one.
_VALUE = re.compile(r"[\s-]*[\w-]+:[ \t]+")
_CUT_SHORT = re.compile(
    r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\[\]]*\]|\{[^{}]*\})[ \t]*[^\s#,\]}]|-[ \t]+\S"""
)
_KEY_ALONE = re.compile(r"[\w-]+:(?:\s|$)")
# What stands before a value on its line.
_KEY = re.compile(r"[\s-]*(?:[\w-]+:[ \t]+)?")


class Slip(NamedTuple):
    """A mistake of form. `line` and `column` count from 0, `values` fill the message of `code`.

    `mended` is the text as it was meant, where it can only have been meant in one way; else empty.
    """

    code: str
    line: int
    column: int
    values: dict[str, str]
    mended: str


def slip_of(error: yaml.MarkedYAMLError, text: str) -> Slip:
    """The mistake in `text` that ended its parsing with `error`."""
    code, mark = _trouble(error, text)
    if mark is None:
        return Slip(code, 0, 0, {}, "")
    lines = [*text.split("\n"), ""]
    line = lines[mark.line]
    if code == "yaml-tag":
        return Slip(code, mark.line, mark.column, {"tag": line[mark.column :].split()[0]}, "")
    if code in ("yaml-colon", "yaml-reserved", "yaml-value"):
        example = _quoted(line, mark.column)
        values = {"example": example}
        if code == "yaml-reserved":
            values["sign"] = line[mark.column]
        return Slip(code, mark.line, mark.column, values, _with(lines, mark.line, example))
    above = _unfinished_key(lines, mark.line) if code == "yaml-syntax" else None
    if above is not None:
        example = _with_colon(lines[above])
        values = {"example": example or "title: …"}
        return Slip("yaml-key-end", above, 0, values, _with(lines, above, example))
    return Slip(code, mark.line, mark.column, {}, "")


def _trouble(error: yaml.MarkedYAMLError, text: str) -> tuple[str, yaml.Mark | None]:
    """libyaml's English words, as the codes whose messages exist in the officer's language.

    It tells where it gave up (problem) and where that began (context), such as the quotation mark
    that is never closed; with each code goes the one that an officer would look at.
    """
    said = f"{error.context} {error.problem}"
    begun = error.context_mark or error.problem_mark
    if "alias" in said or "anchor" in said:
        return "yaml-alias", begun
    if "a tag" in said:
        return "yaml-tag", begun
    if "mapping values are not allowed" in said and error.problem_mark:
        before = text.split("\n")[error.problem_mark.line][: error.problem_mark.column]
        # The colon of a key: the line above lacks its own, or the space after it.
        code = "yaml-syntax" if re.fullmatch(r"[\s-]*[\w-]+", before) else "yaml-colon"
        return code, error.problem_mark
    if "cannot start any token" in said and error.problem_mark:
        mark = error.problem_mark
        line = text.split("\n")[mark.line]
        if line[mark.column :][:1] in tuple("@`%") and _KEY.fullmatch(line[: mark.column]):
            return "yaml-reserved", mark
    if "quoted scalar" in said:
        return "yaml-quote", begun
    if "flow" in said and begun and error.problem_mark and begun.line < error.problem_mark.line:
        return "yaml-syntax", begun
    if error.problem_mark and _is_cut_short(_line(text, error.problem_mark)):
        return "yaml-value", error.problem_mark
    return "yaml-syntax", error.problem_mark


def _line(text: str, mark: yaml.Mark) -> str:
    """The mark's line; the end of a text may be marked as one more."""
    return "".join(text.split("\n")[mark.line : mark.line + 1])


def _is_cut_short(line: str) -> bool:
    """Whether its value begins as a quotation, a list or an item, but goes on as a text."""
    value = _VALUE.match(line)
    return value is not None and _CUT_SHORT.match(line, value.end()) is not None


def _with(lines: list[str], number: int, better: str) -> str:
    """The text with a better line, where there is one for sure."""
    if not better or "…" in better:
        return ""
    indent = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
    return "\n".join([*lines[:number], indent + better, *lines[number + 1 :]])


def _unfinished_key(lines: list[str], number: int) -> int | None:
    """The line above a key that libyaml stumbles over, if that one is no key: `title = A`."""
    if not _KEY_ALONE.match(lines[number]):
        return None
    for above in range(number - 1, -1, -1):
        line = lines[above]
        if line.strip() and not line.lstrip().startswith("#"):
            return None if re.search(r":(?:\s|$)", line) or line[:1] in " -" else above
    return None


def _with_colon(line: str) -> str:
    """`title:A`, `title = A` and `Title - A` as they should be typed; or an empty string."""
    match = re.fullmatch(r"([\w-]+)(?::|\s*=)\s*(\S.*)", line.strip())
    return f"{match[1]}: {match[2]}" if match is not None else ""


def _quoted(line: str, column: int) -> str:
    """The line as it should be typed: with quotes around the value that the column lies in."""
    begin = _KEY.match(line[: column + 1])
    assert begin is not None, "nothing at all begins every line"
    key, value = begin[0].strip(), line[begin.end() :].strip()
    # Inside of brackets a line alone does not show where the value ends.
    if value.startswith(("[", "{")) and not _is_cut_short(line):
        return 'key: "…"'
    if '"' in value or "\\" in value:
        doubled = value.replace("'", "''")
        return f"{key} '{doubled}'".strip()
    return f'{key} "{value}"'.strip()
