"""Dates: those that cannot be meant are told, those of other editors are read."""

from __future__ import annotations

import json
import re

import pytest

from tests.typed.desk import CONFIG, Desk, Shown, Told, desk_of, names

# Told at the last line of the head. Those with "warning" must never keep a release from readers.
ODD = [
    *(
        Told(f"another date than the name's, {day}", "Mətn.", -1, "warning", f"date: {day}\n")
        for day in ("2026-05-03", "2026-03-06", "2025-03-05", "2026-03-06 09:00")
    ),
    *(
        Told(f"long ago, {day}", "Mətn.", -1, "warning", f"date: {day}\n")
        for day in ("1918-05-28", "1026-03-05", "1989-12-31")
    ),
    *(
        Told(f"far ahead, {day}", "Mətn.", -1, "problem", f"date: {day}\n")
        for day in ("2062-03-05", "2206-03-05", "2027-12-05")
    ),
    *(
        Told(f"far {key}, {day}", "Mətn.", -1, "warning", f"{key}: {day}\n")
        for key in ("embargo", "expires")
        for day in ("2062-01-01 10:00", "2206-11-24", "2028-01-01")
    ),
    *(
        Told(
            f"a correction of {day}",
            "Mətn.",
            -1,
            "problem",
            f"corrections: [{{date: {day}, text: Ad}}]\n",
        )
        for day in ("2099-01-01", "2026-11-30", "2020-01-01", "2026-03-04")
    ),
    *(
        Told(
            f"a withdrawal of {day}",
            "Mətn.",
            -1,
            "problem",
            f"withdrawn: {{date: {day}, reason: Ad}}\n",
        )
        for day in ("2099-01-01", "2026-12-01", "2020-01-01", "2026-03-04")
    ),
]
FINE = [
    Shown(f"fine, {head}", "Mətn.", "<p>Mətn.</p>", f"{head}\n")
    for head in (
        "corrections: [{date: 2026-03-05, text: Ad}]",
        "corrections: [{date: 2026-11-22, text: Ad}]",
        "expires: 2027-03-05",
        "date: 2026-03-05 00:00",
        "summary: ''\nplace: \"\"",
        "embargo: ''",
        'expires: ""',
        "slug: ''\nviews: ''",
        "topics: ''\nparticipants: ''\nphotos: ''\nattachments: ''",
        "contact: ''\ncorrections: ''\nwithdrawn: ''\naliases: ''",
        "draft: ''",
    )
]
MISSING = [
    Told("an empty title", "Mətn.", -1, "error", "title: ''\n"),
    Told("an empty date", "Mətn.", -1, "error", "date: ''\n"),
]

# Each with the moment that it means.
ISO = {
    "date: 2026-03-05T14:30": "2026-03-05T14:30:00+04:00",
    "date: '2026-03-05T14:30:00'": "2026-03-05T14:30:00+04:00",
    "date: 2026-03-05 14:30:15": "2026-03-05T14:30:15+04:00",
    "date: 2026-03-05T10:30:00Z": "2026-03-05T14:30:00+04:00",
    "date: 2026-03-05T10:30Z": "2026-03-05T14:30:00+04:00",
    "date: 2026-03-05T14:30:00+04:00": "2026-03-05T14:30:00+04:00",
    "date: 2026-03-05T05:30:00-05:00": "2026-03-05T14:30:00+04:00",
    "date: 2026-03-05 12:30:00+02:00": "2026-03-05T14:30:00+04:00",
    "date: 2026-03-04T21:00:00Z": "2026-03-05T01:00:00+04:00",
    'date: "2026-03-05T10:30:00.000Z"': "2026-03-05T14:30:00+04:00",
}
# Whether it is shown at noon of 22 November in Greenwich, which is four o'clock in Baku.
HELD = {
    "embargo: 2026-11-22T12:30:00Z": False,
    "embargo: 2026-11-22T11:30:00Z": True,
    "embargo: 2026-11-22T15:59": True,
    "embargo: 2026-11-22 16:01:00": False,
    "embargo: 2026-11-22T14:00:00+01:00": False,
    "expires: 2026-11-22T11:00:00Z": False,
    "expires: 2026-11-22T13:00:00Z": True,
    "expires: 2026-11-22T06:30:00-05:00": False,
    "expires: 2026-11-22T17:00+04:00": True,
}
# Each with the date as it should be typed.
NEARLY = {
    "05.03.2026": "2026-03-05",
    "5.3.2026": "2026-03-05",
    "22.05.2020": "2020-05-22",
    "28/11/26": "2026-11-28",
    "28/11/2026": "2026-11-28",
    "2026/03/05": "2026-03-05",
    "2026.03.05": "2026-03-05",
    "2026-3-5": "2026-03-05",
    "28-11-2026": "2026-11-28",
    "5 mart 2026": "2026-03-05",
    "28 noyabr 2026": "2026-11-28",
    "28 Noyabr 2026": "2026-11-28",
    "5 March 2026": "2026-03-05",
    "March 5, 2026": "2026-03-05",
    "2026–03–05": "2026-03-05",
    "2026—03—05": "2026-03-05",
    "2026‑03‑05": "2026-03-05",
    "2026−03−05": "2026-03-05",
    "2026-03-05\u00a014:30": "2026-03-05 14:30",
    "\u00a02026-03-05": "2026-03-05",
    "2026-03-05\u200b": "2026-03-05",
    "٢٠٢٦-٠٣-٠٥": "2026-03-05",
    "２０２６-０３-０５": "2026-03-05",
    "2026-03-05 14.30": "2026-03-05 14:30",
    "2026-03-05, 14:30": "2026-03-05 14:30",
    "20260305": "2026-03-05",
}
# Days that no month has, each with the last one of its month.
NO_DAYS = {
    "2026-11-31": "30",
    "2026-02-30": "28",
    "2025-02-29": "28",
    "2024-02-30": "29",
    "2026-04-31": "30",
}


def rows(table: dict[str, object], key: str = "") -> list[Shown]:
    return [Shown(head, "Mətn.", "<p>Mətn.</p>", f"{key}{head}\n", warned=-1) for head in table]


TABLES = {
    "iso": rows({**ISO}),
    "held": rows({**HELD}),
    "nearly": rows({**NEARLY}, "date: "),
    "no days": rows({**NO_DAYS}, "date: "),
    "no days of embargo": rows({**NO_DAYS}, "embargo: "),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(tmp_path_factory.mktemp("dates"), ODD, FINE, MISSING, *TABLES.values())


def test_check_and_build_say_the_same(desk: Desk) -> None:
    desk.assert_check_and_build_agree()


@pytest.mark.parametrize("row", **names([*ODD, *MISSING]))
def test_dates_that_cannot_be_meant_are_told(desk: Desk, row: Told) -> None:
    desk.assert_told(row)


@pytest.mark.parametrize("row", **names(FINE))
def test_what_other_editors_leave_empty_counts_as_absent(desk: Desk, row: Shown) -> None:
    desk.assert_shown(row)


@pytest.mark.parametrize("row", **names(TABLES["iso"]))
def test_dates_of_other_editors_are_read(desk: Desk, row: Shown) -> None:
    moment = ISO[row.name]
    page = desk.page(row)
    released = json.loads((page.output / page.address[1:] / "release.json").read_text("utf-8"))
    assert moment in {released.get("firstCreated"), released.get("contentCreated")}
    assert f'"article:published_time" content="{moment}"' in page.whole
    assert moment in (page.output / "az/feed.xml").read_text("utf-8")


@pytest.mark.parametrize("row", **names(TABLES["held"]))
def test_an_hour_elsewhere_is_turned_into_the_hour_of_the_site(desk: Desk, row: Shown) -> None:
    page = desk.page(row)
    assert (page.output / page.address[1:] / "index.html").exists() is HELD[row.name]


@pytest.mark.parametrize("row", **names(TABLES["nearly"]))
def test_a_date_of_another_form_is_shown_as_it_should_be_typed(desk: Desk, row: Shown) -> None:
    """Or it is read as what it means."""
    expected = NEARLY[row.name]
    if desk.errors(row):
        assert desk.told_at(row, -1)
        assert expected in desk.hints(row)
        return
    found = re.search(r'"article:published_time" content="([^"]+)"', desk.page(row).whole)
    assert found is not None
    assert found[1].startswith(expected.replace(" ", "T"))


@pytest.mark.parametrize("row", **names([*TABLES["no days"], *TABLES["no days of embargo"]]))
def test_a_day_that_its_month_does_not_have_is_told_apart(desk: Desk, row: Shown) -> None:
    assert desk.errors(row)
    assert row.name in desk.hints(row)
    assert f"{NO_DAYS[row.name]} days" in desk.hints(row)


# --- hours that do not exist, or twice ----------------------------------------------------------

HOURS = [
    Told("an embargo in the gap", "Mətn.", -1, "problem", "embargo: 2026-03-29 02:30\n"),
    Told("an end in the gap", "Mətn.", -1, "problem", "expires: 2027-03-28 02:00\n"),
    Told("a date in the gap", "Mətn.", -1, "problem", "date: 2026-03-29 02:59:59\n"),
    Told("an embargo of two hours", "Mətn.", -1, "problem", "embargo: 2026-10-25 02:30\n"),
    Told("an end of two hours", "Mətn.", -1, "problem", "expires: 2027-10-31T02:00\n"),
    Told("a date of two hours", "Mətn.", -1, "problem", "date: 2026-10-25 02:15\n"),
]
PLAIN_HOURS = [
    Shown(f"plain, {head}", "Mətn.", "<p>Mətn.</p>", f"{head}\n")
    for head in (
        "embargo: 2026-03-29 03:00",
        "embargo: 2026-03-29 01:59",
        "embargo: 2026-10-25 03:00",
        "embargo: 2026-10-25T02:30:00+01:00",
        "embargo: 2026-10-25T00:30:00Z",
    )
]


@pytest.fixture(scope="module")
def berlin(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    config = CONFIG.replace("Asia/Baku", "Europe/Berlin")
    return desk_of(tmp_path_factory.mktemp("berlin"), HOURS, PLAIN_HOURS, config=config)


@pytest.mark.parametrize("row", **names(HOURS))
def test_an_hour_that_the_clocks_leave_out_or_repeat_is_told(berlin: Desk, row: Told) -> None:
    berlin.assert_told(row)


@pytest.mark.parametrize("row", **names(PLAIN_HOURS))
def test_an_hour_beside_them_is_not(berlin: Desk, row: Shown) -> None:
    berlin.assert_shown(row)


# --- how far is far -----------------------------------------------------------------------------

WIDE = [
    Shown(f"wide, {head}", "Mətn.", "<p>Mətn.</p>", f"{head}\n", warned=-1)
    for head in ("date: 1918-05-28", "expires: 2029-01-01")
]


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    config = f"{CONFIG}dates: {{earliest: 1900-01-01, ahead_days: 1000}}\n"
    return desk_of(tmp_path_factory.mktemp("wide"), WIDE, config=config)


@pytest.mark.parametrize("row", **names(WIDE))
def test_a_site_may_allow_dates_further_away(wide: Desk, row: Shown) -> None:
    assert {problem.code for problem in wide.told(row)} <= {"date-in-name"}


def test_dates_before_the_time_of_zones_are_whole_in_every_file(wide: Desk) -> None:
    """Local mean time has seconds in its offset, which no feed may show."""
    for path in ("az/feed.xml", "az/feed.json", "az/releases/1918/sira-0/release.json"):
        found = re.findall(r"1918-05-2[78]T[^\"<]*", (wide.output / path).read_text("utf-8"))
        assert found
        assert [each for each in found if not re.fullmatch(r"\S{19}[+-]\d\d:\d\d", each)] == []
