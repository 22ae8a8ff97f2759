"""People of the registry whom the text names, and whom the release does not list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple
from unicodedata import normalize

from beyan.language.inflection import LETTER, in_any_case
from beyan.language.spelling import same_name
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.known import KnownKeys
from beyan.model.release import Edition, Person, Release, Topic, composed, names_of
from beyan.source.files import offset_span

_WORD = re.compile(f"{LETTER}+")
# What follows a word: the next one, which begins as the second word of a name does.
_FOLLOWED = rf"(?=[\W_]*+({LETTER}*+))"


class _Named(NamedTuple):
    """`before` counts the signs that the name has before its first word."""

    key: str
    name: str
    before: int


class Names:
    """The people of the registry by their names, and by the first words of them.

    They are compared in NFC. `digest` changes with the names, and ends with that of the `glossary`:
    what was said of a text before is then to be said again.
    """

    def __init__(
        self,
        people: Mapping[str, Person],
        topics: Mapping[str, Topic] | None = None,
        glossary: bytes = b"",
    ) -> None:
        self._people, self._topics = people, topics or {}
        names = repr([(key, person.name) for key, person in people.items()])
        self.digest = sha256(names.encode()).digest()[:8] + glossary

    def key_of(self, folded: Iterable[str]) -> str:
        """The key of the person who has one of these names (as `same_name` folds them), or ""."""
        return next((self._by_name[each] for each in folded if each in self._by_name), "")

    def nearest_person(self, typed: str) -> str:
        """The key that was probably meant, or an empty string."""
        return self._known_people.nearest(typed)

    def nearest_topic(self, typed: str) -> str:
        return self._known_topics.nearest(typed)

    @cached_property
    def _known_people(self) -> KnownKeys:
        return KnownKeys(names_of(self._people))

    @cached_property
    def _known_topics(self) -> KnownKeys:
        return KnownKeys(names_of(self._topics))

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Of two people with one name, the first."""
        return {
            same_name(name): key
            for key, person in reversed(list(self._people.items()))
            for _, name in person.name.pairs
        }

    @cached_property
    def _by_first_words(self) -> dict[str, dict[str, dict[str, list[_Named]]]]:
        """By language, the first word and the second: thousands may have one first name."""
        found: dict[str, dict[str, dict[str, list[_Named]]]] = {}
        for key, person in self._people.items():
            for language, name in person.name.pairs:
                name = composed(name)
                found_words = list(_WORD.finditer(name))
                words = [each[0] for each in found_words]
                # One word alone could be any: a first name, a place, a newspaper.
                if words and " " in name:
                    first, second = words[0], words[1] if len(words) > 1 else ""
                    by_second = found.setdefault(language, {}).setdefault(first, {})
                    by_second.setdefault(second, []).append(
                        _Named(key, name, found_words[0].start())
                    )
        return found

    @cached_property
    def _first_words(self) -> dict[str, tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]]:
        """By language, and what finds them among other things: all that begins as one does.

        That may be the end of a longer word, which the search for the whole name leaves out.
        """
        return {
            language: (frozenset(known), re.compile(begun), re.compile(begun + _FOLLOWED))
            for language, known in self._by_first_words.items()
            for begun in [f"(?:{_beginnings(known)}){LETTER}*+"]
        }

    @cached_property
    def _marks(self) -> frozenset[str]:
        """What a text has that spells a name in NFD: the dots and tails of its letters."""
        names = "".join(name for person in self._people.values() for _, name in person.name.pairs)
        return frozenset(normalize("NFD", names)) - frozenset(composed(names))

    def unlisted(self, release: Release) -> list[Diagnostic]:
        listed = set(release.people)
        written = {composed(name) for each in release.participants for _, name in each.name.pairs}
        return [
            found
            for edition in release.editions
            for found in self._unlisted(edition, listed, written)
        ]

    def _unlisted(
        self, edition: Edition, listed: set[str], written: set[str]
    ) -> Iterator[Diagnostic]:
        by_first = self._by_first_words.get(edition.language)
        if not by_first:
            return
        text = typed = edition.prose.text
        if any(mark in text for mark in self._marks):
            text = composed(text)
        first_words, candidates, pairs = self._first_words[edition.language]
        # Nearly all of the time goes into finding words; few of them begin as names do.
        if first_words.isdisjoint(candidates.findall(text)):
            return
        told: set[_Named] = set()
        for match in pairs.finditer(text):
            by_second = by_first.get(match[0])
            if by_second is None:
                continue
            # The last word of a name may have an ending in the text.
            for end in range(len(match[1]) + 1):
                for named in by_second.get(match[1][:end], ()):
                    if named.key in listed or named.name in written or named in told:
                        continue
                    start = max(match.start() - named.before, 0)
                    whole = in_any_case(named.name, edition.language).match(text, start)
                    if whole is None or _leaves_heading(text, *whole.span()):
                        continue
                    told.add(named)
                    span = _place(typed, text, start, edition.prose.span)
                    yield problem("unlisted-participant", span, name=named.name, key=named.key)


def _beginnings(words: Iterable[str]) -> str:
    """A pattern of the two letters that any of the words begins with, or the one that it has."""
    found: dict[str, set[str]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(word[1:2])
    return "|".join(
        first if "" in second else f"{first}[{''.join(sorted(second))}]"
        for first, second in sorted(found.items())
    )


def _place(typed: str, text: str, offset: int, first: Span) -> Span:
    """The place in the file of an offset in the text, which is what was typed, in NFC."""
    path, line, _ = first
    span = offset_span(path, text, offset, line - 1)
    if typed is text:
        return span
    # Lines stay what they were; in the line, marks that stood by themselves count as well.
    raw = typed.split("\n")[span.line - line]
    column = next(
        (end for end in range(len(raw)) if len(composed(raw[:end])) >= span.column - 1), len(raw)
    )
    return span._replace(column=column + 1)


def _leaves_heading(text: str, start: int, end: int) -> bool:
    """Whether what stands there begins in a heading and goes on below it."""
    line_end = text.find("\n", start, end)
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return line_end != -1 and line.lstrip(" ").startswith("#")
