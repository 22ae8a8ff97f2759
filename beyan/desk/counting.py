"""Which requests are reads: of a release's page, by a person, for the first time in a while."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from beyan.desk.logs.addresses import Visitors
from beyan.desk.logs.hit import Hit
from beyan.desk.logs.hosts import Hosts
from beyan.desk.logs.log import Marked
from beyan.desk.pages import Named, Pages

# A visitor who comes back sooner has not read the page again (seconds).
REPEATED_WITHIN = 30 * 60
# How far a log may be out of order (seconds).
_DISORDER = 2 * 60 * 60
# Of so many readings at least it is remembered who they are of, so that memory stays as it is;
# where there are more within half an hour, some that are repeated count.
_REMEMBERED, _REMEMBERED_UNMATCHED = 60_000, 10_000
# Of so many addresses at once it is counted how much they ask for.
_COMPARED = 1_000
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
    """Adds up hits in the order of their time, however many."""

    def __init__(
        self,
        pages: Pages,
        zone: ZoneInfo,
        is_robot: Callable[[str], bool],
        visitors: Visitors,
        hosts: Hosts,
    ) -> None:
        self.tally = Tally()
        self._pages, self._hosts = pages, hosts
        self._visitors = visitors
        self._is_robot = lru_cache(maxsize=4_096)(is_robot)
        self._month = lru_cache(maxsize=64)(
            lambda quarter: datetime.fromtimestamp(quarter * _QUARTER, zone).strftime("%Y-%m")
        )
        self._recent = _Recent(_REMEMBERED)
        self._recent_unmatched = _Recent(_REMEMBERED_UNMATCHED)
        self._busiest = _Busiest()

    def add(self, hits: Iterable[Marked]) -> None:
        for hit, is_known in hits:
            self.tally.requests += 1
            if not self._hosts.has(hit.host):
                self.tally.hosts += 1
            else:
                self._add(hit, is_known)
        self.tally.share = self._busiest.share()

    def _add(self, hit: Hit, is_known: bool) -> None:
        tally = self.tally
        is_shown = hit.may_be_read
        page = self._pages.of(hit.target) if is_shown else None
        # A browser says who it is; only a log that has no place for it leaves it open.
        is_robot = hit.agent is not None and (hit.agent in ("", "-") or self._is_robot(hit.agent))
        visitor = self._visitors.of(hit.addresses, hit.forwarded)
        if not is_robot:
            self._busiest.add(visitor)
        if page is None:
            tally.other += 1
            if is_shown and not is_robot and not hit.is_prefetch:
                self._unmatched(hit, visitor, is_known)
        elif is_robot:
            tally.robots += 1
        elif hit.is_prefetch:
            tally.prefetched += 1
        elif self._recent.has(hit.at, (visitor, hit.agent), page):
            tally.repeated += 1
        elif is_known:
            tally.known += 1
        else:
            tally.reads[self._month(hit.at // _QUARTER), *page] += 1

    def _unmatched(self, hit: Hit, visitor: str, is_known: bool) -> None:
        path = self._pages.unmatched(hit.target)
        if not path or visitor in path:
            return
        if self._recent_unmatched.has(hit.at, (visitor, hit.agent), path):
            return
        if not is_known:
            self.tally.unmatched[self._month(hit.at // _QUARTER), path] += 1
            self._pages.bound(self.tally.unmatched)


class _Recent:
    """Who read what lately, and of how many readings ever no more than twice `remembered`."""

    def __init__(self, remembered: int) -> None:
        self._remembered = remembered
        self._young: dict[int, int] = {}
        self._old: dict[int, int] = {}
        self._before = self._swept = 0

    def has(self, at: int, visitor: tuple[str, str | None], page: Named | str) -> bool:
        """Whether this is the same reading; if not, a new one begins.

        No two readings of one visitor begin in the same half hour of the clock.
        """
        # One line of another year is no new time.
        if abs(at - self._before) < REPEATED_WITHIN <= abs(at - self._swept):
            self._sweep(at)
        self._before = at
        who, part = hash((visitor, page)), at // REPEATED_WITHIN
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
    """How much of all comes from one address at least (Misra and Gries, 1982)."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}
        self._all = 0

    def add(self, visitor: str) -> None:
        self._all += 1
        key, counts = hash(visitor), self._counts
        if key in counts or len(counts) < _COMPARED:
            counts[key] = counts.get(key, 0) + 1
        else:
            self._counts = {each: count - 1 for each, count in counts.items() if count > 1}

    def share(self) -> int:
        if self._all < _FEW:
            return 0
        return 100 * max(self._counts.values(), default=0) // self._all
