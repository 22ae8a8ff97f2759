"""How well the search answers: 80 queries of one expected page each over 2,000 releases, served by
a real nginx with the headers that the build wrote (`make search-quality`).

What it finds is printed and stands in docs/quality.md.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, Response, expect

from beyan.build import build
from beyan.build.options import Options
from tests.browser.conftest import NOW
from tests.browser.webserver import documented_server, free_port, made_certificate, nginx
from tests.conftest import CONFIG, SampleSite
from tests.search_corpus import site
from tests.search_queries import QUERIES

RELEASES = 2_000
MOST_BYTES = 250_000


class Answers(NamedTuple):
    """`ranks` are those of the expected pages from 1 on, 0 where one is missing; `heaviest` is what
    the browser loaded of the index and its scripts for the dearest first query."""

    ranks: dict[tuple[str, str], int]
    heaviest: tuple[int, str]

    def up_to(self, rank: int) -> int:
        return sum(1 for each in self.ranks.values() if 0 < each <= rank)


@contextmanager
def served(folder: Path, releases: int) -> Iterator[str]:
    made = SampleSite(folder / "site")
    made.change({"site_config.yaml": CONFIG.replace("search: false\n", ""), **site(releases)})
    port = free_port()
    url, output = f"https://127.0.0.1:{port}", folder / "output"
    server = documented_server(output, port, made_certificate(folder))
    started = time.perf_counter()
    report = build(made.root, output, Options(now=NOW, base_url=url))
    print(f"built {releases} releases in {time.perf_counter() - started:.1f} s")
    assert not report.has_errors, sorted(report.problems)
    with nginx(folder, server, port):
        yield url


def answers(browser: Browser, url: str, queries: Iterable[tuple[str, str, str]]) -> Answers:
    """What the search says to each, asked by a reader who has not been there before."""
    ranks = {}
    heaviest = (0, "")
    for language, words, key in queries:
        context = browser.new_context(ignore_https_errors=True)
        page = context.new_page()
        loaded: list[Response] = []
        page.on("response", _kept_in(loaded))
        page.goto(f"{url}/{language}/search/")
        page.get_by_role("searchbox").fill(words)
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text(re.compile(r"^[^…]+$"))
        found = addresses(page)
        ranks[language, words] = next(
            (rank for rank, each in enumerate(found, 1) if each.endswith(f"/{key}/")), 0
        )
        size = sum(
            each.request.sizes()["responseBodySize"]
            for each in loaded
            if re.search("/search-|/search/", each.url)
        )
        heaviest = max(heaviest, (size, words))
        context.close()
    return Answers(ranks, heaviest)


def _kept_in(loaded: list[Response]) -> Callable[[Response], None]:
    return lambda response: loaded.append(response)


def addresses(page: Page) -> list[str]:
    links = page.locator("main ol > li h3 a")
    return [str(each) for each in links.evaluate_all("each => each.map(link => link.pathname)")]


def test_eighty_queries_find_what_they_mean(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path, RELEASES) as url:
        found = answers(browser, url, QUERIES)
    for (language, words), rank in found.ranks.items():
        if rank != 1:
            print(f"{language} {words!r}: {rank or 'missing'}")
    print(f"at rank 1: {found.up_to(1)}, in the first five: {found.up_to(5)} of {len(QUERIES)}")
    print(f"the dearest first query: {found.heaviest[0]} bytes ({found.heaviest[1]})")
    assert len(QUERIES) == len(found.ranks) == 80
    assert found.up_to(1) >= 74
    assert found.up_to(5) >= 79
    assert 0 not in found.ranks.values()
    assert found.heaviest[0] <= MOST_BYTES
