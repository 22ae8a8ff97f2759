"""Access logs → requests: of nginx and Apache (common, combined), and of CDNs (W3C, JSON lines).

Logs are read as streams, several at once in the order of their time, and a line at a time.
"""

from __future__ import annotations

import gzip
import heapq
import json
import re
import sys
import zlib
from codecs import BOM_UTF8
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, NamedTuple, cast
from urllib.parse import unquote

STDIN = "-"
# A line beyond it is of no log, and must not fill the memory (bytes).
LONGEST_LINE = 64 * 1024

_TEXT = rb'"((?:[^"\\]|\\.)*)"'
_COMMON = re.compile(
    rb"(\S+) \S+ [^\[]*\[([^\]]+)\] "
    + _TEXT
    + rb" (\d{3}) \S+(?: "
    + _TEXT
    + b" "
    + _TEXT
    + rb"(.*))?"
)
_APACHE_TIME = re.compile(r"(\d\d)/([A-Z][a-z]{2})/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

# What Sec-Purpose, Purpose, X-Purpose and X-Moz say of a page that nobody may ever look at.
_PREFETCH = re.compile(r"(?:prefetch|prerender|preview)\b", re.IGNORECASE)
_PREFETCH_FIELD = re.compile(rb'"(?:prefetch|prerender|preview)[^"]*"', re.IGNORECASE)

# Under which names a log of named fields has what is asked for: nginx's variables in JSON, the
# fields of Cloudflare's Logpush, those of W3C extended logs (CloudFront, IIS).
_AT = ("time_iso8601", "EdgeStartTimestamp")
_VISITOR = ("remote_addr", "ClientIP", "c-ip")
_METHOD = ("request_method", "ClientRequestMethod", "cs-method")
_TARGET = ("request_uri", "ClientRequestURI", "ClientRequestPath", "cs-uri-stem")
_STATUS = ("status", "EdgeResponseStatus", "sc-status")
_AGENT = ("http_user_agent", "ClientRequestUserAgent", "cs(User-Agent)")
_PURPOSE = (
    "http_sec_purpose", "http_purpose", "http_x_moz",
    "cs(Sec-Purpose)", "cs(Purpose)", "cs(X-Moz)",
)  # fmt: skip


class Request(NamedTuple):
    """`at` in seconds since 1970. `agent` is None where the log does not tell of any.

    `visitor` is a hash for this process alone: it means nothing in another one.
    """

    at: int
    visitor: int
    method: str
    target: str
    status: int
    agent: str | None
    is_prefetch: bool


@dataclass(slots=True)
class Log:
    """One log and what has been seen of it.

    `malformed` counts lines that are none of a log, `first_malformed` is the number of the first.
    `span` is from when to when it reaches, in seconds since 1970.
    """

    name: str
    lines: int = 0
    malformed: int = 0
    first_malformed: int = 0
    span: tuple[int, int] | None = None
    _fields: Sequence[str] = field(default_factory=list)

    def requests(self) -> Generator[Request]:
        """Raises OSError for what cannot be read, a damaged archive too."""
        with _opened(self.name) as stream:
            try:
                for line in _lines(stream):
                    self.lines += 1
                    if self.lines == 1:
                        line = line.removeprefix(BOM_UTF8)
                    request = self._request(line)
                    if request is not None:
                        self._reaches(request.at)
                        yield request
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                raise OSError(0, "the archive is damaged", self.name) from error
            except OSError as error:
                error.filename = error.filename or self.name
                raise

    def _reaches(self, at: int) -> None:
        if self.span is None:
            self.span = (at, at)
        elif not self.span[0] <= at <= self.span[1]:
            self.span = (min(at, self.span[0]), max(at, self.span[1]))

    def _request(self, line: bytes) -> Request | None:
        """None for what is none; a line that is neither that nor a request is counted."""
        stripped = line.strip()
        if not stripped:
            return None
        if stripped.startswith(b"#"):
            name, _, names = stripped[1:].decode("utf-8", "replace").partition(":")
            if name == "Fields":
                self._fields = names.split()
            return None
        try:
            return _checked(self._read(stripped))
        # RecursionError: a thousand brackets are JSON as well.
        except (ValueError, LookupError, TypeError, OverflowError, RecursionError):
            self.malformed += 1
            self.first_malformed = self.first_malformed or self.lines
            return None

    def _read(self, line: bytes) -> Request:
        if line.startswith(b"{"):
            return _named(json.loads(line))
        if not self._fields:
            return _plain(line)
        text = line.decode("utf-8", "replace")
        values = text.split("\t") if "\t" in text else text.split()
        return _w3c(dict(zip(self._fields, values, strict=True)))


def merged(logs: Iterable[Log]) -> Generator[Request]:
    """The requests of all logs in the order of their time, as far as each log is in order.

    A log is opened when its time has come, so that a thousand of them can be read.
    """
    waiting = []
    for number, log in enumerate(logs):
        first, rest = _begun(log)
        if first is not None:
            waiting.append((first.at, number, log, first, rest))
    waiting.sort(key=lambda each: each[:2], reverse=True)
    reading: list[tuple[int, int, Request, Iterator[Request]]] = []
    while waiting or reading:
        while waiting and (not reading or waiting[-1][0] <= reading[0][0]):
            at, number, log, request, begun = waiting.pop()
            requests = begun or log.requests()
            if begun is None:
                request = next(requests)
            heapq.heappush(reading, (at, number, request, requests))
        _, number, request, requests = reading[0]
        yield request
        following = next(requests, None)
        if following is None:
            heapq.heappop(reading)
        else:
            heapq.heapreplace(reading, (following.at, number, following, requests))


def _begun(log: Log) -> tuple[Request | None, Iterator[Request] | None]:
    """The first request. What cannot be read twice goes on from there; a file is closed again."""
    if log.name == STDIN:
        requests = log.requests()
        return next(requests, None), requests
    glance = Log(log.name)
    requests = glance.requests()
    first = next(requests, None)
    if first is None:
        # Read to its end without a request: this is all that will be seen of it.
        log.lines, log.malformed = glance.lines, glance.malformed
        log.first_malformed = glance.first_malformed
    else:
        requests.close()
    return first, None


@contextmanager
def _opened(name: str) -> Iterator[IO[bytes]]:
    if name == STDIN:
        yield from _unpacked(sys.stdin.buffer)
    else:
        with Path(name).open("rb") as file:
            yield from _unpacked(file)


def _unpacked(raw: Any) -> Iterator[IO[bytes]]:
    # By what is in it: rotation leaves `access.log.2.gz`, a pipe has no name.
    stream = raw if hasattr(raw, "peek") else BufferedReader(raw)
    packed = stream.peek(2)[:2] == b"\x1f\x8b"
    yield cast(IO[bytes], gzip.GzipFile(fileobj=stream)) if packed else stream


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    while line := stream.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            # Its end was cut off, which makes it no line of a log.
            line = b"?"
        yield line


def _plain(line: bytes) -> Request:
    """Common or combined; what follows the agent are fields that somebody added."""
    match = _COMMON.fullmatch(line)
    if match is None:
        raise ValueError
    address, at, request, status, _, agent, more = match.groups()
    method, _, target = request.decode("utf-8", "replace").partition(" ")
    return Request(
        _apache_time(at.decode("ascii", "replace")),
        hash((address, agent)),
        method,
        target.rpartition(" ")[0] or target,
        int(status),
        agent.decode("utf-8", "replace") if agent is not None else None,
        more is not None and _PREFETCH_FIELD.search(more) is not None,
    )


def _w3c(values: Mapping[str, str]) -> Request:
    """As `_named`; texts are percent-encoded, by CloudFront once or twice, and "-" is nothing."""
    agent = _first(values, _AGENT)
    if agent is not None:
        decoded = unquote(unquote(str(agent)))
        agent = decoded if " " in decoded else decoded.replace("+", " ")
    at = f"{values['date']}T{values['time']}Z"
    return _named({**values, _AT[0]: at, _AGENT[0]: agent})


def _named(values: Mapping[str, Any]) -> Request:
    if not isinstance(values, Mapping):
        raise TypeError
    if "date" in values and "time" in values and _AT[0] not in values:
        return _w3c(values)
    agent = _first(values, _AGENT)
    return Request(
        _time(_needed(values, _AT)),
        hash((_needed(values, _VISITOR), agent)),
        str(_needed(values, _METHOD)),
        str(_needed(values, _TARGET)),
        int(_needed(values, _STATUS)),
        str(agent) if agent is not None else None,
        any(_PREFETCH.match(str(values.get(name) or "")) for name in _PURPOSE),
    )


def _checked(request: Request) -> Request:
    """Between 1970 and 2106: what is beyond is no time of a request."""
    if not 0 <= request.at < 1 << 32:
        raise ValueError
    return request


def _first(values: Mapping[str, Any], names: Iterable[str]) -> Any:
    return next((values[name] for name in names if values.get(name) is not None), None)


def _needed(values: Mapping[str, Any], names: Sequence[str]) -> Any:
    found = _first(values, names)
    if found is None:
        raise LookupError
    return found


def _time(value: Any) -> int:
    """ISO 8601, or seconds or nanoseconds since 1970."""
    if isinstance(value, int | float):
        return int(value // 1_000_000_000 if value > 1e15 else value)
    instant = datetime.fromisoformat(value)
    if instant.tzinfo is None:
        raise ValueError
    return int(instant.timestamp())


@lru_cache(maxsize=8)
def _apache_time(text: str) -> int:
    match = _APACHE_TIME.fullmatch(text)
    if match is None:
        raise ValueError
    day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
    east = timedelta(hours=int(hours), minutes=int(minutes))
    # A leap second is logged as second 60.
    instant = datetime(
        int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), min(int(second), 59),
        tzinfo=timezone(east if sign == "+" else -east),
    )  # fmt: skip
    return int(instant.astimezone(UTC).timestamp())
