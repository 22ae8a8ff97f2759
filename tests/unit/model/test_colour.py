from __future__ import annotations

import pytest

from beyan.model.colour import by_lightness, colour_of, contrast, fitted, mixed

# As other programs that count by WCAG say them.
KNOWN = [
    ("#000000", "#ffffff", 21.00),
    ("#ffffff", "#ffffff", 1.00),
    ("#767676", "#ffffff", 4.54),
    ("#777777", "#ffffff", 4.48),
    ("#949494", "#ffffff", 3.03),
    ("#969696", "#ffffff", 2.96),
    ("#595959", "#ffffff", 7.00),
    ("#ff0000", "#ffffff", 4.00),
    ("#00ff00", "#ffffff", 1.37),
    ("#0000ff", "#ffffff", 8.59),
    ("#ffff00", "#ffffff", 1.07),
    ("#ff0000", "#000000", 5.25),
    ("#0000ff", "#000000", 2.44),
]


@pytest.mark.parametrize(("one", "other", "ratio"), KNOWN)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize(
    ("typed", "colour"),
    [
        ("#0d5666", "#0d5666"),
        ("0D5666", "#0d5666"),
        ("#abc", "#aabbcc"),
        ("000", "#000000"),
        ("#0d56", ""),
        ("#0d566", ""),
        ("#0d5666ff", ""),
        ("#0d566g", ""),
        ("navy", ""),
        ("rgb(1, 2, 3)", ""),
        ("#0d5666; } body { display: none", ""),
        ("#٠٠٠", ""),
        ("", ""),
    ],
)
def test_a_colour_is_three_or_six_hexadecimal_digits(typed: str, colour: str) -> None:
    assert colour_of(typed) == colour


@pytest.mark.parametrize("colour", ["#0d5666", "#ff0000", "#000000", "#ffffff", "#808080"])
def test_the_colours_near_one_begin_with_it_and_reach_black_and_white(colour: str) -> None:
    found = list(by_lightness(colour))
    assert found[0] == colour
    assert {"#000000", "#ffffff"} <= set(found)


@pytest.mark.parametrize(
    ("colour", "ground", "found"),
    [
        ("#767676", "#ffffff", "#767676"),
        ("#777777", "#ffffff", "#767676"),
        ("#ffcc00", "#ffffff", "#8f7200"),
        ("#777777", "#000000", "#777777"),
        ("#111111", "#000000", "#757575"),
    ],
)
def test_the_nearest_that_can_be_read_is_found(colour: str, ground: str, found: str) -> None:
    made = fitted(colour, [ground], 4.5)
    assert contrast(made, ground) >= 4.5
    assert abs(int(made[1:3], 16) - int(found[1:3], 16)) <= 3


def test_where_nothing_will_do_the_best_is_taken() -> None:
    assert fitted("#336699", ["#000000", "#ffffff"], 7) not in ("#000000", "#ffffff")


def test_a_mixture_lies_between() -> None:
    assert mixed("#000000", "#ffffff", 0) == "#000000"
    assert mixed("#000000", "#ff8000", 1) == "#ff8000"
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"
