"""What a language is known by: the tables of `tongues.txt`."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from beyan.language import cldr
from beyan.language.word_groups import word_groups

# Letters that go without saying.
_BASE = {
    "Latn": "abcdefghijklmnopqrstuvwxyz",
    "Cyrl": "".join(map(chr, range(0x430, 0x450))),
    # With what keyboards have for ي and ك.
    "Arab": "".join(map(chr, range(0x621, 0x64B))) + "یک",
}
_TRADITIONAL = frozenset({"tw", "hk", "mo"})
# Of Japanese and Korean, what tells them from Chinese.
_TELLING = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Kana", "Kore": "Hang"}
# Letters that keyboards of several languages exchange; İ is two characters in lower case.
ONE_KEY = str.maketrans("يىكİ", "ییکi")


class Tongue(NamedTuple):
    """A language of `tongues.txt`; `bit` is its own among those of its script."""

    tag: str
    bit: int
    usual: float
    own_signs: str


class Script(NamedTuple):
    """The languages with words that are written in it, and which have a word or letter, as bits."""

    tongues: tuple[Tongue, ...]
    words: dict[str, int]
    signs: dict[str, int]
    letters: dict[str, int]


@lru_cache(maxsize=128)
def script_of(language: str) -> str:
    """In which the language is written; of Japanese and Korean, what tells them from Chinese."""
    script = cldr.script(language)
    return _TELLING.get(script, script)


@lru_cache(maxsize=128)
def tongue_of(language: str, script: str) -> Tongue | None:
    """The language as it is written in the script: "az-Latn-AZ" is "az"."""
    primary = language.partition("-")[0].lower()
    table = scripts().get(script)
    by_tag = {tongue.tag: tongue for tongue in table.tongues} if table else {}
    return by_tag.get(f"{primary}-{script}") or by_tag.get(primary)


@lru_cache(maxsize=4096)
def script_in(letter: str) -> str:
    """Which script the letter is of; empty for one that is not in the tables."""
    name = unicodedata.name(letter, "").partition(" ")[0]
    return next(iter(_groups().get(f"{name}.code", ())), "")


def usual_language(script: str) -> str:
    """Whose script it is where words do not decide: "ka" of Georgian; empty if not known."""
    return next(iter(_groups().get(f"{script}.language", ())), "")


@cache
def _groups() -> dict[str, frozenset[str]]:
    return word_groups(Path(__file__).with_name("tongues.txt"))


@cache
def scripts() -> dict[str, Script]:
    groups = _groups()
    tags: dict[str, list[str]] = {}
    for name in groups:
        tag, _, kind = name.rpartition(".")
        if kind == "words":
            letter = min(groups[name] - {"l", "d"})[0]
            tags.setdefault(script_in(letter), []).append(tag)
    return {script: _table(script, of_it) for script, of_it in tags.items()}


def _table(script: str, tags: list[str]) -> Script:
    groups = _groups()
    words: dict[str, int] = {}
    signs: dict[str, int] = {}
    letters: dict[str, int] = {}
    for number, tag in enumerate(tags):
        own = "".join(groups.get(f"{tag}.letters", ()))
        without = groups.get(f"{tag}.without", frozenset())
        for table, keys in (
            (words, {word.translate(ONE_KEY) for word in groups[f"{tag}.words"]}),
            (signs, groups.get(f"{tag}.signs", ())),
            (letters, set(own.translate(ONE_KEY) + _BASE[script]) - without),
        ):
            for key in keys:
                table[key] = table.get(key, 0) | 1 << number
    tongues = []
    for number, tag in enumerate(tags):
        (usual,) = groups[f"{tag}.usual"]
        alone = (s for s in groups.get(f"{tag}.signs", ()) if letters.get(s) == 1 << number)
        tongues.append(Tongue(tag, 1 << number, int(usual) / 100, "".join(sorted(alone))))
    return Script(tuple(tongues), words, signs, letters)


@lru_cache(maxsize=128)
def chinese_signs(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Characters of its way of writing alone, and of the other."""
    signs = _groups()["zh-Hans.signs"], _groups()["zh-Hant.signs"]
    return signs[::-1] if is_traditional(language) else signs


def is_traditional(language: str) -> bool:
    subtags = language.lower().split("-")
    return "hant" in subtags or ("hans" not in subtags and not _TRADITIONAL.isdisjoint(subtags))
