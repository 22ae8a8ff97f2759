"""The colours that the settings name → all of a page's, light and dark, and which cannot be read.

Whatever is not named follows from what is, and is made so that it can be read. So whatever cannot
is a matter of a colour that somebody chose.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from beyan.model.colour import SIGN, TEXT, by_lightness, contrast, fitted, luminance, mixed
from beyan.model.look import DARK, LIGHT, Palette

_BLACK, _WHITE = "#000000", "#ffffff"
# Of a ground on which black can be read as well as white.
_MIDDLE = 0.18

_GROUNDS = ("paper", "sheet", "accent_soft", "alarm_soft")
# What a page shows upon what. A button is paper upon the accent, which is the same the other way.
_PAIRS = (
    *(("ink", ground, TEXT) for ground in _GROUNDS),
    *(("muted", ground, TEXT) for ground in _GROUNDS[:3]),
    *((each, on, TEXT) for each in ("accent", "accent_strong", "visited") for on in _GROUNDS),
    *(("alarm", ground, TEXT) for ground in ("paper", "sheet", "alarm_soft")),
    ("bar_ink", "bar", TEXT),
    *(("edge", ground, SIGN) for ground in ("paper", "sheet")),
    ("gold", "paper", SIGN),
)
# By which setting a colour comes about.
_SETTING = {
    "ink": "text",
    "muted": "muted",
    "accent": "accent",
    "accent_strong": "accent",
    "accent_soft": "accent",
    "gold": "ornament",
    "bar": "bar",
    "bar_ink": "bar_text",
    "paper": "paper",
    "sheet": "paper",
}
# Colours by the name of their setting.
Chosen = Mapping[str, str]


class Unreadable(NamedTuple):
    """What is wrong with the colour of the setting `key` of the light or the `dark` ones.

    `ratio` is its contrast with the colour `beside`, where `needed` is asked for; `better` is a
    colour near it that would do.
    """

    key: str
    is_dark: bool
    colour: str
    beside: str
    ratio: str
    needed: str
    better: str


def palettes(light: Chosen, dark: Chosen) -> tuple[Palette, Palette]:
    """Those of a page. What is not said of dark ones is made of the light ones, but paper and
    texts: these stay as dark as the program has them.
    """
    day = _palette(light, LIGHT)
    night = dict(dark)
    paper = dark.get("paper", DARK.paper)
    grounds = (paper, _lifted(paper) if "paper" in dark else DARK.sheet)
    if "accent" in light and "accent" not in dark:
        night["accent"] = fitted(light["accent"], grounds, 7)
    if "ornament" in light and "ornament" not in dark:
        night["ornament"] = fitted(light["ornament"], grounds, SIGN)
    if day.bar != LIGHT.bar and "bar" not in dark:
        bar = mixed(day.bar, paper, 0.55)
        night["bar"] = fitted(bar, [dark.get("bar_text", DARK.bar_ink)], TEXT)
    return day, _palette(night, DARK)


def unreadable(light: Chosen, dark: Chosen) -> Iterator[Unreadable]:
    """One for each setting that somebody chose: where its contrast lacks most."""
    both = palettes(light, dark)
    for key, is_dark, (fore, ground, needed) in _worst(light, dark):
        colour, beside = (getattr(both[is_dark], each) for each in (fore, ground))
        is_ground = _SETTING.get(fore) != key
        if is_ground:
            colour, beside = beside, colour
        ratio = contrast(colour, beside)
        # What is written follows the ground it stands upon, where only that was chosen.
        least = 0 if is_ground else needed
        better = _better(key, is_dark, light, dark, beside, least)
        yield Unreadable(key, is_dark, colour, beside, _shown(ratio, needed), f"{needed:g}", better)


def _palette(chosen: Chosen, usual: Palette) -> Palette:
    own_texts = [chosen[key] for key in ("text", "muted", "accent") if key in chosen]
    paper = chosen.get("paper", usual.paper)
    sheet = usual.sheet
    if "paper" in chosen:
        sheet = _ground(paper, _lifted(paper), 1, own_texts)
    grounds = (paper, sheet)
    ink = chosen.get("text") or fitted(usual.ink, grounds, TEXT)
    muted = usual.muted
    if "text" in chosen:
        muted = mixed(ink, paper, 0.27)
    muted = chosen.get("muted") or fitted(muted, grounds, TEXT)
    accent = chosen.get("accent") or fitted(usual.accent, grounds, TEXT)
    strong = usual.accent_strong if accent == usual.accent else mixed(accent, ink, 0.35)
    strong = fitted(strong, grounds, TEXT)
    visited, alarm = (fitted(each, grounds, TEXT) for each in (usual.visited, usual.alarm))
    soft, alarming = usual.accent_soft, usual.alarm_soft
    if {"paper", "text", "muted", "accent"} & chosen.keys():
        links = [ink, accent, strong, visited]
        soft = _ground(paper, accent, 0.12, [*links, muted])
        alarming = usual.alarm_soft if "paper" not in chosen else mixed(paper, alarm, 0.08)
        if not _holds(alarming, [*links, alarm]):
            alarming = _ground(paper, alarm, 0.08, [*links, alarm])
    bar = chosen.get("bar") or usual.bar
    if "accent" in chosen and "bar" not in chosen:
        bar = fitted(mixed(accent, _BLACK, 0.14), [chosen.get("bar_text", usual.bar_ink)], TEXT)
    gold = chosen.get("ornament") or usual.gold
    if "paper" in chosen and "ornament" not in chosen:
        gold = fitted(gold, [paper], SIGN)
    edge = usual.bar_edge
    if "ornament" in chosen:
        # In the dark the border keeps back.
        edge = gold if usual is LIGHT else mixed(gold, bar, 0.35)
    return Palette(
        paper=paper,
        sheet=sheet,
        ink=ink,
        muted=muted,
        rule=mixed(paper, ink, 0.14) if {"paper", "text"} & chosen.keys() else usual.rule,
        edge=fitted(usual.edge, grounds, SIGN),
        accent=accent,
        accent_strong=strong,
        accent_soft=soft,
        visited=visited,
        gold=gold,
        alarm=alarm,
        alarm_soft=alarming,
        bar=bar,
        bar_ink=chosen.get("bar_text") or _bar_ink(bar, usual),
        bar_edge=edge,
    )


def _bar_ink(bar: str, usual: Palette) -> str:
    """The usual one; upon a light bar that of the paper, where that can be read."""
    for ink in (usual.bar_ink, LIGHT.ink):
        if contrast(ink, bar) >= TEXT:
            return ink
    return fitted(usual.bar_ink, [bar], TEXT)


def _lifted(paper: str) -> str:
    """A sheet that lies upon the paper."""
    return mixed(paper, _WHITE, 0.6 if luminance(paper) > _MIDDLE else 0.05)


def _ground(paper: str, colour: str, share: float, texts: Collection[str]) -> str:
    """The paper with as much of the colour, up to `share`, as lets the texts be read upon it."""
    steps = 12
    for step in range(steps, 0, -1):
        made = mixed(paper, colour, share * step / steps)
        if _holds(made, texts):
            return made
    return paper


def _holds(ground: str, texts: Collection[str]) -> bool:
    return all(contrast(each, ground) >= TEXT for each in texts)


def _worst(light: Chosen, dark: Chosen) -> list[tuple[str, bool, tuple[str, str, float]]]:
    """The setting to blame, and the pair of colours whose contrast lacks most."""
    found: dict[tuple[str, bool], tuple[float, tuple[str, str, float]]] = {}
    for is_dark, palette in enumerate(palettes(light, dark)):
        own = dark if is_dark else light
        for pair in _PAIRS:
            fore, ground, needed = pair
            ratio = contrast(getattr(palette, fore), getattr(palette, ground)) / needed
            if ratio >= 1:
                continue
            keys = [_SETTING.get(fore, ""), _SETTING.get(ground, "")]
            # What is derived of light colours is to be read, whatever these are.
            places = [(key, bool(is_dark)) for key in keys if key in own]
            places += [(key, False) for key in keys if is_dark and key in light]
            if places and ratio < found.get(places[0], (1.0, pair))[0]:
                found[places[0]] = (ratio, pair)
    return [(key, is_dark, pair) for (key, is_dark), (_, pair) in found.items()]


def _better(key: str, is_dark: bool, light: Chosen, dark: Chosen, beside: str, least: float) -> str:
    """The nearest colour with which nothing of the setting is to blame any more."""
    own = dark if is_dark else light
    for colour in by_lightness(own[key]):
        if contrast(colour, beside) < least:
            continue
        changed = {**own, key: colour}
        tried = (light, changed) if is_dark else (changed, dark)
        if all((other, at) != (key, is_dark) for other, at, _ in _worst(*tried)):
            return colour
    return _BLACK if luminance(beside) > _MIDDLE else _WHITE


def _shown(ratio: float, needed: float) -> str:
    """What lacks a little is not rounded to what is asked for."""
    return f"{min(round(ratio, 2), needed - 0.01):.2f}"
