"""The picture that other sites show where a page without a photo is shared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from beyan.language.locale import AS_CLDR, Formats

# What the fonts have (`beyan/render/social_cards.py`): Latin and Cyrillic, and Arabic.
_SANS = re.compile(
    "[ -~\u00a0-\u02af\u0400-\u052f\u1e00-\u1eff\u2010-\u2026\u202f-\u203a\u20a0-\u20bf№]*"
)
_ARABIC = re.compile("[ -~\u00a0«»\u0600-\u06ff\u200c-\u200f–—‘’“”…]*")


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


def can_show(text: str) -> bool:
    """Whether one of the fonts has every letter."""
    return bool(_SANS.fullmatch(text) or _ARABIC.fullmatch(text))


def is_arabic(text: str) -> bool:
    return not _SANS.fullmatch(text)
