from beyan.model.page import HomePage, PeoplePage, TopicPage, TopicsPage, YearPage
from beyan.plan.plan import plan_pages
from tests.unit.plan.conftest import (
    addresses,
    config,
    edition,
    pages,
    participant,
    person,
    release,
    site,
    topic,
)


def test_the_home_page_shows_the_latest_releases_and_no_more_than_set() -> None:
    releases = [release(edition("az", f"r{day}"), day=f"2026-03-0{day}") for day in (5, 4, 3)]
    home = pages(plan_pages(site(*releases, settings=config(home_size=2))))["/az/"]
    assert isinstance(home, HomePage)
    assert [teaser.title.text for teaser in home.teasers] == ["r5 az", "r4 az"]


def test_a_year_lists_its_releases_and_all_years_with_their_counts() -> None:
    releases = [
        release(edition("az", "a"), day="2026-03-05"),
        release(edition("az", "b"), day="2025-03-05"),
        release(edition("az", "c"), day="2025-01-05"),
    ]
    year = pages(plan_pages(site(*releases)))["/az/releases/2025/"]
    assert isinstance(year, YearPage)
    assert [teaser.title.text for teaser in year.teasers] == ["b az", "c az"]
    assert [(each.year, each.count) for each in year.years] == [(2026, 1), (2025, 2)]


def test_a_hidden_language_has_no_list_of_what_it_has_no_release_of() -> None:
    held = release(
        edition("az"), topics=("t",), participants=(participant("p", az="P"),), day="2026-03-05"
    )
    plan = plan_pages(
        site(
            held,
            settings=config("hide"),
            topics=(topic("t", az="T", en="T"),),
            people=(person("p", az="P"),),
        )
    )
    found = addresses(plan)
    for part in ("topics/t/", "participants/p/", "releases/2026/"):
        assert f"/az/{part}" in found
        assert f"/en/{part}" not in found
    topics, people = pages(plan)["/en/topics/"], pages(plan)["/en/participants/"]
    assert isinstance(topics, TopicsPage)
    assert isinstance(people, PeoplePage)
    assert (topics.topics, people.groups) == ((), ())


def test_a_list_is_a_translation_only_of_the_same_page_of_the_same_list() -> None:
    both = release(edition("az", "a"), edition("en", "a"), topics=("t",))
    one = release(edition("az", "b"), topics=("t",), day="2026-03-04")
    settings = config("hide", page_size=1)
    plan = plan_pages(site(both, one, settings=settings, topics=(topic("t", az="T", en="T"),)))
    first, second = pages(plan)["/az/topics/t/"], pages(plan)["/az/topics/t/page/2/"]
    assert {each.language for each in first.alternates} == {"az", "en"}
    assert {each.language for each in second.alternates} == {"az"}
    assert second.switcher[1].address == "/en/"
    assert not second.switcher[1].is_twin


def test_topics_are_listed_in_the_order_of_their_registry_with_counts() -> None:
    one = release(edition("az", "a"), topics=("z", "a"))
    two = release(edition("az", "b"), topics=("z",), day="2026-03-04")
    registry = (topic("z", az="Z"), topic("a", az="A"))
    page = pages(plan_pages(site(one, two, topics=registry)))["/az/topics/"]
    assert isinstance(page, TopicsPage)
    assert [(each.name.text, each.count) for each in page.topics] == [("Z", 2), ("A", 1)]


def test_a_topic_without_a_name_in_the_readers_language_shows_the_one_it_has() -> None:
    page = pages(plan_pages(site(release(topics=("t",)), topics=(topic("t", az="Vətəndaş"),))))[
        "/en/topics/t/"
    ]
    assert isinstance(page, TopicPage)
    assert (page.name.text, page.name.language) == ("Vətəndaş", "az")
