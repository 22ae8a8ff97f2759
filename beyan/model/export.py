"""Planned files for machines: feeds, sitemaps, agency items, redirect rules.

Like pages they carry all they hold, so an exporter is a function from one of these to bytes.
Times are aware and come from the content: never from the clock, never from view counts.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, NamedTuple

from beyan.model.page import (
    Alternate,
    ContactLines,
    Download,
    Export,
    Feed,
    Link,
    PlannedProse,
    QuoteLines,
    ReleasePage,
)
from beyan.model.picture import Picture
from beyan.model.records import dataclass
from beyan.model.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A release in a feed. `id` is permanent: title, slug and address may change, it does not.

    `notice` stands instead of the text where the release has been withdrawn. `picture` is its first
    photo as other programs are given it.
    """

    id: str
    address: str
    title: str
    summary: str
    language: str
    published: datetime
    updated: datetime
    prose: PlannedProse
    notice: Words | None
    topics: tuple[Link, ...]
    alternates: tuple[Alternate, ...]
    picture: Picture | None
    attachments: tuple[Download, ...]
    key_facts: tuple[str, ...] = ()
    quotes: tuple[QuoteLines, ...] = ()
    boilerplate: Words | None = None

    def __hash__(self) -> int:
        """Of little: each format looks for it among those it has made, in every feed it is in."""
        return hash(self.address)

    @property
    def twins(self) -> tuple[Alternate, ...]:
        """The same release in other languages."""
        return tuple(each for each in self.alternates if each.language != self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile(Export):
    """The newest releases of a list in its language; `page` is the list for people.

    `formats` are the feeds of the list in all formats, this one included. What the format itself
    is called: `file` in the list's folder, `type` by machines, `label` by people.
    """

    file: ClassVar[str]
    type: ClassVar[str]
    label: ClassVar[str]

    id: str
    formats: tuple[Feed, ...]
    page: str
    title: str
    author: str
    email: str
    updated: datetime
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtomFeed(FeedFile):
    """RFC 4287."""

    file = "feed.xml"
    type = "application/atom+xml"
    label = "Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonFeed(FeedFile):
    """JSON Feed 1.1."""

    file = "feed.json"
    type = "application/feed+json"
    label = "JSON"


@dataclass(frozen=True, slots=True, kw_only=True)
class RssFeed(FeedFile):
    """RSS 2.0."""

    file = "rss.xml"
    type = "application/rss+xml"
    label = "RSS"


# In the order in which pages offer them.
FEEDS: tuple[type[FeedFile], ...] = (AtomFeed, RssFeed, JsonFeed)


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """`modified` is None where no content dates the page; `alternates` include the page itself."""

    address: str
    modified: datetime | None
    alternates: tuple[Alternate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap(Export):
    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapIndex(Export):
    """Stands at the sitemap's address where one file cannot hold all entries."""

    parts: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class NewsEntry:
    address: str
    title: str
    language: str
    published: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsSitemap(Export):
    """Releases of the last two days; `names` has the publication's name by language, as pairs."""

    names: tuple[tuple[str, str], ...]
    entries: tuple[NewsEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots(Export):
    sitemaps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyItem(Export):
    """A release in one language for news agencies (IPTC ninjs 3.1).

    `embargoed_until` and `notes` are set in what is handed over before publication only.
    """

    page: ReleasePage
    embargoed_until: datetime | None = None
    notes: tuple[str, ...] = ()
    office: Words
    contact: ContactLines


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaKitFile(Export):
    """The media kit of a release in one language."""

    page: ReleasePage


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """A line of the list of agency items; `item` is the address of the item's file."""

    id: str
    item: str
    page: str
    title: str
    published: datetime
    modified: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyList(Export):
    """All agency items of a language, newest first."""

    title: str
    entries: tuple[AgencyEntry, ...]


class RedirectStyle(StrEnum):
    NGINX = "nginx"
    NGINX_MAP = "nginx, in http"
    APACHE = "apache"
    NETLIFY = "netlify"
    CSV = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectRules(Export):
    """Permanent redirects as a server's own lines; pairs of old and new address.

    The old ones are as `OldAddress.text` has them.
    """

    style: RedirectStyle
    redirects: tuple[tuple[str, str], ...]


class HeaderRule(NamedTuple):
    """What is said with every file at one of the paths; `*` is anything ("/az/search/*").

    Pairs of name and value. Of two rules for one file the later one has the word on a name.
    """

    paths: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]


class HeaderStyle(StrEnum):
    NGINX = "nginx"
    NGINX_LOCATION = "nginx, in a location"
    APACHE = "apache"
    NETLIFY = "netlify"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRules(Export):
    """Headers as a server's own lines. The first rule is for all files of the site."""

    style: HeaderStyle
    rules: tuple[HeaderRule, ...]
