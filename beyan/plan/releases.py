"""The pages of releases, with what stands beside each: its agency item, photos, attachments."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from urllib.parse import quote, urlsplit

from beyan.model.config import Config, Contact, MissingTranslation
from beyan.model.export import AgencyItem, MediaKitFile
from beyan.model.packing import BY_VALUE
from beyan.model.page import (
    ContactLines,
    CorrectionNote,
    Download,
    Link,
    Output,
    PlannedProse,
    RelatedRelease,
    ReleasePage,
    WithdrawalNotice,
)
from beyan.model.plan import Artifact, planned_links
from beyan.model.release import Release, composed
from beyan.model.release_summary import ReleaseSummary, digest
from beyan.model.site import Site
from beyan.model.words import Words
from beyan.plan import addresses, people
from beyan.plan.artifact import artifact, called
from beyan.plan.links import Targets, resolve
from beyan.plan.listing import Entry, best_edition
from beyan.plan.photos import (
    attachment_artifacts,
    beside,
    figure,
    in_text,
    is_picture,
    media_kit,
    photo_artifacts,
)
from beyan.plan.social_cards import social_card
from beyan.plan.twins import interface_page, newer_original


class ReleaseArtifacts:
    """Makes the pages of one language's own editions."""

    def __init__(self, site: Site, language: str) -> None:
        self._site = site
        self._language = language
        self._topics: dict[str, bytes] = {}

    def artifacts(
        self,
        own: Entry,
        newer: Entry | None,
        older: Entry | None,
        related: Sequence[Entry],
        targets: Targets,
    ) -> Iterator[Artifact]:
        summary, edition = own.summary, own.edition
        language = self._language
        twins = targets.versions[summary.key]
        links = () if summary.is_withdrawn else edition.links
        resolved = _resolved(own, targets) if links else ()
        # What the feeds show of it as well; a new neighbour changes the page alone.
        around = [f"{tag} {address}" for tag, address in twins]
        around += release_notices(summary, self._site.config).values()
        around += [address or "" for address in resolved]
        around += map(repr, targets.pictures(resolved))
        content = digest(
            summary.facts,
            edition.digest,
            "\0".join((*around, "")).encode(),
            *(self._topic(key, targets) for key in summary.topics),
        )
        yield Artifact(
            addresses=(own.address, addresses.agency_item(own.address)),
            fingerprint=digest(
                content,
                marshal.dumps(
                    (
                        newer.named if newer else None,
                        older.named if older else None,
                        _views(self._site, own),
                        [(each.named, each.summary.clock) for each in related],
                    ),
                    BY_VALUE,
                ),
            ),
            inputs=partial(self._outputs, own, newer, older, related, resolved, targets),
            build=called,
            language=language,
            template=ReleasePage.template,
            source=edition.path,
            twins=twins,
            modified=edition.modified,
            content=content,
            links=links,
            resolved=resolved,
            is_withdrawn=summary.is_withdrawn,
        )
        shown = social_card(self._site.config, own)
        if shown is not None:
            made = partial(_same, shown)
            yield artifact(None, shown.address, made, language, repr(shown), source=edition.path)
        if not summary.is_withdrawn:
            yield from photo_artifacts(self._site, summary.key, own.address, summary.photos)
            yield from attachment_artifacts(
                self._site, summary.key, own.address, summary.attachments
            )
            if summary.files:
                kit, make = (
                    addresses.media_kit(own.address),
                    partial(self._kit, own, resolved, targets),
                )
                yield artifact(None, kit, make, language, content, source=edition.path)

    def _topic(self, key: str, targets: Targets) -> bytes:
        """What the topic is called and where it stands, for fingerprints."""
        if key not in self._topics:
            self._topics[key] = repr(targets.topics[key, self._language]).encode()
        return self._topics[key]

    def _outputs(
        self,
        own: Entry,
        newer: Entry | None,
        older: Entry | None,
        related: Sequence[Entry],
        resolved: tuple[str | None, ...],
        targets: Targets,
    ) -> Iterator[Output]:
        views, around = _views(self._site, own), (newer, older, related)
        page = self._page(own, views, around, resolved, targets)
        yield page
        yield agency_item(self._site.config, page)

    def _kit(self, own: Entry, resolved: tuple[str | None, ...], targets: Targets) -> Output:
        page = self._page(own, 0, (None, None, ()), resolved, targets)
        return MediaKitFile(
            address=addresses.media_kit(own.address), language=own.language, page=page
        )

    def _page(
        self,
        own: Entry,
        views: int | None,
        around: tuple[Entry | None, Entry | None, Sequence[Entry]],
        resolved: tuple[str | None, ...],
        targets: Targets,
    ) -> ReleasePage:
        release = self._site.release(own.summary.key)
        return _release_page(self._site.config, own, release, views, around, resolved, targets)


def _release_page(
    config: Config,
    own: Entry,
    release: Release,
    views: int | None,
    around: tuple[Entry | None, Entry | None, Sequence[Entry]],
    resolved: tuple[str | None, ...],
    targets: Targets,
) -> ReleasePage:
    language = own.language
    edition = release.edition(language)
    assert edition is not None, "an own entry has an edition in its language"
    preferences = config.preferences(language)
    newer, older, related = around
    common = {
        **interface_page(
            config,
            own.address,
            language,
            release_versions(own.summary),
            release_notices(own.summary, config),
        ),
        "source": edition.path,
        "modified": release.modified(edition),
        "id": release_id(config, release, language),
        "title": edition.title,
        "date": release.date,
        "year": addresses.year(language, own.summary.year),
        "published": release.published,
        "place": edition.place,
        "contact": contact_lines(release.contact or config.contact, config, language),
        "newer": _neighbour(newer),
        "older": _neighbour(older),
    }
    if release.withdrawn is not None:
        # A page carries what it shows: of a withdrawn release, that it was withdrawn.
        reason = release.withdrawn.reason.best(preferences) or Words("", language)
        return ReleasePage(**common, withdrawn=WithdrawalNotice(release.withdrawn.date, reason))
    photos = tuple(figure(photo, own.address, preferences) for photo in release.photos)
    described = {photo.address: in_text(photo) for photo in photos}
    links = own.edition.links if resolved else ()
    prose = PlannedProse(
        edition.prose.html,
        planned_links(own.edition.path, links, resolved),
        tuple(described.get(each.address, each) for each in targets.pictures(resolved)),
    )
    return ReleasePage(
        **common,
        summary=edition.summary,
        lead=edition.lead,
        views=views,
        prose=prose,
        participants=tuple(
            people.line(participant, language, preferences) for participant in release.participants
        ),
        topics=tuple(targets.topics[key, language] for key in release.topics),
        photos=photos,
        attachments=tuple(
            Download(
                address=own.address + beside(attachment.file.path),
                title=attachment.title.best(preferences) or Words(attachment.file.name, language),
                kind=attachment.file.name.rpartition(".")[2].upper(),
                size=None if is_picture(attachment.file.path) else attachment.file.size,
            )
            for attachment in release.attachments
        ),
        media_kit=media_kit(release, own.address),
        card=social_card(config, own),
        corrections=tuple(CorrectionNote(each.date, each.text) for each in edition.corrections),
        outdated=newer_original(edition, release_versions(own.summary), config),
        related=tuple(
            RelatedRelease(
                Words(each.edition.title, each.edition.language),
                each.address,
                each.summary.date(config.zone),
            )
            for each in related
        ),
    )


def _views(site: Site, own: Entry) -> int | None:
    """The reads before this site and on it; None where nobody has counted any."""
    if own.summary.is_withdrawn:
        return None
    counted = site.view_counts.get((own.summary.key, own.language), 0)
    if own.edition.views is None:
        return counted or None
    return own.edition.views + counted


def _resolved(own: Entry, targets: Targets) -> tuple[str | None, ...]:
    """Where the links of the text lead."""
    beside = _names_beside(own) if own.summary.files else {}
    return resolve(own.edition.links, own.address, targets, beside)


def _names_beside(own: Entry) -> dict[str, str]:
    """The addresses of the release's files by every name a text may give them.

    The name alone, the path below the release's folder, or the path from the text itself, which
    is what an editor's preview understands.
    """
    names = {}
    key = own.summary.key
    for path in own.summary.files:
        inside = composed(path).removeprefix(f"content/{key}/")
        for name in (beside(path), inside, f"{key.rpartition('/')[2]}/{inside}"):
            names[name] = own.address + beside(path)
    return names


def addresses_beside(config: Config, own: Entry) -> tuple[str, ...]:
    """Of what is published beside the release's page and may be linked to."""
    shown = social_card(config, own)
    if shown is not None:
        return (shown.address, *_files_beside(own))
    return _files_beside(own)


def _files_beside(own: Entry) -> tuple[str, ...]:
    if own.summary.is_withdrawn or not own.summary.files:
        return ()
    files = (own.address + beside(path) for path in own.summary.files)
    return (*files, addresses.media_kit(own.address))


def _same(output: Output) -> Output:
    return output


def _neighbour(entry: Entry | None) -> Link | None:
    if entry is None:
        return None
    return Link(Words(entry.edition.title, entry.edition.language), entry.address)


def release_versions(summary: ReleaseSummary) -> dict[str, str]:
    """The addresses of a release's real versions."""
    return {
        edition.language: addresses.release(edition.language, summary.year, edition.slug)
        for edition in summary.editions
    }


def release_notices(summary: ReleaseSummary, config: Config) -> dict[str, str]:
    """The notices in the languages that the release has no edition in, if the site wants any."""
    if config.missing_translation is not MissingTranslation.NOTICE:
        return {}
    return {
        language: addresses.release(
            language, summary.year, best_edition(summary, config.preferences(language)).slug
        )
        for language in config.languages
        if summary.edition(language) is None
    }


def release_id(config: Config, release: Release, language: str) -> str:
    """A tag URI (RFC 4151), which a new title, slug or domain path leaves as it is."""
    return _tag(config, release.key, release.date.day.year, language)


def summary_id(config: Config, summary: ReleaseSummary, language: str) -> str:
    """The same id, from the release's summary."""
    return _tag(config, summary.key, summary.year, language)


def _tag(config: Config, key: str, year: int, language: str) -> str:
    return f"tag:{_host(config.base_url)},{year}:{quote(f'{key}.{language}')}"


@lru_cache(maxsize=1)
def _host(base_url: str) -> str | None:
    return urlsplit(base_url).hostname


def contact_lines(contact: Contact, config: Config, language: str) -> ContactLines:
    preferences = config.preferences(language)
    return ContactLines(
        name=contact.name.best(preferences),
        call_centre=contact.call_centre,
        phone=contact.phone,
        email=contact.email,
        address=contact.address.best(preferences),
    )


def office_name(config: Config, language: str) -> Words:
    """The settings are refused unless the name is there in every language."""
    return config.name.best(config.preferences(language)) or Words("", language)


def agency_item(config: Config, page: ReleasePage) -> AgencyItem:
    return AgencyItem(
        address=addresses.agency_item(page.address),
        language=page.language,
        page=page,
        office=office_name(config, page.language),
        contact=page.contact,
    )
