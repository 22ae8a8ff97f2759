from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from beyan.source.dates import clock_of, clock_text, doubtful_hour, moment

BAKU, BERLIN = ZoneInfo("Asia/Baku"), ZoneInfo("Europe/Berlin")


def instant(typed: str, zone: ZoneInfo = BAKU) -> datetime:
    clock = clock_of(typed)
    assert clock is not None
    return moment(clock, zone).instant


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-05 14:30",
        "2026-03-05T14:30",
        "2026-03-05t14:30:00",
        "2026-03-05T14:30:00.250",
        "2026-03-05T14:30:00,25",
        "2026-03-05\xa014:30",
        "2026-03-05T14:30+04:00",
        "2026-03-05T14:30:00+0400",
        "2026-03-05 14:30:00 +0400",
        "2026-03-05T14:30+04",
        "2026-03-05T10:30Z",
        "2026-03-05T10:30:00z",
        "2026-03-05T07:00-03:30",
    ],
)
def test_an_hour_is_read_in_every_way_that_iso_8601_has_for_it(typed: str) -> None:
    found = instant(typed)
    assert (found, found.tzinfo) == (datetime(2026, 3, 5, 14, 30, tzinfo=BAKU), BAKU)


@pytest.mark.parametrize(
    "typed",
    ["2026-03-05T", "2026-03-05Z", "2026-03-05 14", "2026-03-05 14:30:", "2026-03-05 24:00",
     "2026-03-05 14:60", "2026-03-05T14:30+15:00", "2026-03-05T14:30+04:60", "2026-02-30",
     "٢٠٢٦-٠٣-٠٥", "0999-12-31", ""],
)  # fmt: skip
def test_nothing_else_is(typed: str) -> None:
    assert clock_of(typed) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-04T22:00Z", date(2026, 3, 5)),
        ("2026-12-31T20:00:00Z", date(2027, 1, 1)),
        ("2026-03-05T03:00+14:00", date(2026, 3, 4)),
    ],
)
def test_the_day_is_that_of_the_sites_zone(typed: str, day: date) -> None:
    assert moment(clock_of(typed) or (date.min, None), BAKU).day == day


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Pacific/Kiritimati", "Asia/Baku"])
@pytest.mark.parametrize("typed", ["9999-12-31", "9999-12-31 23:59", "9999-12-31T23:59:59Z"])
def test_the_last_day_of_the_calendar_is_never_a_crash(typed: str, zone: str) -> None:
    found = instant(typed, ZoneInfo(zone))
    assert found.date() == date(9999, 12, 31)
    assert found.astimezone(UTC).year == 9999


@pytest.mark.parametrize("typed", ["2026-03-05", "2026-03-05 14:30", "2026-03-05 14:30:05"])
def test_a_date_is_shown_as_it_is_typed(typed: str) -> None:
    clock = clock_of(typed)
    assert clock is not None
    assert clock_text(clock) == typed


@pytest.mark.parametrize(
    ("typed", "zone", "meant"),
    [
        ("2026-03-29 02:30", "Europe/Berlin", "2026-03-29 03:30"),
        ("2026-03-29 02:00", "Europe/Berlin", "2026-03-29 03:00"),
        ("2026-03-08 02:15", "America/New_York", "2026-03-08 03:15"),
        ("2015-03-29 04:30", "Asia/Baku", "2015-03-29 05:30"),
    ],
)
def test_an_hour_that_the_clocks_leave_out_is_the_one_they_show(
    typed: str, zone: str, meant: str
) -> None:
    there = ZoneInfo(zone)
    hour = doubtful_hour(clock_of(typed) or (date.min, None), there)
    assert hour is not None
    assert (hour.meant, hour.choices) == (meant, ())
    assert instant(typed, there) == datetime.fromisoformat(meant).replace(tzinfo=there)
    assert instant(typed, there).strftime("%Y-%m-%d %H:%M") == meant


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("2026-10-25 02:30", "Europe/Berlin"),
        ("2026-11-01 01:00", "America/New_York"),
        ("2015-10-25 04:59", "Asia/Baku"),
    ],
)
def test_an_hour_that_comes_twice_can_be_told_apart(typed: str, zone: str) -> None:
    there = ZoneInfo(zone)
    hour = doubtful_hour(clock_of(typed) or (date.min, None), there)
    assert hour is not None
    first, second = (clock_of(each) for each in hour.choices)
    assert first is not None
    assert second is not None
    assert doubtful_hour(first, there) is None
    early, late = (moment(each, there).instant.astimezone(UTC) for each in (first, second))
    assert late - early == timedelta(hours=1)
    assert instant(typed, there).astimezone(UTC) == early


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("2026-03-29 01:59", "Europe/Berlin"),
        ("2026-03-29 03:00", "Europe/Berlin"),
        ("2026-10-25 03:00", "Europe/Berlin"),
        ("2026-03-29 02:30", "Asia/Baku"),
        ("2026-03-29", "Europe/Berlin"),
        ("2026-04-24", "Africa/Cairo"),
    ],
)
def test_all_other_hours_are_beyond_doubt(typed: str, zone: str) -> None:
    assert doubtful_hour(clock_of(typed) or (date.min, None), ZoneInfo(zone)) is None


def test_a_day_without_an_hour_is_its_midnight() -> None:
    found = moment((date(2026, 3, 5), None), BAKU)
    assert (found.instant.time(), found.has_time) == (time(), False)
