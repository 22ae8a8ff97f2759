"""What scripts and their variants ask of pages and files."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from beyan.language.locale import Language, told_apart
from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]


def with_languages(site: Make, *tags: str) -> SampleSite:
    """A site in these, with a release in each; what its pages say is English in all of them."""
    names = ", ".join(f"{tag}: Office" for tag in tags)
    languages = ", ".join(tag if tag == "en" else f"{{{tag}: {{catalogue: en}}}}" for tag in tags)
    config = (
        f"name: {{{names}}}\nbase_url: https://press.example.org\n"
        f"languages: [{languages}]\ntimezone: Asia/Baku\nsearch: false\n"
        "social_cards: false\nsilence: [summary-missing, other-language]\n"
    )
    files = {}
    for tag in tags:
        path = f"content/releases/2026/2026-11-22-a.{tag}.md"
        files[path] = release(f"Title {tag}", "2026-11-22", text="A.")
    return site(files, config=config)


@pytest.mark.parametrize(
    "typed",
    [
        "<bdi>إيان</bdi>",
        '<bdo dir="rtl">abc</bdo>',
        '<bdi lang="ar" dir="rtl">نص</bdi>',
        "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>",
        "<ruby>漢<rt>かん<rt>kan</ruby>",
        "Donau<wbr>dampf",
    ],
)
def test_elements_of_direction_and_pronunciation_survive(site: Make, typed: str) -> None:
    path = "content/releases/2026/2026-03-05-a.az.md"
    result = site({path: release("Görüş", text=f"Mətn {typed} burada.")}).build()
    assert result.codes == []
    page = result.html("/az/releases/2026/a/")
    kept = re.sub(r"</r[tp]>", "", typed)
    assert kept in re.sub(r"</r[tp]>", "", page)


def test_direction_does_not_bring_what_runs(site: Make) -> None:
    path = "content/releases/2026/2026-03-05-a.az.md"
    text = '<ruby onclick="alert(1)">a<rt><script>alert(1)</script></rt></ruby>'
    result = site({path: release("Görüş", text=text)}).build()
    assert set(result.codes) == {"html-attribute", "html-removed"}
    assert not result.files


@pytest.mark.parametrize(
    ("tags", "codes"),
    [
        (("az", "zh-Hans", "zh-Hant"), ["az", "zh-cn", "zh-tw"]),
        (("pt-BR", "az-Cyrl"), ["az", "pt"]),
        (("zh-TW", "zh"), ["zh-cn", "zh-tw"]),
    ],
)
def test_the_news_sitemap_has_the_codes_it_wants(
    site: Make, tags: tuple[str, ...], codes: list[str]
) -> None:
    result = with_languages(site, *tags).build()
    assert result.codes == []
    news = (result.output / "news-sitemap.xml").read_text()
    assert sorted(re.findall("<news:language>(.*?)</news:language>", news)) == codes


@pytest.mark.parametrize(
    ("tags", "alternates"),
    [
        (("az", "az-Cyrl", "en"), ["en_US"]),
        (("az", "en", "ru"), ["en_US", "ru_RU"]),
        (("ru", "az", "az-Cyrl"), ["az_AZ"]),
    ],
)
def test_no_locale_is_named_twice_for_other_sites(
    site: Make, tags: tuple[str, ...], alternates: list[str]
) -> None:
    page = with_languages(site, *tags).build().html(f"/{tags[0]}/releases/2026/a/")
    assert re.findall('og:locale:alternate" content="(.*?)"', page) == alternates


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        (("en", "en-GB"), ["English", "English (United Kingdom)"]),
        (("pt-BR", "pt-PT"), ["Português (Brasil)", "Português (Portugal)"]),
        (("az", "en-GB"), ["Azərbaycan", "English"]),
    ],
)
def test_variants_of_a_language_are_told_apart(
    site: Make, tags: tuple[str, ...], names: list[str]
) -> None:
    assert [each.self_name for each in told_apart(map(Language, tags)).values()] == names
    page = with_languages(site, *tags).build().html(f"/{tags[0]}/")
    for name in names:
        assert f">{name}<" in page
