"""People as pages show them: alphabetical groups, and lines under a release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from beyan.language.letters import SortKey, initial, sort_key, without_opening
from beyan.model.config import PlanSettings
from beyan.model.page import NamedRelease, ParticipantLine, PersonEntry, PersonGroup, QuoteLines
from beyan.model.release import Participant, Person, Quote
from beyan.model.release_summary import Mention, moment_of
from beyan.model.words import Translations, Words
from beyan.plan import addresses
from beyan.plan.listing import Dated
from beyan.plan.photos import portrait_figure

# A release, with those who are written in place there; all of them, the newest first.
Mentioning = tuple[Dated, tuple[Mention, ...]]
Mentions = tuple[Mentioning, ...]

_Listed = tuple[SortKey, str, PersonEntry]
_Group = tuple[str, list[PersonEntry]]


def groups(
    people: Iterable[Person],
    counts: Mapping[str, int],
    language: str,
    settings: PlanSettings,
    mentions: Mentions = (),
) -> tuple[PersonGroup, ...]:
    """In the alphabetical order of the language; people it lists no release of are left out."""
    entries = [
        *_registered(people, counts, language, settings),
        *_unregistered(mentions, language, settings),
    ]
    entries.sort(key=lambda each: (each[0], each[2].name.text, each[2].address, _words(each[2])))
    return tuple(
        PersonGroup(heading, tuple(found), number)
        for number, (heading, found) in enumerate(_headed(entries), start=1)
    )


def _registered(
    people: Iterable[Person], counts: Mapping[str, int], language: str, settings: PlanSettings
) -> Iterator[_Listed]:
    preferences = settings.preferences(language)
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
        yield _placed(entry, person.sort_as.get(name.language) or name.text, language)


def _unregistered(mentions: Mentions, language: str, settings: PlanSettings) -> Iterator[_Listed]:
    """Nobody is told apart or taken for one but by the words that stand there."""
    preferences, zone = settings.preferences(language), settings.zone
    found: dict[tuple[Words | None, ...], list[NamedRelease]] = {}
    for ((title, tag, address), clock), named in mentions:
        release = NamedRelease(Words(title, tag), address, moment_of(clock, zone))
        for words in named:
            name, role, organisation = (Translations(pairs).best(preferences) for pairs in words)
            if name is not None:
                found.setdefault((name, role, organisation), []).append(release)
    for (name, role, organisation), releases in found.items():
        assert name is not None, "left out above"
        entry = PersonEntry(
            name=name,
            role=role,
            organisation=organisation,
            address="",
            count=len(releases),
            releases=tuple(releases),
        )
        yield _placed(entry, name.text, language)


def _placed(entry: PersonEntry, listed_as: str, language: str) -> _Listed:
    listed = without_opening(listed_as)
    return sort_key(listed, language), initial(listed, language), entry


def _words(entry: PersonEntry) -> list[str]:
    return [each.text for each in (entry.role, entry.organisation) if each is not None]


def _headed(entries: Iterable[_Listed]) -> list[_Group]:
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
