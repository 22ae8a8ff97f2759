"""What the gate holds back, as files are searched for it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cache as cached_once
from functools import partial

from beyan.audit.outputs import page_key
from beyan.audit.secrets import Secrets
from beyan.build.reading import Source
from beyan.model.config import PlanSettings
from beyan.model.leak import Leak
from beyan.model.release import Edition, Release
from beyan.model.release_summary import ReleaseSummary, microseconds
from beyan.model.words import Translations
from beyan.plan import addresses
from beyan.snapshot.releases import CachedRelease, release_of, summary_of
from beyan.source.releases import corrected


def secrets_of(source: Source) -> Secrets:
    """All that readers never saw and must not see yet, without what the settings allow.

    What has expired was read by everybody, and what has errors stops the build by itself.
    """
    secrets, loaded = Secrets(), source.loaded
    cached, places = loaded.readings.releases, loaded.site.places
    allowed = frozenset(source.config.embargo_audit)
    names = cached_once(partial(_public_names, source))
    hidden: list[ReleaseSummary] = []
    for each in map(summary_of, _suspects(source)):
        is_hidden = _is_hidden(each, source)
        place = places.of.get(each.key)
        seen = loaded.site.summaries[place] if place is not None else None
        if not is_hidden and seen is None:
            continue
        if not allowed.isdisjoint(text.path for text in each.editions):
            continue
        if is_hidden:
            hidden.append(each)
            release = release_of(cached[each.key], source.cache)
            _hide_release(secrets, loaded.site.config, each, release, names())
            continue
        assert seen is not None
        if len(seen.editions) < len(each.editions):
            public = {text.path for text in seen.editions}
            release = release_of(cached[each.key], source.cache)
            for edition in release.editions:
                if edition.path not in public:
                    _hide_edition(secrets, edition)
                    _hide_address(secrets, loaded.site.config, each.year, edition)
        if each.awaited is not None:
            later = corrected(loaded.readings.context, each)
            for edition in later.editions if later is not None else ():
                _hide(secrets, (note.text for note in edition.corrections), edition.path)
    public = {text.path for page in loaded.site.pages for text in page.editions}
    for page in loaded.readings.drafted:
        for edition in page.editions:
            if edition.path not in public and edition.path not in allowed:
                _hide_edition(secrets, edition)
                secrets.part(edition.slug, edition.path)
    _hide_registries(secrets, source, hidden)
    return secrets


def guarded(source: Source) -> tuple[str, ...]:
    """The keys of all releases that may have something to hide."""
    return tuple(each.key for each in _suspects(source))


def _suspects(source: Source) -> Iterator[CachedRelease]:
    """What is hidden, or has anything that is; an edit of texts leaves these what they were."""
    loaded = source.loaded
    cached = loaded.readings.releases
    if source.edited is not None and source.edited.ending is not None:
        yield from (cached[key] for key in source.edited.guarded)
        return
    shown = {each.key: each for each in loaded.site.summaries}
    for each in loaded.readings.summaries:
        # Asked once more: what the gate lets through by mistake is found here.
        is_seen = shown.get(each.key) is each and each.awaited is None
        if _is_hidden(each, source) or not is_seen:
            yield cached[each.key]


def _is_hidden(summary: ReleaseSummary, source: Source) -> bool:
    loaded = source.loaded
    is_to_come = summary.published > microseconds(loaded.site.now)
    return summary.is_draft or is_to_come or summary.key in loaded.held.drafts


def _public_names(source: Source) -> frozenset[str]:
    """Those of people whom something mentions that readers see, their roles, and the office's."""
    words: list[Translations] = [source.config.contact.name]
    for person in source.loaded.site.people:
        words += (person.name, person.role, person.organisation)
        words += (each.role for each in person.earlier_roles)
    return frozenset(text for each in words for _, text in each.pairs)


def _hide_release(
    secrets: Secrets,
    config: PlanSettings,
    summary: ReleaseSummary,
    release: Release,
    known: Container[str],
) -> None:
    for edition in release.editions:
        _hide_edition(secrets, edition)
        _hide_address(secrets, config, summary.year, edition)
    path = summary.editions[0].path
    for photo in release.photos:
        for words in (photo.alt, photo.caption, photo.credit):
            _hide(secrets, (text for _, text in words.pairs), path)
    for attachment in release.attachments:
        _hide(secrets, (text for _, text in attachment.title.pairs), path)
    for quote in release.quotes:
        _hide(secrets, (text for _, text in quote.text.pairs), path)
    for person in (*release.participants, *(quote.person for quote in release.quotes)):
        for words in (person.name, person.role, person.organisation):
            _hide(secrets, _names(words, known), path, Leak.NAME)
    if release.contact is not None:
        _hide(secrets, _names(release.contact.name, known), path, Leak.NAME)
    if release.withdrawn is not None:
        _hide(secrets, (text for _, text in release.withdrawn.reason.pairs), path)
    for file in release.files:
        secrets.exact(bytes.fromhex(file.digest), path, Leak.FILE)
        secrets.part(file.name, path, Leak.FILE)
    secrets.part(release.key.rpartition("/")[2], path)


def _names(words: Translations, known: Container[str]) -> Iterator[str]:
    return (text for _, text in words.pairs if text not in known)


def _hide_edition(secrets: Secrets, edition: Edition) -> None:
    path = edition.path
    secrets.files.add(path)
    secrets.text(edition.title, path, Leak.TITLE)
    _hide(secrets, (edition.summary, edition.lead, *edition.key_facts), path)
    secrets.prose(edition.prose.html, path)
    _hide(secrets, (note.text for note in edition.corrections), path)
    secrets.exact(page_key(path), path, Leak.PAGE)


def _hide_address(secrets: Secrets, config: PlanSettings, year: int, edition: Edition) -> None:
    """Its part that no other release has, and all of it."""
    path = edition.path
    secrets.part(edition.slug, path)
    secrets.part(addresses.release(config, edition.language, year, edition.slug)[1:-1], path)
    for alias in edition.aliases:
        secrets.part(alias.strip("/").rpartition("/")[2], path)


def _hide_registries(secrets: Secrets, source: Source, hidden: Iterable[ReleaseSummary]) -> None:
    """Topics and people that nobody else mentions: they come with the release."""
    site, context = source.loaded.site, source.loaded.readings.context
    known = {person.key for person in site.people} | {topic.key for topic in site.topics}
    for each in hidden:
        path = each.editions[0].path
        for key in {*each.people, *each.topics} - known:
            secrets.part(key, path)
            person = context.people.get(key)
            if person is not None and person.portrait is not None:
                secrets.exact(bytes.fromhex(person.portrait.file.digest), path, Leak.FILE)
                secrets.part(person.portrait.file.name, path, Leak.FILE)
        for topic in (context.topics[key] for key in each.topics if key not in known):
            _hide(secrets, (text for _, text in topic.name.pairs), path, Leak.NAME)
            for _, slug in topic.slug.pairs:
                secrets.part(slug, path)


def _hide(secrets: Secrets, texts: Iterable[str], path: str, rule: Leak = Leak.TEXT) -> None:
    for text in texts:
        if text:
            secrets.text(text, path, rule)
