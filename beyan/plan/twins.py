"""What ties the versions of a page together: the language switcher and hreflang."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from beyan.model.config import PlanSettings
from beyan.model.page import Alternate, LanguageLink
from beyan.model.release import Edition
from beyan.plan import addresses

# The addresses of one page's real versions, by language.
Twins = Mapping[str, str]
NONE: Twins = {}


def everywhere(settings: PlanSettings, address: Callable[[str], str]) -> Twins:
    """The versions of a page that every language has."""
    return {language: address(language) for language in settings.languages}


def switcher(
    settings: PlanSettings, twins: Twins, notices: Twins = NONE
) -> tuple[LanguageLink, ...]:
    """Every language of the site; one without the page leads to its notice or its home page."""
    return tuple(
        LanguageLink(
            language,
            twins.get(language) or notices.get(language) or addresses.home(language),
            language in twins or language in notices,
        )
        for language in settings.languages
    )


def alternates(settings: PlanSettings, twins: Twins) -> tuple[Alternate, ...]:
    return tuple(
        Alternate(language, twins[language]) for language in settings.languages if language in twins
    )


def newer_original(edition: Edition, twins: Twins, settings: PlanSettings) -> Alternate | None:
    """The original of an outdated translation, if readers are to be told and can read it."""
    address = twins.get(edition.original)
    if not settings.out_of_date_note or not edition.is_outdated or address is None:
        return None
    return Alternate(edition.original, address)


def interface_page(
    settings: PlanSettings, address: str, language: str, twins: Twins, notices: Twins = NONE
) -> dict[str, Any]:
    """The fields of `Page` for a page whose text is in the language of its interface.

    `notices` has the pages that stand in for missing versions; they are no alternates.
    """
    return {
        "address": address,
        "language": language,
        "text_language": language,
        "canonical": address,
        "switcher": switcher(settings, twins, notices),
        "alternates": alternates(settings, twins),
    }
