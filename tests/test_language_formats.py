"""What an office chooses for a language of its site, as readers get it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.conftest import SampleSite, release
from tests.test_languages import CATALOGUES, PO

Make = Callable[..., SampleSite]

RELEASES = {
    "content/releases/2026/2026-03-05-day.az.md": release("Gün", "2026-03-05 14:30"),
    "content/releases/2026/2026-03-05-day.en.md": release("Day", "2026-03-05 14:30"),
}
HEADER = r"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
CARD = re.compile(r"card\.[0-9a-f]{8}\.png")


def settings(languages: str, *tags: str, cards: str = "false") -> str:
    """With a name in each language, whose settings may be among the tags."""
    names = ", ".join(f"{tag}: Office {tag}" for tag in tags)
    return f"""\
name: {{{names}}}
base_url: https://press.example.org
languages: {languages}
timezone: Asia/Baku
social_cards: {cards}
silence: [summary-missing]
search: false
"""


def in_language(tag: str) -> dict[str, str]:
    return {path.replace(".en.", f".{tag}."): text for path, text in RELEASES.items()}


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ("{formats: en-GB}", "5 March 2026"),
        ("{formats: en-AU, digits: latn}", "5 March 2026"),
        ("{digits: deva}", "March ५, २०२६"),
        ("{formats: az}", "5 mart 2026"),
    ],
)
def test_dates_are_written_as_chosen_on_pages_and_in_files_and_nothing_moves(
    site: Make, own: str, shown: str
) -> None:
    usual = site(RELEASES, config=settings("[az, en]", "az", "en")).build()
    before, feed = usual.files, usual.html("/en/feed.xml")
    assert "March 5, 2026" in usual.html("/en/releases/2026/day/")
    made = site(RELEASES, config=settings(f"[az, {{en: {own}}}]", "az", "en"))
    result = made.build()
    assert result.lines == usual.lines
    page = result.html("/en/releases/2026/day/")
    assert shown in page
    assert "March 5, 2026" not in page
    assert {CARD.sub("", path) for path in result.files} == {CARD.sub("", path) for path in before}
    assert CARD.sub("", result.html("/en/feed.xml")) == CARD.sub("", feed)
    # The last build of the first site is not taken for that of the second.
    built = result.tree()
    assert made.build(uses_cache=False).tree() == built


def test_a_card_is_another_one_when_its_date_is(site: Make) -> None:
    def cards(own: str) -> set[str]:
        config = settings(f"[az, {{en: {own}}}]", "az", "en", cards="true")
        return {path for path in site(RELEASES, config=config).build().files if CARD.search(path)}

    usual = cards("{name: English}")
    assert usual == cards("{fallback: [az]}")
    changed = usual ^ cards("{formats: en-GB}")
    assert {CARD.sub("", path) for path in changed} == {"en/releases/2026/day/"}


def test_a_language_is_called_as_chosen(site: Make) -> None:
    result = site(
        RELEASES, config=settings("[az, {en: {name: Plain English}}]", "az", "en")
    ).build()
    assert "Plain English" in result.html("/az/")
    assert "Plain English" in result.html("/")


def test_readers_get_the_languages_that_their_settings_name_first(site: Make) -> None:
    texts = {**RELEASES, f"locales/ru/{PO}": CATALOGUES["ru"].read_text()}

    def shown(languages: str) -> str:
        config = settings(languages, "az", "en", "ru")
        return site(texts, config=config).build().html("/ru/releases/")

    for languages, title in (
        ("[az, en, ru]", ">Gün<"),
        ("[en, az, ru]", ">Day<"),
        ("[az, en, {ru: {fallback: [en]}}]", ">Day<"),
        ("[en, az, {ru: {fallback: [az]}}]", ">Gün<"),
    ):
        assert title in shown(languages)


def test_a_variant_has_the_strings_of_the_language_that_is_named(site: Make) -> None:
    config = settings("[az, {en-GB: {catalogue: en}}]", "az", "en-GB")
    result = site(in_language("en-GB"), config=config).build()
    assert result.lines == []
    page = result.html("/en-GB/releases/2026/day/")
    assert '<html lang="en-GB"' in page
    assert "5 March 2026" in page
    assert "tracks no one" in page


def test_azerbaijani_in_cyrillic_letters_has_the_strings_in_its_letters(site: Make) -> None:
    own = "{transliterate: {from: az}}"
    config = settings(f"[az, {{az-Cyrl: {own}}}]", "az", "az-Cyrl", cards="true")
    result = site(in_language("az-Cyrl"), config=config).build()
    assert result.lines == []
    page = result.html("/az-Cyrl/releases/2026/day/")
    assert '<html lang="az-Cyrl"' in page
    assert "5 март 2026" in page
    own_words = re.sub(r'<a [^>]*lang="az".*?</a>|Mətn', "", page.partition("<main")[2])
    words = re.sub(r"<[^>]*>", " ", own_words)
    assert not re.search("[əıöüğşçƏİÖÜĞŞÇ]", words)
    assert "Мәтбуат ачыгламалары" in result.html("/az-Cyrl/")
    # What the site says itself comes first.
    said = f'msgid ""\nmsgstr "{HEADER}"\n\nmsgid "Press releases"\nmsgstr "Һамысы"\n'
    made = site({f"locales/az-Cyrl/{PO}": said, **in_language("az-Cyrl")}, config=config)
    assert "Һамысы" in made.build().html("/az-Cyrl/")


@pytest.mark.parametrize(
    ("tag", "like", "shown"), [("lez", "ru", "5 марта 2026"), ("tly", "az", "5 mart 2026")]
)
def test_a_language_without_data_has_a_site(site: Make, tag: str, like: str, shown: str) -> None:
    own = f"{{formats: {like}, name: Öz dili, catalogue: en}}"
    config = settings(f"[az, {{{tag}: {own}}}]", "az", tag, cards="true")
    config = config.replace("search: false", "search: true")
    result = site(in_language(tag), config=config).build()
    assert result.lines == []
    page = result.html(f"/{tag}/releases/2026/day/")
    assert f'<html lang="{tag}"' in page
    assert shown in page
    assert "Öz dili" in result.html("/az/")
