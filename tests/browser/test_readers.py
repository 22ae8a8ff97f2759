"""Programs that read the site for people: a feed reader, a browser's reader view, what newsrooms
take texts out of pages with, and what finds all pages.

Each gets the files over the loopback, and what it shows is held to the page: link, title, date,
author, language and the text as a person would copy it.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import html
from playwright.sync_api import Page
from usp.tree import sitemap_tree_for_homepage
from usp.web_client.abstract_client import AbstractWebClientResponse
from usp.web_client.requests_client import RequestsWebClient

from tests.browser.conftest import HERE, needed, served

READABILITY = "node_modules/@mozilla/readability/Readability.js"
PAGES = {
    "quotes": "az/releases/2026/muracietin-gedisini-izlemek",
    "photos": "en/releases/2023/my-rights-drawing-contest",
    "headings": "en/releases/2025/call-centre-916",
    "arabic": "ar/releases/2026/yawm-al-tifl",
}
# Of a text of a few words, a program may take anything for the text.
EXTRACTED = ("quotes", "photos", "headings")


class Shown(NamedTuple):
    """What a release's page shows to a person, its text line by line."""

    url: str
    title: str
    office: str
    published: str
    language: str
    lead: str
    text: list[str]
    around: list[str]


@pytest.fixture(scope="module")
def folders(output: Path, languages: Path) -> dict[str, Path]:
    return {"az": output, "en": output, "ar": languages}


@pytest.fixture(scope="module")
def hosts(address: str, languages: Path) -> Iterator[dict[str, str]]:
    with served(languages) as other:
        yield {"az": address, "en": address, "ar": other}


def shown(folder: Path, page: str) -> Shown:
    root: Any = html.fromstring((folder / page / "index.html").read_bytes())
    main = root.find(".//main")
    assert main is not None
    (prose,) = main.cssselect("div.prose")
    beside = main.cssselect(
        ".release-side h2, .release-side dd, .tags a, .versions .label, .neighbours .label,"
        " .related h2, .related a, .photo-download"
    )
    leads = main.cssselect(".lead")
    return Shown(
        url=str(root.find("head/link[@rel='canonical']").get("href")),
        title=said(main.find(".//h1")),
        office=str(root.xpath("string(//meta[@property='og:site_name']/@content)")),
        published=str(root.xpath("string(//meta[@property='article:published_time']/@content)")),
        language=str(root.get("lang")),
        lead=said(leads[0]) if leads else "",
        text=[
            said(each)
            for each in prose.cssselect("p, li, h2, h3, td")
            if not each.xpath(".//p | .//li | .//a[starts-with(@class, 'footnote')]")
        ],
        around=[said(each) for each in beside],
    )


def said(element: Any) -> str:
    return " ".join(element.text_content().split())


def assert_is_the_text(taken: str, page: Shown) -> None:
    """All of the text in its order, and of what stands around it nothing."""
    lines = [" ".join(each.split()) for each in taken.splitlines()]
    whole, at = "\n".join(filter(None, lines)), -1
    assert page.text
    for each in page.text:
        at = whole.find(each, at + 1)
        assert at >= 0, each
    # What the text says itself is nobody's leftover.
    own = "\n".join(page.text)
    assert not [each for each in page.around if each in lines and each not in own]


# --- Newsboat -------------------------------------------------------------------------------

FEEDS = {"az": "feed.xml", "en": "rss.xml", "ar": "feed.xml"}
FIELDS = "feedurl, url, title, author, pubDate, content"


@pytest.fixture(scope="module")
def newsboat(
    hosts: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, tuple[Any, ...]]]:
    """By language, what Newsboat has of each entry, by the address that it opens."""
    program = needed(shutil.which("newsboat"), "Newsboat")
    folder = tmp_path_factory.mktemp("newsboat")
    urls = {f"{hosts[tag]}/{tag}/{name}": tag for tag, name in FEEDS.items()}
    (folder / "urls").write_text("".join(f"{url}\n" for url in urls))
    (folder / "config").write_text("")
    files: list[str | Path] = ["-C", folder / "config", "-u", folder / "urls"]
    files += ["-c", folder / "cache.db"]
    home = {"HOME": str(folder), "LANG": "C.UTF-8"}
    subprocess.run([program, *files, "-x", "reload"], check=True, timeout=60, env=home)
    found: dict[str, dict[str, tuple[Any, ...]]] = {tag: {} for tag in FEEDS}
    with sqlite3.connect(folder / "cache.db") as cache:
        for feed, url, *rest in cache.execute(f"select {FIELDS} from rss_item"):
            found[urls[feed]][url] = tuple(rest)
    return found


@pytest.mark.parametrize("kind", ["quotes", "photos", "arabic"])
def test_a_feed_reader_opens_each_entry_in_its_own_language(
    newsboat: dict[str, dict[str, tuple[Any, ...]]], folders: dict[str, Path], kind: str
) -> None:
    tag = PAGES[kind][:2]
    page = shown(folders[tag], PAGES[kind])
    entries = newsboat[tag]
    assert all(f"/{tag}/" in url for url in entries)
    title, author, published, content = entries[page.url]
    assert (title, page.office in author) == (page.title, True)
    assert published == datetime.fromisoformat(page.published).timestamp()
    assert_is_the_text(html.fromstring(f"<div>{content}</div>").text_content(), page)


# --- Firefox's reader view ------------------------------------------------------------------


@pytest.mark.parametrize("kind", PAGES)
def test_the_reader_view_has_the_office_as_author_and_the_text_alone(
    page: Page, hosts: dict[str, str], folders: dict[str, Path], kind: str
) -> None:
    script = Path(needed(str(HERE / READABILITY), "@mozilla/readability")).read_text()
    tag = PAGES[kind][:2]
    expected = shown(folders[tag], PAGES[kind])
    page.goto(f"{hosts[tag]}/{PAGES[kind]}/")
    # Evaluated, since no page may run a script of another's.
    taken = page.evaluate(
        "(script) => { const Readability = new Function(script + '; return Readability')();"
        " return new Readability(document.cloneNode(true)).parse(); }",
        script,
    )
    assert taken["byline"] == expected.office
    assert (taken["title"], taken["lang"]) == (expected.title, expected.language)
    assert taken["publishedTime"] == expected.published
    assert taken["excerpt"] == expected.lead or not expected.lead
    assert_is_the_text(taken["textContent"], expected)
    content = html.fromstring(taken["content"])
    shown_photos = {said(each) for each in content.iter("figcaption")}
    if kind == "photos":
        assert len(shown_photos) == len(content.findall(".//img")) == 3
        assert "A collage of the subjects children sent in to the contest." in str(shown_photos)
    if kind == "quotes":
        assert "Ayla Nümunəzadə" in taken["textContent"]
        assert "Hər müraciətə altırəqəmli nömrə verilir." in taken["textContent"]


# --- what newsrooms take texts with ---------------------------------------------------------


@pytest.mark.parametrize("kind", EXTRACTED)
def test_an_extractor_gives_title_date_lead_and_text_and_nothing_else(
    folders: dict[str, Path], kind: str
) -> None:
    import trafilatura

    expected = shown(folders[PAGES[kind][:2]], PAGES[kind])
    source = (folders[PAGES[kind][:2]] / PAGES[kind] / "index.html").read_text()
    taken: Any = trafilatura.bare_extraction(source, url=expected.url, with_metadata=True)
    assert taken is not None
    assert (taken.title, taken.date) == (expected.title, expected.published[:10])
    assert taken.sitename == expected.office
    assert expected.lead in taken.text
    assert_is_the_text(taken.text.replace("\n- ", "\n"), expected)


# --- sitemaps -------------------------------------------------------------------------------


class _Loopback(RequestsWebClient):
    """Asks this machine for what stands at the site's address."""

    def __init__(self, root: str, there: str) -> None:
        super().__init__()
        self._root, self._there = root, there

    def get(self, url: str) -> AbstractWebClientResponse:
        assert url.startswith(self._root)
        return super().get(self._there + url.removeprefix(self._root))


@pytest.mark.parametrize("tag", ["az", "ar"])
def test_who_reads_sitemaps_finds_every_page(
    hosts: dict[str, str], folders: dict[str, Path], tag: str
) -> None:
    folder = folders[tag]
    root = shown(folder, PAGES["arabic" if tag == "ar" else "quotes"]).url.partition(f"/{tag}/")[0]
    tree = sitemap_tree_for_homepage(
        f"{root}/", web_client=_Loopback(root, hosts[tag]), use_known_paths=False
    )
    found = {each.url for each in tree.all_pages()}
    heads: list[Any] = [
        html.fromstring(file.read_bytes()).find("head") for file in folder.rglob("*.html")
    ]
    pages = {
        str(head.find("link[@rel='canonical']").get("href"))
        for head in heads
        if head.find("meta[@name='robots']") is None
    }
    assert found == pages
