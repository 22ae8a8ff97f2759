"""RSS 2.0 by the letter of its specification and of the profile, on feeds made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime, parsedate_to_datetime
from zoneinfo import ZoneInfo

import feedparser
import pytest
from lxml import etree

from beyan.model.export import FeedEntry, RssFeed
from beyan.model.page import Link, PlannedProse
from beyan.model.picture import Format, Picture
from beyan.model.release import SourceFile
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.render.exporters.rss import rfc822, rss
from beyan.render.exporters.tools import Tools

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
ROOT = "https://press.example.org/site"
BAKU = ZoneInfo("Asia/Baku")
TOOLS = Tools(ROOT, lambda prose, language: prose.html)
SIGNS = ["A & B", "1 < 2 > 0", 'Deyir: "ə"', "<b>ə</b> &amp;", "]]>"]

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
FEED = RssFeed(
    address="/az/rss.xml",
    language="az",
    id=f"{ROOT}/az/rss.xml",
    formats=addresses.feeds("/az/"),
    page="/az/releases/",
    title="Nümunə İdarəsi",
    author="Nümunə İdarəsi",
    email="press@example.org",
    updated=datetime(2026, 3, 7, tzinfo=BAKU),
    entries=(ENTRY,),
)


def channel(feed: RssFeed, tools: Tools = TOOLS) -> etree._Element:
    root = etree.fromstring(rss(feed, tools))
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (found,) = root
    return found


def item(entry: FeedEntry, tools: Tools = TOOLS) -> etree._Element:
    found = channel(replace(FEED, entries=(entry,)), tools).find("item")
    assert found is not None
    return found


def test_the_channel_has_what_the_specification_requires_and_the_profile_advises() -> None:
    found = channel(FEED)
    assert found.findtext("title") == "Nümunə İdarəsi"
    assert found.findtext("description") == "Nümunə İdarəsi"
    assert found.findtext("link") == f"{ROOT}/az/releases/"
    assert found.findtext("language") == "az"
    assert found.findtext("managingEditor") == "press@example.org (Nümunə İdarəsi)"
    assert found.findtext("lastBuildDate") == "Sat, 07 Mar 2026 00:00:00 +0400"
    (self,) = found.findall(f"{ATOM}link")
    assert dict(self.attrib) == {
        "rel": "self",
        "type": "application/rss+xml",
        "href": f"{ROOT}/az/rss.xml",
    }


def test_an_office_without_an_email_address_names_no_editor() -> None:
    assert channel(replace(FEED, email="")).find("managingEditor") is None


def test_an_item_has_each_element_once_and_its_permanent_name_is_no_address() -> None:
    found = item(ENTRY)
    names = [each.tag for each in found]
    assert len(set(names)) == len(names)
    assert found.findtext("title") == "Bəyanat"
    assert found.findtext("link") == f"{ROOT}/az/releases/2026/x/"
    guid = found.find("guid")
    assert guid is not None
    assert (guid.get("isPermaLink"), guid.text) == ("false", ENTRY.id)
    assert found.findtext(CREATOR) == "Nümunə İdarəsi"
    # It would have to be an address for e-mail.
    assert found.find("author") is None


@pytest.mark.parametrize("title", SIGNS)
def test_a_title_comes_back_as_it_was_typed(title: str) -> None:
    found = channel(
        replace(FEED, title=title, author=title, entries=(replace(ENTRY, title=title),))
    )
    assert found.findtext("title") == found.findtext("description") == title
    assert found.findtext("item/title") == found.findtext(f"item/{CREATOR}") == title


@pytest.mark.parametrize("summary", SIGNS)
def test_a_summary_is_html_that_says_what_was_typed(summary: str) -> None:
    description = item(replace(ENTRY, summary=summary)).findtext("description") or ""
    assert etree.HTML(f"<p>{description}</p>").xpath("string()") == summary


def test_an_item_without_a_summary_has_no_empty_description() -> None:
    assert item(replace(ENTRY, summary="")).find("description") is None


def test_the_text_is_whole_and_its_fragments_lead_to_the_page() -> None:
    prose = PlannedProse('<p>Mətn <a href="#fn:1">1</a> &amp; ]]></p>', ())
    assert item(replace(ENTRY, prose=prose)).findtext(CONTENT) == (
        f'<p>Mətn <a href="{ROOT}/az/releases/2026/x/#fn:1">1</a> &amp; ]]></p>'
    )


def test_a_text_from_right_to_left_says_so_itself() -> None:
    found = item(replace(ENTRY, language="ar", prose=PlannedProse("<p>نص</p>", ())))
    assert found.findtext(CONTENT) == '<div lang="ar" dir="rtl"><p>نص</p></div>'


@pytest.mark.parametrize(
    ("notice", "language", "html"),
    [
        (Words("Səhv <1>", "az"), "az", "<p>Səhv &lt;1&gt;</p>"),
        (Words("In error", "en"), "az", '<div lang="en" dir="ltr"><p>In error</p></div>'),
        (Words("سحب", "ar"), "ar", '<div lang="ar" dir="rtl"><p>سحب</p></div>'),
        (Words("In error", "en"), "ar", '<div lang="en" dir="ltr"><p>In error</p></div>'),
    ],
)
def test_a_withdrawn_release_gives_its_reason_in_place_of_its_text(
    notice: Words, language: str, html: str
) -> None:
    found = item(replace(ENTRY, notice=notice, language=language))
    assert found.findtext(CONTENT) == html
    description = found.findtext("description") or ""
    assert etree.HTML(f"<p>{description}</p>").xpath("string()") == notice.text


def test_a_change_after_publication_has_its_date() -> None:
    found = item(ENTRY)
    assert found.findtext("pubDate") == "Thu, 05 Mar 2026 00:00:00 +0400"
    assert found.findtext(f"{ATOM}updated") == "2026-03-07T00:00:00+04:00"
    assert item(replace(ENTRY, updated=ENTRY.published)).find(f"{ATOM}updated") is None


def test_topics_are_categories() -> None:
    topics = tuple(
        Link(Words(name, "az"), f"/az/topics/{n}/") for n, name in enumerate(["Ünvan & yol", "Su"])
    )
    found = item(replace(ENTRY, topics=topics))
    assert [each.text for each in found.findall("category")] == ["Ünvan & yol", "Su"]


PHOTO = SourceFile("/site", "content/releases/2026/2026-03-05-x/ə 1.png", "0" * 64, 5)


@pytest.mark.parametrize(
    ("format", "type"), [(Format.JPEG, "image/jpeg"), (Format.PNG, "image/png")]
)
def test_the_first_photo_is_the_enclosure_with_its_real_size(format: Format, type: str) -> None:
    picture = Picture(f"/az/releases/2026/x/ə 1.1200.{format}", PHOTO, format, (1200, 800))
    tools = replace(TOOLS, size={picture: 54321}.get)
    (found,) = item(replace(ENTRY, picture=picture), tools).findall("enclosure")
    assert dict(found.attrib) == {
        "url": f"{ROOT}/az/releases/2026/x/%C9%99%201.1200.{format}",
        "length": "54321",
        "type": type,
    }


def test_a_photo_whose_size_is_not_known_at_a_glance_is_left_out() -> None:
    picture = Picture("/az/releases/2026/x/p.4.jpg", PHOTO, Format.JPEG, (4, 3))
    assert item(replace(ENTRY, picture=picture)).find("enclosure") is None


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2026, 1, 5, 9, 3, 1, tzinfo=UTC), "Mon, 05 Jan 2026 09:03:01 +0000"),
        (datetime(2026, 12, 31, 23, 59, tzinfo=BAKU), "Thu, 31 Dec 2026 23:59:00 +0400"),
        (
            datetime(2026, 5, 3, tzinfo=timezone(timedelta(hours=-3, minutes=-30))),
            "Sun, 03 May 2026 00:00:00 -0330",
        ),
        # Baku's own clock, 3:19:24 ahead.
        (datetime(1918, 5, 28, 12, tzinfo=BAKU), "Tue, 28 May 1918 12:00:00 +0319"),
    ],
)
def test_a_time_is_written_in_english_and_in_the_zone_of_the_site(
    moment: datetime, written: str
) -> None:
    assert rfc822(moment) == written
    assert abs(parsedate_to_datetime(written) - moment) < timedelta(minutes=1)


def test_all_days_and_months_have_their_english_names() -> None:
    days = [datetime(2026, month, day, tzinfo=BAKU) for month in range(1, 13) for day in (1, 7, 28)]
    assert [rfc822(day) for day in days] == [format_datetime(day) for day in days]


def test_an_empty_feed_is_still_a_feed() -> None:
    data = rss(replace(FEED, entries=()), TOOLS)
    assert feedparser.parse(data).bozo == 0
    assert etree.fromstring(data).findtext("channel/lastBuildDate")
