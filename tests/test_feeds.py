"""Feeds and sitemaps of built sites: what readers of every kind must be able to rely on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import feedparser
import pytest
from lxml import etree, html
from PIL import Image

from beyan.build import build
from beyan.build.options import Options
from beyan.model.export import FEEDS
from beyan.publish import making
from beyan.render import photos
from tests.browser.conftest import HERE, needed
from tests.conftest import CONFIG, NOW, REPOSITORY, Result, SampleSite, release

Make = Callable[..., SampleSite]
A = "{http://www.w3.org/2005/Atom}"
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
X = "{http://www.w3.org/1999/xhtml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ROOT = "https://press.ombudsman.example"
SITE = "https://press.example.org"
TEMPLATES = REPOSITORY / "templates"
R = "content/releases/2026/2026-03-05"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
RFC822 = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Result:
    output = tmp_path_factory.mktemp("sample") / "output"
    return Result(build(REPOSITORY, output, Options(now=NOW)), output)


def _feeds(result: Result) -> Iterator[tuple[str, bytes]]:
    for path in sorted(result.files):
        if path.endswith("/feed.xml"):
            yield path, (result.output / path).read_bytes()


def _trees(result: Result) -> Iterator[tuple[str, etree._Element]]:
    return ((path, etree.fromstring(data)) for path, data in _feeds(result))


def _machine(result: Result) -> dict[str, bytes]:
    """What no clock and no view count changes; the news sitemap goes by the clock."""
    names = ("/feed.xml", "/feed.json", "/rss.xml", "/sitemap.xml")
    return {path: data for path, data in result.tree().items() if f"/{path}".endswith(names)}


def _page(entry: Any) -> str:
    """The entry's own page, which is its only alternate."""
    return str(entry.link)


def _file(result: Result, url: str, root: str = ROOT) -> Path:
    """The file that answers to an absolute address of the site."""
    assert url.startswith(f"{root}/"), url
    path = unquote(url.removeprefix(root)).partition("#")[0]
    return result.output / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))


def _head(result: Result, address: str) -> Any:
    return html.fromstring(result.html(address).encode()).find("head")


def _urls(result: Result) -> dict[str, etree._Element]:
    root = etree.fromstring((result.output / "sitemap.xml").read_bytes())
    found = root.findall(f"{S}url")
    urls = {url.findtext(f"{S}loc") or "": url for url in found}
    assert len(urls) == len(found), "an address is listed twice"
    return urls


# --- Atom ---------------------------------------------------------------------------------------


def test_feedparser_reads_every_feed_without_complaint(sample: Result) -> None:
    feeds = list(_feeds(sample))
    assert len(feeds) > 20
    for path, data in feeds:
        feed = feedparser.parse(data)
        assert feed.bozo == 0, (path, feed.get("bozo_exception"))
        assert feed.version == "atom10"
        assert feed.feed.title
        assert feed.entries, path


def test_every_entry_says_what_its_page_says(sample: Result) -> None:
    for path, data in _feeds(sample):
        for entry in feedparser.parse(data).entries:
            page = html.fromstring(_file(sample, _page(entry)).read_bytes())
            assert " ".join(page.xpath("string(//h1)").split()) == entry.title, path
            assert page.get("lang") == path.partition("/")[0] == entry.content[0].language


def test_the_main_feeds_have_the_newest_releases_of_their_language(sample: Result) -> None:
    for language in ("az", "en"):
        feed = feedparser.parse((sample.output / language / "feed.xml").read_bytes())
        times = [entry.published_parsed for entry in feed.entries]
        assert times == sorted(times, reverse=True)
        pages = [
            path
            for path in sample.files
            if re.fullmatch(rf"{language}/releases/\d{{4}}/(?!page/)[^/]+/index\.html", path)
        ]
        shown = {_file(sample, _page(each)) for each in feed.entries}
        assert shown <= {sample.output / path for path in pages}
        assert len(feed.entries) == min(20, len(pages))


def test_every_feed_and_entry_keeps_the_rules_of_the_rfc(sample: Result) -> None:
    feed_ids = []
    for path, root in _trees(sample):
        entries = root.findall(f"{A}entry")
        for each in (root, *entries):
            for name in ("id", "title", "updated"):
                assert len(each.findall(A + name)) == 1, (path, name)
            assert RFC3339.fullmatch(each.findtext(f"{A}updated") or ""), path
            assert re.match(r"(tag|https):", each.findtext(f"{A}id") or "")
            alternates = [
                (link.get("type"), link.get("hreflang"))
                for link in each.findall(f"{A}link[@rel='alternate']")
            ]
            assert alternates == [("text/html", path.partition("/")[0])], path
        assert root.findtext(f"{A}author/{A}name")
        assert root.get(LANG) == path.partition("/")[0]
        assert [link.get("href") for link in root.findall(f"{A}link[@rel='self']")] == [
            f"{ROOT}/{path}"
        ]
        ids = [entry.findtext(f"{A}id") for entry in entries]
        assert len(set(ids)) == len(ids), path
        updated = [entry.findtext(f"{A}updated") or "" for entry in entries]
        newest = max(datetime.fromisoformat(each) for each in updated)
        assert datetime.fromisoformat(root.findtext(f"{A}updated") or "") == newest
        for entry in entries:
            assert len(entry.findall(f"{A}published")) == 1
            assert len(entry.findall(f"{A}content")) == 1
            assert len(entry.findall(f"{A}summary")) <= 1
            assert (entry.findtext(f"{A}published") or "") <= (entry.findtext(f"{A}updated") or "")
        feed_ids.append(root.findtext(f"{A}id"))
    assert len(set(feed_ids)) == len(feed_ids)


def test_every_alternate_and_enclosure_answers_to_a_file(sample: Result) -> None:
    enclosures = 0
    for path, root in _trees(sample):
        for link in root.iter(f"{A}link"):
            file = _file(sample, link.get("href") or "")
            assert file.is_file(), (path, link.get("href"))
            if link.get("rel") == "enclosure":
                enclosures += 1
                assert int(link.get("length") or 0) == file.stat().st_size
                assert link.get("type") == "application/pdf"
    assert enclosures


def test_links_in_the_text_are_absolute_and_lead_to_something(sample: Result) -> None:
    checked = 0
    for path, data in _feeds(sample):
        texts = etree.fromstring(data).findall(f"{A}entry/{A}content[@type='html']")
        for content in texts:
            body = html.fromstring(content.text or "")
            choices = ",".join(body.xpath("//@srcset")).split(",")
            for link in body.xpath("//@href | //@src") + [
                each.split()[0] for each in choices if each
            ]:
                # A place in the same text: the content's xml:base makes it the page's.
                if str(link).startswith("#"):
                    continue
                assert re.match(r"(https?://|mailto:|tel:)", str(link)), (path, link)
                if str(link).startswith(f"{ROOT}/"):
                    checked += 1
                    assert _file(sample, str(link)).is_file(), (path, link)
    assert checked


def test_every_page_tells_its_reader_where_the_feeds_are(sample: Result) -> None:
    pages = [*sample.output.glob("az/**/index.html"), sample.output / "404.html"]
    every = {"/az/feed.xml", "/az/rss.xml", "/az/feed.json"}
    for page in pages:
        # Programs find them in the head, people on a page that explains them.
        assert every <= _followed(page, "//head/link"), page
        assert any(each.startswith("/az/feeds/") for each in _followed(page)), page
    assert every <= _followed(sample.output / "az/feeds/index.html")
    for folder in ("az/topics/vetendas-cemiyyeti", "en/participants/sabina-aliyeva"):
        own = sample.output / folder / "index.html"
        assert f"/{folder}/feed.xml" in _followed(own, "//head/link")
        (led,) = (each for each in _followed(own) if "/feeds/#" in each)
        assert f"/{folder}/feed.xml" in _followed(
            sample.output / led[1:].partition("#")[0] / "index.html"
        )


def _followed(page: Path, where: str = "//body//a") -> set[str]:
    return set(html.fromstring(page.read_text()).xpath(f"{where}/@href"))


def test_a_footnote_leads_to_the_page_and_not_into_the_feed(sample: Result) -> None:
    found = 0
    for _, data in _feeds(sample):
        for entry in feedparser.parse(data).entries:
            links = re.findall(r'href="([^"]*#fn[^"]*)"', entry.content[0].value)
            found += len(links)
            assert all(link.startswith(_page(entry)) for link in links)
    assert found


def test_the_text_is_the_whole_text_of_the_page(site: Make) -> None:
    made = site({f"{R}-a.az.md": release(text="Birinci.\n\n## Baş\n\n- bir\n\nSonuncu **söz**.")})
    feed = feedparser.parse(made.build().html("/az/feed.xml").encode())
    value = feed.entries[0].content[0].value
    assert "<p>Birinci.</p>" in value
    assert "Sonuncu <strong>söz</strong>." in value
    assert feed.entries[0].content[0].type == "text/html"


def test_titles_come_back_with_their_signs(site: Make) -> None:
    titles = ["A & B", "1 < 2", 'Deyir: "ə"', "&amp; <b>"]
    made = site(
        {f"{R}-{n}.az.md": release(title=f"'{title}'") for n, title in enumerate(titles)},
        config=CONFIG.replace("Nümunə İdarəsi", '"Ə & <Ü>"').replace(
            "[summary-missing]", "[summary-missing, straight-quotes]"
        ),
    )
    result = made.build()
    assert result.codes == []
    root = etree.fromstring((result.output / "az/feed.xml").read_bytes())
    assert {title.text for title in root.iterfind(f"{A}entry/{A}title")} == set(titles)
    assert root.findtext(f"{A}title") == root.findtext(f"{A}author/{A}name") == "Ə & <Ü>"
    items = json.loads(result.html("/az/feed.json"))["items"]
    assert {item["title"] for item in items} == set(titles)


def test_a_file_name_with_any_sign_is_a_correct_address(site: Make) -> None:
    folder = f"{R}-a"
    made = site(
        {
            f"{folder}.az.md": release(attachments="[{file: 'a#1 ə & b.pdf', title: T}]"),
            f"{folder}/a#1 ə & b.pdf": b"%PDF-1.4\n",
        }
    )
    result = made.build()
    assert result.codes == []
    root = etree.fromstring((result.output / "az/feed.xml").read_bytes())
    (link,) = root.findall(f"{A}entry/{A}link[@rel='enclosure']")
    (attachment,) = json.loads(result.html("/az/feed.json"))["items"][0]["attachments"]
    for url in (link.get("href") or "", attachment["url"]):
        assert unquote(url).endswith("a#1 ə & b.pdf")
        assert "#" not in url, url


def test_a_withdrawn_release_shows_its_reason_and_nothing_of_its_text(site: Make) -> None:
    made = site(
        {
            f"{R}-a.az.md": release(
                text="Gizli mətn.",
                summary="Gizli xülasə.",
                withdrawn="{date: 2026-03-07, reason: Səhv dərc olunub.}",
            )
        }
    )
    result = made.build()
    (entry,) = feedparser.parse(result.html("/az/feed.xml").encode()).entries
    assert entry.content[0].value == "Səhv dərc olunub."
    assert entry.updated.startswith("2026-03-07")
    for path, data in _machine(result).items():
        assert b"Gizli" not in data, path


# --- what changes a feed, and what does not -----------------------------------------------------


def test_views_the_clock_and_a_clean_rebuild_change_no_byte(site: Make, tmp_path: Path) -> None:
    name = f"{R}-a.az.md"
    made = site({name: release(views="10"), f"{R}-a.en.md": release(title="Statement", views="3")})
    before = _machine(made.build())
    assert len(before) == 7
    assert _machine(made.change({name: release(views="11")}).build()) == before
    assert _machine(made.at(NOW + timedelta(days=400)).build()) == before
    clean = tmp_path / "clean"
    report = build(made.root, clean, Options(now=NOW, uses_cache=False))
    assert _machine(Result(report, clean)) == before


def test_a_later_clock_changes_no_byte_of_the_samples(sample: Result, tmp_path: Path) -> None:
    later = Options(now=NOW + timedelta(days=10), uses_cache=False)
    assert _machine(Result(build(REPOSITORY, tmp_path / "o", later), tmp_path / "o")) == _machine(
        sample
    )


def test_a_correction_changes_updated_and_lastmod_and_keeps_the_id(site: Make) -> None:
    name = f"{R}-a.az.md"
    made = site({name: release()})
    (before,) = feedparser.parse(made.build().html("/az/feed.xml").encode()).entries
    corrected = release(title="Yeni başlıq", corrections="[{date: 2026-03-09, text: Düzəliş}]")
    result = made.change({name: corrected}).build()
    feed = feedparser.parse(result.html("/az/feed.xml").encode())
    (after,) = feed.entries
    assert (before.updated, before.published) == ("2026-03-05T00:00:00+04:00",) * 2
    assert after.published == before.published
    assert after.updated == feed.feed.updated == "2026-03-09T00:00:00+04:00"
    assert after.id == before.id
    lastmod = _urls(result)[f"{SITE}/az/releases/2026/a/"].findtext(f"{S}lastmod")
    assert lastmod == "2026-03-09T00:00:00+04:00"


def test_a_new_slug_keeps_the_id(site: Make) -> None:
    name = f"{R}-a.az.md"
    made = site({name: release()})
    ids = set()
    for slug in ("bir", "iki"):
        result = made.change({name: release(slug=slug)}).build()
        (entry,) = feedparser.parse(result.html("/az/feed.xml").encode()).entries
        assert entry.link == f"{SITE}/az/releases/2026/{slug}/"
        ids.add(entry.id)
    assert len(ids) == 1


def test_an_embargoed_release_appears_at_its_hour_with_its_hour(site: Make) -> None:
    made = site({f"{R}-gizli.az.md": release(embargo="2026-12-10 09:00")})
    end = datetime(2026, 12, 10, 5, 0, tzinfo=UTC)
    early = made.at(end - timedelta(seconds=1)).build()
    assert not any("gizli" in data.decode() for data in _machine(early).values())
    result = made.at(end).build()
    (entry,) = feedparser.parse(result.html("/az/feed.xml").encode()).entries
    assert entry.published == entry.updated == "2026-12-10T09:00:00+04:00"
    (item,) = json.loads(result.html("/az/feed.json"))["items"]
    assert item["date_published"] == "2026-12-10T09:00:00+04:00"
    assert f"{SITE}/az/releases/2026/gizli/" in _urls(result)
    assert "2026-12-10T09:00:00+04:00" in result.html("/news-sitemap.xml")


def test_the_news_sitemap_empties_by_the_clock(site: Make) -> None:
    made = site({f"{R}-a.az.md": release()})
    day = datetime(2026, 3, 4, 20, 0, tzinfo=UTC)
    assert "/az/releases/2026/a/" in made.at(day + timedelta(days=2, microseconds=-1)).build().html(
        "/news-sitemap.xml"
    )
    later = made.at(day + timedelta(days=2)).build()
    assert "<loc>" not in later.html("/news-sitemap.xml")


def test_feed_size_limits_both_feeds(site: Make) -> None:
    made = site(
        {f"content/releases/2026/2026-03-0{n}-a.az.md": release(date=f"2026-03-0{n}", slug=f"a{n}")
         for n in range(1, 6)},
        config=CONFIG + "feed_size: 2\n",
    )  # fmt: skip
    result = made.build()
    links = [each.link for each in feedparser.parse(result.html("/az/feed.xml").encode()).entries]
    assert links == [f"{SITE}/az/releases/2026/a{n}/" for n in (5, 4)]
    assert [each["url"] for each in json.loads(result.html("/az/feed.json"))["items"]] == links


# --- where feeds are found ----------------------------------------------------------------------


def test_every_page_leads_to_the_feeds_of_its_language(sample: Result) -> None:
    for path in sorted(sample.files):
        if not re.match(r"(az|en)/.*\.html$", path):
            continue
        page = html.fromstring((sample.output / path).read_bytes())
        links = {str(link.get("href")) for link in page.iterfind("head/link[@rel='alternate']")}
        assert {f"/{path[:2]}/{each.file}" for each in FEEDS} <= links, path


def test_pages_of_topics_and_people_lead_to_their_own_feeds(sample: Result) -> None:
    lists = [
        f"/{found[1]}"
        for path in sorted(sample.files)
        if (found := re.fullmatch(r"((?:az|en)/(?:topics|participants)/[^/]+/)index\.html", path))
    ]
    assert len(lists) > 20
    for address in lists:
        types = {
            str(link.get("href")): link.get("type")
            for link in _head(sample, address).iterfind("link[@rel='alternate']")
        }
        assert types[f"{address}feed.xml"] == "application/atom+xml"
        assert types[f"{address}rss.xml"] == "application/rss+xml"
        assert types[f"{address}feed.json"] == "application/feed+json"
        for name in ("feed.xml", "rss.xml", "feed.json"):
            assert (sample.output / f"{address}{name}".lstrip("/")).is_file()


@pytest.mark.parametrize(
    "path", sorted(REPOSITORY.glob("templates/**/*.html")), ids=lambda p: p.name
)
def test_no_template_knows_which_feeds_there_are(path: Path) -> None:
    """Adding one is no work in any template, a site's own ones included.

    What is said to people in a sentence may name one.
    """
    text = re.sub(r'_\("[^"]* [^"]*"', "", path.read_text())
    assert not re.search(r"\b(atom|rss|feed\.(xml|json)|feed\+json)\b", text, re.I)


# --- JSON Feed ----------------------------------------------------------------------------------


def test_every_json_feed_says_the_same_as_its_atom_feed(sample: Result) -> None:
    with_attachments = 0
    for path, root in _trees(sample):
        feed = json.loads((sample.output / path.replace(".xml", ".json")).read_bytes())
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["language"] == root.get(LANG)
        assert feed["authors"][0]["name"] == root.findtext(f"{A}author/{A}name")
        assert "author" not in feed
        assert feed["feed_url"] == f"{ROOT}/{path.replace('.xml', '.json')}"
        assert _file(sample, feed["home_page_url"]).is_file()
        entries = root.findall(f"{A}entry")
        assert [item["id"] for item in feed["items"]] == [
            entry.findtext(f"{A}id") for entry in entries
        ]
        for item, entry in zip(feed["items"], entries, strict=True):
            assert item["title"] == entry.findtext(f"{A}title")
            assert item["language"] == entry.get(LANG)
            assert item["date_published"] == entry.findtext(f"{A}published")
            assert item["date_modified"] == entry.findtext(f"{A}updated")
            assert ("content_html" in item) is not ("content_text" in item)
            text = item.get("content_html", item.get("content_text"))
            # Atom has a base for links to notes; in JSON they are written out.
            content = entry.findtext(f"{A}content") or ""
            assert text == content.replace('href="#', f'href="{item["url"]}#')
            assert _file(sample, item["url"]).is_file()
            if "image" in item:
                assert _file(sample, item["image"]).is_file()
            for each in item.get("attachments", ()):
                with_attachments += 1
                assert each["mime_type"] == "application/pdf"
                assert each["size_in_bytes"] == _file(sample, each["url"]).stat().st_size
    assert with_attachments


# --- RSS ---------------------------------------------------------------------------------------


def _rss(result: Result) -> Iterator[tuple[str, etree._Element]]:
    """The channels by path, beside every Atom feed."""
    for path, _ in _feeds(result):
        beside = path.replace("feed.xml", "rss.xml")
        (channel,) = etree.fromstring((result.output / beside).read_bytes())
        yield beside, channel


def test_feedparser_reads_every_rss_feed_as_it_reads_atom(sample: Result) -> None:
    for path, data in _feeds(sample):
        atom = feedparser.parse(data)
        beside = path.replace("feed.xml", "rss.xml")
        found = feedparser.parse((sample.output / beside).read_bytes())
        assert found.bozo == 0, (beside, found.get("bozo_exception"))
        assert found.version == "rss20"
        assert found.feed.title == atom.feed.title
        assert found.feed.language == path.partition("/")[0]
        assert len(found.entries) == len(atom.entries)
        for entry, other in zip(found.entries, atom.entries, strict=True):
            assert (entry.id, entry.title) == (other.id, other.title)
            assert entry.link == _page(other)
            assert entry.author == atom.feed.author_detail.name
            assert entry.published_parsed == other.published_parsed
            if "updated_parsed" in entry:
                assert entry.updated_parsed == other.updated_parsed
            assert [tag.term for tag in entry.get("tags", ())] == [
                tag.label for tag in other.get("tags", ())
            ]


def test_every_rss_feed_keeps_the_rules_of_the_profile(sample: Result) -> None:
    once = {"title", "link", "description", "language", "lastBuildDate", "generator", "docs"}
    for path, channel in _rss(sample):
        names = [each.tag for each in channel if each.tag != "item"]
        assert len(set(names)) == len(names), path
        assert set(names) == {*once, "managingEditor", f"{A}link"}, path
        assert [dict(each.attrib) for each in channel.findall(f"{A}link")] == [
            {"rel": "self", "type": "application/rss+xml", "href": f"{ROOT}/{path}"}
        ]
        items = channel.findall("item")
        for each in items:
            names = [child.tag for child in each if child.tag != "category"]
            assert len(set(names)) == len(names), path
            assert {"title", "link", "guid", "pubDate", CREATOR, ENCODED} <= set(names)
            guid = each.find("guid")
            assert guid is not None
            assert guid.get("isPermaLink") == "false"
            assert _file(sample, each.findtext("link") or "").is_file()
        built = channel.findtext("lastBuildDate") or ""
        dates = [each.findtext("pubDate") or "" for each in (channel, *items)][1:]
        assert all(RFC822.fullmatch(each) for each in (*dates, built))
        moments = [parsedate_to_datetime(each) for each in dates]
        assert moments == sorted(moments, reverse=True)


def test_an_rss_feed_has_the_whole_text_and_the_times_of_atom(sample: Result) -> None:
    for (path, channel), (_, root) in zip(_rss(sample), _trees(sample), strict=True):
        built = parsedate_to_datetime(channel.findtext("lastBuildDate") or "")
        assert built == datetime.fromisoformat(root.findtext(f"{A}updated") or "")
        entries = root.findall(f"{A}entry")
        for item, entry in zip(channel.findall("item"), entries, strict=True):
            # Atom has a base for links to notes; in RSS they are written out.
            page, content = item.findtext("link"), entry.find(f"{A}content")
            assert content is not None
            whole = (content.text or "").replace('href="#', f'href="{page}#')
            if content.get("type") == "text":
                whole = f"<p>{whole}</p>"
            assert item.findtext(ENCODED) == whole, path
            updated = entry.findtext(f"{A}updated")
            is_changed = updated != entry.findtext(f"{A}published")
            assert item.findtext(f"{A}updated") == (updated if is_changed else None)


def test_an_enclosure_is_the_first_photo_of_its_release_with_its_size(sample: Result) -> None:
    enclosures = 0
    for path, channel in _rss(sample):
        items = json.loads((sample.output / path.replace("rss.xml", "feed.json")).read_bytes())
        for item, other in zip(channel.findall("item"), items["items"], strict=True):
            found = item.findall("enclosure")
            assert [each.get("url") for each in found] == [
                other[name] for name in ("image",) if name in other
            ]
            for each in found:
                enclosures += 1
                file = _file(sample, each.get("url") or "")
                assert int(each.get("length") or 0) == file.stat().st_size
                assert each.get("type") == "image/jpeg"
    assert enclosures


def test_a_withdrawn_release_shows_nothing_of_its_photo_in_rss(site: Make) -> None:
    folder = f"{R}-a"
    facts = {"photos": "[{file: p.png, alt: Zal}]", "text": "Gizli mətn."}
    made = site({f"{folder}.az.md": release(**facts), f"{folder}/p.png": _png()})
    (entry,) = feedparser.parse(made.build().html("/az/rss.xml").encode()).entries
    assert len(entry.enclosures) == 1
    withdrawn = "{date: 2026-03-07, reason: Səhv dərc olunub.}"
    result = made.change({f"{folder}.az.md": release(**facts, withdrawn=withdrawn)}).build()
    (entry,) = feedparser.parse(result.html("/az/rss.xml").encode()).entries
    assert entry.content[0].value == "<p>Səhv dərc olunub.</p>"
    assert entry.summary == "Səhv dərc olunub."
    assert entry.enclosures == []
    assert entry.updated.startswith("2026-03-07")


def _png(colour: str = "teal", size: tuple[int, int] = (64, 48)) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_size_of_a_photo_is_right_in_every_build(
    site: Make, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where nothing is encoded any more: its size is kept with the photo."""

    def sizes(result: Result) -> list[bool]:
        text = result.html("/az/rss.xml")
        found = re.findall(r'<enclosure url="([^"]*)" length="(\d+)"', text)
        return [_file(result, url, SITE).stat().st_size == int(size) for url, size in found]

    folder = f"{R}-a"
    text = release(photos="[{file: p.png, alt: Zal}]")
    made = site({f"{folder}.az.md": text, f"{folder}/p.png": _png()})
    assert sizes(made.build(jobs=jobs)) == [True]
    bigger = _png("orange", (1500, 900))
    assert sizes(made.change({f"{folder}/p.png": bigger}).build(jobs=jobs)) == [True]
    monkeypatch.setattr(photos, "encoded", None)
    edited = made.change({f"{folder}.az.md": text.replace("Mətn.", "Yeni mətn.")}).build(jobs=jobs)
    assert sizes(edited) == [True]
    assert "Yeni" in edited.html("/az/rss.xml")


@pytest.mark.parametrize("waiting", [0, 20_000, 1 << 40])
def test_files_are_the_same_however_many_bytes_of_them_wait_to_be_written(
    site: Make, waiting: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = site({f"{R}-{each}.az.md": release(text=f"Mətn {each}.") for each in "abc"})
    before = made.build()
    expected = {path: (before.output / path).read_bytes() for path in before.files}
    monkeypatch.setattr(making, "_WAITING", waiting)
    after = made.build(uses_cache=False, jobs=1)
    assert {path: (after.output / path).read_bytes() for path in after.files} == expected


# --- sitemaps -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    path = needed(str(HERE / "node_modules/sitemap/schema/sitemap.xsd"), "sitemap (npm ci)")
    # What is of another namespace is checked by hand: its schemas are on other hosts.
    text = Path(path).read_bytes().replace(b'"strict"', b'"lax"')
    return etree.XMLSchema(etree.fromstring(text))


def test_the_sitemap_is_valid(sample: Result, schema: etree.XMLSchema) -> None:
    schema.assertValid(etree.fromstring((sample.output / "sitemap.xml").read_bytes()))


def test_the_news_sitemap_is_valid(tmp_path: Path, schema: etree.XMLSchema) -> None:
    """At an hour when there is news: the samples end with an embargo on 10 December."""
    now = datetime(2026, 12, 10, 6, 0, tzinfo=UTC)
    build(REPOSITORY, tmp_path / "o", Options(now=now, uses_cache=False))
    root = etree.fromstring((tmp_path / "o/news-sitemap.xml").read_bytes())
    schema.assertValid(root)
    assert len(root) == 2


def test_the_sitemap_lists_every_indexed_page_and_no_other(sample: Result) -> None:
    listed = {_file(sample, url) for url in _urls(sample)}
    assert all(file.is_file() for file in listed)
    for path in sample.files:
        if not path.endswith(".html"):
            continue
        page = (sample.output / path).read_text()
        is_left_out = 'name="robots" content="noindex' in page or 'http-equiv="refresh"' in page
        assert ((sample.output / path) in listed) is not is_left_out, path
    assert sample.output / "404.html" not in listed
    assert not any("/old/" in file.as_posix() for file in listed)


def test_a_notice_is_not_in_the_sitemap(site: Make) -> None:
    made = site({f"{R}-a.az.md": release()}, config=CONFIG + "missing_translation: notice\n")
    result = made.build()
    assert "en/releases/2026/a/index.html" in result.files
    urls = _urls(result)
    assert f"{SITE}/en/releases/2026/a/" not in urls
    assert urls[f"{SITE}/az/releases/2026/a/"].find(f"{X}link") is None


def test_alternates_are_symmetric_and_the_same_as_on_the_page(sample: Result) -> None:
    groups = {}
    for url, entry in _urls(sample).items():
        found = {str(e.get("hreflang")): str(e.get("href")) for e in entry.findall(f"{X}link")}
        page = html.fromstring(_file(sample, url).read_bytes())
        shown = {
            str(link.get("hreflang")): str(link.get("href"))
            for link in page.iterfind("head/link[@rel='alternate']")
            if link.get("hreflang")
        }
        if found:
            assert found == shown, url
            groups[url] = found
    assert len(groups) > 50
    for url, found in groups.items():
        assert found["x-default"] == f"{ROOT}/"
        for language, other in found.items():
            if language != "x-default":
                assert groups[other] == found, (url, other)
        assert url in found.values()


def test_lastmod_of_a_release_is_the_time_in_its_feed(sample: Result) -> None:
    urls = _urls(sample)
    for _, root in _trees(sample):
        for entry in root.findall(f"{A}entry"):
            link = entry.find(f"{A}link[@rel='alternate']")
            assert link is not None
            lastmod = urls[str(link.get("href"))].findtext(f"{S}lastmod")
            assert lastmod == entry.findtext(f"{A}updated")


def test_a_site_below_a_path_has_it_in_every_address(site: Make) -> None:
    made = site(
        {f"{R}-a.az.md": release(aliases="[/old/]", text="[b](2026-03-05-b.az.md)"),
         f"{R}-b.az.md": release()},
        config=CONFIG.replace("press.example.org\n", "press.example.org/site\n", 1),
    )  # fmt: skip
    result = made.build()
    assert result.codes == []
    below = f"{SITE}/site/"
    assert all(url.startswith(below) for url in _urls(result))
    robots = result.html("/robots.txt")
    assert f"Sitemap: {below}sitemap.xml\n" in robots
    assert f"Sitemap: {below}news-sitemap.xml\n" in robots
    root = etree.fromstring((result.output / "az/feed.xml").read_bytes())
    assert all(str(link.get("href")).startswith(below) for link in root.iter(f"{A}link"))
    assert f'href="{below}az/releases/2026/b/"' in "".join(
        content.text or "" for content in root.iter(f"{A}content")
    )
    assert result.html("/_redirects") == f"/site/old/ {below}az/releases/2026/a/ 301\n"


# --- who follows what is new -----------------------------------------------------------------

# Dated and kept from readers until later than the others' dates.
LATE = "content/releases/2026/2026-03-01-late.az.md"
LATER = {LATE: release("Gec", "2026-03-01", embargo="2026-11-22 15:59")}
OTHERS = {
    f"content/releases/2026/2026-{month:02}-05-{month}.az.md": release(
        f"Ay {month}", f"2026-{month:02}-05"
    )
    for month in range(4, 8)
}


def _titles(result: Result, path: str) -> list[str]:
    return [item["title"] for item in json.loads((result.output / path).read_text())["items"]]


@pytest.mark.parametrize(
    ("more", "feed"),
    [
        ({}, "az/feed.json"),
        ({"topics": "[rights]"}, "az/topics/huquqlar/feed.json"),
        ({"participants": "[ad-soyad]"}, "az/participants/ad-soyad/feed.json"),
    ],
    ids=["all", "a topic", "a person"],
)
def test_feeds_and_the_home_page_begin_with_what_readers_saw_last(
    site: Make, more: dict[str, str], feed: str
) -> None:
    files = {
        path: text.replace("---\n", "---\n" + "".join(f"{k}: {v}\n" for k, v in more.items()), 1)
        for path, text in {**LATER, **OTHERS}.items()
    }
    registries = {
        "content/topics.yaml": "rights: {name: {az: Hüquqlar, en: Rights}}\n",
        "content/participants.yaml": "ad-soyad: {name: {az: Ad Soyad, en: Ad Soyad}}\n",
    }
    made = site({**registries, **files}, CONFIG + "feed_size: 2\nhome_size: 2\n")
    made.at(NOW - timedelta(hours=1)).build()
    assert "Gec" not in _titles(made.build(), feed)
    result = made.at(NOW).build()
    assert _titles(result, feed) == ["Gec", "Ay 7"]
    shown = html.fromstring(result.html("/az/")).cssselect("main h2 a, main h3 a")
    assert [each.text_content().strip() for each in shown][:2] == ["Gec", "Ay 7"]
    listed = result.html("/az/releases/")
    assert listed.index("Ay 4") < listed.index("Gec")
    # An edit of its text alone, which a part of the plan does, sees the same.
    made.change({LATE: files[LATE].replace("Mətn.", "Başqa mətn.")})
    assert _titles(made.build(), feed) == ["Gec", "Ay 7"]
