"""People of the registry whom the text names, and whom the release does not list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from unicodedata import normalize

from beyan.language.inflection import LETTER, in_any_case
from beyan.language.spelling import same_name
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.release import Edition, Person, Release, composed
from beyan.source.files import offset_span

_FIRST_WORD = re.compile(f"{LETTER}+")


class Names:
    """The people of the registry by their names, and by the first word of them.

    They are compared in NFC. `digest` changes with the names: what was said of a text before is
    then to be said again.
    """

    def __init__(self, people: Mapping[str, Person]) -> None:
        self._people = people
        names = repr([(key, person.name) for key, person in people.items()])
        self.digest = sha256(names.encode()).digest()[:8]

    def key_of(self, folded: Iterable[str]) -> str:
        """The key of the person who has one of these names (as `same_name` folds them), or ""."""
        return next((self._by_name[each] for each in folded if each in self._by_name), "")

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Of two people with one name, the first."""
        return {
            same_name(name): key
            for key, person in reversed(list(self._people.items()))
            for _, name in person.name.pairs
        }

    @cached_property
    def _by_first_word(self) -> dict[str, dict[str, list[tuple[str, str]]]]:
        found: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for key, person in self._people.items():
            for language, name in person.name.pairs:
                name = composed(name)
                first = _FIRST_WORD.search(name)
                # One word alone could be any: a first name, a place, a newspaper.
                if first is not None and " " in name:
                    found.setdefault(language, {}).setdefault(first[0], []).append((key, name))
        return found

    @cached_property
    def _first_words(self) -> dict[str, tuple[frozenset[str], re.Pattern[str]]]:
        """By language, and what finds them among other things: all that begins as one does.

        That may be the end of a longer word, which the search for the whole name leaves out.
        """
        return {
            language: (
                frozenset(known),
                re.compile(f"[{re.escape(''.join({word[0] for word in known}))}]{LETTER}*"),
            )
            for language, known in self._by_first_word.items()
        }

    @cached_property
    def _marks(self) -> frozenset[str]:
        """What a text has that spells a name in NFD: the dots and tails of its letters."""
        names = "".join(name for person in self._people.values() for _, name in person.name.pairs)
        return frozenset(normalize("NFD", names)) - frozenset(composed(names))

    def unlisted(self, release: Release) -> list[Diagnostic]:
        listed = {each.key for each in release.participants}
        written = {composed(name) for each in release.participants for _, name in each.name.pairs}
        return [
            found
            for edition in release.editions
            for found in self._unlisted(edition, listed, written)
        ]

    def _unlisted(
        self, edition: Edition, listed: set[str], written: set[str]
    ) -> Iterator[Diagnostic]:
        by_first = self._by_first_word.get(edition.language)
        if not by_first:
            return
        text = typed = edition.prose.text
        if any(mark in text for mark in self._marks):
            text = composed(text)
        first_words, candidates = self._first_words[edition.language]
        # Nearly all of the time goes into finding words; few of them begin as names do.
        for first in sorted(first_words.intersection(candidates.findall(text))):
            for key, name in by_first[first]:
                if key in listed or name in written:
                    continue
                whole = in_any_case(name, edition.language)
                found = (match.span() for match in whole.finditer(text))
                start = next((at for at, end in found if not _leaves_heading(text, at, end)), None)
                if start is not None:
                    span = _place(typed, text, start, edition.prose.span)
                    yield problem("unlisted-participant", span, name=name, key=key)


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
