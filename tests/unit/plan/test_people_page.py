"""The list of people: the registry's, and those written in place."""

from __future__ import annotations

import marshal
from collections.abc import Callable

import pytest

from beyan.model.inputs import Digested
from beyan.model.page import PeoplePage
from beyan.model.plan import Plan
from beyan.model.release import Participant, Release, Withdrawal
from beyan.model.words import Translations
from beyan.plan.people_page import SIZE
from beyan.plan.plan import plan_pages
from tests.growth import steps
from tests.unit.plan.conftest import (
    addresses,
    config,
    edition,
    moment,
    pages,
    participant,
    person,
    release,
    site,
    topic,
    words,
)


def written(name: str, role: str = "", **more: str) -> Participant:
    names, roles = words(az=name, **more), words(az=role) if role else Translations()
    return Participant(key="", name=names, role=roles, organisation=Translations())


def named(slug: str, *people: Participant, day: int = 5, **more: object) -> Release:
    return release(edition("az", slug), day=f"2026-03-{day:02}", participants=people, **more)


def people_page(plan: Plan, address: str = "/az/participants/") -> PeoplePage:
    found = pages(plan)[address]
    assert isinstance(found, PeoplePage)
    return found


def listed(page: PeoplePage) -> list[tuple[str, str, list[str]]]:
    return [
        (each.name.text, each.role.text if each.role else "", [r.address for r in each.releases])
        for group in page.groups
        for each in group.people
    ]


def test_who_is_written_in_place_is_listed_with_the_releases_and_has_no_page() -> None:
    plan = plan_pages(
        site(
            named("b", written("Rauf Zeyni", "Prezident"), day=6),
            named("a", written("Rauf Zeyni", "Prezident"), written("Rauf Zeyni", "Həkim")),
        )
    )
    b, a = "/az/releases/2026/b/", "/az/releases/2026/a/"
    assert listed(people_page(plan)) == [
        ("Rauf Zeyni", "Həkim", [a]),
        ("Rauf Zeyni", "Prezident", [b, a]),
    ]
    assert [p.count for g in people_page(plan).groups for p in g.people] == [1, 2]
    assert all(p.address == "" for g in people_page(plan).groups for p in g.people)
    assert not any("rauf" in each for each in addresses(plan))


def test_they_stand_among_the_people_of_the_registry_in_the_order_of_the_language() -> None:
    plan = plan_pages(
        site(
            named("a", written("Əli"), participant("z", az="Zəhra"), written("Elçin")),
            people=(person("z", az="Zəhra"),),
        )
    )
    page = people_page(plan)
    assert [name for name, _, _ in listed(page)] == ["Elçin", "Əli", "Zəhra"]
    assert [each.initial for each in page.letters] == ["E", "Ə", "Z"]


@pytest.mark.parametrize(
    ("missing", "expected"),
    [("link", [("Rauf Zeyni", "az")]), ("notice", [("Rauf Zeyni", "az")]), ("hide", [])],
)
def test_a_language_lists_those_of_the_releases_it_lists_in_words_it_has(
    missing: str, expected: list[tuple[str, str]]
) -> None:
    plan = plan_pages(site(named("a", written("Rauf Zeyni")), settings=config(missing)))
    page = people_page(plan, "/en/participants/")
    assert [(p.name.text, p.name.language) for g in page.groups for p in g.people] == expected


def test_of_a_withdrawn_release_nobody_is_listed() -> None:
    gone = Withdrawal(moment("2026-04-01"), words(az="Səhv"))
    plan = plan_pages(site(named("a", written("Rauf Zeyni"), withdrawn=gone)))
    assert people_page(plan).groups == ()
    assert not plan.frames[0].has_participants


@pytest.mark.parametrize("count", [SIZE, SIZE + 1, 3 * SIZE])
def test_a_long_list_has_pages_and_its_letters_lead_to_all_of_them(count: int) -> None:
    names = [written(f"{'ABC'[number * 3 // count]}dam {number:04}") for number in range(count)]
    plan = plan_pages(site(named("a", *names)))
    first = people_page(plan)
    found = [first]
    while found[-1].pager.older:
        found.append(people_page(plan, found[-1].pager.older))
    assert len(found) == -(-count // SIZE) == first.pager.count
    assert [name for page in found for name, _, _ in listed(page)] == [
        each.name.pairs[0][1] for each in names
    ]
    for page in found:
        here = {group.number for group in page.groups}
        for letter in page.letters:
            other = people_page(plan, letter.address) if letter.address else page
            assert letter.number in {group.number for group in other.groups}
            assert letter.address or letter.number in here


def test_a_page_of_people_is_no_more_work_where_there_are_more_of_them() -> None:
    """Of all people, each of their pages would otherwise be as much work as there are pages."""

    def work(count: int) -> Callable[[], object]:
        plan = plan_pages(site(named("a", *(written(f"Adam {each:04}") for each in range(count)))))
        second = next(each for each in plan.artifacts if each.name == "/az/participants/page/2/")
        return lambda: [*second.outputs()]

    assert steps(work(12 * SIZE)) == steps(work(6 * SIZE))


def test_what_all_people_are_is_told_once_for_all_of_their_pages() -> None:
    names = [written(f"Adam {each:04}") for each in range(SIZE)]
    plan = plan_pages(site(named("a", *names)))
    found = next(each for each in plan.artifacts if each.name == "/az/participants/")
    plain = [each for each in found.made_of.value.list.value if not isinstance(each, Digested)]
    assert len(marshal.dumps(plain)) < SIZE


def test_who_is_named_in_more_releases_than_a_page_has_room_for_goes_on_on_the_next() -> None:
    releases = [named(f"r{number:03}", written("Rauf Zeyni")) for number in range(SIZE + 5)]
    plan = plan_pages(site(*releases))
    first, second = people_page(plan), people_page(plan, "/az/participants/page/2/")
    assert [len(page.groups[0].people[0].releases) for page in (first, second)] == [SIZE, 5]
    assert [page.groups[0].people[0].count for page in (first, second)] == [SIZE + 5] * 2
    assert {each.language for each in second.alternates} == {"az", "en"}


@pytest.mark.parametrize(
    ("releases", "expected"),
    [
        ((), (False, False)),
        ((named("a", written("Rauf")),), (False, True)),
        ((named("a", participant("p", az="P")),), (False, True)),
        ((named("a", topics=("t",)),), (True, False)),
    ],
)
def test_the_menu_knows_which_lists_have_anything(
    releases: tuple[Release, ...], expected: tuple[bool, bool]
) -> None:
    people, topics = (person("p", az="P"),), (topic("t", az="T"),)
    plan = plan_pages(site(*releases, people=people, topics=topics, settings=config("hide")))
    assert [(each.has_topics, each.has_participants) for each in plan.frames] == [
        expected,
        (False, False),
    ]
