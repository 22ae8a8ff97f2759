"""Which language a text is in: its script, its letters, and the small words it cannot do without.

What is known of each language stands in `tongues.txt`. A text that has enough of the small words of
its own language is looked at no further (10 µs); of any other at most 4,500 characters are read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from beyan.language.tongues import (
    ONE_KEY,
    Tongue,
    chinese_signs,
    is_traditional,
    script_in,
    script_of,
    scripts,
    tongue_of,
    usual_language,
)

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
# What a character says, in letters of an alphabet.
_WEIGHT = {"Hani": 2, "Kana": 2, "Hang": 2}

# What is no text: addresses, tags, and where a link of Markdown leads.
_NOT_SAID = re.compile(r"(?:https?://|www\.)[!-~]+|\w[\w.+-]{0,63}@[\w.-]+|\]\([^()\s]*|<[^<>]*>")
_WORD = re.compile("[^\\W\\d_][^\\W\\d_\u0300-\u036f]*")
_UNWRITTEN = re.compile("[\u00ad\u0640\u064b-\u0652\u0670]")


class _Words(NamedTuple):
    """Of a text, by script: how many letters, without names; and the words."""

    letters: Counter[str]
    words: dict[str, list[str]]


def other_language(text: str, language: str) -> str:
    """The language that the text seems to be in instead of `language`; empty if it may be right.

    The text may be Markdown. Where only the script is known, that is named: "und-Cyrl". A text says
    nothing that is short, or in the script of a language of which nothing else is known here.
    """
    own = script_of(language)
    if not own or _is_clearly(text, language, own):
        return ""
    found = _taken_apart(text)
    script, most = _main_script(found)
    if script == "Hani" and own in ("Kana", "Hang") and found.letters[script] < _TITLE:
        return ""
    tongue, heard = tongue_of(language, own), _heard(found, own)
    is_silent = not (heard.speaks_for(tongue) if tongue is not None else found.letters[own])
    # Letters of no script, such as those of mathematics, say nothing.
    if script not in ("", own) and most >= (_HALF if is_silent else _MOST):
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
    if script not in scripts():
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
        own, other = chinese_signs(language)
        return len(signs & own) > 4 * len(signs & other)
    tongue = tongue_of(language, script)
    if tongue is None:
        letters = [script_in(letter) for letter in text[::8] if letter.isalpha()]
        # Japanese has many Han characters.
        return letters.count(script) * (4 if script == "Kana" else 2) > len(letters)
    if tongue.own_signs and sum(map(text.count, tongue.own_signs)) * 40 > len(text):
        return True
    words = text.lower().split()
    known = scripts()[script].words
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
    text = unicodedata.normalize("NFC", _UNWRITTEN.sub("", _NOT_SAID.sub(" ", text)))
    letters: Counter[str] = Counter()
    words: dict[str, list[str]] = {}
    for word in _WORD.findall(text):
        script = script_in(word[0])
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
    size: int
    signed: int
    spoken: Counter[tuple[int, int]]
    different: dict[int, set[str]]

    def share(self, tongue: Tongue) -> float:
        """Of what is usual in the language: 1.0."""
        bit = tongue.bit
        kinds = sum(len(words) for bits, words in self.different.items() if bits & bit)
        if self.size < _WORDS or kinds < _DIFFERENT_WORDS:
            return 0.0
        said = sum(number for (bits, _), number in self.spoken.items() if bits & bit)
        odd = sum(number for (_, strange), number in self.spoken.items() if strange & bit)
        usual = min(said / self.size / tongue.usual, 1.0)
        return usual * max(0.0, 1 - _ODD * max(0.0, odd / self.size - _FOREIGN))

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
    table = scripts().get(script)
    spoken: Counter[tuple[int, int]] = Counter()
    different: dict[int, set[str]] = {}
    size = signed = 0
    if table is None:
        return _Heard((), 0, 0, spoken, different)
    everyone = (1 << len(table.tongues)) - 1
    for word in found.words.get(script, ()):
        is_name = word[0].isupper()
        plain = word.translate(ONE_KEY).lower()
        bits = table.words.get(plain, 0)
        if is_name and not bits:
            continue
        size += 1
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
    return _Heard(table.tongues, size, signed, spoken, different)


def _named(found: _Words, script: str) -> str:
    if script == "Hani":
        return _chinese(found)
    heard = _heard(found, script)
    best = heard.best()
    if best is not None and heard.share(best) >= _ENOUGH / 2:
        return best.tag
    usual = usual_language(script) or f"und-{script}"
    tongue = tongue_of(usual, script)
    # Of a script of many languages one word is needed.
    return usual if tongue is None or heard.speaks_for(tongue) else f"und-{script}"


def _chinese(found: _Words) -> str:
    """In which of its two ways of writing, if that is seen."""
    characters = "".join(found.words.get("Hani", ()))
    simplified, traditional = chinese_signs("zh-Hans")
    hans, hant = (sum(map(signs.__contains__, characters)) for signs in (simplified, traditional))
    if max(hans, hant) < _WORDS or min(hans, hant) > _LESS * max(hans, hant):
        return "zh"
    return "zh-Hans" if hans > hant else "zh-Hant"


def _other_chinese(found: _Words, language: str) -> str:
    tag = _chinese(found)
    return tag if tag == ("zh-Hans" if is_traditional(language) else "zh-Hant") else ""
