"""Tables as spreadsheets and `git diff` show them: comma-separated lines under a header."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.source.files import is_inside, read_text

# How a formula begins, and what says that none does.
_FORMULA = frozenset("=+-@'")
_CELL = re.compile(r'"(?:[^"]|"")*"|[^,]*')


@dataclass(frozen=True, slots=True)
class Row:
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
    rows = []
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        values = _values(line)
        if values is None or len(values) != len(header):
            names = ", ".join(header)
            problems.append(problem("table-row", Span(path, number), names=names))
            continue
        rows.append(Row(path, number, line, values))
    return rows, problems


def table_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """What `read_table` reads, sorted, so that a change shows as the rows that changed.

    Spreadsheets calculate what begins like a formula; an apostrophe before it says that it is none.
    """
    lines = [",".join(header), *(",".join(map(_cell, row)) for row in sorted(map(tuple, rows)))]
    return "\n".join(lines) + "\n"


def _values(line: str) -> Sequence[str] | None:
    """None where a quotation mark is left open."""
    if '"' not in line:
        return [_meant(each) for each in line.split(",")]
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
