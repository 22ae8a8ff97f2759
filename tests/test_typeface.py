"""The letters of pages: which come with which page, by what name, and how much that is."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from beyan.render.card_fonts import HEADING
from tests.conftest import CONFIG, SampleSite, release

FONTS = Path(__file__).resolve().parent.parent / "assets" / "fonts"
_NAMED = re.compile(r'url\("(fonts/[^"]+)"\)')
_PRELOADED = re.compile(
    r'<link rel="preload" as="font" type="font/woff2" href="([^"]+)" crossorigin>'
)


def preloaded(html: str) -> list[str]:
    """By their names without a hash."""
    return [
        re.sub(r"\.[0-9a-f]{8}", "", each).rpartition("/")[2] for each in _PRELOADED.findall(html)
    ]


def test_a_first_visit_needs_little_and_an_installation_grows_little() -> None:
    first = [FONTS / "sans-latin.woff2", FONTS / "serif-latin.woff2"]
    assert sum(each.stat().st_size for each in first) <= 60_000
    assert sum(each.stat().st_size for each in (*FONTS.iterdir(), HEADING)) <= 5_000_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text()


def test_the_style_sheet_names_each_file_and_no_character_twice() -> None:
    css = (FONTS.parent / "beyan.css").read_text()
    assert sorted(_NAMED.findall(css)) == sorted(
        f"fonts/{each.name}" for each in FONTS.glob("*.woff2")
    )
    for family in ("Serif", "Sans"):
        rules = re.findall(rf'"Beyan {family}";\n.*?unicode-range: (.*?);', css, re.DOTALL)
        parts = [
            each.removeprefix("U+").partition("-") for rule in rules for each in rule.split(", ")
        ]
        spans = sorted((int(a, 16), int(b or a, 16)) for a, _, b in parts)
        assert all(one[1] < other[0] for one, other in pairwise(spans))
        for letter in "ƏəĞğIıİiŞşÇçÖöÜü«»“”–—№₼’":
            (own,) = [a for a, b in spans if a <= ord(letter) <= b]
            assert any(f"{own:X}" in rule for rule in rules[:1]), letter


def test_pages_ask_early_for_the_letters_of_their_language(site: Callable[..., SampleSite]) -> None:
    config = CONFIG.replace("[az, en]", "[az, en, ru, ar]").replace(
        "en: Sample Office", "en: Sample Office, ru: Аппарат, ar: مكتب"
    )
    strings = {
        "locales/ar/LC_MESSAGES/messages.po": (
            Path(__file__).parent / "sites/languages/locales/ar/LC_MESSAGES/messages.po"
        ).read_text()
    }
    made = site({"content/releases/2026/a.az.md": release(), **strings}, config=config)
    result = made.build()
    assert not result.report.has_errors, result.lines
    latin = ["sans-latin.woff2", "serif-latin.woff2"]
    for page in ("/", "/az/", "/en/", "/az/404.html"):
        assert preloaded(result.html(page)) == latin, page
    cyrillic = ["sans-cyrillic.woff2", "serif-cyrillic.woff2"]
    assert preloaded(result.html("/ru/")) == [*latin, *cyrillic]
    assert preloaded(result.html("/ar/")) == []


@pytest.mark.parametrize("base_path", ["", "/press/office"])
def test_fonts_are_published_by_their_content_and_so_is_what_names_them(
    site: Callable[..., SampleSite], base_path: str
) -> None:
    config = re.sub(r"(base_url: \S+)", rf"\1{base_path}", CONFIG)
    made = site({"content/releases/2026/a.az.md": release()}, config=config)
    before = made.build()
    (sheet,) = [each for each in before.files if re.fullmatch(r"assets/beyan\.\w+\.css", each)]
    for name in _NAMED.findall((before.output / sheet).read_text()):
        assert f"assets/{name}" in before.files
    for address in _PRELOADED.findall(before.html("/az/")):
        assert address.removeprefix(f"{base_path}/") in before.files

    # An office's own font takes the place of one, under a name of its own.
    after = made.change({"assets/fonts/serif-latin.woff2": b"wOF2 of the office"}).build()
    (changed,) = [each for each in after.files if re.fullmatch(r"assets/beyan\.\w+\.css", each)]
    (own,) = [each for each in after.files if each.startswith("assets/fonts/serif-latin.")]
    assert changed != sheet
    assert (after.output / own).read_bytes() == b"wOF2 of the office"
    assert own.removeprefix("assets/") in (after.output / changed).read_text()
    assert f"{base_path}/{changed}" in after.html("/az/")
    clean = made.build(uses_cache=False)
    assert clean.tree() == after.tree()


def test_a_style_sheet_of_the_office_without_these_fonts_is_left_as_it_is(
    site: Callable[..., SampleSite],
) -> None:
    css = b'body { background: url("wall.png"), url(/static/x.png) } /* \xff url(logo.svg) */'
    made = site({"content/releases/2026/a.az.md": release(), "assets/beyan.css": css})
    result = made.build()
    (sheet,) = [each for each in result.files if each.endswith(".css")]
    assert (result.output / sheet).read_bytes() == css
