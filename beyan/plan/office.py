"""The office as pages and files name it: in words, and by its contact."""

from __future__ import annotations

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
        hours=contact.hours.best(preferences),
    )
