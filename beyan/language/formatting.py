"""How dates, numbers and lists are written, in one way of all that CLDR has (by way of Babel).

Babel is imported on first use: it takes 30 ms, which commands that show no date shall not pay.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from beyan.language import cldr

if TYPE_CHECKING:
    from babel import Locale
    from babel.dates import DateTimePattern

_T = TypeVar("_T")
_Style = Literal["long", "full", "short", "numeric", "month", "month_name", "day_month"]

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

_MONTH_RANGES = {
    "az": {"M": ("MMMM–", "MMMM y"), "y": ("MMMM y – ", "MMMM y")},
}

# By CLDR's ordinal class. Babel does not carry CLDR's own spelling rules (RBNF).
_ORDINALS = {
    "az": {"one": "-ci", "few": "-cü", "many": "-cı", "other": "-cu"},
    "az_Cyrl": {"one": "-ҹи", "few": "-ҹү", "many": "-ҹы", "other": "-ҹу"},
    "en": {"one": "st", "two": "nd", "few": "rd", "other": "th"},
}
# Of these CLDR has little but names, and all else is its root's: how the language is written in its
# usual script holds in the other one, with what is made of letters put into it.
_LETTERS = {
    "az_Cyrl": {" və ": " вә ", "bayt": "бајт", "kB": "кБ", "MB": "МБ", "GB": "ГБ"},
}

# 20,000 pages over 16 years show 6,000 days in several styles and languages: 10 MB when full.
_REMEMBERED = 1 << 15


class Way(NamedTuple):
    """The locale whose formats count, and the numbering system, if it is chosen."""

    tag: str
    digits: str


def day_of(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


@lru_cache(maxsize=_REMEMBERED)
def date(way: Way, style: _Style, day: dt.date) -> str:
    locale = cldr.find_locale(way.tag)
    return cldr.with_own_digits(_date_pattern(way, style).apply(day, locale), locale, way.digits)


@lru_cache(maxsize=512)
def _date_pattern(way: Way, style: _Style) -> DateTimePattern:
    from babel.dates import parse_pattern

    locale = _patterns_of(cldr.find_locale(way.tag))
    if style == "month":
        return parse_pattern(locale.datetime_skeletons["yMMMM"])
    if style == "month_name":
        return parse_pattern("LLLL")
    if style == "day_month":
        return parse_pattern(locale.datetime_skeletons["MMMd"])
    if style == "numeric":
        own = _own(_NUMERIC_DATES, locale)
        return parse_pattern(own if own is not None else locale.datetime_skeletons["yMd"])
    return parse_pattern(locale.date_formats[style])


@lru_cache(maxsize=_REMEMBERED)
def time(way: Way, hour: int, minute: int) -> str:
    locale = cldr.find_locale(way.tag)
    pattern = _patterns_of(locale).time_formats["short"]
    shown = pattern.apply(dt.time(hour, minute), locale)
    return cldr.with_own_digits(shown, locale, way.digits)


@lru_cache(maxsize=_REMEMBERED)
def date_range(way: Way, first: dt.date, last: dt.date) -> str:
    from babel.dates import parse_pattern

    if last < first:
        raise ValueError(f"the range ends on {last}, before it begins on {first}")
    if first == last:
        return date(way, "long", first)
    difference = "d" if first.month == last.month else "M"
    if first.year != last.year:
        difference = "y"
    patterns = _range_patterns(way).get(difference)
    if patterns is None:
        return f"{date(way, 'long', first)} – {date(way, 'long', last)}"
    locale = cldr.find_locale(way.tag)
    shown = "".join(
        parse_pattern(pattern).apply(day, locale)
        for pattern, day in zip(patterns, (first, last), strict=True)
    )
    return cldr.with_own_digits(shown, locale, way.digits)


@lru_cache(maxsize=_REMEMBERED)
def month_range(way: Way, first: dt.date, last: dt.date) -> str:
    from babel.dates import parse_pattern

    if (first.year, first.month) == (last.year, last.month):
        return date(way, "month", first)
    patterns = _month_range_patterns(way).get("M" if first.year == last.year else "y")
    if last < first:
        raise ValueError(f"the range ends in {last:%Y-%m}, before it begins in {first:%Y-%m}")
    if patterns is None:
        return f"{date(way, 'month', first)} – {date(way, 'month', last)}"
    locale = cldr.find_locale(way.tag)
    shown = "".join(
        parse_pattern(pattern).apply(day, locale)
        for pattern, day in zip(patterns, (first, last), strict=True)
    )
    return cldr.with_own_digits(shown, locale, way.digits)


@lru_cache(maxsize=128)
def _range_patterns(way: Way) -> dict[str, tuple[str, str]]:
    """Patterns of both halves, by the greatest field that differs ("d", "M" or "y").

    CLDR has intervals with the month's short name for most languages, with the long one for few;
    as ICU does, the short name is widened. An interval counts only if it ends as the long date
    does: that leaves out what does not fit it, and what is merely inherited from CLDR's root.
    """
    locale = cldr.find_locale(way.tag)
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


@lru_cache(maxsize=128)
def _month_range_patterns(way: Way) -> dict[str, tuple[str, str]]:
    """As those of days, by "M" or "y"; an interval counts if it ends as a month of a year does."""
    locale = cldr.find_locale(way.tag)
    if locale.language in _MONTH_RANGES:
        return _MONTH_RANGES[locale.language]
    month = _unquoted(locale.datetime_skeletons["yMMMM"].pattern)
    patterns: dict[str, tuple[str, str]] = {}
    for skeleton in ("yMMMM", "yMMM"):
        for difference, halves in locale.interval_formats.get(skeleton, {}).items():
            widened = tuple(_widened(half) for half in halves)
            if len(widened) == 2 and month.endswith(_unquoted(widened[1])):
                patterns.setdefault(difference, widened)
    return patterns


def _unquoted(pattern: str) -> str:
    return pattern.replace("'", "")


def _widened(pattern: str) -> str:
    return re.sub(r"(?<![ML])(?:MMM|LLL)(?![ML])", lambda match: match[0] + match[0][0], pattern)


@lru_cache(maxsize=_REMEMBERED)
def number(way: Way, value: float | Decimal) -> str:
    from babel.numbers import format_decimal

    locale = cldr.find_locale(way.tag)
    usual = _patterns_of(locale)
    shown = format_decimal(value, locale=usual, numbering_system=_symbols(usual, way))
    return cldr.with_own_digits(shown, locale, way.digits)


def figures(way: Way, number: int) -> str:
    return cldr.with_own_digits(str(number), cldr.find_locale(way.tag), way.digits)


def numbering(way: Way) -> str:
    usual = cldr.find_locale(way.tag).default_numbering_system
    return "" if usual == "latn" == (way.digits or usual) else way.digits or usual


@lru_cache(maxsize=1024)
def percent(way: Way, ratio: float | Decimal) -> str:
    from babel.numbers import format_percent

    locale = cldr.find_locale(way.tag)
    usual = _patterns_of(locale)
    shown = format_percent(ratio, locale=usual, numbering_system=_symbols(usual, way))
    return cldr.with_own_digits(shown, locale, way.digits)


@lru_cache(maxsize=_REMEMBERED)
def filesize(way: Way, size: int) -> str:
    from babel.units import format_unit

    locale = cldr.find_locale(way.tag)
    amount: float = size
    unit = "byte"
    for larger in ("kilobyte", "megabyte", "gigabyte"):
        if round(amount) < 1000:
            break
        amount, unit = amount / 1000, larger
    rounded = round(amount, 1) if amount < 10 else round(amount)
    usual = _patterns_of(locale)
    shown = format_unit(
        rounded, f"digital-{unit}", "short", locale=usual, numbering_system=_symbols(usual, way)
    )
    return cldr.with_own_digits(_in_its_letters(shown, locale), locale, way.digits)


@lru_cache(maxsize=1024)
def ordinal(way: Way, number: int) -> str:
    locale = cldr.find_locale(way.tag)
    endings = _ORDINALS.get(str(locale)) or _own(_ORDINALS, locale)
    ending = endings[_ordinal_class(number, locale)] if endings else ""
    return cldr.with_own_digits(f"{number}{ending}", locale, way.digits)


def _ordinal_class(number: int, locale: Locale) -> str:
    # "min" and "milyard" are not in CLDR's rules, which take all of these for "milyon".
    if locale.language == "az" and number and number % 1000 == 0:
        return next(
            (
                form
                for zeros, form in ((10**12, "other"), (10**9, "many"), (10**6, "other"))
                if number % zeros == 0
            ),
            "one",
        )
    return locale.ordinal_form(number)


def list_and(way: Way, items: Sequence[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    from babel.lists import format_list

    locale = cldr.find_locale(way.tag)
    # What is listed is kept apart from what CLDR has between.
    places = [f"\0{place}\0" for place in range(len(items))]
    shown = _in_its_letters(format_list(places, locale=_patterns_of(locale)), locale)
    return re.sub("\0([0-9]+)\0", lambda match: items[int(match[1])], shown)


def _patterns_of(locale: Locale) -> Locale:
    """The locale whose patterns hold for this one: itself, or that of the usual script."""
    return cldr.find_locale(locale.language) if str(locale) in _LETTERS else locale


def _in_its_letters(text: str, locale: Locale) -> str:
    for usual, own in _LETTERS.get(str(locale), {}).items():
        text = text.replace(usual, own)
    return text


def _symbols(locale: Locale, way: Way) -> str:
    """The numbering system whose separators Babel is to take, as far as CLDR has these."""
    return way.digits if way.digits in locale.number_symbols else "default"


def _own(table: dict[str, _T], locale: Locale) -> _T | None:
    """The entry for the language, unless it is written in a script the table is not made for."""
    return table.get(locale.language) if locale.script in (None, "Latn") else None
