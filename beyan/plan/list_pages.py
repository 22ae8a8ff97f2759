"""What the pages that list are made from, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from beyan.language import stems
from beyan.language.months import month_names
from beyan.language.transliteration import other_letters
from beyan.model.config import PlanSettings
from beyan.model.inputs import Several, Shared, Stated
from beyan.model.packing import photo_of
from beyan.model.page import (
    HomePage,
    Link,
    ListPage,
    PageNumber,
    Pager,
    PagesPage,
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
from beyan.model.release import Person
from beyan.model.release_summary import instant_of, moment_of
from beyan.model.words import Words
from beyan.plan import addresses, people
from beyan.plan.at_hand import AtHand
from beyan.plan.listing import Listed, ListingKey, folder_of
from beyan.plan.photos import figure
from beyan.plan.twins import everywhere, interface_page

PAGES: Mapping[str, type[ListPage]] = {
    "releases": ReleasesPage,
    "year": YearPage,
    "topic": TopicPage,
    "participant": PersonPage,
}

# A release stands in a dozen lists, and its teaser is the same in all of them.
_TEASERS = AtHand[Teaser](16_384)


Teasers = Several[Listed]
Topics = Stated[tuple[TopicEntry, ...]]
Years = Stated[tuple[YearLink, ...]]
People = Stated[tuple[Person, ...]]
# The releases that the language lists of each, by what it is.
Counts = tuple[tuple[str, int], ...]


class HomeInputs(NamedTuple):
    settings: Stated[PlanSettings]
    language: str
    modified: int | None
    teasers: Teasers
    topics: Topics
    corrections: str


class TopicsInputs(NamedTuple):
    settings: Stated[PlanSettings]
    language: str
    topics: Topics


class PeopleInputs(NamedTuple):
    settings: Stated[PlanSettings]
    language: str
    people: People
    counts: Counts


class SearchInputs(NamedTuple):
    """`parts` are the addresses of the language's indexes; `counts` are those of people, and
    `synonyms` the language's.
    """

    settings: Stated[PlanSettings]
    language: str
    parts: tuple[str, ...]
    years: Years
    topics: Topics
    people: People
    counts: Counts
    synonyms: Stated[tuple[tuple[str, ...], ...]]


class PagesInputs(NamedTuple):
    """`twins` are the languages that have such a page, with its addresses."""

    settings: Stated[PlanSettings]
    language: str
    pages: Stated[tuple[Link, ...]]
    twins: tuple[tuple[str, str], ...]


class Heading(NamedTuple):
    """What a list of one topic or person says above its teasers."""

    name: Words | None = None
    role: Words | None = None
    organisation: Words | None = None


class ListInputs(NamedTuple):
    """What all pages of a list have in common.

    `firsts` are the languages that have the list, each with the address of its first page, `counts`
    the numbers of its pages in these languages. `years` are those that the list shows links to.
    """

    settings: Stated[PlanSettings]
    language: str
    of: ListingKey
    heading: Stated[Heading]
    years: Years
    firsts: tuple[tuple[str, str], ...]
    counts: tuple[int, ...]
    total: int
    size: int
    modified: int | None

    def twins(self, number: int) -> tuple[tuple[str, str], ...]:
        """Languages and addresses of page `number`, as far as there is one."""
        return tuple(
            [
                (language, addresses.list_page(first, number))
                for (language, first), count in zip(self.firsts, self.counts, strict=True)
                if number <= count
            ]
        )


class ListPageInputs(NamedTuple):
    list: Shared[ListInputs]
    number: int
    teasers: Teasers


def home(made_of: HomeInputs) -> Iterator[HomePage]:
    settings, language = made_of.settings.value, made_of.language
    twins = everywhere(settings, addresses.home)
    yield HomePage(
        **interface_page(settings, addresses.home(language), language, twins),
        modified=_instant(made_of.modified, settings),
        teasers=_teasers(made_of.teasers, language, made_of.settings),
        topics=made_of.topics.value,
        corrections=made_of.corrections,
    )


def topic_index(made_of: TopicsInputs) -> Iterator[TopicsPage]:
    settings, language = made_of.settings.value, made_of.language
    twins = everywhere(settings, partial(addresses.topics, settings))
    yield TopicsPage(
        **interface_page(settings, addresses.topics(settings, language), language, twins),
        topics=made_of.topics.value,
    )


def people_index(made_of: PeopleInputs) -> Iterator[PeoplePage]:
    settings, language = made_of.settings.value, made_of.language
    twins = everywhere(settings, partial(addresses.participants, settings))
    yield PeoplePage(
        **interface_page(settings, addresses.participants(settings, language), language, twins),
        groups=people.groups(
            made_of.people.value,
            dict(made_of.counts),
            language,
            settings,
        ),
    )


def search(made_of: SearchInputs) -> Iterator[SearchPage]:
    settings, language = made_of.settings.value, made_of.language
    twins = everywhere(settings, partial(addresses.search, settings))
    counts = dict(made_of.counts)
    groups = people.groups(made_of.people.value, counts, language, settings)
    yield SearchPage(
        **interface_page(settings, addresses.search(settings, language), language, twins),
        parts=made_of.parts,
        rules=stems.rules(language),
        other_letters=tuple(other_letters(language).items()),
        synonyms=(*made_of.synonyms.value, *_names(made_of.people.value, counts)),
        months=month_names(settings.language(language)),
        years=made_of.years.value,
        topics=made_of.topics.value,
        people=tuple(person for group in groups for person in group.people),
    )


def _names(people: Iterable[Person], counts: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """Those words of people's names that other languages write otherwise: Əliyeva, Aliyeva."""
    for person in people:
        names = [stems.words(name) for _, name in person.name.pairs]
        # Else nobody knows which word is which.
        if person.key in counts and len(set(map(len, names))) == 1:
            for spellings in zip(*names, strict=True):
                if len(found := tuple(dict.fromkeys(spellings))) > 1:
                    yield found


def all_pages(made_of: PagesInputs) -> Iterator[PagesPage]:
    settings, language, twins = made_of.settings.value, made_of.language, dict(made_of.twins)
    yield PagesPage(
        **interface_page(settings, twins[language], language, twins), pages=made_of.pages.value
    )


def list_page(made_of: ListPageInputs) -> Iterator[ListPage]:
    list, number = made_of.list.value, made_of.number
    settings, language = list.settings.value, list.language
    twins = dict(list.twins(number))
    kind, key = list.of
    first = dict(list.firsts)[language]
    count = list.counts[list.firsts.index((language, first))]
    shown: dict[str, Any]
    match kind:
        case "releases":
            shown = {"years": list.years.value}
        case "year":
            shown = {"year": int(key), "years": list.years.value}
        case "topic":
            shown = {"name": list.heading.value.name, "feeds": addresses.feeds(first)}
        case _:
            shown = {**list.heading.value._asdict(), "feeds": addresses.feeds(first)}
    yield PAGES[kind](
        **interface_page(settings, twins[language], language, twins),
        teasers=_teasers(made_of.teasers, language, list.settings),
        pager=pager(first, number, count, list.total),
        modified=_instant(list.modified, settings),
        **shown,
    )


def pager(first: str, number: int, count: int, total: int) -> Pager:
    """What page `number` says about its place in the list whose first page is at `first`."""
    near = sorted({1, number - 1, number, number + 1, count} & set(range(1, count + 1)))
    return Pager(
        number=number,
        count=count,
        total=total,
        newer=addresses.list_page(first, number - 1) if number > 1 else "",
        older=addresses.list_page(first, number + 1) if number < count else "",
        numbered=tuple(PageNumber(each, addresses.list_page(first, each)) for each in near),
    )


def _teasers(teasers: Teasers, language: str, settings: Stated[PlanSettings]) -> tuple[Teaser, ...]:
    return tuple(
        [
            _TEASERS.get(
                (each.digest, language, settings.digest),
                partial(_teaser, each, language, settings.value),
            )
            for each in teasers.value
        ]
    )


def _teaser(listed: Listed, language: str, settings: PlanSettings) -> Teaser:
    """As the lists of `language` show it."""
    shown = listed.value
    zone, preferences = settings.zone, settings.preferences(language)
    year = int(shown.clock[0][:4])
    photo = None
    if shown.photo is not None and not shown.is_withdrawn:
        page = addresses.release(settings, shown.language, year, shown.slug)
        photo = figure(photo_of(shown.photo), page, preferences)
    return Teaser(
        address=addresses.release(
            settings, folder_of(shown.language, language, settings), year, shown.slug
        ),
        title=Words(shown.title, shown.language),
        summary="" if shown.is_withdrawn else shown.summary,
        date=moment_of(shown.clock, zone),
        place=shown.place,
        photo=photo,
        is_withdrawn=shown.is_withdrawn,
        is_corrected=shown.is_corrected,
    )


def _instant(modified: int | None, settings: PlanSettings) -> datetime | None:
    return instant_of(modified, settings.zone) if modified is not None else None
