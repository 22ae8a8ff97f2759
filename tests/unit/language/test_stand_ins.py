"""Letters as the search index has them: without their marks they are what people type."""

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from beyan.language.letters import stand_ins, with_stand_ins


def test_what_has_no_accent_to_leave_off_gets_one() -> None:
    assert with_stand_ins("Müvəkkil, AZƏRBAYCAN, azadlıq") == "Müvḛkkil, AZḚRBAYCAN, azadlḭq"
    assert with_stand_ins("çağırış") == "çağḭrḭş"


# As people type them who have no such letters.
TYPED = {
    "ə": "e", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
}  # fmt: skip


def test_without_accents_a_stand_in_is_what_people_type_for_its_letter() -> None:
    assert {letter.lower() for letter in stand_ins()} == TYPED.keys()
    for letter, inside in stand_ins().items():
        bare = "".join(
            sign for sign in unicodedata.normalize("NFD", inside) if not unicodedata.combining(sign)
        )
        assert bare.lower() == TYPED[letter.lower()], letter


def test_no_two_letters_share_a_stand_in_and_none_begins_another() -> None:
    found = sorted(stand_ins().values())
    assert all(not later.startswith(each) for each, later in pairwise(found))


def test_a_stand_in_that_stands_in_the_text_is_not_taken_for_our_letter() -> None:
    assert with_stand_ins("ḛ ḭ l\u0330 e\u0330") == "e i l e"


def test_what_nobody_sees_in_a_word_does_not_hide_it() -> None:
    assert with_stand_ins("mü\u00advək\u200bkil\u2060") == "müvḛkkil"


@given(st.text(alphabet="əƏıIiİçğøŧþßœæeabcḛḭ \u0330\u032f"))
def test_the_letters_can_be_put_back(text: str) -> None:
    """As assets/search.js does it: the longest first."""
    inside = with_stand_ins(text)
    shown = inside
    for letter, form in sorted(stand_ins().items(), key=lambda pair: -len(pair[1])):
        shown = shown.replace(form, letter)
    rare = {"ḛ": "e", "ḭ": "i", "\u0330": "", "\u032f": ""}
    expected = unicodedata.normalize("NFC", text)
    for mark, letter in rare.items():
        expected = expected.replace(mark, letter)
    assert shown == unicodedata.normalize("NFC", expected)
