"""Which requests are reads: of a release's page, by a person, for the first time in a while."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from beyan.desk.access_logs import Request
from beyan.model.page import ReleasePage
from beyan.model.plan import Plan
from beyan.model.release import key_of

# A visitor who comes back sooner has not read the page again (seconds).
REPEATED_WITHIN = 30 * 60
# How far a log may be out of order, for which visitors are remembered (seconds).
_DISORDER = 2 * 60 * 60

# 304: the visitor opened the page again, and the browser still had it.
_SHOWN = (200, 304)

# An edition as views.csv names it: the release, and the language.
Named = tuple[str, str]


@dataclass(slots=True)
class Tally:
    """What became of all requests; together they are `requests`. `reads` by month and edition."""

    requests: int = 0
    other: int = 0
    robots: int = 0
    prefetched: int = 0
    repeated: int = 0
    known: int = 0
    reads: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def counts(self) -> dict[str, int]:
        return {
            "requests": self.requests,
            "reads": self.reads.total(),
            "other": self.other,
            "robots": self.robots,
            "prefetched": self.prefetched,
            "repeated": self.repeated,
            "known": self.known,
        }

    def months(self) -> dict[str, int]:
        months: Counter[str] = Counter()
        for (month, *_), reads in sorted(self.reads.items()):
            months[month] += reads
        return dict(months)


def pages_of(plan: Plan, base_path: str, names: Mapping[str, str]) -> dict[str, Named]:
    """The release pages by every address they answer to, aliases too; `names` has what each
    release is called, by its key.
    """
    own = {
        artifact.name: (names[key_of(artifact.source)], artifact.language)
        for artifact in plan.artifacts
        if artifact.template == ReleasePage.template
    }
    aliases = {
        artifact.name: own[artifact.target] for artifact in plan.artifacts if artifact.target in own
    }
    return {unquote(base_path) + address: page for address, page in {**aliases, **own}.items()}


def count(
    requests: Iterable[Request],
    pages: Mapping[str, Named],
    zone: ZoneInfo,
    is_robot: Callable[[str], bool],
    is_known: Callable[[int], bool],
) -> Tally:
    """`is_known` tells of an instant whether its requests were counted by an earlier import.

    Memory does not grow with the number of requests: visitors are remembered for some hours.
    """
    tally = Tally()
    is_robot = lru_cache(maxsize=4_096)(is_robot)
    recent = _Recent()

    @lru_cache(maxsize=64)
    def month(quarter: int) -> str:
        """Of a quarter of an hour, by which all zones are apart."""
        return datetime.fromtimestamp(quarter * 900, zone).strftime("%Y-%m")

    for request in requests:
        tally.requests += 1
        page = _page(request, pages)
        if page is None:
            tally.other += 1
        # A browser says who it is; only a log that has no place for it leaves it open.
        elif request.agent is not None and (request.agent in ("", "-") or is_robot(request.agent)):
            tally.robots += 1
        elif request.is_prefetch:
            tally.prefetched += 1
        elif recent.has(request, page):
            tally.repeated += 1
        elif is_known(request.at):
            tally.known += 1
        else:
            tally.reads[month(request.at // 900), *page] += 1
    return tally


def _page(request: Request, pages: Mapping[str, Named]) -> Named | None:
    if request.method != "GET" or request.status not in _SHOWN:
        return None
    for path in _paths(request.target):
        if path in pages:
            return pages[path]
    return None


def _paths(target: str) -> Iterator[str]:
    """The addresses that a server may have answered with the page of one of them."""
    if not target.startswith("/"):
        # To a proxy the whole address is said.
        try:
            target = urlsplit(target).path
        except ValueError:
            return
    path = unquote(target.partition("?")[0])
    yield path
    yield path.removesuffix("index.html")
    yield f"{path}/"


class _Recent:
    """Who read what lately."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, Named], tuple[int, ...]] = {}
        self._latest = self._swept = -(1 << 62)

    def has(self, request: Request, page: Named) -> bool:
        """Whether this is the same reading; if not, a new one begins."""
        at, key = request.at, (request.visitor, page)
        self._sweep(at)
        before = self._seen.get(key, ())
        if any(abs(at - other) < REPEATED_WITHIN for other in before):
            return True
        self._seen[key] = (*before, at)
        return False

    def _sweep(self, at: int) -> None:
        self._latest = max(self._latest, at)
        if self._latest - self._swept < REPEATED_WITHIN:
            return
        self._swept = self._latest
        since = self._latest - REPEATED_WITHIN - _DISORDER
        kept = {key: tuple(t for t in times if t >= since) for key, times in self._seen.items()}
        self._seen = {key: times for key, times in kept.items() if times}
