"""Dates, numbers, lists and names as a language writes them (CLDR, by way of Babel).

Babel is imported on first use: it takes 30 ms, which commands that show no date shall not pay.
Instants are shown as their own clock reads; the caller brings them into the site's time zone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeVar, cast

from beyan.language import cldr, letters
from beyan.language.cldr import UnknownLanguage

if TYPE_CHECKING:
    from babel import Locale
    from babel.dates import DateTimePattern

__all__ = ["Direction", "Language", "UnknownLanguage", "told_apart"]

Direction = Literal["ltr", "rtl"]
_T = TypeVar("_T")
_Style = Literal["long", "full", "short", "numeric", "month"]

# Where usage differs from CLDR: Azerbaijani offices write 22-05-2020.
_NUMERIC_DATES = {"az": "dd-MM-y"}

# CLDR has no intervals for Azerbaijani; what it passes on from its root is in the wrong order.
# The key is the greatest field that differs: day, month, year.
_RANGES = {
    "az": {
        "d": ("d–", "d MMMM y"),
        "M": ("d MMMM – ", "d MMMM y"),
        "y": ("d MMMM y – ", "d MMMM y"),
    }
}

# By CLDR's ordinal class. Babel does not carry CLDR's own spelling rules (RBNF).
_ORDINALS = {
    "az": {"one": "-ci", "few": "-cü", "many": "-cı", "other": "-cu"},
    "en": {"one": "st", "two": "nd", "few": "rd", "other": "th"},
}

# 20,000 pages over 16 years show 6,000 days in several styles and languages: 10 MB when full.
_REMEMBERED = 1 << 15


@dataclass(frozen=True, slots=True)
class Language:
    """How one language writes things. Raises `UnknownLanguage`.

    `tag` is BCP 47 as configured ("az", "pt-BR"). `self_name` is the language's name in itself,
    capitalised; it names a script other than the usual one, never a country. `og_locale` is for
    Open Graph ("az_AZ"): the most likely country is added, the script left out; a language that
    belongs to no country stands alone. `first_weekday` is 0 for Monday, as in `date.weekday()`.
    """

    tag: str
    direction: Direction = field(init=False, repr=False, compare=False)
    self_name: str = field(init=False, repr=False, compare=False)
    og_locale: str = field(init=False, repr=False, compare=False)
    first_weekday: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        locale = cldr.find_locale(self.tag)
        country = cldr.country(locale)
        facts: dict[str, Direction | str | int] = {
            "direction": cast(Direction, locale.text_direction),
            "self_name": letters.capitalize(cldr.language_name(locale, locale), self.tag),
            "og_locale": f"{locale.language}_{country}" if country else locale.language,
            "first_weekday": cldr.first_weekday(locale, country),
        }
        for name, value in facts.items():
            object.__setattr__(self, name, value)

    def mirrored(self) -> Language:
        """The same language as if it were written from right to left, for trying a design out."""
        return self._but(direction="rtl")

    def _but(self, **facts: str) -> Language:
        made = Language(self.tag)
        for name, value in facts.items():
            object.__setattr__(made, name, value)
        return made

    def __reduce__(self) -> tuple[type[Language], tuple[str]]:
        return Language, (self.tag,)

    # --- dates ---

    def date_long(self, day: dt.date) -> str:
        """5 mart 2026"""
        return _date(self.tag, "long", _day(day))

    def date_full(self, day: dt.date) -> str:
        """5 mart 2026, cümə axşamı"""
        return _date(self.tag, "full", _day(day))

    def date_short(self, day: dt.date) -> str:
        """05.03.26: the year has two digits in most languages."""
        return _date(self.tag, "short", _day(day))

    def date_numeric(self, day: dt.date) -> str:
        """22-05-2020: figures only, the year has four digits."""
        return _date(self.tag, "numeric", _day(day))

    def month_year(self, day: dt.date) -> str:
        """may 2020"""
        return _date(self.tag, "month", _day(day))

    def time(self, moment: dt.datetime | dt.time) -> str:
        """14:30; by the 12-hour clock where CLDR says so."""
        return _time(self.tag, moment.hour, moment.minute)

    def date_range(self, first: dt.date, last: dt.date) -> str:
        """5–9 mart 2026; 28 fevral – 2 mart 2026; both in full across years.

        Other languages follow CLDR with the month's name written out ("March 5 – 9, 2026" in en,
        "5–9 March 2026" in en-GB); where CLDR has no interval that fits the long date, both dates
        are in full. Raises ValueError if `last` comes before `first`.
        """
        return _date_range(self.tag, _day(first), _day(last))

    # --- numbers ---

    def number(self, value: float | Decimal) -> str:
        """1.234.567,89; at most three decimals."""
        return _number(self.tag, value)

    def percent(self, ratio: float | Decimal) -> str:
        """25% for 0.25, without decimals."""
        return _percent(self.tag, ratio)

    def filesize(self, size: int) -> str:
        """1,2 MB for a size in bytes: units of 1,000, one decimal below ten."""
        return _filesize(self.tag, size)

    def ordinal(self, number: int) -> str:
        """2024-cü, 2nd. The bare number in other languages.

        Their endings depend on the gender and case of a noun that is not known here.
        """
        return _ordinal(self.tag, number)

    # --- words ---

    def list_and(self, items: Sequence[str]) -> str:
        """A, B və C; empty for no items."""
        if len(items) < 2:
            return "".join(items)
        from babel.lists import format_list

        return format_list(items, locale=cldr.find_locale(self.tag))

    def name_of(self, tag: str) -> str:
        """The name of the language `tag` in this one, in the case CLDR gives: ingilis.

        Where this language has no name for it, its own name for itself. Raises `UnknownLanguage`.
        """
        return cldr.language_name(cldr.find_locale(tag), cldr.find_locale(self.tag))

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


def told_apart(tags: Iterable[str]) -> dict[str, Language]:
    """The languages by their tags; of two with one name, those that name a country have it too."""
    found = {tag: Language(tag) for tag in tags}
    names = Counter(each.self_name for each in found.values())
    for tag, each in found.items():
        country = cldr.country_name(cldr.find_locale(tag))
        if names[each.self_name] > 1 and country:
            found[tag] = each._but(self_name=f"{each.self_name} ({country})")
    return found


# --- formatting -----------------------------------------------------------------------------


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


@lru_cache(maxsize=_REMEMBERED)
def _date(tag: str, style: _Style, day: dt.date) -> str:
    locale = cldr.find_locale(tag)
    return cldr.with_own_digits(_date_pattern(tag, style).apply(day, locale), locale)


@lru_cache(maxsize=512)
def _date_pattern(tag: str, style: _Style) -> DateTimePattern:
    from babel.dates import parse_pattern

    locale = cldr.find_locale(tag)
    if style == "month":
        return parse_pattern(locale.datetime_skeletons["yMMMM"])
    if style == "numeric":
        own = _own(_NUMERIC_DATES, locale)
        return parse_pattern(own if own is not None else locale.datetime_skeletons["yMd"])
    return parse_pattern(locale.date_formats[style])


@lru_cache(maxsize=_REMEMBERED)
def _time(tag: str, hour: int, minute: int) -> str:
    locale = cldr.find_locale(tag)
    shown = locale.time_formats["short"].apply(dt.time(hour, minute), locale)
    return cldr.with_own_digits(shown, locale)


@lru_cache(maxsize=_REMEMBERED)
def _date_range(tag: str, first: dt.date, last: dt.date) -> str:
    from babel.dates import parse_pattern

    if last < first:
        raise ValueError(f"the range ends on {last}, before it begins on {first}")
    if first == last:
        return _date(tag, "long", first)
    difference = "d" if first.month == last.month else "M"
    if first.year != last.year:
        difference = "y"
    patterns = _range_patterns(tag).get(difference)
    if patterns is None:
        return f"{_date(tag, 'long', first)} – {_date(tag, 'long', last)}"
    locale = cldr.find_locale(tag)
    shown = "".join(
        parse_pattern(pattern).apply(day, locale)
        for pattern, day in zip(patterns, (first, last), strict=True)
    )
    return cldr.with_own_digits(shown, locale)


@lru_cache(maxsize=128)
def _range_patterns(tag: str) -> dict[str, tuple[str, str]]:
    """Patterns of both halves, by the greatest field that differs ("d", "M" or "y").

    CLDR has intervals with the month's short name for most languages, with the long one for few;
    as ICU does, the short name is widened. An interval counts only if it ends as the long date
    does: that leaves out what does not fit it, and what is merely inherited from CLDR's root.
    """
    locale = cldr.find_locale(tag)
    if locale.language in _RANGES:
        return _RANGES[locale.language]
    long = _unquoted(locale.date_formats["long"].pattern)
    patterns: dict[str, tuple[str, str]] = {}
    for skeleton in ("yMMMMd", "yMMMd"):
        for difference, halves in locale.interval_formats.get(skeleton, {}).items():
            widened = tuple(_widened(half) for half in halves)
            if (
                len(widened) == 2
                and long.endswith(_unquoted(widened[1]))
                # CLDR 47 has "5 – 2 Aprili 2026" in Swahili.
                and difference in _unquoted(widened[0])
            ):
                patterns.setdefault(difference, widened)
    return patterns


def _unquoted(pattern: str) -> str:
    return pattern.replace("'", "")


def _widened(pattern: str) -> str:
    return re.sub(r"(?<![ML])(?:MMM|LLL)(?![ML])", lambda match: match[0] + match[0][0], pattern)


@lru_cache(maxsize=_REMEMBERED)
def _number(tag: str, value: float | Decimal) -> str:
    from babel.numbers import format_decimal

    locale = cldr.find_locale(tag)
    shown = format_decimal(value, locale=locale, numbering_system="default")
    return cldr.with_own_digits(shown, locale)


@lru_cache(maxsize=1024)
def _percent(tag: str, ratio: float | Decimal) -> str:
    from babel.numbers import format_percent

    locale = cldr.find_locale(tag)
    shown = format_percent(ratio, locale=locale, numbering_system="default")
    return cldr.with_own_digits(shown, locale)


@lru_cache(maxsize=_REMEMBERED)
def _filesize(tag: str, size: int) -> str:
    from babel.units import format_unit

    locale = cldr.find_locale(tag)
    amount: float = size
    unit = "byte"
    for larger in ("kilobyte", "megabyte", "gigabyte"):
        if round(amount) < 1000:
            break
        amount, unit = amount / 1000, larger
    rounded = round(amount, 1) if amount < 10 else round(amount)
    shown = format_unit(
        rounded, f"digital-{unit}", "short", locale=locale, numbering_system="default"
    )
    return cldr.with_own_digits(shown, locale)


@lru_cache(maxsize=1024)
def _ordinal(tag: str, number: int) -> str:
    locale = cldr.find_locale(tag)
    endings = _own(_ORDINALS, locale)
    ending = endings[locale.ordinal_form(number)] if endings else ""
    return cldr.with_own_digits(f"{number}{ending}", locale)


def _own(table: dict[str, _T], locale: Locale) -> _T | None:
    """The entry for the language, unless it is written in a script the table is not made for."""
    return table.get(locale.language) if locale.script in (None, "Latn") else None
