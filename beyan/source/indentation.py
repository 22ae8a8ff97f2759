"""In which column a line of YAML should begin, judged by the lines above it."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<key>[\w-]+:(?:\s|$))?(?P<item>-$)?")
# As much of a line as shows what it is.
_SHOWN = 60


class _Column(NamedTuple):
    """Where keys of one mapping begin, or the dashes of one list."""

    at: int
    is_dash: bool


def better_indent(lines: list[str], number: int) -> int | None:
    """The column nearest to the line's own in which a line of its kind may begin.

    None where it begins in one, or is neither a key nor an item.
    """
    match = _match(lines[number])
    if match is None:
        return None
    own, is_dash = len(match["indent"]), bool(match["dashes"] or match["item"])
    possible = [each.at for each in _open(lines, number) if each.is_dash == is_dash]
    if not possible or own in possible:
        return None
    # Of two that are as near, the one further in: so it was meant to belong to something.
    return min(possible, key=lambda column: (abs(column - own), -column))


def reindented(lines: list[str], number: int, indent: int) -> list[str]:
    """The lines with this one in another column, and what belongs to it moved along."""
    own = _indent(lines[number])
    last = number + 1
    while last < len(lines) and (not lines[last].strip() or _indent(lines[last]) > own):
        last += 1
    moved = [_moved(line, indent - own) for line in lines[number:last]]
    return [*lines[:number], *moved, *lines[last:]]


def shown(line: str, indent: int) -> str:
    """The line in another column, cut off where it is long."""
    text = line.strip()
    return " " * indent + (text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…")


def _open(lines: list[str], number: int) -> list[_Column]:
    """The columns in which a line may begin after those above it, the outermost first."""
    found: list[_Column] = []
    for line in lines[:number]:
        match = _match(line)
        if match is None:
            continue
        begin = len(match["indent"])
        while found and found[-1].at > begin:
            found.pop()
        dashes = match["dashes"] + (match["item"] or "")
        found += [
            _Column(begin + at, is_dash=True) for at, each in enumerate(dashes) if each == "-"
        ]
        if match["key"]:
            found.append(_Column(begin + len(match["dashes"]), is_dash=False))
    return found


def _match(line: str) -> re.Match[str] | None:
    """The line's beginning, if a key or an item begins there."""
    match = _LINE.match(line)
    return match if match and (match["dashes"] or match["key"] or match["item"]) else None


def _moved(line: str, by: int) -> str:
    if not line.strip():
        return line
    return " " * by + line if by > 0 else line[min(-by, _indent(line)) :]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
