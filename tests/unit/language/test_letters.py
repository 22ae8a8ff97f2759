import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyan.language.letters import (
    capitalize,
    caseless,
    initial,
    lower,
    sort_key,
    upper,
)

AZ_LOWER = "abcçdeəfgğhxıijkqlmnoöprsştuüvwyz"
AZ_UPPER = "ABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVWYZ"
LANGUAGES = st.sampled_from(["az", "en", "ru", "tr", "ar", "de-CH", "az-Latn"])
# Letters that matter here come up often; all of Unicode comes up as well.
TEXTS = st.text(st.one_of(st.sampled_from("iİıIəƏğşç oöeéЁёйәǝ'-7\u0307\u0301"), st.characters()))


# --- case -----------------------------------------------------------------------------------


def test_azerbaijani_i_keeps_its_dot_and_dotless_i_stays_without() -> None:
    assert upper("iı", "az") == "İI"
    assert lower("İI", "az") == "iı"


def test_turkish_has_the_same_two_letters_i() -> None:
    assert upper("ısırgan işi", "tr-TR") == "ISIRGAN İŞİ"
    assert lower("ISIRGAN İŞİ", "tr-TR") == "ısırgan işi"


def test_english_i_is_not_dotted() -> None:
    assert upper("institute", "en") == "INSTITUTE"
    assert lower("INSTITUTE", "en") == "institute"


def test_lowering_leaves_no_combining_dot_behind() -> None:
    assert lower("İNSAN HÜQUQLARI", "az") == "insan hüquqları"


def test_what_other_software_made_of_a_lowered_capital_is_repaired() -> None:
    broken = "İlham".lower()
    assert broken == "i\u0307lham"
    assert upper(broken, "az") == "İLHAM"
    assert lower(broken, "az") == "ilham"
    assert capitalize(broken, "az") == "İlham"


def test_the_whole_azerbaijani_alphabet_changes_case_and_back() -> None:
    assert upper(AZ_LOWER, "az") == AZ_UPPER
    assert lower(AZ_UPPER, "az") == AZ_LOWER


@given(st.text(AZ_LOWER + " -.,0123456789"))
def test_azerbaijani_text_survives_going_up_and_down(text: str) -> None:
    assert lower(upper(text, "az"), "az") == text


@given(st.text(AZ_UPPER + " -.,0123456789"))
def test_azerbaijani_text_survives_going_down_and_up(text: str) -> None:
    assert upper(lower(text, "az"), "az") == text


@pytest.mark.parametrize("change", [upper, lower, capitalize])
def test_the_result_is_composed(change: Callable[[str, str], str]) -> None:
    decomposed = "c\u0327ag\u0306ırıs\u0327"
    expected: dict[Callable[[str, str], str], str] = {
        upper: "ÇAĞIRIŞ",
        lower: "çağırış",
        capitalize: "Çağırış",
    }
    assert change(decomposed, "az") == expected[change]


@pytest.mark.parametrize("typed", ["İCLAS", "iclas", "ICLAS", "ıclas", "i\u0307clas"])
def test_without_capitals_all_four_letters_i_are_one(typed: str) -> None:
    assert caseless(typed) == "iclas"


@pytest.mark.parametrize(("one", "other"), [("Şəki", "Seki"), ("a b", "ab"), ("É", "e")])
def test_without_capitals_other_letters_stay_what_they_are(one: str, other: str) -> None:
    assert caseless(one) != caseless(other)


def test_a_month_at_the_start_of_a_phrase_gets_a_dotted_capital() -> None:
    assert capitalize("iyun 2026", "az") == "İyun 2026"


def test_capitalizing_leaves_the_rest_as_it_was() -> None:
    assert capitalize("bmt-nin QHT-ləri", "az") == "Bmt-nin QHT-ləri"


def test_capitalizing_passes_over_an_opening_quotation_mark() -> None:
    assert capitalize("«iyun»", "az") == "«İyun»"


def test_capitalizing_a_phrase_that_begins_with_a_digit_changes_nothing() -> None:
    assert capitalize("5 mart 2026", "az") == "5 mart 2026"


@pytest.mark.parametrize("text", ["", "…", "القاهرة"])
def test_capitalizing_a_text_without_case_changes_nothing(text: str) -> None:
    assert capitalize(text, "ar") == text


def test_a_georgian_word_gets_no_capital_that_georgian_does_not_use() -> None:
    assert capitalize("ქართული", "ka") == "ქართული"


# --- alphabetical order ---------------------------------------------------------------------


def in_order(language: str, *texts: str) -> bool:
    return sorted(texts, key=lambda text: sort_key(text, language)) == list(texts)


def test_the_azerbaijani_alphabet_is_in_its_order() -> None:
    assert sorted(set(AZ_LOWER), key=lambda letter: sort_key(letter, "az")) == list(AZ_LOWER)


def test_names_follow_the_azerbaijani_alphabet() -> None:
    assert in_order("az", "Elçin", "Əli", "Fuad", "Gülnar", "Ğ", "Həsən", "Xalid", "Irəvan")
    assert in_order("az", "Xalid", "Irəvan", "İlham", "Kamran", "Qasım", "Leyla")
    assert in_order("az", "Vaqif", "Wikipedia", "Yusif")


def test_russian_names_with_yo_stand_among_those_with_ye() -> None:
    assert in_order("ru", "Еж", "Ёж", "Езда", "Жук", "Иванов", "Йод", "Яна")


def test_turkish_puts_dotless_i_before_i() -> None:
    assert in_order("tr", "Hasan", "Irmak", "İpek", "Jale")


def test_case_does_not_count_before_all_letters_are_compared() -> None:
    assert in_order("az", "ala", "Alb", "alc")


def test_accents_decide_between_words_of_the_same_letters() -> None:
    assert in_order("fr", "cote", "coté", "côte", "cotes")
    assert in_order("az", "Andre", "André", "Andrey")


def test_a_letter_outside_the_alphabet_stands_with_its_base() -> None:
    assert in_order("az", "Eldar", "Émile", "Esmira")
    assert in_order("en", "East", "Əliyev", "Fuad")
    assert in_order("en", "Lodz", "Łódź", "London")


def test_the_shorter_name_comes_first_and_a_space_before_any_letter() -> None:
    assert in_order("az", "Əli", "Əli Vəliyev", "Əliyev")


def test_digits_come_before_letters_and_other_scripts_after() -> None:
    assert in_order("az", "2-ci kollegiya", "Abşeron", "Zaqatala", "Азия", "القاهرة")
    assert in_order("ru", "2-я коллегия", "Азия", "Яна", "Abşeron")


def test_quotation_marks_do_not_count() -> None:
    assert in_order("az", "Azad", "«Azərbaycan» qəzeti", "Azər") is False
    assert in_order("az", "Azad", "Azər", "«Azərbaycan» qəzeti")


def test_arabic_names_follow_the_arabic_letters() -> None:
    assert in_order("ar", "أحمد", "بدر", "محمد", "يوسف")


@given(LANGUAGES, TEXTS, TEXTS)
def test_two_texts_share_a_place_only_if_they_are_the_same(
    language: str, first: str, second: str
) -> None:
    a, b = sort_key(first, language), sort_key(second, language)
    assert (a == b) == (first == second)
    assert (a < b) + (a == b) + (a > b) == 1


@pytest.mark.parametrize(
    ("language", "text", "heading"),
    [
        ("az", "əliyeva Səbinə", "Ə"),
        ("az", "ismayılov", "İ"),
        ("az", "Irəvanlı", "I"),
        ("az", "şəfiqə", "Ş"),
        ("az", "Émile", "E"),
        ("az", "«Azərbaycan» qəzeti", "A"),
        ("az", "Williams", "W"),
        ("az", "Иванов", "#"),
        ("az", "3M", "#"),
        ("az", "…", "#"),
        ("az", "", "#"),
        ("ru", "ёлкин", "Е"),
        ("ru", "йод", "Й"),
        ("ru", "Smith", "#"),
        ("en", "Əliyev", "E"),
        ("en", "Łukasz", "L"),
        ("en", "o'Neill", "O"),
        ("tr", "ılgaz", "I"),
        ("ar", "أحمد", "ا"),
    ],
)
def test_a_name_is_listed_under_a_letter_of_its_alphabet(
    language: str, text: str, heading: str
) -> None:
    assert initial(text, language) == heading


@given(LANGUAGES, st.lists(TEXTS, max_size=6))
def test_names_under_one_heading_stand_together(language: str, texts: list[str]) -> None:
    lettered = [text for text in texts if initial(text, language) != "#"]
    ordered = sorted(lettered, key=lambda text: sort_key(text, language))
    # A name that begins with a space or a hyphen is sorted by it.
    trimmed = [text for text in ordered if text[0].isalpha()]
    headings = [heading for heading, _ in itertools.groupby(initial(t, language) for t in trimmed)]
    assert len(headings) == len(set(headings))
