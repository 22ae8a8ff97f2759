"""The sample site served by a real nginx with the headers and redirects that the build wrote."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from email.message import Message
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from beyan.build import build
from beyan.build.options import Options
from tests.browser.conftest import NOW, REPOSITORY
from tests.browser.kinds import ADDRESSES
from tests.browser.test_search import SITE, search
from tests.browser.webserver import (
    PATIENCE,
    documented_server,
    free_port,
    made_certificate,
    nginx,
)
from tests.conftest import CONFIG, SampleSite, release

POLICY = "Content-Security-Policy"
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Served(NamedTuple):
    url: str
    output: Path

    def get(self, address: str) -> tuple[int, Message]:
        return _get(self.url + address)

    def one(self, pattern: str) -> str:
        """The address of the first file of the pattern."""
        return "/" + min(self.output.glob(pattern)).relative_to(self.output).as_posix()


def _get(url: str) -> tuple[int, Message]:
    parts = urlsplit(url)
    assert parts.port is not None
    if parts.scheme == "https":
        trusting = ssl._create_unverified_context()  # the certificate is the test's own
        connection: HTTPConnection = HTTPSConnection("127.0.0.1", parts.port, context=trusting)
    else:
        connection = HTTPConnection("127.0.0.1", parts.port)
    connection.request("GET", parts.path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("nginx")
    port = free_port()
    url, output = f"https://127.0.0.1:{port}", folder / "output"
    server = documented_server(output, port, made_certificate(folder))
    report = build(REPOSITORY, output, Options(now=NOW, base_url=url))
    assert not report.has_errors, sorted(report.problems)
    with nginx(folder, server, port):
        yield Served(url, output)


@pytest.fixture
def complaints(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what the browser complains of while it is shown."""
    context = browser.new_context(ignore_https_errors=True)
    context.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " ({violatedDirective, blockedURI}) => console.error(violatedDirective, blockedURI))"
    )
    page = context.new_page()
    found: list[str] = []
    page.on("console", lambda said: found.append(f"{page.url}: {said.type} {said.text}"))
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    yield page, found
    context.close()


def test_the_browser_complains_of_no_page(
    served: Served, complaints: tuple[Page, list[str]]
) -> None:
    page, found = complaints
    # Besides one of each kind, releases with all that a release can have.
    releases = [served.one(f"{tag}/releases/2*/*/") + "/" for tag in ("az", "en")]
    for mark in ("<figure", 'class="table"', 'class="footnote"', "withdrawn"):
        files = sorted(served.output.glob("*/releases/2*/*/index.html"))
        file = next(file for file in files if mark in file.read_text())
        releases.append(f"/{file.parent.relative_to(served.output).as_posix()}/")
    for address in (*ADDRESSES, *releases):
        page.goto(served.url + address)
        page.evaluate(
            "Promise.all([...document.images].map(each => (each.loading = 'eager', each.decode())))"
        )
        sheets = page.evaluate("[...document.styleSheets].map(each => each.cssRules.length)")
        assert sheets
        assert min(sheets) > 0, address
    assert found == []


def test_the_browser_complains_of_no_file_that_is_opened_by_itself(
    served: Served, complaints: tuple[Page, list[str]]
) -> None:
    page, found = complaints
    pictures = [served.one(f"az/releases/**/*.{end}") for end in ("jpg", "png", "avif", "webp")]
    texts = ["/az/feed.xml", "/az/rss.xml", "/az/feed.json", "/sitemap.xml", "/robots.txt"]
    texts.append("/az/releases.json")
    for address in (*pictures, *texts, served.one("assets/logo.*.svg")):
        answer = page.goto(served.url + address)
        assert answer is not None
        assert answer.status == 200, address
    # Where a file names no icon, the browser asks for /favicon.ico.
    assert [each for each in found if "status of 404" not in each] == []


def test_a_script_or_style_within_a_page_is_stopped_and_reported(
    served: Served, complaints: tuple[Page, list[str]]
) -> None:
    page, found = complaints

    def inject(route: Any) -> None:
        answer = route.fetch()
        extra = '<script>document.title = "run"</script><p id="p" style="color: red">p</p>'
        extra += '<img src="data:," onerror="document.title = \'run\'"></body>'
        route.fulfill(response=answer, body=answer.text().replace("</body>", extra))

    for address in ("/en/about/", "/en/search/"):
        page.route(f"**{address}", inject)
        found.clear()
        page.goto(served.url + address)
        assert page.title() != "run"
        assert page.evaluate("getComputedStyle(p).color") != "rgb(255, 0, 0)"
        for directive in ("script-src-elem inline", "style-src-attr inline", "img-src data"):
            # What the browser complains of it tells aside.
            end = time.monotonic() + PATIENCE
            while not any(f"error {directive}" in each for each in found):
                assert time.monotonic() < end, (directive, found)
                page.wait_for_timeout(20)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        *(("/az/search/", words) for words in ("muvekkil", "azadliq", "AZADLIQ", "cagiris")),
        ("/en/search/", "children"),
    ],
)
def test_the_search_works_under_the_policy(
    served: Served, complaints: tuple[Page, list[str]], path: str, words: str
) -> None:
    page, found = complaints
    page.goto(served.url + path)
    assert search(page, words)
    assert found == []


def test_every_answer_has_the_headers(served: Served) -> None:
    addresses = {
        200: ["/", "/az/", "/en/about/", "/en/search/", "/az/feed.xml", "/az/feed.json",
              "/robots.txt", served.one("assets/beyan.*.css"), served.one("**/*.pdf")],
        404: ["/nothing", "/az/nothing/", "/assets/nothing.css", "/nothing.xml"],
        301: ["/old/en/drawing-contest", "/az"],
    }  # fmt: skip
    for status, each in addresses.items():
        for address in each:
            found, headers = served.get(address)
            assert found == status, address
            for name, value in EVERYWHERE.items():
                assert headers.get_all(name) == [value], (address, name)
            assert len(headers.get_all(POLICY) or []) == 1, address
            assert "camera=()" in headers["Permissions-Policy"], address


def test_only_the_search_may_run_a_script(served: Served) -> None:
    for address in ("/az/search/", "/en/search/", "/az/search/index.html"):
        policy = served.get(address)[1][POLICY]
        assert policy.endswith("; script-src 'self'")
        assert "connect-src 'self'" in policy
    for address in ("/", "/az/", "/404.html", "/az/nothing/", "/az/searches/", "/nothing.xml"):
        policy = served.get(address)[1][POLICY]
        assert policy.startswith("default-src 'none'; style-src 'self'; ")
        assert "script" not in policy
        assert "frame-ancestors 'none'" in policy
    for feed in ("/az/feed.xml", "/az/rss.xml"):
        assert served.get(feed)[1][POLICY].endswith("; sandbox")


def test_a_browser_keeps_what_is_named_by_its_content_and_nothing_else(served: Served) -> None:
    for address in ("/assets/beyan.*.css", "/assets/search.*.js"):
        headers = served.get(served.one(address[1:]))[1]
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert served.get("/az/")[1]["Cache-Control"] == "no-cache"
    # Else an asset that is not there yet would be missed for a year.
    assert "immutable" not in (served.get("/assets/nothing.css")[1]["Cache-Control"] or "")


def test_a_location_with_headers_of_its_own_has_the_sites_too(served: Served) -> None:
    _, headers = served.get("/az/topics/")
    assert headers["X-Robots-Tag"] == "noarchive"
    assert headers[POLICY] == served.get("/az/")[1][POLICY]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_an_old_address_leads_to_the_new_one_and_a_wrong_one_is_told_in_its_language(
    served: Served, complaints: tuple[Page, list[str]]
) -> None:
    page, _ = complaints
    for old in ("/old/en/drawing-contest", "/old/en/drawing-contest/"):
        answer = page.goto(served.url + old)
        assert answer is not None
        assert answer.status == 200
        expect(page).to_have_url(f"{served.url}/en/releases/2023/my-rights-drawing-contest/")
    for path, language in (("/en/nothing/", "en"), ("/az/nothing/", "az")):
        answer = page.goto(served.url + path)
        assert answer is not None
        assert answer.status == 404
        assert page.locator("html").get_attribute("lang") == language
        expect(page.get_by_role("searchbox")).to_be_visible()


# --- a site in a folder of its host, without TLS --------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The host of which the site has the folder `press`."""
    place = tmp_path_factory.mktemp("folder")
    made = SampleSite(place / "site")
    config = CONFIG.replace("search: false\n", "").replace(".org\n", ".org/press\n", 1)
    old = {"content/releases/2026/2026-03-05-x.az.md": release(aliases="[/old/]")}
    files = {"site_config.yaml": config.replace("https:", "http:"), **SITE, **old}
    assert made.change(files).build().codes == []
    host = place / "host"
    host.mkdir()
    made.output.rename(host / "press")
    (host / "index.html").write_text("another site")
    port = free_port()
    includes = [f"include {host}/press/{part}.nginx.conf;" for part in ("headers", "redirects")]
    server = f"server {{ listen 127.0.0.1:{port}; root {host}; {' '.join(includes)} }}"
    with nginx(place, server, port):
        yield f"http://127.0.0.1:{port}"


def test_a_site_in_a_folder_has_the_headers_there_alone(folder: str) -> None:
    for name in (POLICY, "Cache-Control", "Referrer-Policy"):
        assert _get(f"{folder}/")[1][name] is None
        assert _get(f"{folder}/press/az/")[1][name] is not None
    assert "script-src" not in _get(f"{folder}/press/az/")[1][POLICY]
    assert "script-src" in _get(f"{folder}/press/az/search/")[1][POLICY]
    status, headers = _get(f"{folder}/press/old")
    assert (status, headers["Location"]) == (
        301,
        "http://press.example.org/press/az/releases/2026/x/",
    )
    assert headers[POLICY] == _get(f"{folder}/press/az/")[1][POLICY]


def test_without_tls_nothing_is_said_of_it(folder: str) -> None:
    headers = _get(f"{folder}/press/az/")[1]
    assert headers["Strict-Transport-Security"] is None
    assert headers["Cross-Origin-Opener-Policy"] is None


@pytest.mark.parametrize(
    ("language", "words", "title"),
    [
        *(("az", each, "Müvəkkilin çağırışı") for each in ("muvekkil", "azadliq", "AZADLIQ")),
        ("az", "cagiris", "Müvəkkilin çağırışı"),
        ("en", "meeting", "Offices & <people>"),
    ],
)
def test_the_search_works_in_a_folder_too(
    folder: str, complaints: tuple[Page, list[str]], language: str, words: str, title: str
) -> None:
    page, found = complaints
    page.goto(f"{folder}/press/{language}/search/")
    assert search(page, words)[0] == title
    assert found == []
