"""People of the registry whom the text names, and whom the release does not list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256

from beyan.model.diagnostic import Diagnostic, problem
from beyan.model.release import Edition, Person, Release
from beyan.source.files import offset_span

# What may follow a name in a language: Səbinə Əliyevanın, Əliyeva’dan.
_CASES = {
    "az": r"(?:['’]?(?:[ny]?[ıiuü]n?|[ny]?[aə]|d[aə]n?|y?l[aə]|l[aə]r\w{0,5}))?",
    "tr": r"(?:['’]?(?:[ny]?[ıiuü]n?|[ny]?[ae]|[dt][ae]n?|y?l[ae]|l[ae]r\w{0,5}))?",
}
# Signs that stand before a name without a space.
_BEFORE = '(«“„"*_[—–-/'


class Names:
    """The people of the registry by the first word of their name, for each language.

    `digest` changes with the names: what was said of a text before is then to be said again.
    """

    def __init__(self, people: Mapping[str, Person]) -> None:
        self._people = people
        names = repr([(key, person.name) for key, person in people.items()])
        self.digest = sha256(names.encode()).digest()[:8]

    @cached_property
    def _by_first_word(self) -> dict[str, dict[str, list[tuple[str, str]]]]:
        found: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for key, person in self._people.items():
            for language, name in person.name.pairs:
                first, _, rest = name.partition(" ")
                # One word alone could be any: a first name, a place, a newspaper.
                if rest:
                    found.setdefault(language, {}).setdefault(first, []).append((key, name))
        return found

    @cached_property
    def _first_words(self) -> dict[str, frozenset[str]]:
        return {language: frozenset(known) for language, known in self._by_first_word.items()}

    def unlisted(self, release: Release) -> list[Diagnostic]:
        listed = {each.key for each in release.participants}
        written = {name for each in release.participants for _, name in each.name.pairs}
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
        text = spaced = edition.prose.text
        for sign in _BEFORE:
            spaced = spaced.replace(sign, " ")
        # Nearly all of the time goes into split(); everything else that finds words takes longer.
        for first in sorted(self._first_words[edition.language].intersection(spaced.split())):
            for key, name in by_first[first]:
                if key in listed or name in written:
                    continue
                endings = _CASES.get(edition.language.partition("-")[0], "")
                match = re.search(rf"(?<!\w){re.escape(name)}{endings}(?!\w)", text)
                if match is not None:
                    path, line, _ = edition.prose.span
                    span = offset_span(path, text, match.start(), line - 1)
                    yield problem("unlisted-participant", span, name=name, key=key)
