"""People as pages show them: alphabetical groups, and lines under a release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from beyan.language.letters import initial, sort_key
from beyan.model.page import ParticipantLine, PersonEntry, PersonGroup
from beyan.model.release import Participant, Person
from beyan.model.words import Words
from beyan.plan import addresses


def groups(
    people: Iterable[Person],
    counts: Mapping[str, int],
    language: str,
    preferences: Sequence[str],
) -> tuple[PersonGroup, ...]:
    """In the alphabetical order of the language; people it lists no release of are left out."""
    entries = []
    for person in people:
        name = person.name.best(preferences)
        if person.key not in counts or name is None:
            continue
        entries.append(
            PersonEntry(
                name=name,
                role=person.role.best(preferences),
                organisation=person.organisation.best(preferences),
                address=addresses.participant(language, person.key),
                count=counts[person.key],
            )
        )
    entries.sort(key=lambda entry: (sort_key(entry.name.text, language), entry.address))
    return tuple(
        PersonGroup(letter, tuple(found))
        for letter, found in groupby(entries, lambda entry: initial(entry.name.text, language))
    )


def line(participant: Participant, language: str, preferences: Sequence[str]) -> ParticipantLine:
    name = participant.name.best(preferences)
    return ParticipantLine(
        name=name or Words(participant.key, language),
        role=participant.role.best(preferences),
        organisation=participant.organisation.best(preferences),
        address=addresses.participant(language, participant.key) if participant.key else "",
    )
