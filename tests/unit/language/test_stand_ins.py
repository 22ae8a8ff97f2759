"""Letters as the search index has them: without their marks they are what people type."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyan.language.letters import stand_ins, with_stand_ins

LANGUAGES = ("az", "az-Cyrl", "en", "ru", "zh-Hans")


def test_what_has_no_accent_to_leave_off_gets_one() -> None:
    assert with_stand_ins("Müvəkkil, AZƏRBAYCAN, azadlıq", "az") == "Müvḛkkil, AZḚRBAYCAN, azadlḭq"
    assert with_stand_ins("çağırış", "az") == "çağḭrḭş"


# As people type them who have no such letters.
LATIN = {
    "ə": "e", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
}  # fmt: skip
CYRILLIC = {
    "ә": "е", "ғ": "г", "һ": "х", "ы": "и", "ј": "и", "ҝ": "к", "ө": "о", "ү": "у", "ҹ": "ч",
}  # fmt: skip
TYPED = {tag: LATIN | CYRILLIC if tag == "az-Cyrl" else LATIN for tag in LANGUAGES}


def bare(text: str) -> str:
    """As the search compares texts: without what stands above, below and in letters."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_accents_a_stand_in_is_what_people_type_for_its_letter(language: str) -> None:
    typed, found = TYPED[language], stand_ins(language)
    assert {letter.lower() for letter in found} == typed.keys()
    for letter, inside in found.items():
        assert bare(inside) == typed[letter.lower()], letter


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Мүвәккил", "мувеккил"),
        ("АЗӘРБАЈҸАН", "азербайчан"),
        ("Ҝәнҹә", "кенче"),
        ("азадлығы", "азадлиги"),
        ("Һөкүмәт", "хокумет"),
    ],
)
def test_azerbaijani_in_cyrillic_letters_is_what_a_russian_keyboard_types(
    text: str, typed: str
) -> None:
    assert bare(with_stand_ins(text, "az-Cyrl")) == bare(typed)
    # Elsewhere these are letters of their own, as ы is in Russian.
    assert with_stand_ins(text, "ru") == text


@pytest.mark.parametrize("tag", ["az-Cyrl", "az-cyrl", "az-Cyrl-AZ"])
def test_a_script_counts_however_the_tag_is_written(tag: str) -> None:
    assert with_stand_ins("ә", tag) == "е\u0330"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_letters_share_a_stand_in_and_none_begins_another(language: str) -> None:
    found = sorted(stand_ins(language).values())
    assert all(not later.startswith(each) for each, later in pairwise(found))


def test_a_stand_in_that_stands_in_the_text_is_not_taken_for_our_letter() -> None:
    assert with_stand_ins("ḛ ḭ l\u0330 e\u0330", "az") == "e i l e"
    assert with_stand_ins("е\u0330 и\u032f", "az-Cyrl") == "е и"


def test_what_nobody_sees_in_a_word_does_not_hide_it() -> None:
    assert with_stand_ins("mü\u00advək\u200bkil\u2060", "az") == "müvḛkkil"


@given(
    st.text(alphabet="əƏıIiİçğøŧþßœæeabcḛḭ \u0330\u032fәӘҹЫыиИйјЈһё"),
    st.sampled_from(LANGUAGES),
)
def test_the_letters_can_be_put_back(text: str, language: str) -> None:
    """As assets/search.js does it: the longest first."""
    inside = with_stand_ins(text, language)
    shown = inside
    for letter, form in sorted(stand_ins(language).items(), key=lambda pair: -len(pair[1])):
        shown = shown.replace(form, letter)
    rare = {"ḛ": "e", "ḭ": "i", "\u0330": "", "\u032f": ""}
    expected = unicodedata.normalize("NFC", text)
    for mark, letter in rare.items():
        expected = expected.replace(mark, letter)
    assert shown == unicodedata.normalize("NFC", expected)
