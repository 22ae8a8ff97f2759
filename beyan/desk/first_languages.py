"""Which languages a new site may have, and where their words come from.

Any that CLDR knows: with a sample where there is one, with interface strings where the program
brings some, else with a list of strings that are to be translated.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from beyan.console import UI_LANGUAGES
from beyan.language import cldr
from beyan.language.collation import subtags
from beyan.language.transliteration import can_be_made
from beyan.model.catalogue_files import catalogue_files
from beyan.model.defaults import DEFAULTS
from beyan.model.diagnostic import nearest_key
from beyan.source.strict_yaml import parse

STARTER = Path(__file__).resolve().parent.parent / "starter"


def known_languages() -> tuple[str, ...]:
    """Those that have interface strings of their own, messages of the tool, and a sample."""
    samples = sorted((STARTER / "content/releases").glob("*.md"))
    tags = (path.name.split(".")[-2] for path in samples)
    return tuple(tag for tag in tags if tag in UI_LANGUAGES and _is_brought(tag))


def usual_languages() -> tuple[str, ...]:
    """Those of a new site for which nobody named any: the sample's own."""
    settings, _ = parse((STARTER / "site_config.yaml").read_text("utf-8"), "")
    languages = settings.values["languages"]
    assert isinstance(languages, list), "the sample says so"
    return tuple(map(str, languages))


def sample_of(tag: str) -> str:
    """The language whose sample it may have: its own, or that of its country's neighbours.

    Empty where there is none: another script is another language to whoever reads it.
    """
    known = known_languages()
    if tag in known:
        return tag
    plain = tag.partition("-")[0]
    return plain if plain in known and cldr.script(plain) == cldr.script(tag) else ""


def entry_of(tag: str) -> str:
    """What `languages` of the settings says of it."""
    source = next((each for each in known_languages() if can_be_made(tag, each)), "")
    if source:
        return f"{{{tag}: {{transliterate: {{from: {source}}}}}}}"
    if not _is_brought(tag) and (sample := sample_of(tag)):
        return f"{{{tag}: {{catalogue: {sample}}}}}"
    return tag


def to_be_translated(languages: Sequence[str]) -> tuple[str, ...]:
    """Those whose interface strings the program has nowhere."""
    return tuple(tag for tag in languages if entry_of(tag) == tag and not _is_brought(tag))


def is_language(tag: str) -> bool:
    """Whether CLDR knows it, and it is spelled as tags are: pt-BR, zh-Hans."""
    try:
        cldr.find_locale(tag)
    except cldr.UnknownLanguage:
        return False
    return tag == _spelled(tag)


def meant_language(typed: str) -> str:
    """The tag that was probably meant: of pt_br, ger, German, Deutsch. Empty if none is near."""
    from babel.core import get_global

    spelled = _spelled(typed.replace("_", "-"))
    if is_language(spelled):
        return spelled
    alias = str(get_global("language_aliases").get(typed.lower(), "")).replace("_", "-")
    if is_language(alias):
        return alias
    plain = spelled.partition("-")[0]
    return nearest_key(typed, _names()) or (plain if is_language(plain) else "")


@cache
def _is_brought(tag: str) -> bool:
    return bool(catalogue_files(DEFAULTS / "locales", tag))


def _spelled(tag: str) -> str:
    """As BCP 47 has it: the script with a capital, the country in capitals."""
    _, *rest = tag.split("-")
    language, script, country = subtags(tag)
    others = (part for part in rest if part.title() != script and part.upper() != country)
    return "-".join(filter(None, (language, script, country, *others)))


def _names() -> dict[str, list[str]]:
    """All languages, by what they are called in English and by themselves."""
    from babel import Locale
    from babel.localedata import locale_identifiers

    english = Locale("en")
    tags = [tag for tag in locale_identifiers() if "_" not in tag]
    return {
        tag: [str(english.languages.get(tag, tag)), str(Locale(tag).languages.get(tag, tag))]
        for tag in tags
        if is_language(tag)
    }
