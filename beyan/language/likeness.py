"""Which language a text is in: its script, its letters, and the small words it cannot do without.

What is known of each language stands in `tongues.txt`. A text that has enough of the small words of
its own language is looked at no further (10 µs); of any other at most 4,500 characters are read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from beyan.language import cldr
from beyan.language.word_groups import word_groups

# In a script that the language is not written in: fewer letters may be those of names, and a
# smaller share those of quotations, if there is anything in the language itself.
_LETTERS, _TITLE = 20, 80
_HALF, _MOST = 0.5, 2 / 3
# In the script of the language: what speaks for another is told from so many words on.
_WORDS, _DIFFERENT_WORDS = 4, 2
# What a text in a language has at least of what is usual in it.
_ENOUGH = 0.5
# Of the words that tell two languages apart, what may speak for the other.
_LESS = 0.25
# So many words may be foreign; each one above that counts several times.
_FOREIGN, _ODD = 0.05, 4

_SAMPLE, _READ = 420, 4500
_BASE = {
    "Latn": "abcdefghijklmnopqrstuvwxyz",
    "Cyrl": "".join(map(chr, range(0x430, 0x450))),
    # With what keyboards have for ي and ك.
    "Arab": "".join(map(chr, range(0x621, 0x64B))) + "یک",
}
# What a character says, in letters of an alphabet.
_WEIGHT = {"Hani": 2, "Kana": 2, "Hang": 2}
_TRADITIONAL = frozenset({"TW", "HK", "MO"})

_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
_WORD = re.compile("[^\\W\\d_][^\\W\\d_\u0300-\u036f]*")
_UNWRITTEN = re.compile("[\u00ad\u0640\u064b-\u0652\u0670]")
_ONE_KEY = str.maketrans("يىكİ", "ییکi")


class Tongue(NamedTuple):
    """A language of `tongues.txt`; `bit` is its own among those of its script."""

    tag: str
    bit: int
    usual: float
    own_signs: str


class _Script(NamedTuple):
    """The languages with words that are written in it, and which have a word or letter, as bits."""

    tongues: tuple[Tongue, ...]
    words: dict[str, int]
    signs: dict[str, int]
    letters: dict[str, int]


class _Words(NamedTuple):
    """Of a text, by script: how many letters, without names; and the words."""

    letters: Counter[str]
    words: dict[str, list[str]]


def other_language(text: str, language: str) -> str:
    """The language that the text seems to be in instead of `language`; empty if it may be right.

    Where only the script is known, that is named: "und-Cyrl". A text says nothing that is short,
    or in a language that nothing is known of here but its script, which the text is written in.
    """
    own = _script_of(language)
    if not own or _is_clearly(text, language, own):
        return ""
    found = _taken_apart(text)
    script, most = _main_script(found)
    if script == "Hani" and own in ("Kana", "Hang") and found.letters[script] < _TITLE:
        return ""
    tongue, heard = _tongue(language, own), _heard(found, own)
    is_silent = not (heard.speaks_for(tongue) if tongue is not None else found.letters[own])
    if script != own and most >= (_HALF if is_silent else _MOST):
        return _named(found, script)
    if own == "Hani":
        return _other_chinese(found, language)
    best = heard.best()
    if tongue is None or best is None or best == tongue or heard.share(best) < _ENOUGH:
        return ""
    for_best, against_it = heard.only(best, tongue), heard.only(tongue, best)
    least = _WORDS if against_it else heard.least(tongue)
    return best.tag if for_best >= least and against_it <= _LESS * for_best else ""


def may_be_in(text: str, language: str) -> bool:
    return not other_language(text, language)


def likely_languages(text: str) -> tuple[str, ...]:
    """Those that the text may well be in, the likeliest first; none where it says too little."""
    found = _taken_apart(text)
    script, _ = _main_script(found)
    if script not in _scripts():
        return (_named(found, script),) if script else ()
    heard = _heard(found, script)
    shares = {tongue.tag: heard.share(tongue) for tongue in heard.tongues}
    least = max(_ENOUGH, max(shares.values()) / 2)
    return tuple(
        tag for tag in sorted(shares, key=lambda tag: -shares[tag]) if shares[tag] >= least
    )


# --- what is looked at first ----------------------------------------------------------------


def _is_clearly(text: str, language: str, script: str) -> bool:
    """Whether a sample says so at once: it has small words of the language, and few of others."""
    if len(text) > _SAMPLE:
        text = _slices(text, _SAMPLE)
    if script == "Hani":
        signs = set(text)
        own, other = _chinese_signs(language)
        return len(signs & own) > 4 * len(signs & other)
    tongue = _tongue(language, script)
    if tongue is None:
        letters = [_script(letter) for letter in text[::8] if letter.isalpha()]
        # Japanese has many Han characters.
        return letters.count(script) * (4 if script == "Kana" else 2) > len(letters)
    if tongue.own_signs and sum(map(text.count, tongue.own_signs)) * 40 > len(text):
        return True
    words = text.lower().split()
    known = _scripts()[script].words
    heard = [bits for bits in map(known.get, words) if bits]
    bit = tongue.bit
    spoken = len([bits for bits in heard if bits & bit])
    return spoken >= 3 and spoken * 12 >= len(words) and spoken > 3 * (len(heard) - spoken)


def _slices(text: str, length: int) -> str:
    """From the beginning, the middle and the end."""
    third, middle = length // 3, len(text) // 2
    return f"{text[:third]} {text[middle : middle + third]} {text[-third:]}"


# --- what is looked at where that does not do -----------------------------------------------


def _taken_apart(text: str) -> _Words:
    if len(text) > _READ:
        text = _slices(text, _READ)
    text = unicodedata.normalize("NFC", _UNWRITTEN.sub("", _ADDRESS.sub(" ", text)))
    letters: Counter[str] = Counter()
    words: dict[str, list[str]] = {}
    for word in _WORD.findall(text):
        script = _script(word[0])
        words.setdefault(script, []).append(word)
        # Names say nothing of the language, nor do abbreviations.
        if not word[0].isupper() and not word[0].istitle():
            letters[script] += len(word) * _WEIGHT.get(script, 1)
    return _Words(letters, words)


def _main_script(found: _Words) -> tuple[str, float]:
    """The one that most letters are of, and its share; none where there are too few of them."""
    letters = found.letters.copy()
    # Japanese, and sometimes Korean, is written with Han characters too, but never with them alone.
    for script in ("Kana", "Hang"):
        if letters[script] * 8 > letters["Hani"]:
            letters[script] += letters.pop("Hani", 0)
    script, most = next(iter(letters.most_common(1)), ("", 0))
    return (script, most / letters.total()) if most >= _LETTERS else ("", 0.0)


class _Heard(NamedTuple):
    """How many words speak for which languages, as bits, and against which by their letters.

    `signed` are the languages of which there was any sign.
    """

    tongues: tuple[Tongue, ...]
    count: int
    signed: int
    spoken: Counter[tuple[int, int]]
    different: dict[int, set[str]]

    def share(self, tongue: Tongue) -> float:
        """Of what is usual in the language: 1.0."""
        bit = tongue.bit
        kinds = sum(len(words) for bits, words in self.different.items() if bits & bit)
        if self.count < _WORDS or kinds < _DIFFERENT_WORDS:
            return 0.0
        said = sum(number for (bits, _), number in self.spoken.items() if bits & bit)
        odd = sum(number for (_, strange), number in self.spoken.items() if strange & bit)
        usual = min(said / self.count / tongue.usual, 1.0)
        return usual * max(0.0, 1 - _ODD * max(0.0, odd / self.count - _FOREIGN))

    def best(self) -> Tongue | None:
        return max(self.tongues, key=self.share, default=None)

    def speaks_for(self, tongue: Tongue) -> bool:
        return any(bits & tongue.bit for bits in self.different)

    def least(self, tongue: Tongue) -> int:
        """How many words for another language do, if none speaks for this one alone."""
        lacks_sign = tongue.own_signs and tongue.usual > _HALF and not self.signed & tongue.bit
        return _DIFFERENT_WORDS if lacks_sign else _DIFFERENT_WORDS + 1

    def only(self, tongue: Tongue, other: Tongue) -> int:
        """How many words speak for the one, and not for the other."""
        return sum(
            number
            for (bits, strange), number in self.spoken.items()
            if (bits & tongue.bit and not bits & other.bit)
            or (strange & other.bit and not strange & tongue.bit)
        )


def _heard(found: _Words, script: str) -> _Heard:
    table = _scripts().get(script)
    spoken: Counter[tuple[int, int]] = Counter()
    different: dict[int, set[str]] = {}
    count = signed = 0
    if table is None:
        return _Heard((), 0, 0, spoken, different)
    everyone = (1 << len(table.tongues)) - 1
    for word in found.words.get(script, ()):
        is_name = word[0].isupper()
        plain = word.translate(_ONE_KEY).lower()
        bits = table.words.get(plain, 0)
        if is_name and not bits:
            continue
        count += 1
        signs, allowed = 0, everyone
        if not is_name:
            for letter in set(plain):
                signs |= table.signs.get(letter, 0)
                allowed &= table.letters.get(letter, 0)
        bits |= signs
        signed |= signs
        spoken[bits, everyone & ~allowed] += 1
        if bits:
            different.setdefault(bits, set()).add(plain)
    return _Heard(table.tongues, count, signed, spoken, different)


def _named(found: _Words, script: str) -> str:
    if script == "Hani":
        return _chinese(found)
    heard = _heard(found, script)
    best = heard.best()
    if best is not None and heard.share(best) >= _ENOUGH / 2:
        return best.tag
    return next(iter(_groups().get(f"{script}.language", ())), f"und-{script}")


def _chinese(found: _Words) -> str:
    """In which of its two ways of writing, if that is seen."""
    characters = "".join(found.words.get("Hani", ()))
    simplified, traditional = _chinese_signs("zh-Hans")
    hans, hant = (sum(map(signs.__contains__, characters)) for signs in (simplified, traditional))
    if max(hans, hant) < _WORDS or min(hans, hant) > _LESS * max(hans, hant):
        return "zh"
    return "zh-Hans" if hans > hant else "zh-Hant"


def _other_chinese(found: _Words, language: str) -> str:
    tag = _chinese(found)
    return tag if tag == ("zh-Hans" if _is_traditional(language) else "zh-Hant") else ""


@lru_cache(maxsize=128)
def _chinese_signs(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Characters of its way of writing alone, and of the other."""
    signs = _groups()["zh-Hans.signs"], _groups()["zh-Hant.signs"]
    return signs[::-1] if _is_traditional(language) else signs


def _is_traditional(language: str) -> bool:
    subtags = language.split("-")
    return "Hant" in subtags or ("Hans" not in subtags and not _TRADITIONAL.isdisjoint(subtags))


# --- the tables -----------------------------------------------------------------------------


@lru_cache(maxsize=128)
def _script_of(language: str) -> str:
    """In which the language is written; of Japanese and Korean, what tells them from Chinese."""
    script = cldr.script(language)
    return {"Hans": "Hani", "Hant": "Hani", "Jpan": "Kana", "Kore": "Hang"}.get(script, script)


@lru_cache(maxsize=128)
def _tongue(language: str, script: str) -> Tongue | None:
    """The language as it is written in the script: "az-Latn-AZ" is "az"."""
    primary = language.partition("-")[0].lower()
    table = _scripts().get(script)
    by_tag = {tongue.tag: tongue for tongue in table.tongues} if table else {}
    return by_tag.get(f"{primary}-{script}") or by_tag.get(primary)


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return next(iter(_groups().get(f"{name}.code", ())), "")


@cache
def _groups() -> dict[str, frozenset[str]]:
    return word_groups(Path(__file__).with_name("tongues.txt"))


@cache
def _scripts() -> dict[str, _Script]:
    groups = _groups()
    tags: dict[str, list[str]] = {}
    for name in groups:
        tag, _, kind = name.rpartition(".")
        if kind == "words":
            letter = min(groups[name] - {"l", "d"})[0]
            tags.setdefault(_script(letter), []).append(tag)
    return {script: _table(script, of_it) for script, of_it in tags.items()}


def _table(script: str, tags: list[str]) -> _Script:
    groups = _groups()
    words: dict[str, int] = {}
    signs: dict[str, int] = {}
    letters: dict[str, int] = {}
    for number, tag in enumerate(tags):
        own = "".join(groups.get(f"{tag}.letters", ()))
        without = groups.get(f"{tag}.without", frozenset())
        for table, keys in (
            (words, {word.translate(_ONE_KEY) for word in groups[f"{tag}.words"]}),
            (signs, groups.get(f"{tag}.signs", ())),
            (letters, set(own.translate(_ONE_KEY) + _BASE[script]) - without),
        ):
            for key in keys:
                table[key] = table.get(key, 0) | 1 << number
    tongues = []
    for number, tag in enumerate(tags):
        (usual,) = groups[f"{tag}.usual"]
        alone = (s for s in groups.get(f"{tag}.signs", ()) if letters.get(s) == 1 << number)
        tongues.append(Tongue(tag, 1 << number, int(usual) / 100, "".join(sorted(alone))))
    return _Script(tuple(tongues), words, signs, letters)
