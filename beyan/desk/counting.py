"""Which requests are reads: of a release's page, by a person, for the first time in a while."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import field
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from beyan.desk.logs.log import Reading, Sifted
from beyan.desk.pages import Pages
from beyan.model.records import dataclass

# A visitor who comes back sooner has not read the page again (seconds).
REPEATED_WITHIN = 30 * 60
# How far a log may be out of order (seconds).
_DISORDER = 2 * 60 * 60
# Of so many readings at least it is remembered who they are of, so that memory stays as it is;
# where there are more within half an hour, some that are repeated count.
_REMEMBERED, _REMEMBERED_UNMATCHED = 60_000, 10_000
# Of so many addresses at once it is counted how much they ask for.
_COMPARED = 1_000
# So many requests at a time.
_BLOCK = 1 << 13
# One page brings a visitor a dozen requests.
_FEW = 20

# By which all zones are apart (seconds).
_QUARTER = 15 * 60


@dataclass(slots=True)
class Tally:
    """What became of all requests; together they are `requests`. `reads` by month and edition,
    `unmatched`, which are among the `other`, by month and address.

    `found` are reads of earlier imports whose address was not known then; `share` is how much of
    the requests comes from one address, in percent.
    """

    requests: int = 0
    hosts: int = 0
    other: int = 0
    robots: int = 0
    prefetched: int = 0
    repeated: int = 0
    known: int = 0
    found: int = 0
    share: int = 0
    reads: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    unmatched: Counter[tuple[str, str]] = field(default_factory=Counter)

    def counts(self) -> dict[str, int]:
        return {
            "requests": self.requests,
            "reads": self.reads.total(),
            "hosts": self.hosts,
            "other": self.other,
            "robots": self.robots,
            "prefetched": self.prefetched,
            "repeated": self.repeated,
            "known": self.known,
            "found": self.found,
        }

    def months(self) -> dict[str, int]:
        months: Counter[str] = Counter()
        for (month, *_), reads in sorted(self.reads.items()):
            months[month] += reads
        return dict(months)


class Counting:
    """Adds up what was sifted, and of that the readings in the order of their time."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.tally = Tally()
        self._month = lru_cache(maxsize=64)(
            lambda quarter: datetime.fromtimestamp(quarter * _QUARTER, zone).strftime("%Y-%m")
        )
        self._recent = _Recent(_REMEMBERED)
        self._recent_unmatched = _Recent(_REMEMBERED_UNMATCHED)
        self._busiest = _Busiest()

    def count(self, sifted: Sifted) -> None:
        """All of a piece but its readings."""
        tally = self.tally
        tally.requests += sifted.hits
        tally.hosts += sifted.hosts
        tally.other += sifted.other
        tally.robots += sifted.robots
        tally.prefetched += sifted.prefetched
        self._busiest.add(sifted.visitors)

    def add(self, readings: Iterable[Reading]) -> None:
        """All of all logs: only then is it known who asked most."""
        tally, recent, month = self.tally, self._recent, self._month
        for _, at, who, page, is_known in readings:
            if isinstance(page, str):
                self._unmatched(at, who, page, is_known=is_known)
            elif recent.has(at, who):
                tally.repeated += 1
            elif is_known:
                tally.known += 1
            else:
                tally.reads[month(at // _QUARTER), *page] += 1
        tally.share = self._busiest.share()

    def _unmatched(self, at: int, who: int, path: str, *, is_known: bool) -> None:
        if not self._recent_unmatched.has(at, who) and not is_known:
            self.tally.unmatched[self._month(at // _QUARTER), path] += 1
            Pages.bound(self.tally.unmatched)


class _Recent:
    """Who read what lately, and of how many readings ever no more than twice `remembered`."""

    def __init__(self, remembered: int) -> None:
        self._remembered = remembered
        self._young: dict[int, int] = {}
        self._old: dict[int, int] = {}
        self._before = self._swept = 0

    def has(self, at: int, who: int) -> bool:
        """Whether this is the same reading; if not, a new one begins.

        No two readings of one visitor begin in the same half hour of the clock.
        """
        # One line of another year is no new time.
        if abs(at - self._before) < REPEATED_WITHIN <= abs(at - self._swept):
            self._sweep(at)
        self._before = at
        part = at // REPEATED_WITHIN
        for each in (part, part - 1, part + 1):
            key = hash((who, each))
            before = self._young.get(key)
            if before is None:
                before = self._old.get(key)
            if before is not None and abs(at - before) < REPEATED_WITHIN:
                return True
        if len(self._young) >= self._remembered:
            self._old, self._young = self._young, {}
        self._young[hash((who, part))] = at
        return False

    def _sweep(self, at: int) -> None:
        far = REPEATED_WITHIN + _DISORDER
        self._young, self._old = (
            {key: begun for key, begun in each.items() if abs(at - begun) <= far}
            for each in (self._young, self._old)
        )
        self._swept = at


class _Busiest:
    """How much of all comes from one address at least (Misra and Gries, 1982; blocks of visitors
    are joined as Agarwal and others do, 2012).
    """

    def __init__(self) -> None:
        self._counts = Counter[int]()
        self._waiting = array("q")
        self._all = 0

    def add(self, visitors: array[int]) -> None:
        """By blocks of one length, so that pieces of another length tell the same."""
        self._waiting += visitors
        while len(self._waiting) >= _BLOCK:
            self._join(self._waiting[:_BLOCK])
            del self._waiting[:_BLOCK]

    def share(self) -> int:
        self._join(self._waiting)
        self._waiting = array("q")
        if self._all < _FEW:
            return 0
        return 100 * max(self._counts.values(), default=0) // self._all

    def _join(self, visitors: array[int]) -> None:
        self._all += len(visitors)
        counts = self._counts
        counts.update(visitors)
        if len(counts) > _COMPARED:
            least = sorted(counts.values(), reverse=True)[_COMPARED]
            self._counts = Counter({e: n - least for e, n in counts.items() if n > least})
