"""`make screenshots`: the pages as readers see them, to be looked at, and two for the README."""

from __future__ import annotations

import shutil
import sys
import tempfile
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from beyan.build import build
from beyan.build.options import Options
from tests.browser.conftest import FLAGS, HERE, NOW, REPOSITORY, chromium_path, served
from tests.browser.kinds import SCHEMES

FOLDER = HERE / "screenshots"
# Of the sample site.
PAGES = {
    "home": ("/az/", "/en/"),
    "release": ("/az/releases/2020/qht-gorusu/", "/en/releases/2020/ngo-meeting/"),
    "photos": (
        "/az/releases/2023/menim-huquqlarim-resm-musabiqesi/",
        "/en/releases/2023/my-rights-drawing-contest/",
    ),
    "list": ("/az/releases/", "/en/releases/"),
    "year": ("/az/releases/2023/", "/en/releases/2023/"),
    "search": ("/az/search/?q=uşaq", "/en/search/?q=children"),
    "people": ("/az/participants/", "/en/participants/"),
}
# Of tests/sites/languages.
ARABIC = {
    "home": ("/ar/",),
    "release": ("/ar/releases/2026/yawm-al-tifl/",),
    "list": ("/ar/releases/",),
    "year": ("/ar/releases/2026/",),
    "search": ("/ar/search/?q=الطفل",),
    "people": ("/ar/participants/",),
}
# Those that wait until they are near are not fetched yet.
DECODED = """() => Promise.all(
  [...document.images].filter(each => each.loading !== 'lazy').map(each => each.decode()))"""
SIZES = {"phone": (360, 780), "tablet": (768, 1024), "desktop": (1280, 900)}
# A desktop and a phone beside each other: name, language, scheme.
README = {
    "release": (("photos", "az", "light"), ("photos", "en", "dark")),
    "home": (("home", "en", "light"), ("home", "az", "dark")),
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        arabic = Path(folder) / "site"
        shutil.copytree(REPOSITORY / "tests" / "sites" / "languages", arabic)
        settings = arabic / "site_config.yaml"
        settings.write_text(settings.read_text().replace("search: false", "search: true"))
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        for site, pages in ((REPOSITORY, PAGES), (arabic, ARABIC)):
            output = Path(folder) / f"output-{site.name}"
            report = build(site, output, Options(now=NOW))
            assert not report.has_errors, sorted(report.problems)
            with served(output) as url:
                for name, paths in pages.items():
                    _take(browser, url, name, paths)
        browser.close()
    for name, (wide, narrow) in README.items():
        _side_by_side(wide, narrow).save(REPOSITORY / f"docs/images/{name}.png", optimize=True)


def _take(browser: Browser, url: str, name: str, paths: tuple[str, ...]) -> None:
    for path, scheme, (size, (width, height)) in product(paths, SCHEMES, SIZES.items()):
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=2
        )
        page.goto(url + path)
        # Decoded beside the rest, a photo may come after the page has loaded.
        page.evaluate(DECODED)
        if "?q=" in path:
            page.locator("main ol > li").first.wait_for()
        stem = f"{name}-{path[1:3]}-{scheme}-{size}"
        page.screenshot(path=FOLDER / f"{stem}-top.png")
        _load_everything(page)
        page.screenshot(path=FOLDER / f"{stem}.png", full_page=True)
        page.close()
        print(stem, file=sys.stderr, flush=True)


def _load_everything(page: Page) -> None:
    """Pictures further down are fetched when they come near."""
    page.evaluate("document.querySelectorAll('img').forEach(each => each.loading = 'eager')")
    page.wait_for_function("[...document.images].every(each => each.complete)")


def _side_by_side(wide: tuple[str, str, str], narrow: tuple[str, str, str]) -> Image.Image:
    """The tops of two pages at half their pixels, in 256 colours."""
    left, tall = (
        Image.open(FOLDER / f"{'-'.join(of)}-{size}-top.png")
        for of, size in ((wide, "desktop"), (narrow, "phone"))
    )
    height = 900
    right = tall.resize((tall.width * height * 2 // tall.height, height * 2))
    gap = 48
    sheet = Image.new("RGB", (left.width + gap + right.width, height * 2), "#8d8676")
    sheet.paste(left, (0, 0))
    sheet.paste(right, (left.width + gap, 0))
    half = sheet.resize((sheet.width // 2, sheet.height // 2), Image.Resampling.LANCZOS)
    return half.quantize(256, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
