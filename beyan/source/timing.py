"""The days and hours of a release that cannot be meant, and what the clock has to do with it.

What is told here may be told no longer, or not yet, at another time: so with a release go the
instants at which something of it turns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from beyan.model.card import instant_of, microseconds
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.source.dates import Clock, clock_text, doubtful_hour, local, moment
from beyan.source.edition import EditionFile, ReleaseForm

ReleaseFile = EditionFile[ReleaseForm]
# Before and after all instants that a computer's clock may show, in microseconds since 1970.
EVER = (-(1 << 62), 1 << 62)
_DAY = 24 * 60 * 60 * 1_000_000
_KEYS = ("date", "embargo", "expires")
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
    ahead = config.dates.ahead_days * _DAY
    turns = [
        microseconds(moment(clock, config.zone).instant) - ahead
        for file in files
        for _, clock in _clocks(file)
    ]
    corrections = [_midnight(each.date, config) for file in files for each in file.form.corrections]
    turns += corrections
    turns += [_midnight(file.form.withdrawn.date, config) for file in files if file.form.withdrawn]
    first, last = EVER
    return Between(
        max((each for each in turns if each <= now), default=first),
        min((each for each in turns if each > now), default=last),
        min((each for each in corrections if each > now), default=None),
    )


def day_of(now: int, config: Config) -> date:
    """What the calendar shows where the site is."""
    return instant_of(now, config.zone).date()


def missing_date(files: Sequence[ReleaseFile]) -> Diagnostic:
    """No edition says when; where one begins to, there is a line for it already."""
    for file in files:
        if "date" in file.document.values:
            return problem("empty-value", file.document.key_span(("date",)), key="date")
    return problem("missing-key", files[0].document.span(), key="date")


def untimely(files: Sequence[ReleaseFile], config: Config, now: int) -> Iterator[Diagnostic]:
    """What is told of the dates of a release; its editions state none differently."""
    told: set[str] = set()
    day = None
    for file in files:
        for key, clock in _clocks(file):
            if key == "date" and day is None:
                day = local(clock, config.zone)[0]
                yield from _name_problems(file, day)
            # A fact is the same in all editions: it is told where it stands first.
            if key not in told:
                told.add(key)
                yield from _clock_problems(key, clock, file.document.span((key,)), config, now)
    if day is None:
        return
    today = day_of(now, config)
    for file in files:
        for position, correction in enumerate(file.form.corrections):
            span = file.document.span(("corrections", position, "date"))
            if correction.date > today:
                yield problem("future-correction", span, day=correction.date)
            elif correction.date < day:
                yield problem("before-release", span, day=correction.date, release=day)
        withdrawn = file.form.withdrawn
        if withdrawn is not None:
            span = file.document.span(("withdrawn", "date"))
            if withdrawn.date > today:
                yield problem("future-withdrawal", span, day=withdrawn.date)
            elif withdrawn.date < day:
                yield problem("before-release", span, day=withdrawn.date, release=day)


def _clocks(file: ReleaseFile) -> Iterator[tuple[str, Clock]]:
    form = file.form
    for key, clock in zip(_KEYS, (form.date, form.embargo, form.expires), strict=True):
        if clock is not None:
            yield key, clock


def _name_problems(file: ReleaseFile, day: date) -> Iterator[Diagnostic]:
    name = file.key.rpartition("/")[2]
    match = _DATE_IN_NAME.match(name)
    if match is not None and match[0] != day.isoformat():
        span = file.document.span(("date",))
        yield problem("date-in-name", span, name=match[0], day=day)


def _clock_problems(
    key: str, clock: Clock, span: Span, config: Config, now: int
) -> Iterator[Diagnostic]:
    limits = config.dates
    when = moment(clock, config.zone)
    shown = clock_text(local(clock, config.zone))
    if when.day < limits.earliest:
        yield problem("date-long-ago", span, key=key, value=shown, earliest=limits.earliest)
    elif microseconds(when.instant) > now + limits.ahead_days * _DAY:
        yield problem("date-far-ahead", span, key=key, value=shown, days=limits.ahead_days)
    hour = doubtful_hour(clock, config.zone)
    if hour is None:
        return
    zone = config.timezone
    if hour.choices:
        first, second = hour.choices
        yield problem("hour-comes-twice", span, value=shown, zone=zone, first=first, second=second)
    else:
        yield problem("no-such-hour", span, value=shown, zone=zone, meant=hour.meant)


def _midnight(day: date, config: Config) -> int:
    return microseconds(datetime.combine(day, time(), config.zone))
