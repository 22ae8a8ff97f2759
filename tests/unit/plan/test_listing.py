from datetime import date

import pytest

from beyan.model.config import Config
from beyan.model.page import Pager
from beyan.model.release import Release
from beyan.model.release_summary import summarised
from beyan.plan import listing
from beyan.plan.list_pages import pager
from beyan.plan.listing import Entry, Listed, Listing, listings, page_count, part
from beyan.source.gate import finished
from tests.unit.plan.conftest import config, edition, participant, release


def entry(of: Release, language: str, settings: Config) -> Entry | None:
    return listing.entry(summarised(of), language, settings)


@pytest.mark.parametrize(
    ("missing", "address"),
    [
        ("hide", None),
        ("link", "/az/releases/2026/qht-gorusu/"),
        ("notice", "/en/releases/2026/qht-gorusu/"),
    ],
)
def test_a_release_without_a_translation_is_listed_as_the_setting_says(
    missing: str, address: str | None
) -> None:
    found = entry(release(edition("az", "qht-gorusu")), "en", config(missing))
    assert (found.address if found else None) == address


@pytest.mark.parametrize("missing", ["hide", "link", "notice"])
def test_a_translated_release_leads_to_the_readers_own_page_in_any_case(missing: str) -> None:
    found = entry(release(edition("az", "a"), edition("en", "b")), "en", config(missing))
    assert found is not None
    assert found.address == "/en/releases/2026/b/"
    assert found.is_own


def test_the_edition_shown_follows_the_order_of_the_sites_languages() -> None:
    settings = config(languages=("az", "ru", "en"))
    found = entry(release(edition("ru"), edition("en")), "az", settings)
    assert found is not None
    assert found.edition.language == "ru"


def test_a_release_stands_on_the_shelf_of_its_year_topics_and_registered_people() -> None:
    held = release(
        topics=("civil-society",),
        participants=(participant("rauf-zeini", az="Rauf"), participant("", az="Qonaq")),
    )
    shown = entry(held, "az", config())
    assert shown is not None
    found = listings(config(), [shown], "az", {"civil-society": "vetendas"})
    assert {key: listing.first for key, listing in found.items()} == {
        ("releases", ""): "/az/releases/",
        ("year", "2026"): "/az/releases/2026/",
        ("topic", "civil-society"): "/az/topics/vetendas/",
        ("participant", "rauf-zeini"): "/az/participants/rauf-zeini/",
    }


def of_topic(*days: str, size: int, around: tuple[str, ...] = ()) -> list[str]:
    """The addresses of the lists of a topic with releases of these days, and others `around`."""
    settings = config(page_size=size)
    own, others = (
        [
            entry(release(edition("az", f"r{day}"), day=day, topics=("t",)), "az", settings)
            for day in of
        ]
        for of in (days, around)
    )
    found = listings(
        settings,
        [each for each in own if each],
        "az",
        {"t": "m"},
        lambda topic: [each for each in others if each and topic == "t"],
    )
    return [listing.first for (kind, _), listing in found.items() if kind.startswith("topic")]


YEARS = ["/az/topics/m/", "/az/topics/m/2026/", "/az/topics/m/2025/"]


@pytest.mark.parametrize(
    ("days", "size", "expected"),
    [
        (("2026-02-01", "2026-01-01", "2025-01-01"), 2, YEARS),
        (("2026-02-01", "2025-02-01"), 2, YEARS[:1]),
        (("2026-03-01", "2026-02-01", "2026-01-01"), 2, YEARS[:1]),
        (("2026-02-01", "2025-02-01"), 1, YEARS),
    ],
    ids=["more than a page and a year", "one page", "one year", "a page each"],
)
def test_a_topic_has_pages_of_years_where_it_fills_more_than_a_page_and_a_year(
    days: tuple[str, ...], size: int, expected: list[str]
) -> None:
    assert of_topic(*days, size=size) == expected


def test_what_is_held_back_is_on_the_years_that_its_topic_will_have() -> None:
    own = ("2026-02-01",)
    assert of_topic(*own, size=1, around=("2025-02-01",)) == YEARS[:2]
    assert of_topic(*own, size=1, around=("2026-01-01",)) == YEARS[:1]


def test_a_language_without_releases_still_has_its_list() -> None:
    found = listings(config(), [], "az", {})
    assert list(found) == [("releases", "")]
    empty = found["releases", ""]
    assert page_count(len(empty.entries), 20) == 1
    assert list(part(empty.entries, 1, 20)) == []
    only = pager(empty.first, 1, 1, 0)
    assert (only.number, only.count, only.total) == (1, 1, 0)


def made(count: int) -> Listing:
    shown = entry(release(), "az", config())
    assert shown is not None
    return Listing("/az/releases/", [shown._replace(address=f"/{n}/") for n in range(count)], None)


def pagers(of: Listing, size: int) -> list[Pager]:
    """Those of all pages of the list."""
    count = page_count(len(of.entries), size)
    return [pager(of.first, number, count, len(of.entries)) for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("entries", "size", "counts"), [(20, 20, [20]), (21, 20, [20, 1]), (5, 2, [2, 2, 1])]
)
def test_a_list_falls_into_pages_that_hold_every_entry_once(
    entries: int, size: int, counts: list[int]
) -> None:
    whole = made(entries)
    assert page_count(len(whole.entries), size) == len(counts)
    found = [part(whole.entries, each.number, size) for each in pagers(whole, size)]
    assert [len(each) for each in found] == counts
    assert [one for each in found for one in each] == whole.entries


def test_a_page_knows_its_neighbours_and_the_ends_of_its_list() -> None:
    first, *_, last = pagers(made(10), 1)
    assert (first.newer, first.older) == ("", "/az/releases/page/2/")
    assert (last.newer, last.older) == ("/az/releases/page/9/", "")


def test_a_translation_that_is_being_written_is_no_language_of_a_list() -> None:
    whole = summarised(release(edition("az"), edition("en", is_waiting=True), edition("ru")))
    ready = finished(whole)
    assert ready is not None
    before, shown = (Listed(each, each.editions[0]) for each in (whole, ready))
    assert shown.value.languages == ("ru",)
    assert shown.digest != before.digest


def test_a_page_says_of_which_days_it_is_and_its_neighbours_are() -> None:
    days = [("2026-05-09", "2026-05-30"), ("2026-03-01", "2026-05-08"), ("", "")]
    shown = pager("/az/releases/", 2, 2, 30, (days[0], days[1], days[2]))
    assert shown.newer_period == (date(2026, 5, 9), date(2026, 5, 30))
    assert shown.period == (date(2026, 3, 1), date(2026, 5, 8))
    assert shown.older_period is None


def test_a_page_does_not_grow_with_the_number_of_its_siblings() -> None:
    middle = pagers(made(50), 1)[24]
    assert [each.number for each in middle.numbered] == [1, 24, 25, 26, 50]
