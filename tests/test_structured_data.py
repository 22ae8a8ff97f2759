"""What search engines and social networks read in a page's head: JSON-LD and Open Graph."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from PIL import Image

from beyan.build import build
from beyan.build.options import Options
from tests.conftest import CONFIG, NOW, REPOSITORY, Result, SampleSite, release

BASE = "https://press.ombudsman.example"
OFFICE = f"{BASE}/#office"
LOCALES = {"az": "az_AZ", "en": "en_US"}

MakeSite = Callable[..., SampleSite]
Node = dict[str, Any]
Meta = dict[str, list[str]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Result:
    output = tmp_path_factory.mktemp("sample") / "output"
    return Result(build(REPOSITORY, output, Options(now=NOW)), output)


def _blocks(page: str) -> list[str]:
    return [
        script.text_content()
        for script in html.fromstring(page).iter("script")
        if script.get("type") == "application/ld+json"
    ]


def _is_indexed(page: str) -> bool:
    return not html.fromstring(page).xpath('//meta[@name="robots"][contains(@content,"noindex")]')


def _graph(page: str) -> list[Node]:
    (block,) = _blocks(page)
    nodes: list[Node] = json.loads(block)["@graph"]
    return nodes


def _node(nodes: list[Node], type: str) -> Node:
    (found,) = [node for node in nodes if node["@type"] == type]
    return found


def _pages(result: Result) -> Iterator[tuple[str, str]]:
    """Every page with its address."""
    for path in sorted(result.files):
        if path.endswith(".html"):
            yield f"/{path.removesuffix('index.html')}", result.html(f"/{path}")


def _articles(result: Result) -> dict[str, Node]:
    """The NewsArticle of every release page by the page's absolute address."""
    found = {}
    for address, page in _pages(result):
        if _is_indexed(page):
            for node in _graph(page):
                if node["@type"] == "NewsArticle":
                    found[f"{BASE}{address}"] = node
    return found


def _source(article: Node) -> Path:
    name = article["identifier"].rpartition("/")[2]
    (found,) = (REPOSITORY / "content/releases").rglob(f"{name}.md")
    return found


def _front_matter(path: Path) -> Node:
    values: Node = yaml.safe_load(path.read_text().split("---\n")[1])
    return values


def _facts(path: Path) -> Node:
    """The keys of all editions, the file's own above the others'."""
    facts: Node = {}
    for twin in sorted(path.parent.glob(f"{path.name.split('.')[0]}.*.md")):
        facts |= _front_matter(twin)
    return facts | _front_matter(path)


def _exists(result: Result, url: str) -> bool:
    path = url.removeprefix(f"{BASE}/")
    file = f"{path}index.html" if path == "" or path.endswith("/") else path
    return (result.output / file).is_file()


def _meta(page: str) -> Meta:
    found: Meta = {}
    for element in html.fromstring(page).xpath("//head/meta"):
        name = element.get("property") or element.get("name")
        if name:
            found.setdefault(name, []).append(element.get("content"))
    return found


# --- JSON-LD --------------------------------------------------------------------------------


def test_every_indexed_page_has_one_block_and_no_other_page_has_any(sample: Result) -> None:
    indexed = 0
    for address, page in _pages(sample):
        blocks = _blocks(page)
        if _is_indexed(page):
            indexed += 1
            assert len(blocks) == 1, address
            assert json.loads(blocks[0])["@context"] == "https://schema.org"
        else:
            assert blocks == [], address
    assert indexed > 80


def test_every_article_says_what_its_source_does(sample: Result) -> None:
    articles = _articles(sample)
    assert len(articles) >= 30
    for url, article in articles.items():
        source = _source(article)
        own = _front_matter(source)
        assert article["@id"] == article["mainEntityOfPage"] == url
        assert article["headline"] == own["title"]
        assert article["inLanguage"] == source.name.split(".")[-2]
        clock = str(_facts(source).get("date", ""))[11:16] or "00:00"
        assert article["datePublished"] == f"{source.name[:10]}T{clock}:00+04:00"
        assert article["dateModified"] >= article["datePublished"]
        assert article["publisher"] == {"@id": OFFICE}
        assert article["author"].items() >= article["publisher"].items()
        # Who reads the author alone follows no references.
        assert article["author"]["name"].endswith("(Ombudsman)" if "/az/" in url else "Azerbaijan")
        if "withdrawn" in _facts(source):
            assert article["creativeWorkStatus"] == "Withdrawn"
            assert article.keys().isdisjoint({"image", "about", "interactionStatistic", "keywords"})
            continue
        assert article["interactionStatistic"] == {
            "@type": "InteractionCounter",
            "interactionType": {"@type": "ReadAction"},
            "userInteractionCount": own["views"],
        }, url
        assert article["locationCreated"]["name"] == own["place"]
        # Without a summary it is the first paragraph.
        assert article["description"] == own.get("summary", article["description"])
        topics = _facts(source).get("topics", [])
        assert len(article.get("keywords", [])) == len(topics), url


def test_attendees_are_the_participants_with_their_titles(sample: Result) -> None:
    registry = yaml.safe_load((REPOSITORY / "content/participants.yaml").read_text())
    seen = 0
    for url, article in _articles(sample).items():
        source, language = _source(article), article["inLanguage"]
        facts = _facts(source)
        if "participants" not in facts or "withdrawn" in facts:
            assert "about" not in article
            continue
        event = article["about"]
        assert event["@type"] == "Event"
        assert event["startDate"] == source.name[:10]
        assert len(event["attendee"]) == len(facts["participants"])
        for said, person in zip(facts["participants"], event["attendee"], strict=True):
            entry = registry[said] if isinstance(said, str) else registry.get(said.get("ref"), said)
            words = {
                key: value[language] if isinstance(value, dict) else value
                for key, value in entry.items()
            }
            assert person["@type"] == "Person"
            assert person["name"] == words["name"], url
            assert person.get("jobTitle") == words.get("role"), url
            assert person.get("affiliation", {}).get("name") == words.get("organisation"), url
            if isinstance(said, str):
                assert _exists(sample, person["url"])
            seen += 1
    assert seen >= 26


def test_images_have_their_true_sizes(sample: Result) -> None:
    seen = 0
    for article in _articles(sample).values():
        source = _source(article)
        images = article.get("image", [])
        assert len(images) == len(_facts(source).get("photos", []))
        for image in images:
            assert _exists(sample, image["url"])
            with Image.open(sample.output / image["url"].removeprefix(f"{BASE}/")) as photo:
                assert photo.size == (image["width"], image["height"])
                assert photo.format == "JPEG"
            seen += 1
    assert seen >= 8


def test_corrections_are_those_of_the_source_and_change_the_date(sample: Result) -> None:
    seen = 0
    for article in _articles(sample).values():
        notes = _front_matter(_source(article)).get("corrections", [])
        assert [each["text"] for each in article.get("correction", [])] == [
            note["text"] for note in notes
        ]
        for note, each in zip(notes, article.get("correction", []), strict=True):
            assert each["@type"] == "CorrectionComment"
            assert each["datePublished"] == note["date"].isoformat()
            assert article["dateModified"][:10] >= each["datePublished"]
            seen += 1
    assert seen == 2


def test_translations_are_linked_both_ways(sample: Result) -> None:
    articles = _articles(sample)
    pairs = 0
    for url, article in articles.items():
        assert not ("workTranslation" in article and "translationOfWork" in article)
        for other in article.get("workTranslation", []):
            assert other["inLanguage"] == articles[other["@id"]]["inLanguage"]
            assert articles[other["@id"]]["translationOfWork"]["@id"] == url
            pairs += 1
        if "translationOfWork" in article:
            original = articles[article["translationOfWork"]["@id"]]
            assert url in [each["@id"] for each in original["workTranslation"]]
        source = _source(article)
        is_single = len(list(source.parent.glob(f"{source.name.split('.')[0]}.*.md"))) == 1
        assert is_single == ({"workTranslation", "translationOfWork"}.isdisjoint(article))
    assert pairs >= 15


def test_every_breadcrumb_leads_from_the_home_page_to_pages_that_exist(sample: Result) -> None:
    trails = 0
    for address, page in _pages(sample):
        if not _is_indexed(page):
            continue
        for node in _graph(page):
            if node["@type"] != "BreadcrumbList":
                continue
            steps = node["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
            assert steps[0]["item"] == f"{BASE}/{address[1:3]}/"
            assert all(step["name"] for step in steps)
            assert all(_exists(sample, step["item"]) for step in steps), address
            trails += 1
    assert trails > 70


def test_the_office_can_be_reached_at_916_from_every_page(sample: Result) -> None:
    for address, page in _pages(sample):
        if _is_indexed(page):
            office = _node(_graph(page), "Organization")
            assert office["@id"] == OFFICE
            assert office["contactPoint"]["@type"] == "ContactPoint"
            assert office["contactPoint"]["telephone"] == "916", address
            assert office["contactPoint"]["availableLanguage"] == ["az", "en"]
            # The star of the program is nobody's logo.
            assert "logo" not in office


def test_a_participants_page_is_about_a_person(sample: Result) -> None:
    profile = _node(_graph(sample.html("/en/participants/sahib-mammadov/")), "ProfilePage")
    assert profile["mainEntity"] == {
        "@type": "Person",
        "name": "Sahib Mammadov",
        "jobTitle": "Chairman",
        "affiliation": {
            "@type": "Organization",
            "name": "Citizens’ Labour Rights Protection League",
        },
        "url": f"{BASE}/en/participants/sahib-mammadov/",
    }


TITLE = "</script><script>alert('ə')</script> & \"Ə\" <b> &amp;"


def test_a_title_cannot_break_out_and_is_read_back_as_it_was(site: MakeSite) -> None:
    text = release(title=json.dumps(TITLE, ensure_ascii=False))
    made = site({"content/releases/2026-03-05-a.az.md": text}).build()
    page = made.html("/az/releases/2026/a/")
    nodes = _graph(page)
    assert _node(nodes, "NewsArticle")["headline"] == TITLE
    assert _node(nodes, "BreadcrumbList")["itemListElement"][-1]["name"] == TITLE
    assert "<script>alert" not in page
    assert page.count("<script") == page.count("</script>") == len(_blocks(page))
    assert _meta(page)["og:title"] == [TITLE]


def test_views_change_the_counter_and_not_the_date(site: MakeSite) -> None:
    path = "content/releases/2026-03-05-a.az.md"
    made = site({path: release(views="1")})
    before = _node(_graph(made.build().html("/az/releases/2026/a/")), "NewsArticle")
    made.change({path: release(views="2")})
    after = _node(_graph(made.build().html("/az/releases/2026/a/")), "NewsArticle")
    assert before.pop("interactionStatistic")["userInteractionCount"] == 1
    assert after.pop("interactionStatistic")["userInteractionCount"] == 2
    assert before == after


def test_the_base_path_is_part_of_every_address(site: MakeSite) -> None:
    config = CONFIG.replace("https://press.example.org", "https://example.org/press")
    made = site({"content/releases/2026-03-05-a.az.md": release()}, config=config).build()
    page = made.html("/az/releases/2026/a/")
    (block,) = _blocks(page)
    assert block.count("https://example.org/") == block.count("https://example.org/press/") > 5
    assert _meta(page)["og:url"] == ["https://example.org/press/az/releases/2026/a/"]


# --- Open Graph -----------------------------------------------------------------------------


def test_every_page_names_its_locale_and_those_of_its_real_translations(sample: Result) -> None:
    assert LOCALES.keys() == {"az", "en"}
    seen = set()
    for address, page in _pages(sample):
        meta = _meta(page)
        if not _is_indexed(page) or "og:locale" not in meta or address == "/":
            continue
        (locale,) = meta["og:locale"]
        assert locale == LOCALES[address[1:3]], address
        links = html.fromstring(page).xpath("//head/link[@hreflang!='x-default']/@hreflang")
        others = sorted(LOCALES[tag] for tag in links if tag != address[1:3])
        assert meta.get("og:locale:alternate", []) == others, address
        seen.add((locale, bool(others)))
    assert {("az_AZ", True), ("az_AZ", False), ("en_US", True), ("en_US", False)} <= seen


def test_a_release_in_one_language_has_no_other_locale(sample: Result) -> None:
    page = sample.html("/en/releases/2024/reaching-the-office-in-english/")
    assert "og:locale:alternate" not in _meta(page)


def test_a_release_page_has_its_times_its_picture_and_its_card(sample: Result) -> None:
    summaries = set()
    for url, article in _articles(sample).items():
        meta = _meta(sample.html(url.removeprefix(BASE)))
        assert meta["og:type"] == ["article"]
        assert meta["og:url"] == [url]
        assert meta["article:published_time"] == [article["datePublished"]]
        assert meta["article:modified_time"] == [article["dateModified"]]
        (shared,) = meta["og:image"]
        images = article.get("image", [])
        if images:
            assert shared == images[0]["url"]
            assert meta["og:image:width"] == [str(images[0]["width"])]
            assert meta["og:image:height"] == [str(images[0]["height"])]
        else:
            # Its own card, or that of the site where a withdrawn one must show no title.
            folder = (
                url
                if article.get("creativeWorkStatus") is None
                else f"{BASE}{url[len(BASE) :][:4]}"
            )
            assert shared.startswith(f"{folder}card."), url
            assert meta["og:image:width"] == ["1200"]
            assert meta["og:image:height"] == ["630"]
        assert meta["og:image:alt"][0]
        assert meta["twitter:card"] == ["summary_large_image"]
        summaries.add(bool(images))
    assert summaries == {True, False}


def test_pages_that_are_no_releases_have_the_card_of_the_site(sample: Result) -> None:
    for address in ("/az/", "/en/topics/", "/az/participants/", "/en/releases/"):
        meta = _meta(sample.html(address))
        assert meta["twitter:card"] == ["summary_large_image"]
        (image,) = meta["og:image"]
        assert f"{address[:3]}/card." in image
        assert meta["og:type"] == ["website"]
        assert "article:published_time" not in meta
