"""One log and what was seen of it; several at once in the order of their time."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from beyan.desk.logs.hit import Hit
from beyan.desk.logs.lines import DAMAGED, STDIN, opened
from beyan.desk.logs.reader import LineReader
from beyan.model.log_format import LogFormat

# How long a log may say nothing and still have been read (seconds): what comes to light later of a
# longer hole is counted then.
HOLE = 30 * 60
# A server's clock may be ahead of this one by so much (seconds).
_AHEAD = 5 * 60

# A request, and whether an earlier import counted it.
Marked = tuple[Hit, bool]


@dataclass(slots=True)
class Reach:
    """From when to when a log reaches, with its holes: stretches in order, far from one another.

    `first` and `last` are the requests of the first and of the last second, which may be reads:
    there may be more of the same second, in another log or when this one has grown.
    """

    stretches: list[list[int]] = field(default_factory=list)
    first: list[Hit] = field(default_factory=list)
    last: list[Hit] = field(default_factory=list)

    def add(self, hit: Hit) -> None:
        stretches, at = self.stretches, hit.at
        if not stretches:
            stretches.append([at, at])
        newest = stretches[-1]
        if at > newest[1]:
            self.last = []
            if at <= newest[1] + HOLE:
                newest[1] = at
            else:
                stretches.append([at, at])
        elif at < newest[0]:
            self._put_in(at)
        if at >= stretches[-1][1] and hit.may_be_read:
            self.last.append(hit)
        if at == stretches[0][0] and hit.may_be_read:
            self.first.append(hit)

    def _put_in(self, at: int) -> None:
        """A line out of order: before the newest stretch."""
        if at < self.stretches[0][0]:
            self.first = []
        position = bisect_right(self.stretches, [at, 1 << 40])
        self.stretches.insert(position, [at, at])
        joined = self.stretches[: max(position - 1, 0)]
        for first, last in self.stretches[max(position - 1, 0) : position + 2]:
            if joined and first <= joined[-1][1] + HOLE:
                joined[-1][1] = max(joined[-1][1], last)
            else:
                joined.append([first, last])
        self.stretches[: position + 2] = joined


@dataclass(slots=True)
class Log:
    """`now` in seconds since 1970: what is dated later is no request of this world (`ahead`).

    `malformed` counts lines that are none of a log, `first_malformed` is the number of the first,
    as `first_ahead` is.
    """

    name: str
    now: int = 1 << 32
    declared: Sequence[LogFormat] = ()
    at: Callable[[int], None] = lambda position: None
    lines: int = 0
    hits: int = 0
    malformed: int = 0
    first_malformed: int = 0
    ahead: int = 0
    first_ahead: int = 0
    reach: Reach = field(default_factory=Reach)

    def requests(self) -> Generator[Hit]:
        """Raises OSError for what cannot be read, a damaged archive too."""
        reader = LineReader(self.declared)
        has_agents = False
        try:
            with opened(self.name, self.at) as lines:
                for line, is_whole in lines:
                    self.lines += 1
                    try:
                        hit = reader.read(line)
                    except (ValueError, LookupError, TypeError, OverflowError, RecursionError):
                        self.malformed += 1
                        self.first_malformed = self.first_malformed or self.lines
                        continue
                    if hit is None:
                        continue
                    if not is_whole and has_agents and hit.agent is None:
                        continue  # a server is writing it
                    if hit.at > self.now + _AHEAD:
                        self.ahead += 1
                        self.first_ahead = self.first_ahead or self.lines
                        continue
                    has_agents = has_agents or hit.agent is not None
                    self.hits += 1
                    self.reach.add(hit)
                    yield hit
        except DAMAGED as error:
            raise OSError(0, "the archive is damaged", self.name) from error
        except OSError as error:
            if error.errno is None:
                raise OSError(0, "the archive is damaged", self.name) from error
            error.filename = error.filename or self.name
            raise


Read = Callable[[Log], Iterator[Marked]]


def merged(logs: Iterable[Log], read: Read) -> Generator[Marked]:
    """What is `read` of all logs in the order of their time, as far as each log is in order.

    A log is opened when its time has come, so that a thousand of them can be read.
    """
    waiting = []
    for number, log in enumerate(logs):
        first, begun = _begun(log, read)
        if first is not None:
            waiting.append((first, number, log, begun))
    waiting.sort(key=lambda each: each[:2], reverse=True)
    reading: list[tuple[int, int, Marked, Iterator[Marked]]] = []
    while waiting or reading:
        while waiting and (not reading or waiting[-1][0] <= reading[0][0]):
            _, number, log, begun = waiting.pop()
            requests = begun or read(log)
            _push(reading, number, requests)
        _, number, request, requests = reading[0]
        yield request
        heapq.heappop(reading)
        _push(reading, number, requests)


def _push(
    reading: list[tuple[int, int, Marked, Iterator[Marked]]], number: int, rest: Iterator[Marked]
) -> None:
    following = next(rest, None)
    if following is not None:
        heapq.heappush(reading, (following[0].at, number, following, rest))


def _begun(log: Log, read: Read) -> tuple[int | None, Iterator[Marked] | None]:
    """When its first request was. What cannot be read twice goes on from there; a file is closed
    again.
    """
    if log.name == STDIN:
        requests = read(log)
        first = next(requests, None)
        return (None, None) if first is None else (first[0].at, chain((first,), requests))
    glance = Log(log.name, log.now, log.declared)
    glanced = glance.requests()
    found = next(glanced, None)
    if found is not None:
        glanced.close()
        return found.at, None
    # Read to its end without a request: this is all that will be seen of it.
    log.lines, log.malformed, log.ahead = glance.lines, glance.malformed, glance.ahead
    log.first_malformed, log.first_ahead = glance.first_malformed, glance.first_ahead
    return None, None
