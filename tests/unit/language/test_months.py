import pytest

from beyan.language.months import month_of


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("yanvar", 1), ("fevralın", 2), ("mart", 3), ("may", 5), ("mayın", 5), ("İyun", 6),
        ("IYUL", 7), ("Sentyabr", 9), ("dek", 12), ("March", 3), ("Sept.", 9), ("ноября", 11),
        ("Ноябрь", 11), ("мая", 5), ("грудня", 12), ("Şubat", 2), ("subat", 2), ("März", 3),
        ("août", 8), ("ијун", 6), ("نوفمبر", 11),
    ],
)  # fmt: skip
def test_a_month_is_known_in_any_case_and_cut_off(word: str, month: int) -> None:
    assert month_of(word) == month


@pytest.mark.parametrize("word", ["il", "iyu", "ma", "saat", "г", "gün", "", "Nine"])
def test_other_words_are_no_months(word: str) -> None:
    assert month_of(word) is None
