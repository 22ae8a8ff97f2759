"""The pages that list: home, all releases, years, topics, people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from beyan.model.config import Config
from beyan.model.page import (
    HomePage,
    Page,
    PeoplePage,
    PersonPage,
    ReleasesPage,
    TopicEntry,
    TopicPage,
    TopicsPage,
    YearLink,
    YearPage,
)
from beyan.model.site import Site
from beyan.model.words import Translations, Words
from beyan.plan import addresses, people
from beyan.plan.listing import Entry, Shelf, ShelfKey, page_count, pages, teaser
from beyan.plan.twins import Twins, everywhere, interface_page

# All lists of one language by what they are of.
Shelves = Mapping[ShelfKey, Shelf]


def list_pages(
    site: Site, language: str, entries: tuple[Entry, ...], shelves: Mapping[str, Shelves]
) -> Iterator[Page]:
    """Every listing page of `language`; `shelves` of all languages tell which pages have twins."""
    config, own = site.config, shelves[language]
    teasers = {each.release.key: teaser(each, config) for each in entries}
    topics = _topic_entries(site, language, own)

    def page(address: str, twins: Twins) -> dict[str, Any]:
        return interface_page(config, address, language, twins)

    yield HomePage(
        **page(addresses.home(language), everywhere(config, addresses.home)),
        modified=_modified(own["releases", ""]),
        teasers=tuple(teasers[each.release.key] for each in entries[: config.home_size]),
        topics=topics,
    )
    yield TopicsPage(
        **page(addresses.topics(language), everywhere(config, addresses.topics)), topics=topics
    )
    counts = {
        key: len(shelf.entries) for (kind, key), shelf in own.items() if kind == "participant"
    }
    yield PeoplePage(
        **page(addresses.participants(language), everywhere(config, addresses.participants)),
        groups=people.groups(site.people, counts, language, config.preferences(language)),
    )
    heads = _Heads(site, language, own)
    for key, shelf in own.items():
        modified = _modified(shelf)
        for part, pager in pages(shelf, config.page_size):
            address = addresses.list_page(shelf.first, pager.number)
            twins = _twins(key, pager.number, shelves, config)
            yield heads.page(
                key,
                **page(address, twins),
                teasers=tuple(teasers[each.release.key] for each in part),
                pager=pager,
                modified=modified,
                feed=shelf.first if key[0] in ("topic", "participant") else "",
            )


class _Heads:
    """What each kind of list says above its teasers, looked up once per language."""

    def __init__(self, site: Site, language: str, shelves: Shelves) -> None:
        self._preferences = site.config.preferences(language)
        self._topics = {topic.key: topic for topic in site.topics}
        self._people = {person.key: person for person in site.people}
        self._years = tuple(
            YearLink(int(year), shelf.first, len(shelf.entries))
            for (kind, year), shelf in shelves.items()
            if kind == "year"
        )

    def page(self, key: ShelfKey, **fields: Any) -> Page:
        match key:
            case "year", year:
                return YearPage(**fields, year=int(year), years=self._years)
            case "topic", topic:
                return TopicPage(**fields, name=self._words(self._topics[topic].name, topic))
            case "participant", key_of_person:
                person = self._people[key_of_person]
                return PersonPage(
                    **fields,
                    name=self._words(person.name, key_of_person),
                    role=person.role.best(self._preferences),
                    organisation=person.organisation.best(self._preferences),
                )
            case _:
                return ReleasesPage(**fields, years=self._years)

    def _words(self, translations: Translations, key: str) -> Words:
        return translations.best(self._preferences) or Words(key, self._preferences[0])


def _modified(shelf: Shelf) -> datetime | None:
    """The newest change of what the list shows."""
    return max(
        (each.release.modified(each.edition) for each in shelf.entries),
        default=None,
    )


def _twins(
    key: ShelfKey, number: int, shelves: Mapping[str, Shelves], config: Config
) -> dict[str, str]:
    """The same page of the same list in every language that has one."""
    found = {}
    for language, own in shelves.items():
        shelf = own.get(key)
        if shelf is not None and number <= page_count(shelf, config.page_size):
            found[language] = addresses.list_page(shelf.first, number)
    return found


def _topic_entries(site: Site, language: str, shelves: Shelves) -> tuple[TopicEntry, ...]:
    """Topics that the language lists a release of, in the order of the registry."""
    found = []
    for topic in site.topics:
        shelf = shelves.get(("topic", topic.key))
        name = topic.name.best(site.config.preferences(language))
        if shelf is not None and name is not None:
            found.append(TopicEntry(name, shelf.first, len(shelf.entries)))
    return tuple(found)
