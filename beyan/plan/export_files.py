"""What feeds, sitemaps and lists of agency items are made from, and how."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

from beyan.model.config import PlanSettings
from beyan.model.export import (
    FEEDS,
    AgencyEntry,
    AgencyList,
    FeedEntry,
    Sitemap,
    SitemapEntry,
)
from beyan.model.identity import list_id
from beyan.model.inputs import Digested, EachOf, Shared, Stated
from beyan.model.page import Alternate, Export, Feed, ReleasePage
from beyan.model.picture import Picture
from beyan.model.plan import Artifact
from beyan.model.release_summary import instant_of
from beyan.plan import addresses
from beyan.plan.at_hand import AtHand
from beyan.plan.listing import Entry
from beyan.plan.office import office_name
from beyan.plan.release_pages import ReleaseContent, planned_page

# An empty feed has no content to take a time from, and the clock would change it with each build.
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)

# Releases stand in the feeds of all their people and topics. An entry is of some 15 kB.
_ENTRIES = AtHand[FeedEntry](2_000)


class FeedInputs(NamedTuple):
    """`address` is that of the list for people, `subject` the topic or person that it is of.

    The list of all is of none. `of` is what the list is of, as the ledger has it.
    """

    settings: Stated[PlanSettings]
    language: str
    of: str
    address: str
    subject: str | None
    entries: Digested[tuple[Shared[ReleaseContent], ...]]


class AgencyListInputs(NamedTuple):
    """`entries` are id, address and title of releases, and when each was published and last
    changed."""

    settings: Stated[PlanSettings]
    language: str
    entries: EachOf[Entry, tuple[str, str, str, int, int]]


class SitemapInputs(NamedTuple):
    """`entries` are the address of a page, when it last changed, and its versions."""

    settings: Stated[PlanSettings]
    address: str
    entries: EachOf[Artifact, tuple[str, int | None, tuple[tuple[str, str], ...]]]


def feed_files(made_of: FeedInputs) -> Iterator[Export]:
    settings, language, subject = made_of.settings.value, made_of.language, made_of.subject
    entries = tuple(
        [
            _ENTRIES.get(each.digest, partial(_feed_entry, each.value))
            for each in made_of.entries.value
        ]
    )
    name = office_name(settings, language).text
    formats = feeds_of(language, made_of.address, subject)
    common: dict[str, Any] = {
        "language": language,
        "formats": formats,
        "page": made_of.address,
        "title": f"{subject} · {name}" if subject is not None else name,
        "author": name,
        "email": settings.contact.email,
        "updated": max((entry.updated for entry in entries), default=BEGINNING),
        "entries": entries,
    }
    root = settings.origin + settings.base_path
    for kind, each in zip(FEEDS, formats, strict=True):
        file = each.address.rpartition("/")[2]
        id = list_id(made_of.of, settings, language, file)
        id = id or root + addresses.in_usual_words(settings, each.address)
        yield kind(address=each.address, id=id, **common)


def feeds_of(language: str, page: str, subject: str | None) -> tuple[Feed, ...]:
    """Those of the list at `page`; those of all releases stand beside the home page."""
    return addresses.feeds(addresses.home(language) if subject is None else page)


def _feed_entry(content: ReleaseContent) -> FeedEntry:
    page = planned_page(content)
    return FeedEntry(
        id=page.id,
        address=page.address,
        title=page.title,
        summary=page.summary,
        language=page.text_language,
        published=page.published,
        updated=page.modified or page.published,
        key_facts=page.key_facts,
        prose=page.prose,
        quotes=page.quotes,
        boilerplate=page.boilerplate,
        notice=page.withdrawn.reason if page.withdrawn is not None else None,
        topics=page.topics,
        alternates=page.alternates,
        picture=_first_picture(page),
        attachments=page.attachments,
    )


def _first_picture(page: ReleasePage) -> Picture | None:
    if not page.photos or page.media_kit is None:
        return None
    photo = page.photos[0]
    shared = photo.renditions.shared
    original = next(each for each in page.media_kit.files if each.address == photo.address)
    size = (shared.width, shared.height)
    return Picture(shared.address, original.source, shared.format, size)


def agency_list(made_of: AgencyListInputs) -> Iterator[AgencyList]:
    settings, language = made_of.settings.value, made_of.language
    zone = settings.zone
    yield AgencyList(
        address=addresses.agency_list(language),
        language=language,
        title=office_name(settings, language).text,
        entries=tuple(
            AgencyEntry(
                id=id,
                item=addresses.agency_item(address),
                page=address,
                title=title,
                published=instant_of(published, zone),
                modified=instant_of(modified, zone),
            )
            for id, address, title, published, modified in made_of.entries.value
        ),
    )


def sitemap(made_of: SitemapInputs) -> Iterator[Sitemap]:
    zone = made_of.settings.value.zone
    yield Sitemap(
        address=made_of.address,
        entries=tuple(
            SitemapEntry(
                page,
                instant_of(modified, zone) if modified is not None else None,
                tuple([Alternate(language, twin) for language, twin in versions]),
            )
            for page, modified, versions in made_of.entries.value
        ),
    )
