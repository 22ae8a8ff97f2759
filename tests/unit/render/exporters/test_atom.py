"""The letter of RFC 4287, on feeds made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import feedparser
import pytest
from lxml import etree

from beyan.model.export import AtomFeed, FeedEntry
from beyan.model.page import Alternate, Download, Link, PlannedProse
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.render.exporters.atom import atom
from beyan.render.exporters.tools import Tools

A = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BASE = "{http://www.w3.org/XML/1998/namespace}base"
ROOT = "https://press.example.org/site"
TOOLS = Tools(ROOT, lambda prose, language: prose.html)
BAKU = ZoneInfo("Asia/Baku")

ENTRY = FeedEntry(
    id="tag:press.example.org,2026:releases/x.az",
    address="/az/releases/2026/x/",
    title="Bəyanat",
    summary="Qısa məzmun",
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
FEED = AtomFeed(
    address="/az/feed.xml",
    language="az",
    id=f"{ROOT}/az/feed.xml",
    formats=addresses.feeds("/az/"),
    page="/az/releases/",
    title="Nümunə İdarəsi",
    author="Nümunə İdarəsi",
    email="press@example.org",
    updated=datetime(2026, 3, 7, tzinfo=BAKU),
    entries=(ENTRY,),
)


def tree(feed: AtomFeed) -> etree._Element:
    return etree.fromstring(atom(feed, TOOLS))


def first(entry: FeedEntry) -> etree._Element:
    found = tree(replace(FEED, entries=(entry,))).find(f"{A}entry")
    assert found is not None
    return found


def test_the_feed_has_one_of_each_element_that_the_rfc_requires() -> None:
    root = tree(FEED)
    assert root.tag == f"{A}feed"
    assert root.get(LANG) == "az"
    entry = root.find(f"{A}entry")
    assert entry is not None
    for parent in (root, entry):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(A + name)) == 1
    assert root.findtext(f"{A}author/{A}name") == "Nümunə İdarəsi"
    assert root.findtext(f"{A}author/{A}email") == "press@example.org"


def test_the_feed_links_to_itself_its_page_and_its_json_below_the_base_path() -> None:
    links = {
        (link.get("rel"), link.get("type")): link.get("href")
        for link in tree(FEED).findall(f"{A}link")
    }
    assert links["self", "application/atom+xml"] == f"{ROOT}/az/feed.xml"
    assert links["alternate", "text/html"] == f"{ROOT}/az/releases/"
    assert links["related", "application/feed+json"] == f"{ROOT}/az/feed.json"


def test_an_office_without_an_email_address_gives_none() -> None:
    assert tree(replace(FEED, email="")).find(f"{A}author/{A}email") is None


@pytest.mark.parametrize("title", ["A & B", "1 < 2 > 0", 'Deyir: "ə"', "<b>ə</b> &amp;", "]]>"])
def test_a_title_comes_back_as_it_was_typed(title: str) -> None:
    feed = replace(FEED, title=title, author=title, entries=(replace(ENTRY, title=title),))
    root = tree(feed)
    assert root.findtext(f"{A}title") == title
    assert root.findtext(f"{A}author/{A}name") == title
    assert root.findtext(f"{A}entry/{A}title") == title
    assert feedparser.parse(atom(feed, TOOLS)).bozo == 0


def test_times_are_in_the_zone_of_the_site() -> None:
    entry = first(ENTRY)
    assert entry.findtext(f"{A}published") == "2026-03-05T00:00:00+04:00"
    assert entry.findtext(f"{A}updated") == "2026-03-07T00:00:00+04:00"
    utc = replace(ENTRY, updated=datetime(2026, 3, 7, 1, 2, 3, 999, tzinfo=UTC))
    assert first(utc).findtext(f"{A}updated") == "2026-03-07T01:02:03+00:00"


def test_the_text_is_whole_and_its_fragments_belong_to_the_page() -> None:
    """A footnote's "#fn:1" would otherwise be a place in the feed."""
    content = first(ENTRY).find(f"{A}content")
    assert content is not None
    assert (content.get("type"), content.text) == ("html", "<p>Mətn</p>")
    assert content.get(BASE) == f"{ROOT}/az/releases/2026/x/"


def test_a_withdrawn_release_gives_its_reason_and_not_its_text() -> None:
    entry = first(replace(ENTRY, notice=Words("Withdrawn <in error>", "en")))
    (content,) = entry.findall(f"{A}content")
    assert (content.get("type"), content.get(LANG)) == ("text", "en")
    assert content.text == "Withdrawn <in error>"
    assert entry.find(f"{A}summary") is None


def test_the_entry_has_one_alternate_in_its_language_and_the_others_beside_it() -> None:
    alternates = (
        Alternate("az", "/az/releases/2026/x/"),
        Alternate("en", "/en/releases/2026/y/"),
        Alternate("ru", "/ru/releases/2026/z/"),
    )
    entry = first(replace(ENTRY, alternates=alternates))
    links = [
        (link.get("rel"), link.get("type"), link.get("hreflang"), link.get("href"))
        for link in entry.findall(f"{A}link")
    ]
    assert links == [
        (rel, "text/html", each.language, ROOT + each.address)
        for rel, each in zip(("alternate", "related", "related"), alternates, strict=True)
    ]
    assert entry.get(LANG) == "az"


def test_an_attachment_is_an_enclosure_with_type_size_and_a_correct_address() -> None:
    file = Download(
        address="/az/releases/2026/x/gündəlik 1.pdf",
        title=Words('"A" & B', "az"),
        kind="PDF",
        size=1234,
    )
    (link,) = first(replace(ENTRY, attachments=(file,))).findall(f"{A}link[@rel='enclosure']")
    assert link.get("type") == "application/pdf"
    assert link.get("length") == "1234"
    assert link.get("title") == '"A" & B'
    assert link.get("href") == f"{ROOT}/az/releases/2026/x/g%C3%BCnd%C9%99lik%201.pdf"


def test_a_topic_is_a_category() -> None:
    topic = Link(Words("Ünvan & yol", "az"), "/az/topics/yol/")
    (category,) = first(replace(ENTRY, topics=(topic,))).findall(f"{A}category")
    assert (category.get("term"), category.get("label")) == ("yol", "Ünvan & yol")


def test_an_empty_feed_is_still_a_feed() -> None:
    data = atom(replace(FEED, entries=()), TOOLS)
    assert feedparser.parse(data).bozo == 0
    assert etree.fromstring(data).findtext(f"{A}updated")
