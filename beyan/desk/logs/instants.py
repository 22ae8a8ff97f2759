"""Times as logs write them → seconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

_COMMON = re.compile(
    r"(\d\d?)/([A-Z][a-z]{2})/(\d{4}):(\d\d):(\d\d):(\d\d)(?:\.\d+)? ([+-])(\d\d):?(\d\d)"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NUMBER = re.compile(r"\d{9,19}(?:\.\d+)?")
# How many of a unit make a second, and from which number on it is meant.
_UNITS = ((10**9, 1e17), (10**6, 1e14), (1000, 1e11), (1, 0))


@lru_cache(maxsize=256)
def instant(text: str) -> int:
    """As in common logs, ISO 8601, or seconds or parts of them since 1970. Raises ValueError."""
    match = _COMMON.fullmatch(text)
    if match is not None:
        day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
        east = timedelta(hours=int(hours), minutes=int(minutes))
        # A leap second is logged as second 60.
        moment = datetime(
            int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute),
            min(int(second), 59), tzinfo=timezone(east if sign == "+" else -east),
        )  # fmt: skip
        return int(moment.astimezone(UTC).timestamp())
    if _NUMBER.fullmatch(text):
        number = float(text)
        return int(next(number // unit for unit, least in _UNITS if number >= least))
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return int(moment.timestamp())
