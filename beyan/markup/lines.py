"""What a line of Markdown can begin: marks of items, headings, rules, fences, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# What word processors and other editors put before items.
SIGNS = "•·◦▪▫●○■□‣⁃➢➤❖\uf0b7\uf0a7"
# And what their bullets become where a font is lost; a tab or fixed blanks always follow.
_LOST = "o§Ø"
# Lines that begin so stay lines of their own: lists and dialogues are written with dashes, and
# what is numbered by section has no list of its own.
KEPT = re.compile(r"[–—―−]|\d{1,3}(?:\.\d{1,3})++\.?[ \t\xa0]")

_MARK = re.compile(
    rf"(?:(?P<bullet>[-+*])|(?P<number>\d{{1,9}})(?P<end>[.)])|(?P<letter>[^\W\d_])\))"
    rf"(?P<blanks>[^\S\n]+|$)|(?P<sign>[{SIGNS}]|(?P<lost>[{_LOST}])(?=\t|\xa0\xa0))(?P<space>[^\S\n]*)"
)
_BLANKS = " \t\xa0"
# "+ 994 12 …" and "* 1111 #" are dialled.
_TELEPHONE = re.compile(r"\+[ \t\xa0]*\d|\*[ \t\xa0]*\d[\d* \xa0]*#")
RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
# A blank to be filled in by hand: a form, a signature.
_TO_FILL_IN = re.compile(r"_{5,}[ \t]*$")
UNDERLINE = re.compile(r"=+[ \t]*$")
FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")
NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
# Every place that has it will show what it means: a whole paragraph is no meaning.
ABBREVIATION = re.compile(r"\*\[([^\]]{1,100})\]:[ \t]*+(.{1,500})$")
MEANING = re.compile(r":[ \t]+(?=\S)")
DELIMITERS = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
TICKS = re.compile("`+")
_PREFIX = re.compile(rf"(?:[ \t]+|>|[-+*{SIGNS}](?=[ \t])|\d{{1,9}}[.)](?=[ \t])|\w\)(?=[ \t]))*")


class Mark(NamedTuple):
    """What an item begins with. `kind` is the same for the items of one list.

    `number` is that of a numbered item, 1 of others; `width` counts the mark alone, `blanks` what
    stands between it and the text; `is_empty`: nothing follows.
    """

    kind: str
    number: int
    width: int
    blanks: int
    is_empty: bool
    is_numbered: bool = False
    is_lettered: bool = False


class Ticks:
    """The runs of backticks in a part of a text: which of them end the code that one begins."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self._text, self._end = text, len(text) if end is None else end
        # Where the last run of each length begins: nothing is looked for that is not there.
        self._last = {
            match.end() - match.start(): match.start()
            for match in TICKS.finditer(text, start, self._end)
        }

    def closing(self, run: re.Match[str]) -> re.Match[str] | None:
        length = run.end() - run.start()
        if self._last.get(length, -1) < run.end():
            return None
        after = TICKS.finditer(self._text, run.end(), self._end)
        return next(each for each in after if each.end() - each.start() == length)


def starts_of(lines: Sequence[str]) -> list[int]:
    """Where each line begins in the text of them all."""
    starts: list[int] = []
    start = 0
    for line in lines:
        starts.append(start)
        start += len(line) + 1
    return starts


def mark_of(line: str) -> Mark | None:
    """The mark that the line, without its indentation, begins with."""
    match = _MARK.match(line)
    if match is None or (line[0] in "+*" and _TELEPHONE.match(line)):
        return None
    return _mark(match[0], match.end() == len(line))


@lru_cache(maxsize=256)
def _mark(typed: str, is_empty: bool) -> Mark:
    """What such a beginning is a mark of: there are few of them, and each list repeats its own."""
    match = _MARK.match(typed)
    assert match is not None, "what was matched is so again"
    if match["sign"]:
        return Mark("o" if match["lost"] else "•", 1, 1, len(match["space"]), is_empty)
    blanks = len(match["blanks"])
    if match["bullet"]:
        return Mark(match["bullet"], 1, 1, blanks, is_empty)
    if match["letter"]:
        return Mark("letter", ord(match["letter"]), 2, blanks, is_empty, is_lettered=True)
    number = match["number"]
    return Mark(match["end"], int(number), len(number) + 1, blanks, is_empty, is_numbered=True)


def heading_of(line: str) -> tuple[int, str, int] | None:
    """The level of the heading "## …", its text, and where that begins; None of "##text"."""
    rest = line.lstrip("#")
    text = rest.lstrip(_BLANKS)
    level, start = len(line) - len(rest), len(line) - len(text)
    if level > 6 or (rest and start == level):
        return None
    text = text.rstrip(_BLANKS)
    # Signs at the end are a part of the mark, if a blank stands before them.
    if text.endswith("#"):
        bare = text.rstrip("#")
        if not bare or bare[-1] in _BLANKS:
            text = bare.rstrip(_BLANKS)
    return level, text, start


def is_rule(line: str) -> bool:
    return RULE.match(line) is not None and _TO_FILL_IN.match(line) is None


def with_spaces(line: str) -> tuple[str, int]:
    """The line with the tabs before its text as spaces, and by how much that made it longer."""
    match = _PREFIX.match(line)
    assert match is not None, "nothing at all begins every line"
    prefix = match[0].expandtabs(4)
    return prefix + line[match.end() :], len(prefix) - match.end()


def cells_of(row: str) -> list[tuple[str, int]]:
    """The cells of a table's row with their offsets in it.

    A bar in code, or with a backslash before it, parts nothing.
    """
    bars = [-1] if not row.startswith("|") else []
    ticks = None
    position = 0
    while position < len(row):
        sign = row[position]
        if sign == "\\":
            position += 1
        elif sign == "`":
            run = TICKS.match(row, position)
            assert run is not None
            ticks = ticks or Ticks(row)
            position = (ticks.closing(run) or run).end() - 1
        elif sign == "|":
            bars.append(position)
        position += 1
    end = len(row.rstrip())
    if not bars or bars[-1] != end - 1 or (len(bars) == 1 and bars[0] == -1):
        bars.append(end)
    found = []
    for start, stop in pairwise(bars):
        cell = row[start + 1 : stop]
        found.append((cell.strip(), start + 1 + len(cell) - len(cell.lstrip())))
    return found


def alignments(row: str) -> list[str]:
    """Of the columns, by the line below a table's head: "start", "center", "end" or ""."""
    names = {(True, True): "center", (True, False): "start", (False, True): "end"}
    return [names.get((cell[:1] == ":", cell[-1:] == ":"), "") for cell, _ in cells_of(row)]
