import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyan.language.characters import forbidden, is_harmless

# With all that is forbidden, and what begins like it in UTF-8.
SIGNS = [
    *map(chr, range(0xC0)),
    *"əİ«»–—“”…‘’аб№€中\u2027\u2028\u2029\u202a\ufefe\ufeff\uff01\ufffd\ufffe\uffff\U0001f600",
    *("&#", "&#7;", "&amp;", "#"),
]


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
def test_nothing_forbidden_is_taken_for_harmless(text: str) -> None:
    if is_harmless(text.encode()):
        assert forbidden(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Səbinə Əliyeva: «bəli» – “yox”…\r\n\tİşçi & Co.\xa0#1\n",
        "Совет и развитие: №\u00a05, 20\u202f%",
        "中文，日本語、한국어 😀 \ufffd",
    ],
)
def test_what_people_write_is_known_to_be_harmless(text: str) -> None:
    assert is_harmless(text.encode())


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x7f", "\x85", "\u2028", "\ufeff", "\uffff"])
def test_one_forbidden_character_is_enough(sign: str) -> None:
    assert not is_harmless(f"Səbinə {sign} Əliyeva".encode())
