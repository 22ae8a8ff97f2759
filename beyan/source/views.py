"""`views.csv`, the reads that `views import` counted → rows, and sums by edition."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.release import composed
from beyan.model.views import RELEASES, VIEWS_FILE, VIEWS_HEADER, MonthlyReads, ViewCounts
from beyan.source.table import Row, read_table

_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_READS = re.compile(r"0|[1-9][0-9]{0,14}")


def load_views(root: Path) -> tuple[list[MonthlyReads], list[Diagnostic]]:
    """The rows in the order of the file.

    Rows of releases that the site does not have are no problem: one that expired, or waits as a
    draft, keeps its history, and nobody could do anything about a warning but lose it.
    """
    rows, problems = read_table(root, VIEWS_FILE, VIEWS_HEADER)
    found: dict[tuple[str, ...], MonthlyReads] = {}
    for row in rows:
        month, release, language, reads = row.values
        release = composed(release)
        wrong = _wrong(row)
        problems += wrong
        if wrong:
            continue
        key = (month, release, language)
        if key in found:
            span, value = Span(row.path, row.line), ", ".join(key)
            problems.append(problem("duplicate-item", span, value=value))
        found[key] = MonthlyReads(month, release, language, int(reads))
    return list(found.values()), problems


def load_view_counts(root: Path) -> tuple[ViewCounts, list[Diagnostic]]:
    """The sums of all months."""
    rows, problems = load_views(root)
    totals: Counter[tuple[str, str]] = Counter()
    for each in rows:
        totals[RELEASES + each.release, each.language] += each.reads
    return dict(totals), problems


def _wrong(row: Row) -> list[Diagnostic]:
    month, release, language, reads = row.values
    problems = []
    if not _MONTH.fullmatch(month):
        problems.append(problem("bad-month", row.span(0), value=month))
    for column, value in ((1, release), (2, language)):
        if not value:
            key = VIEWS_HEADER[column]
            problems.append(problem("empty-value", row.span(column), key=key))
    if not _READS.fullmatch(reads):
        problems.append(problem("bad-number", row.span(3), value=reads))
    return problems
