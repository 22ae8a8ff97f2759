"""What is told of dates, and how long: a build over an older one tells what a clean one does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.conftest import CONFIG, Result, SampleSite, release

Make = Callable[..., SampleSite]
PATH = "content/releases/2026/2026-03-05-x.az.md"
NOW = datetime.fromisoformat("2026-11-22T12:00+04:00")
DAY = timedelta(days=1)


def told(site: SampleSite) -> list[tuple[str, str]]:
    return [
        (each.code, f"{each.span.line}:{each.span.column}") for each in site.check().diagnostics
    ]


@pytest.mark.parametrize(
    ("path", "date", "is_told"),
    [
        (PATH, "2026-03-05", False),
        (PATH, "2026-03-05 14:30", False),
        (PATH, "2026-03-04T21:00Z", False),
        (PATH, "2026-05-03", True),
        (PATH, "2026-03-05T21:00Z", True),
        ("content/releases/2026/2026-02-31-x.az.md", "2026-03-03", True),
        ("content/releases/2026/x.az.md", "2026-05-03", False),
        ("content/releases/2026/2026-03-051.az.md", "2026-05-03", False),
        ("content/releases/2026/2026-03-05.az.md", "2026-05-03", True),
    ],
)
def test_the_date_in_the_name_is_compared_with_the_day_of_the_site(
    site: Make, path: str, date: str, is_told: bool
) -> None:
    expected = [("date-in-name", "3:7")] if is_told else []
    assert told(site({path: release(date=date)})) == expected


@pytest.mark.parametrize(
    ("settings", "date", "codes"),
    [
        ("", "1990-01-01", []),
        ("", "1989-12-31", ["date-long-ago"]),
        ("", "1850-05-28", ["date-long-ago"]),
        ("dates: {earliest: 1850-01-01}", "1850-05-28", []),
        ("dates: {earliest: 2020-01-01}", "2019-12-31", ["date-long-ago"]),
        ("", "2027-11-23", []),
        ("", "2027-11-24", ["date-far-ahead"]),
        ("dates: {ahead_days: 30}", "2026-12-22", []),
        ("dates: {ahead_days: 30}", "2026-12-23", ["date-far-ahead"]),
        ("dates: {ahead_days: 999999999999}", "9999-12-31", []),
        ("dates: {ahead_days: 0}", "2026-11-22 12:01", ["date-far-ahead"]),
    ],
)
def test_dates_out_of_the_bounds_of_the_settings_are_warned_of(
    site: Make, settings: str, date: str, codes: list[str]
) -> None:
    made = site({"content/releases/x.az.md": release(date=date)}, config=f"{CONFIG}{settings}\n")
    assert made.at(NOW).build().codes == codes
    assert made.build(strict=False).report.releases == (date < "2026-11-22")


@pytest.mark.parametrize("key", ["embargo", "expires"])
@pytest.mark.parametrize("typed", ["2062-01-01", "9999-12-31", "2027-11-24T00:00:01Z"])
def test_an_embargo_or_an_end_may_be_far_ahead(site: Make, key: str, typed: str) -> None:
    made = site({PATH: release(**{key: typed})}).at(NOW)
    assert told(made) == [("date-far-ahead", f"4:{len(key) + 3}")]
    assert made.build().report.releases == (key == "expires")


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Pacific/Kiritimati", "America/New_York"])
@pytest.mark.parametrize("key", ["date", "embargo", "expires"])
def test_the_end_of_the_calendar_builds_wherever_the_site_is(
    site: Make, key: str, zone: str
) -> None:
    made = site(
        {"content/releases/x.az.md": release(**{key: "9999-12-31"})},
        config=CONFIG.replace("Asia/Baku", zone),
    )
    assert made.at(NOW).build().codes == ["date-far-ahead"]
    assert made.build().report.made == {}


def test_a_fact_that_two_editions_state_is_told_of_once(site: Make) -> None:
    english = PATH.replace(".az.", ".en.")
    both = release(date="1918-05-28", expires="2062-01-01")
    found = [code for code, _ in told(site({PATH: both, english: both}).at(NOW))]
    assert found == ["date-in-name", "date-long-ago", "date-far-ahead"]


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("2026-11-22", []),
        ("2026-03-05", []),
        ("2026-11-23", ["future-correction"]),
        ("2099-01-01", ["future-correction"]),
        ("2026-03-04", ["before-release"]),
        ("2020-01-01", ["before-release"]),
    ],
)
def test_a_correction_is_of_a_day_between_the_release_and_now(
    site: Make, date: str, code: list[str]
) -> None:
    text = release(corrections=f"[{{date: {date}, text: Rəqəm}}]")
    result = site({PATH: text}).at(NOW).build()
    assert result.codes == code
    page = result.html("/az/releases/2026/x/")
    assert ("Rəqəm" in page) == (code != ["future-correction"])


@pytest.mark.parametrize(
    ("date", "code", "is_built"),
    [
        ("2026-11-22", [], True),
        ("2026-11-23", ["future-withdrawal"], False),
        ("2062-01-01", ["future-withdrawal"], False),
        ("2026-03-04", ["before-release"], True),
    ],
)
def test_a_withdrawal_that_is_to_come_publishes_nothing(
    site: Make, date: str, code: list[str], is_built: bool
) -> None:
    text = release(withdrawn=f"{{date: {date}, reason: Səhv}}")
    made = site({PATH: text, "content/releases/2026/y.az.md": release("Y")}).at(NOW)
    result = made.build()
    assert result.codes == code
    assert result.output.exists() == is_built


def told_by(result: Result) -> tuple[list[str], dict[str, bytes]]:
    return result.lines, result.tree()


TURNS = (
    release(corrections="[{date: 2026-11-24, text: Rəqəm düzəldilib}]"),
    release(expires="2027-11-24 12:00"),
    release(date="2027-12-01", embargo="2027-12-05"),
)


@pytest.mark.parametrize("text", TURNS, ids=["correction", "expires", "date"])
@pytest.mark.parametrize("days", [(0, 1, 2, 400), (400, 2, 0, 1)], ids=["on", "back"])
def test_a_build_over_an_older_one_knows_what_time_it_is(
    site: Make, text: str, days: tuple[int, ...]
) -> None:
    """The clock may go back, too: a rehearsal."""
    made = site({"content/releases/2026/x.az.md": text})
    for ahead in days:
        made.at(NOW + ahead * DAY)
        over = told_by(made.build())
        assert over == told_by(made.build()), "and so does one that has nothing to do"
        assert over == told_by(made.build(uses_cache=False))


def test_a_correction_that_waits_for_its_day_is_due(site: Make) -> None:
    made = site({PATH: TURNS[0]}).at(NOW)
    due = made.build().report.due
    assert due == datetime.fromisoformat("2026-11-24T00:00+04:00")
    assert due is not None
    result = made.at(due).build()
    assert result.codes == []
    assert "Rəqəm düzəldilib" in result.html("/az/releases/2026/x/")


def test_the_settings_bring_warnings_and_take_them_away(site: Make) -> None:
    made = site({"content/releases/x.az.md": release(date="2019-05-05")}).at(NOW)
    assert made.build().codes == []
    made.change({"site_config.yaml": CONFIG + "dates: {earliest: 2020-01-01}\n"})
    assert made.build().codes == ["date-long-ago"]
    made.change({"site_config.yaml": CONFIG})
    assert made.build().codes == []


def test_an_hour_that_comes_twice_is_the_one_that_was_said(site: Make) -> None:
    folder = "content/releases/2026"
    files = {
        f"{folder}/a.az.md": release("A", date="2026-10-25T02:30+02:00"),
        f"{folder}/b.az.md": release("B", date="2026-10-25T02:30+01:00"),
    }
    made = site(files, config=CONFIG.replace("Asia/Baku", "Europe/Berlin")).at(NOW)
    result = made.build()
    assert result.codes == []
    feed = result.html("/az/feed.xml")
    assert "<published>2026-10-25T02:30:00+02:00</published>" in feed
    assert "<published>2026-10-25T02:30:00+01:00</published>" in feed


def test_times_before_there_were_zones_are_told_in_whole_minutes(site: Make) -> None:
    made = site({"content/releases/x.az.md": release(date="1918-05-28 12:00")}).at(NOW)
    result = made.build()
    assert result.codes == ["date-long-ago"]
    assert "<published>1918-05-28T12:00:00+03:19</published>" in result.html("/az/feed.xml")
    page = result.html("/az/releases/1918/x/")
    assert 'datetime="1918-05-28T12:00:00+03:19"' in page
    assert "+03:19:24" not in page
