"""The head of every page, and how much room the front page takes, in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from beyan.build import build
from beyan.build.options import Options
from tests.browser.conftest import NOW, served

PHONES = (320, 360, 390)
FOLDED = (*PHONES, 768)
LINES = "all => new Set(all.map(each => Math.round(each.getBoundingClientRect().top))).size"
NAMES = (
    "Vətəndaşların qəbulu", "İnsan hüquqları", "Hesabatlar və nəşrlər", "Əlaqə", "Milli mexanizm",
    "Haqqımızda", "Beynəlxalq əməkdaşlıq", "Qanunvericilik", "Tez-tez verilən suallar",
    "Vakansiyalar", "Müraciət qaydası", "Əlçatanlıq",
)  # fmt: skip


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with more standing pages than two lines have room for, and nothing else."""
    folder = tmp_path_factory.mktemp("crowded")
    pages = folder / "content/pages"
    pages.mkdir(parents=True)
    (folder / "site_config.yaml").write_text(
        "name: {az: Azərbaycan Respublikasının İnsan Hüquqları üzrə Müvəkkili (Ombudsman)}\n"
        "base_url: https://press.example.org\nlanguages: [az]\ntimezone: Asia/Baku\n"
        'contact: {call_centre: "916"}\n'
    )
    for number, name in enumerate(NAMES):
        text = f"---\ntitle: {name}\nsummary: Səhifə.\norder: {number}\n---\nMətn.\n"
        (pages / f"p{number}.az.md").write_text(text)
    report = build(folder, folder / "output", Options(now=NOW))
    assert not report.has_errors, sorted(report.problems)
    with served(folder / "output") as url:
        yield url


@pytest.mark.parametrize("width", FOLDED)
def test_the_head_leaves_a_narrow_screen_to_the_text(
    page: Page, address: str, arabic: str, crowded: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 780})
    for url in (f"{address}/az/", f"{address}/en/releases/", f"{arabic}/ar/", f"{crowded}/az/"):
        page.goto(url)
        box = page.locator("header.masthead").bounding_box()
        assert box is not None
        assert box["height"] <= 120, url
        assert page.evaluate("document.documentElement.scrollWidth") == width, url
        expect(page.locator(".fold-body").first).to_be_hidden()


@pytest.mark.parametrize("width", [992, 1280])
def test_a_wide_screen_shows_search_and_menu_in_two_lines_at_most(
    page: Page, address: str, arabic: str, crowded: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for url in (f"{address}/az/", f"{address}/en/", f"{arabic}/ar/", f"{crowded}/az/"):
        page.goto(url)
        assert page.locator("header nav.menu li").evaluate_all(LINES) <= 2, url
        expect(page.locator("header").get_by_role("searchbox")).to_be_visible()
        expect(page.locator(".fold summary").first).to_be_hidden()


def test_search_and_menu_open_with_the_keyboard_one_at_a_time(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{address}/az/")
    search, menu = page.locator(".fold-search summary"), page.locator(".fold-menu summary")
    expect(search).to_have_text("Axtarış")
    expect(menu).to_have_text("Menyu")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.locator("nav.menu").get_by_role("link", name="Mövzular")).to_be_visible()
    search.focus()
    page.keyboard.press("Enter")
    expect(page.locator("nav.menu").get_by_role("link", name="Mövzular")).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.type("Novruz")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/az/search/\?q=Novruz"))
    expect(page.locator("main input[type=search]")).to_have_value("Novruz")
    # There is one field to search in, and it is in the page.
    expect(page.locator("input[type=search]")).to_have_count(1)


def test_what_a_site_does_not_have_is_not_in_its_menu(
    page: Page, address: str, crowded: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    for url, has in ((f"{address}/az/", True), (f"{crowded}/az/", False)):
        page.goto(url)
        for name in ("Mövzular", "İştirakçılar", "Düzəlişlər"):
            assert page.locator("nav.menu").get_by_text(name, exact=True).count() == has, name


def test_the_front_page_is_one_screen_and_a_half(page: Page, address: str, arabic: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    for url in (f"{address}/az/", f"{address}/en/", f"{arabic}/ar/"):
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollHeight") <= 1200, url
        lead, help = (page.locator(each).bounding_box() for each in (".front-lead", ".front-help"))
        assert lead is not None
        assert help is not None
        assert lead["y"] == help["y"]
