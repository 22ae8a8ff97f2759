"""What the pages that list are made from, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple

from beyan.language import stems
from beyan.language.months import month_names
from beyan.language.transliteration import other_letters
from beyan.model.config import PlanSettings
from beyan.model.inputs import Inputs, Shared, Stated
from beyan.model.page import (
    Link,
    ListPage,
    MonthLink,
    PageNumber,
    Pager,
    PagesPage,
    Period,
    PersonPage,
    PhotoFigure,
    ReleasesPage,
    SearchPage,
    TopicEntry,
    TopicPage,
    TopicsPage,
    TopicYearPage,
    YearLink,
    YearPage,
)
from beyan.model.release import Person
from beyan.model.release_summary import instant_of
from beyan.model.words import Words
from beyan.plan import addresses, people
from beyan.plan.listing import ListingKey
from beyan.plan.teasers import Names, Teasers, shown_teasers
from beyan.plan.twins import everywhere, interface_page

PAGES: Mapping[str, type[ListPage]] = {
    "releases": ReleasesPage,
    "year": YearPage,
    "topic": TopicPage,
    "topic-year": TopicYearPage,
    "participant": PersonPage,
}

Topics = Stated[tuple[TopicEntry, ...]]
Years = Stated[tuple[YearLink, ...]]
People = Stated[tuple[Person, ...]]
# The releases that the language lists of each, by what it is.
Counts = tuple[tuple[str, int], ...]
# The first and the last day of some releases (ISO 8601); without any, both empty.
Days = tuple[str, str]
NO_DAYS = ("", "")
# The first day of each month of a year, the page on which it begins, and how many releases it has.
Months = tuple[tuple[str, int, int], ...]


class TopicsInputs(NamedTuple):
    settings: Stated[PlanSettings]
    language: str
    topics: Topics


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
    portrait: PhotoFigure | None = None


class ListInputs(NamedTuple):
    """What all pages of a list have in common.

    `firsts` are the languages that have the list, each with the address of its first page, `counts`
    the numbers of its pages in these languages. `years` and `months` are those that the list shows
    links to. `since` is the day of its first release, `follow` where its feeds are explained.
    """

    settings: Stated[PlanSettings]
    language: str
    of: ListingKey
    heading: Stated[Heading]
    years: Years
    months: Months
    firsts: tuple[tuple[str, str], ...]
    counts: tuple[int, ...]
    total: int
    size: int
    modified: int | None
    since: str
    follow: str

    @property
    def topic(self) -> str:
        """The topic that it is of, if it is of one."""
        kind, key = self.of
        return key.partition("/")[0] if kind in ("topic", "topic-year") else ""

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
    """`days` are those of the page before, of this one, and of the one that follows."""

    list: Shared[ListInputs]
    number: int
    teasers: Teasers
    subjects: Names
    days: tuple[Days, Days, Days]


def shown_days(inputs: Inputs) -> Days:
    """The days of the releases that a page shows, if it is one of a list."""
    return inputs.days[1] if isinstance(inputs, ListPageInputs) else NO_DAYS


def topic_index(made_of: TopicsInputs) -> Iterator[TopicsPage]:
    settings, language = made_of.settings.value, made_of.language
    twins = everywhere(settings, partial(addresses.topics, settings))
    yield TopicsPage(
        **interface_page(settings, addresses.topics(settings, language), language, twins),
        topics=made_of.topics.value,
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
            months = tuple(
                MonthLink(day, addresses.list_page(first, page), releases)
                for month, page, releases in list.months
                for day in (date.fromisoformat(month),)
            )
            shown = {"year": int(key), "years": list.years.value, "months": months}
        case "topic":
            shown = {"name": list.heading.value.name, "years": list.years.value, **_followed(list)}
        case "topic-year":
            topic, year = first.removesuffix("/").rpartition("/")[0] + "/", key.rpartition("/")[2]
            shown = {"name": list.heading.value.name, "topic": topic, "year": int(year)}
            shown["years"] = list.years.value
        case _:
            shown = {**list.heading.value._asdict(), **_followed(list)}
    yield PAGES[kind](
        **interface_page(settings, twins[language], language, twins),
        teasers=shown_teasers(
            made_of.teasers, language, list.settings, made_of.subjects, list.topic
        ),
        pager=pager(first, number, count, list.total, made_of.days),
        modified=instant(list.modified, settings),
        **shown,
    )


def _followed(list: ListInputs) -> dict[str, Any]:
    first = dict(list.firsts)[list.language]
    return {
        "feeds": addresses.feeds(first),
        "since": date.fromisoformat(list.since),
        "follow": list.follow,
        "subject": addresses.subject(first),
    }


def pager(
    first: str,
    number: int,
    count: int,
    total: int,
    days: tuple[Days, Days, Days] = (NO_DAYS, NO_DAYS, NO_DAYS),
) -> Pager:
    """What page `number` says about its place in the list whose first page is at `first`."""
    newer, own, older = map(period, days)
    near = sorted({1, number - 1, number, number + 1, count} & set(range(1, count + 1)))
    return Pager(
        number=number,
        count=count,
        total=total,
        newer=addresses.list_page(first, number - 1) if number > 1 else "",
        older=addresses.list_page(first, number + 1) if number < count else "",
        numbered=tuple(PageNumber(each, addresses.list_page(first, each)) for each in near),
        period=own,
        newer_period=newer,
        older_period=older,
    )


def period(days: Days) -> Period | None:
    first, last = days
    return Period(date.fromisoformat(first), date.fromisoformat(last)) if first else None


def instant(modified: int | None, settings: PlanSettings) -> datetime | None:
    return instant_of(modified, settings.zone) if modified is not None else None
