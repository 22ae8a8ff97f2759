from collections.abc import Callable

import pytest

from tests.conftest import SampleSite, release
from tests.unit.source.conftest import Source

Make = Callable[..., SampleSite]
Load = Callable[[SampleSite], Source]

AZ = "content/releases/2026/2026-03-05-x.az.md"
EN = "content/releases/2026/2026-03-05-x.en.md"
PEOPLE = """\
ali-valiyev:
  name: {az: Əli Vəliyev, en: Ali Valiyev}
sabina-gasimova:
  name: {az: Səbinə Qasımova, en: Sabina Gasimova}
"""


@pytest.fixture
def told(site: Make, load: Load) -> Callable[..., list[tuple[str, str]]]:
    """The codes and places for these lists, but for words that a language lacks."""

    def told(az: str, en: str = "") -> list[tuple[str, str]]:
        files = {AZ: release(participants=az), "content/participants.yaml": PEOPLE}
        if en:
            files[EN] = release(participants=en)
        places = load(site(files)).places
        return [each for each in places if each[0] != "words-in-other-language"]

    return told


Told = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("az", "en"),
    [
        ("[{name: Rauf Nur}, {name: Xəlil Cəfərov}]", "[{name: Khalil Jafarov}, {name: Rauf Nur}]"),
        ("[{name: Nur Rauf}, {name: Əli Şahin}]", "[{name: Ali Shahin}, {name: Rauf Nur}]"),
        ("[{name: Əli A}, {name: Rəna B}, {name: Zaur C}]",
         "[{name: Rana B}, {name: Zaur C}, {name: Ali A}]"),
        ("[{name: Əli Rza oğlu Vəli}, {name: Leyla Rauf qızı Nur}]",
         "[{name: Leyla Nur}, {name: Ali Vali}]"),
        ("[{name: Hüseyn Əliyev}, {name: Rauf Zeyni}]",
         "[{name: Raouf Zeini}, {name: Gusein Aliev}]"),
        ("[{name: Əli Nur}, {name: BMT}]", "[{name: UN}, {name: Ali Nur}]"),
        ("[{name: {az: Əli Nur, en: A. N.}}, {name: BMT}]", "[{name: UN}, {name: Ali Nur}]"),
        ("[{name: Büro, organisation: UNICEF}, {name: Ofis, organisation: SOCAR}]",
         "[{name: Office, organisation: SOCAR}, {name: Bureau, organisation: UNICEF}]"),
        ("[ali-valiyev, sabina-gasimova]", "[sabina-gasimova, ali-valiyev]"),
        ("[ali-valiyev, {name: Rauf Nur}]", "[{name: Rauf Nur}, ali-valiyev]"),
    ],
)  # fmt: skip
def test_another_order_is_an_error_at_both_lists(told: Told, az: str, en: str) -> None:
    assert told(az, en) == [
        ("order-differs", "2026-03-05-x.az.md:4:1"),
        ("order-differs", "2026-03-05-x.en.md:4:1"),
    ]


@pytest.mark.parametrize(
    ("az", "en"),
    [
        ("[{name: Hüseyn Şahin}, {name: Çingiz Qasımov}]",
         "[{name: Huseyn Shahin}, {name: Chingiz Gasimov}]"),
        ("[{name: Hüseyn Əliyev}, {name: Rauf Zeyni}]", "[{name: Gusein Aliev}, {name: R. Zeini}]"),
        ("[{name: BMT}, {name: Azərbaycan Vəkillər Kollegiyası}]",
         "[{name: UN in Azerbaijan}, {name: Bar Association}]"),
        ("[{name: Ədliyyə Nazirliyi}, {name: BMT}]", "[{name: Ministry of Justice}, {name: UN}]"),
        ("[{name: Əli Nur, role: Sədr}, {name: Əli Nur, role: Katib}]",
         "[{name: Ali Nur, role: Chair}, {name: Ali Nur, role: Secretary}]"),
        ("[ali-valiyev, {name: Rauf Nur}]", "[ali-valiyev, {name: Rauf Noor}]"),
    ],
)  # fmt: skip
def test_people_in_one_order_are_themselves_however_they_are_spelled(
    told: Told, az: str, en: str
) -> None:
    assert {code for code, _ in told(az, en)} <= {"same-name"}


def test_both_lists_are_shown_but_not_to_the_end_of_long_ones(site: Make, load: Load) -> None:
    names = [f"{{name: Şəxs {number}}}" for number in range(12)]
    az, en = ", ".join(names), ", ".join(reversed(names))
    found = load(
        site({AZ: release(participants=f"[{az}]"), EN: release(participants=f"[{en}]")})
    ).problems
    values = dict(next(each for each in found if each.code == "order-differs").values)
    assert values["value"].startswith("Şəxs 0, Şəxs 1, ")
    assert values["other_value"].startswith("Şəxs 11, Şəxs 10, ")
    assert values["value"].endswith("Şəxs 9, …")


@pytest.mark.parametrize(
    "other", ["Leyla İsmayıl", '"Leyla  İsmayıl"', "LEYLA İSMAYIL", "leyla ismayıl"]
)
def test_one_name_twice_is_asked_about(told: Told, other: str) -> None:
    assert told(f"[{{name: Leyla İsmayıl}}, {{name: {other}}}]") == [
        ("same-name", "2026-03-05-x.az.md:4:46")
    ]


@pytest.mark.parametrize("field", ["role", "organisation"])
def test_one_name_with_one_role_is_one_person(told: Told, field: str) -> None:
    one, other = f"{{name: Leyla Nur, {field}: Üzv}}", f"{{name: LEYLA NUR, {field}: üzv}}"
    assert [code for code, _ in told(f"[{one}, {other}]")] == ["duplicate-item"]


@pytest.mark.parametrize(
    ("people", "code"),
    [
        ("[{name: Səbinə Qasımova}]", "registered-participant"),
        ("[{name: SƏBİNƏ QASIMOVA}]", "registered-participant"),
        ("[{name: Sabina Gasimova}]", "registered-participant"),
        ("[{name: {az: S. Q., en: Sabina  Gasimova}}]", "registered-participant"),
        ("[ali-valiyev, {name: Əli Vəliyev}]", "same-name"),
        ("[{name: Əli Vəliyev}, ali-valiyev]", "same-name"),
    ],
)
def test_who_is_in_the_registry_as_well_is_told(told: Told, people: str, code: str) -> None:
    assert [each for each, _ in told(people)] == [code]


def test_all_that_is_wrong_with_a_list_is_told_at_once(told: Told) -> None:
    found = told(
        "[ali-valiyev, {name: Əli Vəliyev}, {name: Rauf Nur}, {name: rauf nur}, ali-valiyev]"
    )
    assert sorted(code for code, _ in found) == ["duplicate-item", "same-name", "same-name"]


def test_long_lists_cost_no_more_than_their_length(told: Told) -> None:
    """Compared each with each, four million pairs would be a minute."""
    people = [f"{{name: Əli Vəli {number}}}" for number in range(2_000)]
    found = told(f"[{', '.join(people)}]", f"[{', '.join(reversed(people))}]")
    assert {code for code, _ in found} == {"order-differs"}


def test_topics_may_come_in_another_order(site: Make, load: Load) -> None:
    topics = "".join(f"{key}:\n  name: {{az: {key}, en: {key}}}\n" for key in ("a", "b", "c"))
    found = load(
        site(
            {
                AZ: release(topics="[c, a, b]"),
                EN: release(topics="[a, b, c]"),
                "content/topics.yaml": topics,
            }
        )
    )
    assert found.problems == []
    assert found.release.topics == ("c", "a", "b")
