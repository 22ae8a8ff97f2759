"""Colours as style sheets write them, "#0d5666", and how far apart two of them are to the eye.

https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache

_HEXADECIMAL = re.compile(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_STEPS = 255

# What WCAG 2.2 asks of text (1.4.3), and of signs and edges that mean something (1.4.11).
TEXT, SIGN = 4.5, 3.0


def colour_of(typed: str) -> str:
    """The colour in six small digits with its sign; empty for what is none."""
    match = _HEXADECIMAL.fullmatch(typed)
    if match is None:
        return ""
    digits = match[1].lower()
    return f"#{digits if len(digits) == 6 else ''.join(2 * each for each in digits)}"


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """From 0, black, to 1, white."""
    red, green, blue = map(_linear, channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1, none, to 21; the same both ways."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """With a `share` of the other, from 0 to 1."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return _written(low + (high - low) * share for low, high in pairs)


def by_lightness(colour: str) -> Iterator[str]:
    """The colour, and then all that differ from it in lightness alone, the nearest first."""
    hue, lightness, saturation = rgb_to_hls(*(each / _STEPS for each in channels(colour)))
    yield colour
    for step in range(1, _STEPS + 1):
        for other in (lightness - step / _STEPS, lightness + step / _STEPS):
            if -1 / _STEPS < other < 1 + 1 / _STEPS:
                made = hls_to_rgb(hue, min(max(other, 0.0), 1.0), saturation)
                yield _written(each * _STEPS for each in made)


def fitted(colour: str, others: Iterable[str], least: float) -> str:
    """The nearest in lightness that has a contrast of at `least` that much with each of the others;
    where there is none, the one that comes nearest to it.
    """
    beside = tuple(others)
    best, most = colour, 0.0
    for each in by_lightness(colour):
        found = min(contrast(each, other) for other in beside)
        if found >= least:
            return each
        if found > most:
            best, most = each, found
    return best


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _written(values: Iterable[float]) -> str:
    return "#" + "".join(f"{round(each):02x}" for each in values)
