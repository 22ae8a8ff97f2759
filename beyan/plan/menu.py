"""The standing pages in the menu, and the page of those that it has no room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple
from unicodedata import east_asian_width

from beyan.model.config import Config, MissingTranslation
from beyan.model.inputs import Stated
from beyan.model.page import Link, PagesPage
from beyan.model.plan import Artifact
from beyan.model.release import StandingPage
from beyan.model.site import Site
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.plan.artifact import artifact, settings_of
from beyan.plan.list_pages import PagesInputs, all_pages
from beyan.plan.texts import best_page_edition

# Every page of the site shows the menu. On a telephone so many of these titles, with the lists
# beside them, fill a screen; the page of all is the next item.
MOST = 12
# On a wide screen the menu has two lines. Where it is narrowest, 57rem, these take some 240 letters
# with the gaps between titles; the lists take a third, and of the first line the end is lost.
ROOM, GAP = 130, 4


class Menu(NamedTuple):
    """`shown` are the first of `all`. `pages` is the address of the page with all; empty where the
    menu shows them itself.
    """

    all: tuple[Link, ...]
    shown: tuple[Link, ...]
    pages: str


def menu_of(site: Site, language: str) -> Menu:
    found = (page_link(page, site.config, language) for page in site.pages)
    links = tuple(link for link in found if link is not None)
    fitting = _fitting(links)
    pages = addresses.pages(language) if fitting < len(links) else ""
    return Menu(links, links[:fitting], pages)


def page_link(page: StandingPage, config: Config, language: str) -> Link | None:
    """To what the readers of the language get of the page; None: it is hidden from them."""
    edition = best_page_edition(page, config, language)
    if edition.language != language and config.missing_translation is MissingTranslation.HIDE:
        return None
    at_notice = config.missing_translation is MissingTranslation.NOTICE
    folder = language if at_notice else edition.language
    address = addresses.standing_page(folder, edition.slug)
    return Link(Words(edition.title, edition.language), address)


def _fitting(links: Sequence[Link]) -> int:
    """How many of the first titles there is room for."""
    taken = accumulate(_width(link.label.text) + GAP for link in links[:MOST])
    return sum(1 for each in taken if each <= ROOM)


def _width(text: str) -> int:
    """In letters; one of East Asia is as wide as two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def pages_artifacts(site: Site) -> Iterator[Artifact]:
    """The page of all standing pages, in each language whose menu has no room for them."""
    menus = {language: menu_of(site, language) for language in site.config.languages}
    twins = tuple((language, menu.pages) for language, menu in menus.items() if menu.pages)
    for language, address in twins:
        shown = Stated(menus[language].all)
        yield artifact(
            PagesInputs(settings_of(site.config), language, shown, twins),
            all_pages,
            (address,),
            language,
            template=PagesPage.template,
            twins=twins,
        )
