import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyan.language.slug import is_slug, slugify

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
        # Marks at the ends go, letters stay.
        ("— XX əsr: Xəzər X —", "xx-esr-xezer-x"),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_text_becomes_an_address(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_decomposed_text_has_the_same_address() -> None:
    assert slugify("c\u0327ag\u0306ırıs\u0327 I\u0307s\u0327c\u0327i") == "cagiris-isci"


def test_a_lookalike_of_schwa_does_not_change_the_address() -> None:
    assert slugify("mәktǝb") == slugify("məktəb") == "mekteb"


def test_an_arabic_title_has_an_address() -> None:
    assert is_slug(slugify("حقوق الإنسان"))


@given(TEXTS)
def test_what_comes_out_is_an_address_part_or_nothing(text: str) -> None:
    slug = slugify(text)
    assert slug == "" or is_slug(slug)


@given(TEXTS)
def test_an_address_part_is_its_own_address_part(text: str) -> None:
    assert slugify(slugify(text)) == slugify(text)


@pytest.mark.parametrize("text", ["a", "5", "edalet-isci-2026"])
def test_lower_case_words_joined_by_hyphens_are_an_address_part(text: str) -> None:
    assert is_slug(text)


@pytest.mark.parametrize("text", ["", "-a", "a-", "a--b", "A", "ə", "a b", "a\n", "a/b", "٣"])
def test_anything_else_is_not(text: str) -> None:
    assert not is_slug(text)


def test_azerbaijani_titles_do_not_load_the_transliteration_tables() -> None:
    code = (
        "import sys; from beyan.language.slug import slugify;"
        "slugify('“Ədalət” — Şəki, Göyçay…');"
        "sys.exit('anyascii' in sys.modules or 'babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
