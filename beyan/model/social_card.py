"""The picture that other sites show where a page without a photo is shared."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from beyan.language.locale import AS_CLDR, Formats

# What the fonts have (`beyan/render/card_fonts.py`): Latin and Cyrillic, and Arabic.
SANS = "sans"
_SANS = re.compile(
    "[ -~\u00a0-\u02af\u0400-\u052f\u1e00-\u1eff\u2010-\u2026\u202f-\u203a\u20a0-\u20bf№]*"
)
_ARABIC = re.compile("[ -~\u00a0«·»\u0600-\u06ff\u200c-\u200f–—‘’“”…]*")
# The letters of the extras' fonts, which have the others from the first one.
EXTRA_LETTERS = {
    "armenian": "\u0531-\u0556\u0559-\u058a\u058f\ufb13-\ufb17",
    "georgian": "\u10a0-\u10c5\u10c7\u10cd\u10d0-\u10ff\u1c90-\u1cba\u1cbd-\u1cbf",
    "hebrew": "\u0591-\u05c7\u05d0-\u05ea\u05ef-\u05f4",
    "cjk": "\u3000-\u303f\u3041-\u3096\u3099-\u30ff\u3400-\u4dbf\u4e00-\u9fef\uac00-\ud7a3"
    "\uff01-\uff9f\uffe0-\uffe6",
}
_EXTRAS = {
    font: re.compile(f"(?:{_SANS.pattern.removesuffix('*')}|[{letters}])*")
    for font, letters in EXTRA_LETTERS.items()
}


@dataclass(frozen=True, slots=True)
class SocialCard:
    """What it says, in one language; `day` and `place` where it is that of a release."""

    width: ClassVar[int] = 1200
    height: ClassVar[int] = 630

    address: str
    language: str
    title: str
    office: str
    day: date | None = None
    place: str = ""
    formats: Formats = AS_CLDR

    @property
    def path(self) -> str:
        return self.address.removeprefix("/")


def can_show(text: str, extras: Collection[str] = ()) -> bool:
    """Whether one of the fonts has every letter: those of the program, and the `extras`."""
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
