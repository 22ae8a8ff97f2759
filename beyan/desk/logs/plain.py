"""Lines of fields in a fixed order: common and combined, and those of AWS's load balancers."""

from __future__ import annotations

import re

from beyan.desk.logs.addresses import address, is_list
from beyan.desk.logs.hit import Hit, Unreadable
from beyan.desk.logs.hosts import is_host
from beyan.desk.logs.instants import instant
from beyan.desk.logs.requests import PREFETCH, parted
from beyan.model.log_format import unescaped

_TEXT = r'"((?:[^"\\]|\\.)*)"'
_COMBINED = re.compile(
    rf"([^\"]{{1,1000}}?) \[([^\]\[\"]{{10,40}})\] {_TEXT} (\d{{3}}) \S+(?: {_TEXT} {_TEXT}(.*))?"
)
_BALANCER = re.compile(
    rf"(?:(?:https?|h2|wss?|grpcs?) )?(\d{{4}}-\S+Z) \S+ (\S+) \S+ \S+ \S+ \S+ (\d{{3}}|-) \S+ "
    rf"\S+ \S+ {_TEXT} {_TEXT}.*"
)
_FIELD = re.compile(rf"{_TEXT}|(\S+)")
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
    fields = [inside or bare for inside, bare in _FIELD.findall(more)] if more else []
    return Hit(
        instant(at),
        addresses,
        next((each for each in fields if is_list(each)), "") if fields else "",
        host,
        method,
        target,
        int(status),
        unescaped(agent) if agent is not None else None,
        any(PREFETCH.match(each) for each in fields) if fields else False,
    )


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
