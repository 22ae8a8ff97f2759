"""A line → its hit, by the first format that can read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from beyan.desk.logs.heads import without_head
from beyan.desk.logs.hit import Hit, Unreadable
from beyan.desk.logs.hosts import split_target
from beyan.desk.logs.named import from_json, from_w3c, hit_of, wrapped
from beyan.desk.logs.plain import balancer, combined
from beyan.model.log_format import LogFormat

Format = Callable[[str], Hit]

# What they are called to who has to choose one.
FORMATS = (
    "common/combined (nginx, Apache)",
    "JSON (nginx, Caddy, Traefik, Cloudflare, CloudFront)",
    "W3C (IIS, CloudFront)",
    "AWS ALB",
)
_VALUE = re.compile(r'"([^"]*)"|(\S+)')
# Since 1995: what is earlier is the time of a clock that was never set.
EARLIEST, LATEST = 788_918_400, (1 << 32) - 1
# RecursionError: a thousand brackets are JSON as well.
UNREADABLE = (ValueError, LookupError, TypeError, OverflowError, RecursionError)


class LineReader:
    """Of one log: its lines may say what follows (W3C), with the `names` of fields."""

    def __init__(self, declared: Sequence[LogFormat] = (), names: Sequence[str] = ()) -> None:
        # Always in this order: what a line says must not depend on the lines before it.
        self._formats: list[Format] = [*map(_reader_of, declared), from_json, combined, balancer]
        self.names: Sequence[str] = names

    def read(self, text: str) -> Hit | None:
        """None for what is no request by intent: comments. Raises ValueError for all else."""
        line = without_head(text)
        if line.startswith("#"):
            name, _, names = line[1:].partition(":")
            if name == "Fields":
                self.names = names.split()
            return None
        if not line:
            return None
        line = wrapped(line) if line.startswith("{") else line
        return _checked(self._hit(without_head(line)))

    def _hit(self, line: str) -> Hit:
        if self.names and not line.startswith("{"):
            return from_w3c(dict(zip(self.names, _values(line), strict=True)))
        for format in self._formats:
            with suppress(*UNREADABLE):
                return format(line)
        raise Unreadable


def _reader_of(format: LogFormat) -> Format:
    def read(line: str) -> Hit:
        return hit_of(format.values(line))

    return read


def _values(line: str) -> Iterable[str]:
    if "\t" in line:
        return line.split("\t")
    if '"' not in line:
        return line.split()
    return [inside or bare for inside, bare in _VALUE.findall(line)]


def _checked(hit: Hit) -> Hit:
    if not EARLIEST <= hit.at <= LATEST:
        raise Unreadable
    host, target = split_target(hit.target)
    return hit._replace(host=host, target=target) if host else hit
