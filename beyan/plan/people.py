"""People as pages show them: alphabetical groups, and lines under a release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from beyan.language.letters import SortKey, initial, sort_key, without_opening
from beyan.model.config import PlanSettings
from beyan.model.page import ParticipantLine, PersonEntry, PersonGroup, QuoteLines
from beyan.model.release import Participant, Person, Quote
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.plan.photos import portrait_figure

_Group = tuple[str, list[PersonEntry]]


def groups(
    people: Iterable[Person],
    counts: Mapping[str, int],
    language: str,
    settings: PlanSettings,
) -> tuple[PersonGroup, ...]:
    """In the alphabetical order of the language; people it lists no release of are left out."""
    preferences = settings.preferences(language)
    entries: list[tuple[SortKey, str, PersonEntry]] = []
    for person in people:
        name = person.name.best(preferences)
        if person.key not in counts or name is None:
            continue
        entry = PersonEntry(
            name=name,
            role=person.role.best(preferences),
            organisation=person.organisation.best(preferences),
            address=addresses.participant(settings, language, person.key),
            count=counts[person.key],
        )
        listed = without_opening(person.sort_as.get(name.language) or name.text)
        entries.append((sort_key(listed, language), initial(listed, language), entry))
    entries.sort(key=lambda each: (each[0], each[2].name.text, each[2].address))
    return tuple(PersonGroup(heading, tuple(found)) for heading, found in _headed(entries))


def _headed(entries: Iterable[tuple[SortKey, str, PersonEntry]]) -> list[_Group]:
    """Under one heading what is sorted apart, too: Chinese names come before all Latin ones. But
    `#` stands both before the letters and behind them.
    """
    found: list[_Group] = []
    of: dict[str, _Group] = {}
    for _, heading, entry in entries:
        group = of.get(heading)
        if group is None or (heading == "#" and found[-1] is not group):
            group = of[heading] = (heading, [])
            found.append(group)
        group[1].append(entry)
    return found


def quote_lines(quote: Quote, language: str, settings: PlanSettings) -> QuoteLines:
    person = line(quote.person, language, settings)
    said = quote.text.best(settings.preferences(language)) or Words("", language)
    page = addresses.participant(settings, language, quote.person.key)
    shown = quote.portrait and portrait_figure(quote.portrait, page, person.name)
    return QuoteLines(person, said, shown)


def line(participant: Participant, language: str, settings: PlanSettings) -> ParticipantLine:
    preferences = settings.preferences(language)
    name = participant.name.best(preferences)
    return ParticipantLine(
        name=name or Words(participant.key, language),
        role=participant.role.best(preferences),
        organisation=participant.organisation.best(preferences),
        address=addresses.participant(settings, language, participant.key)
        if participant.key
        else "",
    )
