"""Texts in HTML, kept apart from what is beside them where they run another way."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

from beyan.language.bidi import Isolation, isolation
from beyan.language.cldr import Direction

_ELEMENTS: dict[Isolation, Markup] = {
    "auto": Markup("<bdi>{}</bdi>"),
    "ltr": Markup('<bdi dir="ltr">{}</bdi>'),
    "rtl": Markup('<bdi dir="rtl">{}</bdi>'),
}


# Names of people, topics and places stand on very many pages.
@lru_cache(maxsize=4096, typed=True)
def apart(text: str, own: Direction) -> Markup:
    """For an element that runs as the text's language does; in <bdi> where a letter does not."""
    needed = isolation(text, own, own)
    return _ELEMENTS[needed].format(text) if needed else escape(text)
