"""Which pages have a card of their own, and what it says."""

from __future__ import annotations

from collections.abc import Sized
from datetime import date
from functools import lru_cache

from beyan.language.locale import Formats, Language
from beyan.model.config import Config, PlanSettings
from beyan.model.look import Border
from beyan.model.release import Edition
from beyan.model.release_summary import EditionSummary, digest
from beyan.model.social_card import USUAL_COLOURS, CardColours, SocialCard, can_show
from beyan.plan import addresses
from beyan.plan.listing import Entry


def social_card(config: Config, own: Entry) -> SocialCard | None:
    """That of a release's page; a withdrawn release has none."""
    summary, edition = own.summary, own.edition
    if not config.social_cards or summary.is_withdrawn:
        return None
    day = summary.date(config.zone).day
    return release_card(config, own.language, own.address, edition, summary.photos, day)


def release_card(
    settings: PlanSettings,
    language: str,
    page: str,
    edition: Edition | EditionSummary,
    photos: Sized,
    day: date,
) -> SocialCard | None:
    """None where the release has a photo to show, or says what the fonts have no letters for."""
    if not settings.social_cards or photos:
        return None
    office = _office(settings, language)
    return _card(settings, language, page, edition.title, office, day, edition.place)


def site_card(config: PlanSettings, language: str) -> SocialCard | None:
    """For all other pages of the language."""
    if not config.social_cards:
        return None
    tagline = config.tagline.best(config.preferences(language))
    below, office = tagline.text if tagline else "", _office(config, language)
    return _card(config, language, addresses.home(language), office, below)


def _office(config: PlanSettings, language: str) -> str:
    name = config.name.best(config.preferences(language))
    return name.text if name is not None else ""


@lru_cache(maxsize=1 << 14)
def _said(language: str, formats: Formats, day: date) -> str:
    return _spoken(language, formats).date_long(day)


@lru_cache(maxsize=64)
def _spoken(tag: str, formats: Formats) -> Language:
    return Language(tag, formats)


def _card(
    settings: PlanSettings,
    language: str,
    page: str,
    title: str,
    office: str,
    day: date | None = None,
    place: str = "",
) -> SocialCard | None:
    """Its name tells what is on it: services keep pictures by their addresses."""
    formats, font = settings.formats_of(language), settings.card_font_of(language)
    shown_day = _said(language, formats, day) if day is not None else ""
    texts = (title, office, f"{place}{shown_day}")
    if not all(can_show(text, settings.card_fonts, font) for text in texts):
        return None
    said = (language, title, office, day, place)
    # A card that says what it said keeps its name.
    changed = bool(day and (formats.like or formats.digits))
    how: tuple[object, ...] = (tuple(formats),) if changed else ()
    if font is not None:
        how = (*how, font.name, font.digest)
    look = settings.look
    colours = CardColours(look.light.bar, look.light.bar_ink, look.light.bar_edge)
    if (colours, look.border) != (USUAL_COLOURS, Border.LATTICE):
        how = (*how, *colours, look.border.value)
    address = addresses.social_card(page, digest(repr(said + how).encode()).hex())
    return SocialCard(
        address, language, title, office, day, place, formats, font, colours, look.border
    )
