"""The way to a page from the home page: breadcrumbs, for people and for search engines."""

from __future__ import annotations

from collections.abc import Callable

from beyan.model.page import (
    CorrectionsPage,
    FeedsPage,
    Frame,
    Link,
    MostReadPage,
    NoticePage,
    Page,
    PagesPage,
    PeoplePage,
    PersonPage,
    ReleasePage,
    ReleasesPage,
    TextPage,
    TopicPage,
    TopicsPage,
    TopicYearPage,
    YearPage,
)
from beyan.model.words import Words

# Interface strings that name the steps; templates have them as well.
RELEASES, TOPICS, PARTICIPANTS, HOME = "Press releases", "Topics", "Participants", "Home page"
PAGES, CORRECTIONS = "All pages", "Corrections"
MOST_READ, FOLLOW = "Most read", "Get new releases"
STRINGS = (RELEASES, TOPICS, PARTICIPANTS, HOME, PAGES, CORRECTIONS, MOST_READ, FOLLOW)

Gettext = Callable[[str], str]


def trail(
    page: Page, frame: Frame, gettext: Gettext, figures: Callable[[int], str]
) -> tuple[Link, ...]:
    """From the home page to this page; empty for the home page itself and what has no place.

    `figures` writes a year in the digits of the page.
    """

    def step(label: str, address: str) -> Link:
        return Link(Words(label, page.language), address)

    home = step(gettext(HOME), frame.home)
    releases = step(gettext(RELEASES), frame.releases)
    match page:
        case ReleasePage():
            year = step(figures(page.date.day.year), page.year)
            return home, releases, year, step(page.title, page.address)
        case NoticePage():
            own = Link(page.title, page.address)
            return (home, releases, own) if page.date is not None else (home, own)
        case ReleasesPage():
            return home, releases
        case YearPage():
            return home, releases, step(figures(page.year), page.address)
        case TopicsPage():
            return home, step(gettext(TOPICS), frame.topics)
        case TopicPage():
            topics = step(gettext(TOPICS), frame.topics)
            return home, topics, Link(page.name, page.address)
        case PeoplePage():
            return home, step(gettext(PARTICIPANTS), frame.participants)
        case PersonPage():
            people = step(gettext(PARTICIPANTS), frame.participants)
            return home, people, Link(page.name, page.address)
        case TopicYearPage():
            topics = step(gettext(TOPICS), frame.topics)
            year = step(figures(page.year), page.address)
            return home, topics, Link(page.name, page.topic), year
        case CorrectionsPage():
            return home, step(gettext(CORRECTIONS), page.address)
        case MostReadPage():
            return home, step(gettext(MOST_READ), page.address)
        case FeedsPage():
            return home, step(gettext(FOLLOW), page.address)
        case PagesPage():
            return home, step(gettext(PAGES), frame.pages)
        case TextPage():
            own = step(page.title, page.address)
            is_in_menu = any(link.address == page.address for link in frame.menu)
            if not frame.pages or is_in_menu:
                return home, own
            return home, step(gettext(PAGES), frame.pages), own
        case _:
            return ()
