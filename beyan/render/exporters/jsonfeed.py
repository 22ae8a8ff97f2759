"""JSON Feed 1.1."""

from __future__ import annotations

from typing import Any

from beyan.model.export import FeedEntry, JsonFeed
from beyan.model.media_type import media_type
from beyan.render.exporters.boxes import with_boxes
from beyan.render.exporters.json_text import listing, part
from beyan.render.exporters.tools import Tools, rfc3339


def json_feed(feed: JsonFeed, tools: Tools) -> bytes:
    return listing(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": tools.url(feed.page),
            "feed_url": tools.url(feed.address),
            "language": feed.language,
            "authors": [{"name": feed.author, "url": tools.base + "/"}],
        },
        "items",
        [tools.once(_item, entry) for entry in feed.entries],
    )


def _item(entry: FeedEntry, tools: Tools) -> bytes:
    return part(_values(entry, tools))


def _values(entry: FeedEntry, tools: Tools) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": tools.url(entry.address),
        "title": entry.title,
        "language": entry.language,
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
    }
    if entry.twins:
        # The format has no key for it; one with this sign before it is anybody's own.
        item["_related"] = {
            "links": [
                {"url": tools.url(other.address), "language": other.language}
                for other in entry.twins
            ]
        }
    if entry.notice is not None:
        item["content_text"] = entry.notice.text
        return item
    prose = tools.standalone(entry.prose, entry.language, entry.address)
    item["content_html"] = with_boxes(prose, entry, entry.language)
    if entry.summary:
        item["summary"] = entry.summary
    if entry.picture is not None:
        item["image"] = tools.url(entry.picture.address)
    if entry.topics:
        item["tags"] = [topic.label.text for topic in entry.topics]
    if entry.attachments:
        item["attachments"] = [
            {
                "url": tools.url(attachment.address),
                "mime_type": media_type(attachment.address),
                "title": attachment.title.text,
                **({"size_in_bytes": attachment.size} if attachment.size is not None else {}),
            }
            for attachment in entry.attachments
        ]
    return item
