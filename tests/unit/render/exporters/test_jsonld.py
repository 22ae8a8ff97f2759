"""Structured data of single pages; the sample site's is in tests/test_structured_data.py."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from beyan.model.page import Alternate, ContactLines, Frame, ReleasePage
from beyan.model.release import Moment
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.render.exporters.jsonld import structured_data
from beyan.render.exporters.tools import Tools
from beyan.render.trail import trail

BASE = "https://example.org/press"
TOOLS = Tools(BASE, lambda prose, language: prose.html)
PUBLISHED = datetime(2026, 3, 5, tzinfo=ZoneInfo("Asia/Baku"))
CONTACT = ContactLines(name=None, call_centre="916", phone="", email="", address=None)
FRAME = Frame(
    language="az",
    languages=("az", "en", "ru"),
    name=Words("Nümunə", "az"),
    tagline=None,
    origin="https://example.org",
    base_path="/press",
    home="/az/",
    releases="/az/releases/",
    topics="/az/topics/",
    participants="/az/participants/",
    menu=(),
    contact=CONTACT,
    feeds=addresses.feeds("/az/"),
    share=(),
    card=None,
    assets=(),
)


def text(title: str = "Görüş", language: str = "az", languages: str = "az", **more: Any) -> str:
    address = f"/{language}/releases/2026/a/"
    page = ReleasePage(
        address=address,
        language=language,
        text_language=language,
        canonical=address,
        alternates=tuple(Alternate(tag, f"/{tag}/releases/2026/a/") for tag in languages.split()),
        id="tag:example.org,2026:releases/a",
        title=title,
        date=Moment(PUBLISHED),
        year="/az/releases/2026/",
        published=PUBLISHED,
        place="",
        contact=CONTACT,
        newer=None,
        older=None,
        **more,
    )
    return structured_data(page, FRAME, trail(page, FRAME, lambda message: message, str), TOOLS)


def graph(*args: Any, **more: Any) -> list[dict[str, Any]]:
    document = json.loads(text(*args, **more))
    assert document["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = document["@graph"]
    return nodes


@pytest.mark.parametrize(
    "title",
    ["</script><script>alert(1)</script>", "<!-- <script>", "A & B &amp; C", "\"ə\" 'Ə' \\ \u2028"],
)
def test_no_title_breaks_out_and_each_is_read_back_as_it_was(title: str) -> None:
    assert not set("<>&") & set(text(title))
    assert graph(title)[1]["headline"] == title


def test_addresses_have_the_base_path() -> None:
    office, article, way = graph()
    assert office["@id"] == f"{BASE}/#office"
    assert article["@id"] == f"{BASE}/az/releases/2026/a/"
    assert [step["item"] for step in way["itemListElement"]] == [
        f"{BASE}/az/",
        f"{BASE}/az/releases/",
        f"{BASE}/az/releases/2026/",
        f"{BASE}/az/releases/2026/a/",
    ]


def test_an_article_without_views_counts_nothing_and_with_none_read_counts_zero() -> None:
    assert "interactionStatistic" not in graph()[1]
    assert graph(views=0)[1]["interactionStatistic"]["userInteractionCount"] == 0


def test_an_article_in_one_language_has_no_translations() -> None:
    assert graph()[1].keys().isdisjoint({"workTranslation", "translationOfWork"})


def test_the_original_names_all_translations_and_each_of_them_names_the_original() -> None:
    original = graph(languages="az en ru")[1]
    assert [each["inLanguage"] for each in original["workTranslation"]] == ["en", "ru"]
    for language in ("en", "ru"):
        translation = graph(language=language, languages="az en ru")[1]
        assert translation["translationOfWork"]["@id"] == original["@id"]
        assert "workTranslation" not in translation
