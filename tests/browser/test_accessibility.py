"""WCAG 2.2 AA in a real Chromium: what axe-core finds, and what it cannot: keys, zoom, spacing."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import ADDRESSES, ARABIC, OF_EACH_KIND, SCHEMES

# Of what axe-core leaves out unless asked: targets of 24 px (2.5.8).
AXE = "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
PLACES = [*((path, "address") for path in ADDRESSES), *((path, "arabic") for path in ARABIC)]
by_place = pytest.mark.parametrize(("path", "where"), PLACES)


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Any:
    """One page for all tests of this file: a new one takes longer than most of them."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def opened(sheet: Page, request: pytest.FixtureRequest, path: str, where: str) -> Page:
    sheet.emulate_media(color_scheme="light")
    sheet.set_viewport_size({"width": 1280, "height": 800})
    sheet.goto(request.getfixturevalue(where) + path)
    # Its script loads others, which a browser's event of a loaded page does not wait for.
    if path.endswith("/search/"):
        sheet.locator("#search_form").wait_for()
    return sheet


def violations(page: Page, source: str) -> list[tuple[str, str]]:
    # Half a megabyte, once for each page that is opened.
    if not page.evaluate("'axe' in window"):
        page.evaluate(source)
    found = page.evaluate(AXE)["violations"]
    return [(each["id"], node["html"]) for each in found for node in each["nodes"]]


# But for the list of languages, which lies upon the page (`test_directions`).
OPEN_ALL = """() => {
  const details = document.querySelectorAll("details:not(.switcher *)");
  details.forEach((each) => { each.open = true; });
}"""


def seen_by_axe(page: Page, source: str) -> None:
    """In light and dark, on a phone and a desktop, with all that can be opened open."""
    page.evaluate(OPEN_ALL)
    for scheme, width in product(SCHEMES, (360, 1280)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page, source) == [], (scheme, width)


@by_place
def test_axe_finds_no_violation(opened: Page, axe_source: str) -> None:
    seen_by_axe(opened, axe_source)


@pytest.mark.parametrize("path", OF_EACH_KIND)
def test_axe_finds_no_violation_in_four_more_languages(
    sheet: Page, arabic: str, axe_source: str, path: str
) -> None:
    """Once each: what differs from the other languages are words and letters, not colours."""
    sheet.emulate_media(color_scheme="light")
    sheet.set_viewport_size({"width": 320, "height": 800})
    sheet.goto(arabic + path)
    sheet.evaluate(OPEN_ALL)
    assert violations(sheet, axe_source) == []
    assert sheet.evaluate(LAYOUT) == []


@pytest.mark.parametrize(
    "mark", ["<figure", 'class="table"', 'class="footnote"', 'class="correction', "withdrawn"]
)
def test_axe_finds_no_violation_where_a_release_has_more(
    sheet: Page, address: str, output: Path, axe_source: str, mark: str
) -> None:
    """Photos, a table, footnotes, a correction, a withdrawal: each on some release."""
    releases = sorted(output.glob("*/releases/2*/*/index.html"))
    file = next(file for file in releases if mark in file.read_text())
    sheet.goto(f"{address}/{file.parent.relative_to(output).as_posix()}/")
    seen_by_axe(sheet, axe_source)
    sheet.set_viewport_size({"width": 320, "height": 800})
    assert sheet.evaluate("document.documentElement.scrollWidth") <= 320


# --- reflow, larger text, wider spacing -----------------------------------------------------

# What shows less than it holds, and pairs of texts that lie upon each other. Lines of one block
# may touch; boxes that are only heard, and those that scroll, hold more than they show on purpose.
LAYOUT = """() => {
  const found = [];
  const skipped = element => element.closest('.only-heard, .skip, .table, textarea, input, img');
  for (const element of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    if (skipped(element) || style.display === 'inline' || !element.checkVisibility()) continue;
    if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
    if (element.scrollWidth > element.clientWidth + 1) found.push(['cut', element.outerHTML]);
    if (element.scrollHeight > element.clientHeight + 1) found.push(['cut', element.outerHTML]);
  }
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || skipped(parent) || !parent.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) lines.push([box, node.data.trim(), parent]);
  }
  lines.forEach(([a, one, here], number) => {
    for (const [b, other, there] of lines.slice(number + 1)) {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && high > Math.min(a.height, b.height) / 2) found.push(['upon', one, other]);
    }
  });
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) found.push(['scrolls sideways', width]);
  return found;
}"""

# WCAG 2.2, 1.4.12.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""


@by_place
def test_a_page_fits_320_pixels(opened: Page) -> None:
    for width in (320, 360, 768):
        opened.set_viewport_size({"width": width, "height": 800})
        assert opened.evaluate(LAYOUT) == [], width


@by_place
def test_text_of_twice_the_size_fits_and_is_whole(opened: Page) -> None:
    opened.add_style_tag(content="html { font-size: 200% !important }")
    for width in (1280, 640):
        opened.set_viewport_size({"width": width, "height": 800})
        assert opened.evaluate(LAYOUT) == [], width


@by_place
def test_wider_text_spacing_breaks_nothing(opened: Page) -> None:
    opened.add_style_tag(content=SPACING)
    for width in (320, 1280):
        opened.set_viewport_size({"width": width, "height": 800})
        assert opened.evaluate(LAYOUT) == [], width


def test_what_breaks_a_layout_is_found(sheet: Page) -> None:
    sheet.set_viewport_size({"width": 320, "height": 800})
    sheet.set_content(
        "<div style='height: 1em; overflow: hidden'>a<br>b</div><p>one</p>"
        "<p style='margin-block-start: -2em'>two</p><div style='width: 400px'>wide</div>"
    )
    found = sheet.evaluate(LAYOUT)
    assert [each[0] for each in found] == ["cut", "upon", "scrolls sideways"]


# --- the keyboard ---------------------------------------------------------------------------

CONTROLS = """() => {
  const all = document.querySelectorAll(
    'a[href], button, input, textarea, select, summary, [tabindex="0"]');
  const seen = [...all].filter(each => each.checkVisibility());
  seen.forEach((each, number) => each.dataset.number = number);
  return seen.length;
}"""

# Looked at in the middle of what the window has of it: a browser scrolls a field of several lines
# no further than its first line (WCAG 2.4.11: not entirely hidden).
FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body || element === document.documentElement) return null;
  const style = getComputedStyle(element);
  const box = element.getClientRects()[0];
  const x = (box.left + box.right) / 2;
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const top = document.elementFromPoint(x, y);
  return {
    number: Number(element.dataset.number),
    html: element.outerHTML.slice(0, 120),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    is_shown: top !== null && (element.contains(top) || top.contains(element)),
  };
}"""


@pytest.mark.parametrize(
    ("path", "where"),
    [(path, where) for path, where in PLACES if "topics" not in path and "year" not in path],
)
def test_the_keyboard_reaches_every_control_in_order_and_each_shows_its_focus(
    opened: Page, path: str
) -> None:
    opened.set_viewport_size({"width": 360, "height": 640})
    opened.evaluate(OPEN_ALL)
    count = opened.evaluate(CONTROLS)
    reached: list[int] = []
    for _ in range(count):
        opened.keyboard.press("Tab")
        focused = opened.evaluate(FOCUSED)
        assert focused is not None, (path, reached)
        assert focused["outline"] >= 2, focused
        assert focused["is_shown"], focused
        reached.append(focused["number"])
    # In the order of the document, so that reading and walking tell the same story.
    assert reached == list(range(count)), path


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(page: Page, address: str) -> None:
    page.goto(f"{address}/en/releases/2020/ngo-meeting/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
