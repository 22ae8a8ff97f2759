"""The files for machines, as queries on the planned artifacts and lists."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from typing import Any

from beyan.model.export import (
    AgencyEntry,
    AgencyList,
    AtomFeed,
    FeedEntry,
    HeaderRules,
    HeaderStyle,
    JsonFeed,
    NewsEntry,
    NewsSitemap,
    RedirectRules,
    RedirectStyle,
    Robots,
    Sitemap,
    SitemapEntry,
    SitemapIndex,
)
from beyan.model.page import Alternate, Export, ReleasePage
from beyan.model.plan import Artifact
from beyan.model.release_summary import ReleaseSummary, instant_of, microseconds
from beyan.model.site import Site
from beyan.model.words import Translations, Words
from beyan.plan import addresses
from beyan.plan.artifact import artifact, called, fingerprint
from beyan.plan.headers import header_rules
from beyan.plan.listing import Entry, Listing, ListingKey
from beyan.plan.releases import office_name, summary_id

# The limit of sitemaps.org for one file.
SITEMAP_SIZE = 50_000
# What news search engines take: two days, a thousand items.
NEWS = timedelta(days=2) // timedelta(microseconds=1)
NEWS_SIZE = 1_000

# An empty feed has no content to take a time from, and the clock would change it with each build.
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)

NOTHING = Translations()

# With its text, an entry is of some 15 kB.
ENTRIES_AT_HAND = 2_000

Listings = Mapping[str, Mapping[ListingKey, Listing]]


def export_artifacts(
    site: Site, pages: Sequence[Artifact], listings: Listings
) -> Iterator[Artifact]:
    """Every export of the site; `pages` are all planned artifacts before them."""
    return _Exports(site, pages, listings).artifacts()


def news_ends(summary: ReleaseSummary) -> int | None:
    """The instant from which the release is no news any more, if the site then changes by it."""
    end = summary.published + NEWS
    has_gone = summary.is_withdrawn or (summary.expires is not None and summary.expires <= end)
    return None if has_gone else end


def feed_artifact(
    site: Site,
    language: str,
    listing: Listing,
    subject: Words | None,
    releases: Mapping[str, Artifact],
) -> Artifact:
    """The feeds of one list, whose releases' pages are `releases` by address."""
    return _Exports(site, list(releases.values()), {}).feeds(language, listing, subject)


class _Exports:
    def __init__(self, site: Site, pages: Sequence[Artifact], listings: Listings) -> None:
        self._site = site
        self._config = site.config
        self._pages = pages
        self._listings = listings
        # Releases stand in the feeds of all their people and topics.
        self._entry = lru_cache(maxsize=ENTRIES_AT_HAND)(_entry)
        self._releases = {
            page.name: page for page in pages if page.template == ReleasePage.template
        }

    def artifacts(self) -> Iterator[Artifact]:
        names = {("topic", topic.key): topic.name for topic in self._site.topics}
        names |= {("participant", person.key): person.name for person in self._site.people}
        for language, own in self._listings.items():
            for key, listing in own.items():
                if key[0] in ("releases", "topic", "participant"):
                    preferences = self._config.preferences(language)
                    subject = names.get(key, NOTHING).best(preferences)
                    yield self.feeds(language, listing, subject)
            yield self._agency_list(language, own["releases", ""])
        yield from self._sitemaps()
        yield self._news()
        yield self._file(
            Robots(address=addresses.ROBOTS, sitemaps=(addresses.SITEMAP, addresses.NEWS_SITEMAP))
        )
        redirects = tuple((page.name, page.target) for page in self._pages if page.target)
        for style, address in addresses.REDIRECTS.items():
            yield self._file(
                RedirectRules(address=address, style=RedirectStyle(style), redirects=redirects)
            )
        rules = header_rules(self._config)
        for style, address in addresses.HEADERS.items():
            yield self._file(HeaderRules(address=address, style=HeaderStyle(style), rules=rules))

    def _file(self, file: Export) -> Artifact:
        """A file that is small enough to be its own fingerprint."""
        return artifact(None, file.address, lambda: file, file.language, repr(file))

    # --- feeds ---

    def feeds(self, language: str, listing: Listing, subject: Words | None) -> Artifact:
        """The list's releases in its own language; what has only other editions is not in its feed.

        `subject` is the topic or person of the list; None: it is the list of all.
        """
        own: list[Artifact] = []
        for entry in listing.entries:
            if len(own) == self._config.feed_size:
                break
            if entry.is_own:
                own.append(self._releases[entry.address])
        base = addresses.home(language) if subject is None else listing.first
        atom, json = addresses.atom_feed(base), addresses.json_feed(base)
        return Artifact(
            addresses=(atom, json),
            fingerprint=fingerprint(
                repr((listing.first, subject)), *(each.content for each in own)
            ),
            inputs=partial(self._feed_files, language, listing.first, subject, atom, json, own),
            build=called,
            language=language,
        )

    def _feed_files(
        self,
        language: str,
        page: str,
        subject: Words | None,
        atom: str,
        json: str,
        own: Sequence[Artifact],
    ) -> Iterator[Export]:
        entries = tuple(self._entry(each) for each in own)
        name = office_name(self._config, language).text
        common: dict[str, Any] = {
            "language": language,
            "page": page,
            "title": f"{subject.text} · {name}" if subject is not None else name,
            "author": name,
            "email": self._config.contact.email,
            "updated": max((entry.updated for entry in entries), default=BEGINNING),
            "entries": entries,
        }
        root = self._config.origin + self._config.base_path
        yield AtomFeed(address=atom, id=root + atom, json=json, **common)
        yield JsonFeed(address=json, id=root + json, **common)

    # --- agency items ---

    def _agency_list(self, language: str, listing: Listing) -> Artifact:
        own = [entry for entry in listing.entries if entry.is_own]
        address = addresses.agency_list(language)
        reads = [(entry.summary.key, entry.edition.title, entry.address) for entry in own]
        times = [(entry.summary.published, entry.edition.modified) for entry in own]
        return artifact(
            None,
            address,
            partial(self._agency_file, language, address, own),
            language,
            marshal.dumps((reads, times), 2),
        )

    def _agency_file(self, language: str, address: str, own: Sequence[Entry]) -> AgencyList:
        zone = self._config.zone
        return AgencyList(
            address=address,
            language=language,
            title=office_name(self._config, language).text,
            entries=tuple(
                AgencyEntry(
                    id=summary_id(self._config, entry.summary, language),
                    item=addresses.agency_item(entry.address),
                    page=entry.address,
                    title=entry.edition.title,
                    published=instant_of(entry.summary.published, zone),
                    modified=instant_of(entry.edition.modified, zone),
                )
                for entry in own
            ),
        )

    # --- sitemaps ---

    def _sitemaps(self) -> Iterator[Artifact]:
        indexed = [page for page in self._pages if page.twins]
        parts = [
            indexed[start : start + SITEMAP_SIZE] for start in range(0, len(indexed), SITEMAP_SIZE)
        ] or [[]]
        if len(parts) == 1:
            yield self._sitemap(addresses.SITEMAP, parts[0])
            return
        index = []
        for number, part in enumerate(parts, start=1):
            address = addresses.sitemap_part(number)
            yield self._sitemap(address, part)
            modified = max(
                (each.modified for each in part if each.modified is not None), default=None
            )
            index.append(SitemapEntry(address, self._instant(modified), ()))
        yield self._file(SitemapIndex(address=addresses.SITEMAP, parts=tuple(index)))

    def _sitemap(self, address: str, pages: Sequence[Artifact]) -> Artifact:
        reads = marshal.dumps([(page.name, page.modified, page.twins) for page in pages], 2)
        return artifact(None, address, partial(self._sitemap_file, address, pages), "", reads)

    def _sitemap_file(self, address: str, pages: Sequence[Artifact]) -> Sitemap:
        return Sitemap(
            address=address,
            entries=tuple(
                SitemapEntry(
                    page.name,
                    self._instant(page.modified),
                    tuple(Alternate(language, twin) for language, twin in page.twins),
                )
                for page in pages
            ),
        )

    def _instant(self, modified: int | None) -> datetime | None:
        return instant_of(modified, self._config.zone) if modified is not None else None

    def _news(self) -> Artifact:
        """By the clock of the build, so that it empties without a commit."""
        config = self._config
        since = microseconds(self._site.now) - NEWS
        recent = [
            (entry.summary.published, entry.address, entry.edition.title, language)
            for language, own in self._listings.items()
            for entry in own["releases", ""].entries
            if entry.summary.published > since and entry.is_own and not entry.summary.is_withdrawn
        ]
        recent.sort(key=lambda each: each[:2], reverse=True)
        return self._file(
            NewsSitemap(
                address=addresses.NEWS_SITEMAP,
                names=tuple(
                    (language, office_name(config, language).text) for language in config.languages
                ),
                entries=tuple(
                    NewsEntry(address, title, language, instant_of(published, config.zone))
                    for published, address, title, language in recent[:NEWS_SIZE]
                ),
            )
        )


def _entry(artifact: Artifact) -> FeedEntry:
    page = next(iter(artifact.outputs()))
    assert isinstance(page, ReleasePage), "a release's page is the first of its artifact"
    return FeedEntry(
        id=page.id,
        address=page.address,
        title=page.title,
        summary=page.summary,
        language=page.text_language,
        published=page.published,
        updated=page.modified or page.published,
        prose=page.prose,
        notice=page.withdrawn.reason if page.withdrawn is not None else None,
        topics=page.topics,
        alternates=page.alternates,
        photos=page.photos,
        attachments=page.attachments,
    )
