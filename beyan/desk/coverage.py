"""Which times of which logs have been counted, so that no request ever counts twice.

A request is known by its time alone: nothing of a visitor is kept. Each import notes from when to
when its logs reach, and later imports skip what lies within. So it does not matter in which order
logs are imported, how they overlap, or whether one has grown since.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from beyan.model.diagnostic import Diagnostic, problem
from beyan.source.table import read_table, table_text

COVERAGE_FILE = "content/views-imported.csv"
_HEADER = ("source", "from", "until")


class Coverage:
    """Spans of time in seconds since 1970, both ends included, by the name of their source."""

    def __init__(self, spans: dict[str, list[tuple[int, int]]] | None = None) -> None:
        self._spans = spans or {}

    def span_at(self, source: str, at: int) -> tuple[int, int] | None:
        """The span that the instant lies in."""
        spans = self._spans.get(source, [])
        position = bisect_right(spans, (at, 1 << 62)) - 1
        if position >= 0 and at <= spans[position][1]:
            return spans[position]
        return None

    def add(self, source: str, spans: Iterable[tuple[int, int]]) -> None:
        joined: list[tuple[int, int]] = []
        for first, last in sorted([*self._spans.get(source, []), *spans]):
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        self._spans[source] = joined

    def text(self) -> str:
        return table_text(
            _HEADER,
            (
                (source, _shown(first), _shown(last))
                for source, spans in self._spans.items()
                for first, last in spans
            ),
        )


def load_coverage(root: Path) -> tuple[Coverage, list[Diagnostic]]:
    rows, problems = read_table(root, COVERAGE_FILE, _HEADER)
    coverage = Coverage()
    for row in rows:
        source, *ends = row.values
        instants = []
        for column, text in enumerate(ends, start=1):
            try:
                instants.append(
                    int(datetime.strptime(text, _FORMAT).replace(tzinfo=UTC).timestamp())
                )
            except ValueError:
                problems.append(problem("bad-instant", row.span(column), value=text))
        if len(instants) == 2:
            coverage.add(source, [(instants[0], instants[1])])
    return coverage, problems


_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def _shown(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime(_FORMAT)
