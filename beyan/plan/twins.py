"""What ties the versions of a page together: the language switcher and hreflang."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from beyan.model.config import Config
from beyan.model.page import Alternate, LanguageLink
from beyan.plan import addresses

# The addresses of one page's real versions, by language.
Twins = Mapping[str, str]


def everywhere(config: Config, address: Callable[[str], str]) -> Twins:
    """The versions of a page that every language has."""
    return {language: address(language) for language in config.languages}


def switcher(config: Config, twins: Twins) -> tuple[LanguageLink, ...]:
    """Every language of the site; one without a version of the page leads to its home page."""
    return tuple(
        LanguageLink(language, twins.get(language, addresses.home(language)), language in twins)
        for language in config.languages
    )


def alternates(config: Config, twins: Twins) -> tuple[Alternate, ...]:
    return tuple(
        Alternate(language, twins[language]) for language in config.languages if language in twins
    )


def interface_page(config: Config, address: str, language: str, twins: Twins) -> dict[str, Any]:
    """The fields of `Page` for a page whose text is in the language of its interface."""
    return {
        "address": address,
        "language": language,
        "text_language": language,
        "canonical": address,
        "switcher": switcher(config, twins),
        "alternates": alternates(config, twins),
    }
