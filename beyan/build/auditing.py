"""What the gate holds back, as files are searched for it."""

from __future__ import annotations

from collections.abc import Iterable

from beyan.audit.outputs import page_key
from beyan.audit.secrets import Secrets
from beyan.build.reading import Source
from beyan.model.leak import Leak
from beyan.model.release import Edition, Release
from beyan.model.release_summary import ReleaseSummary, microseconds
from beyan.plan import addresses
from beyan.snapshot.releases import release_of
from beyan.source.releases import corrected


def secrets_of(source: Source) -> Secrets:
    """All that readers never saw and must not see yet, without what the settings allow.

    What has expired was read by everybody, and what has errors stops the build by itself.
    """
    secrets, loaded = Secrets(), source.loaded
    now = microseconds(loaded.site.now)
    held, cached = loaded.held, loaded.readings.releases
    allowed = frozenset(source.config.embargo_audit)
    shown = {each.key: each for each in loaded.site.summaries}
    hidden: list[ReleaseSummary] = []
    for each in loaded.readings.summaries:
        if not allowed.isdisjoint(text.path for text in each.editions):
            continue
        # Asked once more: what the gate lets through by mistake is found here.
        if each.is_draft or each.published > now or each.key in held.drafts:
            hidden.append(each)
            _hide_release(secrets, each, release_of(cached[each.key], source.cache))
            continue
        seen = shown.get(each.key)
        if seen is None:
            continue
        if len(seen.editions) < len(each.editions):
            public = {text.path for text in seen.editions}
            release = release_of(cached[each.key], source.cache)
            for edition in release.editions:
                if edition.path not in public:
                    _hide_edition(secrets, edition)
                    _hide_address(secrets, each.year, edition)
        if each.awaited is not None:
            later = corrected(loaded.readings.context, each)
            for edition in later.editions if later is not None else ():
                _hide(secrets, (note.text for note in edition.corrections), edition.path)
    public = {text.path for page in loaded.site.pages for text in page.editions}
    for page in loaded.readings.drafted:
        for edition in page.editions:
            if edition.path not in public and edition.path not in allowed:
                _hide_edition(secrets, edition)
                secrets.part(edition.slug.encode(), edition.path)
    _hide_registries(secrets, source, hidden)
    return secrets


def _hide_release(secrets: Secrets, summary: ReleaseSummary, release: Release) -> None:
    for edition in release.editions:
        _hide_edition(secrets, edition)
        _hide_address(secrets, summary.year, edition)
    path = summary.editions[0].path
    for photo in release.photos:
        for words in (photo.alt, photo.caption, photo.credit):
            _hide(secrets, (text for _, text in words.pairs), path)
    for attachment in release.attachments:
        _hide(secrets, (text for _, text in attachment.title.pairs), path)
    for person in release.participants:
        for words in (person.name, person.role, person.organisation):
            _hide(secrets, (text for _, text in words.pairs), path, Leak.NAME)
    if release.contact is not None:
        _hide(secrets, (text for _, text in release.contact.name.pairs), path, Leak.NAME)
    if release.withdrawn is not None:
        _hide(secrets, (text for _, text in release.withdrawn.reason.pairs), path)
    for file in release.files:
        secrets.part(bytes.fromhex(file.digest), path, Leak.FILE)
        secrets.part(file.name.encode(), path, Leak.FILE)
    secrets.part(release.key.rpartition("/")[2].encode(), path)


def _hide_edition(secrets: Secrets, edition: Edition) -> None:
    path = edition.path
    secrets.files.add(path)
    secrets.text(edition.title, path, Leak.TITLE)
    _hide(secrets, (edition.summary, edition.lead, edition.prose.html), path)
    _hide(secrets, (note.text for note in edition.corrections), path)
    secrets.part(page_key(path), path, Leak.PAGE)


def _hide_address(secrets: Secrets, year: int, edition: Edition) -> None:
    """Its part that no other release has, and all of it."""
    path = edition.path
    secrets.part(edition.slug.encode(), path)
    secrets.part(addresses.release(edition.language, year, edition.slug)[1:-1].encode(), path)
    for alias in edition.aliases:
        secrets.part(alias.strip("/").rpartition("/")[2].encode(), path)


def _hide_registries(secrets: Secrets, source: Source, hidden: Iterable[ReleaseSummary]) -> None:
    """Topics and people that nobody else mentions: they come with the release."""
    site, context = source.loaded.site, source.loaded.readings.context
    known = {person.key for person in site.people} | {topic.key for topic in site.topics}
    for each in hidden:
        path = each.editions[0].path
        for key in {*each.people, *each.topics} - known:
            secrets.part(key.encode(), path)
        for topic in (context.topics[key] for key in each.topics if key not in known):
            _hide(secrets, (text for _, text in topic.name.pairs), path, Leak.NAME)
            for _, slug in topic.slug.pairs:
                secrets.part(slug.encode(), path)


def _hide(secrets: Secrets, texts: Iterable[str], path: str, rule: Leak = Leak.TEXT) -> None:
    for text in texts:
        if text:
            secrets.text(text, path, rule)
