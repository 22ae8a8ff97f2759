"""Hostile words in every field, as a browser without any policy has them: nothing runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from beyan.cli import cli
from beyan.language.catalogue import read_catalogue
from beyan.markup.reader import Reader
from beyan.model.page import PlannedProse
from beyan.plan import addresses
from beyan.render.prose import Labels, ProseRenderer, addressed
from tests import hostile
from tests.browser.conftest import served
from tests.browser.test_preview import Served, preview  # noqa: F401  # a fixture
from tests.conftest import SampleSite, release
from tests.hostile import quoted

DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
RUN = "RUN"
REFRESH = '<meta http-equiv="refresh" content="0; url=/press/'
# Before anything else of a page, and in each of its frames.
WATCH = f"""
for (const name of ["alert", "confirm", "prompt", "msgbox", "print"])
  window[name] = (...said) => console.log("{RUN}", name, ...said);
"""
# What no template has, in the page and in what its scripts made; addresses with another scheme.
STRANGE = r"""
(html) => {
  const elements = new Set(["applet", "base", "embed", "frame", "iframe", "math", "object",
    "plaintext", "style", "video", "audio", "xmp", "animate", "foreignobject"]);
  const attributes = new Set(["style", "srcdoc", "formaction", "ping", "background", "poster",
    "manifest", "longdesc", "xlink:href", "xml:base", "data"]);
  const addresses = new Set(["href", "src", "action", "cite"]);
  const schemes = new Set(["http:", "https:", "mailto:", "tel:"]);
  const own = /^http:\/\/127\.0\.0\.1:\d+\/(press\/assets|assets|_desk)\//;
  const scheme = (address) => URL.parse(address, document.baseURI)?.protocol;
  const found = [];
  const look = (root) => {
    for (const each of root.querySelectorAll("*")) {
      const name = each.localName.toLowerCase();
      if (elements.has(name)) found.push(name);
      if (name === "script" && each.type !== "application/ld+json" && !own.test(each.src))
        found.push(each.outerHTML);
      if (name === "link" && /\/\/evil/.test(each.href)) found.push(name);
      if (each.httpEquiv && !/^0; url=\/[^;]*$/.test(each.content)) found.push(each.outerHTML);
      for (const {name: attribute, value} of each.attributes) {
        if (attribute.startsWith("on") || attributes.has(attribute)) found.push(attribute);
        if (addresses.has(attribute) && !value.startsWith("#") && !schemes.has(scheme(value)))
          found.push(value);
      }
      if (each.content instanceof DocumentFragment) look(each.content);
      if (each.shadowRoot) look(each.shadowRoot);
    }
  };
  look(html ? new DOMParser().parseFromString(html, "text/html") : document);
  return found;
}
"""
# The status says what the settings of the page have for it.
SEARCHED = """
() => ![" ", search_form.dataset.searching].includes(search_status.textContent || " ")
"""


class Watched:
    """A page, and what hostile words did in it: `runs` is to stay empty."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.runs: list[str] = []
        page.add_init_script(WATCH)
        page.on("console", self._said)
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self.runs.append(f"{page.url}: {error}"))

    def look(self, url: str) -> None:
        self.page.goto(url)
        self.judge()

    def judge(self, html: str = "") -> None:
        """The page as it is now, or the text of one that cannot be looked at for long enough."""
        strange = self.page.evaluate(STRANGE, html)
        self.runs += [f"{self.page.url}: {each}" for each in strange]

    def _said(self, message: ConsoleMessage) -> None:
        if RUN in message.text:
            self.runs.append(f"{self.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.hostname not in ("127.0.0.1", None) or parts.scheme == "javascript":
            self.runs.append(f"{self.page.url}: asked {request.url}")


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context()
    yield Watched(context.new_page())
    context.close()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the hostile site, in the folder of its host that its addresses name."""
    place = tmp_path_factory.mktemp("hostile")
    made = SampleSite(place / "site").change(hostile.site())
    report = made.build().report
    assert not report.has_errors, sorted(report.problems)
    made.output.rename(place / "press")
    return place


@pytest.mark.parametrize(
    "html", ["<img src=x onerror=alert(1)>", '<a href="javascript:alert(1)">x</a>', "<iframe>"]
)
def test_what_would_run_is_seen(watched: Watched, html: str) -> None:
    watched.page.set_content(html, wait_until="networkidle")
    watched.judge()
    assert watched.runs


def test_nothing_runs_on_any_page_of_a_hostile_site(watched: Watched, built: Path) -> None:
    files = sorted(built.rglob("*.html"))
    assert len(files) > 80
    for name in ("feed.xml", "rss.xml", "*sitemap*.xml", "release.json", "*.txt"):
        files += sorted(built.rglob(name))[:2]
    with served(built) as url:
        for path in files:
            address = f"{url}/{quote(path.relative_to(built).as_posix())}"
            html = path.read_text()
            if REFRESH in html:
                watched.page.goto(address)
                watched.page.wait_for_url(re.compile(f"^(?!{re.escape(address)}$)"))
                watched.judge(html)
            elif path.suffix == ".html":
                watched.look(address)
            else:
                # In a frame of the browser's own making, which has a style.
                watched.page.goto(address)
    assert watched.runs == []


# Of which the site has no case: three languages, and a page whose twin has no notice.
# Of these two, one form is shown, and both are the same string.
UNSHOWN = {
    "It is available in these languages:", "home page", "%(num)s corrected", "%(num)s withdrawn",
}  # fmt: skip


def test_a_hostile_name_of_a_font_is_a_name(watched: Watched, built: Path) -> None:
    with served(built) as url:
        watched.look(f"{url}/press/az/")
        names = watched.page.evaluate(
            "[...document.styleSheets].flatMap(each => [...each.cssRules])"
            ".filter(each => each instanceof CSSFontFaceRule)"
            ".map(each => each.style.getPropertyValue('font-family').slice(1, 40))"
        )
        family = watched.page.evaluate("getComputedStyle(document.body).fontFamily.slice(1, 40)")
    assert family in names
    assert "script>alert(1)" in family
    assert watched.runs == []


@pytest.mark.parametrize("language", ["az", "en"])
def test_every_string_of_the_catalogue_stands_in_hostile_words_on_some_page(
    watched: Watched, built: Path, tmp_path: Path, language: str
) -> None:
    """What nothing runs of on a page that does not show it, proves nothing."""
    nothing = SampleSite(tmp_path / "empty").change(hostile.empty())
    assert not nothing.build().report.has_errors
    handed = tmp_path / "handed"
    arguments = ["--site", str(built / "site"), "export", hostile.HELD, "--embargoed", str(handed)]
    assert CliRunner().invoke(cli, arguments, catch_exceptions=False).exit_code == 0
    files = [path for each in (nothing.output, handed) for path in sorted(each.rglob("*.html"))]
    with served(tmp_path) as url:
        for path in files:
            watched.look(f"{url}/{quote(path.relative_to(tmp_path).as_posix())}")
    # What is handed over stands alone, with a style of its own.
    handed_over = [each for each in files if each.is_relative_to(handed)]
    assert [each.rpartition(": ")[2] for each in watched.runs] == ["style"] * len(handed_over)

    pages = "".join(path.read_text() for path in (*files, *built.rglob("*.html")))
    # A plural form for one, and the notice of an embargo, are in one language each.
    shown = set(re.findall(r"string-(\d+) (?:&lt;|<)", pages))
    catalogue = SampleSite(tmp_path).change(hostile.empty()).root / "locales" / language
    numbers = {
        number: entry.plural if form and entry.plural else entry.msgid
        for entry in read_catalogue([catalogue / "LC_MESSAGES/messages.po"], language)
        for form, text in enumerate(entry.forms)
        for number in re.findall(r"string-(\d+) ", text)
    }
    assert len(numbers) > 90
    assert {msgid for number, msgid in numbers.items() if number not in shown} <= UNSHOWN


@pytest.mark.parametrize("language", ["az", "en"])
def test_nothing_runs_in_what_the_search_shows(
    watched: Watched, built: Path, language: str
) -> None:
    with served(built) as url:
        found = 0
        watched.look(f"{url}/press/{language}/search/?q=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E")
        for words in ("alert", *hostile.FIELDS[:8]):
            watched.page.get_by_role("searchbox").fill(words)
            watched.page.keyboard.press("Enter")
            watched.page.wait_for_function(SEARCHED)
            watched.judge()
            found += watched.page.locator("#search_results h3").count()
    assert found > 10
    assert watched.runs == []


def test_nothing_runs_in_a_text_of_its_own_even_where_it_is_an_error(watched: Watched) -> None:
    reader = Reader()
    renderer = ProseRenderer("az", Labels(*("{}" + " ".join(hostile.FIELDS),) * 4))
    for text in (*hostile.MARKDOWN, *hostile.FIELDS, *hostile.COMMENTS):
        html = reader.read(f"Text.\n\n{text}\n\n[^1]\n\n[^1]: x", "x.az.md", 0).html
        shown = addressed(renderer.render(PlannedProse(html, ())), "")
        watched.page.set_content(f'<!DOCTYPE html><div class="prose">{shown}</div>')
        watched.judge()
    assert watched.runs == []


def test_nothing_runs_in_the_preview_its_errors_and_its_board(
    watched: Watched,
    preview: Callable[..., Served],  # noqa: F811  # the fixture
) -> None:
    every = " ".join(hostile.FIELDS)
    path = "content/releases/2026/2027-01-0"
    draft = {"draft": "true", "slug": "draft", "summary": quoted(every)}
    held = {"slug": "held", "embargo": "2030-01-01 10:00"}
    broken = {"slug": quoted(every), "topics": quoted(every), quoted(every): "x"}
    shown = preview(
        {
            **hostile.site(),
            f"{path}1-draft.az.md": release(quoted(every), "2026-01-01", "Text.", **draft),
            f"{path}2-held.az.md": release(quoted(every), "2026-01-01", "Text.", **held),
            f"{path}3-{hostile.NAME.replace('.', '')}.az.md": release(quoted(every), **broken),
            "assets/map.svg": DRAWING,
        }
    )
    visited = [
        *("/", "/az/", "/en/", "/az/releases/2026/draft/", "/az/releases/2026/held/"),
        *("/az/releases/2026/alert-0/", "/en/releases/2026/alert-1/", "/_desk/"),
        *("/_desk/?state=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&page=%3Cb%3E", "/_desk/?page=2"),
        "/%3Cscript%3Ealert(1)%3C/script%3E/%22onerror=alert(1)",
        "/az/%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E/",
    ]
    for address in visited:
        watched.look(shown.url(address))
        watched.page.wait_for_selector("#beyan-preview, .problems", state="attached")
        watched.judge()
    drawing = addresses.asset("map.svg", sha256(DRAWING.encode()).hexdigest())
    watched.page.goto(shown.url(drawing))
    assert watched.runs == []
