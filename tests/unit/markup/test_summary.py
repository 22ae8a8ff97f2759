"""A text begins with its first paragraph: what stands in something else is none."""

import pytest

from beyan.markup.summary import SUMMARY_LENGTH, first_paragraph, shorten
from tests.unit.markup.conftest import read


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Bir</p><p>İki</p>", "Bir"),
        ("<p>Bir<br>\niki</p>", "Bir iki"),
        ("<p>A &amp; B&nbsp;&lt;C&gt;</p>", "A & B <C>"),
        ('<p><a href="x" title="a > b">Bir</a></p>', "Bir"),
        ("<p> </p>\n<p><img alt='x'></p><p>Bir</p>", "Bir"),
        ("<h2>A</h2><blockquote><p>b</p></blockquote><p>Bir</p>", "Bir"),
        ("<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul><p>Bir</p>", "Bir"),
        ("<table><tr><td><p>a</p></td></tr></table><dl><dd><p>b</p></dd></dl><p>Bir</p>", "Bir"),
        ('<p>Bir<sup id="a"><a href="#b">1</a></sup>.</p>', "Bir."),
        ("<div><p>Bir</p></div>", "Bir"),
        ("<pre><code>a</code></pre>", ""),
        ("", ""),
    ],
)
def test_the_first_paragraph_of_its_own_is_how_a_text_begins(html: str, words: str) -> None:
    assert first_paragraph(html) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[Bir](a.md) [iki][k]\n\n[k]: /x/", "Bir iki"),
        ("    Bir\n\nİki", "Bir"),
        ("Bir\\\niki", "Bir iki"),
        ("Bir <b>iki</b> <üç>", "Bir iki <üç>"),
        ("a\n: b\n\nBir", "Bir"),
        ("https://example.org/a_b_c bir", "https://example.org/a_b_c bir"),
        ("<!-- qeyd -->\n\nBir", "Bir"),
        ("[^1]: a\n\nBir[^1]", "Bir"),
        ("Bir&nbsp;iki &#601;", "Bir iki ə"),
        ("5*4*3 <script>a</script>", "5*4*3 a"),
    ],
)
def test_the_summary_says_what_the_page_shows(text: str, words: str) -> None:
    assert read(text).first == words


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("söz " * 60, ("söz " * 50).rstrip() + "…"),
        ("a" * 300, "a" * (SUMMARY_LENGTH - 1) + "…"),
        ("söz – " + "b" * 300, "söz…"),
    ],
)
def test_a_long_paragraph_ends_with_a_whole_word_where_it_has_one(text: str, short: str) -> None:
    assert shorten(text, SUMMARY_LENGTH) == short
