import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from beyan.language.slug import heading_slug, is_slug, slugify

# Letters and signs that the module has rules for come up as often as all of Unicode together.
TEXTS = st.text(st.one_of(st.sampled_from("əƏİıiIğşçöüәǝ“”–— -'7\u0307\u0327"), st.characters()))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ədalət İşçi Ğöüşçı", "edalet-isci-gousci"),
        ("AZADLIQ", "azadliq"),
        ("İLHAM ilham Irəvan", "ilham-ilham-irevan"),
        ("«Azərbaycan» — 2026!", "azerbaycan-2026"),
        ("  Bakı,  5–9 mart  ", "baki-5-9-mart"),
        ("Azərbaycan’ın", "azerbaycanin"),
        ("Ёлка и съезд, письмо", "elka-i-sezd-pismo"),
        ('o\'Neill "Azəri"', "oneill-azeri"),
        ("Straße, Łódź", "strasse-lodz"),
        ("№ 5", "no-5"),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_text_becomes_an_address(text, slug):
    assert slugify(text) == slug


def test_a_decomposed_text_has_the_same_address():
    assert slugify("c\u0327ag\u0306ırıs\u0327 I\u0307s\u0327c\u0327i") == "cagiris-isci"


def test_a_lookalike_of_schwa_does_not_change_the_address():
    assert slugify("mәktǝb") == slugify("məktəb") == "mekteb"


def test_an_arabic_title_has_an_address():
    assert is_slug(slugify("حقوق الإنسان"))


@given(TEXTS)
def test_what_comes_out_is_an_address_part_or_nothing(text):
    slug = slugify(text)
    assert slug == "" or is_slug(slug)


@given(TEXTS)
def test_an_address_part_is_its_own_address_part(text):
    assert slugify(slugify(text)) == slugify(text)


@pytest.mark.parametrize("text", ["a", "5", "edalet-isci-2026"])
def test_lower_case_words_joined_by_hyphens_are_an_address_part(text):
    assert is_slug(text)


@pytest.mark.parametrize("text", ["", "-a", "a-", "a--b", "A", "ə", "a b", "a\n", "a/b", "٣"])
def test_anything_else_is_not(text):
    assert not is_slug(text)


def test_a_heading_is_joined_by_the_separator_markdown_asks_for():
    assert heading_slug("Ədalət işçisi", "_") == "edalet_iscisi"


def test_markdown_takes_the_heading_slug():
    markdown = Markdown(extensions=["toc"], extension_configs={"toc": {"slugify": heading_slug}})
    assert '<h2 id="edalet">Ədalət</h2>' in markdown.convert("## Ədalət")
    assert 'id="_1"' in markdown.convert("## …")


def test_azerbaijani_titles_do_not_load_the_transliteration_tables():
    code = (
        "import sys; from beyan.language.slug import slugify;"
        "slugify('“Ədalət” — Şəki, Göyçay…');"
        "sys.exit('anyascii' in sys.modules or 'babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
