"""Dates, numbers, lists and names as a language writes them (CLDR, by way of Babel).

Babel is imported on first use: it takes 30 ms, which commands that show no date shall not pay.
Instants are shown as their own clock reads; the caller brings them into the site's time zone.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from beyan.language import cldr, formatting, letters
from beyan.language.cldr import Direction, UnknownLanguage
from beyan.language.formatting import Way

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["Direction", "Formats", "Language", "UnknownLanguage", "told_apart"]


class Formats(NamedTuple):
    """What an office chooses for a language: that dates and numbers are written as in `like`, a
    tag that CLDR knows, with the digits of a numbering system, and its name. Empty is CLDR's.
    """

    like: str = ""
    digits: str = ""
    name: str = ""


AS_CLDR = Formats()
_script = lru_cache(maxsize=64)(cldr.script)


@dataclass(frozen=True, slots=True)
class Language:
    """How one language writes things. Raises `UnknownLanguage`.

    `tag` is BCP 47 as configured ("az", "pt-BR"); one that CLDR does not know has to have
    `formats`. `self_name` is the language's name in itself,
    capitalised; it names a script other than the usual one, never a country. `og_locale` is for
    Open Graph ("az_AZ"): the most likely country is added, the script left out; a language that
    belongs to no country stands alone. `first_weekday` is 0 for Monday, as in `date.weekday()`.
    """

    tag: str
    formats: Formats = AS_CLDR
    direction: Direction = field(init=False, repr=False, compare=False)
    self_name: str = field(init=False, repr=False, compare=False)
    og_locale: str = field(init=False, repr=False, compare=False)
    first_weekday: int = field(init=False, repr=False, compare=False)
    _way: Way = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        like = cldr.find_locale(self.formats.like or self.tag)
        try:
            own: Locale | None = cldr.find_locale(self.tag)
        except UnknownLanguage:
            if not self.formats.like:
                raise
            own = None
        country = cldr.country(own) if own else cldr.likely_country(self.tag)
        language = own.language if own else self.tag.partition("-")[0]
        name = self.formats.name or (
            cldr.language_name(own, own) if own else cldr.name_in(self.tag, like)
        )
        facts: dict[str, Direction | str | int | Way] = {
            "direction": cldr.direction(self.tag),
            "self_name": letters.capitalize(name, self.tag),
            "og_locale": f"{language}_{country}" if country else language,
            "first_weekday": cldr.first_weekday(like, cldr.country(like)),
            "_way": Way(self.formats.like or self.tag, self.formats.digits),
        }
        for name, value in facts.items():
            object.__setattr__(self, name, value)

    @property
    def script(self) -> str:
        """That it is written in ("Latn"); empty where that is not known."""
        return _script(self.tag)

    @property
    def numbering(self) -> str:
        """The numbering system ("arab"), where it has other digits than 0–9 or could have had."""
        return formatting.numbering(self._way)

    def mirrored(self) -> Language:
        """The same language as if it were written from right to left, for trying a design out."""
        return self._but(direction="rtl")

    def _but(self, **facts: str) -> Language:
        made = Language(self.tag, self.formats)
        for name, value in facts.items():
            object.__setattr__(made, name, value)
        return made

    def __reduce__(self) -> tuple[type[Language], tuple[str, Formats]]:
        return Language, (self.tag, self.formats)

    # --- dates ---

    def date_long(self, day: dt.date) -> str:
        """5 mart 2026"""
        return formatting.date(self._way, "long", formatting.day_of(day))

    def date_full(self, day: dt.date) -> str:
        """5 mart 2026, cümə axşamı"""
        return formatting.date(self._way, "full", formatting.day_of(day))

    def date_short(self, day: dt.date) -> str:
        """05.03.26: the year has two digits in most languages."""
        return formatting.date(self._way, "short", formatting.day_of(day))

    def date_numeric(self, day: dt.date) -> str:
        """22-05-2020: figures only, the year has four digits."""
        return formatting.date(self._way, "numeric", formatting.day_of(day))

    def month_year(self, day: dt.date) -> str:
        """may 2020"""
        return formatting.date(self._way, "month", formatting.day_of(day))

    def month_name(self, day: dt.date) -> str:
        """may: as it stands alone."""
        return formatting.date(self._way, "month_name", formatting.day_of(day))

    def day_month(self, day: dt.date) -> str:
        """5 mar, as short as it can be told apart."""
        return formatting.date(self._way, "day_month", formatting.day_of(day))

    def month_range(self, first: dt.date, last: dt.date) -> str:
        """mart–may 2020; dekabr 2019 – fevral 2020; one month alone as `month_year`.

        Raises ValueError if `last` comes before `first`.
        """
        return formatting.month_range(self._way, formatting.day_of(first), formatting.day_of(last))

    def time(self, moment: dt.datetime | dt.time) -> str:
        """14:30; by the 12-hour clock where CLDR says so."""
        return formatting.time(self._way, moment.hour, moment.minute)

    def date_range(self, first: dt.date, last: dt.date) -> str:
        """5–9 mart 2026; 28 fevral – 2 mart 2026; both in full across years.

        Other languages follow CLDR with the month's name written out ("March 5 – 9, 2026" in en,
        "5–9 March 2026" in en-GB); where CLDR has no interval that fits the long date, both dates
        are in full. Raises ValueError if `last` comes before `first`.
        """
        return formatting.date_range(self._way, formatting.day_of(first), formatting.day_of(last))

    # --- numbers ---

    def number(self, value: float | Decimal) -> str:
        """1.234.567,89; at most three decimals."""
        return formatting.number(self._way, value)

    def figures(self, number: int) -> str:
        """2026: in the digits of the language, with nothing between them, as of years."""
        return formatting.figures(self._way, number)

    def percent(self, ratio: float | Decimal) -> str:
        """25% for 0.25, without decimals."""
        return formatting.percent(self._way, ratio)

    def filesize(self, size: int) -> str:
        """1,2 MB for a size in bytes: units of 1,000, one decimal below ten."""
        return formatting.filesize(self._way, size)

    def ordinal(self, number: int) -> str:
        """2024-cü, 2nd. The bare number in other languages.

        Their endings depend on the gender and case of a noun that is not known here.
        """
        return formatting.ordinal(self._way, number)

    # --- words ---

    def list_and(self, items: Sequence[str]) -> str:
        """A, B və C; empty for no items."""
        return formatting.list_and(self._way, items)

    def name_of(self, tag: str) -> str:
        """The name of the language `tag` in this one, in the case CLDR gives: ingilis.

        Where this language has no name for it, its own name for itself. Raises `UnknownLanguage`.
        """
        reader = cldr.find_locale(self._way.tag)
        try:
            return cldr.language_name(cldr.find_locale(tag), reader)
        except UnknownLanguage:
            if not cldr.is_likely(tag):
                raise
            return cldr.name_in(tag, reader)

    def upper(self, text: str) -> str:
        return letters.upper(text, self.tag)

    def lower(self, text: str) -> str:
        return letters.lower(text, self.tag)

    def capitalize(self, text: str) -> str:
        return letters.capitalize(text, self.tag)

    def sort_key(self, text: str) -> letters.SortKey:
        return letters.sort_key(text, self.tag)

    def initial(self, text: str) -> str:
        return letters.initial(text, self.tag)


def told_apart(languages: Iterable[Language]) -> dict[str, Language]:
    """By their tags; of two with one name, those that name a country have it too."""
    found = {each.tag: each for each in languages}
    names = Counter(each.self_name for each in found.values())
    for tag, each in found.items():
        if names[each.self_name] > 1 and (country := _country_name(tag)):
            found[tag] = each._but(self_name=f"{each.self_name} ({country})")
    return found


def _country_name(tag: str) -> str:
    try:
        return cldr.country_name(cldr.find_locale(tag))
    except UnknownLanguage:
        return ""
