"""What the gate holds back, as files are searched for it, and the search of one file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from beyan.audit.secrets import Key, Secrets
from beyan.audit.watch import Watch
from beyan.build.reading import Source
from beyan.model.export import AgencyItem, FeedFile
from beyan.model.leak import Leak
from beyan.model.page import Output, Page, ReleasePage, TextPage
from beyan.model.picture import Picture
from beyan.model.release import Edition, Release
from beyan.model.release_summary import ReleaseSummary, microseconds
from beyan.model.social_card import SocialCard
from beyan.plan import addresses
from beyan.snapshot.releases import release_of
from beyan.source.releases import corrected


@dataclass
class Audit:
    """Says of a file that was made what of the secrets it has that no file before it had."""

    secrets: Secrets
    _watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        self._watch = Watch(self.secrets, remembers=True)

    def __call__(self, output: Output, data: bytes, digest: bytes) -> frozenset[Key]:
        if not self.secrets:
            return frozenset()
        # The text of a page that readers may see needs no search: that is most of the output.
        watch, path = self._watch, output.path
        found: set[Key] = set()
        if isinstance(output, Page):
            page = page_key(output.source)
            if page in self.secrets.found:
                found.add(page)
            elif isinstance(output, ReleasePage | TextPage):
                watch.knows(output.prose.html)
        elif isinstance(output, AgencyItem | FeedFile):
            for each in output.entries if isinstance(output, FeedFile) else (output.page,):
                if each.address[1:-1].encode() not in self.secrets.found:
                    watch.knows(each.prose.html)
        elif isinstance(output, Picture):
            # It has other bytes than the photo that it is made of.
            found |= watch.look(path, b"", bytes.fromhex(output.source.digest))
        elif isinstance(output, SocialCard):
            found |= watch.look(path, output.title.encode(), b"")
        return frozenset(found | watch.look(path, data, digest))

    def look(self, path: str, data: bytes) -> frozenset[Key]:
        """At a file of the search index."""
        return frozenset(self._watch.look(path, data, b"") if self.secrets else ())


def page_key(source: str) -> bytes:
    """What stands for the page that is made from the file; no text has it."""
    return b"\0" + source.encode()


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
