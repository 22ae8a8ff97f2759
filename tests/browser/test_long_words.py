"""Words that no line has room for, large letters, and what a system's own colours show."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from beyan.build import build
from beyan.build.options import Options
from tests.browser.conftest import NOW, served
from tests.browser.kinds import ADDRESSES

WORD = "Elektroenergetikləşdirilməmişlərdənsinizmidirsədəməkdaşların"
EDITION = f"""---
title: {WORD}
date: 2026-0{{number}}-01
place: {WORD}
summary: {WORD}
topics: [topic]
participants: [person, {{{{name: {WORD}, role: {WORD}}}}}]
contact: {{{{name: {WORD}, email: {"a" * 60}@example.org}}}}
corrections: [{{{{date: 2026-05-01, text: {WORD}}}}}]
---
{WORD}

## {WORD}

> {WORD}

- {WORD}: `{WORD}`, https://example.org/{"a" * 60}

| {WORD} | {WORD} |
|---|---|
| a | b |

{WORD}[^1]
: {WORD}

[^1]: {WORD}
"""
CONFIG = f"""name: {{az: {WORD}}}
tagline: {{az: {WORD}}}
base_url: https://press.example.org
languages: [az]
timezone: Asia/Baku
page_size: 2
contact: {{call_centre: "916", email: {"a" * 60}@example.org}}
social_cards: false
"""
PAGES = (
    *("/", "/az/", "/az/releases/", "/az/releases/page/2/", "/az/releases/2026/", "/az/topics/"),
    *("/az/releases/2026/long-2/", "/az/topics/topic/", "/az/participants/", "/az/about/"),
    *("/az/participants/person/", "/az/search/", "/az/404.html", "/az/corrections/"),
)
WIDER = """() => [...document.querySelectorAll('body *')].filter(each =>
  each.getBoundingClientRect().right > innerWidth && !each.closest('.table, .only-heard, .skip')
).map(each => each.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def long_words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = tmp_path_factory.mktemp("long")
    files = {
        "site_config.yaml": CONFIG,
        "content/topics.yaml": f"topic:\n  name: {{az: {WORD}}}\n  slug: {{az: topic}}\n",
        "content/participants.yaml": f"person:\n  name: {{az: {WORD}}}\n  role: {{az: {WORD}}}\n",
        "content/pages/about.az.md": f"---\ntitle: {WORD}\n---\n{WORD}\n",
        **{
            f"content/releases/2026/long-{number}.az.md": EDITION.format(number=number)
            for number in range(1, 4)
        },
    }
    for path, content in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(content)
    report = build(site, site / "output", Options(now=NOW))
    assert not report.has_errors, sorted(report.problems)
    with served(site / "output") as address:
        yield address


@pytest.mark.parametrize(("width", "size"), [(320, 100), (360, 200), (1280, 100)])
def test_a_word_of_60_letters_widens_no_page(
    page: Page, long_words: str, width: int, size: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        answer = page.goto(long_words + path)
        assert answer is not None
        assert answer.ok, path
        page.add_style_tag(content=f"html {{ font-size: {size}% !important }}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (
            path,
            page.evaluate(WIDER),
        )


def test_text_of_twice_the_size_is_nowhere_wider_than_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    for path in ADDRESSES:
        page.goto(address + path)
        page.add_style_tag(content="html { font-size: 200% !important }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, (
            path,
            page.evaluate(WIDER),
        )


# What is current, and something beside it that is not.
CURRENT = {
    "/az/releases/2024/": (".years [aria-current]", ".years a:not([aria-current])"),
    "/az/releases/": (".pager [aria-current]", ".pager li a:not([aria-current])"),
    "/az/topics/": (".menu [aria-current]", ".menu a:not([aria-current])"),
    "/az/": (".switcher [aria-current]", ".switcher a:not([aria-current])"),
}
LOOK = """element => {
  const style = getComputedStyle(element);
  return [style.backgroundColor, style.textDecorationLine, style.borderColor];
}"""


def test_what_is_current_is_seen_in_the_colours_of_the_system(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(forced_colors="active")
    for path, (current, other) in CURRENT.items():
        page.goto(address + path)
        looks = [page.locator(each).first.evaluate(LOOK) for each in (current, other)]
        assert looks[0] != looks[1], (path, looks)
    page.close()


def test_who_wants_more_contrast_gets_it_and_every_link_is_underlined(
    browser: Browser, address: str
) -> None:
    for scheme in ("light", "dark"):
        page = browser.new_page(contrast="more", color_scheme=scheme)
        page.goto(f"{address}/az/releases/2020/qht-gorusu/")
        colour = "element => getComputedStyle(element).color"
        ink = page.locator("body").evaluate(colour)
        for muted in (".dateline", ".lead", ".trail", ".colophon-note"):
            assert page.locator(muted).first.evaluate(colour) == ink, (scheme, muted)
        for link in page.locator("main a:visible, .menu a, .trail a").all():
            line = link.evaluate("element => getComputedStyle(element).textDecorationLine")
            is_boxed = link.evaluate(
                "element => getComputedStyle(element).borderTopWidth !== '0px'"
            )
            assert line == "underline" or is_boxed or link.locator("img").count(), link.inner_text()
        page.close()


SHEETS = {
    "/az/": 2,
    "/az/releases/2024/": 1,
    "/az/releases/2020/qht-gorusu/": 2,
    "/az/releases/2023/menim-huquqlarim-resm-musabiqesi/": 2,
    "/az/releases/2026/umumdunya-usaqlar-gunu/": 1,
    "/az/haqqimizda/": 1,
}


def test_a_page_takes_no_more_sheets_than_its_text_needs(page: Page, address: str) -> None:
    for path, most in SHEETS.items():
        page.goto(address + path)
        pdf = page.pdf(format="A4", prefer_css_page_size=True)
        assert pdf.count(b"/Type /Page\n") <= most, path
