"""Addresses without markup become links, and take no punctuation along."""

import pytest

from beyan.markup.bare import bare_links
from tests.unit.markup.conftest import read, shown, told


def links(text: str) -> list[tuple[str, str]]:
    return [(each.text, each.target) for each in bare_links(text)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org", "https://example.org"),
        ("Bax: https://example.org/a_b_c.", "https://example.org/a_b_c"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("https://example.org/a_(b), c", "https://example.org/a_(b)"),
        ("«https://example.org/a»", "https://example.org/a"),
        ("https://example.org?a=1&b=2;", "https://example.org?a=1&b=2"),
        ("https://example.org/a&quot;", "https://example.org/a"),
        ("https://example.org/a&amp;b", "https://example.org/a&amp;b"),
        ("https://example.org/xəbər…", "https://example.org/xəbər"),
        ("https://example.org:8080/a#b!?", "https://example.org:8080/a#b"),
        ("HTTPS://EXAMPLE.ORG/A", "HTTPS://EXAMPLE.ORG/A"),
        ("**https://example.org/a**", "https://example.org/a"),
        ("https://192.0.2.1/a|b", "https://192.0.2.1/a"),
        ("http://localhost:8000/", "http://localhost:8000/"),
        ("https://example.org-da", "https://example.org"),
    ],
)
def test_an_address_ends_before_the_punctuation_of_its_sentence(text: str, address: str) -> None:
    assert links(text) == [(address, address)]


@pytest.mark.parametrize(
    ("text", "words", "target"),
    [
        ("www.example.org.", "www.example.org", "https://www.example.org"),
        ("Www.example.org-da", "Www.example.org", "https://Www.example.org"),
        ("WWW.EXAMPLE.ORG/a", "WWW.EXAMPLE.ORG/a", "https://WWW.EXAMPLE.ORG/a"),
        ("press@example.org,", "press@example.org", "mailto:press@example.org"),
        ("(a.b+c@example.org)", "a.b+c@example.org", "mailto:a.b+c@example.org"),
        ("E-poçt:press@example.org.", "press@example.org", "mailto:press@example.org"),
    ],
)
def test_what_has_no_scheme_gets_one(text: str, words: str, target: str) -> None:
    assert links(text) == [(words, target)]


@pytest.mark.parametrize(
    "text",
    [
        *("https://", "https:// example.org", "www.", "www.a", "a@b", "@example.org", "a@b.c1"),
        *("ftp://example.org", "example.org", "xhttps://example.org", "x@@example.org"),
    ],
)
def test_what_is_no_whole_address_stays_text(text: str) -> None:
    assert links(text) == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "[https://example.org/a](https://example.org/b)",
            '<p><a href="https://example.org/b">https://example.org/a</a></p>',
        ),
        (
            "[bax www.example.org][k]\n\n[k]: https://example.org/b",
            '<p><a href="https://example.org/b">bax www.example.org</a></p>',
        ),
        ("`https://example.org`", "<p><code>https://example.org</code></p>"),
        (
            "<https://example.org/a>",
            '<p><a href="https://example.org/a">https://example.org/a</a></p>',
        ),
        ("https\\://example.org", "<p>https://example.org</p>"),
        (
            "*https://example.org/a_b*",
            '<p><em><a href="https://example.org/a_b">https://example.org/a_b</a></em></p>',
        ),
    ],
)
def test_an_address_in_a_link_or_in_code_is_its_text(text: str, html: str) -> None:
    assert shown(text) == html


@pytest.mark.parametrize(
    "text",
    ["https://example.org/" + ")" * 5000, "a@" * 5000, "www." * 5000, "http://a.az/" + ";" * 5000],
)
def test_signs_without_end_are_no_trouble(text: str) -> None:
    assert told(text) == []
    assert read(text).first
