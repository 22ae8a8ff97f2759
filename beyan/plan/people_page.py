"""The page of people, and the further ones of a long list: the registry's, and who is written in
place.

These have no page, address or id, since two people may have one name. Each stands once for the same
name, role and organisation, with the releases that have these words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from beyan.model.config import PlanSettings
from beyan.model.inputs import EachOf, Shared, Stated
from beyan.model.page import Letter, PeoplePage, PersonEntry, PersonGroup
from beyan.model.release import Person
from beyan.plan import addresses, people
from beyan.plan.at_hand import AtHand
from beyan.plan.list_pages import Counts, pager
from beyan.plan.listing import Entry, Listing, ListingKey, page_count, part
from beyan.plan.people import Mentioning
from beyan.plan.twins import interface_page

# On one page: of the registry an entry, of who is written in place a release.
SIZE = 200


class PeopleInputs(NamedTuple):
    """`lengths` are the numbers of pages that the languages have. `mentions` are of the whole site:
    of as many releases as there are pages, each of which tells what it is made of.
    """

    settings: Stated[PlanSettings]
    language: str
    people: Stated[tuple[Person, ...]]
    counts: Counts
    mentions: EachOf[Entry, Mentioning]
    lengths: tuple[tuple[str, int], ...]

    def twins(self, number: int) -> dict[str, str]:
        """Languages and addresses of page `number`, as far as there is one."""
        return {
            language: addresses.list_page(
                addresses.participants(self.settings.value, language), number
            )
            for language, length in self.lengths
            if number <= length
        }


class PeoplePageInputs(NamedTuple):
    list: Shared[PeopleInputs]
    number: int


class _Row(NamedTuple):
    """A line of the list: somebody of the registry, or one release of who is written in place.

    `letter` is the place of the letter that it stands below.
    """

    letter: int
    person: PersonEntry


class _Everybody(NamedTuple):
    """`begins` are the places of the rows with which the letters begin."""

    initials: Sequence[str]
    begins: Sequence[int]
    rows: Sequence[_Row]


# All pages of a list are parts of one order, and it takes long to find.
_ORDERED = AtHand[_Everybody](4)


def mentions(entries: Iterable[Entry]) -> EachOf[Entry, Mentioning]:
    return EachOf(_mentioning(entries), attrgetter("dated", "summary.unregistered"))


def _mentioning(entries: Iterable[Entry]) -> list[Entry]:
    """Of a withdrawn release nothing is told but that it is."""
    return [each for each in entries if each.summary.unregistered and not each.summary.is_withdrawn]


def people_lengths(
    listings: Mapping[str, Mapping[ListingKey, Listing]],
) -> tuple[tuple[str, int], ...]:
    """How many pages of people each language has."""
    return tuple(
        (language, page_count(_row_count(own), SIZE)) for language, own in listings.items()
    )


def _row_count(own: Mapping[ListingKey, Listing]) -> int:
    registered = sum(1 for kind, _ in own if kind == "participant")
    mentioning = _mentioning(own["releases", ""].entries)
    return registered + sum(len(each.summary.unregistered) for each in mentioning)


def people_page(made_of: PeoplePageInputs) -> Iterator[PeoplePage]:
    list, number = made_of.list.value, made_of.number
    settings, language = list.settings.value, list.language
    everybody = _ORDERED.get(made_of.list.digest, partial(_everybody, list))
    first, count = addresses.participants(settings, language), dict(list.lengths)[language]
    twins = list.twins(number)
    yield PeoplePage(
        **interface_page(settings, twins[language], language, twins),
        groups=tuple(_grouped(everybody, part(everybody.rows, number, SIZE))),
        letters=tuple(_letters(everybody, first, number)),
        pager=pager(first, number, count, len(everybody.rows)),
    )


def _everybody(inputs: PeopleInputs) -> _Everybody:
    settings, counts = inputs.settings.value, dict(inputs.counts)
    found = people.groups(
        inputs.people.value, counts, inputs.language, settings, inputs.mentions.value
    )
    begins: list[int] = []
    rows: list[_Row] = []
    for letter, group in enumerate(found):
        begins.append(len(rows))
        rows += [
            _Row(letter, replace(person, releases=(release,)) if release else person)
            for person in group.people
            for release in person.releases or (None,)
        ]
    return _Everybody([group.initial for group in found], begins, rows)


def _grouped(everybody: _Everybody, rows: Sequence[_Row]) -> Iterator[PersonGroup]:
    """The rows below their letters; what is told of one person in several rows in one."""
    below: dict[int, list[PersonEntry]] = {}
    for row in rows:
        listed = below.setdefault(row.letter, [])
        last = listed[-1] if listed else None
        if (
            last is not None
            and row.person.releases
            and replace(last, releases=()) == replace(row.person, releases=())
        ):
            listed[-1] = replace(last, releases=(*last.releases, *row.person.releases))
        else:
            listed.append(row.person)
    for letter, listed in below.items():
        yield PersonGroup(everybody.initials[letter], tuple(listed), letter + 1)


def _letters(everybody: _Everybody, first: str, number: int) -> Iterator[Letter]:
    """Each with the page that it begins on."""
    for letter, place in enumerate(everybody.begins):
        on = place // SIZE + 1
        address = addresses.list_page(first, on) if on != number else ""
        yield Letter(everybody.initials[letter], address, letter + 1)
