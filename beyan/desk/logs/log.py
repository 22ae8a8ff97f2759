"""One log and what was seen of it; several at once in the order of their time."""

from __future__ import annotations

import heapq
from array import array
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import field
from itertools import chain, pairwise
from typing import NamedTuple

from beyan.desk.logs.hit import Hit
from beyan.desk.logs.lines import DAMAGED, STDIN, opened, text_of
from beyan.desk.logs.reader import UNREADABLE, LineReader
from beyan.model.records import dataclass

# How long a log may say nothing and still have been read (seconds): what comes to light later of a
# longer hole is counted then.
HOLE = 30 * 60


@dataclass(slots=True)
class Reach:
    """From when to when a log reaches, with its holes: stretches in order, far from one another.

    `first` and `last` are the requests of the first and of the last second, which may be reads:
    there may be more of the same second, in another log or when this one has grown.
    """

    stretches: list[list[int]] = field(default_factory=list)
    first: list[Hit] = field(default_factory=list)
    last: list[Hit] = field(default_factory=list)

    @classmethod
    def of(cls, times: Iterable[int], requests: Callable[[int], Iterable[Hit]]) -> Reach:
        """Of different times in any order; `requests` has those of a second."""
        reach = cls()
        ordered = sorted(times)
        if ordered:
            begin, last = ordered[0], ordered[-1]
            breaks = [] if last <= begin + HOLE else [*_breaks(ordered)]
            ends = [begin, *chain.from_iterable(breaks), last]
            reach.stretches = [[*each] for each in zip(ends[::2], ends[1::2], strict=True)]
            reach.first = [each for each in requests(begin) if each.may_be_read]
            reach.last = (
                [each for each in requests(last) if each.may_be_read]
                if last != begin
                else reach.first.copy()
            )
        return reach

    def add(self, other: Reach) -> None:
        """What another piece of the log reaches."""
        if not self.stretches or not other.stretches:
            if other.stretches:
                self.stretches, self.first, self.last = other.stretches, other.first, other.last
            return
        begin, end = self.stretches[0][0], self.stretches[-1][1]
        first, last = other.stretches[0][0], other.stretches[-1][1]
        if first <= begin:
            self.first = other.first + (self.first if first == begin else [])
        if last >= end:
            self.last = (self.last if last == end else []) + other.last
        self.stretches = sorted(self.stretches + other.stretches)
        self._join()

    def _join(self) -> None:
        joined: list[list[int]] = []
        for first, last in self.stretches:
            if joined and first <= joined[-1][1] + HOLE:
                joined[-1][1] = max(joined[-1][1], last)
            else:
                joined.append([first, last])
        self.stretches = joined


# A request of somebody who was shown something, which may be a read: the latest time that the log
# had told by then (what is out of order comes as it stands there); when it was; the digest of a
# visitor, the agent and the page; the page, which is an edition or an address of none; and whether
# an earlier import counted it.
Reading = tuple[int, int, int, tuple[str, str] | str, bool]


def _breaks(ordered: Sequence[int]) -> Iterator[tuple[int, int]]:
    for one, other in pairwise(ordered):
        if other > one + HOLE:
            yield one, other


class Piece(NamedTuple):
    """Lines of a log, and what it had said of their fields; `needs_agent` where it always has had
    one, and the server is writing this line.
    """

    data: bytes
    names: Sequence[str]
    needs_agent: bool = False


@dataclass(slots=True)
class Sifted:
    """What a piece tells, of which only the order of the `readings` matters; lines are numbered in
    the piece.

    `visitors` are digests of who asked, robots left out. `known` were counted by an earlier import,
    `has_agents` tells whether any request names its agent.
    """

    lines: int = 0
    hits: int = 0
    malformed: int = 0
    first_malformed: int = 0
    ahead: int = 0
    first_ahead: int = 0
    has_agents: bool = False
    hosts: int = 0
    other: int = 0
    robots: int = 0
    prefetched: int = 0
    known: int = 0
    reach: Reach = field(default_factory=Reach)
    visitors: array[int] = field(default_factory=lambda: array("q"))
    readings: list[Reading] = field(default_factory=list)


@dataclass(slots=True)
class Log:
    """`now` in seconds since 1970: what is dated later is no request of this world (`ahead`).

    `malformed` counts lines that are none of a log, `first_malformed` is the number of the first,
    as `first_ahead` is.
    """

    name: str
    at: Callable[[int], None] = lambda position: None
    lines: int = 0
    hits: int = 0
    known: int = 0
    malformed: int = 0
    first_malformed: int = 0
    ahead: int = 0
    first_ahead: int = 0
    reach: Reach = field(default_factory=Reach)
    _latest: int = 0
    _has_agents: bool = False

    def sifted(
        self,
        sift: Callable[[Iterator[Piece]], Iterator[Sifted]],
        lengths: Iterator[int] | None = None,
    ) -> Generator[Sifted]:
        """Piece after piece; raises OSError for what cannot be read, a damaged archive too."""
        unfinished: list[Piece] = []
        try:
            with opened(self.name, self.at, lengths) as pieces:
                for sifted in sift(_with_names(pieces, unfinished)):
                    yield self._with(sifted)
                for piece in unfinished:
                    for sifted in sift(iter([piece._replace(needs_agent=self._has_agents)])):
                        yield self._with(sifted)
        except DAMAGED as error:
            raise OSError(0, "the archive is damaged", self.name) from error
        except OSError as error:
            if error.errno is None:
                raise OSError(0, "the archive is damaged", self.name) from error
            error.filename = error.filename or self.name
            raise

    def _with(self, sifted: Sifted) -> Sifted:
        """What the piece tells, as that of this log."""
        if sifted.malformed:
            self.first_malformed = self.first_malformed or self.lines + sifted.first_malformed
        if sifted.ahead:
            self.first_ahead = self.first_ahead or self.lines + sifted.first_ahead
        self.lines += sifted.lines
        self.hits += sifted.hits
        self.known += sifted.known
        self.malformed += sifted.malformed
        self.ahead += sifted.ahead
        self._has_agents = self._has_agents or sifted.has_agents
        if sifted.readings and sifted.readings[0][0] < self._latest:
            sifted.readings = [(max(each[0], self._latest), *each[1:]) for each in sifted.readings]
        self.reach.add(sifted.reach)
        if self.reach.stretches:
            self._latest = self.reach.stretches[-1][1]
        return sifted


def may_name_fields(data: bytes) -> bool:
    """Rather too often: a comment may have colours in it."""
    return b"#Fields" in data or (b"\x1b" in data and b"#" in data)


def _with_names(pieces: Iterator[tuple[bytes, bool]], unfinished: list[Piece]) -> Iterator[Piece]:
    """Whole lines; what is not finished is put aside, since it depends on all before it."""
    header = LineReader()
    for data, is_whole in pieces:
        piece = Piece(data, header.names)
        if is_whole:
            yield piece
        else:
            unfinished.append(piece)
        # Only what names fields is read here.
        if may_name_fields(data):
            for line in data.splitlines():
                if b"#" in line:
                    with suppress(*UNREADABLE):
                        header.read(text_of(line))


Sift = Callable[[Iterator[Piece]], Iterator[Sifted]]
Read = Callable[[Log], Iterator[Reading]]


def merged(logs: Iterable[Log], read: Read, glance: Sift) -> Generator[Reading]:
    """What is `read` of all logs in the order of their time, as far as each log is in order.

    A log is opened when its time has come, so that a thousand of them can be read; when that is,
    its first piece tells that has a `glance` at any request.
    """
    waiting = []
    for number, log in enumerate(logs):
        first, begun = _begun(log, read, glance)
        if first is not None:
            waiting.append((first, number, log, begun))
    waiting.sort(key=lambda each: each[:2], reverse=True)
    reading: list[tuple[int, int, Reading, Iterator[Reading]]] = []
    while waiting or reading:
        while waiting and (not reading or waiting[-1][0] <= reading[0][0]):
            _, number, log, begun = waiting.pop()
            _push(reading, number, begun or read(log))
        if not reading:
            continue
        _, number, each, rest = reading[0]
        yield each
        heapq.heappop(reading)
        _push(reading, number, rest)


def _push(
    reading: list[tuple[int, int, Reading, Iterator[Reading]]],
    number: int,
    rest: Iterator[Reading],
) -> None:
    following = next(rest, None)
    if following is not None:
        heapq.heappush(reading, (following[0], number, following, rest))


def _begun(log: Log, read: Read, glance: Sift) -> tuple[int | None, Iterator[Reading] | None]:
    """When its first request was. What cannot be read twice goes on from there; a file is closed
    again.
    """
    if log.name == STDIN:
        readings = read(log)
        first = next(readings, None)
        return (None, None) if first is None else (first[0], chain((first,), readings))
    with closing(Log(log.name).sifted(glance)) as glanced:
        for sifted in glanced:
            if sifted.hits:
                return sifted.reach.stretches[0][0], None
    # Without a request: this is all that will be seen of it.
    deque(read(log), maxlen=0)
    return None, None
