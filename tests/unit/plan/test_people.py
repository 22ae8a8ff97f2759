import pytest

from beyan.model.words import Translations, Words
from beyan.plan.people import groups, line
from tests.unit.plan.conftest import config, participant, person


def names(language: str, *people: str) -> list[tuple[str, list[str]]]:
    registered = [person(f"p{number}", az=name) for number, name in enumerate(people)]
    counts = {each.key: 1 for each in registered}
    found = groups(registered, counts, language, config(languages=(language, "az")))
    return [(group.initial, [each.name.text for each in group.people]) for group in found]


def test_people_are_in_the_alphabetical_order_of_azerbaijani() -> None:
    assert names(
        "az", "Xəyal", "Həsən", "İlham", "Irina", "Ədalət", "Elxan", "Çingiz", "Cəmil"
    ) == [
        ("C", ["Cəmil"]),
        ("Ç", ["Çingiz"]),
        ("E", ["Elxan"]),
        ("Ə", ["Ədalət"]),
        ("H", ["Həsən"]),
        ("X", ["Xəyal"]),
        ("I", ["Irina"]),
        ("İ", ["İlham"]),
    ]


def test_the_same_people_are_in_another_order_for_another_reader() -> None:
    assert [initial for initial, _ in names("en", "Xəyal", "Ədalət", "Həsən")] == ["E", "H", "X"]


def test_people_the_language_lists_no_release_of_are_left_out() -> None:
    registered = [person("a", az="A"), person("b", az="B")]
    (group,) = groups(registered, {"b": 3}, "az", config(languages=("az",)))
    assert [(each.name.text, each.count) for each in group.people] == [("B", 3)]


def test_two_people_of_one_name_are_kept_apart_in_a_fixed_order() -> None:
    registered = [person("b", az="Rauf"), person("a", az="Rauf")]
    (group,) = groups(registered, {"a": 1, "b": 1}, "az", config(languages=("az",)))
    assert [each.address for each in group.people] == [
        "/az/participants/a/",
        "/az/participants/b/",
    ]


def test_a_name_knows_the_language_it_is_shown_in() -> None:
    shown = line(participant("rauf", az="Rauf"), "en", config(languages=("en", "az")))
    assert shown.name == Words("Rauf", "az")
    assert shown.address == "/en/participants/rauf/"


def test_people_outside_the_registry_have_no_page() -> None:
    assert line(participant("", az="Qonaq"), "az", config(languages=("az",))).address == ""


def test_a_heading_is_there_once_for_names_of_two_scripts() -> None:
    assert names("zh", "Wilson", "王明", "张伟", "Anna", "阿明") == [
        ("A", ["阿明", "Anna"]),
        ("W", ["王明", "Wilson"]),
        ("Z", ["张伟"]),
    ]


def test_names_without_a_letter_stand_before_the_letters_and_foreign_ones_behind_them() -> None:
    assert names("az", "Иван", "3M", "Anar") == [("#", ["3M"]), ("A", ["Anar"]), ("#", ["Иван"])]


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_quotation_marks_before_a_name_do_not_move_it(language: str) -> None:
    shown = [name for _, group in names(language, "Baku", "«Azad söz»") for name in group]
    assert shown == ["«Azad söz»", "Baku"]


def test_a_person_is_listed_by_what_the_registry_says_for_that_language() -> None:
    registered = [
        person("a", az="Anar Yusif", en="Anar Yusif")._replace(
            sort_as=Translations.of({"en": "Yusif, Anar"})
        ),
        person("b", az="Babək", en="Babak"),
    ]
    counts = {"a": 1, "b": 1}

    def order(language: str) -> list[tuple[str, str]]:
        found = groups(registered, counts, language, config(languages=(language, "az")))
        return [(group.initial, group.people[0].name.text) for group in found]

    assert order("en") == [("B", "Babak"), ("Y", "Anar Yusif")]
    assert order("az") == [("A", "Anar Yusif"), ("B", "Babək")]
