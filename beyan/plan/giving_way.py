"""Pages that the site makes of itself and that give way to a standing page of the same address."""

from __future__ import annotations

from collections.abc import Callable

from beyan.model.config import PlanSettings
from beyan.model.site import Site
from beyan.plan import addresses


def all_giving_way(settings: PlanSettings) -> set[str]:
    pages = (addresses.corrections, addresses.most_read, addresses.feeds_page)
    return {address(settings, tag) for address in pages for tag in settings.languages}


def giving_way(site: Site, address: Callable[[PlanSettings, str], str]) -> dict[str, str]:
    """The addresses of such a page by language, where no standing page has them already."""
    taken = {
        addresses.standing_page(each.language, each.slug)
        for page in site.pages
        for each in page.editions
    }
    places = {each: address(site.config, each) for each in site.config.languages}
    return {language: place for language, place in places.items() if place not in taken}
