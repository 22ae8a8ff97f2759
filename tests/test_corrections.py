"""The page of corrections: what was put right, and where one finds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from lxml import html

from tests.conftest import CONFIG, Result, SampleSite, release

Make = Callable[..., SampleSite]

F = "content/releases/2026/2026-03"
PAGE = "/az/corrections/"
ONE = "[{date: 2026-03-06, text: Saat düzəldilib.}]"
TWO = "[{date: 2026-03-07, text: Ad düzəldilib.}, {date: 2026-03-09, text: Yer düzəldilib.}]"
WITHDRAWN = "{date: 2026-03-08, reason: Səhvən yayılıb.}"
FILES = {
    f"{F}-05-a.az.md": release("A", "2026-03-05", corrections=ONE),
    f"{F}-04-b.az.md": release("B", "2026-03-04", corrections=TWO),
    f"{F}-03-c.az.md": release("C", "2026-03-03", withdrawn=WITHDRAWN),
    f"{F}-02-d.az.md": release("D", "2026-03-02"),
    f"{F}-02-d.en.md": release("D", "2026-03-02"),
}


def shown(result: Result, address: str = PAGE) -> list[tuple[str, list[str]]]:
    """The releases of the page, each with what is said of it."""
    page = html.fromstring(result.html(address))
    return [
        (
            item.findtext(".//h3/a") or "",
            [each.text_content() for each in item.iterfind(".//dd")],
        )
        for item in page.iterfind(".//main//section//li")
    ]


def test_the_last_correction_stands_first_and_what_was_withdrawn_is_among_them(site: Make) -> None:
    result = site(FILES).build(strict=True)
    assert result.codes == []
    assert shown(result) == [
        ("B", ["Yer düzəldilib.", "Ad düzəldilib."]),
        ("C", ["Səhvən yayılıb."]),
        ("A", ["Saat düzəldilib."]),
    ]
    counts = (
        html.fromstring(result.html(PAGE)).find_class("page-note")[0].text_content().split("\n")
    )
    told = [each.strip() for each in counts if each.strip()]
    assert told == ["4 açıqlama", "2 açıqlamada düzəliş", "1 açıqlama geri götürülüb"]
    assert f'href="{PAGE}"' in result.html("/az/")
    assert PAGE in result.html("/sitemap.xml")


@pytest.mark.parametrize("address", ["/en/corrections/", "/en/"])
def test_a_language_without_corrections_has_no_such_page_and_no_way_to_it(
    site: Make, address: str
) -> None:
    result = site(FILES).build()
    assert "en/corrections/index.html" not in result.files
    if address == "/en/":
        assert "corrections" not in result.html(address)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (f"{F}-05-a.az.md", release("A", "2026-03-05", corrections=TWO), "Yer düzəldilib."),
        (f"{F}-02-d.az.md", release("D", "2026-03-02", corrections=ONE), "Saat düzəldilib."),
        (f"{F}-04-b.az.md", release("Yeni başlıq", "2026-03-04", corrections=TWO), "Yeni başlıq"),
    ],
    ids=["another correction", "the first of a release", "another title"],
)
def test_an_edit_gives_the_page_that_a_clean_build_gives(
    site: Make, path: str, text: str, expected: str
) -> None:
    made = site(FILES)
    made.build()
    made.build()  # with nothing to do, so that an edit of a text alone is planned alone
    result = made.change({path: text}).build()
    assert expected in result.html(PAGE)
    page = result.html(PAGE)
    assert made.build(uses_cache=False).html(PAGE) == page


@pytest.mark.parametrize("correction", [ONE, TWO])
def test_an_edited_text_of_a_corrected_release_is_planned_alone(
    site: Make, correction: str
) -> None:
    made = site(FILES)
    made.build()
    made.build()
    edited = release("A", "2026-03-05", text="Başqa.", corrections=correction)
    result = made.change({f"{F}-05-a.az.md": edited}).build()
    assert PAGE in result.report.made
    tree = result.tree()
    assert made.build(uses_cache=False).tree() == tree


def test_a_correction_to_come_is_not_on_the_page_before_its_day(site: Make) -> None:
    text = release("A", "2026-03-05", corrections="[{date: 2026-12-01, text: Gizli.}]")
    made = site({f"{F}-05-a.az.md": text})
    assert "az/corrections/index.html" not in made.build().files
    result = made.at(datetime(2026, 12, 2, tzinfo=UTC)).build()
    assert shown(result) == [("A", ["Gizli."])]


@pytest.mark.parametrize("slug", ["feeds", "most-read"])
def test_so_it_keeps_that_of_the_other_pages_which_the_site_makes_of_itself(
    site: Make, slug: str
) -> None:
    own = f"content/pages/{slug}.az.md"
    read = {f"{F}-05-a.{tag}.md": release("A", "2026-03-05", views="7") for tag in ("az", "en")}
    made = site({**read, own: "---\ntitle: Bizim səhifə\n---\nMətn.\n"})
    result = made.build(strict=True)
    assert result.codes == ["address-kept"]
    assert "Bizim səhifə" in result.html(f"/az/{slug}/")
    assert "<h1>Bizim səhifə</h1>" not in result.html(f"/en/{slug}/")
    # What led there leads to what there is.
    home = result.html("/az/")
    assert ('<a href="/az/feed.xml">' in home) == (slug == "feeds")
    assert home.count(f'href="/az/{slug}/"') == 1  # from the menu


@pytest.mark.parametrize("language", ["az", "en"])
def test_a_standing_page_keeps_the_address_and_its_office_is_told(
    site: Make, language: str
) -> None:
    own = f"content/pages/corrections.{language}.md"
    english = {f"{F}-05-a.en.md": release("A", "2026-03-05", corrections=ONE)}
    made = site({**FILES, **english, own: "---\ntitle: Bizim düzəlişlər\n---\nMətn.\n"}, CONFIG)
    result = made.build(strict=True)
    assert result.codes == ["address-kept"]
    assert result.diagnostics[0].span.path == own
    assert "Bizim düzəlişlər" in result.html(f"/{language}/corrections/")
    other = "en" if language == "az" else "az"
    assert shown(result, f"/{other}/corrections/")


def test_feeds_say_that_a_release_is_withdrawn_and_when_one_changed_last(site: Make) -> None:
    result = site(FILES).build()
    atom, json_feed = result.html("/az/feed.xml"), result.html("/az/feed.json")
    for feed in (atom, json_feed, result.html("/az/rss.xml")):
        assert "Səhvən yayılıb." in feed
    assert "<updated>2026-03-09T" in atom
    assert '"date_modified":"2026-03-09T' in json_feed.replace(": ", ":")
    assert '"dateModified":"2026-03-09T' in result.html("/az/releases/2026/b/").replace(": ", ":")
