"""Texts of two directions in one line of a page, of a plain text, of a card."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from zipfile import ZipFile

import pytest
from lxml import html

from beyan.language.bidi import without_signs
from tests.conftest import REPOSITORY, Result, SampleSite

Make = Callable[..., SampleSite]

PO = "LC_MESSAGES/messages.po"
ARABIC = (REPOSITORY / "tests/sites/languages/locales/ar" / PO).read_text()
CONFIG = """\
name: {ar: مكتب UNHCR, en: Sample Office, he: משרד הדובר, az: Nümunə İdarəsi}
tagline: {ar: Press office, en: المكتب الصحفي, he: לשכה, az: Mətbuat xidməti}
base_url: https://press.example.org
languages: [ar, en, {he: {catalogue: en}}, az]
timezone: Asia/Baku
missing_translation: link
social_cards: false
search: false
share: [whatsapp]
silence: [summary-missing, other-language]
contact: {name: {ar: Press (UNHCR), en: Press, he: Press, az: Mətbuat}, call_centre: "916"}
"""
FILES: dict[str, str | bytes | None] = {
    "content/releases/2026/2026-03-05-a.ar.md": """\
---
title: UNESCO تستقبل وفدا
date: 2026-03-05 14:30
place: Baku (Azerbaijan)
participants: [{name: Rauf Zeini (Jr.), role: رئيس UNESCO, organisation: اليونسكو}]
attachments: [{file: agenda.pdf, title: Agenda (final)}]
---
نص.
""",
    "content/releases/2026/2026-03-05-a/agenda.pdf": b"%PDF-1.4\n%%EOF\n",
    "content/releases/2026/2026-03-06-b.ar.md": "---\ntitle: زيارة\ndate: 2026-03-06\n---\nنص.\n",
    "content/releases/2026/2026-03-07-c.en.md": """\
---
title: Visit of محمد علي
date: 2026-03-07
place: باكو
topics: [rights]
participants: [{name: محمد (UNESCO), role: Head of اليونسكو}]
---
Text.
""",
    "content/releases/2026/2026-03-08-d.he.md": """\
---
title: UNESCO ביקור
date: 2026-03-08
place: Baku
---
טקסט.
""",
    "content/releases/2026/2026-03-08-d.az.md": """\
---
title: “ביקור” haqqında
date: 2026-03-08
place: Bakı
---
Mətn.
""",
    "content/topics.yaml": """\
rights:
  name: {ar: حقوق, en: Rights حقوق, he: זכויות, az: Hüquq}
  slug: {en: rights}
""",
    f"locales/ar/{PO}": ARABIC,
}
# Opened by what: the first letter inside, left to right, right to left; and the end.
FSI, LRI, RLI, PDI = "\u2068", "\u2066", "\u2067", "\u2069"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Result:
    site = SampleSite(tmp_path_factory.mktemp("mixed"))
    result = site.change({"site_config.yaml": CONFIG, **FILES}).build()
    assert result.codes == []
    return result


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/ar/releases/2026/a/", '<h1><bdi dir="rtl">UNESCO تستقبل وفدا</bdi></h1>'),
        ("/ar/releases/2026/a/", "<span><bdi>Baku (Azerbaijan)</bdi></span>"),
        ("/ar/releases/2026/a/", '<span class="person-name"><bdi>Rauf Zeini (Jr.)</bdi></span>'),
        ("/ar/releases/2026/a/", "<span><bdi>رئيس UNESCO</bdi></span>"),
        ("/ar/releases/2026/a/", "<span>اليونسكو</span>"),
        ("/ar/releases/2026/a/", "<bdi>Agenda (final)</bdi></a>"),
        ("/ar/releases/2026/a/", "<bdi>Press (UNHCR)</bdi></p>"),
        ("/ar/", '<p class="brand-tagline"><bdi>Press office</bdi></p>'),
        ("/ar/feeds/", ">خلاصة <bdi>Atom</bdi></a>"),
        ("/ar/", 'lang="en" dir="ltr"><bdi>Visit of محمد علي</bdi></a>'),
        ("/ar/releases/2026/b/", "<h1>زيارة</h1>"),
        ("/en/releases/2026/c/", "<h1><bdi>Visit of محمد علي</bdi></h1>"),
        ("/en/releases/2026/c/", "<span><bdi>باكو</bdi></span>"),
        ("/en/releases/2026/c/", '"person-name"><bdi dir="ltr">محمد (UNESCO)</bdi></span>'),
        ("/en/topics/rights/", "<h1><bdi>Rights حقوق</bdi></h1>"),
        ("/he/releases/2026/d/", '<h1><bdi dir="rtl">UNESCO ביקור</bdi></h1>'),
        ("/az/releases/2026/d/", '<h1><bdi dir="ltr">“ביקור” haqqında</bdi></h1>'),
        ("/az/releases/2026/d/", "<span>Bakı</span>"),
    ],
)
def test_a_page_keeps_apart_what_runs_the_other_way(
    mixed: Result, address: str, shown: str
) -> None:
    assert shown in mixed.html(address)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/ar/releases/2026/a/", f"{RLI}UNESCO تستقبل وفدا{PDI} · {FSI}مكتب UNHCR{PDI}"),
        ("/ar/releases/2026/b/", f"زيارة · {FSI}مكتب UNHCR{PDI}"),
        ("/ar/", f"{FSI}مكتب UNHCR{PDI} · {FSI}Press office{PDI}"),
        ("/en/", f"Sample Office · {FSI}المكتب الصحفي{PDI}"),
        ("/en/releases/2026/c/", f"{FSI}Visit of محمد علي{PDI} · Sample Office"),
        ("/he/releases/2026/d/", f"{RLI}UNESCO ביקור{PDI} · משרד הדובר"),
        ("/az/releases/2026/d/", f"{LRI}“ביקור” haqqında{PDI} · Nümunə İdarəsi"),
        ("/az/", "Nümunə İdarəsi · Mətbuat xidməti"),
    ],
)
def test_what_is_joined_in_a_title_is_kept_apart_by_signs(
    mixed: Result, address: str, title: str
) -> None:
    page = html.fromstring(mixed.html(address))
    assert page.findtext(".//title") == title
    # Alone it needs none.
    alone = page.xpath("string(//meta[@property='og:title']/@content)")
    assert alone == without_signs(alone)


def test_sentences_around_a_text_keep_it_apart(mixed: Result) -> None:
    def description(address: str) -> str:
        page = html.fromstring(mixed.html(address))
        return str(page.xpath("string(//meta[@name='description']/@content)"))

    assert f"“{FSI}Rights حقوق{PDI}”" in description("/en/topics/rights/")
    assert f"{FSI}مكتب UNHCR{PDI}" in description("/ar/releases/")
    assert description("/az/releases/") == without_signs(description("/az/releases/"))
    page = html.fromstring(mixed.html("/ar/releases/2026/a/"))
    citation = str(page.xpath("string(//textarea)"))
    assert f"{FSI}مكتب UNHCR{PDI}. «{RLI}UNESCO تستقبل وفدا{PDI}»" in citation
    assert citation.endswith(f"{FSI}https://press.example.org/ar/releases/2026/a/ {PDI}")


@pytest.mark.parametrize(
    ("address", "between"),
    [
        ("/ar/releases/2026/a/", "%0A"),
        ("/ar/releases/2026/b/", "%0A"),
        ("/en/releases/2026/c/", "%0A"),
        ("/he/releases/2026/d/", "%0A"),
    ],
)
def test_a_title_is_not_shared_in_one_line_with_an_address_that_runs_the_other_way(
    mixed: Result, address: str, between: str
) -> None:
    assert f"{between}https%3A//press" in unescape(mixed.html(address)).replace("%2F", "/")


def test_a_title_of_the_address_s_direction_is_shared_as_ever(site: Make) -> None:
    path = "content/releases/2026/2026-03-05-a.az.md"
    page = site({path: "---\ntitle: Görüş\ndate: 2026-03-05\n---\nMətn.\n"}).build()
    assert "?text=G%C3%B6r%C3%BC%C5%9F%20https" in page.html("/az/releases/2026/a/")


def test_the_plain_text_of_the_media_kit_keeps_joined_texts_apart(mixed: Result) -> None:
    with ZipFile(mixed.output / "ar/releases/2026/a/media-kit.zip") as kit:
        text = kit.read("text.ar.txt").decode()
    assert f"{FSI}Baku (Azerbaijan){PDI}, 5 مارس 2026\n" in text
    assert f"– {FSI}Rauf Zeini (Jr.){PDI}, {FSI}رئيس UNESCO{PDI}, اليونسكو\n" in text
    # A line of its own needs none.
    assert text.startswith("UNESCO تستقبل وفدا\n")


def test_agencies_get_role_and_organisation_kept_apart(mixed: Result) -> None:
    item = mixed.html("/ar/releases/2026/a/release.json")
    assert f'"literal":"{FSI}رئيس UNESCO{PDI}, اليونسكو"' in re.sub('": "', '":"', item)


@pytest.mark.parametrize("language", ["az", "en", "ru", "tr"])
def test_a_site_of_one_direction_has_neither_element_nor_sign(site: Make, language: str) -> None:
    config = (
        f"name: {{{language}: Office}}\nbase_url: https://press.example.org\n"
        f"languages: [{language}]\ntimezone: Asia/Baku\nsocial_cards: false\nsearch: false\n"
    )
    path = f"content/releases/2026/2026-03-05-a.{language}.md"
    result = site({path: "---\ntitle: UNESCO, 5–9\ndate: 2026-03-05\n---\nM.\n"}, config).build()
    pages = [each.read_text() for each in result.output.rglob("*.html")]
    assert len(pages) > 5
    assert not [page for page in pages if "<bdi" in page.replace("<bdi>ZIP", "")]
    assert not [page for page in pages if page != without_signs(page)]
