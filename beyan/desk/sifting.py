"""A piece of a log → what of it may be a read, and how much of it is something else.

Nothing here depends on what stands before the piece, so pieces can be read by all processors. What
is said of a visitor, a request or an agent is found out once for all lines that have the same bytes
there; lines of other formats than the common ones are read one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import TypeVar

from beyan.desk.coverage import Counted
from beyan.desk.logs.addresses import Visitors
from beyan.desk.logs.hit import Hit
from beyan.desk.logs.hosts import Hosts, split_target
from beyan.desk.logs.instants import instant
from beyan.desk.logs.lines import text_of
from beyan.desk.logs.log import Piece, Reach, Sifted, may_name_fields
from beyan.desk.logs.plain import Asking, Fields, asking_of, fields_of, quoted_of, request_of
from beyan.desk.logs.reader import EARLIEST, LATEST, UNREADABLE, LineReader
from beyan.desk.pages import Named, Pages
from beyan.model.log_format import LogFormat

# A server's clock may be ahead of this one by so much (seconds).
_AHEAD = 5 * 60
# So many distinct values of a field are kept at most.
_KEPT = 4_096
_SHOWN = frozenset({b"200", b"304"})
# A leap second is logged as second 60.
_SECONDS = {b"%02d" % second: min(second, 59) for second in range(100)}
_NO_TIME = -1 << 40

K = TypeVar("K")
V = TypeVar("V")


class _Known(dict[K, V]):
    """What a function says of each value, as long as memory allows."""

    def __init__(self, function: Callable[[K], V]) -> None:
        self._function = function

    def __missing__(self, key: K) -> V:
        if len(self) >= _KEPT:
            self.clear()
        value = self[key] = self._function(key)
        return value


# Who it was, the digest of that, whether this site was asked as far as a host is named, and whether
# the page was loaded for nobody yet.
_Asker = tuple[str, int, bool, bool]
# Whether this site was asked (None where the target names no host), and what was shown: an edition,
# an address that may become one's, or "".
_Asked = tuple[bool | None, Named | str]
# Its name, None where the log has no place for it, and whether it is a robot's.
_Agent = tuple[str | None, bool]

_NO_FIELDS: Fields = (b"",) * 8


class Sieve:
    """`now` in seconds since 1970: what is dated later is no request of this world."""

    def __init__(
        self,
        pages: Pages,
        is_robot: Callable[[str], bool],
        visitors: Visitors,
        hosts: Hosts,
        counted: Counted,
        declared: Sequence[LogFormat] = (),
        now: int = LATEST,
    ) -> None:
        self._pages, self._hosts, self._visitors = pages, hosts, visitors
        self._is_robot = is_robot
        self._counted, self._declared = counted, declared
        self._until = min(now + _AHEAD, LATEST)
        self._minutes = _Known(self._minutes_of)
        self._askers: _Known[bytes, _Asker | None] = _Known(
            lambda before: self._asker((before, b""))
        )
        self._forwarded = _Known(self._asker)
        self._who = _Known(self._asker_of)
        self._shown = _Known(self._asked_and_shown)
        self._hidden = _Known(self._asked_and_hidden)
        self._agents: _Known[bytes, _Agent] = _Known(lambda field: self._agent(quoted_of(field)))
        self._named_agents = _Known(self._agent)

    def glance(self, pieces: Iterable[Piece]) -> Iterator[Sifted]:
        """The first request of each piece alone."""
        for piece in pieces:
            sifted = Sifted()
            for hit in self._hits(piece):
                sifted.hits, sifted.reach = 1, Reach([[hit.at, hit.at]])
                break
            yield sifted

    def _hits(self, piece: Piece) -> Iterator[Hit]:
        reader = LineReader(self._declared, piece.names)
        for line in piece.data.splitlines():
            try:
                hit = reader.read(text_of(line))
            except UNREADABLE:
                continue
            if hit is not None and hit.at <= self._until:
                yield hit

    def sift(self, piece: Piece) -> Sifted:
        sifted = Sifted(lines=piece.data.count(b"\n"))
        reader = LineReader(self._declared, piece.names)
        earliest, seconds, is_shown = EARLIEST, _SECONDS, _SHOWN
        until, ends, around = self._until, self._counted.ends, self._counted.around
        askers, agents, shown, hidden = self._askers, self._agents, self._shown, self._hidden
        zone, minutes = b"", self._minutes[b""]
        low, high, is_covered = 1, 0, False
        latest = known = other = 0
        lines: list[bytes] = []
        alone: dict[int, Hit] = {}  # by the number of the line
        times: list[int] = []
        add_time, add_visitor = times.append, sifted.visitors.append
        add_reading = sifted.readings.append
        for number, fields in enumerate(self._fields(piece)):
            before, minute, second, east, request, status, agent, added = fields
            if before:
                if east != zone:
                    zone, minutes = east, self._minutes[east]
                at = minutes[minute] + seconds[second]
                asker = self._forwarded[before, added] if added else askers[before]
            if not before or asker is None or not earliest <= at <= until or at in ends:
                lines = lines or piece.data.split(b"\n")
                hit = self._read(reader, lines[number], number, piece, sifted)
                if hit is None:
                    add_time(0)
                    continue
                alone[number] = hit
                at, is_known = hit.at, self._counted.has(hit)
                asker, asked = self._said(hit)
                name, is_robot = self._named_agents[hit.agent]
            else:
                if not low <= at <= high:
                    low, high, is_covered = around(at)
                is_known = is_covered
                asked = shown[request] if status in is_shown else hidden[request]
                name, is_robot = agents[agent]
            add_time(at)
            if at > latest:
                latest = at
            if is_known:
                known += 1
            visitor, digest, is_own, is_prefetch = asker
            is_named, page = asked
            if is_named is False or (is_named is None and not is_own):
                sifted.hosts += 1
                continue
            if not is_robot:
                add_visitor(digest)
            if page.__class__ is not tuple:
                other += 1
                if not page or is_robot or is_prefetch or visitor in page:
                    continue
            elif is_robot:
                sifted.robots += 1
                continue
            elif is_prefetch:
                sifted.prefetched += 1
                continue
            add_reading((latest, at, hash((visitor, name, page)), page, is_known))
        sifted.other, sifted.known = other, known
        self._end(sifted, piece, times, alone)
        return sifted

    def _fields(self, piece: Piece) -> Iterable[Fields]:
        """Where lines are to be read one by one, none of them."""
        is_other = self._declared or piece.names or piece.needs_agent
        if is_other or may_name_fields(piece.data):
            return repeat(_NO_FIELDS, piece.data.count(b"\n"))
        return fields_of(piece.data)

    def _read(
        self, reader: LineReader, line: bytes, number: int, piece: Piece, sifted: Sifted
    ) -> Hit | None:
        """The line, as a line of its own."""
        try:
            hit = reader.read(text_of(line))
        except UNREADABLE:
            sifted.malformed += 1
            sifted.first_malformed = sifted.first_malformed or number + 1
            return None
        if hit is None or (piece.needs_agent and hit.agent is None):
            return None
        if hit.at > self._until:
            sifted.ahead += 1
            sifted.first_ahead = sifted.first_ahead or number + 1
            return None
        return hit

    def _end(self, sifted: Sifted, piece: Piece, times: list[int], alone: dict[int, Hit]) -> None:
        """Where it reaches."""
        seconds = set(times)
        seconds.discard(0)
        sifted.hits = len(times) - times.count(0)
        # All lines but those read alone name their agent.
        sifted.has_agents = sifted.hits > len(alone) or any(
            hit.agent is not None for hit in alone.values()
        )
        reader = LineReader()
        lines: list[bytes] = []

        def of_second(at: int) -> Iterator[Hit]:
            number = times.index(at)
            for _ in range(times.count(at)):
                number = times.index(at, number)
                hit = alone.get(number)
                if hit is None:
                    lines[:] = lines or piece.data.split(b"\n")
                    hit = reader.read(text_of(lines[number]))
                if hit is not None:
                    yield hit
                number += 1

        sifted.reach = Reach.of(seconds, of_second)

    # --- what a field says ---

    def _minutes_of(self, zone: bytes) -> _Known[bytes, int]:
        """When each minute of a zone begins."""

        def begin(minute: bytes) -> int:
            try:
                return instant(f"{minute.decode()}00{zone.decode()}")
            except ValueError:
                return _NO_TIME

        return _Known(begin)

    def _asker(self, field: tuple[bytes, bytes]) -> _Asker | None:
        asking = asking_of(*field)
        if asking is None:
            return None
        return self._asker_of(asking)

    def _asker_of(self, asking: Asking) -> _Asker:
        addresses, host, forwarded, is_prefetch = asking
        visitor = self._visitors.of(addresses, forwarded)
        return visitor, hash(visitor), self._hosts.has(host), is_prefetch

    def _asked_and_shown(self, field: bytes) -> _Asked:
        method, target = request_of(field)
        host, path = split_target(target)
        return self._own(host), self._page(path if host else target) if method == "GET" else ""

    def _asked_and_hidden(self, field: bytes) -> _Asked:
        _, target = request_of(field)
        return self._own(split_target(target)[0]), ""

    def _own(self, host: str) -> bool | None:
        return self._hosts.has(host) if host else None

    def _page(self, target: str) -> Named | str:
        return self._pages.of(target) or self._pages.unmatched(target)

    def _said(self, hit: Hit) -> tuple[_Asker, _Asked]:
        asker = self._who[hit.addresses, hit.host, hit.forwarded, hit.is_prefetch]
        return asker, (None, self._page(hit.target) if hit.may_be_read else "")

    def _agent(self, name: str | None) -> _Agent:
        # A browser says who it is; only a log that has no place for it leaves it open.
        return name, name is not None and (name in ("", "-") or self._is_robot(name))
