"""Which script a text is in, which script a language, and letters that a language does not have."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

# By the first word of the names that Unicode gives to letters.
_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARMENIAN": "Armn", "GEORGIAN": "Geor",
    "ARABIC": "Arab", "HEBREW": "Hebr", "DEVANAGARI": "Deva", "BENGALI": "Beng", "TAMIL": "Taml",
    "THAI": "Thai", "KHMER": "Khmr", "ETHIOPIC": "Ethi",
    "CJK": "Hani", "HIRAGANA": "Hani", "KATAKANA": "Hani", "HANGUL": "Hani", "BOPOMOFO": "Hani",
}  # fmt: skip
_OF_EAST_ASIA = {"Hans", "Hant", "Jpan", "Kore", "Hani"}
# Which of the two a text is in, their tags do not tell: "sr" has no usual script.
_IN_TWO = {"kk", "ku", "mn", "pa", "sr", "uz"}
# The language that a text in the script is most likely in.
_LIKELY = {
    "Latn": "en", "Cyrl": "ru", "Grek": "el", "Armn": "hy", "Geor": "ka", "Arab": "ar",
    "Hebr": "he", "Deva": "hi", "Beng": "bn", "Taml": "ta", "Thai": "th", "Khmr": "km",
    "Ethi": "am", "Hani": "zh",
}  # fmt: skip

# Letters that no word of the language has, but a name from elsewhere.
_FOREIGN = {
    "en": "əğıışŋńłąęřžñß",
    "az": "äßñőűłńąęřž",
    "tr": "əäßñőűłńąęřž",
    "ru": "іїєґәҝҹғөүһјљњђћџў",
    "uk": "ыэъёәҝҹғөүһјљњђћџў",
    "be": "ищъїєґәҝҹғөүһјљњђћџ",
    "az-Cyrl": "йцщъьэюяёіїєґ",
    "ar": "پچژگڤکیۀ",
}
# The language that each of those letters tells of, the surest first.
_TELLING = {
    "ə": "az", "әҹҝ": "az-Cyrl", "ғөүһ": "kk", "їєґ": "uk", "ў": "be", "і": "uk",
    "љњђћџј": "sr", "ыэъё": "ru", "щйцьюя": "ru", "پچژگڤکی": "fa", "ßä": "de", "őű": "hu",
    "ñ": "es", "łńąęž": "pl", "ř": "cs", "ğışŋ": "tr",
}  # fmt: skip


def script_of(text: str) -> str:
    """That of most letters of the text; empty where it has none, or none that is known here."""
    counted = Counter(map(_script, filter(str.isalpha, text)))
    return max(counted, key=counted.__getitem__) if counted else ""


def scripts_of(language: str) -> frozenset[str]:
    """Those that texts in the language may be in; nothing where that is not known."""
    from beyan.language import cldr

    try:
        locale = cldr.find_locale(language)
    except cldr.UnknownLanguage:
        return frozenset()
    script = cldr.script(language)
    if locale.script is None and locale.language in _IN_TWO:
        return frozenset()
    if script in _OF_EAST_ASIA:
        return frozenset({"Hani"})
    return frozenset({script}) & frozenset(_SCRIPTS.values())


def likely_language(script: str) -> str:
    return _LIKELY.get(script, "")


def has_foreign_letters(word: str, language: str) -> bool:
    letters = _foreign_letters(language)
    return not letters.isdisjoint(word.lower())


def language_of_letters(word: str) -> str:
    """The language that the letters of the word tell of; empty where they tell nothing."""
    lower = word.lower()
    return next(
        (tag for letters, tag in _TELLING.items() if any(each in lower for each in letters)), ""
    )


@lru_cache(maxsize=64)
def _foreign_letters(language: str) -> frozenset[str]:
    primary, _, rest = language.partition("-")
    script = rest.partition("-")[0].capitalize()
    return frozenset(_FOREIGN.get(f"{primary.lower()}-{script}") or _FOREIGN.get(primary, ""))


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "")
