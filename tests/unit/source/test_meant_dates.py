import pytest

from beyan.source.dates import clock_of
from beyan.source.meant_dates import meant_date, why_no_date


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("22.05.2020", "2020-05-22"),
        ("22-05-2020", "2020-05-22"),
        ("5/3/2026", "2026-03-05"),
        ("03/05/2026", "2026-05-03"),
        ("03/13/2026", "2026-03-13"),
        ("28/11/26", "2026-11-28"),
        ("28.11.98", "1998-11-28"),
        ("2026.03.05", "2026-03-05"),
        ("2026-3-5", "2026-03-05"),
        ("2026 03 05", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("05032026", "2026-03-05"),
        ("20260305T143000Z", "2026-03-05 14:30:00Z"),
        ("2026-03-05 14.30", "2026-03-05 14:30"),
        ("2026-03-05 9:00", "2026-03-05 09:00"),
        ("2026-03-05 24:00", "2026-03-06 00:00"),
        ("2026-03-05, 14:30", "2026-03-05 14:30"),
        ("22.05.2020, 9:05", "2020-05-22 09:05"),
        ("14:30, 5 mart 2026", "2026-03-05 14:30"),
        ("5.3.2026 2:30 pm", "2026-03-05 14:30"),
        ("12:05 am 5.3.2026", "2026-03-05 00:05"),
        ("2026-03-05 14:30 UTC", "2026-03-05 14:30Z"),
        ("2026-03-05 14:30 +4", "2026-03-05 14:30+04:00"),
        ("“2026-03-05”", "2026-03-05"),
        ("28 noyabr 2026", "2026-11-28"),
        ("28 noyabr 2026-cı il", "2026-11-28"),
        ("2026-cı il 28 noyabr", "2026-11-28"),
        ("noyabrın 28-i, 2026", "2026-11-28"),
        ("5 İYUN 2026", "2026-06-05"),
        ("November 28, 2026", "2026-11-28"),
        ("28th of November 2026", "2026-11-28"),
        ("28-Nov-2026", "2026-11-28"),
        ("28 ноября 2026 г., 14:30", "2026-11-28 14:30"),
        ("28 нојабр 2026", "2026-11-28"),
        ("28 Kasım 2026", "2026-11-28"),
        ("1er août 2026", "2026-08-01"),
        ("şənbə, 28.11.2026", "2026-11-28"),
    ],
)
def test_a_date_that_is_written_otherwise_is_understood(typed: str, meant: str) -> None:
    assert why_no_date(typed) == ("bad-date", {"value": typed, "suggestion": meant})
    assert clock_of(meant) is not None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026–03–05", "2026-03-05"),
        ("2026—03—05", "2026-03-05"),
        ("2026\u201103\u201105", "2026-03-05"),
        ("2026\u221203\u221205 14:30", "2026-03-05 14:30"),
        ("２０２６-０３-０５", "2026-03-05"),
        ("٢٠٢٦-٠٣-٠٥", "2026-03-05"),
        ("2026-03-05\u200e", "2026-03-05"),
        ("2026-03-05 14\u223630", "2026-03-05 14:30"),
    ],
)
def test_signs_that_look_like_others_are_told_as_such(typed: str, meant: str) -> None:
    assert why_no_date(typed) == ("date-signs", {"value": typed, "suggestion": meant})


@pytest.mark.parametrize(
    ("typed", "month", "last"),
    [
        ("2026-11-31", "2026-11", "30"),
        ("31.11.2026", "2026-11", "30"),
        ("31 noyabr 2026", "2026-11", "30"),
        ("2026-02-29 14:30", "2026-02", "28"),
        ("30/02/24", "2024-02", "29"),
        ("June 31, 2026", "2026-06", "30"),
    ],
)
def test_a_day_too_many_is_told_with_the_length_of_its_month(
    typed: str, month: str, last: str
) -> None:
    assert why_no_date(typed) == ("no-such-day", {"value": typed, "month": month, "last": last})


@pytest.mark.parametrize(
    "typed",
    ["0206-03-05", "22.05-2020", "2026-03-05 25:00", "2026-03-05 14:60", "2026-13-45", "sabah",
     "2026", "mart 2026", "5-9 mart 2026", "5 mart, 6 may 2026", "2026-03-05 14:30-16:00",
     "1.1.1", "28 noyabr 2026 " * 9, "-", ""],
)  # fmt: skip
def test_where_nothing_is_sure_nothing_is_offered(typed: str) -> None:
    assert meant_date(typed) == ""
    assert why_no_date(typed)[0] == "bad-date"
