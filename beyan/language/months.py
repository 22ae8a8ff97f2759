"""Months by the names that people type, whichever language they write in (CLDR, by way of Babel).

Babel is imported on first use: only a date that cannot be read asks for names.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_LANGUAGES = ("az", "az_Cyrl", "en", "ru", "tr", "uk", "de", "fr", "es", "ar", "ka")
# "Ma" could be any of two months; "iyu" as well, but that shows by itself.
_SHORTEST = 3


def month_of(word: str) -> int | None:
    """`noyabrın`, `NOV`, `ноября` → 11; None for what names no month, or could name two."""
    typed = _folded(word)
    names = _names()
    if typed in names:
        return names[typed]
    if len(typed) < _SHORTEST:
        return None
    found = {
        number
        for name, number in names.items()
        if name.startswith(typed) or (len(name) >= _SHORTEST and typed.startswith(name))
    }
    return found.pop() if len(found) == 1 else None


@cache
def _names() -> dict[str, int]:
    """Whole and cut off, alone and within a date; where two languages differ, neither."""
    from babel import Locale

    found: dict[str, int] = {}
    disputed = set()
    for tag in _LANGUAGES:
        months = Locale.parse(tag).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    if found.setdefault(_folded(name), number) != number:
                        disputed.add(_folded(name))
    return {name: number for name, number in found.items() if name not in disputed}


def _folded(word: str) -> str:
    """Without capitals, dots and accents, which keyboards and habits leave out."""
    plain = unicodedata.normalize("NFKD", word.strip(".").casefold().replace("ı", "i"))
    return "".join(each for each in plain if not unicodedata.combining(each))
