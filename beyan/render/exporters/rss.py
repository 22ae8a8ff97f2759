"""RSS 2.0, as the RSS Advisory Board's profile advises; times come from the content.

https://www.rssboard.org/rss-profile
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from beyan.language.cldr import direction
from beyan.model.export import FeedEntry, RssFeed
from beyan.model.joined import Joined
from beyan.model.media_type import media_type
from beyan.model.release import in_whole_minutes
from beyan.render.exporters.boxes import with_boxes
from beyan.render.exporters.tools import Tools, attribute, content, rfc3339, text

_NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_END = "</channel>\n</rss>\n"

# English whatever the language, and not strftime's, which are those of the process.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


class _Item(NamedTuple):
    """`length` is that of the entry's picture in bytes; None: there is none to tell of."""

    entry: FeedEntry
    author: str
    length: int | None


def rss(feed: RssFeed, tools: Tools) -> bytes:
    head = "".join(f"{line}\n" for line in _head(feed, tools))
    tools.well_formed(f"{head}{_END}", feed.address)
    items = [_Item(each, feed.author, _length(each, tools)) for each in feed.entries]
    made = (tools.once(_item, each) for each in items)
    return Joined.of(head.encode(), made, _END.encode())


def _head(feed: RssFeed, tools: Tools) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<rss version="2.0" {_NAMESPACES}>'
    yield "<channel>"
    yield f"<title>{_plain(feed.title)}</title>"
    yield f"<link>{text(tools.url(feed.page))}</link>"
    yield f"<description>{_plain(feed.title)}</description>"
    yield f"<language>{text(feed.language)}</language>"
    if feed.email:
        yield f"<managingEditor>{text(feed.email)} ({text(feed.author)})</managingEditor>"
    yield f"<lastBuildDate>{rfc822(feed.updated)}</lastBuildDate>"
    yield "<generator>Bəyan</generator>"
    yield "<docs>https://www.rssboard.org/rss-specification</docs>"
    self = attribute(tools.url(feed.address))
    yield f'<atom:link rel="self" type="{feed.type}" href={self}/>'


def _length(entry: FeedEntry, tools: Tools) -> int | None:
    return tools.size(entry.picture) if entry.picture is not None else None


def _item(item: _Item, tools: Tools) -> bytes:
    xml = tools.well_formed("\n".join(_item_lines(item, tools)), item.entry.address)
    return f"{xml}\n".encode()


def _item_lines(item: _Item, tools: Tools) -> Iterator[str]:
    entry = item.entry
    # What the prefixes stand for is said in the head; the parser does not ask for it here.
    yield "<item>"
    yield f"<title>{_plain(entry.title)}</title>"
    yield f"<link>{text(tools.url(entry.address))}</link>"
    yield f'<guid isPermaLink="false">{text(entry.id)}</guid>'
    yield f"<pubDate>{rfc822(entry.published)}</pubDate>"
    if entry.updated != entry.published:
        # RSS knows no date of change, and a correction is one.
        yield f"<atom:updated>{rfc3339(entry.updated)}</atom:updated>"
    # <author> would have to be an address for e-mail.
    yield f"<dc:creator>{text(item.author)}</dc:creator>"
    for other in entry.twins:
        href, hreflang = attribute(tools.url(other.address)), attribute(other.language)
        yield f'<atom:link rel="related" type="text/html" hreflang={hreflang} href={href}/>'
    for topic in entry.topics:
        yield f"<category>{text(topic.label.text)}</category>"
    if entry.picture is not None and item.length is not None:
        url = attribute(tools.url(entry.picture.address))
        type = media_type(entry.picture.address)
        yield f'<enclosure url={url} length="{item.length}" type="{type}"/>'
    if entry.notice is not None:
        # Also as the text, or readers keep the one they have.
        language, html = entry.notice.language, f"<p>{text(entry.notice.text)}</p>"
        summary = entry.notice.text
    else:
        language, summary = entry.language, entry.summary
        prose = tools.standalone(entry.prose, language, entry.address)
        html = with_boxes(prose, entry, language)
    if summary:
        # Readers take it for HTML, which it is not.
        yield f"<description>{text(text(summary))}</description>"
    directed = _directed(html, language, entry.language)
    yield f"<content:encoded>{content(directed)}</content:encoded>"
    yield "</item>"


def _directed(html: str, language: str, around: str) -> str:
    """The HTML with what `xml:lang` says in Atom; no element of RSS says it of a text."""
    way = direction(language)
    if language == around and way == "ltr":
        return html
    return f'<div lang={attribute(language)} dir="{way}">{html}</div>'


def _plain(value: str) -> str:
    """A title. Some readers take it for HTML: so written, most of both kinds show the same."""
    return text(value).replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;")


def rfc822(moment: datetime) -> str:
    """In the site's own zone: "Thu, 05 Mar 2026 00:00:00 +0400"."""
    when = in_whole_minutes(moment)
    day, month = _DAYS[when.weekday()], _MONTHS[when.month - 1]
    return f"{day}, {when.day:02} {month} {when.year:04} {when:%H:%M:%S %z}"
