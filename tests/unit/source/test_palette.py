from __future__ import annotations

import pytest

from beyan.model.look import DARK, LIGHT
from beyan.source.palette import Chosen, palettes, unreadable

WHITE = {"paper": "#ffffff"}
# What is chosen for light and for dark, which of it is to blame, its ratio and what is asked for.
PAIRS: list[tuple[Chosen, Chosen, list[tuple[str, bool, str, str]]]] = [
    # --- right ---
    ({}, {}, []),
    ({"accent": "#0d5666"}, {}, []),
    ({**WHITE, "accent": "#767676"}, {}, []),
    ({**WHITE, "text": "#767676"}, {}, []),
    ({**WHITE, "ornament": "#949494"}, {}, []),
    ({"bar": "#ffcc33"}, {}, []),
    ({"bar": "#ffcc33", "bar_text": "#000000"}, {}, []),
    ({"paper": "#fdf6e3", "text": "#333333", "muted": "#5a5a5a"}, {}, []),
    ({"paper": "#000000", "text": "#ffffff", "accent": "#ffff00"}, {}, []),
    ({}, {"paper": "#000000", "text": "#767676"}, []),
    ({"accent": "#8b0000"}, {"accent": "#ff9e9e"}, []),
    ({"paper": "#777777"}, {}, []),
    # --- wrong ---
    ({**WHITE, "accent": "#777777"}, {}, [("accent", False, "4.48", "4.5")]),
    ({**WHITE, "text": "#777777"}, {}, [("text", False, "4.48", "4.5")]),
    ({**WHITE, "muted": "#808080"}, {}, [("muted", False, "3.95", "4.5")]),
    ({**WHITE, "accent": "#ff0000"}, {}, [("accent", False, "4.00", "4.5")]),
    ({**WHITE, "accent": "#ffff00"}, {}, [("accent", False, "1.07", "4.5")]),
    ({**WHITE, "ornament": "#959595"}, {}, [("ornament", False, "2.99", "3")]),
    ({"bar": "#ffff00", "bar_text": "#ffffff"}, {}, [("bar_text", False, "1.07", "4.5")]),
    ({}, {"paper": "#000000", "text": "#0000ff"}, [("text", True, "2.44", "4.5")]),
    ({}, {"bar": "#ff0000", "bar_text": "#ffffff"}, [("bar_text", True, "4.00", "4.5")]),
    ({"accent": "#8b0000"}, {"accent": "#8b0000"}, [("accent", True, "1.61", "4.5")]),
    (
        {**WHITE, "text": "#777777", "accent": "#888888"},
        {"accent": "#333333"},
        [
            ("text", False, "4.48", "4.5"),
            ("accent", False, "3.54", "4.5"),
            ("accent", True, "1.28", "4.5"),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("light", "dark", "blamed"), PAIRS)
def test_what_cannot_be_read_is_told_with_its_ratio(
    light: Chosen, dark: Chosen, blamed: list[tuple[str, bool, str, str]]
) -> None:
    found = list(unreadable(light, dark))
    assert [(each.key, each.is_dark, each.ratio, each.needed) for each in found] == blamed


@pytest.mark.parametrize(("light", "dark", "blamed"), [each for each in PAIRS if each[2]])
def test_the_colour_that_is_named_would_do(light: Chosen, dark: Chosen, blamed: object) -> None:
    light, dark = dict(light), dict(dark)
    for each in unreadable(light, dark):
        (dark if each.is_dark else light)[each.key] = each.better
    assert list(unreadable(light, dark)) == []


def test_a_site_that_chooses_nothing_has_the_colours_of_the_style_sheet() -> None:
    assert palettes({}, {}) == (LIGHT, DARK)


@pytest.mark.parametrize("paper", ["", "#ffffff", "#f4f6fb", "#202020", "#808080"])
@pytest.mark.parametrize("key", ["accent", "bar", "ornament", "bar_text"])
def test_whatever_is_chosen_what_follows_from_it_can_be_read(paper: str, key: str) -> None:
    """Nothing is wrong but what was chosen, and only where it stands upon something chosen."""
    for colour in ("#000000", "#ffffff", "#0d5666", "#8b0000", "#ffd500", "#00ff00", "#3366cc"):
        light = {key: colour, **({"paper": paper} if paper else {})}
        found = list(unreadable(light, {}))
        assert {each.key for each in found} <= {key}, (light, found)
        assert not any(each.is_dark for each in found)


def test_dark_colours_follow_from_light_ones_but_for_paper_and_text() -> None:
    light, dark = palettes({"accent": "#8b0000", "paper": "#ffffff", "text": "#111111"}, {})
    assert (dark.paper, dark.ink, dark.sheet) == (DARK.paper, DARK.ink, DARK.sheet)
    assert light.accent == "#8b0000"
    assert dark.accent not in (DARK.accent, light.accent)
    assert dark.bar != DARK.bar
