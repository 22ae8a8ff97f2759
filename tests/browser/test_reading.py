"""The pages in a real Chromium: phone and desktop, light and dark, both languages."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

# One page of each kind, in both languages.
KINDS = {
    "chooser": ("/",),
    "home": ("/az/", "/en/"),
    "releases": ("/az/releases/page/2/", "/en/releases/"),
    "year": ("/az/releases/2023/", "/en/releases/2024/"),
    "release": ("/az/releases/2020/qht-gorusu/", "/en/releases/2020/ngo-meeting/"),
    "topics": ("/az/topics/", "/en/topics/"),
    "topic": ("/az/topics/vetendas-cemiyyeti/", "/en/topics/civil-society/"),
    "participants": ("/az/participants/", "/en/participants/"),
    "participant": ("/az/participants/sabina-aliyeva/", "/en/participants/sabina-aliyeva/"),
    "page": ("/az/haqqimizda/", "/en/about/"),
    "not found": ("/404.html", "/az/404.html", "/en/404.html"),
}
ADDRESSES = tuple(address for addresses in KINDS.values() for address in addresses)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# The narrowest reflow of WCAG 2.2 (1.4.10), a common phone, a desktop.
WIDTHS = (320, 360, 1280)


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_page_scrolls_sideways(browser: Browser, address: str, path: str) -> None:
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        page.close()


@pytest.mark.parametrize("path", ADDRESSES)
def test_axe_finds_no_violation(browser: Browser, address: str, axe_source: str, path: str) -> None:
    for scheme, width in product(SCHEMES, (360, 1280)):
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto(address + path)
        page.evaluate(axe_source)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found = [
            (each["id"], node["html"]) for each in result["violations"] for node in each["nodes"]
        ]
        assert found == [], (scheme, width)
        page.close()


def test_pages_with_every_feature_have_no_violation(
    browser: Browser, address: str, output: Path, axe_source: str
) -> None:
    """Photos, a table, footnotes, a correction, a withdrawal: each on some release."""
    wanted = ("<figure", 'class="table"', 'class="footnote"', 'class="correction', "withdrawn")
    releases = sorted(output.glob("*/releases/2*/*/index.html"))
    for mark in wanted:
        file = next(file for file in releases if mark in file.read_text())
        page = browser.new_page(viewport={"width": 360, "height": 800})
        page.goto(f"{address}/{file.parent.relative_to(output).as_posix()}/")
        page.evaluate(axe_source)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [each["id"] for each in result["violations"]] == [], mark
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, mark
        page.close()


def test_the_language_switch_lands_on_the_same_release(page: Page, address: str) -> None:
    page.goto(f"{address}/az/releases/2020/qht-gorusu/")
    page.get_by_role("navigation", name="Dillər").get_by_role("link", name="English").click()
    assert page.url == f"{address}/en/releases/2020/ngo-meeting/"
    assert page.get_by_text("Read 368 times").is_visible()
    page.get_by_role("link", name="Azərbaycan", exact=True).first.click()
    assert page.url == f"{address}/az/releases/2020/qht-gorusu/"
    assert page.get_by_text("368 dəfə oxunub").is_visible()


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_request_leaves_the_site_and_no_script_is_needed(
    browser: Browser, address: str, path: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    requests: list[str] = []
    failures: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on(
        "response",
        lambda response: failures.append(response.url) if response.status >= 400 else None,
    )
    page.goto(address + path)
    assert page.locator("h1").first.is_visible()
    assert [url for url in requests if not url.startswith(address)] == []
    assert failures == []
    context.close()


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(page: Page, address: str) -> None:
    page.goto(f"{address}/en/releases/2020/ngo-meeting/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"


def test_the_call_centre_is_a_telephone_link_in_the_same_place_on_each_page(
    page: Page, address: str
) -> None:
    places = set()
    for path in ADDRESSES:
        if path == "/":
            continue
        page.goto(address + path)
        link = page.locator('header a[href="tel:916"]')
        assert link.count() == 1, path
        box = link.bounding_box()
        assert box is not None
        places.add((path[:4], box["y"]))
    assert len({y for _, y in places}) == 1
