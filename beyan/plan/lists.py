"""The pages that list: home, all releases, years, topics, people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from operator import attrgetter
from typing import Any

from beyan.language.letters import stand_ins
from beyan.model.page import (
    HomePage,
    ListPage,
    PeoplePage,
    PersonPage,
    ReleasesPage,
    SearchPage,
    Teaser,
    TopicEntry,
    TopicPage,
    TopicsPage,
    YearLink,
    YearPage,
)
from beyan.model.plan import Artifact
from beyan.model.release_summary import digest, instant_of
from beyan.model.search import standing_part, year_part
from beyan.model.site import Site
from beyan.model.words import Translations, Words
from beyan.plan import addresses, people
from beyan.plan.artifact import artifact, called
from beyan.plan.listing import Entry, Listing, ListingKey, page_count, pager, part, teaser
from beyan.plan.twins import everywhere, interface_page

# All lists of one language by what they are of.
Listings = Mapping[ListingKey, Listing]

_PAGES: Mapping[str, type[ListPage]] = {
    "releases": ReleasesPage,
    "year": YearPage,
    "topic": TopicPage,
    "participant": PersonPage,
}


def list_artifacts(
    site: Site, language: str, listings: Mapping[str, Listings]
) -> Iterator[Artifact]:
    """Every listing page of `language`; `listings` of all languages tell which pages have twins."""
    return _Lists(site, language, listings).artifacts()


class _Lists:
    """The lists of one language and what they say above their teasers, looked up once."""

    def __init__(self, site: Site, language: str, listings: Mapping[str, Listings]) -> None:
        self._site = site
        self._language = language
        self._listings = listings
        self._own = listings[language]
        self._preferences = site.config.preferences(language)
        self._topics = {topic.key: topic for topic in site.topics}
        self._people = {person.key: person for person in site.people}
        self._years = tuple(
            YearLink(int(year), listing.first, len(listing.entries))
            for (kind, year), listing in self._own.items()
            if kind == "year"
        )
        # A release stands in a dozen lists; its teaser is the same in all of them.
        self._teasers: dict[str, Teaser] = {}

    def artifacts(self) -> Iterator[Artifact]:
        yield from self._home()
        yield from self._topic_index()
        yield from self._people_index()
        if self._site.config.search:
            yield self._search()
        for key, listing in self._own.items():
            yield from self._list(key, listing)

    def _teaser(self, entry: Entry) -> Teaser:
        key = entry.summary.key
        if key not in self._teasers:
            self._teasers[key] = teaser(entry, self._site.config)
        return self._teasers[key]

    def _home(self) -> Iterator[Artifact]:
        language, config = self._language, self._site.config
        twins = everywhere(config, addresses.home)
        everything = self._own["releases", ""].entries
        shown = everything[: config.home_size]
        modified = _modified(everything)
        topics = self._topic_entries()
        yield artifact(
            HomePage,
            addresses.home(language),
            lambda: HomePage(
                **interface_page(config, addresses.home(language), language, twins),
                modified=self._instant(modified),
                teasers=tuple(map(self._teaser, shown)),
                topics=topics,
            ),
            language,
            _stamps(shown),
            repr((modified, topics)),
            twins=twins,
            modified=modified,
        )

    def _topic_index(self) -> Iterator[Artifact]:
        config, language = self._site.config, self._language
        twins = everywhere(config, addresses.topics)
        topics = self._topic_entries()
        yield artifact(
            TopicsPage,
            addresses.topics(language),
            lambda: TopicsPage(
                **interface_page(config, addresses.topics(language), language, twins),
                topics=topics,
            ),
            language,
            repr(topics),
            twins=twins,
        )

    def _people_index(self) -> Iterator[Artifact]:
        config, language = self._site.config, self._language
        twins = everywhere(config, addresses.participants)
        counts = {
            key: len(listing.entries)
            for (kind, key), listing in self._own.items()
            if kind == "participant"
        }
        yield artifact(
            PeoplePage,
            addresses.participants(language),
            lambda: PeoplePage(
                **interface_page(config, addresses.participants(language), language, twins),
                groups=people.groups(self._site.people, counts, language, self._preferences),
            ),
            language,
            repr((self._site.people, sorted(counts.items()))),
            twins=twins,
        )

    def _search(self) -> Artifact:
        """Only what the language's own texts have is found, so only that is offered."""
        config, language = self._site.config, self._language
        twins = everywhere(config, addresses.search)
        counts = {
            key: count
            for key, listing in self._own.items()
            if (count := sum(1 for entry in listing.entries if entry.is_own))
        }
        years = tuple(
            replace(year, count=counts["year", str(year.year)])
            for year in self._years
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
        return artifact(
            SearchPage,
            addresses.search(language),
            lambda: SearchPage(
                **interface_page(config, addresses.search(language), language, twins),
                parts=tuple(parts),
                letters=tuple(stand_ins().items()),
                years=years,
                topics=topics,
                people=tuple(
                    person
                    for group in people.groups(
                        self._site.people, people_counts, language, self._preferences
                    )
                    for person in group.people
                ),
            ),
            language,
            repr((parts, years, topics, self._site.people, sorted(people_counts.items()))),
            twins=twins,
        )

    def _list(self, key: ListingKey, listing: Listing) -> Iterator[Artifact]:
        size = self._site.config.page_size
        count = page_count(listing, size)
        same = {
            language: (listings[key].first, page_count(listings[key], size))
            for language, listings in self._listings.items()
            if key in listings
        }
        modified = _modified(listing.entries)
        total = len(listing.entries)
        head = digest(
            repr((key, self._head(key), listing.first, total, modified, same, size)).encode()
        )
        fingerprints = list(map(attrgetter("fingerprint"), listing.entries))
        template = _PAGES[key[0]].template
        for number in range(1, count + 1):
            twins = {
                language: addresses.list_page(first, number)
                for language, (first, last) in same.items()
                if number <= last
            }
            shown = b"\0".join(fingerprints[(number - 1) * size : number * size])
            yield Artifact(
                addresses=(twins[self._language],),
                fingerprint=digest(head, b"%d\0" % number, shown),
                inputs=partial(self._page_alone, key, listing, number, twins, modified),
                build=called,
                language=self._language,
                template=template,
                twins=tuple(twins.items()),
                modified=modified,
            )

    def _page_alone(self, *arguments: Any) -> Iterator[ListPage]:
        yield self._page(*arguments)

    def _page(
        self,
        key: ListingKey,
        listing: Listing,
        number: int,
        twins: Mapping[str, str],
        modified: int | None,
    ) -> ListPage:
        """Page `number` of the list."""
        config, language = self._site.config, self._language
        return _PAGES[key[0]](
            **interface_page(config, twins[language], language, twins),
            teasers=tuple(map(self._teaser, part(listing, number, config.page_size))),
            pager=pager(listing, number, config.page_size),
            modified=self._instant(modified),
            feed=listing.first if key[0] in ("topic", "participant") else "",
            **self._head(key),
        )

    def _head(self, key: ListingKey) -> dict[str, Any]:
        """What the kind of list says above its teasers."""
        match key:
            case "year", year:
                return {"year": int(year), "years": self._years}
            case "topic", topic:
                return {"name": self._words(self._topics[topic].name, topic)}
            case "participant", key_of_person:
                person = self._people[key_of_person]
                return {
                    "name": self._words(person.name, key_of_person),
                    "role": person.role.best(self._preferences),
                    "organisation": person.organisation.best(self._preferences),
                }
            case _:
                return {"years": self._years}

    def _words(self, translations: Translations, key: str) -> Words:
        return translations.best(self._preferences) or Words(key, self._preferences[0])

    def _instant(self, modified: int | None) -> datetime | None:
        return instant_of(modified, self._site.config.zone) if modified is not None else None

    def _topic_entries(self) -> tuple[TopicEntry, ...]:
        return tuple(entry for _, entry in self._topic_entries_by_key())

    def _topic_entries_by_key(self) -> Iterator[tuple[str, TopicEntry]]:
        """Topics that the language lists a release of, in the order of the registry."""
        for topic in self._site.topics:
            listing = self._own.get(("topic", topic.key))
            name = topic.name.best(self._preferences)
            if listing is not None and name is not None:
                yield topic.key, TopicEntry(name, listing.first, len(listing.entries))


def _modified(entries: Iterable[Entry]) -> int | None:
    """The newest change of what the list shows."""
    return max(map(attrgetter("edition.modified"), entries), default=None)


def _stamps(entries: Sequence[Entry]) -> bytes:
    return b"\0".join([entry.fingerprint for entry in entries])
