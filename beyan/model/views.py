"""How often editions were read on this site, as counted from access logs month by month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

VIEWS_FILE = "content/views.csv"
VIEWS_HEADER = ("month", "release", "language", "reads")
# The keys of releases, which summaries and editions have, begin with it.
RELEASES = "releases/"

# By the release's key, or what a table calls it, and the edition's language.
ViewCounts = Mapping[tuple[str, str], int]


class MonthlyReads(NamedTuple):
    """One row. `month` is `2026-11`, `release` what the release is called for ever, no language;
    or, as it was once, its path below content/releases/.
    """

    month: str
    release: str
    language: str
    reads: int
