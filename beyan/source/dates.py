"""A day, or a day and an hour, as it is typed → the moment that is meant in the site's zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

from beyan.model.release import Moment

# The hour is in the site's zone unless it says otherwise: then its time has an offset.
Clock = tuple[date, time | None]

# ISO 8601, with any blank for its "T" and before the offset, and with what other programs write.
_CLOCK = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:(?:[Tt]|\s+)([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?:\s*(?:([Zz])|([+-])(0[0-9]|1[0-4])(?::?([0-5][0-9]))?))?)?"
)
# Before, there was no calendar that all use; years of three digits are slips of the finger.
_FIRST_YEAR = 1000


class Hour(NamedTuple):
    """An hour that the zone's clocks do not show once. `meant` is as which it is read.

    `choices` are both that it could be, if it comes twice; empty if it does not exist.
    """

    meant: str
    choices: tuple[str, ...]


def clock_of(text: str) -> Clock | None:
    """What was typed, if it is a date; parts of seconds are dropped."""
    match = _CLOCK.fullmatch(text)
    if match is None or int(match[1]) < _FIRST_YEAR:
        return None
    year, month, day, hour, minute, second, utc, sign, ahead, minutes = match.groups()
    zone: timezone | None = UTC if utc else None
    if sign:
        offset = timedelta(hours=int(ahead), minutes=int(minutes or 0))
        zone = timezone(-offset if sign == "-" else offset)
    try:
        when = date(int(year), int(month), int(day))
        at = time(int(hour), int(minute), int(second or 0), tzinfo=zone) if hour else None
    except ValueError:
        return None
    # The last day that there is stands for "never": its hours may be in no other zone's calendar.
    return when, None if when == date.max else at


def clock_text(clock: Clock) -> str:
    """As an officer types it."""
    day, at = clock
    if at is None:
        return day.isoformat()
    return f"{day.isoformat()} {at.isoformat('seconds' if at.second else 'minutes')}"


def local(clock: Clock, zone: ZoneInfo) -> Clock:
    """The same as the clocks of the zone show it."""
    day, at = clock
    if at is None or at.tzinfo is None:
        return clock
    try:
        there = datetime.combine(day, at).astimezone(zone)
    except OverflowError:
        return day, None
    return there.date(), there.time()


def moment(clock: Clock, zone: ZoneInfo) -> Moment:
    """An hour that the zone's clocks leave out is the one that they show instead."""
    day, at = local(clock, zone)
    typed = datetime.combine(day, at or time(), zone)
    return Moment(typed.astimezone(UTC).astimezone(zone), has_time=at is not None)


def doubtful_hour(clock: Clock, zone: ZoneInfo) -> Hour | None:
    """Where the zone's clocks are put forward or back, an hour may not exist, or come twice."""
    day, at = clock
    if at is None or at.tzinfo is not None:
        return None
    first, second = (datetime.combine(day, at.replace(fold=fold), zone) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return None
    meant = moment(clock, zone).instant
    if (meant.hour, meant.minute) != (at.hour, at.minute):
        return Hour(meant.strftime("%Y-%m-%d %H:%M"), ())
    both = tuple(each.isoformat(" ", "minutes") for each in (first, second))
    return Hour(both[0], both)
