"""Months by the names that people type, whichever language they write in (CLDR, by way of Babel).

Babel is imported on first use: only a date that cannot be read asks for names.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache

from beyan.language.locale import Language

_LANGUAGES = ("az", "az-Cyrl", "en", "ru", "tr", "uk", "de", "fr", "es", "ar", "ka")
# "Ma" could be any of two months; "iyu" as well, but that shows by itself.
_SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]{3,}")


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
    from beyan.language.cldr import find_locale

    found: dict[str, int] = {}
    disputed = set()
    for tag in _LANGUAGES:
        months = find_locale(tag).months
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


@cache
def month_names(language: Language) -> tuple[tuple[str, ...], ...]:
    """What readers of the language call each month: within a date, alone, and cut off."""
    days = [date(2020, month, 1) for month in range(1, 13)]
    texts = [f"{language.date_long(day)} {language.month_year(day)}" for day in days]
    found = [dict.fromkeys(_WORD.findall(text)) for text in texts]
    # "De" and "г." stand in every date.
    everywhere = set.intersection(*map(set, found))
    names = [[name for name in of if name not in everywhere] for of in found]
    for number, short in _short_names(language.tag).items():
        names[number - 1] += [name for name in short if name not in names[number - 1]]
    return tuple(map(tuple, names))


def _short_names(tag: str) -> dict[int, list[str]]:
    from beyan.language.cldr import find_locale

    try:
        months = find_locale(tag).months
    except ValueError:
        return {}
    short = (months[context]["abbreviated"] for context in ("format", "stand-alone"))
    found: dict[int, list[str]] = {}
    for names in short:
        for number, name in names.items():
            plain = name.strip(".")
            if plain.isalpha() and len(plain) >= _SHORTEST:
                found.setdefault(number, []).append(plain)
    return found
