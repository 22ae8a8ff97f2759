"""Texts of two directions in one line: a part that runs the other way is kept apart from the rest.

Else Unicode's algorithm counts what stands between two texts to either of them: in an Arabic line,
"UNESCO · 5" is one Latin text.
"""

from __future__ import annotations

import re
from typing import Literal
from unicodedata import bidirectional

from beyan.language.cldr import Direction

# "auto": the first letter tells which way the text runs.
Isolation = Literal["", "auto", "ltr", "rtl"]

_OPENINGS = {"auto": "\u2068", "ltr": "\u2066", "rtl": "\u2067"}
_END = "\u2069"
_SIGNS = str.maketrans("", "", "".join([*_OPENINGS.values(), _END]))
_KEPT_APART = re.compile(f"[{''.join(_OPENINGS.values())}][^{_END}]*{_END}")
# All letters that run from right to left stand here; most texts have none, which is known at once.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_WAYS: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def isolation(text: str, own: Direction, around: Direction) -> Isolation:
    """What the text needs in a line that runs `around`; empty: none of its letters runs otherwise.

    `own` is the direction of the text's language. It holds wherever a letter runs so: an Arabic
    title that begins with "UNESCO" is from right to left, and "UNESCO" alone is not.
    """
    if around == "ltr" and not _RIGHT_TO_LEFT.search(text):
        return ""
    ways = _ways(text)
    if all(way == around for way in ways):
        return ""
    way = own if own in ways else ways[0]
    return "auto" if way == ways[0] else way


def isolated(text: str, own: Direction, around: Direction) -> str:
    """The text as it is put into a line of plain text, between signs of Unicode where it needs it.

    A blank is between an address and the last sign, which programs would take for a part of it.
    """
    needed = isolation(text, own, around)
    if not needed:
        return text
    return f"{_OPENINGS[needed]}{text}{' ' if '://' in text else ''}{_END}"


def without_signs(text: str) -> str:
    return text.translate(_SIGNS)


def direction_of(text: str, own: Direction) -> Direction:
    """Which way a text in a line of its own runs; `own` is the direction of its language."""
    if own == "ltr" and not _RIGHT_TO_LEFT.search(text):
        return own
    ways = _ways(text)
    return own if own in ways or not ways else ways[0]


def _ways(text: str) -> list[Direction]:
    """Those of the letters, but for what is kept apart already."""
    letters = _KEPT_APART.sub("", text)
    return [_WAYS[kind] for kind in map(bidirectional, letters) if kind in _WAYS]
