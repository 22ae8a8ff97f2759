"""Strings of a catalogue that are in another language than its folder.

By their letters, by words, and by likeness: a text that is another language's translation of the
same message is in that language, unless its own language says it so as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from beyan.language.catalogue import Entry, Header, Key
from beyan.language.likeness import other_language
from beyan.language.scripts import (
    has_foreign_letters,
    language_of_letters,
    likely_language,
    script_of,
    scripts_of,
)

SOURCE_LANGUAGE = "en"
"""That of the msgids."""

# Fewer strings than these tell nothing of a whole catalogue.
_FEWEST = 3
# Two short texts may be alike by chance: Telefon.
_COGNATE = 0.7
# Languages that say most things in the same words.
_SISTERS = ({"bs", "cnr", "hr", "sh", "sr"}, {"id", "ms"}, {"da", "nb", "nn", "no"}, {"mo", "ro"})
# A letter that no text in the language is long without.
_NEVER_WITHOUT = {"az": "ə", "az-Cyrl": "ә"}
_LONG = 240
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "with",
        "this",
        "there",
        "are",
        "was",
        "has",
        "been",
        "for",
        "not",
        "from",
        "by",
        "at",
        "which",
        "have",
        "is",
    ]
)
_FILLED_IN = re.compile(r"%\([^()]*\)[a-z]|%%|\{[a-z][a-z0-9_]*\}")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")


class Strings(NamedTuple):
    """The finished strings of a language that the site itself brings, and where they come from."""

    language: str
    entries: Sequence[Entry]
    headers: Sequence[Header]


class Verdict(NamedTuple):
    """The language that strings are in instead: all of them, or those of single entries."""

    whole: str
    single: Sequence[tuple[Entry, str]]


Reference = Mapping[str, Mapping[Key, frozenset[str]]]
"""What is known to be right: the texts of each message by language."""


def words_of(text: str) -> list[str]:
    return _WORD.findall(_FILLED_IN.sub(" ", text))


def compared(text: str) -> str:
    """What two texts have in common that say the same."""
    return " ".join(words_of(text)).casefold()


def texts_by_key(entries: Iterable[Entry]) -> dict[Key, frozenset[str]]:
    return {each.key: frozenset(map(compared, each.forms)) for each in entries}


class ForeignStrings:
    """`brought` are the strings of all languages, `reference` those that come with the program."""

    def __init__(self, brought: Iterable[Strings], reference: Reference) -> None:
        self._brought = {each.language: each for each in brought}
        self._reference = reference
        self._said: dict[str, dict[Key, frozenset[str]]] = {
            language: dict(texts) for language, texts in reference.items()
        }
        for language, strings in self._brought.items():
            said = self._said.setdefault(language, {})
            for key, texts in texts_by_key(strings.entries).items():
                said[key] = texts | said.get(key, frozenset())

        wholes = {language: self._whole(each) for language, each in self._brought.items()}
        self._wholes = {language: other for language, other in wholes.items() if other}

    def verdict(self, language: str) -> Verdict:
        if whole := self._wholes.get(language):
            return Verdict(whole, ())
        strings = self._brought[language]
        found = [(each, self._foreign(each, language)) for each in strings.entries]
        return Verdict("", [(entry, other) for entry, other in found if other])

    def _whole(self, strings: Strings) -> str:
        language = strings.language
        worded = [each for each in strings.entries if any(map(words_of, each.forms))]
        if len(worded) < _FEWEST:
            return ""
        if copied := self._copied(strings, worded):
            return copied
        found = Counter(filter(None, (_by_letters(each, language) for each in worded)))
        if found.total() * 2 >= len(worded):
            return max(found, key=found.__getitem__)
        return _unlike(worded, language)

    # --- a single string ---

    def _foreign(self, entry: Entry, language: str) -> str:
        likely = (self._by_likeness(entry, text, language) for text in entry.forms)
        return next(filter(None, likely), "") or _by_letters(entry, language)

    def _by_likeness(self, entry: Entry, text: str, language: str) -> str:
        """The language in which exactly this is the translation, and which this one is not."""
        said = compared(text)
        own = self._own(entry.key, language)
        if said in own or not said:
            return ""
        count = len(words_of(text))
        for other, texts in self._said.items():
            if said not in texts.get(entry.key, ()) or are_alike(language, other):
                continue
            if other in self._wholes:
                continue
            if _is_copy_of_source(entry, said):
                continue  # it is told as such
            if count >= 3 or (
                own and not _is_cognate(said, own) and self._is_right(other, entry.key, said)
            ):
                return other
        return ""

    def _own(self, key: Key, language: str) -> frozenset[str]:
        return self._reference.get(language, {}).get(key, frozenset())

    def _is_right(self, language: str, key: Key, said: str) -> bool:
        """Whether the text is known to be in this language, and in no further one."""
        known = [other for other, texts in self._reference.items() if said in texts.get(key, ())]
        return known == [language] if known else True

    # --- all of them ---

    def _copied(self, strings: Strings, worded: Sequence[Entry]) -> str:
        """The language of another catalogue with the same strings, where that is the right one."""
        language = strings.language
        for other in self._said:
            if are_alike(language, other):
                continue
            same = sum(
                1
                for each in worded
                if any(compared(text) in self._said[other].get(each.key, ()) for text in each.forms)
            )
            if same * 2 >= len(worded) and not self._is_original(strings, worded, other):
                return other
        return ""

    def _is_original(self, strings: Strings, worded: Sequence[Entry], other: str) -> bool:
        """Whether of two languages with the same strings this is the one they are in."""
        mine = self._fits(strings.language, worded)
        if mine is not None:
            return mine
        theirs = self._fits(other, worded)
        if theirs is not None:
            return not theirs
        if any(names(each.language, other) for each in strings.headers):
            return False
        copy = self._brought.get(other)
        return copy is not None and any(
            names(each.language, strings.language) for each in copy.headers
        )

    def _fits(self, language: str, entries: Sequence[Entry]) -> bool | None:
        """Whether the strings are in the language; None where nothing tells."""
        known = [each for each in entries if self._own(each.key, language)]
        if len(known) >= _FEWEST:
            agreed = sum(
                1
                for each in known
                if not self._own(each.key, language).isdisjoint(map(compared, each.forms))
            )
            return agreed * 2 >= len(known)
        is_wrong = _unlike(entries, language) or _has_wrong_letters(entries, language)
        return False if is_wrong else None


def names(language: str, other: str) -> bool:
    """Whether a header that says `language` means `other`: "az_AZ" is "az"."""
    said = language.replace("_", "-").replace("@latin", "-Latn").replace("@cyrillic", "-Cyrl")
    first, second = (tag.partition(".")[0].lower().split("-") for tag in (said, other))
    if first[0] != second[0]:
        return False
    scripts = [{part for part in tag[1:] if len(part) == 4} for tag in (first, second)]
    regions = [{part for part in tag[1:] if len(part) in (2, 3)} for tag in (first, second)]
    if first[0] == "zh":
        # "zh_TW" is a shorter name for "zh-Hant-TW".
        scripts = [
            script or ({"hant"} if region & {"tw", "hk", "mo"} else {"hans"})
            for script, region in zip(scripts, regions, strict=True)
        ]
    return scripts[0] == scripts[1] and (regions[0] == regions[1] or not all(regions))


def are_alike(language: str, other: str) -> bool:
    """Whether two languages may well say most things in the same words."""
    first, second = (tag.partition("-")[0].lower() for tag in (language, other))
    if first == second:
        own, theirs = scripts_of(language), scripts_of(other)
        return own == theirs or not own or not theirs
    return any({first, second} <= each for each in _SISTERS)


def _unlike(entries: Sequence[Entry], language: str) -> str:
    """The language that all strings together seem to be in; empty if they may be right."""
    # Between two strings, words at their ends are words too.
    text = " ".join(f" {form} ." for each in entries for form in each.forms)
    if found := other_language(text.lower(), language):
        return found
    script = script_of(text)
    own = scripts_of(language)
    if script and own and script not in own:
        return language_of_letters(text) or likely_language(script)
    return ""


def _has_wrong_letters(entries: Sequence[Entry], language: str) -> bool:
    """Whether the letters of the language are missing, or those of others in many words."""
    words = [word for each in entries for form in each.forms for word in words_of(form)]
    text = "".join(words).lower()
    own = _NEVER_WITHOUT.get(language, "")
    if own and len(text) > _LONG and own not in text:
        return True
    return sum(has_foreign_letters(word, language) for word in words) * 5 > len(words)


def _by_letters(entry: Entry, language: str) -> str:
    """The language that the letters and the smallest words tell of; else nothing."""
    found = (_language_of(form, language) for form in entry.forms if words_of(form))
    return next(filter(None, found), "")


def _language_of(text: str, language: str) -> str:
    words = words_of(text)
    script, own = script_of(text), scripts_of(language)
    if script and own and script not in own:
        # In Latin letters there are names in all languages: Facebook, RSS, World Press Photo.
        plain = [word for word in words if word[:1].islower() and len(word) > 2]
        if script != "Latn" or len(plain) > 1:
            return language_of_letters(text) or likely_language(script)
        return ""
    strange = [word for word in words if has_foreign_letters(word, language)]
    if len(strange) * 3 > len(words):
        return language_of_letters("".join(strange))
    if len(_ENGLISH.intersection(map(str.lower, words))) > 1 and not names("en", language):
        return SOURCE_LANGUAGE
    return ""


def _is_copy_of_source(entry: Entry, said: str) -> bool:
    return said in map(compared, filter(None, (entry.msgid, entry.plural)))


def _is_cognate(said: str, own: Iterable[str]) -> bool:
    if len(said.split()) > 1:
        return False
    from difflib import SequenceMatcher

    return any(SequenceMatcher(None, said, each).ratio() >= _COGNATE for each in own)


def source_texts(entries: Iterable[Entry]) -> Iterator[tuple[Key, frozenset[str]]]:
    """What the messages themselves say, as the strings of their own language."""
    for each in entries:
        yield each.key, frozenset(map(compared, filter(None, (each.msgid, each.plural))))
