"""What is read most: on the home page, on a page of its own, and when it changes by the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from lxml import html

from beyan.model.views import VIEWS_FILE, months_up_to, turns
from tests.conftest import CONFIG, Result, SampleSite, release

Make = Callable[..., SampleSite]

F = "content/releases/2026/2026-03"
HEADER = "month,release,language,reads\n"
PAGE = "/az/most-read/"
NOVEMBER = datetime(2026, 11, 20, 12, tzinfo=UTC)
FILES = {
    f"{F}-05-a.az.md": release("A", "2026-03-05", views="900"),
    f"{F}-04-b.az.md": release("B", "2026-03-04"),
    f"{F}-04-b.en.md": release("B en", "2026-03-04"),
    f"{F}-03-c.az.md": release("C", "2026-03-03"),
    f"{F}-02-d.az.md": release("D", "2026-03-02"),
    VIEWS_FILE: HEADER
    + "2026-08,2026/2026-03-03-c,az,70\n2026-09,2026/2026-03-04-b,az,5\n"
    + "2026-11,2026/2026-03-04-b,az,4\n2026-11,2026/2026-03-04-b,en,50\n"
    + "2026-11,2026/2026-03-03-c,az,6\n",
}


def rankings(result: Result, address: str = PAGE) -> list[tuple[str, list[str]]]:
    """The headings of the page, each with its releases and how often they were read."""
    page = html.fromstring(result.html(address))
    return [
        (
            section.findtext("h2") or "",
            [
                " ".join(part.text_content() for part in item.iter("a", "span"))
                for item in section.iter("li")
            ],
        )
        for section in page.iterfind(".//main//section")
    ]


def at_home(result: Result, address: str = "/az/") -> list[str]:
    page = html.fromstring(result.html(address))
    return [link.text or "" for link in page.xpath("//main//ol[@class='ranks']//li//a")]


def test_months_and_all_years_are_ranked_by_the_reads_of_the_language(site: Make) -> None:
    result = site(FILES).at(NOVEMBER).build(strict=True)
    assert result.codes == []
    assert rankings(result) == [
        ("Sentyabr–noyabr 2026", ["B 9 dəfə oxunub", "C 6 dəfə oxunub"]),
        ("Bütün dövr ərzində", ["A 900 dəfə oxunub", "C 76 dəfə oxunub", "B 9 dəfə oxunub"]),
    ]
    assert at_home(result) == ["B", "C"]
    assert [each for _, each in rankings(result, "/en/most-read/")] == [
        ["B en Read 50 times"],
        ["B en Read 50 times"],
    ]
    assert f'href="{PAGE}"' in result.html("/az/")
    assert PAGE in result.html("/sitemap.xml")


@pytest.mark.parametrize(
    ("setting", "home"),
    [("{count: 1}", ["B"]), ("{months: 4}", ["C", "B"]), ("{count: 0}", [])],
)
def test_the_settings_say_how_many_and_of_how_many_months(
    site: Make, setting: str, home: list[str]
) -> None:
    result = site(FILES, f"{CONFIG}most_read: {setting}\n").at(NOVEMBER).build(strict=True)
    assert result.codes == []
    assert at_home(result) == home
    assert ("az/most-read/index.html" in result.files) == bool(home)
    assert (result.report.due is None) == (not home)


def test_reads_of_no_month_are_shown_as_those_of_all_years(site: Make) -> None:
    result = site({f"{F}-05-a.az.md": FILES[f"{F}-05-a.az.md"]}).at(NOVEMBER).build()
    assert at_home(result) == ["A"]
    assert [heading for heading, _ in rankings(result)] == ["Bütün dövr ərzində"]
    assert result.report.due is None
    assert "en/most-read/index.html" not in result.files


@pytest.mark.parametrize(
    "fact",
    [
        {"draft": "true"},
        {"embargo": "2026-12-24 10:00"},
        {"expires": "2026-06-01"},
        {"withdrawn": "{date: 2026-04-01, reason: Səhv.}"},
    ],
    ids=lambda fact: next(iter(fact)),
)
def test_what_readers_may_not_see_or_should_not_is_never_offered(
    site: Make, fact: dict[str, str]
) -> None:
    hidden = release("Gizli", "2026-03-09", views="5000", **fact)
    reads = f"{FILES[VIEWS_FILE]}2026-11,2026/2026-03-09-x,az,5000\n"
    made = site({**FILES, f"{F}-09-x.az.md": hidden, VIEWS_FILE: reads}).at(NOVEMBER)
    result = made.build()
    shown = [*at_home(result), *(each for _, found in rankings(result) for each in found)]
    assert shown
    assert not any("Gizli" in each for each in shown)


def test_a_month_that_begins_changes_the_list_and_due_knows_the_hour(site: Make) -> None:
    made = site(FILES).at(NOVEMBER)
    told, first = made.build().report.due, datetime(2026, 12, 1, tzinfo=UTC)
    assert told is not None
    assert told.isoformat() == "2026-12-01T00:00:00+04:00"
    made.build()
    result = made.at(first).build()
    assert at_home(result) == ["C", "B"]
    tree = result.tree()
    assert made.build(uses_cache=False).tree() == tree
    # When the last read is older than the months, all years count, and nothing is due any more.
    result = made.at(datetime(2027, 2, 1, tzinfo=UTC)).build()
    assert at_home(result) == ["A", "C", "B"]
    assert result.report.due is None
    tree = result.tree()
    assert made.build(uses_cache=False).tree() == tree


@pytest.mark.parametrize("views", ["3", "2000"])
def test_reads_of_front_matter_that_are_edited_change_the_list_at_once(
    site: Make, views: str
) -> None:
    made = site(FILES, f"{CONFIG}most_read: {{months: 1}}\n").at(datetime(2027, 2, 1, tzinfo=UTC))
    made.build()
    made.build()
    edited = release("A", "2026-03-05", views=views)
    result = made.change({f"{F}-05-a.az.md": edited}).build()
    assert at_home(result) == (["C", "B", "A"] if views == "3" else ["A", "C", "B"])
    tree = result.tree()
    assert made.build(uses_cache=False).tree() == tree


def test_months_count_backwards_over_years_and_end_with_time_itself() -> None:
    assert months_up_to(datetime(2026, 2, 3), 3) == ["2025-12", "2026-01", "2026-02"]
    assert len(months_up_to(datetime(2026, 2, 3), 10**11)) == 1_200
    days = sorted(turns(["2025-12"], 2))
    assert [f"{day:%Y-%m-%d}" for day in days] == ["2025-12-01", "2026-01-01", "2026-02-01"]
    assert [f"{day:%Y-%m-%d}" for day in turns(["9999-12", "0000-01"], 1)] in (
        ["9999-12-01"],
        ["0001-01-01", "9999-12-01"],
    )
