"""Sitemaps made by hand, against the schema of sitemaps.org and the rules of news search."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from lxml import etree

from beyan.model.export import NewsEntry, NewsSitemap, Sitemap, SitemapEntry, SitemapIndex
from beyan.model.page import Alternate
from beyan.render.exporters.sitemap import news_sitemap, sitemap, sitemap_index
from beyan.render.exporters.tools import Tools
from tests.browser.conftest import HERE, needed

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
N = "{http://www.google.com/schemas/sitemap-news/0.9}"
X = "{http://www.w3.org/1999/xhtml}"
TOOLS = Tools("https://press.example.org/site", lambda prose, language: "")
MOMENT = datetime(2026, 3, 5, 9, 30, tzinfo=timezone(timedelta(hours=4)))


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    path = HERE / "node_modules/sitemap/schema/sitemap.xsd"
    text = Path(needed(str(path), "sitemap (npm ci)")).read_bytes()
    # What is of another namespace is checked by hand: its schemas are on other hosts.
    text = text.replace(b'processContents="strict"', b'processContents="lax"')
    return etree.XMLSchema(etree.fromstring(text))


def test_a_sitemap_is_valid_with_and_without_times_and_translations(
    schema: etree.XMLSchema,
) -> None:
    both = (Alternate("az", "/az/x/"), Alternate("en", "/en/y/"))
    planned = Sitemap(
        address="/sitemap.xml",
        entries=(
            SitemapEntry("/az/x/", MOMENT, both),
            SitemapEntry("/az/sənəd & qərar/", None, ()),
        ),
    )
    root = etree.fromstring(sitemap(planned, TOOLS))
    schema.assertValid(root)
    one, two = root.findall(f"{S}url")
    assert one.findtext(f"{S}lastmod") == "2026-03-05T09:30:00+04:00"
    assert [(link.get("hreflang"), link.get("href")) for link in one.findall(f"{X}link")] == [
        ("az", "https://press.example.org/site/az/x/"),
        ("en", "https://press.example.org/site/en/y/"),
        ("x-default", "https://press.example.org/site/"),
    ]
    assert two.find(f"{S}lastmod") is None
    assert two.find(f"{X}link") is None
    assert (
        two.findtext(f"{S}loc")
        == "https://press.example.org/site/az/s%C9%99n%C9%99d%20%26%20q%C9%99rar/"
    )


def test_a_page_that_is_its_own_only_translation_has_no_alternates() -> None:
    entry = SitemapEntry("/az/x/", None, (Alternate("az", "/az/x/"),))
    root = etree.fromstring(sitemap(Sitemap(address="/sitemap.xml", entries=(entry,)), TOOLS))
    assert list(root.iter(f"{X}link")) == []


def test_the_index_names_its_parts_and_when_they_changed() -> None:
    planned = SitemapIndex(
        address="/sitemap.xml",
        parts=(
            SitemapEntry("/sitemap-1.xml", MOMENT, ()),
            SitemapEntry("/sitemap-2.xml", None, ()),
        ),
    )
    root = etree.fromstring(sitemap_index(planned, TOOLS))
    assert root.tag == f"{S}sitemapindex"
    assert [[(child.tag, child.text) for child in part] for part in root] == [
        [
            (f"{S}loc", "https://press.example.org/site/sitemap-1.xml"),
            (f"{S}lastmod", "2026-03-05T09:30:00+04:00"),
        ],
        [(f"{S}loc", "https://press.example.org/site/sitemap-2.xml")],
    ]


def test_a_news_item_has_the_publication_its_language_its_time_and_its_title(
    schema: etree.XMLSchema,
) -> None:
    planned = NewsSitemap(
        address="/news-sitemap.xml",
        names=(("az", "Nümunə & Co"), ("en", "Sample & Co")),
        entries=(
            NewsEntry("/az/x/", 'Bəyanat <1> & "2"', "az", MOMENT),
            NewsEntry("/en/y/", "Statement", "en", MOMENT.astimezone(UTC)),
        ),
    )
    root = etree.fromstring(news_sitemap(planned, TOOLS))
    schema.assertValid(root)
    one, two = root.findall(f"{S}url/{N}news")
    assert [child.tag for child in one] == [
        f"{N}publication",
        f"{N}publication_date",
        f"{N}title",
    ]
    assert one.findtext(f"{N}publication/{N}name") == "Nümunə & Co"
    assert one.findtext(f"{N}publication/{N}language") == "az"
    assert one.findtext(f"{N}publication_date") == "2026-03-05T09:30:00+04:00"
    assert one.findtext(f"{N}title") == 'Bəyanat <1> & "2"'
    assert two.findtext(f"{N}publication/{N}name") == "Sample & Co"


def test_an_empty_news_sitemap_is_xml() -> None:
    """The schema wants one address at least, but between releases there is none to give."""
    planned = NewsSitemap(address="/news-sitemap.xml", names=(("az", "N"),), entries=())
    root = etree.fromstring(news_sitemap(planned, TOOLS))
    assert root.tag == f"{S}urlset"
    assert len(root) == 0
