"""The pages of releases, with what stands beside each: its agency item, photos, attachments."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from beyan.model.config import Config, MissingTranslation, PlanSettings
from beyan.model.identity import owner, release_id
from beyan.model.inputs import Digested, Shared, SharedLater, Stated
from beyan.model.page import Link, ReleasePage
from beyan.model.plan import Artifact
from beyan.model.release import composed
from beyan.model.release_summary import ReleaseSummary
from beyan.model.site import Site
from beyan.model.social_card import SocialCard
from beyan.plan import addresses, release_pages
from beyan.plan.artifact import artifact, settings_of
from beyan.plan.files import file_artifact
from beyan.plan.links import NO_PICTURES, Targets, resolve
from beyan.plan.listing import Dated, Entry, best_edition
from beyan.plan.photos import attachment_artifacts, beside, photo_artifacts, renditions
from beyan.plan.release_pages import Facts, MediaKitInputs, ReleaseContent, ReleaseInputs, Text

# As `Artifact` has it.
Resolved = tuple[str | None, ...]


class ReleaseArtifacts:
    """Makes the pages of one language's own editions."""

    def __init__(self, site: Site, language: str) -> None:
        self._site = site
        self._language = language
        self._settings = settings_of(site.config)
        # By their keys; many releases have the same ones.
        self._topics: dict[tuple[str, ...], Stated[tuple[Link, ...]]] = {}

    def artifacts(
        self,
        own: Entry,
        newer: Entry | None,
        older: Entry | None,
        related: Digested[tuple[Dated, ...]],
        card: SocialCard | None,
        targets: Targets,
    ) -> Iterator[Artifact]:
        """The page, and what stands beside it: `card` is its picture for other sites."""
        summary, edition, language = own.summary, own.edition, self._language
        resolved = _resolved(own, targets)
        content = self._content(own, targets, resolved)
        yield artifact(
            ReleaseInputs(
                content,
                _views(self._site, own),
                newer.named if newer else None,
                older.named if older else None,
                related,
                _other_places(own),
            ),
            release_pages.release_page,
            (own.address, addresses.agency_item(own.address)),
            language,
            template=ReleasePage.template,
            source=edition.path,
            twins=targets.versions[summary.key],
            modified=edition.modified,
            links=edition.links if resolved else (),
            resolved=resolved,
            is_withdrawn=summary.is_withdrawn,
        )
        if card is not None:
            yield file_artifact(card, language, source=edition.path)
        if not summary.is_withdrawn and summary.has_files:
            key, load = summary.key, self._site.release
            yield from photo_artifacts(load, key, own.address, summary.photos)
            yield from attachment_artifacts(load, key, own.address, summary.attachments)
            yield artifact(
                MediaKitInputs(content),
                release_pages.media_kit_file,
                (addresses.media_kit(own.address),),
                language,
                source=edition.path,
            )

    def content(self, own: Entry, targets: Targets) -> Shared[ReleaseContent]:
        """What the page and the feeds show of the release itself."""
        return self._content(own, targets, _resolved(own, targets))

    def _content(
        self, own: Entry, targets: Targets, resolved: Resolved
    ) -> SharedLater[ReleaseContent]:
        # A check asks for few, and otherwise all processes do, each for the pages that it makes.
        return SharedLater(partial(self._shown, own, targets, resolved))

    def _shown(self, own: Entry, targets: Targets, resolved: Resolved) -> ReleaseContent:
        summary, edition = own.summary, own.edition
        key, language, load = summary.key, self._language, self._site.release
        return ReleaseContent(
            self._settings,
            language,
            permanent_id(self._site, summary, language),
            own.address,
            targets.versions[key],
            tuple(release_notices(summary, self._site.config).items()),
            Facts(summary.facts, key, load),
            Text(edition.digest, key, language, load),
            resolved,
            targets.pictures(resolved) if resolved else NO_PICTURES,
            self._named_topics(summary.topics, targets),
        )

    def _named_topics(self, keys: tuple[str, ...], targets: Targets) -> Stated[tuple[Link, ...]]:
        """What the topics are called and where they stand."""
        if keys not in self._topics:
            self._topics[keys] = Stated(tuple(targets.topics[key, self._language] for key in keys))
        return self._topics[keys]


def _other_places(own: Entry) -> tuple[str, ...]:
    editions, here = own.summary.editions, own.edition.place
    return tuple([each.place for each in editions if each.place not in ("", here)])


def permanent_id(site: Site, summary: ReleaseSummary, language: str) -> str:
    of = owner(summary, site.config, site.ledger)
    return release_id(of, site.config, language, site.ledger)


def _views(site: Site, own: Entry) -> int | None:
    """The reads before this site and on it; None where nobody has counted any."""
    if own.summary.is_withdrawn:
        return None
    counted = site.view_counts.get((own.summary.key, own.language), 0)
    if own.edition.views is None:
        return counted or None
    return own.edition.views + counted


def _resolved(own: Entry, targets: Targets) -> Resolved:
    """Where the links of the text lead."""
    if not own.edition.links or own.summary.is_withdrawn:
        return ()
    beside = _names_beside(own) if own.summary.has_files else {}
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


def addresses_beside(own: Entry, card: SocialCard | None) -> tuple[str, ...]:
    """Of what is published beside the release's page and may be linked to."""
    if card is not None:
        return (card.address, *_files_beside(own))
    return _files_beside(own)


def further_beside(own: Entry) -> Iterator[str]:
    """The addresses beside the release's page that hardly any text links to."""
    yield addresses.agency_item(own.address)
    if own.summary.is_withdrawn:
        return
    for photo in own.summary.photos:
        for same in renditions(own.address, photo).formats:
            yield from (each.address for each in same)


def _files_beside(own: Entry) -> tuple[str, ...]:
    if own.summary.is_withdrawn or not own.summary.has_files:
        return ()
    files = (own.address + beside(path) for path in own.summary.files)
    return (*files, addresses.media_kit(own.address))


def release_versions(summary: ReleaseSummary, config: PlanSettings) -> dict[str, str]:
    """The addresses of a release's real versions."""
    return {
        edition.language: addresses.release(config, edition.language, summary.year, edition.slug)
        for edition in summary.editions
    }


def release_notices(summary: ReleaseSummary, config: Config) -> dict[str, str]:
    """The notices in the languages that the release has no edition in, if the site wants any."""
    if config.missing_translation is not MissingTranslation.NOTICE:
        return {}
    return {
        language: addresses.release(
            config, language, summary.year, best_edition(summary, config.preferences(language)).slug
        )
        for language in config.languages
        if summary.edition(language) is None
    }
