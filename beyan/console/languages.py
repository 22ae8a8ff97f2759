"""The languages the tool speaks: those with a file `beyan/locales/<language>/beyan.po`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beyan.language.locale import Language

# That of the msgids, which needs no catalogue.
ENGLISH = "en"
_FILES = {
    file.parent.name.replace("_", "-"): file
    for file in sorted((Path(__file__).parent.parent / "locales").glob("*/beyan.po"))
}
UI_LANGUAGES = tuple(dict.fromkeys((ENGLISH, *_FILES)))


def ui_language(wanted: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The language the tool speaks: as asked, else the locale's, else English.

    A locale's region or script counts where the tool has a language of its own for it: `pt_BR` is
    "pt-BR", else "pt".
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = wanted or environment.get(name, "").partition(".")[0].partition("@")[0]
    tag = (wanted or "").replace("_", "-").lower()
    known = {each.lower(): each for each in UI_LANGUAGES}
    return known.get(tag) or known.get(tag.partition("-")[0], ENGLISH)


def translated(phrase: str, language: str) -> str:
    """The phrase as the language has it; in English, and where the language lacks it, itself."""
    return phrase if language == ENGLISH else _messages(language).get(phrase, phrase)


@lru_cache
def formats_of(language: str) -> Language:
    """How the language writes dates and numbers; as English does where CLDR does not know it."""
    from beyan.language.locale import Language, UnknownLanguage

    try:
        return Language(language)
    except UnknownLanguage:
        return Language(ENGLISH)


def with_own_sign(number: str, language: str) -> str:
    """A number with the language's sign for decimals, 1,20 in Azerbaijani; its digits stay."""
    if language == ENGLISH or "." not in number:
        return number
    from babel.numbers import get_decimal_symbol

    from beyan.language.cldr import find_locale

    return number.replace(".", get_decimal_symbol(find_locale(formats_of(language).tag)))


@lru_cache
def _messages(language: str) -> dict[str, str]:
    """By msgid; nothing of a file that cannot be read, so that every command still works."""
    # The parser is imported only where a message must be translated.
    from beyan.language.catalogue import CatalogueSyntaxError, read_catalogue

    try:
        entries = list(read_catalogue([_FILES[language]], language))
    except (CatalogueSyntaxError, OSError):
        return {}
    return {each.msgid: each.forms[0] for each in entries if each.is_translated}
