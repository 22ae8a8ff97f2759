"""The days and hours of a release that cannot be meant, and what the clock has to do with it.

What is told here may be told no longer, or not yet, at another time: so with a release go the
instants at which something of it turns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, problem
from beyan.model.release import Moment
from beyan.model.release_summary import microseconds
from beyan.source.dates import Clock, clock_text, doubtful_hour, local, moment
from beyan.source.edition import EditionFile, ReleaseForm

ReleaseFile = EditionFile[ReleaseForm]
# Before and after all instants that a computer's clock may show, in microseconds since 1970.
EVER = (-(1 << 62), 1 << 62)
_DAY = 24 * 60 * 60 * 1_000_000
_DATE_IN_NAME = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")


class Between(NamedTuple):
    """How long what was read holds: from `first` on, and before `last` (microseconds, UTC).

    `correction` is when the next correction takes effect, if one waits for its day.
    """

    first: int
    last: int
    correction: int | None


def holds(files: Sequence[ReleaseFile], config: Config, now: int) -> Between:
    """Between which instants around `now` all that depends on the clock is as it is now."""
    zone, ahead = config.zone, config.dates.ahead_days * _DAY
    turns: list[int] = []
    corrections: list[int] = []
    for file in files:
        turns += [microseconds(moment(clock, zone).instant) - ahead for _, clock in _clocks(file)]
        for place, clock in _changes(file):
            turn = microseconds(moment(clock, zone).instant)
            (corrections if place[0] == "corrections" else turns).append(turn)
    turns += corrections
    first, last = EVER
    return Between(
        max((each for each in turns if each <= now), default=first),
        min((each for each in turns if each > now), default=last),
        min((each for each in corrections if each > now), default=None),
    )


def missing_date(files: Sequence[ReleaseFile]) -> Diagnostic:
    """No edition says when; where one begins to, there is a line for it already."""
    for file in files:
        if "date" in file.document.values:
            return problem("empty-value", file.document.key_span(("date",)), key="date")
    return problem("missing-key", files[0].document.span(), key="date")


def untimely(files: Sequence[ReleaseFile], config: Config, now: int) -> Iterator[Diagnostic]:
    """What is told of the dates of a release; its editions state none differently."""
    told: set[str] = set()
    zone, day = config.zone, None
    for file in files:
        for key, clock in _clocks(file):
            # A fact is the same in all editions: it is told where it stands first.
            if key in told:
                continue
            told.add(key)
            when = moment(clock, zone)
            if key == "date":
                day = when.day
                yield from _name_problems(file, day)
            # Nearly all dates are as they should be, and then nobody asks where they stand.
            for code, values in _troubles(key, clock, when, config, now):
                yield problem(code, file.document.span((key,)), **values)
    if day is None:
        return
    for file in files:
        for place, clock in _changes(file):
            then = moment(clock, zone)
            if microseconds(then.instant) > now:
                code = "future-withdrawal" if place[0] == "withdrawn" else "future-correction"
                shown = clock_text(local(clock, zone))
                yield problem(code, file.document.span(place), day=shown)
            elif then.day < day:
                span = file.document.span(place)
                yield problem("before-release", span, day=then.day, release=day)
            for code, values in _doubts(clock, config):
                yield problem(code, file.document.span(place), **values)


def _clocks(file: ReleaseFile) -> Iterator[tuple[str, Clock]]:
    form = file.form
    if form.date is not None:
        yield "date", form.date
    if form.embargo is not None:
        yield "embargo", form.embargo
    if form.expires is not None:
        yield "expires", form.expires


def _changes(file: ReleaseFile) -> Iterator[tuple[tuple[str | int, ...], Clock]]:
    """When what was published was put right or taken back, and where that stands."""
    for position, each in enumerate(file.form.corrections):
        yield ("corrections", position, "date"), each.date
    if file.form.withdrawn is not None:
        yield ("withdrawn", "date"), file.form.withdrawn.date


def _name_problems(file: ReleaseFile, day: date) -> Iterator[Diagnostic]:
    match = _DATE_IN_NAME.match(file.key.rpartition("/")[2])
    if match is not None and match[0] != day.isoformat():
        yield problem("date-in-name", file.document.span(("date",)), name=match[0], day=day)


def _troubles(
    key: str, clock: Clock, when: Moment, config: Config, now: int
) -> Iterator[tuple[str, dict[str, str]]]:
    """Codes, and the values of their messages."""
    limits = config.dates
    if when.day < limits.earliest:
        shown = clock_text(local(clock, config.zone))
        yield "date-long-ago", {"key": key, "value": shown, "earliest": str(limits.earliest)}
    elif microseconds(when.instant) > now + limits.ahead_days * _DAY:
        shown = clock_text(local(clock, config.zone))
        yield "date-far-ahead", {"key": key, "value": shown, "days": str(limits.ahead_days)}
    yield from _doubts(clock, config)


def _doubts(clock: Clock, config: Config) -> Iterator[tuple[str, dict[str, str]]]:
    """Codes, and the values of their messages, of an hour that the clocks do not show once."""
    hour = doubtful_hour(clock, config.zone)
    if hour is None:
        return
    values = {"value": clock_text(clock), "zone": config.timezone}
    if hour.choices:
        first, second = hour.choices
        yield "hour-comes-twice", {**values, "first": first, "second": second}
    else:
        yield "no-such-hour", {**values, "meant": hour.meant}
