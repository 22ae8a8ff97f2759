"""Which releases a language lists, where each leads, and how a list falls into pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from beyan.model.config import Config, MissingTranslation
from beyan.model.page import PageNumber, Pager, Teaser
from beyan.model.release_summary import EditionSummary, ReleaseSummary
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.plan.photos import figure


class Entry(NamedTuple):
    """A release as one language lists it.

    `edition` is the one shown; `address` is the page the list leads to: the language's own, its
    notice, or another language's. `is_own`: the edition is in the language. `has_page`: the page is
    one of the language's. `fingerprint` is what a list depends on, `named` what a neighbour does.
    """

    summary: ReleaseSummary
    edition: EditionSummary
    address: str
    language: str
    is_own: bool
    has_page: bool
    fingerprint: bytes
    named: bytes


class Listing(NamedTuple):
    """The entries of one list in one language, newest first, and where its first page stands."""

    first: str
    entries: Sequence[Entry]


# What identifies a list in every language: its kind, and the year, topic or person it is of.
ListingKey = tuple[str, str]


def entry(summary: ReleaseSummary, language: str, config: Config) -> Entry | None:
    """How the language lists the release; None: `missing_translation` hides it."""
    edition = summary.edition(language)
    is_own = edition is not None
    if edition is None:
        if config.missing_translation is MissingTranslation.HIDE:
            return None
        edition = best_edition(summary, config.preferences(language))
    has_page = is_own or config.missing_translation is MissingTranslation.NOTICE
    folder = language if has_page else edition.language
    address = addresses.release(folder, summary.year, edition.slug)
    place = address.encode()
    named = place + edition.title.encode()
    return Entry(
        summary, edition, address, language, is_own, has_page, edition.listed + place, named
    )


def best_edition(summary: ReleaseSummary, preferences: Sequence[str]) -> EditionSummary:
    return next(edition for tag in preferences if (edition := summary.edition(tag)) is not None)


def listings(
    entries: Sequence[Entry], language: str, topic_slugs: Mapping[str, str]
) -> dict[ListingKey, Listing]:
    """All lists of one language in one walk over its entries; empty ones but the main left out."""
    years: dict[int, list[Entry]] = {}
    topics: dict[str, list[Entry]] = {}
    people: dict[str, list[Entry]] = {}
    for each in entries:
        summary = each.summary
        years.setdefault(summary.year, []).append(each)
        for topic in summary.topics:
            topics.setdefault(topic, []).append(each)
        for person in summary.people:
            people.setdefault(person, []).append(each)
    found = {("releases", ""): Listing(addresses.releases(language), entries)}
    for year, listed in years.items():
        found["year", str(year)] = Listing(addresses.year(language, year), listed)
    for topic, listed in topics.items():
        found["topic", topic] = Listing(addresses.topic(language, topic_slugs[topic]), listed)
    for person, listed in people.items():
        found["participant", person] = Listing(addresses.participant(language, person), listed)
    return found


def pager(listing: Listing, number: int, size: int) -> Pager:
    """What page `number` says about its place in the list."""
    count = page_count(listing, size)
    near = sorted({1, number - 1, number, number + 1, count} & set(range(1, count + 1)))
    return Pager(
        number=number,
        count=count,
        total=len(listing.entries),
        newer=addresses.list_page(listing.first, number - 1) if number > 1 else "",
        older=addresses.list_page(listing.first, number + 1) if number < count else "",
        numbered=tuple(PageNumber(each, addresses.list_page(listing.first, each)) for each in near),
    )


def part(listing: Listing, number: int, size: int) -> Sequence[Entry]:
    """The entries on page `number`; an empty list still has its first page."""
    return listing.entries[(number - 1) * size : number * size]


def page_count(listing: Listing, size: int) -> int:
    return max(1, -(-len(listing.entries) // size))


def teaser(of: Entry, config: Config) -> Teaser:
    summary, edition = of.summary, of.edition
    own_page = addresses.release(edition.language, summary.year, edition.slug)
    photo = None if summary.is_withdrawn else summary.first_photo()
    return Teaser(
        address=of.address,
        title=Words(edition.title, edition.language),
        summary="" if summary.is_withdrawn else edition.summary,
        date=summary.date(config.zone),
        place=edition.place,
        photo=figure(photo, own_page, config.preferences(of.language)) if photo else None,
        is_withdrawn=summary.is_withdrawn,
        is_corrected=edition.is_corrected,
    )
