"""The picture that other sites show where a page without a photo is shared."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import field
from datetime import date
from functools import lru_cache
from typing import ClassVar, NamedTuple

from beyan.language.locale import AS_CLDR, Formats
from beyan.language.patterns import late
from beyan.model.look import LIGHT, Border
from beyan.model.records import dataclass

# What the fonts have (`beyan/render/card_fonts.py`): Latin and Cyrillic, and Arabic.
SANS = "sans"
_SANS = late(
    "[ -~\u00a0-\u02af\u0400-\u052f\u1e00-\u1eff\u2010-\u2026\u202f-\u203a\u20a0-\u20bf№]*"
)
_ARABIC = late("[ -~\u00a0«·»\u0600-\u06ff\u200c-\u200f–—‘’“”…]*")
# The letters of the extras' fonts, which have the others from the first one.
EXTRA_LETTERS = {
    "armenian": "\u0531-\u0556\u0559-\u058a\u058f\ufb13-\ufb17",
    "georgian": "\u10a0-\u10c5\u10c7\u10cd\u10d0-\u10ff\u1c90-\u1cba\u1cbd-\u1cbf",
    "hebrew": "\u0591-\u05c7\u05d0-\u05ea\u05ef-\u05f4",
    "cjk": "\u3000-\u303f\u3041-\u3096\u3099-\u30ff\u3400-\u4dbf\u4e00-\u9fef\uac00-\ud7a3"
    "\uff01-\uff9f\uffe0-\uffe6",
}
_EXTRAS = {
    font: late(f"(?:{_SANS.pattern.removesuffix('*')}|[{letters}])*")
    for font, letters in EXTRA_LETTERS.items()
}


FONTS = (SANS, "arabic", *EXTRA_LETTERS)
# Of what the first font has, that of Chinese, Japanese and Korean lacks these.
NOT_IN_CJK = (
    "\u0104-\u010f\u0114-\u0119\u011c-\u0127\u012c-\u0142\u0145-\u0146\u0149-\u014b"
    "\u0150-\u0151\u0154-\u0167\u016e-\u0191\u0193-\u019f\u01a2-\u01ae\u01b1-\u01cc"
    "\u01dd-\u01f7\u01fa-\u0250\u0252-\u0260\u0262-\u02af\u0400\u0402-\u040f\u0450"
    "\u0452-\u052f\u1e00-\u1e3d\u1e40-\u1e9f\u1efa-\u1eff\u2017\u201b\u201f\u2023-\u2024"
    "\u202f\u2031\u2034\u2036-\u2038\u20a0-\u20a8\u20aa\u20ad-\u20bf"
)
_OF = {
    SANS: _SANS,
    "arabic": _ARABIC,
    **_EXTRAS,
    "cjk": late(f"(?:(?![{NOT_IN_CJK}])(?:{_EXTRAS['cjk'].pattern.removesuffix('*')}))*"),
}


@dataclass(frozen=True, slots=True)
class CardFont:
    """What the settings want for the cards of a language: one of `FONTS`, or a file of the site.

    The file called `name` lies in the folder `root`; `digest` is that of its bytes, and `letters`
    has its characters as what stands in the brackets of a regular expression.
    """

    name: str
    root: str = field(default="", repr=False)
    digest: str = ""
    letters: str = field(default="", repr=False)

    def has(self, text: str) -> bool:
        """All letters and digits of it: the first font has the signs that a file lacks."""
        if not self.digest:
            return _OF[self.name].fullmatch(text) is not None
        own = among(self.letters)
        return all(
            own.match(each) or (not each.isalnum() and _SANS.fullmatch(each)) for each in text
        )


class CardColours(NamedTuple):
    """Of its ground, what is written, and the border: each as "#0d5666"."""

    ground: str = LIGHT.bar
    ink: str = LIGHT.bar_ink
    border: str = LIGHT.bar_edge


USUAL_COLOURS = CardColours()


@dataclass(frozen=True, slots=True)
class SocialCard:
    """What it says, in one language; `day` and `place` where it is that of a release. Its colours
    and border are those of the bar on top of every page.
    """

    width: ClassVar[int] = 1200
    height: ClassVar[int] = 630

    address: str
    language: str
    title: str
    office: str
    day: date | None = None
    place: str = ""
    formats: Formats = AS_CLDR
    font: CardFont | None = None
    colours: CardColours = USUAL_COLOURS
    border: Border = Border.LATTICE

    @property
    def path(self) -> str:
        return self.address.removeprefix("/")


@lru_cache(maxsize=16)
def among(letters: str) -> re.Pattern[str]:
    """One of the `letters`, as `CardFont` has them."""
    return re.compile(f"[{letters}]")


def can_show(text: str, extras: Collection[str] = (), chosen: CardFont | None = None) -> bool:
    """Whether one of the fonts has every letter: those of the program, the `extras`, and the one
    that is `chosen`.
    """
    if chosen is not None and chosen.has(text):
        return True
    font = font_for(text)
    return font in extras if font in EXTRA_LETTERS else bool(font)


def extra_of(font: str) -> str:
    """The extra of the program that brings a font of `EXTRA_LETTERS`."""
    return "fonts-cjk" if font == "cjk" else "fonts"


def font_for(text: str) -> str:
    """The font that has every letter; empty where there is none."""
    if _SANS.fullmatch(text):
        return SANS
    if _ARABIC.fullmatch(text):
        return "arabic"
    return next((font for font, letters in _EXTRAS.items() if letters.fullmatch(text)), "")


def is_font_file(name: str) -> bool:
    """Whether `card_font` names a file of the site, and not a font of the program."""
    parts = name.split("/")
    is_below = parts[0] == "assets" and len(parts) > 1 and {"", ".", ".."}.isdisjoint(parts)
    return is_below and "\\" not in name and name.lower().endswith((".ttf", ".otf"))
