"""The standing pages in the menu, and the page of those that it has no room for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from beyan.model.config import MissingTranslation
from beyan.model.inputs import Stated
from beyan.model.page import Link, PagesPage
from beyan.model.plan import Artifact
from beyan.model.site import Site
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.plan.artifact import artifact, settings_of
from beyan.plan.list_pages import PagesInputs, all_pages
from beyan.plan.texts import best_page_edition

# Every page of the site shows the menu. On a telephone so many of these titles, with the lists and
# the search beside them, fill a screen; the page of all is the next item.
MOST = 12


class Menu(NamedTuple):
    """`pages` is the address of the page with `all`; empty where the menu shows them itself."""

    all: tuple[Link, ...]
    pages: str

    @property
    def shown(self) -> tuple[Link, ...]:
        return self.all[:MOST]


def menu_of(site: Site, language: str) -> Menu:
    config = site.config
    links = []
    for page in site.pages:
        edition = best_page_edition(page, config, language)
        if edition.language != language and config.missing_translation is MissingTranslation.HIDE:
            continue
        at_notice = config.missing_translation is MissingTranslation.NOTICE
        folder = language if at_notice else edition.language
        address = addresses.standing_page(folder, edition.slug)
        links.append(Link(Words(edition.title, edition.language), address))
    return Menu(tuple(links), addresses.pages(language) if len(links) > MOST else "")


def pages_artifacts(site: Site) -> Iterator[Artifact]:
    """The page of all standing pages, in each language whose menu has no room for them."""
    if len(site.pages) <= MOST:
        return
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
