"""Which letters a page is drawn with, what they weigh, and that nothing moves when they come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import coming_late

RELEASE = "/az/releases/2020/qht-gorusu/"
MOVED = """() => new Promise(resolve => {
  let moved = 0;
  const add = list => list.getEntries().forEach(each => moved += each.value);
  new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(moved), 100);
})"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A first visit: nothing is in its cache."""
    context = browser.new_context(viewport={"width": 412, "height": 823})
    yield context.new_page()
    context.close()


def fonts(page: Page, selector: str, text: str) -> list[dict[str, Any]]:
    """What Chromium draws the text with there."""
    element = page.locator(selector).first
    element.evaluate("(element, text) => element.textContent = text", text)
    page.evaluate("document.fonts.ready")
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    found: list[dict[str, Any]] = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})[
        "fonts"
    ]
    return found


def drawn_with(page: Page, selector: str, text: str) -> set[tuple[str, bool]]:
    """The families that the text is drawn with there, each with whether the site brings it."""
    return {(font["familyName"], font["isCustomFont"]) for font in fonts(page, selector, text)}


@pytest.mark.parametrize(
    ("selector", "family"),
    [
        ("h1", "Noto Serif"),
        (".lead", "Noto Serif"),
        (".prose p", "Noto Sans"),
        (".trail a", "Noto Sans"),
    ],
)
def test_every_letter_of_azerbaijani_is_drawn_with_the_fonts_of_the_site(
    phone: Page, address: str, selector: str, family: str
) -> None:
    phone.goto(address + RELEASE)
    for text in ("Əə Ğğ Iı İi Şş Çç Öö Üü", "«A», “b” – 5–9 №1 ₼", "Zażółć Đà Nẵng", "Ўзбек Ҹә"):
        drawn = drawn_with(phone, selector, text)
        # The last needs a file that is fetched when a page has such letters.
        phone.wait_for_load_state("networkidle")
        assert drawn_with(phone, selector, text) == {(family, True)}, (text, drawn)


@pytest.mark.parametrize("path", ["/az/", "/en/", RELEASE])
def test_a_first_visit_fetches_two_fonts_at_once_and_nothing_moves(
    phone: Page, address: str, path: str
) -> None:
    sizes: dict[str, int] = {}
    phone.on(
        "response",
        lambda each: (
            sizes.update({each.url: int(each.headers["content-length"])})
            if each.url.endswith(".woff2")
            else None
        ),
    )
    told: list[str] = []
    phone.on("console", lambda message: told.append(message.text))
    phone.goto(address + path, wait_until="networkidle")
    assert sorted(each.split("/")[-1].split(".")[0] for each in sizes) == [
        "sans-latin",
        "serif-latin",
    ]
    assert sum(sizes.values()) <= 60_000
    assert phone.evaluate(MOVED) == 0
    # A font that is asked for early and not used is told of after a while.
    assert told == []
    kinds = "performance.getEntriesByType('resource').map(each => [each.name, each.initiatorType])"
    assert {kind for name, kind in phone.evaluate(kinds) if name in sizes} == {"link"}


def test_letters_that_come_late_stand_where_others_stood(phone: Page, address: str) -> None:
    """The reader's own fonts are drawn as wide and as high: next to nothing moves."""
    with coming_late(phone, "**/*.woff2"):
        phone.goto(address + RELEASE, wait_until="commit")
        phone.get_by_role("contentinfo").wait_for()
        # The reader's own are looked up while the page is shown already.
        phone.wait_for_timeout(300)
        before = phone.locator(".prose").first.bounding_box()
    phone.wait_for_load_state("networkidle")
    after = phone.locator(".prose").first.bounding_box()
    moved = phone.evaluate(MOVED)
    assert drawn_with(phone, ".brand-name a", "Əə") == {("Noto Serif", True)}
    assert before is not None
    assert after is not None
    assert after["y"] == pytest.approx(before["y"], abs=1)
    assert moved <= 0.05


@pytest.mark.parametrize(
    ("language", "glyphs"),
    [("az", 14), ("tr", 14), ("kk-Latn", 14), ("gag", 14), ("en", 12), ("de", 12)],
)
@pytest.mark.parametrize("selector", ["h1", ".prose p", ".lead"])
def test_no_ligature_takes_the_dot_of_an_i_where_a_letter_without_it_is_another(
    phone: Page, address: str, selector: str, language: str, glyphs: int
) -> None:
    phone.goto(address + RELEASE)
    phone.evaluate("tag => { document.documentElement.lang = tag; }", language)
    assert sum(each["glyphCount"] for each in fonts(phone, selector, "müdafiə, fikir")) == glyphs
