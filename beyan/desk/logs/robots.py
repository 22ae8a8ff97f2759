"""Which agents are programs that no person reads with."""

from __future__ import annotations

import re

from crawleruseragents import is_crawler

# What robots that no list has yet call themselves; Cubot makes telephones.
_SAYS_SO = re.compile(r"(?<!cu)bot(?![a-z])|crawler|spider", re.IGNORECASE)


def is_robot(agent: str) -> bool:
    return _SAYS_SO.search(agent) is not None or is_crawler(agent)
