from collections.abc import Callable
from datetime import date

import pytest

from beyan.model.diagnostic import Diagnostic
from beyan.model.release import Person, Topic
from beyan.source.registries import load_people, load_topics
from beyan.source.settings import load_config
from tests.conftest import SampleSite

Make = Callable[..., SampleSite]


@pytest.fixture
def people(site: Make) -> Callable[[str], tuple[dict[str, Person], list[Diagnostic]]]:
    def people(text: str) -> tuple[dict[str, Person], list[Diagnostic]]:
        root = site({"content/participants.yaml": text}).root
        config, _ = load_config(root)
        assert config is not None
        return load_people(root, config)

    return people


@pytest.fixture
def topics(site: Make) -> Callable[[str], tuple[dict[str, Topic], list[Diagnostic]]]:
    def topics(text: str) -> tuple[dict[str, Topic], list[Diagnostic]]:
        root = site({"content/topics.yaml": text}).root
        config, _ = load_config(root)
        assert config is not None
        return load_topics(root, config)

    return topics


People = Callable[[str], tuple[dict[str, Person], list[Diagnostic]]]
Topics = Callable[[str], tuple[dict[str, Topic], list[Diagnostic]]]


def test_earlier_roles_are_ordered_by_their_last_day_however_they_are_listed(
    people: People,
) -> None:
    found, problems = people("""\
x:
  name: {az: X, en: X}
  earlier_roles:
    - {until: 2019-11-28, role: {az: b, en: b}}
    - {until: 2015-01-01, role: {az: a, en: a}}
""")
    assert problems == []
    assert [each.until for each in found["x"].earlier_roles] == [
        date(2015, 1, 1),
        date(2019, 11, 28),
    ]


def test_a_topic_without_a_slug_takes_its_address_from_its_name(topics: Topics) -> None:
    found, problems = topics("civil:\n  name: {az: Vətəndaş cəmiyyəti, en: Civil society}\n")
    assert problems == []
    assert found["civil"].slug.get("az") == "vetendas-cemiyyeti"
    assert found["civil"].slug.get("en") == "civil-society"


def test_a_topic_keeps_the_slug_it_is_given_in_each_language(topics: Topics) -> None:
    found, _ = topics("civil:\n  name: {az: Vətəndaş, en: Civil}\n  slug: {en: ngo}\n")
    assert (found["civil"].slug.get("az"), found["civil"].slug.get("en")) == ("vetendas", "ngo")


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("Sabina Aliyeva:\n  name: {az: S, en: S}\n", "bad-slug", "1:1"),
        ("x:\n  name: {az: S, en: S}\nx:\n  name: {az: T, en: T}\n", "duplicate-key", "3:1"),
        ("x: Sabina\n", "wrong-type", "1:4"),
        ("x:\n  role: {az: r, en: r}\n", "missing-key", "2:3"),
        ("x:\n  name: Sabina\n", "not-per-language", "2:9"),
        ("x:\n  name: {az: S, en: S, ru: С}\n", "unknown-language", "2:24"),
        ("x:\n  name: {az: S}\n", "words-in-other-language", "2:9"),
        ("x:\n  name: {az: S, en: S}\n  rol: {az: r}\n", "unknown-key", "3:3"),
        ("x:\n  name: {az: S, en: S}\n  earlier_roles: [{role: {az: r}}]\n", "missing-key", "3:19"),
    ],
)
def test_a_wrong_entry_is_reported_at_its_place(
    people: People, text: str, code: str, place: str
) -> None:
    _, problems = people(text)
    assert (code, f"content/participants.yaml:{place}") in [
        (each.code, str(each.span)) for each in problems
    ]


@pytest.mark.parametrize("name", ["{}", "{az: }", "{az: '', en: ''}"])
def test_a_name_in_no_language_is_a_problem(people: People, topics: Topics, name: str) -> None:
    for found in (people(f"x:\n  name: {name}\n"), topics(f"x:\n  name: {name}\n")):
        assert [each.code for each in found[1]], "a page would show the key as a name"


def test_a_role_that_is_left_empty_is_no_role(people: People) -> None:
    found, problems = people("x:\n  name: {az: X, en: X}\n  role: {az: , en: }\n")
    assert problems == []
    assert not found["x"].role


def test_a_topic_slug_must_be_one(topics: Topics) -> None:
    _, problems = topics("civil:\n  name: {az: V, en: C}\n  slug: {az: Vətəndaş}\n")
    assert [(each.code, dict(each.values)["better"]) for each in problems] == [
        ("bad-slug", "vetendas")
    ]


def test_one_wrong_entry_does_not_hide_the_problems_of_the_next(people: People) -> None:
    _, problems = people("x:\n  nam: {az: a, en: a}\ny:\n  name: 5\n")
    assert {each.code for each in problems} == {"unknown-key", "not-per-language"}


def test_a_site_without_registries_has_nobody_and_nothing_in_them(site: Make) -> None:
    config, _ = load_config(site().root)
    assert config is not None
    assert load_people(site().root, config) == ({}, [])
    assert load_topics(site().root, config) == ({}, [])


@pytest.mark.parametrize(
    ("typed", "az", "en"),
    [
        ('"Əliyeva Səbinə"', "Əliyeva Səbinə", "Əliyeva Səbinə"),
        ('{en: "Aliyeva, Sabina"}', None, "Aliyeva, Sabina"),
        ('{az: Əliyeva, en: "Aliyeva"}', "Əliyeva", "Aliyeva"),
    ],
)
def test_a_person_is_listed_by_a_text_for_all_languages_or_one_for_each(
    people: People, typed: str, az: str | None, en: str
) -> None:
    found, problems = people(f"x:\n  name: {{az: X, en: X}}\n  sort_as: {typed}\n")
    assert problems == []
    assert (found["x"].sort_as.get("az"), found["x"].sort_as.get("en")) == (az, en)


@pytest.mark.parametrize(
    ("typed", "code", "place"),
    [
        ("{ru: Алиева}", "unknown-language", "3:13"),
        ("[a]", "wrong-type", "3:12"),
    ],
)
def test_what_a_person_is_listed_by_is_told_where_it_is_wrong(
    people: People, typed: str, code: str, place: str
) -> None:
    _, problems = people(f"x:\n  name: {{az: X, en: X}}\n  sort_as: {typed}\n")
    assert (code, f"content/participants.yaml:{place}") in [
        (each.code, str(each.span)) for each in problems
    ]
