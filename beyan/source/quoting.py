"""What people of the registry said: who speaks is a fact, the words are each edition's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from beyan.model.diagnostic import Diagnostic, problem
from beyan.model.release import Person, Quote
from beyan.model.words import Translations
from beyan.source.edition import EditionFile, QuoteForm, ReleaseForm
from beyan.source.facts import lists_differ
from beyan.source.writing.names import Names

ReleaseFile = EditionFile[ReleaseForm]
# The words of one thing in every language some edition spells them in.
WordsOf = Callable[
    [Sequence[tuple[ReleaseFile, Any]], tuple[str | int, ...], str, Callable[[Any], Any]],
    Translations,
]


def quotes(
    files: Sequence[ReleaseFile],
    people: Mapping[str, Person],
    day: date,
    names: Names,
    words: WordsOf,
) -> tuple[tuple[Quote, ...], list[Diagnostic]]:
    """The quotes of a release of the `day`, with the role that each speaker held then.

    Editions that list any list the same speakers in the same order: the place in the list tells
    whose words are a translation of whose.
    """
    lists = [(file, items) for file in files if (items := file.form.quotes) is not None]
    problems = [each for stated in lists for each in _unknown(*stated, people, names)]
    if not lists or problems:
        return (), problems
    (first, items), *others = lists
    speakers = [each.person for each in items]
    for other, theirs in others:
        if [each.person for each in theirs] != speakers:
            return (), list(lists_differ("quotes", first, other))
    found = []
    for position, key in enumerate(speakers):
        place = ("quotes", position)
        same = [(file, each[position]) for file, each in lists]
        said = words(same, place, "text", _text)
        if not said:
            problems.append(problem("missing-key", first.document.span(place), key="text"))
        found.append(Quote(people[key].on(day), said, people[key].portrait))
    return tuple(found), problems


def _unknown(
    file: ReleaseFile, items: Sequence[QuoteForm], people: Mapping[str, Person], names: Names
) -> list[Diagnostic]:
    return [
        problem(
            "unknown-speaker",
            file.document.span(("quotes", position, "person")),
            key=each.person,
            suggestion=names.nearest_person(each.person),
        )
        for position, each in enumerate(items)
        if each.person not in people
    ]


def _text(quote: QuoteForm) -> str | dict[str, str] | None:
    return quote.text
