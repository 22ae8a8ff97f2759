from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyan.model.old_address import OldAddress


def old(typed: str) -> OldAddress:
    found = OldAddress.read(typed)
    assert found is not None, typed
    return found


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("/köhnə/", ["/k%C3%B6hn%C9%99/", "/k%c3%b6hn%c9%99/", "/ko\u0308hnə/", "/köhnə//"]),
        ("/a b.html", ["/a%20b.html", "/%61%20b%2Ehtml"]),
        ("/n?t=a b&ə", ["/n?t=a%20b&%C9%99", "/n?%74=a%20b&%c9%99"]),
        ("/n?a[b]='c'", ["/n?a%5bb%5D=%27c'"]),
        ("/100%?x=100%", ["/100%25?x=100%25"]),
        ("/old", ["/old?"]),
        ("https://example.org/?p=1", ["http://example.org?p=1", "HTTPS://example.org//?p=1"]),
    ],
)
def test_what_is_one_address_however_it_is_typed_is_one(typed: str, others: list[str]) -> None:
    assert [old(other) for other in others] == [old(typed)] * len(others)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/Old", "/old"),
        ("/n?id=aB", "/n?id=ab"),
        ("/n?a=1&b=2", "/n?b=2&a=1"),
        ("/n?a=b%26c", "/n?a=b&c"),
        ("/n?a=b+c", "/n?a=b%20c"),
        ("/a%3Fb", "/a?b"),
        ("/%2541", "/A"),
        ("/x%FE", "/xþ"),
    ],
)
def test_what_a_server_can_tell_apart_stays_apart(one: str, other: str) -> None:
    assert old(one) != old(other)


@pytest.mark.parametrize(
    ("typed", "is_file"),
    [
        *(("/old/", True), ("/a b/ü.html", True), ("/a(1)&'b',~;=@!$+.html", True)),
        *(("/n?id=1", False), ("https://example.org/x", False), ("/a:b", False), ("/a%3Fb", False)),
        *(("/a%22b", False), ("/a*", False), ("/a|b", False), ("/a%20/b", False), ("/x%FE", False)),
        *(("/100%", False), ("/o%CC%88", False), ("/x/.htaccess", False), (f"/{'a' * 201}", False)),
        ("/" + "ə" * 101, False),
    ],
)
def test_a_page_stands_where_every_system_can_have_a_file(typed: str, is_file: bool) -> None:
    assert old(typed).is_file is is_file


@pytest.mark.parametrize(
    ("typed", "base_path", "below", "from_root"),
    [
        ("/old/?a=b", "/press", "/old/?a=b", "/press/old/?a=b"),
        ("https://h.org/press/x?a", "/press", "/x?a", "/press/x?a"),
        ("https://h.org/press", "/press", "/", "/press/"),
        ("https://h.org/pressed/", "/press", "https://h.org/pressed/", "https://h.org/pressed/"),
        ("https://h.org/x", "", "/x", "/x"),
        ("https://h.org/b%C9%99/x", "/bə", "/x", "/b%C9%99/x"),
    ],
)
def test_an_address_is_seen_from_the_site_or_from_its_host(
    typed: str, base_path: str, below: str, from_root: str
) -> None:
    found = old(typed).below(base_path)
    assert (found.text, found.from_root(base_path).text) == (below, from_root)


@given(st.text("aZ0 /?#%.2fFeEə&=+[]'\"\\:@", max_size=40))
def test_what_is_written_of_an_address_is_read_as_the_same(typed: str) -> None:
    found = OldAddress.read(f"/{typed}")
    if found is not None:
        assert OldAddress.read(found.text) == found
        assert found.text.isascii()
        assert not set(found.text) & set(' "<>\\^`{|}')
