"""What other programs put before the line of a log: syslog, docker compose, Kubernetes."""

from __future__ import annotations

import re

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)"
# Of the formats below at most one each, in this order.
_HEADS = (
    re.compile(r"[\w.-]{1,64} +\| "),  # docker compose
    re.compile(rf"{_TIME} std(?:out|err) [FP] "),  # Kubernetes
    # RFC 5424: version, time, host, program, process, kind, data
    re.compile(
        rf"<\d{{1,3}}>1 (?:{_TIME}|-) \S+ \S+ \S+ \S+ (?:-|\[(?:[^\]\\]|\\.)*\]) (?:\ufeff)?"
    ),
    # RFC 3164, and what rsyslog and journald write of it
    re.compile(
        rf"(?:<\d{{1,3}}>)?(?:[A-Z][a-z]{{2}} [ \d]\d \d\d:\d\d:\d\d|{_TIME}) \S+ "
        r"[\w./@-]+(?:\[\d+\])?: "
    ),
    re.compile(rf"{_TIME} (?=[^\[\"]*\[|\{{)"),  # docker's own times
)  # fmt: skip
_MAY_HAVE = re.compile(r"[\x1b<]|[A-Z][a-z]{2} [ \d]\d \d\d:|\d{4}-|[\w.-]{1,64} +\| ")


def may_have_head(line: str) -> bool:
    """Also where only what stands before the first bracket is given."""
    return _MAY_HAVE.match(line) is not None


def without_head(line: str) -> str:
    if not may_have_head(line):
        return line
    rest = _COLOUR.sub("", line)
    for head in _HEADS:
        match = head.match(rest)
        if match is not None:
            rest = rest[match.end() :]
    return rest.strip()
