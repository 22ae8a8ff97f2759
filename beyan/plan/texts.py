"""The pages made from one edition: releases, standing pages, notices, redirects, files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from beyan.model.config import Config, Contact, MissingTranslation
from beyan.model.page import (
    ContactLines,
    CopiedFile,
    CorrectionNote,
    Download,
    LanguageLink,
    Link,
    NoticePage,
    Output,
    RedirectPage,
    ReleasePage,
    TextPage,
    WithdrawalNotice,
)
from beyan.model.release import Edition, Moment, Release, SourceFile, StandingPage
from beyan.model.site import Site
from beyan.model.words import Words
from beyan.plan import addresses, people
from beyan.plan.links import Targets, resolve
from beyan.plan.listing import Entry, beside, best_edition, figure
from beyan.plan.twins import Twins, alternates, interface_page, switcher


@dataclass(frozen=True, slots=True)
class Text:
    """A page to be made from an edition, once every address of the site is known.

    `files` are the addresses of what is published beside it.
    """

    address: str
    make: Callable[[Targets], Iterator[Output]]
    files: tuple[str, ...] = ()


def text_outputs(site: Site, language: str, entries: tuple[Entry, ...]) -> Iterator[Text]:
    """Everything in `language` that stands at an address of its own because of an edition."""
    own = [each for each in entries if each.is_own]
    for position, each in enumerate(own):
        newer = own[position - 1] if position else None
        older = own[position + 1] if position + 1 < len(own) else None
        files = tuple(copy.address for copy in _copies(each))
        yield Text(each.address, _release_maker(site.config, each, newer, older), files)
        yield from _redirects(each.edition, each.address)
    for each in entries:
        if each.has_page and not each.is_own:
            versions = release_versions(each.release)
            title = Words(each.edition.title, each.edition.language)
            yield _notice(site.config, each.address, language, title, each.release.date, versions)
    for page in site.pages:
        yield from _standing_page(site.config, page, language)


def release_versions(release: Release) -> dict[str, str]:
    """The addresses of a release's real versions."""
    year = release.date.day.year
    return {
        edition.language: addresses.release(edition.language, year, edition.slug)
        for edition in release.editions
    }


def page_versions(page: StandingPage) -> dict[str, str]:
    return {
        edition.language: addresses.standing_page(edition.language, edition.slug)
        for edition in page.editions
    }


def release_id(config: Config, release: Release, edition: Edition) -> str:
    """A tag URI (RFC 4151), which a new title, slug or domain path leaves as it is."""
    host = urlsplit(config.base_url).hostname
    name = quote(f"{release.key}.{edition.language}")
    return f"tag:{host},{release.date.day.year}:{name}"


def release_notices(release: Release, config: Config) -> dict[str, str]:
    """The notices in the languages that the release has no edition in, if the site wants any."""
    year = release.date.day.year
    return {
        language: addresses.release(
            language, year, best_edition(release, config.preferences(language)).slug
        )
        for language in config.languages
        if config.missing_translation is MissingTranslation.NOTICE
        and release.edition(language) is None
    }


def page_notices(page: StandingPage, config: Config) -> dict[str, str]:
    return {
        language: addresses.standing_page(language, best_page_edition(page, config, language).slug)
        for language in config.languages
        if config.missing_translation is MissingTranslation.NOTICE
        and page.edition(language) is None
    }


def contact_lines(contact: Contact, config: Config, language: str) -> ContactLines:
    preferences = config.preferences(language)
    return ContactLines(
        name=contact.name.best(preferences),
        call_centre=contact.call_centre,
        phone=contact.phone,
        email=contact.email,
        address=contact.address.best(preferences),
    )


def _release_maker(
    config: Config, own: Entry, newer: Entry | None, older: Entry | None
) -> Callable[[Targets], Iterator[Output]]:
    def make(targets: Targets) -> Iterator[Output]:
        yield _release_page(config, own, newer, older, targets)
        yield from _copies(own)

    return make


def _release_page(
    config: Config, own: Entry, newer: Entry | None, older: Entry | None, targets: Targets
) -> ReleasePage:
    release, edition, language = own.release, own.edition, own.language
    preferences = config.preferences(language)
    common = {
        **interface_page(
            config,
            own.address,
            language,
            release_versions(release),
            release_notices(release, config),
        ),
        "origin": edition.path,
        "modified": release.modified(edition),
        "id": release_id(config, release, edition),
        "title": edition.title,
        "date": release.date,
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
    return ReleasePage(
        **common,
        summary=edition.summary,
        lead=edition.lead,
        views=edition.views,
        prose=resolve(edition, own.address, language, targets, _names_beside(own)),
        participants=tuple(
            people.line(participant, language, preferences) for participant in release.participants
        ),
        topics=tuple(targets.topics[key, language] for key in release.topics),
        photos=tuple(figure(photo, own.address, preferences) for photo in release.photos),
        attachments=tuple(
            Download(
                address=own.address + beside(attachment.file.path),
                title=attachment.title.best(preferences) or Words(attachment.file.name, language),
                kind=attachment.file.name.rpartition(".")[2].upper(),
                size=attachment.file.size,
            )
            for attachment in release.attachments
        ),
        corrections=tuple(CorrectionNote(each.date, each.text) for each in edition.corrections),
    )


def _names_beside(own: Entry) -> dict[str, str]:
    """The addresses of the release's files by every name a text may give them.

    The name alone, the path below the release's folder, or the path from the text itself, which
    is what an editor's preview understands.
    """
    names = {}
    for file in _files(own.release):
        inside = file.path.removeprefix(f"content/{own.release.key}/")
        folder = own.release.key.rpartition("/")[2]
        for name in (beside(file.path), inside, f"{folder}/{inside}"):
            names[name] = own.address + beside(file.path)
    return names


def _files(release: Release) -> list[SourceFile]:
    return [
        *(photo.file for photo in release.photos),
        *(attachment.file for attachment in release.attachments),
    ]


def _copies(own: Entry) -> list[CopiedFile]:
    """What is published beside the release's page."""
    if own.release.withdrawn is not None:
        return []
    return [CopiedFile(own.address + beside(file.path), file) for file in _files(own.release)]


def _neighbour(entry: Entry | None) -> Link | None:
    if entry is None:
        return None
    return Link(Words(entry.edition.title, entry.edition.language), entry.address)


def _standing_page(config: Config, page: StandingPage, language: str) -> Iterator[Text]:
    edition = page.edition(language)
    versions = page_versions(page)
    if edition is not None:
        address, shown = versions[language], edition

        def make(targets: Targets) -> Iterator[Output]:
            yield TextPage(
                **interface_page(config, address, language, versions, page_notices(page, config)),
                origin=shown.path,
                title=shown.title,
                summary=shown.summary,
                prose=resolve(shown, address, language, targets, {}),
            )

        yield Text(address, make)
        yield from _redirects(edition, address)
    elif config.missing_translation is MissingTranslation.NOTICE:
        best = best_page_edition(page, config, language)
        address = addresses.standing_page(language, best.slug)
        yield _notice(config, address, language, Words(best.title, best.language), None, versions)


def best_page_edition(page: StandingPage, config: Config, language: str) -> Edition:
    found = (page.edition(tag) for tag in config.preferences(language))
    return next(edition for edition in found if edition is not None)


def _notice(
    config: Config,
    address: str,
    language: str,
    title: Words,
    date: Moment | None,
    versions: Twins,
) -> Text:
    """A page that says where the text exists. Not indexed, and nothing's translation."""

    def make(_: Targets) -> Iterator[Output]:
        yield NoticePage(
            address=address,
            language=language,
            text_language=language,
            canonical=versions[title.language],
            switcher=switcher(config, {**versions, language: address}),
            is_indexed=False,
            title=title,
            date=date,
            versions=tuple(
                LanguageLink(each.language, each.address, True)
                for each in alternates(config, versions)
            ),
        )

    return Text(address, make)


def _redirects(edition: Edition, target: str) -> Iterator[Text]:
    for typed in edition.aliases:
        address = addresses.alias(typed)

        def make(_: Targets, address: str = address) -> Iterator[Output]:
            yield RedirectPage(
                address=address,
                language=edition.language,
                text_language=edition.language,
                canonical=target,
                is_indexed=False,
                origin=edition.path,
                target=target,
                title=Words(edition.title, edition.language),
            )

        yield Text(address, make)
