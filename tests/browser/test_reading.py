"""What a reader does on a page, in a real Chromium: switch language, share, cite, print."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import coming_late
from tests.browser.kinds import ADDRESSES

RELEASE = "/en/releases/2020/ngo-meeting/"
PHOTOS = "/en/releases/2023/my-rights-drawing-contest/"


def test_the_language_switch_lands_on_the_same_release(page: Page, address: str) -> None:
    page.goto(f"{address}/az/releases/2020/qht-gorusu/")
    page.get_by_role("navigation", name="Dillər").get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{address}{RELEASE}")
    expect(page.get_by_text("Read 368 times")).to_be_visible()
    page.get_by_role("link", name="Azərbaycan", exact=True).first.click()
    expect(page).to_have_url(f"{address}/az/releases/2020/qht-gorusu/")
    expect(page.get_by_text("368 dəfə oxunub")).to_be_visible()


def test_without_scripts_every_page_is_whole_and_asks_no_other_host(
    browser: Browser, address: str
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
    for path in ADDRESSES:
        page.goto(address + path)
        expect(page.locator("h1").first, path).to_be_visible()
        scripts = page.locator("script:not([type='application/ld+json'])").count()
        assert scripts == (1 if path.endswith("/search/") else 0), path
    assert len(requests) > len(ADDRESSES)
    assert [url for url in requests if not url.startswith(address + "/")] == []
    assert failures == []
    context.close()


def test_without_scripts_a_citation_can_be_opened_and_copied(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + RELEASE)
    field = page.get_by_label("Citation", exact=True)
    expect(field).to_be_hidden()
    page.get_by_text("Citation and address").click()
    title = "Ombudsman holds online meeting with NGOs and rights defenders"
    assert field.input_value() == (
        "Commissioner for Human Rights (Ombudsman) of the Republic of Azerbaijan. "
        f"“{title}”. Press release, 22 May 2020. https://press.ombudsman.example{RELEASE}"
    )
    expect(field).not_to_be_editable()
    shown = page.get_by_label("Address of this page").input_value()
    assert shown == f"https://press.ombudsman.example{RELEASE}"
    context.close()


def test_share_links_carry_the_title_and_the_address_and_load_nothing(
    page: Page, address: str
) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{address}/az/releases/2020/qht-gorusu/")
    page.wait_for_load_state("networkidle")
    own = "https://press.ombudsman.example/az/releases/2020/qht-gorusu/"
    title = page.locator("h1").inner_text()
    hosts = []
    for link in page.locator(".release-share a").all():
        parts = urlsplit(str(link.get_attribute("href")))
        hosts.append(parts.hostname or parts.scheme)
        said = " ".join(text for texts in parse_qs(parts.query).values() for text in texts)
        assert own in said, said
        assert parts.hostname == "www.facebook.com" or title in said, said
        assert "noreferrer" in str(link.get_attribute("rel"))
    assert hosts == ["mailto", "wa.me", "t.me", "www.facebook.com"]
    assert [url for url in requests if not url.startswith(address + "/")] == []


def test_a_related_release_can_be_followed(page: Page, address: str) -> None:
    page.goto(f"{address}/en/releases/2023/my-rights-drawing-contest/")
    related = page.get_by_role("heading", name="Related press releases").locator("..")
    assert related.get_by_role("link").count() == 3
    related.get_by_role("link").first.click()
    expect(page.locator(".tags").first.get_by_text("Children’s rights")).to_be_visible()


def test_the_trail_leads_to_the_pages_above(page: Page, address: str) -> None:
    page.goto(address + RELEASE)
    trail = page.get_by_role("navigation", name="You are here").get_by_role("link")
    assert trail.all_inner_texts() == ["Home page", "Press releases", "2020"]
    trail.last.click()
    expect(page).to_have_url(f"{address}/en/releases/2020/")


def test_the_call_centre_is_a_telephone_link_in_the_same_place_on_each_page(
    page: Page, address: str
) -> None:
    places = defaultdict[int, set[tuple[float, float | None]]](set)
    for path in ADDRESSES:
        page.goto(address + path)
        link = page.locator('header a[href="tel:916"]')
        assert link.count() == 1, path
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            box = link.bounding_box()
            assert box is not None
            # The front door names it in every language, so there the number stands further on.
            places[width].add((box["y"], box["x"] if path[1:3] == "en" else None))
    for width, found in places.items():
        assert len({y for y, _ in found}) == 1, width
        assert len({x for _, x in found if x is not None}) == 1, width


def test_a_footnote_leads_there_and_back(page: Page, address: str, output: Path) -> None:
    file = next(
        file
        for file in sorted(output.glob("en/releases/2*/*/index.html"))
        if 'class="footnote"' in file.read_text()
    )
    url = f"{address}/{file.parent.relative_to(output).as_posix()}/"
    page.goto(url)
    page.get_by_role("link", name="Footnote 1", exact=True).click()
    expect(page).to_have_url(f"{url}#fn:1")
    page.get_by_role("link", name="Back to footnote 1 in the text").click()
    expect(page).to_have_url(f"{url}#fnref:1")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_wide_table_scrolls_by_keyboard_inside_its_own_named_box(
    page: Page, address: str, output: Path, width: int
) -> None:
    file = next(
        file
        for file in sorted(output.glob("en/releases/2*/*/index.html"))
        if 'class="table"' in file.read_text()
    )
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/{file.parent.relative_to(output).as_posix()}/")
    box = page.get_by_role("region", name="Table 1", exact=True)
    # As wide as it can get: a word that cannot be broken in each cell.
    box.evaluate("e => e.querySelectorAll('td').forEach(c => c.append(' ' + 'x'.repeat(60)))")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.table').scrollLeft > 0")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


MOVED = """() => new Promise(resolve => {
  let moved = 0;
  const add = list => list.getEntries().forEach(each => moved += each.value);
  new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(moved), 100);
})"""


@pytest.mark.parametrize("path", [PHOTOS, "/en/", "/az/search/"])
def test_nothing_moves_while_a_page_is_loading(page: Page, address: str, path: str) -> None:
    page.set_viewport_size({"width": 412, "height": 823})
    with coming_late(page, "**/assets/search*.js", "**/*.avif"):
        page.goto(address + path, wait_until="commit")
        page.get_by_role("contentinfo").wait_for()
        # Painted without them, which is what makes a move one.
        page.wait_for_timeout(300)
    page.wait_for_load_state("load")
    assert page.evaluate(MOVED) == 0


def test_a_printed_release_is_a_press_sheet(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    page.goto(address + RELEASE)
    for shown in (".brand-name", ".call-centre", "h1", ".lead", ".prose", ".people"):
        expect(page.locator(shown).first, shown).to_be_visible()
    for shown in (".release-contact", ".printed-address"):
        expect(page.locator(shown).first, shown).to_be_visible()
    for hidden in (".skip", ".menu", ".switcher", ".trail", ".release-share", ".related"):
        expect(page.locator(hidden).first, hidden).to_be_hidden()
    expect(page.locator(".neighbours")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_a_printed_photo_has_its_caption_and_no_link_to_a_file(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    page.goto(address + PHOTOS)
    # One above the text, one in it, one below it.
    assert page.locator("figcaption").count() == 3
    for caption in page.locator("figcaption").all():
        expect(caption.locator("span").first).to_be_visible()
        expect(caption.locator(".photo-download")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("width", "height"), [(360, 640), (1280, 800), (844, 390)])
def test_a_photo_fills_the_window_until_it_is_closed_and_is_fetched_no_sooner(
    browser: Browser, address: str, width: int, height: int, scripts: bool
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=scripts
    )
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address + PHOTOS)
    page.wait_for_load_state("networkidle")
    # Without scripts Chromium may fetch all of a page at once.
    assert not scripts or sum("/collage." in each for each in requests) == 1
    links = page.locator("figure.photo > a[href^='#']").all()
    assert links
    for small in links:
        large = page.locator(str(small.get_attribute("href")))
        expect(large).to_be_hidden()
        small.click()
        large.locator("img").click(trial=True)  # It is there, and does not move any more.
        box = large.locator("img").bounding_box()
        seen = large.bounding_box()
        assert box is not None
        assert seen is not None
        assert (seen["x"], seen["y"], seen["width"], seen["height"]) == (0, 0, width, height)
        assert min(box["x"], box["y"]) >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
        assert box["width"] / box["height"] == pytest.approx(1.5, abs=0.02)
        close = large.get_by_text("Close the photo")
        expect(close).to_be_visible()
        close.click()
        expect(large).to_be_hidden()
        expect(small).to_be_visible()
        small.click()
        expect(large).to_be_visible()
        page.go_back()
        expect(large).to_be_hidden()
    context.close()
