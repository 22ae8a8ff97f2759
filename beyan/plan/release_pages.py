"""What the page of a release and what stands beside it are made from, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from beyan.model.config import PlanSettings
from beyan.model.export import AgencyItem, MediaKitFile
from beyan.model.inputs import Digested, Shared, Stated
from beyan.model.page import (
    CorrectionNote,
    Download,
    Link,
    Output,
    PlannedLink,
    PlannedProse,
    RelatedRelease,
    ReleasePage,
    TextPicture,
    WithdrawalNotice,
)
from beyan.model.release import Edition, Release
from beyan.model.release_summary import moment_of
from beyan.model.words import Words
from beyan.plan import addresses, people
from beyan.plan.listing import Dated, Named
from beyan.plan.office import contact_lines, office_name
from beyan.plan.photos import beside, figure, in_text, is_picture, media_kit
from beyan.plan.social_cards import release_card
from beyan.plan.twins import interface_page, newer_original

Load = Callable[[str], Release]


class Facts(Digested[Release]):
    """What holds for every edition of a release: the release without its editions."""

    __slots__ = ("_key", "_load")

    def __init__(self, digest: bytes, key: str, load: Load) -> None:
        super().__init__(digest)
        self._key, self._load = key, load

    @property
    def value(self) -> Release:
        return replace(self._load(self._key), editions=())


class Text(Digested[Edition]):
    """One edition of a release, with its text."""

    __slots__ = ("_key", "_language", "_load")

    def __init__(self, digest: bytes, key: str, language: str, load: Load) -> None:
        super().__init__(digest)
        self._key, self._language, self._load = key, language, load

    @property
    def value(self) -> Edition:
        edition = self._load(self._key).edition(self._language)
        assert edition is not None, "a text is planned for an edition that is there"
        return edition


class ReleaseContent(NamedTuple):
    """What a release's page, its feeds and its media kit show of it.

    `id` is permanent. `versions` and `notices` are pairs of language and address. `resolved` is
    where the links of the text lead, `pictures` what it shows of others' pictures.
    """

    settings: Stated[PlanSettings]
    language: str
    id: str
    address: str
    versions: tuple[tuple[str, str], ...]
    notices: tuple[tuple[str, str], ...]
    facts: Facts
    text: Text
    resolved: tuple[str | None, ...]
    pictures: Stated[tuple[TextPicture, ...]]
    topics: Stated[tuple[Link, ...]]


class ReleaseInputs(NamedTuple):
    """`views` is None where nobody has counted any. `places` is where it happened as the other
    editions write that.
    """

    content: Shared[ReleaseContent]
    views: int | None
    newer: Named | None
    older: Named | None
    related: Digested[tuple[Dated, ...]]
    places: tuple[str, ...]


class MediaKitInputs(NamedTuple):
    content: Shared[ReleaseContent]


def release_page(made_of: ReleaseInputs) -> Iterator[Output]:
    """The page and its agency item."""
    settings = made_of.content.value.settings.value
    page = planned_page(
        made_of.content.value,
        newer=_neighbour(made_of.newer),
        older=_neighbour(made_of.older),
        views=made_of.views,
        related=tuple(
            RelatedRelease(Words(title, language), address, moment_of(clock, settings.zone))
            for (title, language, address), clock in made_of.related.value
        ),
        places=made_of.places,
    )
    yield page
    yield AgencyItem(
        address=addresses.agency_item(page.address),
        language=page.language,
        page=page,
        office=office_name(settings, page.language),
        contact=page.contact,
    )


def media_kit_file(made_of: MediaKitInputs) -> Iterator[MediaKitFile]:
    page = planned_page(made_of.content.value)
    yield MediaKitFile(address=addresses.media_kit(page.address), language=page.language, page=page)


def planned_page(
    content: ReleaseContent,
    *,
    newer: Link | None = None,
    older: Link | None = None,
    views: int | None = None,
    related: tuple[RelatedRelease, ...] = (),
    places: tuple[str, ...] = (),
) -> ReleasePage:
    """The page; feeds and media kits show it without what stands around it there."""
    settings, language, address = content.settings.value, content.language, content.address
    facts, edition = content.facts.value, content.text.value
    preferences, versions = settings.preferences(language), dict(content.versions)
    common = {
        **interface_page(settings, address, language, versions, dict(content.notices)),
        "source": edition.path,
        "modified": facts.modified(edition),
        "id": content.id,
        "title": edition.title,
        "date": facts.date,
        "year": addresses.year(settings, language, facts.date.day.year),
        "published": facts.published,
        "place": edition.place,
        "contact": contact_lines(facts.contact or settings.contact, settings, language),
        "newer": newer,
        "older": older,
        "updated": facts.updated(edition),
    }
    if facts.withdrawn is not None:
        # A page carries what it shows: of a withdrawn release, that it was withdrawn.
        reason = facts.withdrawn.reason.best(preferences) or Words("", language)
        return ReleasePage(**common, withdrawn=WithdrawalNotice(facts.withdrawn.date, reason))
    photos = tuple(figure(photo, address, preferences) for photo in facts.photos)
    described = {photo.address: in_text(photo) for photo in photos}
    return ReleasePage(
        **common,
        summary=edition.summary,
        lead=edition.lead,
        key_facts=edition.key_facts,
        views=views,
        prose=planned_prose(edition, content.resolved, content.pictures.value, described),
        quotes=tuple(people.quote_lines(quote, language, settings) for quote in facts.quotes),
        boilerplate=settings.boilerplate.best(preferences),
        participants=tuple(
            people.line(participant, language, settings) for participant in facts.participants
        ),
        topics=content.topics.value,
        photos=photos,
        attachments=tuple(
            Download(
                address=address + beside(attachment.file.path),
                title=attachment.title.best(preferences) or Words(attachment.file.name, language),
                kind=attachment.file.name.rpartition(".")[2].upper(),
                size=None if is_picture(attachment.file.path) else attachment.file.size,
            )
            for attachment in facts.attachments
        ),
        media_kit=media_kit(facts, address),
        card=release_card(settings, language, address, edition, facts.photos, facts.date.day),
        corrections=tuple(CorrectionNote(each.date, each.text) for each in edition.corrections),
        outdated=newer_original(edition, versions, settings),
        related=related,
        spellings=(*_other_names(facts, language), *places),
    )


def _other_names(facts: Release, language: str) -> Iterator[str]:
    """The people as other languages write them."""
    for each in facts.participants:
        yield from (name for tag, name in each.name.pairs if tag != language)


def planned_prose(
    edition: Edition,
    resolved: tuple[str | None, ...],
    pictures: tuple[TextPicture, ...],
    described: dict[str, TextPicture] | None = None,
) -> PlannedProse:
    """The text, and where its links lead; `described` are pictures whose words are known."""
    links = tuple(
        PlannedLink(link.target, address, link.span)
        for link, address in zip(edition.prose.links, resolved, strict=True)
    )
    shown = described or {}
    return PlannedProse(
        edition.prose.html, links, tuple(shown.get(each.address, each) for each in pictures)
    )


def _neighbour(named: Named | None) -> Link | None:
    if named is None:
        return None
    title, language, address = named
    return Link(Words(title, language), address)
