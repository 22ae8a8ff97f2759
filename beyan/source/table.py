"""Tables as spreadsheets and `git diff` show them: comma-separated lines under a header."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.source.files import is_inside, read_text

# How a formula begins, and what says that none does.
_FORMULA = frozenset("=+-@'")
# What could have to be taken away from a cell: most tables have none of it, and to know that of
# the whole spares half the time.
_MARKS = "' \t\v\f\x1c\x1d\x1e\x1f"
_PAIR = 2
_CELL = re.compile(r'"(?:[^"]|"")*"|[^,]*')


class Row(NamedTuple):
    """One line of a table; there are hundreds of thousands, so places are found when asked for."""

    path: str
    line: int
    text: str
    values: Sequence[str]

    def span(self, column: int) -> Span:
        """Where the value of the column, counted from 0, begins."""
        position = 0
        for _ in range(column):
            match = _CELL.match(self.text, position)
            position = (match.end() if match is not None else position) + 1
        rest = self.text[position:]
        return Span(self.path, self.line, position + len(rest) - len(rest.lstrip()) + 1)


def read_table(root: Path, path: str, header: Sequence[str]) -> tuple[list[Row], list[Diagnostic]]:
    """The rows of the file below its header; a missing file is an empty table."""
    if not (root / path).is_file():
        return [], []
    if not is_inside(root, path):
        return [], [problem("symlink-escapes", Span(path), file=path)]
    text, problems = read_text(root, path)
    if not text:
        return [], problems
    first, *lines = text.split("\n")
    if [each.strip() for each in _values(first) or ()] != list(header):
        return [], [*problems, problem("table-header", Span(path), header=",".join(header))]
    is_plain = text.isascii() and not any(mark in text for mark in _MARKS)
    rows = []
    for number, line in enumerate(lines, start=2):
        if not line or line.isspace():
            continue
        values = _values(line, is_plain=is_plain)
        if values is None or len(values) != len(header):
            names = ", ".join(header)
            problems.append(problem("table-row", Span(path, number), names=names))
            continue
        rows.append(Row(path, number, line, values))
    return rows, problems


def table_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """What `read_table` reads, sorted, so that a change shows as the rows that changed."""
    return csv_text(header, sorted(map(tuple, rows)))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """In the order that is given.

    Spreadsheets calculate what begins like a formula; an apostrophe before it says that it is none.
    """
    lines = [",".join(header), *(",".join(map(_cell, row)) for row in rows)]
    return "\n".join(lines) + "\n"


def _values(line: str, *, is_plain: bool = False) -> Sequence[str] | None:
    """None where a quotation mark is left open."""
    if '"' not in line:
        cells = line.split(",")
        return cells if is_plain else [_meant(each) for each in cells]
    if line.count('"') == _PAIR:  # one cell in quotes, as a comma needs them
        before, inside, after = line.split('"')
        if before[-1:] == after[:1] == ",":
            cells = [*before[:-1].split(","), inside, *after[1:].split(",")]
            return cells if is_plain else [_meant(each) for each in cells]
    try:
        return [_meant(each) for each in next(csv.reader([line], strict=True))]
    except csv.Error:
        return None


def _meant(cell: str) -> str:
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text


def _cell(value: object) -> str:
    """On one line, whatever was handed over."""
    text = " ".join(str(value).splitlines())
    if text[:1] in _FORMULA:
        text = f"'{text}"
    if not any(sign in text for sign in ',"'):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
