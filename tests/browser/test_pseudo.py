"""The site in pseudo-languages, in a real browser: every word of the interface is a string that can
be translated, and there is room for longer ones, in both directions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from beyan.build import build
from beyan.build.options import Options
from beyan.language.locale import Language
from beyan.language.pseudo import CLOSING, OPENING, Pseudo
from beyan.model.config import Config
from beyan.model.messages import MESSAGES
from beyan.plan.plan import plan_pages
from beyan.source.settings import load_config
from beyan.source.site import load_site
from tests.browser.conftest import served
from tests.browser.test_accessibility import LAYOUT
from tests.browser.test_preview import TEXT, Served, preview  # noqa: F401  # a fixture
from tests.conftest import NOW, SampleSite, release
from tests.test_languages import (
    PSEUDO_CONFIG,
    allowed,
    pseudo_content,
    said,
    without_content,
    words,
)

STYLES: tuple[Pseudo, ...] = ("accents", "rtl")
TAGS = ("az", "en")
_BRACKETED = re.compile(f"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")
# Commands, files and codes are the same in every language.
SAID_ON_DESK = """() => {
  const body = document.body.cloneNode(true);
  for (const each of body.querySelectorAll("code, script")) each.remove();
  return body.innerText;
}"""
DRAFT = "content/releases/2026/2026-03-09-draft.az.md"


def in_real_languages(text: str) -> str:
    """Content of the tests of languages, where it is in eo and ia."""
    return re.sub(r"\bia\b", "en", re.sub(r"\beo\b", "az", text))


def content() -> dict[str, str | bytes]:
    return {
        in_real_languages(path): in_real_languages(data) if isinstance(data, str) else data
        for path, data in pseudo_content().items()
    }


KNOWN = {word for tag in TAGS for word in allowed(tag)} | {
    word for tag in TAGS for word in words(Language(tag).self_name)
}


def without_brackets(page: str) -> list[str]:
    """The words of the page that are neither content nor within the brackets of a string."""
    text = "\n".join(text for _, text in said(page, TAGS))
    return loose(text)


def loose(text: str) -> list[str]:
    text = re.sub(rf"http://127\.0\.0\.1[^\s{CLOSING}]*", "", text)
    while (shorter := _BRACKETED.sub("", text)) != text:
        text = shorter
    assert OPENING not in text, text
    assert CLOSING not in text, text
    return [word for word in words(without_content(text)) if word not in KNOWN]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> SampleSite:
    """Something of everything that a site can have, in two languages with their own catalogues."""
    made = SampleSite(tmp_path_factory.mktemp("pseudo"))
    return made.change({"site_config.yaml": in_real_languages(PSEUDO_CONFIG), **content()})


def one_of_each(root: Path) -> list[str]:
    """The addresses of the first page of each kind in each language, and of two releases."""
    config, _ = load_config(root)
    assert isinstance(config, Config)
    pages = [
        page
        for page in plan_pages(load_site(root, config, NOW).site).pages()
        if page.template != "redirect.html"
    ]
    first = {(page.template, page.language): page.address for page in reversed(pages)}
    releases = ("/az/releases/2026/meeting/", "/az/releases/2026/withdrawn/")
    return sorted({*first.values(), *releases})


@pytest.fixture(scope="module", params=STYLES)
def pseudo(
    everything: SampleSite, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[tuple[str, str]]:
    """The style, and where the site is served in it."""
    output = tmp_path_factory.mktemp("output")
    report = build(everything.root, output, Options(now=NOW, pseudo=request.param))
    assert not report.has_errors, sorted(report.problems)
    with served(output) as url:
        yield request.param, url


def test_every_kind_of_page_has_its_interface_in_brackets_and_room_for_it(
    everything: SampleSite, pseudo: tuple[str, str], page: Page
) -> None:
    style, url = pseudo
    addresses = one_of_each(everything.root)
    assert len(addresses) > 25
    page.set_viewport_size({"width": 320, "height": 800})
    found = {}
    for address in addresses:
        page.goto(url + address)
        root = page.locator("html")
        assert (root.get_attribute("dir") == "rtl") is (style == "rtl"), address
        expect(page.locator('meta[name="robots"]')).to_have_attribute("content", "noindex")
        found[address] = [*without_brackets(page.content()), *page.evaluate(LAYOUT)]
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("style", STYLES)
def test_the_preview_and_the_press_desk_speak_in_brackets(
    preview: Callable[..., Served],  # noqa: F811
    page: Page,
    style: Pseudo,
) -> None:
    files = {
        "site_config.yaml": in_real_languages(PSEUDO_CONFIG),
        **content(),
        TEXT: release("§day", text="§text"),
        "content/releases/2026/2026-02-01-other.az.md": release("§other", "2026-02-01", text="§t"),
        DRAFT: release("§draft", "2026-03-09", draft="true", text="§text"),
    }
    shown = preview(files, more=("--pseudo", style))
    page.set_viewport_size({"width": 320, "height": 800})
    for address in ("/az/", "/az/releases/2026/draft/", "/az/releases/2026/meeting/"):
        page.goto(shown.url(address))
        assert without_brackets(page.content()) == [], address
        assert page.evaluate(LAYOUT) == [], address
    page.goto(shown.url("/_desk/"))
    told = re.sub(
        "|".join(sorted(MESSAGES, key=len, reverse=True)), "", page.evaluate(SAID_ON_DESK)
    )
    assert [word for word in loose(told) if word not in ("AM", "PM")] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_preview_leaves_the_marks_of_a_page_where_they_are(
    preview: Callable[..., Served],  # noqa: F811
    page: Page,
) -> None:
    path = "content/releases/2026/2026-03-05-gone.az.md"
    withdrawn = "{date: 2026-03-06, reason: a}"
    shown = preview({path: release("Gone", "2026-03-05", withdrawn=withdrawn)})
    page.goto(shown.url("/az/"))
    expect(page.locator("main .badge")).to_be_visible()
    expect(page.locator("main .badge")).to_have_css("position", "static")


def test_a_word_without_brackets_is_found() -> None:
    page = (
        "<html lang='az'><head><title>⟦Ţ⟧ §a</title></head><body><p>⟦Ŕ <b>12</b> ⟦ţ⟧⟧ §b</p>"
        "<p>Share</p><img alt='Photo'></body></html>"
    )
    assert without_brackets(page) == ["Share", "Photo"]
    with pytest.raises(AssertionError):
        loose("⟦cut")
