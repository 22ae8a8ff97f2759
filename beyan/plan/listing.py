"""Which releases a language lists, where each leads, and how a list falls into pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeVar

from beyan.model.config import Config, MissingTranslation, PlanSettings
from beyan.model.inputs import Digested, Stated
from beyan.model.release_summary import (
    EditionSummary,
    ListedEdition,
    ReleaseSummary,
    digest,
)
from beyan.plan import addresses

T = TypeVar("T")

# Where in the list of all stand those of one thing.
PlacesOf = Mapping[T, Sequence[int]]
# Those of years, topics and people.
Standing = tuple[PlacesOf[int], PlacesOf[str], PlacesOf[str]]

# A line of a year has a quarter of a teaser's height, and its months lead to places on a page.
YEAR_SIZE = 100

# Title, its language, address.
Named = tuple[str, str, str]
# With the date as `ReleaseSummary.clock`.
Dated = tuple[Named, tuple[str, bool]]


class Listed(Digested[ListedEdition]):
    """What lists show of a release."""

    __slots__ = ("_edition", "_summary")

    def __init__(self, summary: ReleaseSummary, edition: EditionSummary) -> None:
        super().__init__()
        self._summary, self._edition = summary, edition

    def _computed(self) -> bytes:
        others = self._summary.other_languages(self._edition)
        return digest(self._edition.listed, " ".join(others).encode())

    @property
    def value(self) -> ListedEdition:
        return self._summary.listed(self._edition)

    @property
    def topics(self) -> tuple[str, ...]:
        """Those of the value."""
        return self._summary.topics


class Entry(NamedTuple):
    """A release as one language lists it.

    `edition` is the one shown; `address` is the page the list leads to: the language's own, its
    notice, or another language's. `is_own`: the edition is in the language. `has_page`: the page is
    one of the language's. `listed` is what lists show of it, `named` what its neighbours do:
    title, its language, address.
    """

    summary: ReleaseSummary
    edition: EditionSummary
    address: str
    language: str
    is_own: bool
    has_page: bool
    listed: Listed
    named: Named

    @property
    def dated(self) -> Dated:
        """What releases related to it show: with the date."""
        return self.named, self.summary.clock


class ListedIn(Digested[tuple[Listed, ...]]):
    """What a list shows of its entries, looked up once somebody asks for it."""

    __slots__ = ("_entries",)

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = entries

    @property
    def value(self) -> tuple[Listed, ...]:
        return tuple([each.listed for each in self._entries])

    def _computed(self) -> bytes:
        return b"".join([each.listed.digest for each in self._entries])


def dated(entries: Iterable[Entry]) -> Stated[tuple[Dated, ...]]:
    """What the page of a release shows of those related to it."""
    return Stated(tuple([each.dated for each in entries]))


class Listing(NamedTuple):
    """The entries of one list in one language, newest first, and where its first page stands.

    `modified` is the newest change of what it shows.
    """

    first: str
    entries: Sequence[Entry]
    modified: int | None

    @property
    def since(self) -> str:
        """The day of its first release (ISO 8601)."""
        return day_of(self.entries[-1])


# What identifies a list in every language: its kind, and the year, topic or person it is of; of one
# year of a topic "education/2026".
ListingKey = tuple[str, str]


def owner_of(key: ListingKey) -> str:
    """What the list is of, as the ledger of addresses has it: "topics/civil-society"."""
    kind, of = key
    return f"{kind}s/{of}" if kind in ("topic", "participant") else kind


def entry(summary: ReleaseSummary, language: str, config: Config) -> Entry | None:
    """How the language lists the release; None: `missing_translation` hides it."""
    edition = summary.edition(language)
    is_own = edition is not None
    if edition is None:
        if config.missing_translation is MissingTranslation.HIDE:
            return None
        edition = best_edition(summary, config.preferences(language))
    folder = folder_of(edition.language, language, config)
    address = addresses.release(config, folder, summary.year, edition.slug)
    listed = Listed(summary, edition)
    named = (edition.title, edition.language, address)
    return Entry(summary, edition, address, language, is_own, folder == language, listed, named)


def folder_of(shown: str, language: str, settings: PlanSettings) -> str:
    """Whose page the lists of `language` lead to, for a release of which they show `shown`."""
    is_notice = settings.missing_translation is MissingTranslation.NOTICE
    return language if is_notice else shown


def best_edition(summary: ReleaseSummary, preferences: Sequence[str]) -> EditionSummary:
    return next(edition for tag in preferences if (edition := summary.edition(tag)) is not None)


def listings(
    settings: Config,
    entries: Sequence[Entry],
    language: str,
    topic_slugs: Mapping[str, str],
    around: Callable[[str], Sequence[Entry]] = lambda topic: (),
    standing: Standing | None = None,
) -> dict[ListingKey, Listing]:
    """All lists of one language; empty ones but the main left out.

    A topic has a list of each year where all its releases fill more than a page, and more than a
    year. `around` gives those on the topic that are in none of these lists. `standing` is where the
    entries stand, if that is known.
    """
    years, topics, people = standing or standing_of(entries)
    modified = [each.edition.modified for each in entries]

    def listing(first: str, places: Sequence[int]) -> Listing:
        newest = max(map(modified.__getitem__, places), default=None)
        return Listing(first, [*map(entries.__getitem__, places)], newest)

    first, newest = addresses.releases(settings, language), max(modified, default=None)
    found = {("releases", ""): Listing(first, entries, newest)}
    for year, places in years.items():
        found["year", str(year)] = listing(addresses.year(settings, language, year), places)
    year_of = [each.summary.year for each in entries]
    for topic, places in topics.items():
        first = addresses.topic(settings, language, topic_slugs[topic])
        found["topic", topic] = listing(first, places)
        others = around(topic)
        if len(places) + len(others) > settings.page_size:
            of_year: defaultdict[int, list[int]] = defaultdict(list)
            for place in places:
                of_year[year_of[place]].append(place)
            if len(of_year.keys() | {each.summary.year for each in others}) > 1:
                for year, of_it in of_year.items():
                    key = ("topic-year", f"{topic}/{year}")
                    found[key] = listing(addresses.topic_year(first, year), of_it)
    for person, places in people.items():
        first = addresses.participant(settings, language, person)
        found["participant", person] = listing(first, places)
    return found


def standing_of(entries: Iterable[Entry]) -> Standing:
    years: defaultdict[int, list[int]] = defaultdict(list)
    topics: defaultdict[str, list[int]] = defaultdict(list)
    people: defaultdict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(entries):
        summary = each.summary
        years[summary.year].append(place)
        for topic in summary.topics:
            topics[topic].append(place)
        for person in summary.people:
            people[person].append(place)
    return years, topics, people


def by_publication(entries: Iterable[Entry]) -> list[Entry]:
    """What readers saw last first, whatever its date; what came together, as lists have it."""
    return sorted(entries, key=attrgetter("summary.published"), reverse=True)


def day_of(entry: Entry) -> str:
    """As the clock of the site reads it (ISO 8601)."""
    return entry.summary.clock[0][:10]


def page_size(key: ListingKey, config: Config) -> int:
    """How many releases stand on one page of such a list."""
    return max(config.page_size, YEAR_SIZE) if key[0] == "year" else config.page_size


def part(entries: Sequence[T], number: int, size: int) -> Sequence[T]:
    """Those on page `number`; an empty list still has its first page."""
    return entries[(number - 1) * size : number * size]


def page_count(length: int, size: int) -> int:
    """How many pages a list of so many releases has."""
    return max(1, -(-length // size))
