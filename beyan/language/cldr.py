"""What CLDR knows about a language tag: its locale, country, name and digits."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from beyan.language.collation import subtags

if TYPE_CHECKING:
    from babel import Locale

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*")

Direction = Literal["ltr", "rtl"]

# CLDR's numbering systems with digits of their own; Babel leaves 0–9 in their place.
_ZEROS = {
    "adlm": 0x1E950, "arab": 0x660, "arabext": 0x6F0, "beng": 0x9E6, "cakm": 0x11136,
    "deva": 0x966, "gujr": 0xAE6, "guru": 0xA66, "hmnp": 0x1E140, "khmr": 0x17E0, "knda": 0xCE6,
    "laoo": 0xED0, "mlym": 0xD66, "mymr": 0x1040, "nkoo": 0x7C0, "olck": 0x1C50, "orya": 0xB66,
    "tamldec": 0xBE6, "telu": 0xC66, "thai": 0xE50, "tibt": 0xF20,
}  # fmt: skip
# What can be chosen.
NUMBERING_SYSTEMS = ("latn", *_ZEROS)
_RIGHT_TO_LEFT = frozenset(
    {"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}
)


class UnknownLanguage(ValueError):
    """CLDR does not know `tag`; `suggestion` is a known tag close to it, or empty."""

    def __init__(self, tag: str, suggestion: str = "") -> None:
        super().__init__(tag, suggestion)
        self.tag = tag
        self.suggestion = suggestion

    def __str__(self) -> str:
        hint = f'; did you mean "{self.suggestion}"?' if self.suggestion else ""
        return f'no language "{self.tag}" is known{hint}'


@lru_cache(maxsize=128)
def find_locale(tag: str) -> Locale:
    locale = _parse(tag)
    if locale is not None:
        return locale
    hyphenated = tag.replace("_", "-")
    for candidate in (hyphenated, hyphenated.partition("-")[0]):
        if _parse(candidate) is not None:
            raise UnknownLanguage(tag, candidate)
    raise UnknownLanguage(tag)


def _parse(tag: str) -> Locale | None:
    from babel import UnknownLocaleError
    from babel.core import parse_locale

    from beyan.language.unshared import UnsharedLocale

    # Babel would take "az.UTF-8" and "de@euro" for languages too.
    if not _TAG.fullmatch(tag):
        return None
    try:
        language, territory, script = parse_locale(tag, sep="-")[:3]
        locale = UnsharedLocale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return None
    # It also turns "und" into English, "aze" into az, en-UK into en-GB, en-Cyrl into en: what is
    # none of CLDR's own tags must not stand in `lang`.
    if (locale.language, locale.territory) != (language, territory):
        return None
    return locale if script in (None, locale.script, _likely(locale, None)[1]) else None


def country(locale: Locale) -> str:
    """The two letters of the country the locale names or most likely means, or nothing."""
    country = locale.territory or ""
    if not country:
        _, _, country = _likely(locale, locale.script)
    # CLDR has numbers for regions, such as 001 for the world.
    return country if country.isalpha() else ""


def country_name(locale: Locale) -> str:
    """That of the country the locale names, in its own language; empty where it names none."""
    return str(locale.territories.get(locale.territory, "")) if locale.territory else ""


def _likely(locale: Locale, script: str | None) -> tuple[str, str, str]:
    """Language, script and territory: ("az", "Latn", "AZ"). Empty strings if not known."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    known = likely.get(f"{locale.language}_{script}") or likely.get(locale.language) or ""
    language, found_script, territory = (*known.split("_"), "", "", "")[:3]
    return language, found_script, territory


def script(tag: str) -> str:
    """That the language is written in: "Latn". Empty where neither the tag nor CLDR says it."""
    for subtag in tag.split("-")[1:]:
        if len(subtag) == 4 and subtag.isalpha():
            return subtag.capitalize()
    try:
        return _likely(find_locale(tag), None)[1]
    except UnknownLanguage:
        return ""


def first_weekday(locale: Locale, country: str) -> int:
    from babel import UnknownLocaleError

    from beyan.language.unshared import UnsharedLocale

    # Babel counts a locale without a country to the world, where weeks begin on Monday.
    try:
        return UnsharedLocale(locale.language, country or None, locale.script).first_week_day
    except UnknownLocaleError:
        return locale.first_week_day


def language_name(named: Locale, reader: Locale) -> str:
    script = named.script if named.script != _likely(named, None)[1] else None
    for locale in (reader, named):
        names = locale.languages
        name = names.get(named.language)
        if script and f"{named.language}_{script}" in names:
            return str(names[f"{named.language}_{script}"])
        if script and name:
            return f"{name} ({locale.scripts.get(script, script)})"
        if name:
            return str(name)
    return named.language


def name_in(tag: str, reader: Locale) -> str:
    """The reader's name for a language that CLDR knows by name alone, or the tag."""
    return str(reader.languages.get(tag.replace("-", "_"), tag))


def direction(tag: str) -> Direction:
    """Which way the tag's script is written, of languages that CLDR has no locale of, too."""
    return "rtl" if _subtags(tag)[1] in _RIGHT_TO_LEFT else "ltr"


def is_likely(tag: str) -> bool:
    """Whether CLDR knows where the language is spoken, as of many of which it knows no more."""
    return bool(_subtags(tag)[1])


def likely_country(tag: str) -> str:
    country = _subtags(tag)[2]
    return country if country.isalpha() else ""


@lru_cache(maxsize=256)
def _subtags(tag: str) -> tuple[str, str, str]:
    """Language, script and country, as named or as most likely meant; empty where not known."""
    from babel.core import get_global

    language, script, country = subtags(tag)
    likely = get_global("likely_subtags")
    known = next(
        (
            found
            for parts in (
                (language, script, country),
                (language, script),
                (language, country),
                (language,),
            )
            if (found := likely.get("_".join(filter(None, parts))))
        ),
        "",
    )
    _, found_script, found_country = (*known.split("_"), "", "", "")[:3]
    return language, script or found_script, country or found_country


def with_own_digits(text: str, locale: Locale, digits: str = "") -> str:
    zero = _ZEROS.get(digits or locale.default_numbering_system)
    if zero is None:
        return text
    return text.translate({ord("0") + digit: zero + digit for digit in range(10)})
