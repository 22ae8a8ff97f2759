from collections.abc import Callable
from datetime import date

import pytest

from beyan.model.words import Translations
from tests.conftest import SampleSite
from tests.unit.source.conftest import Source

Make = Callable[..., SampleSite]
Load = Callable[[SampleSite], Source]

AZ = "content/releases/2026/2026-03-05-x.az.md"
EN = "content/releases/2026/2026-03-05-x.en.md"
PEOPLE = """\
sabina-aliyeva:
  name: {az: Səbinə Əliyeva, en: Sabina Aliyeva}
  role: {az: Ombudsman, en: Ombudsman}
  earlier_roles:
    - until: 2019-11-28
      role: {az: prorektor, en: vice-rector}
rauf-zeini:
  name: {az: Rauf Zeini, en: Rauf Zeini}
"""
TOPICS = "civil-society:\n  name: {az: Vətəndaş cəmiyyəti, en: Civil society}\n"
REGISTRIES = {"content/participants.yaml": PEOPLE, "content/topics.yaml": TOPICS}


def edition(**keys: str) -> str:
    """Front matter with a title and no date, and whatever else is given."""
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: x\n{lines}---\nMətn.\n"


@pytest.fixture
def join(site: Make, load: Load) -> Callable[[str, str], Source]:
    """The release of an Azerbaijani and an English edition, beside both registries."""

    def join(az: str, en: str) -> Source:
        return load(site({AZ: az, EN: en, **REGISTRIES}))

    return join


Join = Callable[[str, str], Source]


# --- facts ----------------------------------------------------------------------------------


def test_a_fact_stated_in_one_edition_holds_for_the_release(join: Join) -> None:
    found = join(
        edition(date="2026-03-05", draft="false"),
        edition(topics="[civil-society]", participants="[rauf-zeini]", expires="2027-01-01"),
    )
    assert found.problems == []
    assert found.release.date.day == date(2026, 3, 5)
    assert found.release.topics == ("civil-society",)
    assert [person.key for person in found.release.participants] == ["rauf-zeini"]
    assert found.release.expires is not None


def test_a_fact_may_be_repeated_as_it_is(join: Join) -> None:
    fact = edition(date="2026-03-05", topics="[civil-society]", embargo="2026-03-05 10:00")
    assert join(fact, fact).problems == []


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        ("embargo", "2026-03-05 10:00", "2026-03-05 10:01"),
        ("expires", "2027-01-01", "2027-01-02"),
        ("draft", "true", "false"),
        ("topics", "[civil-society]", "[]"),
    ],
)
def test_a_contradiction_is_reported_at_both_places(
    join: Join, key: str, one: str, other: str
) -> None:
    found = join(edition(date="2026-03-05", **{key: one}), edition(**{key: other}))
    assert found.places == [
        ("facts-differ", "2026-03-05-x.az.md:4:1"),
        ("facts-differ", "2026-03-05-x.en.md:3:1"),
    ]
    assert not list(found.loaded.site.releases)


def test_each_side_of_a_contradiction_names_the_other(join: Join) -> None:
    found = join(edition(date="2026-03-05"), edition(date="2026-03-06"))
    values = dict(found.problems[0].values)
    assert values["value"] == "2026-03-05"
    assert values["other_value"] == "2026-03-06"
    assert values["other"] == f"{EN}:3:1"


def test_a_date_with_a_time_is_not_the_date_without(join: Join) -> None:
    found = join(edition(date="2026-03-05"), edition(date="2026-03-05 00:00"))
    assert found.codes == ["facts-differ"] * 2


def test_a_release_without_a_date_in_any_edition_is_a_problem(join: Join) -> None:
    assert join(edition(), edition()).places == [("missing-key", "2026-03-05-x.az.md:2:1")]


@pytest.mark.parametrize("nothing", ["", "''", '"  "', "~"])
def test_a_date_that_is_left_empty_is_told_where_it_stands(join: Join, nothing: str) -> None:
    found = join(edition(), edition(date=nothing))
    assert found.places == [("empty-value", "2026-03-05-x.en.md:3:1")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2026-03-05 14:30", "2026-03-05T10:30:00Z"),
        ("2026-03-05T14:30+04:00", "2026-03-05 13:30+0300"),
        ("2026-03-05T02:00:00+04", "2026-03-04T22:00Z"),
    ],
)
def test_editions_may_tell_one_instant_in_several_zones(join: Join, one: str, other: str) -> None:
    found = join(edition(date=one), edition(date=other))
    assert found.problems == []
    assert found.release.date.day == date(2026, 3, 5)


@pytest.mark.parametrize("expires", ["2026-03-04", "2026-03-05", "2026-03-05 00:00"])
def test_a_release_that_ends_before_it_begins_is_a_problem(join: Join, expires: str) -> None:
    found = join(edition(date="2026-03-05"), edition(expires=expires))
    assert found.places == [("expires-too-early", "2026-03-05-x.en.md:3:10")]


def test_the_words_of_an_edition_stay_its_own(join: Join) -> None:
    found = join(
        edition(date="2026-03-05", place="Bakı", views="368", aliases="[/kohne/]"),
        edition(place="Baku", slug="meeting"),
    ).release
    az, en = found.editions
    assert (az.place, az.views, az.aliases, az.slug) == ("Bakı", 368, ("/kohne/",), "x")
    assert (en.place, en.views, en.aliases, en.slug) == ("Baku", None, (), "meeting")


# --- participants ---------------------------------------------------------------------------


def test_a_participant_has_the_role_held_on_the_day_of_the_release(join: Join) -> None:
    for day, role in (("2019-11-28", "prorektor"), ("2019-11-29", "Ombudsman")):
        found = join(edition(date=day, participants="[sabina-aliyeva]"), edition())
        assert found.release.participants[0].role.get("az") == role


def test_an_inline_participant_is_spelled_by_each_edition(join: Join) -> None:
    found = join(
        edition(date="2026-03-05", participants="[{name: Səadət, role: üzv}]"),
        edition(participants="[{name: Seadet}]"),
    )
    (person,) = found.release.participants
    assert person.name == Translations.of({"az": "Səadət", "en": "Seadet"})
    assert person.role == Translations.of({"az": "üzv"})
    assert found.places == [("words-in-other-language", "2026-03-05-x.az.md:4:37")]


def test_a_name_spelled_for_all_languages_in_one_edition_is_no_warning(join: Join) -> None:
    found = join(
        edition(date="2026-03-05", participants="[{name: {az: Səadət, en: Seadet}}]"), edition()
    )
    assert found.problems == []


@pytest.mark.parametrize(
    "other",
    ["[sabina-aliyeva]", "[rauf-zeini]", "[sabina-aliyeva, {name: Rauf}]", "[]"],
)
def test_editions_list_the_same_people(join: Join, other: str) -> None:
    found = join(
        edition(date="2026-03-05", participants="[sabina-aliyeva, rauf-zeini]"),
        edition(participants=other),
    )
    assert found.codes == ["lists-differ"] * 2
    assert len({each.span.path for each in found.problems}) == 2


def test_an_unknown_participant_is_reported_where_it_stands_with_the_nearest_one(
    join: Join,
) -> None:
    found = join(edition(date="2026-03-05", participants="[rauf-zeini, sabina-aliyev]"), edition())
    assert found.places == [("unknown-participant", "2026-03-05-x.az.md:4:28")]
    assert found.problems[0].suggestion == "sabina-aliyeva"


def test_an_unknown_topic_is_reported_in_each_edition_that_names_it(join: Join) -> None:
    found = join(edition(date="2026-03-05", topics="[civil]"), edition(topics="[civil]"))
    assert found.codes == ["unknown-topic"] * 2


def test_nobody_takes_part_twice(join: Join) -> None:
    found = join(edition(date="2026-03-05", participants="[rauf-zeini, rauf-zeini]"), edition())
    assert found.places == [("duplicate-item", "2026-03-05-x.az.md:4:28")]


def test_two_people_of_one_name_may_both_take_part(join: Join) -> None:
    found = join(edition(date="2026-03-05", participants="[{name: A}, {name: A}]"), edition())
    assert "duplicate-item" not in found.codes


# --- corrections and withdrawal -------------------------------------------------------------


def test_a_correction_belongs_to_the_edition_it_corrects(join: Join) -> None:
    az, en = join(
        edition(date="2026-03-05", corrections="[{date: 2026-03-06, text: Düzəliş}]"), edition()
    ).release.editions
    assert [each.text for each in az.corrections] == ["Düzəliş"]
    assert en.corrections == ()


def test_a_withdrawal_stated_once_withdraws_every_edition(join: Join) -> None:
    found = join(edition(date="2026-03-05"), edition(withdrawn="{date: 2026-03-06, reason: Error}"))
    assert found.release.withdrawn is not None
    assert found.release.withdrawn.date.day == date(2026, 3, 6)
    assert found.codes == ["words-in-other-language"]


def test_two_days_of_withdrawal_are_a_contradiction(join: Join) -> None:
    found = join(
        edition(date="2026-03-05", withdrawn="{date: 2026-03-06, reason: a}"),
        edition(withdrawn="{date: 2026-03-07, reason: b}"),
    )
    assert found.codes == ["facts-differ"] * 2


def test_a_contact_of_the_release_is_spelled_by_each_edition(join: Join) -> None:
    found = join(
        edition(date="2026-03-05", contact="{name: Aysel, phone: '12', email: a@example.org}"),
        edition(contact="{name: Aysel Mammadova}"),
    ).release.contact
    assert found is not None
    assert found.name == Translations.of({"az": "Aysel", "en": "Aysel Mammadova"})
    assert (found.phone, found.email) == ("12", "a@example.org")


def test_of_a_list_that_is_wrong_as_a_whole_every_item_is_told_and_some_get_a_suggestion(
    join: Join,
) -> None:
    wrong = ", ".join(["civil-societ"] + [f"civil-society-{n}" for n in range(50)])
    found = join(edition(date="2026-03-05", topics=f"[{wrong}]"), edition())
    unknown = [each for each in found.problems if each.code == "unknown-topic"]
    assert len(unknown) == 51
    assert unknown[0].suggestion == "civil-society"
    assert 0 < sum(bool(each.suggestion) for each in unknown) < 51
