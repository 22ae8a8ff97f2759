import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyan.language.lookalikes import lookalikes


def letters(text: str) -> list[tuple[int, str]]:
    return [(each.offset, each.letter) for each in lookalikes(text)]


def test_a_cyrillic_schwa_in_a_latin_word_is_reported_where_it_stands() -> None:
    assert letters("Səbinə Әliyeva") == [(7, "Ә")]
    assert letters("mәktәb") == [(1, "ә"), (4, "ә")]


def test_a_turned_e_is_always_reported() -> None:
    assert letters("mǝktəb, ǝ") == [(1, "ǝ"), (8, "ǝ")]


def test_a_cyrillic_letter_inside_a_latin_word_is_reported() -> None:
    assert letters("Bakı şəhəri, аzadlıq") == [(13, "а")]


def test_a_letter_typed_as_base_and_mark_does_not_hide_the_word() -> None:
    assert letters("ас\u0327ıq") == [(0, "а"), (1, "с")]


def test_in_a_cyrillic_word_the_latin_letters_are_the_strangers() -> None:
    (found,) = lookalikes("Баку, пpесса")
    assert found == (7, "p", "пpесса", "р")


def test_the_word_and_the_letter_that_was_meant_are_told() -> None:
    assert lookalikes("bir\niki Әliyeva")[0][2:] == ("Әliyeva", "Ə")
    assert lookalikes("ǝ")[0].meant == "ə"


def test_what_looks_like_no_letter_has_no_better_one() -> None:
    assert lookalikes("kitabж")[0].meant == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Səbinə Əliyeva",
        "Россия",
        "әдәбијјат",
        "ООН-un",
        "ООН və BMT",
        "2×3",
        "COVID-19",
        "SMS-ы",
    ],
)
def test_words_of_one_alphabet_are_fine(text: str) -> None:
    assert lookalikes(text) == ()


@given(st.text(alphabet="aəıÇ аәс\u0327ǝ1-\n"))
def test_every_reported_offset_points_at_its_letter_and_into_its_word(text: str) -> None:
    for each in lookalikes(text):
        assert text[each.offset] == each.letter
        assert each.letter in each.word
        assert each.word in text


@given(
    st.sampled_from([*filter(str.isalpha, map(chr, range(0x400, 0x530))), "ǝ", "Ǝ"]),
    st.sampled_from(["", "中", "😀"]),
)
def test_no_letter_is_missed_however_the_text_is_kept_in_memory(letter: str, beside: str) -> None:
    assert letter in {each.letter for each in lookalikes(f"{beside} Baku: a{letter}a")}
