"""What libyaml stumbles over → what an officer did there, and how the line should be typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import yaml

from beyan.source.indentation import better_indent, reindented, shown

# What stands before a value that is more than a quotation, a list or an item of one.
_VALUE = re.compile(r"[\s-]*[\w-]+:[ \t]+")
_CUT_SHORT = re.compile(
    r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\[\]]*\]|\{[^{}]*\})[ \t]*[^\s#,\]}]|-[ \t]+\S"""
)
_KEY_ALONE = re.compile(r"[\w-]+:(?:\s|$)")
# What stands before a value on its line.
_KEY = re.compile(r"[\s-]*(?:[\w-]+:[ \t]+)?")
# What libyaml, and the parser in Python, say of a line that is in no place of what is above it.
_OUT_OF_PLACE = (
    "mapping values are not allowed",
    "did not find expected key",
    "did not find expected '-' indicator",
    "expected <block end>",
)
_ABOVE_OUT_OF_PLACE = "<document start>"


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
    lines = [*text.split("\n"), ""]
    misplaced = _misplaced(error, lines)
    if misplaced is not None:
        return misplaced
    code, mark = _trouble(error, text)
    if mark is None:
        return Slip(code, 0, 0, {}, "")
    line = lines[mark.line]
    if code == "yaml-tag":
        return Slip(code, mark.line, mark.column, {"tag": line[mark.column :].split()[0]}, "")
    begun = _begun_above(lines, mark.line) if code == "yaml-colon" else None
    if begun is not None:
        # The quotes go around the whole value, with the lines that it began on.
        joined = " ".join(each.strip() for each in lines[begun : mark.line + 1])
        example = _quoted(joined, len(joined))
        blank = [""] * (mark.line - begun)
        mended = _with(
            [*lines[:begun], lines[begun], *blank, *lines[mark.line + 1 :]], begun, example
        )
        return Slip(code, mark.line, mark.column, {"example": example}, mended)
    if code in ("yaml-colon", "yaml-reserved", "yaml-value"):
        example = _quoted(line, mark.column)
        values = {"example": example}
        if code == "yaml-reserved":
            values["sign"] = line[mark.column]
        return Slip(code, mark.line, mark.column, values, _with(lines, mark.line, example))
    above = _unfinished_key(lines, mark.line) if code == "yaml-syntax" else None
    if code == "yaml-key-end":
        above = mark.line
    if above is not None:
        example = _with_colon(lines[above])
        key = example.partition(":")[0]
        indent = lines[above][: len(lines[above]) - len(lines[above].lstrip())]
        if example and any(re.match(rf"{indent}{re.escape(key)}:(?:\s|$)", line) for line in lines):
            # With its colon mended it would be a key that stands here already.
            without = "\n".join([*lines[:above], "", *lines[above + 1 :]])
            return Slip("duplicate-key", above, 0, {"key": key}, without)
        values = {"example": example or "key: …"}
        return Slip("yaml-key-end", above, 0, values, _with(lines, above, example))
    return Slip(code, mark.line, mark.column, {}, "")


def item_slips(lines: Sequence[str], first: int, column: int, last: int) -> Iterator[Slip]:
    """The lines of an item's text, which goes from line `first` to `last`, that are more items.

    `column` is where that text begins. Lines and columns count from 0.
    """
    dash = lines[first].rfind("-", 0, column)
    for number in range(first + 1, min(last + 1, len(lines))):
        if dash >= 0 and lines[number].lstrip().startswith("- "):
            yield _indented(lines[number], number, dash)


def _misplaced(error: yaml.MarkedYAMLError, lines: list[str]) -> Slip | None:
    """A key or an item that begins in another column than those that it belongs to."""
    said, mark = f"{error.context} {error.problem}", error.problem_mark
    if mark is None:
        return None
    if _ABOVE_OUT_OF_PLACE in said:
        # The lines above this one are all further in.
        first = next((n for n, line in enumerate(lines) if _is_told(line)), mark.line)
        is_further = first < mark.line and lines[first].startswith(" ")
        return _mended(lines, first, mark.column) if is_further else None
    if not any(each in said for each in _OUT_OF_PLACE):
        return None
    indent = better_indent(lines, mark.line)
    return _mended(lines, mark.line, indent) if indent is not None else None


def _indented(line: str, number: int, indent: int, mended: str = "") -> Slip:
    values = {"example": shown(line, indent)}
    return Slip("yaml-indent", number, len(line) - len(line.lstrip()), values, mended)


def _mended(lines: list[str], number: int, indent: int) -> Slip:
    mended = "\n".join(reindented(lines, number, indent))
    return _indented(lines[number], number, indent, mended)


def _is_told(line: str) -> bool:
    """Whether it says anything: no blank line, and no note."""
    return bool(line.strip()) and not line.lstrip().startswith("#")


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
    if "could not find expected ':'" in said and error.context_mark and "flow" not in said:
        return "yaml-key-end", error.context_mark
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


def _begun_above(lines: list[str], number: int) -> int | None:
    """The line of the key whose value goes on in this one."""
    line = lines[number]
    if not line.startswith(" ") or re.match(r"[\s-]*[\w-]+:(?:\s|$)|\s*- ", line):
        return None
    for above in range(number - 1, -1, -1):
        if _VALUE.match(lines[above]):
            return above
        if not _is_told(lines[above]):
            return None
    return None


def _unfinished_key(lines: list[str], number: int) -> int | None:
    """The line above a key that libyaml stumbles over, if that one is no key: `title = A`."""
    if not _KEY_ALONE.match(lines[number]):
        return None
    for above in range(number - 1, -1, -1):
        line = lines[above]
        if _is_told(line):
            return None if re.search(r":(?:\s|$)", line) or line[:1] in " -" else above
    return None


def _with_colon(line: str) -> str:
    """`title:A` and `title = A` as they should be typed; or an empty string."""
    match = re.fullmatch(r"([\w-]+)(?::|\s*=)\s*(\S.*)", line.strip())
    if match is None:
        return ""
    better = f"{match[1]}: {match[2]}"
    try:
        yaml.compose(better)
    except (yaml.YAMLError, RecursionError, ValueError):  # chr() of no character
        return _quoted(better, len(match[1]) + 2)
    return better


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
