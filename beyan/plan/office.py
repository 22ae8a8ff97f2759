"""The office as pages and files name it: in words, by its contact, in permanent ids."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, urlsplit

from beyan.model.config import Contact, PlanSettings
from beyan.model.page import ContactLines
from beyan.model.words import Words


def office_name(settings: PlanSettings, language: str) -> Words:
    """The settings are refused unless the name is there in every language."""
    return settings.name.best(settings.preferences(language)) or Words("", language)


def contact_lines(contact: Contact, settings: PlanSettings, language: str) -> ContactLines:
    preferences = settings.preferences(language)
    return ContactLines(
        name=contact.name.best(preferences),
        call_centre=contact.call_centre,
        phone=contact.phone,
        email=contact.email,
        address=contact.address.best(preferences),
    )


def release_id(settings: PlanSettings, key: str, year: int, language: str) -> str:
    """A tag URI (RFC 4151), which a new title, slug or domain path leaves as it is."""
    return f"tag:{_host(settings.base_url)},{year}:{quote(f'{key}.{language}')}"


@lru_cache(maxsize=1)
def _host(base_url: str) -> str | None:
    return urlsplit(base_url).hostname
