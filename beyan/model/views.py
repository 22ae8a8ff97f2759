"""How often editions were read on this site, as counted from access logs month by month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, date
from typing import NamedTuple

VIEWS_FILE = "content/views.csv"
# What was counted already, and of which addresses nobody knows a release.
COVERAGE_FILE = "content/views-imported.csv"
UNMATCHED_FILE = "content/views-unmatched.csv"
VIEWS_HEADER = ("month", "release", "language", "reads")
# The keys of releases, which summaries and editions have, begin with it.
RELEASES = "releases/"

# By the release's key, or what a table calls it, and the edition's language.
ViewCounts = Mapping[tuple[str, str], int]


class Counted(NamedTuple):
    """All reads, and the months that have any (`2026-11`)."""

    totals: ViewCounts
    months: frozenset[str]


class MonthlyReads(NamedTuple):
    """One row. `month` is `2026-11`, `release` what the release is called for ever, no language;
    or, as it was once, its path below content/releases/.
    """

    month: str
    release: str
    language: str
    reads: int


# Longer than any site has been there.
_MOST_MONTHS = 1_200


def months_up_to(today: date, count: int) -> list[str]:
    """The last months up to that of `today`, which is the last (`2026-11`)."""
    last = today.year * 12 + today.month - 1
    return [_month(each) for each in range(last - min(count, _MOST_MONTHS) + 1, last + 1)]


def turns(months: Iterable[str], count: int) -> list[date]:
    """The days on which the last `count` months become others of which one is among these."""
    found: set[int] = set()
    for month in months:
        first = int(month[:4]) * 12 + int(month[5:]) - 1
        found.update(range(first, first + min(count, _MOST_MONTHS) + 1))
    years = range(MINYEAR, MAXYEAR + 1)
    return [date(each // 12, each % 12 + 1, 1) for each in found if each // 12 in years]


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
