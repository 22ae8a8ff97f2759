"""The files for machines, as queries on the planned artifacts and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from operator import attrgetter

from beyan.model.export import (
    HeaderRules,
    HeaderStyle,
    NewsEntry,
    NewsSitemap,
    RedirectRules,
    RedirectStyle,
    Robots,
    SitemapEntry,
    SitemapIndex,
)
from beyan.model.inputs import EachOf, Later, Several, Shared
from beyan.model.page import ReleasePage
from beyan.model.plan import Artifact
from beyan.model.release_summary import instant_of, microseconds
from beyan.model.site import Site
from beyan.model.words import Translations, Words
from beyan.plan import addresses
from beyan.plan.aliases import feeds_in_other_words, redirects
from beyan.plan.artifact import artifact, settings_of
from beyan.plan.export_files import (
    AgencyListInputs,
    FeedInputs,
    SitemapInputs,
    agency_list,
    feed_files,
    feeds_of,
    sitemap,
)
from beyan.plan.files import file_artifact
from beyan.plan.headers import header_rules
from beyan.plan.listing import Entry, Listing, ListingKey, by_publication, owner_of
from beyan.plan.news import NEWS
from beyan.plan.office import office_name
from beyan.plan.release_pages import ReleaseContent, ReleaseInputs

# The limit of sitemaps.org for one file.
SITEMAP_SIZE = 50_000
# What news search engines take.
NEWS_SIZE = 1_000

NOTHING = Translations()

Listings = Mapping[str, Mapping[ListingKey, Listing]]
# By the address of the page.
Contents = Mapping[str, Shared[ReleaseContent]]


def export_artifacts(
    site: Site, pages: Sequence[Artifact], listings: Listings, contents: Contents
) -> Iterator[Artifact]:
    """Every export of the site; `pages` are all planned artifacts before them, `contents` what is
    shown of each release by the address of its page.
    """
    return _Exports(site, pages, listings, contents).artifacts()


def export_addresses(site: Site, listings: Listings, indexed: int) -> Iterator[str]:
    """Those of the same exports; `indexed` is the number of pages that sitemaps list."""
    for language, own in listings.items():
        yield addresses.agency_list(language)
        yield from (each.address for each in addresses.feeds(addresses.home(language)))
        for (kind, _), listing in own.items():
            if kind in ("topic", "participant"):
                yield from (each.address for each in addresses.feeds(listing.first))
    yield from (addresses.SITEMAP, addresses.NEWS_SITEMAP, addresses.ROBOTS)
    parts = -(-indexed // SITEMAP_SIZE)
    yield from (addresses.sitemap_part(number + 1) for number in range(parts if parts > 1 else 0))
    yield from addresses.REDIRECTS.values()
    yield from addresses.HEADERS.values()


def release_contents(pages: Iterable[Artifact]) -> Contents:
    """What is shown of each release, by the address of its page."""
    return {
        page.name: page.inputs.content
        for page in pages
        if page.template == ReleasePage.template and isinstance(page.inputs, ReleaseInputs)
    }


def feed_artifact(
    site: Site,
    language: str,
    key: ListingKey,
    first: str,
    entries: Iterable[Entry],
    subject: Words | None,
    releases: Contents,
) -> Artifact:
    """The feeds of the list's releases in its own language; what has only other editions has none.

    `key` identifies the list, whose first page is at `first`. `subject` is the topic or person of
    the list; None: it is the list of all. `releases` has what is shown of each by the address of
    its page.
    """
    name = subject.text if subject is not None else None
    return artifact(
        FeedInputs(
            settings_of(site.config),
            language,
            owner_of(key),
            first,
            name,
            Later(partial(_newest, entries, site.config.feed_size, releases)),
        ),
        feed_files,
        tuple(each.address for each in feeds_of(language, first, name)),
        language,
    )


def _newest(
    entries: Iterable[Entry], size: int, releases: Contents
) -> Several[Shared[ReleaseContent]]:
    own = by_publication(each for each in entries if each.is_own)
    return Several(releases[each.address] for each in own[:size])


class _Exports:
    def __init__(
        self, site: Site, pages: Sequence[Artifact], listings: Listings, contents: Contents
    ) -> None:
        self._site = site
        self._config = site.config
        self._settings = settings_of(site.config)
        self._pages = pages
        self._listings = listings
        self._releases = contents

    def artifacts(self) -> Iterator[Artifact]:
        names = {("topic", topic.key): topic.name for topic in self._site.topics}
        names |= {("participant", person.key): person.name for person in self._site.people}
        for language, own in self._listings.items():
            for key, listing in own.items():
                if key[0] in ("releases", "topic", "participant"):
                    preferences = self._config.preferences(language)
                    subject = names.get(key, NOTHING).best(preferences)
                    first, entries = listing.first, listing.entries
                    yield feed_artifact(
                        self._site, language, key, first, entries, subject, self._releases
                    )
            yield self._agency_list(language, own["releases", ""])
        yield from self._sitemaps()
        yield self._news()
        yield file_artifact(
            Robots(address=addresses.ROBOTS, sitemaps=(addresses.SITEMAP, addresses.NEWS_SITEMAP))
        )
        moved = tuple(redirects(self._pages))
        if self._site.ledger.is_kept:
            recorded = self._site.ledger.rows
            moved = (*moved, *feeds_in_other_words(moved, set(self._feeding()), recorded))
        for style, address in addresses.REDIRECTS.items():
            yield file_artifact(
                RedirectRules(address=address, style=RedirectStyle(style), redirects=moved)
            )
        rules = header_rules(self._config)
        for style, address in addresses.HEADERS.items():
            yield file_artifact(HeaderRules(address=address, style=HeaderStyle(style), rules=rules))

    def _feeding(self) -> Iterator[str]:
        """The lists of topics and people, which have feeds of their own."""
        for own in self._listings.values():
            yield from (own[key].first for key in own if key[0] in ("topic", "participant"))

    # --- agency items ---

    def _agency_list(self, language: str, listing: Listing) -> Artifact:
        own = [each for each in listing.entries if each.is_own]
        return artifact(
            AgencyListInputs(self._settings, language, EachOf(own, self._item)),
            agency_list,
            (addresses.agency_list(language),),
            language,
        )

    def _item(self, own: Entry) -> tuple[str, str, str, int, int]:
        edition, id = own.edition, self._releases[own.address].value.id
        return (id, own.address, edition.title, own.summary.published, edition.modified)

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
        yield file_artifact(SitemapIndex(address=addresses.SITEMAP, parts=tuple(index)))

    def _sitemap(self, address: str, pages: Sequence[Artifact]) -> Artifact:
        entries = EachOf(pages, attrgetter("name", "modified", "twins"))
        return artifact(SitemapInputs(self._settings, address, entries), sitemap, (address,))

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
        return file_artifact(
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
