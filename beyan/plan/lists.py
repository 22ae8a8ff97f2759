"""The pages that list: home, all releases, years, topics, people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from beyan.model.inputs import Several, Shared, Stated
from beyan.model.page import (
    HomePage,
    Output,
    Page,
    PeoplePage,
    SearchPage,
    TopicEntry,
    TopicsPage,
    YearLink,
)
from beyan.model.plan import Artifact
from beyan.model.search import standing_part, year_part
from beyan.model.site import Site
from beyan.model.words import Translations, Words
from beyan.plan import addresses, list_pages
from beyan.plan.artifact import MadeOf, artifact, settings_of
from beyan.plan.corrections import corrections_pages
from beyan.plan.list_pages import (
    Heading,
    HomeInputs,
    ListInputs,
    ListPageInputs,
    PeopleInputs,
    SearchInputs,
    TopicsInputs,
)
from beyan.plan.listing import (
    Entry,
    Listed,
    Listing,
    ListingKey,
    by_publication,
    page_count,
    part,
)
from beyan.plan.twins import everywhere

# All lists of one language by what they are of.
Listings = Mapping[ListingKey, Listing]

NO_YEARS = Stated[tuple[YearLink, ...]](())
NO_HEADING = Stated(Heading())


def list_artifacts(
    site: Site, language: str, listings: Mapping[str, Listings]
) -> Iterator[Artifact]:
    """Every listing page of `language`; `listings` of all languages tell which pages have twins."""
    return _Lists(site, language, listings).artifacts()


class _Lists:
    """The lists of one language and what they say above their teasers, looked up once."""

    def __init__(self, site: Site, language: str, listings: Mapping[str, Listings]) -> None:
        self._site = site
        self._config = site.config
        self._settings = settings_of(site.config)
        self._language = language
        self._listings = listings
        self._own = listings[language]
        self._preferences = site.config.preferences(language)
        self._corrections = corrections_pages(site).get(language, "")
        self._registered = Stated(site.people)
        self._topics = {topic.key: topic for topic in site.topics}
        self._people = {person.key: person for person in site.people}
        self._years = Stated(
            tuple(
                YearLink(int(year), listing.first, len(listing.entries))
                for (kind, year), listing in self._own.items()
                if kind == "year"
            )
        )

    def artifacts(self) -> Iterator[Artifact]:
        yield self._home()
        yield self._topic_index()
        yield self._people_index()
        if self._config.search:
            yield self._search()
        for key, listing in self._own.items():
            yield from self._list(key, listing)

    def _home(self) -> Artifact:
        everything = self._own["releases", ""].entries
        modified = _modified(everything)
        return self._single(
            HomePage,
            addresses.home,
            HomeInputs(
                self._settings,
                self._language,
                modified,
                Several(_listed(by_publication(everything)[: self._config.home_size])),
                Stated(self._topic_entries()),
                self._corrections,
            ),
            list_pages.home,
            modified,
        )

    def _topic_index(self) -> Artifact:
        inputs = TopicsInputs(self._settings, self._language, Stated(self._topic_entries()))
        return self._single(
            TopicsPage, partial(addresses.topics, self._config), inputs, list_pages.topic_index
        )

    def _people_index(self) -> Artifact:
        counts = {
            key: len(listing.entries)
            for (kind, key), listing in self._own.items()
            if kind == "participant"
        }
        return self._single(
            PeoplePage,
            partial(addresses.participants, self._config),
            PeopleInputs(
                self._settings, self._language, self._registered, tuple(sorted(counts.items()))
            ),
            list_pages.people_index,
        )

    def _search(self) -> Artifact:
        """Only what the language's own texts have is found, so only that is offered."""
        language = self._language
        counts = {
            key: count
            for key, listing in self._own.items()
            if (count := sum(1 for entry in listing.entries if entry.is_own))
        }
        years = tuple(
            replace(year, count=counts["year", str(year.year)])
            for year in self._years.value
            if ("year", str(year.year)) in counts
        )
        parts = [year_part(language, each.year) for each in years]
        if any(page.edition(language) is not None for page in self._site.pages):
            parts.append(standing_part(language))
        topics = tuple(
            entry for key, entry in self._topic_entries_by_key() if ("topic", key) in counts
        )
        people_counts = {
            key: count for (kind, key), count in counts.items() if kind == "participant"
        }
        return self._single(
            SearchPage,
            partial(addresses.search, self._config),
            SearchInputs(
                self._settings,
                language,
                tuple(parts),
                Stated(years),
                Stated(topics),
                self._registered,
                tuple(sorted(people_counts.items())),
                Stated(self._site.synonyms.get(language, ())),
            ),
            list_pages.search,
        )

    def _single(
        self,
        kind: type[Page],
        address: Callable[[str], str],
        inputs: MadeOf,
        build: Callable[[MadeOf], Iterable[Output]],
        modified: int | None = None,
    ) -> Artifact:
        """A page that every language has one of."""
        return artifact(
            inputs,
            build,
            (address(self._language),),
            self._language,
            template=kind.template,
            twins=tuple(everywhere(self._config, address).items()),
            modified=modified,
        )

    def _list(self, key: ListingKey, listing: Listing) -> Iterator[Artifact]:
        size, language = self._config.page_size, self._language
        modified = _modified(listing.entries)
        same = {
            language: listings[key]
            for language, listings in self._listings.items()
            if key in listings
        }
        inputs = ListInputs(
            settings=self._settings,
            language=language,
            of=key,
            heading=self._heading(key),
            years=self._years if key[0] in ("releases", "year") else NO_YEARS,
            firsts=tuple((language, each.first) for language, each in same.items()),
            counts=tuple(page_count(len(each.entries), size) for each in same.values()),
            total=len(listing.entries),
            size=size,
            modified=modified,
        )
        shared, listed = Shared(inputs), _listed(listing.entries)
        template = list_pages.PAGES[key[0]].template
        for number in range(1, page_count(len(listing.entries), size) + 1):
            yield artifact(
                ListPageInputs(shared, number, Several(part(listed, number, size))),
                list_pages.list_page,
                (addresses.list_page(listing.first, number),),
                language,
                template=template,
                twins=inputs.twins(number),
                modified=modified,
            )

    def _heading(self, key: ListingKey) -> Stated[Heading]:
        match key:
            case "topic", topic:
                return Stated(Heading(self._words(self._topics[topic].name, topic)))
            case "participant", key_of_person:
                person = self._people[key_of_person]
                return Stated(
                    Heading(
                        self._words(person.name, key_of_person),
                        person.role.best(self._preferences),
                        person.organisation.best(self._preferences),
                    )
                )
            case _:
                return NO_HEADING

    def _words(self, translations: Translations, key: str) -> Words:
        return translations.best(self._preferences) or Words(key, self._preferences[0])

    def _topic_entries(self) -> tuple[TopicEntry, ...]:
        return tuple(entry for _, entry in self._topic_entries_by_key())

    def _topic_entries_by_key(self) -> Iterator[tuple[str, TopicEntry]]:
        """Topics that the language lists a release of, in the order of the registry."""
        for topic in self._site.topics:
            listing = self._own.get(("topic", topic.key))
            name = topic.name.best(self._preferences)
            if listing is not None and name is not None:
                yield topic.key, TopicEntry(topic.key, name, listing.first, len(listing.entries))


def _modified(entries: Iterable[Entry]) -> int | None:
    """The newest change of what the list shows."""
    return max([each.edition.modified for each in entries], default=None)


def _listed(entries: Iterable[Entry]) -> list[Listed]:
    return [each.listed for each in entries]
