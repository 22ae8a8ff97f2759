"""Lines of fields in a fixed order: common and combined, and those of AWS's load balancers."""

from __future__ import annotations

import re

from beyan.desk.logs.addresses import address, is_list
from beyan.desk.logs.heads import may_have_head
from beyan.desk.logs.hit import Hit, Unreadable
from beyan.desk.logs.hosts import is_host
from beyan.desk.logs.instants import instant
from beyan.desk.logs.requests import PREFETCH, parted
from beyan.model.log_format import unescaped

_TEXT = r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"'
_COMBINED = re.compile(
    rf"([^\"]{{1,1000}}?) \[([^\]\[\"]{{10,40}})\] {_TEXT} (\d{{3}}) \S+(?: {_TEXT} {_TEXT}(.*))?"
)
_BALANCER = re.compile(
    rf"(?:(?:https?|h2|wss?|grpcs?) )?(\d{{4}}-\S+Z) \S+ (\S+) \S+ \S+ \S+ \S+ (\d{{3}}|-) \S+ "
    rf"\S+ \S+ {_TEXT} {_TEXT}.*"
)
_FIELD = re.compile(rf"{_TEXT}|(\S+)")
# A line of the combined format as nearly all are, with its end; or any other line, whose fields are
# empty. What it says is what `combined` reads in it, at a tenth of the time: the longest part of a
# line is looked at once, and not turned into letters.
_QUOTED = rb'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_LINE = re.compile(
    rb'(?:([^"\[\n]++)\[(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:)(\d\d)( [+-]\d{4})\] '
    rb"(%b) (\d{3}) (?:\d++|-) %b (%b)(.*+)|.*+)\n" % (_QUOTED, _QUOTED, _QUOTED)
)
# What may stand before the time (bytes), with the blank behind it.
_LONGEST_BEFORE = 1_001
# A user's name has a place before the time, and may have blanks in it.
_WITH_VHOST = 4


def combined(line: str) -> Hit:
    """Common or combined; what follows the agent are fields that somebody added."""
    match = _COMBINED.fullmatch(line)
    if match is None:
        raise Unreadable
    before, at, request, status, _, agent, more = match.groups()
    addresses, host = _asking(before.split())
    method, target = parted(unescaped(request))
    forwarded, is_prefetch = _added(more) if more else ("", False)
    return Hit(
        instant(at), addresses, forwarded, host, method, target, int(status),
        unescaped(agent) if agent is not None else None, is_prefetch,
    )  # fmt: skip


# Before the time, the time up to its minute, its second and zone, the request, the status, the
# agent, and what was added; request and agent with their quotes.
Fields = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]


def fields_of(piece: bytes) -> list[Fields]:
    """Of each of its lines, which all have an end; empty for one that is to be read alone."""
    return _LINE.findall(piece)


# An address that is written in one way only, and nothing else: nine lines of ten begin so.
_ADDRESS_ALONE = re.compile(
    rb"((?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}) - - "
)
# Who asked, which host, for whom, and whether ahead of time.
Asking = tuple[tuple[str, ...], str, str, bool]


def asking_of(before: bytes, added: bytes) -> Asking | None:
    """None where the line may begin with something else."""
    alone = _ADDRESS_ALONE.fullmatch(before)
    if alone is not None and not added:
        return (alone[1].decode(),), "", "", False
    if not before.isascii() or before[-1:] != b" " or not 1 < len(before) <= _LONGEST_BEFORE:
        return None
    text = before[:-1].decode()
    if text[0] <= " " or text[0] in "#{" or may_have_head(text):
        return None
    more = added.decode("utf-8", "replace").rstrip()
    return (*_asking(text.split()), *(_added(more) if more else ("", False)))


def request_of(field: bytes) -> tuple[str, str]:
    """Method and target."""
    return parted(quoted_of(field))


def quoted_of(field: bytes) -> str:
    return unescaped(field[1:-1].decode("utf-8", "replace"))


def _added(text: str) -> tuple[str, bool]:
    """What fields behind the agent say: for whom it was asked, and whether ahead of time."""
    fields = [inside or bare for inside, bare in _FIELD.findall(text)]
    forwarded = next((each for each in fields if is_list(each)), "")
    return forwarded, any(PREFETCH.match(each) for each in fields)


def _asking(fields: list[str]) -> tuple[tuple[str, ...], str]:
    """The addresses that stand there, and the host."""
    if not fields:
        raise Unreadable
    if address(fields[0]) is not None:
        # The host's own address, with its port, may stand before that of who asked it.
        if ":" in fields[0] and len(fields) > 1 and _is_host_address(fields[0], fields[1]):
            return _addresses(fields[1:]), fields[0]
        found = _addresses(fields)
        after = fields[len(found)] if len(fields) > len(found) else ""
        return found, after if is_host(after) else ""
    if len(fields) > 1 and address(fields[1]) is not None:
        return _addresses(fields[1:]), fields[0]
    # The names of hosts in place of addresses.
    if len(fields) >= _WITH_VHOST and is_host(fields[0]) and is_host(fields[1]):
        return (fields[1],), fields[0]
    return (fields[0],), ""


def _addresses(fields: list[str]) -> tuple[str, ...]:
    found = []
    for each in fields:
        if address(each) is None:
            break
        found.append(each)
    return tuple(found)


def _is_host_address(first: str, second: str) -> bool:
    has_port = re.fullmatch(r"(?:\[.+\]|[\d.]+):\d+", first) is not None
    return has_port and address(second) is not None


def balancer(line: str) -> Hit:
    """Of AWS's application load balancer, or the classic one."""
    match = _BALANCER.fullmatch(line)
    if match is None:
        raise Unreadable
    at, client, status, request, agent = match.groups()
    method, target = parted(request)
    return Hit(
        instant(at), (client.rpartition(":")[0] or client,), "", "", method, target,
        int(status) if status != "-" else 0, unescaped(agent), False,
    )  # fmt: skip
