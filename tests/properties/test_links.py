import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from tests.properties.conftest import MODES, Generated, Make, built, few, generated_sites, parsed


def targets(page: html.HtmlElement) -> list[str]:
    """Everything that a page makes a reader or a browser go to."""
    found = [*page.xpath("//@href"), *page.xpath("//@src")]
    for refresh in page.xpath("//meta[@http-equiv='refresh']/@content"):
        found.append(refresh.partition("url=")[2])
    return found


@pytest.mark.parametrize("mode", MODES)
@given(data=st.data())
@few
def test_every_link_and_anchor_of_every_page_leads_somewhere(
    make: Make, mode: str, data: st.DataObject
) -> None:
    generated = data.draw(generated_sites(hidden=True, mode=mode))
    output = built(make(generated)).output
    pages = parsed(output)
    host = urlsplit(generated.base_url).netloc
    base = urlsplit(generated.base_url).path
    for address, page in pages.items():
        # Links to services ask nothing of them before they are followed.
        shares = set(page.xpath("//a[contains(@rel, 'noreferrer')]/@href"))
        for target in targets(page):
            parts = urlsplit(target)
            if parts.scheme in ("mailto", "tel"):
                continue
            if target in shares:
                continue
            assert parts.netloc in ("", host), f"{address} makes a request to another host"
            path = parts.path or base + address
            assert path.startswith(f"{base}/"), f"{address} links to {target}"
            inside = unquote(path.removeprefix(base))
            file = output / (inside.lstrip("/") + ("index.html" if inside.endswith("/") else ""))
            assert file.is_file(), f"{address} links to {target}"
            if parts.fragment:
                ids = pages[inside].xpath("//@id")
                assert unquote(parts.fragment) in ids, f"{address} links to {target}"


def strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, list | dict):
        for each in node.values() if isinstance(node, dict) else node:
            yield from strings(each)


def machine_texts(output: Path) -> Iterator[tuple[str, str]]:
    """Every text and attribute of the files for machines, by file; structured data included."""
    for path in sorted(each for each in output.rglob("*") if each.is_file()):
        name = path.relative_to(output).as_posix()
        if path.suffix == ".xml":
            for element in etree.fromstring(path.read_bytes()).iter("{*}*"):
                for text in (element.text or "", *element.attrib.values()):
                    yield name, text
        elif path.suffix == ".json":
            yield from ((name, text) for text in strings(json.loads(path.read_bytes())))
        elif path.suffix == ".html":
            for data in html.fromstring(path.read_bytes()).xpath("//script/text()"):
                yield from ((name, text) for text in strings(json.loads(data)))
        elif path.name == "robots.txt" or "redirects" in path.name:
            for word in re.split(r"[\s;]+", path.read_text()):
                yield name, word


@given(generated_sites(hidden=True))
@few
def test_every_link_in_the_files_for_machines_is_absolute_and_leads_somewhere(
    make: Make, generated: Generated
) -> None:
    output = built(make(generated)).output
    ids = {address: page.xpath("//@id") for address, page in parsed(output).items()}
    files = set()
    for name, text in machine_texts(output):
        found = [text] if text.startswith("http") else []
        if "</" in text:
            fragment = html.fragment_fromstring(text, create_parent=True)
            for link in targets(fragment):
                if link.startswith("#"):
                    assert unquote(link[1:]) in fragment.xpath(".//@id"), f"{name}: {link}"
                    continue
                assert link.startswith(("https://", "mailto:", "tel:")), f"{name}: {link}"
                found.append(link)
        for link in found:
            if not link.startswith(generated.base_url):
                assert not name.endswith(".html") or link == "https://schema.org"
                continue
            address, _, anchor = link.removeprefix(generated.base_url).partition("#")
            inside = unquote(address)
            file = output / (inside.lstrip("/") + ("index.html" if inside.endswith("/") else ""))
            assert file.is_file(), f"{name} links to {link}"
            # "/#office" names the office, and is no place on a page.
            assert anchor in ("", "office") or unquote(anchor) in ids[inside], f"{name}: {link}"
            files.add(name.rpartition("/")[2])
    assert {"feed.xml", "rss.xml", "feed.json", "sitemap.xml", "robots.txt", "index.html"} <= files


@given(generated_sites())
@few
def test_no_page_has_one_id_twice(make: Make, generated: Generated) -> None:
    for address, page in parsed(built(make(generated)).output).items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), address


@given(generated_sites())
@few
def test_every_page_can_be_reached_from_the_front_door(make: Make, generated: Generated) -> None:
    pages = parsed(built(make(generated)).output)
    base = urlsplit(generated.base_url).path
    reached, waiting = {"/"}, ["/"]
    while waiting:
        for target in targets(pages[waiting.pop()]):
            parts = urlsplit(target)
            inside = unquote(parts.path.removeprefix(base))
            if not parts.scheme and inside in pages and inside not in reached:
                reached.add(inside)
                waiting.append(inside)
    unreached = {each for each in pages if not each.startswith("/old/")} - reached
    # A list that has nothing is in no menu.
    empty = {each for each in unreached if pages[each].xpath("//main//*[@class='empty']")}
    assert {each.rpartition("/")[2] for each in unreached - empty} <= {"404.html"}
