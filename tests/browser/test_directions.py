"""Lines of two directions, digits and many languages as a real Chromium shows them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import served
from tests.browser.kinds import SCHEMES
from tests.browser.test_accessibility import violations
from tests.conftest import SampleSite, release
from tests.test_directions import CONFIG, FILES

TAGS = (
    *("az", "en", "ru", "tr", "ar", "fa", "he", "ka", "hy", "zh-Hans", "ja", "de"),
    *("pt-BR", "pt-PT", "az-Cyrl", "uk"),
)
WIDTHS = (320, 390, 1280)


def in_languages(folder: Path, tags: tuple[str, ...]) -> SampleSite:
    """With a release in all but the last two."""
    names = ", ".join(f"{tag}: Office {tag}" for tag in tags)
    languages = ", ".join(
        tag if tag in ("az", "en", "ru", "tr") else f"{{{tag}: {{catalogue: en}}}}" for tag in tags
    )
    config = (
        f"name: {{{names}}}\nbase_url: https://press.example.org\nlanguages: [{languages}]\n"
        "timezone: Asia/Baku\nsearch: false\nsocial_cards: false\ncontact: {call_centre: '916'}\n"
    )
    texts = {
        f"content/releases/2026/2026-03-05-a.{tag}.md": release(f"Title {tag}", text="Text.")
        for tag in tags[:-2]
    }
    return SampleSite(folder).change({"site_config.yaml": config, **texts})


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site in 16 languages is served."""
    result = in_languages(tmp_path_factory.mktemp("many"), TAGS).build()
    assert not result.report.has_errors, result.lines
    with served(result.output) as url:
        yield url


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site of tests/test_directions.py is served, in Arabic with Arabic digits."""
    config = CONFIG.replace("[ar,", "[{ar: {digits: arab}},").replace("search: false\n", "")
    site = SampleSite(tmp_path_factory.mktemp("mixed"))
    result = site.change({"site_config.yaml": config, **FILES}).build()
    assert not result.report.has_errors, result.lines
    with served(result.output) as url:
        yield url


@pytest.fixture
def sheet(browser: Browser) -> Iterator[Page]:
    """A page without scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["/en/releases/2026/a/", "/ar/releases/2026/a/", "/az-Cyrl/"])
def test_sixteen_languages_are_reached_by_keyboard_and_without_scripts_at_any_width(
    sheet: Page, many: str, path: str
) -> None:
    tag = path.split("/")[1]
    for width in WIDTHS:
        sheet.set_viewport_size({"width": width, "height": 800})
        sheet.goto(many + path)
        links = sheet.locator(".switcher a")
        summary = sheet.locator(".switcher summary")
        assert links.count() == len(TAGS)
        expect(links.first).to_be_hidden()
        # The language that is shown is told while the list is closed.
        shown = sheet.locator(".switcher [aria-current]").text_content()
        assert shown
        assert shown in summary.inner_text()
        summary.focus()
        sheet.keyboard.press("Enter")
        expect(links.first).to_be_visible()
        found = [each.get_attribute("hreflang") for each in links.all()]
        assert found == list(TAGS)
        assert sheet.locator(".switcher [aria-current]").get_attribute("hreflang") == tag
        for each in links.all():
            box = each.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["height"] >= 24
        sheet.keyboard.press("Tab")
        sheet.keyboard.press("Tab")
        # Where it leads to the page itself, nothing else would tell that it has.
        with sheet.expect_navigation():
            sheet.keyboard.press("Enter")
        expect(sheet.locator("html")).to_have_attribute("lang", TAGS[1])


def test_axe_finds_no_violation_where_the_list_of_languages_is_open(
    page: Page, many: str, axe_source: str
) -> None:
    for path, scheme, width in product(("/en/releases/2026/a/", "/he/"), SCHEMES, WIDTHS):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(many + path)
        page.evaluate("document.querySelector('.switcher details').open = true")
        assert violations(page, axe_source) == [], (path, scheme, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("count", "is_list"), [(2, False), (4, False), (5, True)])
def test_few_languages_stand_side_by_side(tmp_path: Path, count: int, *, is_list: bool) -> None:
    page = in_languages(tmp_path, TAGS[:count]).build().html("/az/")
    assert ('<nav class="switcher"' in page, "<details>" in page) == (True, is_list)


# Where each letter of an element's text stands, so that it can be read as it is shown.
SHOWN = """element => {
  const letters = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.data.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (box.width && node.data[at].trim()) letters.push([box.left, node.data[at]]);
    }
  }
  return letters.sort((one, other) => one[0] - other[0]).map(each => each[1]).join('');
}"""


@pytest.mark.parametrize(
    ("path", "element", "shown"),
    [
        # From left to right: a full stop and brackets where Latin text has them.
        ("/ar/releases/2026/a/", ".people .person-name", "RaufZeini(Jr.)"),
        ("/ar/releases/2026/a/", ".release-head .dateline span", "Baku(Azerbaijan)"),
        ("/ar/releases/2026/a/", ".downloads a", "Agenda(final)"),
        ("/en/releases/2026/c/", ".people .person-name", "دمحم(UNESCO)"),
        ("/az/releases/2026/d/", "h1", "“רוקיב”haqqında"),
    ],
)
def test_a_text_is_shown_as_its_letters_run(
    page: Page, mixed: str, path: str, element: str, shown: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(mixed + path)
    assert page.locator(element).first.evaluate(SHOWN) == shown


@pytest.mark.parametrize("path", ["/ar/", "/en/", "/ar/releases/", "/he/releases/"])
def test_day_and_place_are_parted_by_one_point_between_them(
    page: Page, mixed: str, path: str
) -> None:
    """Also where the place is in a language that runs the other way."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(mixed + path)
    places = page.locator(".dateline > time + span")
    assert places.count() > 1
    for place in places.all():
        sides = place.evaluate(
            """place => ['::before', '::after'].filter(
              side => getComputedStyle(place, side).content !== 'none')"""
        )
        is_other = place.get_attribute("dir") not in (
            None,
            page.locator("html").get_attribute("dir"),
        )
        assert sides == ["::after" if is_other else "::before"]


def test_what_search_counts_is_in_the_digits_of_the_page(page: Page, mixed: str) -> None:
    page.goto(f"{mixed}/ar/search/?q=نص")
    expect(page.locator("#search_status")).to_contain_text("٢")
    assert "2" not in page.locator("#search_status").inner_text()
    expect(page.locator("#search_results [data-fill=place] bdi").first).to_be_attached()
