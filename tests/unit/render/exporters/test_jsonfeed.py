"""JSON Feed 1.1, on feeds made by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from beyan.model.export import FeedEntry, JsonFeed
from beyan.model.page import Download, Link, PlannedProse
from beyan.model.picture import Format, Picture
from beyan.model.release import SourceFile
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.render.exporters.jsonfeed import json_feed
from beyan.render.exporters.tools import Tools

ROOT = "https://press.example.org/site"
TOOLS = Tools(ROOT, lambda prose, language: prose.html)
BAKU = ZoneInfo("Asia/Baku")

ENTRY = FeedEntry(
    id="tag:press.example.org,2026:releases/x.az",
    address="/az/releases/2026/x/",
    title='<Bəyanat> & "söz"',
    summary="",
    language="az",
    published=datetime(2026, 3, 5, tzinfo=BAKU),
    updated=datetime(2026, 3, 7, tzinfo=BAKU),
    prose=PlannedProse("<p>Mətn</p>", ()),
    notice=None,
    topics=(),
    alternates=(),
    picture=None,
    attachments=(),
)
FEED = JsonFeed(
    address="/az/feed.json",
    language="az",
    id=f"{ROOT}/az/feed.json",
    formats=addresses.feeds("/az/"),
    page="/az/releases/",
    title="Nümunə İdarəsi",
    author="Nümunə İdarəsi",
    email="",
    updated=datetime(2026, 3, 7, tzinfo=BAKU),
    entries=(ENTRY,),
)


def parsed(feed: JsonFeed) -> Any:
    return json.loads(json_feed(feed, TOOLS))


def item(entry: FeedEntry) -> Any:
    return parsed(replace(FEED, entries=(entry,)))["items"][0]


def test_the_feed_has_its_version_addresses_language_and_authors() -> None:
    feed = parsed(FEED)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Nümunə İdarəsi"
    assert feed["feed_url"] == f"{ROOT}/az/feed.json"
    assert feed["home_page_url"] == f"{ROOT}/az/releases/"
    assert feed["language"] == "az"
    assert feed["authors"][0]["name"] == "Nümunə İdarəsi"


def test_an_item_has_text_language_times_and_a_title_as_typed() -> None:
    assert item(ENTRY) == {
        "id": ENTRY.id,
        "url": f"{ROOT}/az/releases/2026/x/",
        "title": '<Bəyanat> & "söz"',
        "language": "az",
        "date_published": "2026-03-05T00:00:00+04:00",
        "date_modified": "2026-03-07T00:00:00+04:00",
        "content_html": "<p>Mətn</p>",
    }


def test_letters_are_readable_in_the_file() -> None:
    assert "Bəyanat".encode() in json_feed(FEED, TOOLS)


def test_a_withdrawn_release_gives_its_reason_and_not_its_text() -> None:
    found = item(replace(ENTRY, notice=Words("Geri götürülüb", "az"), summary="Qısa"))
    assert found["content_text"] == "Geri götürülüb"
    assert not {"content_html", "summary"} & set(found)


def test_attachments_photo_and_topics_are_given() -> None:
    file = Download(
        address="/az/releases/2026/x/a b.pdf", title=Words("Plan", "az"), kind="PDF", size=7
    )
    photo = SourceFile("/site", "content/releases/2026/2026-03-05-x/p.jpg", "0" * 64, 1)
    picture = Picture("/az/releases/2026/x/p.1.4.jpg", photo, Format.JPEG, (4, 3))
    found = item(
        replace(
            ENTRY,
            attachments=(file,),
            picture=picture,
            topics=(Link(Words("Yol", "az"), "/az/topics/yol/"),),
        )
    )
    assert found["attachments"] == [
        {
            "url": f"{ROOT}/az/releases/2026/x/a%20b.pdf",
            "mime_type": "application/pdf",
            "title": "Plan",
            "size_in_bytes": 7,
        }
    ]
    assert found["image"] == f"{ROOT}/az/releases/2026/x/p.1.4.jpg"
    assert found["tags"] == ["Yol"]
