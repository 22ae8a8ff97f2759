"""Reads of addresses that show no release: an alias that is added later finds them again.

Counts alone, by month and path, for a year.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from beyan.desk.pages import MOST_UNMATCHED, Pages
from beyan.model.diagnostic import Diagnostic, problem
from beyan.model.views import UNMATCHED_FILE
from beyan.source.table import read_table, table_text

_HEADER = ("month", "address", "reads")
_MONTHS = 13
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_READS = re.compile(r"0|[1-9][0-9]{0,14}")

# By month and path.
Unmatched = Counter[tuple[str, str]]


def load_unmatched(root: Path) -> tuple[Unmatched, list[Diagnostic]]:
    rows, problems = read_table(root, UNMATCHED_FILE, _HEADER)
    unmatched = Unmatched()
    for row in rows:
        month, address, reads = row.values
        if not _MONTH.fullmatch(month):
            problems.append(problem("bad-month", row.span(0), value=month))
        elif not _READS.fullmatch(reads):
            problems.append(problem("bad-number", row.span(2), value=reads))
        else:
            unmatched[month, address] += int(reads)
    return unmatched, problems


def matched(unmatched: Unmatched, pages: Pages) -> Counter[tuple[str, str, str]]:
    """The reads whose address shows a release by now; they are taken away."""
    reads = Counter[tuple[str, str, str]]()
    for (month, address), count in list(unmatched.items()):
        page = pages.of(address)
        if page is not None:
            reads[month, *page] += count
            del unmatched[month, address]
    return reads


def unmatched_text(unmatched: Unmatched, month: str) -> str:
    """As long as seen from the `month` they are kept, and of the addresses those read most."""
    year, number = map(int, month.split("-"))
    since = year * 12 + number - _MONTHS
    oldest = f"{since // 12:04}-{since % 12 + 1:02}"
    totals = Counter[str]()
    for (each, address), count in unmatched.items():
        if each >= oldest:
            totals[address] += count
    kept = sorted(totals, key=lambda address: (-totals[address], address))[:MOST_UNMATCHED]
    chosen = frozenset(kept)
    return table_text(
        _HEADER,
        (
            (each, address, count)
            for (each, address), count in unmatched.items()
            if each >= oldest and address in chosen
        ),
    )
