from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

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
        for target in targets(page):
            parts = urlsplit(target)
            if parts.scheme in ("mailto", "tel"):
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
    assert {each.rpartition("/")[2] for each in unreached} <= {"404.html"}
