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
# Of a word: Markdown writes "_" around words.
_LETTER = r"[^\W_]"
# Between the words of a name: a paragraph may be wrapped there, but it does not end.
_GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
_FIRST_WORD = re.compile(f"{_LETTER}+")


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
                re.compile(f"[{re.escape(''.join({word[0] for word in known}))}]{_LETTER}*"),
            )
            for language, known in self._by_first_word.items()
        }

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
        text = edition.prose.text
        first_words, candidates = self._first_words[edition.language]
        # Nearly all of the time goes into finding words; few of them begin as names do.
        for first in sorted(first_words.intersection(candidates.findall(text))):
            for key, name in by_first[first]:
                if key in listed or name in written:
                    continue
                endings = _CASES.get(edition.language.partition("-")[0], "")
                words = _GAP.join(map(re.escape, name.split()))
                whole = re.compile(rf"(?<!{_LETTER}){words}{endings}(?!{_LETTER})")
                found = (match.span() for match in whole.finditer(text))
                start = next((at for at, end in found if not _leaves_heading(text, at, end)), None)
                if start is not None:
                    path, line, _ = edition.prose.span
                    span = offset_span(path, text, start, line - 1)
                    yield problem("unlisted-participant", span, name=name, key=key)


def _leaves_heading(text: str, start: int, end: int) -> bool:
    """Whether what stands there begins in a heading and goes on below it."""
    line_end = text.find("\n", start, end)
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return line_end != -1 and line.lstrip(" ").startswith("#")
