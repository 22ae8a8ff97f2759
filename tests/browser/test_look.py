"""Looks of offices as a browser shows them: to be read in light and dark, and nothing moves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import served
from tests.browser.kinds import SCHEMES
from tests.browser.test_accessibility import violations
from tests.conftest import CONFIG, SampleSite, release
from tests.test_theme import FILES

PAGES = ("/", "/az/", "/az/releases/2026/x/")
# As near as colours may be to one another, and a bar that is light by day.
LOOKS = {
    "grey": """
theme:
  logo: assets/images/Gerb şəhər.svg
  colours: {accent: "#767676", text: "#666666", ornament: "#949494", paper: "#ffffff"}
  fonts: {headings: {family: Office, file: assets/serif.woff2}}
""",
    "sunny": """
theme:
  logo: assets/tab.png
  colours:
    accent: "#1d3f9a"
    bar: "#ffcc33"
    paper: "#f4f6fb"
    dark: {paper: "#000000", text: "#767676", accent: "#8fa8ea"}
  border: none
""",
}


@pytest.fixture(scope="module", params=LOOKS)
def look(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site of that look is served."""
    settings = CONFIG + LOOKS[request.param]
    text = "> Sitat\n\n`kod` [keçid](https://example.org)[^1]\n\n[^1]: Qeyd."
    made = SampleSite(tmp_path_factory.mktemp("look") / "site").change(
        {
            **FILES,
            "site_config.yaml": settings + "help: {text: {az: Kömək, en: Help}}\n",
            "content/topics.yaml": "law: {name: {az: Qanun, en: Law}}\n",
            "content/releases/2026/2026-03-05-x.az.md": release(text=text, topics="[law]"),
            "content/releases/2026/2026-03-06-y.az.md": release(
                "Geri", "2026-03-06", withdrawn="{date: 2026-04-01, reason: Səhv}"
            ),
        }
    )
    assert made.build(strict=True).lines == []
    with served(made.output) as url:
        yield url


def test_axe_finds_no_violation_in_any_look(look: str, browser: Browser, axe_source: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    for path, scheme in product(PAGES, SCHEMES):
        page.emulate_media(color_scheme=scheme)
        page.goto(look + path)
        assert violations(page, axe_source) == [], (path, scheme)
    page.close()


def test_nothing_moves_when_the_logo_arrives(look: str, browser: Browser) -> None:
    for width, path in ((360, "/"), (1280, "/az/")):
        page = browser.new_page(viewport={"width": width, "height": 800})
        there = "JSON.stringify(document.querySelector('[class$=-mark]').getBoundingClientRect())"
        page.goto(look + path)
        shown = page.evaluate(there)
        page.route("**/assets/**/*.svg", lambda route: route.abort())
        page.route("**/assets/*.png", lambda route: route.abort())
        page.reload()
        assert page.evaluate(there) == shown, (width, path)
        assert '"height":0' not in shown
        page.close()


def test_what_is_printed_is_black_on_white(look: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{look}/az/releases/2026/x/")
    page.emulate_media(media="print", color_scheme="dark")
    found = "getComputedStyle(document.body)"
    assert page.evaluate(f"[{found}.color, {found}.backgroundColor]") == [
        "rgb(0, 0, 0)",
        "rgb(255, 255, 255)",
    ]
    page.close()


def test_own_letters_are_loaded_from_the_site_itself(
    browser: Browser, tmp_path: Path, look: str
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{look}/az/", wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter(e => e.status == 'loaded').map(e => e.family)"
    )
    has_own = any("/serif." in each for each in asked)
    assert has_own == ("Office" in [each.strip('"') for each in loaded])
    assert all(each.startswith(look) for each in asked)
    page.close()
