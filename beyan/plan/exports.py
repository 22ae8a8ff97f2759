"""The files for machines, as queries on the planned pages and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from beyan.model.config import Config
from beyan.model.export import (
    AgencyEntry,
    AgencyItem,
    AgencyList,
    AtomFeed,
    FeedEntry,
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
from beyan.model.page import Export, Page, RedirectPage, ReleasePage
from beyan.model.site import Site
from beyan.model.words import Translations, Words
from beyan.plan import addresses
from beyan.plan.listing import Shelf, ShelfKey

# The limit of sitemaps.org for one file.
SITEMAP_SIZE = 50_000
# What news search engines take: two days, a thousand items.
NEWS_DAYS = timedelta(days=2)
NEWS_SIZE = 1_000

# An empty feed has no content to take a time from, and the clock would change it with each build.
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)

NOTHING = Translations()


def exports(
    site: Site, pages: Sequence[Page], shelves: Mapping[str, Mapping[ShelfKey, Shelf]]
) -> Iterator[Export]:
    """Every export of the site; `pages` are all planned pages."""
    releases = {page.address: page for page in pages if isinstance(page, ReleasePage)}
    names = {("topic", topic.key): topic.name for topic in site.topics}
    names |= {("participant", person.key): person.name for person in site.people}
    for language, own in shelves.items():
        for key, shelf in own.items():
            if key[0] in ("releases", "topic", "participant"):
                subject = names.get(key, NOTHING).best(site.config.preferences(language))
                yield from _feeds(site.config, language, shelf, subject, releases)
        newest = [releases[entry.address] for entry in own["releases", ""].entries if entry.is_own]
        yield from _agency_items(site.config, language, newest)
    yield from _sitemaps(pages)
    yield _news(site, releases.values())
    yield Robots(address=addresses.ROBOTS, sitemaps=(addresses.SITEMAP, addresses.NEWS_SITEMAP))
    redirects = tuple(
        (page.address, page.target) for page in pages if isinstance(page, RedirectPage)
    )
    for style, address in addresses.REDIRECTS.items():
        yield RedirectRules(address=address, style=RedirectStyle(style), redirects=redirects)


def office_name(config: Config, language: str) -> Words:
    return config.name.best(config.preferences(language)) or Words("", language)


def agency_item(config: Config, page: ReleasePage) -> AgencyItem:
    return AgencyItem(
        address=addresses.agency_item(page.address),
        language=page.language,
        page=page,
        office=office_name(config, page.language),
        contact=page.contact,
    )


def _feeds(
    config: Config,
    language: str,
    shelf: Shelf,
    subject: Words | None,
    releases: Mapping[str, ReleasePage],
) -> Iterator[Export]:
    """The list's releases in its own language; what has only other editions is not in its feed.

    `subject` is the topic or person of the list; None: it is the list of all.
    """
    own = [entry for entry in shelf.entries if entry.is_own][: config.feed_size]
    entries = tuple(_entry(releases[each.address]) for each in own)
    name = office_name(config, language).text
    base = addresses.home(language) if subject is None else shelf.first
    atom, json = addresses.atom_feed(base), addresses.json_feed(base)
    common: dict[str, Any] = {
        "language": language,
        "page": shelf.first,
        "title": f"{subject.text} · {name}" if subject is not None else name,
        "author": name,
        "email": config.contact.email,
        "updated": max((entry.updated for entry in entries), default=BEGINNING),
        "entries": entries,
    }
    root = config.origin + config.base_path
    yield AtomFeed(address=atom, id=root + atom, json=json, **common)
    yield JsonFeed(address=json, id=root + json, **common)


def _entry(page: ReleasePage) -> FeedEntry:
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


def _agency_items(config: Config, language: str, newest: Iterable[ReleasePage]) -> Iterator[Export]:
    entries = []
    for page in newest:
        item = agency_item(config, page)
        yield item
        entries.append(
            AgencyEntry(
                id=page.id,
                item=item.address,
                page=page.address,
                title=page.title,
                published=page.published,
                modified=page.modified or page.published,
            )
        )
    yield AgencyList(
        address=addresses.agency_list(language),
        language=language,
        title=office_name(config, language).text,
        entries=tuple(entries),
    )


def _sitemaps(pages: Iterable[Page]) -> Iterator[Export]:
    entries = [
        SitemapEntry(page.address, page.modified, page.alternates)
        for page in pages
        if page.is_indexed
    ]
    parts = [
        tuple(entries[start : start + SITEMAP_SIZE])
        for start in range(0, len(entries), SITEMAP_SIZE)
    ]
    if len(parts) <= 1:
        yield Sitemap(address=addresses.SITEMAP, entries=parts[0] if parts else ())
        return
    index = []
    for number, part in enumerate(parts, start=1):
        address = addresses.sitemap_part(number)
        yield Sitemap(address=address, entries=part)
        modified = max((each.modified for each in part if each.modified), default=None)
        index.append(SitemapEntry(address, modified, ()))
    yield SitemapIndex(address=addresses.SITEMAP, parts=tuple(index))


def _news(site: Site, releases: Iterable[ReleasePage]) -> NewsSitemap:
    """By the clock of the build, so that it empties without a commit."""
    since = site.now - NEWS_DAYS
    recent = [page for page in releases if page.published >= since and page.withdrawn is None]
    recent.sort(key=lambda page: (page.published, page.address), reverse=True)
    return NewsSitemap(
        address=addresses.NEWS_SITEMAP,
        names=tuple(
            (language, office_name(site.config, language).text)
            for language in site.config.languages
        ),
        entries=tuple(
            NewsEntry(page.address, page.title, page.text_language, page.published)
            for page in recent[:NEWS_SIZE]
        ),
    )
