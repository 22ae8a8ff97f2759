"""Golden sites: what small, real sites say is compared with the files in their expected/.

`pytest tests/test_sites.py --update-golden` rewrites those; read their difference before you
commit it. They hold an outline of each page instead of its HTML, so that they change when a page
says something else, and not when it looks different. What all pages of one language have in common
stands once, in frame.<language>.txt, and the outline of a page has the rest.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import html

from tests.conftest import REPOSITORY, Result, SampleSite

FOLDER = REPOSITORY / "tests/sites"
Build = Callable[[str], Result]

# The pages that matter in each site.
SITES = {
    "corrections-and-withdrawal": (
        "/az/",
        "/az/releases/2026/fasile/",
        "/en/releases/2026/water-cut/",
        "/en/releases/2026/reservoir/",
        "/az/releases/2026/tariffs/",
        "/en/releases/2026/tariffs/",
        "/en/releases/",
        "/az/topics/su-techizati/",
        "/az/participants/nigar-guliyeva/",
    ),
    "fallback-hide": (
        "/az/",
        "/en/",
        "/en/releases/",
        "/en/releases/2026/",
        "/en/releases/2026/heritage-day/",
        "/az/releases/2026/oxu-zali/",
        "/en/topics/",
        "/en/topics/services/",
        "/en/participants/",
        "/en/about/",
    ),
    "fallback-link": (
        "/az/",
        "/en/",
        "/en/releases/",
        "/en/releases/2026/",
        "/en/releases/2026/heritage-day/",
        "/az/releases/2026/oxu-zali/",
        "/en/topics/",
        "/en/topics/family-history/",
        "/en/participants/",
        "/en/participants/tural-mammadov/",
        "/en/about/",
    ),
    "fallback-notice": (
        "/az/",
        "/en/",
        "/en/releases/",
        "/en/releases/2026/",
        "/en/releases/2026/heritage-day/",
        "/az/releases/2026/oxu-zali/",
        "/en/releases/2026/oxu-zali/",
        "/az/releases/2026/foreign-researchers/",
        "/en/xidmet-haqlari/",
        "/en/topics/family-history/",
        "/en/about/",
    ),
    "languages": (
        "/",
        "/404.html",
        "/az/releases/2026/usaqlar-gunu/",
        "/en/releases/2026/childrens-day/",
        "/ru/",
        "/ru/404.html",
        "/ru/releases/",
        "/ru/releases/page/2/",
        "/ru/releases/2026/den-zashchity-detei/",
        "/ru/releases/2025/",
        "/ru/topics/",
        "/ru/participants/",
        "/ar/",
        "/ar/404.html",
        "/ar/releases/",
        "/ar/releases/page/2/",
        "/ar/releases/2026/yawm-al-tifl/",
        "/ar/releases/2026/istiqbal/",
        "/ar/releases/2026/",
        "/ar/topics/",
        "/ar/topics/lughat/",
        "/ar/participants/",
        "/ar/participants/yusif-hasanov/",
        "/ar/about/",
        "/tr/",
        "/tr/404.html",
        "/tr/releases/2026/childrens-day/",
        "/tr/participants/",
        "/zh-Hans/",
        "/zh-Hans/404.html",
        "/zh-Hans/releases/",
        "/zh-Hans/releases/page/2/",
        "/zh-Hans/releases/2026/",
        "/zh-Hans/releases/2026/guoji-ertong-jie/",
        "/zh-Hans/topics/",
        "/zh-Hans/participants/",
        "/zh-Hans/participants/yusif-hasanov/",
        "/az-Cyrl/",
        "/az-Cyrl/404.html",
        "/az-Cyrl/releases/",
        "/az-Cyrl/releases/2026/childrens-day/",
        "/az-Cyrl/topics/",
        "/az-Cyrl/participants/",
        "/az-Cyrl/about/",
    ),
    "participants-roles": (
        "/az/releases/2019/last-day-as-adviser/",
        "/az/releases/2019/first-day-as-deputy/",
        "/en/releases/2022/last-evening-as-deputy/",
        "/en/releases/2022/first-day-as-director/",
        "/az/releases/2026/deyirmi-masa/",
        "/en/releases/2026/round-table/",
        "/az/participants/",
        "/en/participants/",
        "/az/participants/sabina-ismayilova/",
        "/en/participants/sabina-ismayilova/",
    ),
    "visibility": (
        "/az/",
        "/en/",
        "/az/releases/",
        "/az/releases/2026/right-now/",
        "/az/topics/",
        "/az/participants/",
        "/az/contacts/",
    ),
}

# --- outlines -------------------------------------------------------------------------------

# Elements that run inside a line of text; any other begins a line of its own.
INLINE = {
    *(
        "a",
        "abbr",
        "b",
        "bdi",
        "br",
        "cite",
        "code",
        "em",
        "i",
        "img",
        "q",
        "small",
        "span",
        "strong",
    ),
    *("sub", "sup", "time"),
}
# What is told of an element besides its name and its text.
TOLD = ("lang", "dir", "href", "hreflang", "alt", "aria-label")


class Frame(NamedTuple):
    """What all pages of one language have in common: lines of their heads, header and footer."""

    head: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = [*self.head, "", "header:", *_indented(self.header)]
        return "\n".join([*parts, "footer:", *_indented(self.footer)]) + "\n"


NO_FRAME = Frame()


def frame(home: str, others: Iterable[str]) -> Frame:
    """Of a home page what all `others` of its language have too.

    Only the chooser of languages has another header and no footer, which its outline tells.
    """
    first = html.document_fromstring(home)
    head = _head(first)
    for other in others:
        of_other = _head(html.document_fromstring(other))
        head = [line for line in head if line in of_other]
    return Frame(tuple(head), _part(first, "header"), _part(first, "footer"))


def outline(page: str, around: Frame = NO_FRAME) -> str:
    """What a page says: its language, its head, and one line for each block of text in <main>.

    Wrappers without text, classes, ids and inline markup without one of the attributes `TOLD` are
    left out. What stands inside an element with such an attribute is indented below it. `around`
    is left out where the page has it, and told where it has something else in its place.
    """
    root = html.document_fromstring(page)
    head = _head(root)
    for line in around.head:
        # A line that stands in the page twice is told once.
        head.remove(line)
    parts: list[str] = []
    for name, common in (("header", around.header), ("footer", around.footer)):
        own = _part(root, name)
        if own != common:
            parts += [f"{name}:", *_indented(own)]
    (main,) = root.xpath("body/main")
    return "\n".join([_start(root), *head, *parts, "", *_lines(main)]) + "\n"


def _head(root: html.HtmlElement) -> list[str]:
    """Title, description, robots and links, in this order; a file's hash is left out."""
    head = [f"title: {_squeezed(root.findtext('head/title'))}"]
    for name in ("description", "robots"):
        head += [f"{name}: {each}" for each in root.xpath("head/meta[@name=$n]/@content", n=name)]
    for link in root.xpath("head/link"):
        told = (link.get(name) for name in ("rel", "hreflang", "type"))
        href = re.sub(r"(/assets/.*)\.[0-9a-f]{8}\.", r"\1.", link.get("href"))
        head.append(f"{' '.join(filter(None, told))}: {href}")
    return head


def _part(root: html.HtmlElement, name: str) -> tuple[str, ...]:
    """The page's header or footer, without the switcher, which leads to the page's own twins."""
    for switcher in root.xpath("body/header//nav[@class='switcher']"):
        switcher.drop_tree()
    return tuple(line for part in root.xpath(f"body/{name}") for line in _lines(part))


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _lines(element: html.HtmlElement) -> Iterator[str]:
    """The element's blocks in their order; its own text stands in lines that begin with its name.

    >>> <li><h2>Title</h2> text <a href="/">link</a></li>
    h2: Title
    li: text <a href="/">link</a>
    """
    blocks: list[str] = []
    text = element.text or ""
    for child in element.iterchildren("*"):
        if child.tag in INLINE:
            text += _inline(child)
        else:
            blocks += [*_line(element, text), *_lines(child)]
            text = ""
        text += child.tail or ""
    blocks += _line(element, text)
    if _start(element) == element.tag:
        yield from blocks
        return
    # One line tells all of an element that has nothing but text.
    alone = _line(element, text)
    if blocks == alone and alone:
        yield f"{_start(element)}: {_squeezed(text)}"
    else:
        yield f"{_start(element)}:"
        yield from (f"  {line}" for line in blocks)


def _line(element: html.HtmlElement, text: str) -> list[str]:
    return [f"{element.tag!s}: {_squeezed(text)}"] if text.strip() else []


def _inline(element: html.HtmlElement) -> str:
    inside = (element.text or "") + "".join(
        _inline(child) + (child.tail or "") for child in element.iterchildren("*")
    )
    start = _start(element)
    if start == element.tag:
        return inside
    return f"<{start}>" if element.tag == "img" else f"<{start}>{inside.strip()}</{element.tag!s}>"


def _start(element: html.HtmlElement) -> str:
    """`a href="/az/" lang="az"`"""
    told = ((name, element.get(name)) for name in TOLD)
    return " ".join([str(element.tag), *(f'{name}="{value}"' for name, value in told if value)])


def _squeezed(text: str | None) -> str:
    return " ".join((text or "").split())


# --- golden files ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Builds a site of tests/sites/ by its name, once."""

    @cache
    def build(name: str) -> Result:
        root = tmp_path_factory.mktemp(name) / "site"
        shutil.copytree(FOLDER / name, root, ignore=shutil.ignore_patterns("expected"))
        return SampleSite(root).build()

    return build


def addresses(result: Result) -> str:
    """Every address that the site answers to, but those of its assets, which bear a hash."""
    found = (f"/{path}".removesuffix("index.html") for path in result.files)
    return "".join(f"{each}\n" for each in sorted(found) if not each.startswith("/assets/"))


def pages_by_language(result: Result) -> dict[str, dict[str, str]]:
    """The HTML of every page by its language and path, but for those that only lead elsewhere."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(result.files):
        text = result.html(f"/{path}") if path.endswith(".html") else ""
        if text and 'http-equiv="refresh"' not in text:
            language = language_of(text)
            found.setdefault(language, {})[path] = text
    return found


def language_of(page: str) -> str:
    language = html.document_fromstring(page).get("lang")
    assert language is not None, "every page says its language"
    return language


def frames(result: Result) -> dict[str, Frame]:
    return {
        language: frame(pages[f"{language}/index.html"], pages.values())
        for language, pages in pages_by_language(result).items()
    }


def said(result: Result, pages: tuple[str, ...]) -> dict[str, str]:
    """What expected/ must hold, by file name; problems.txt only if there are any."""
    found = {"addresses.txt": addresses(result)}
    if result.lines:
        found["problems.txt"] = "".join(f"{line}\n" for line in result.lines)
    around = frames(result)
    found |= {f"frame.{language}.txt": str(each) for language, each in around.items()}
    for address in pages:
        page = result.html(address)
        language = language_of(page)
        found[f"pages/{address.strip('/') or 'index'}.txt"] = outline(page, around[language])
    return found


def read_golden(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def write_golden(folder: Path, texts: dict[str, str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def test_every_site_is_listed() -> None:
    assert {path.name for path in FOLDER.iterdir()} == SITES.keys()


@pytest.mark.parametrize("name", SITES)
def test_a_site_says_what_is_expected(
    build: Build, name: str, request: pytest.FixtureRequest
) -> None:
    result = build(name)
    assert result.report.exit_code == 0, result.lines
    found = said(result, SITES[name])
    if request.config.getoption("--update-golden"):
        write_golden(FOLDER / name / "expected", found)
    golden = read_golden(FOLDER / name / "expected")
    assert golden.keys() == found.keys(), "an expected file is missing, or is used by no test"
    for file, text in found.items():
        assert text == golden[file], f"{name}/expected/{file}"


PAGE = """<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head><title>a ·
  b</title><meta name="description" content="d"><meta name="generator" content="g">
<link rel="canonical" href="https://example.org/x/">
<link rel="icon" href="/assets/i.0123abcd.svg">
<link rel="alternate" hreflang="az" href="https://example.org/y/"></head>
<body><header><p>Office</p><nav class="switcher"><a href="/y/">az</a></nav></header>
<nav>not told</nav><main class="wrap"><div class="grid">
<p><b>One</b>, <span class="badge">two</span> <a href="/z/" lang="az"> three</a></p>
<div lang="az" dir="ltr"><h2 id="h">Title</h2><ul><li>first <p>second</p> third</li></ul></div>
<p lang="en">Only text</p><nav aria-label="Pages"><a href="/2/">2</a></nav>
<figure><img src="photo.jpg" alt="A photo"></figure></div></main>
<footer><p>Telephone</p></footer></body></html>
"""
SAID = [
    'html lang="ar" dir="rtl"',
    "title: a · b",
    "description: d",
    "canonical: https://example.org/x/",
    "alternate az: https://example.org/y/",
    "",
    'p: One, two <a lang="az" href="/z/">three</a>',
    'div lang="az" dir="ltr":',
    "  h2: Title",
    "  li: first",
    "  p: second",
    "  li: third",
    'p lang="en": Only text',
    'nav aria-label="Pages": <a href="/2/">2</a>',
    'figure: <img alt="A photo">',
]
AROUND = Frame(("icon: /assets/i.svg",), ("p: Office",), ("p: Telephone",))


def test_an_outline_tells_what_is_said_and_nothing_of_the_design() -> None:
    assert outline(PAGE, AROUND).splitlines() == SAID


def test_a_frame_is_what_every_page_has() -> None:
    other = PAGE.replace("a ·", "c ·").replace("/x/", "/c/").replace("/y/", "/d/")
    other = other.replace('"d"', '"e"')
    assert frame(PAGE, [PAGE, other]) == AROUND


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("</head>", '<link rel="me" href="/me/"></head>', "me: /me/"),
        ("</head>", '<link rel="icon" href="/assets/i.svg"></head>', "icon: /assets/i.svg"),
        ("Office", "Another", "  p: Another"),
        ("Telephone", "Fax", "  p: Fax"),
        ("<footer><p>Telephone</p></footer>", "", "footer:"),
    ],
)
def test_what_a_page_has_otherwise_than_its_frame_is_told(
    before: str, after: str, line: str
) -> None:
    told = outline(PAGE.replace(before, after), AROUND).splitlines()
    assert line in told
    assert len(told) > len(SAID)


def test_a_page_without_a_line_of_its_frame_is_none() -> None:
    with pytest.raises(ValueError, match="not in list"):
        outline(PAGE.replace('rel="icon"', 'rel="me"'), AROUND)


# --- what an outline of <main> does not tell ------------------------------------------------

FALLBACKS = ("hide", "link", "notice")


def _content(name: str) -> dict[str, bytes]:
    folder = FOLDER / name / "content"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_three_fallback_sites_have_the_same_content() -> None:
    """So that the difference of their expected files is that of the setting."""
    hide, link, notice = (_content(f"fallback-{mode}") for mode in FALLBACKS)
    assert hide == link == notice


@pytest.mark.parametrize(
    ("mode", "entries"),
    [
        ("hide", [("/en/about/", None)]),
        ("link", [("/en/about/", None), ("/az/xidmet-haqlari/", "az")]),
        ("notice", [("/en/about/", None), ("/en/xidmet-haqlari/", "az")]),
    ],
)
def test_the_menu_treats_an_untranslated_page_as_the_settings_say(
    build: Build, mode: str, entries: list[tuple[str, str | None]]
) -> None:
    page = html.document_fromstring(build(f"fallback-{mode}").html("/en/"))
    links = page.xpath("body/header//nav[@aria-label='Main']//a")
    of_interface = ["/en/releases/", "/en/topics/", "/en/participants/"]
    expected = [*((address, None) for address in of_interface), *entries]
    assert [(link.get("href"), link.get("lang")) for link in links] == expected


@pytest.mark.parametrize("mode", FALLBACKS)
def test_the_switcher_leads_to_the_same_release_or_says_that_it_leads_home(
    build: Build, mode: str
) -> None:
    def switcher(address: str) -> list[tuple[str, str]]:
        page = html.document_fromstring(build(f"fallback-{mode}").html(address))
        links = page.xpath("body/header//a[@hreflang]")
        return [(link.get("href"), link.text_content()) for link in links]

    both = [
        ("/az/releases/2026/abideler-gunu/", "Azərbaycan"),
        ("/en/releases/2026/heritage-day/", "English"),
    ]
    assert switcher("/az/releases/2026/abideler-gunu/") == both
    assert switcher("/en/releases/2026/heritage-day/") == both
    only = "/az/releases/2026/oxu-zali/"
    in_english = {
        "notice": ("/en/releases/2026/oxu-zali/", "English"),
    }.get(mode, ("/en/", "English, home page"))
    assert switcher(only) == [(only, "Azərbaycan"), in_english]


def test_nothing_of_what_is_held_back_is_in_any_file(build: Build) -> None:
    """Titles, texts, names and files of what the golden site has, and the gate does not let out."""
    hidden = (
        *("slahat", "reform", "palace", "Mirz", "Rəna", "secret", "dekabrın onundan"),
        *("Bir dəqiqə sonra", "one-minute-later", "Vaxtı bitən", "expired", "Qaralama", "draft"),
        *("Yarımçıq", "The draft in English", "Yazılmaqda"),
    )
    for path, data in build("visibility").tree().items():
        text = data.decode(errors="ignore")
        assert [word for word in hidden if word in path or word in text] == [], path
