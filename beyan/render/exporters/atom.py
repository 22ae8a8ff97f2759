"""Atom 1.0 (RFC 4287). The order of elements is free; times come from the content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from beyan.model.export import AtomFeed, FeedEntry, JsonFeed
from beyan.model.joined import Joined
from beyan.model.media_type import media_type
from beyan.render.exporters.boxes import with_boxes
from beyan.render.exporters.tools import Tools, attribute, content, rfc3339, text

_END = "</feed>\n"


def atom(feed: AtomFeed, tools: Tools) -> bytes:
    head = "".join(f"{line}\n" for line in _head(feed, tools))
    tools.well_formed(f"{head}{_END}", feed.address)
    author = "\n".join(_author(feed))
    entries = (tools.once(_entry, _Entry(each, author)) for each in feed.entries)
    return Joined.of(head.encode(), entries, _END.encode())


class _Entry(NamedTuple):
    """`author` is the element: not every program looks for it in the frame of the feed."""

    entry: FeedEntry
    author: str


def _head(feed: AtomFeed, tools: Tools) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={attribute(feed.language)}>'
    yield f"<id>{text(feed.id)}</id>"
    yield f"<title>{text(feed.title)}</title>"
    yield f"<updated>{rfc3339(feed.updated)}</updated>"
    yield from _author(feed)
    yield "<generator>Bəyan</generator>"
    yield _link("self", feed.type, tools.url(feed.address))
    # One alternate, here as in entries: there are programs that open the last one.
    yield _link("alternate", "text/html", tools.url(feed.page), feed.language)
    for other in feed.formats:
        if other.type == JsonFeed.type:
            yield _link("related", other.type, tools.url(other.address), feed.language)


def _author(feed: AtomFeed) -> Iterator[str]:
    yield "<author>"
    yield f"<name>{text(feed.author)}</name>"
    if feed.email:
        yield f"<email>{text(feed.email)}</email>"
    yield "</author>"


def _entry(entry: _Entry, tools: Tools) -> bytes:
    xml = tools.well_formed("\n".join(_entry_lines(*entry, tools)), entry.entry.address)
    return f"{xml}\n".encode()


def _entry_lines(entry: FeedEntry, author: str, tools: Tools) -> Iterator[str]:
    yield f"<entry xml:lang={attribute(entry.language)}>"
    yield f"<id>{text(entry.id)}</id>"
    yield f"<title>{text(entry.title)}</title>"
    yield f"<published>{rfc3339(entry.published)}</published>"
    yield f"<updated>{rfc3339(entry.updated)}</updated>"
    yield author
    yield _link("alternate", "text/html", tools.url(entry.address), entry.language)
    for other in entry.twins:
        yield _link("related", "text/html", tools.url(other.address), other.language)
    for topic in entry.topics:
        term = topic.address.rstrip("/").rpartition("/")[2]
        yield f"<category term={attribute(term)} label={attribute(topic.label.text)}/>"
    for attachment in entry.attachments:
        length = f' length="{attachment.size}"' if attachment.size is not None else ""
        yield (
            f'<link rel="enclosure" type={attribute(media_type(attachment.address))}'
            f"{length} href={attribute(tools.url(attachment.address))}"
            f" title={attribute(attachment.title.text)}/>"
        )
    if entry.notice is not None:
        language = attribute(entry.notice.language)
        yield f'<content type="text" xml:lang={language}>{text(entry.notice.text)}</content>'
    else:
        if entry.summary:
            yield f'<summary type="text">{text(entry.summary)}</summary>'
        html = with_boxes(tools.html(entry.prose, entry.language), entry, entry.language)
        # So that a footnote's "#fn:1" is a place on the page and not in the feed.
        base = attribute(tools.url(entry.address))
        yield f'<content type="html" xml:base={base}>{content(html)}</content>'
    yield "</entry>"


def _link(rel: str, type: str, href: str, language: str = "") -> str:
    hreflang = f" hreflang={attribute(language)}" if language else ""
    return f'<link rel="{rel}" type="{type}"{hreflang} href={attribute(href)}/>'
