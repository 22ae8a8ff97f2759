"""All numbers of a page's interface are in one system of digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from lxml import html

from beyan.language.cldr import NUMBERING_SYSTEMS
from beyan.language.locale import Formats, Language
from tests.conftest import REPOSITORY, Result, SampleSite
from tests.test_language_formats import settings

Make = Callable[..., SampleSite]

TEXT = """\
---
title: Başlıq
date: {day}
views: 1368
participants: [{{name: Ad, role: Rol}}]
photos: [{{file: photo.jpg, alt: Şəkil}}]
attachments: [{{file: agenda.pdf, title: Fayl}}]
corrections: [{{date: 2026-07-09, text: Düzəliş}}]
topics: [t]
---
Mətn[^a] və[^b].

1. Bir
2. İki

[^a]: Qeyd.
[^b]: Qeyd.
"""
PHOTO = min(REPOSITORY.glob("content/releases/**/*.jpg"), key=lambda file: file.stat().st_size)
SHOWN = ("aria-label", "alt", "title")
ADDRESS = re.compile(r"https?://\S+")


def site_in(site: Make, tag: str, own: str) -> Result:
    files: dict[str, str | bytes] = {
        "content/topics.yaml": f"t: {{name: {{az: Mövzu, {tag}: Mövzu}}}}\n"
    }
    for number, day in enumerate(("2025-03-05", "2026-04-06 14:30", "2026-05-07", "2026-06-08")):
        stem = f"content/releases/{day[:4]}/{day[:10]}-r{number}"
        files[f"{stem}.{tag}.md"] = TEXT.format(day=day)
        files[f"{stem}/photo.jpg"] = PHOTO.read_bytes()
        files[f"{stem}/agenda.pdf"] = b"%PDF-1.4\n%%EOF\n" + b" " * 123456
    config = settings(f"[az, {{{tag}: {own}}}]", "az", tag)
    config = config.replace("[summary-missing]", "[summary-missing, other-language]")
    config = config.replace("search: false\n", "page_size: 1\n")
    return site(files, config + 'contact: {call_centre: "916"}\n').build()


def said(page: str) -> Iterator[str]:
    """What a reader sees or hears, but for addresses and what an officer typed."""
    tree = html.fromstring(page)
    for each in tree.xpath("//script | //style | //*[@class='number'] | //input | //meta"):
        name = each.get("name", each.get("property", ""))
        if each.tag == "meta" and name in ("description", "og:title", "og:description"):
            yield each.get("content", "")
        each.drop_tree()
    for text in tree.itertext():
        yield ADDRESS.sub("", text)
    for each in tree.iter():
        yield from (each.get(name, "") for name in SHOWN)


@pytest.mark.parametrize(
    ("tag", "own", "digits"),
    [
        ("ar", "{catalogue: en, digits: arab}", "٠١٢٣٤٥٦٧٨٩"),
        ("fa", "{catalogue: en}", "۰۱۲۳۴۵۶۷۸۹"),
        ("bn", "{catalogue: en}", "০১২৩৪৫৬৭৮৯"),
        ("ne", "{catalogue: en}", "०१२३४५६७८९"),
        ("mr", "{catalogue: en}", "०१२३४५६७८९"),
        ("my", "{catalogue: en}", "၀၁၂၃၄၅၆၇၈၉"),
        ("ar-EG", "{catalogue: en}", "٠١٢٣٤٥٦٧٨٩"),
    ],
)
def test_a_page_has_digits_of_one_system(site: Make, tag: str, own: str, digits: str) -> None:
    result = site_in(site, tag, own)
    assert result.report.exit_code == 0, result.lines
    pages = {
        path: result.html(f"/{path}")
        for path in result.files
        if path.startswith(f"{tag}/") and path.endswith(".html")
    }
    assert len(pages) > 15
    found = {
        (path, text.strip())
        for path, page in pages.items()
        for text in said(page)
        if re.search("[0-9]", text)
    }
    assert found == set()
    seen = "".join(text for page in pages.values() for text in said(page))
    # Years, days, pages of lists, counts, reads, sizes in bytes and in pixels, notes.
    assert set(digits) <= set(seen)
    release = unescape(pages[f"{tag}/releases/2026/r1/index.html"])
    year = "".join(digits[int(each)] for each in "2026")
    assert f">{year}</a></li>" in release
    assert f'aria-label="Footnote {digits[1]}"' in release
    assert f">{digits[2]}</a></sup>" in release
    assert f'<option value="2026">{year}</option>' in pages[f"{tag}/search/index.html"]
    assert "data-digits=" in release


@pytest.mark.parametrize(
    ("tag", "digits", "numbering"),
    [
        ("az", "", ""),
        ("en-GB", "", ""),
        ("en", "latn", ""),
        ("ar", "", ""),
        ("ar", "arab", "arab"),
        ("ar-EG", "", "arab"),
        ("ar-EG", "latn", "latn"),
        ("fa", "", "arabext"),
        ("fa", "latn", "latn"),
        ("my", "", "mymr"),
    ],
)
def test_programs_are_told_the_digits_where_they_could_take_others(
    tag: str, digits: str, numbering: str
) -> None:
    assert Language(tag, Formats(digits=digits)).numbering == numbering


def test_lists_in_a_text_are_numbered_in_every_system_that_browsers_have() -> None:
    rules = (REPOSITORY / "assets/beyan.css").read_text()
    styled = set(re.findall(r'\[data-digits="(\w+)"\]', rules))
    # These browsers have no numbering of.
    assert set(NUMBERING_SYSTEMS) - styled == {"latn", "adlm", "cakm", "hmnp", "nkoo", "olck"}
