"""What the home page begins with, and what stands beside it."""

from __future__ import annotations

from datetime import datetime

import pytest

from beyan.model.config import Help
from beyan.model.page import HomePage, Link
from beyan.model.plan import Plan
from beyan.model.release import Release, Withdrawal
from beyan.model.words import Words
from beyan.plan.home_page import TINTS
from beyan.plan.plan import plan_pages
from tests.unit.plan.conftest import (
    config,
    edition,
    moment,
    pages,
    release,
    site,
    standing,
    topic,
    words,
)

WITHDRAWN = Withdrawal(moment("2026-04-01"), words(az="Səhv", en="Wrong"))


def dated(name: str, day: int, *languages: str, featured: bool = False, **more: object) -> Release:
    editions = [edition(tag, name) for tag in languages or ("az", "en")]
    return release(*editions, day=f"2026-03-{day:02}", featured=featured, **more)


def home(plan: Plan, language: str = "az") -> HomePage:
    found = pages(plan)[f"/{language}/"]
    assert isinstance(found, HomePage)
    return found


def shown(page: HomePage) -> list[str]:
    return [each.title.text.split()[0] for each in page.teasers]


@pytest.mark.parametrize(
    ("releases", "size", "expected"),
    [
        # None is featured: the newest.
        ([dated("c", 5), dated("b", 4), dated("a", 3)], 2, ["c", "b"]),
        # One that the page had no room for.
        ([dated("c", 5), dated("b", 4), dated("a", 3, featured=True)], 2, ["a", "c"]),
        # One that stands there anyway stands there once.
        ([dated("c", 5), dated("b", 4, featured=True), dated("a", 3)], 3, ["b", "c", "a"]),
        # The newest of several.
        ([dated("c", 5), dated("b", 4, featured=True), dated("a", 3, featured=True)], 3,
         ["b", "c", "a"]),
        # What is withdrawn does not lead: the next.
        ([dated("c", 5), dated("b", 4, featured=True, withdrawn=WITHDRAWN),
          dated("a", 3, featured=True)], 2, ["a", "c"]),
        # Nor what is not in the language, though the language lists it.
        ([dated("c", 5), dated("b", 4, "en", featured=True)], 2, ["c", "b"]),
        ([dated("c", 5), dated("b", 4, "en", featured=True), dated("a", 3, "az", featured=True)], 2,
         ["a", "c"]),
        # There is room for the lead alone.
        ([dated("c", 5), dated("b", 4, featured=True)], 1, ["b"]),
        ([], 3, []),
    ],
)  # fmt: skip
def test_the_newest_featured_release_leads_and_the_size_counts_it(
    releases: list[Release], size: int, expected: list[str]
) -> None:
    assert shown(home(plan_pages(site(*releases, settings=config(home_size=size))))) == expected


def test_each_language_has_the_lead_that_it_can_read() -> None:
    plan = plan_pages(
        site(dated("c", 5), dated("b", 4, "en", featured=True), dated("a", 3, featured=True))
    )
    assert shown(home(plan, "az"))[0] == "a"
    assert shown(home(plan, "en"))[0] == "b"


def test_of_several_the_one_that_readers_saw_last_leads_whatever_its_date() -> None:
    late = dated("late", 4, featured=True)
    published = datetime(2026, 3, 9, tzinfo=late.date.instant.tzinfo)
    late = release(
        edition("az", "late"),
        day="2026-03-04",
        featured=True,
        embargo=late.date._replace(instant=published),
    )
    plan = plan_pages(site(dated("early", 5, featured=True), late))
    assert shown(home(plan))[0] == "late"


def test_what_leads_is_told_by_the_artifact_and_what_changes_nothing_is_not() -> None:
    def fingerprint(*releases: Release) -> bytes:
        plan = plan_pages(site(*releases))
        return next(each.fingerprint for each in plan.artifacts if each.name == "/az/")

    before = fingerprint(dated("c", 5), dated("b", 4), dated("a", 3))
    assert fingerprint(dated("c", 5), dated("b", 4, featured=True), dated("a", 3)) != before
    assert fingerprint(dated("c", 5, featured=True), dated("b", 4), dated("a", 3)) == before


def test_releases_of_one_topic_have_one_tint_and_neighbours_in_the_registry_differ() -> None:
    topics = tuple(topic(f"t{number}", az=f"T{number}") for number in range(TINTS + 1))
    releases = [
        dated(f"r{number}", 20 - number, topics=(f"t{number}", "t0")) for number in range(TINTS + 1)
    ]
    other = dated("other", 2, topics=("t3",))
    page = home(plan_pages(site(*releases, other, settings=config(home_size=20), topics=topics)))
    assert page.tints == (*range(TINTS), 0, 3)


@pytest.mark.parametrize("missing", ["link", "hide", "notice"])
def test_the_help_panel_leads_to_the_page_as_the_language_has_it(missing: str) -> None:
    page = standing(edition("az", "muraciet"), key="pages/complaints")
    settings = config(missing, help=Help(page="pages/complaints", text=words(az="A", en="B")))
    plan = plan_pages(site(pages=(page,), settings=settings))
    assert home(plan, "az").help.page == Link(Words("muraciet az", "az"), "/az/muraciet/")
    assert home(plan, "en").help.text == Words("B", "en")
    there = {"link": "/az/muraciet/", "notice": "/en/muraciet/", "hide": None}[missing]
    found = home(plan, "en").help.page
    assert (found.address if found else None) == there


def test_a_page_that_is_not_published_is_no_link() -> None:
    settings = config(help=Help(page="pages/draft"))
    assert home(plan_pages(site(settings=settings))).help.page is None
