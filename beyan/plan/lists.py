"""The pages that list: home, all releases, years, topics, people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from beyan.model.inputs import Shared, Stated
from beyan.model.page import (
    HelpLines,
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
from beyan.plan.giving_way import giving_way
from beyan.plan.home_page import HomeInputs, home, leading, tint
from beyan.plan.list_pages import (
    NO_DAYS,
    Days,
    Heading,
    ListInputs,
    ListPageInputs,
    Months,
    SearchInputs,
    TopicsInputs,
)
from beyan.plan.listing import (
    Entry,
    ListedIn,
    Listing,
    ListingKey,
    by_publication,
    day_of,
    page_count,
    page_size,
    part,
)
from beyan.plan.menu import page_link
from beyan.plan.most_read import Ranking
from beyan.plan.people_page import PeopleInputs, PeoplePageInputs, mentions, people_page
from beyan.plan.photos import portrait_artifact, portrait_figure
from beyan.plan.teasers import TopicNames
from beyan.plan.twins import everywhere

# All lists of one language by what they are of.
Listings = Mapping[ListingKey, Listing]

NO_YEARS = Stated[tuple[YearLink, ...]](())
NO_HEADING = Stated(Heading())
# Lists that one can follow.
FOLLOWED = ("topic", "participant")


def list_artifacts(
    site: Site,
    language: str,
    listings: Mapping[str, Listings],
    people_lengths: tuple[tuple[str, int], ...],
    ranking: Ranking,
) -> Iterator[Artifact]:
    """Every listing page of `language`; `listings` of all languages tell which pages have twins."""
    return _Lists(site, language, listings, people_lengths, ranking).artifacts()


class _Lists:
    """The lists of one language and what they say above their teasers, looked up once."""

    def __init__(
        self,
        site: Site,
        language: str,
        listings: Mapping[str, Listings],
        people_lengths: tuple[tuple[str, int], ...],
        ranking: Ranking,
    ) -> None:
        self._site = site
        self._config = site.config
        self._settings = settings_of(site.config)
        self._language = language
        self._listings = listings
        self._own = listings[language]
        self._people_lengths = people_lengths
        self._preferences = site.config.preferences(language)
        self._corrections = corrections_pages(site).get(language, "")
        self._ranking = ranking
        self._follow = giving_way(site, addresses.feeds_page).get(language, "")
        self._names = TopicNames(site.topics, self._preferences)
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
        topic_years: defaultdict[str, list[YearLink]] = defaultdict(list)
        for (kind, of), listing in self._own.items():
            if kind == "topic-year":
                topic, year = of.split("/")
                topic_years[topic].append(YearLink(int(year), listing.first, len(listing.entries)))
        self._topic_years = {of: Stated(tuple(years)) for of, years in topic_years.items()}

    def artifacts(self) -> Iterator[Artifact]:
        yield self._home()
        yield self._topic_index()
        yield from self._people_index()
        if self._config.search:
            yield self._search()
        for key, listing in self._own.items():
            yield from self._list(key, listing)
            person = self._people.get(key[1]) if key[0] == "participant" else None
            if person is not None and person.portrait is not None:
                yield portrait_artifact(listing.first, person.portrait)

    def _home(self) -> Artifact:
        _, everything, modified = self._own["releases", ""]
        places = {topic.key: place for place, topic in enumerate(self._site.topics)}
        shown = leading(by_publication(everything), self._config.home_size)
        read_in, most_read = self._ranking.first
        most_read = most_read[: self._config.most_read.count]
        return self._single(
            HomePage,
            addresses.home,
            HomeInputs(
                self._settings,
                self._language,
                modified,
                ListedIn(shown),
                tuple(tint(each, places) for each in shown),
                Stated(self._topic_entries()),
                self._corrections,
                Stated(self._help()),
                ListedIn(most_read),
                read_in,
                self._ranking.address,
                self._names.of(ListedIn((*shown, *most_read))),
            ),
            home,
            modified,
        )

    def _topic_index(self) -> Artifact:
        inputs = TopicsInputs(self._settings, self._language, Stated(self._topic_entries()))
        return self._single(
            TopicsPage, partial(addresses.topics, self._config), inputs, list_pages.topic_index
        )

    def _help(self) -> HelpLines:
        wanted = self._config.help
        page = next((each for each in self._site.pages if each.key == wanted.page), None)
        link = page_link(page, self._config, self._language) if page is not None else None
        return HelpLines(wanted.text.best(self._preferences), link)

    def _people_index(self) -> Iterator[Artifact]:
        counts = {
            key: len(listing.entries)
            for (kind, key), listing in self._own.items()
            if kind == "participant"
        }
        inputs = PeopleInputs(
            self._settings,
            self._language,
            self._registered,
            tuple(sorted(counts.items())),
            mentions(self._own["releases", ""].entries),
            self._people_lengths,
        )
        shared = Shared(inputs)
        for number in range(1, dict(self._people_lengths)[self._language] + 1):
            twins = inputs.twins(number)
            yield artifact(
                PeoplePageInputs(shared, number),
                people_page,
                (twins[self._language],),
                self._language,
                template=PeoplePage.template,
                twins=tuple(twins.items()),
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
        size, language = page_size(key, self._config), self._language
        modified, count = listing.modified, page_count(len(listing.entries), size)
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
            years=self._years_of(key),
            months=_months(listing.entries, size) if key[0] == "year" else (),
            firsts=tuple((language, each.first) for language, each in same.items()),
            counts=tuple(page_count(len(each.entries), size) for each in same.values()),
            total=len(listing.entries),
            size=size,
            modified=modified,
            since=listing.since if key[0] in FOLLOWED else "",
            follow=self._follow if key[0] in FOLLOWED else "",
        )
        shared, template = Shared(inputs), list_pages.PAGES[key[0]].template
        parts = [part(listing.entries, number + 1, size) for number in range(count)]
        days = [NO_DAYS, *map(_days, parts), NO_DAYS]
        for number, entries in enumerate(parts, start=1):
            near = (days[number - 1], days[number], days[number + 1])
            teasers = ListedIn(entries)
            yield artifact(
                ListPageInputs(
                    shared,
                    number,
                    teasers,
                    self._names.of(teasers, inputs.topic),
                    near,
                ),
                list_pages.list_page,
                (addresses.list_page(listing.first, number),),
                language,
                template=template,
                twins=inputs.twins(number),
                modified=modified,
            )

    def _years_of(self, key: ListingKey) -> Stated[tuple[YearLink, ...]]:
        """Those that the list shows links to."""
        kind, of = key
        if kind in ("releases", "year"):
            return self._years
        if kind not in ("topic", "topic-year"):
            return NO_YEARS
        return self._topic_years.get(of.partition("/")[0], NO_YEARS)

    def _heading(self, key: ListingKey) -> Stated[Heading]:
        match key:
            case "topic" | "topic-year", of:
                topic = of.partition("/")[0]
                return Stated(Heading(self._words(self._topics[topic].name, topic)))
            case "participant", key_of_person:
                person = self._people[key_of_person]
                name = self._words(person.name, key_of_person)
                page = addresses.participant(self._config, self._language, key_of_person)
                return Stated(
                    Heading(
                        name,
                        person.role.best(self._preferences),
                        person.organisation.best(self._preferences),
                        person.portrait and portrait_figure(person.portrait, page, name),
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


def _days(entries: Sequence[Entry]) -> Days:
    return (day_of(entries[-1]), day_of(entries[0])) if entries else NO_DAYS


def _months(entries: Sequence[Entry], size: int) -> Months:
    """The months of a year, newest first: where each begins, and how much it has."""
    months = [each.summary.clock[0][:7] for each in entries]
    counts = Counter(months)
    return tuple((f"{each}-01", months.index(each) // size + 1, counts[each]) for each in counts)
