"""Tags that an officer typed: what is published of them, and what is told of the rest."""

import re

import pytest

from tests.unit.markup.conftest import read, shown, told


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<B>a</B> <I class=x>b</I>", "<p><b>a</b> <i>b</i></p>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        (
            "<table><tr><td>a<td>b</table>",
            "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
        ),
        ("<div>\na &amp; b &copy; & c < d\n</div>", "<div>a &amp; b © &amp; c &lt; d</div>"),
        ("<pre>**a**</pre>", "<pre>**a**</pre>"),
        ("<div><code>*a*</code></div>", "<div><code>*a*</code></div>"),
        ("<kbd>*a*</kbd>", "<p><kbd><em>a</em></kbd></p>"),
        ('<div title="*a*">b</div>', '<div title="*a*">b</div>'),
        ("<a href=x.md\n   title=y>c</a>", '<p><a href="\x00x.md" title="y">c</a></p>'),
        ('<a href="x" href="y">a</a>', '<p><a href="\x00x">a</a></p>'),
        ('<span style="x">a</span>', "<p><span>a</span></p>"),
        ("a <br> b<br/>c", "<p>a <br> b<br>c</p>"),
        ("- <div>\n  a\n  </div>", "<ul><li><div>a</div></li></ul>"),
        ("<p>a</p>\n\n*b*", "<p>a</p><p><em>b</em></p>"),
    ],
)
def test_allowed_elements_are_published(text: str, html: str) -> None:
    assert (shown(text), told(text)) == (html, [])


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ('<span onclick="x()">a</span>', "onclick"),
        ("<p ONMOUSEOVER = 'x()'>a</p>", "onmouseover"),
        ('<a href="https://a.b/" ping="https://c.d/">a</a>', "ping"),
        ('<div><img src="x.jpg" alt="a" srcset="java&#10;script:x 2x"></div>', "srcset"),
        ('<img src="x.jpg" alt="a" longdesc="JavaScript:x">', "longdesc"),
        ('<table background="javascript:x"><tr><td>a</table>', "background"),
        ('<del cite="java\nscript:x">a</del>', "cite"),
        ('<b xlink:href="&#106;avascript:x">a</b>', "xlink:href"),
        ("<blockquote poster=x>a</blockquote>", "poster"),
        ('<span href="data:text/html,a">a</span>', "href"),
        *((f'<div {each}="javascript:x">a</div>', each) for each in (
            "action", "data", "formaction", "manifest", "src", "srcdoc", "xml:base")),
    ],
)  # fmt: skip
def test_an_address_or_a_program_in_an_attribute_is_left_out_and_told(
    text: str, attribute: str
) -> None:
    assert f"{attribute}=" not in shown(text)
    assert "javascript" not in shown(text).lower()
    problems = [each for each in read(text).problems if each.code == "html-attribute"]
    assert [dict(each.values)["attribute"] for each in problems] == [attribute]


@pytest.mark.parametrize(
    "text",
    [
        '<q cite="javascript:x">a</q>',
        '<blockquote cite="JAVA&Tab;SCRIPT:x">a</blockquote>',
        '<q cite="data:text/html,a">a</q>',
        '<a href="java\nscript:x">a</a>',
        '<a href=" &#x1;javascript:x">a</a>',
        '<img src="vbscript:x" alt="a">',
    ],
)
def test_an_address_with_another_scheme_is_an_error(text: str) -> None:
    assert not re.search('script:|data:|="java', shown(text), re.IGNORECASE)
    assert any(each.code == "link-scheme" for each in read(text).problems)


@pytest.mark.parametrize(
    "text",
    [
        *("<<Azadlıq>> x", "<Bakı xəbər>", "x<y>z", "<press at a.b>", "<?php a ?>", "</bağla>"),
        *("a <b", "<b a=1 a", "a<b və c>d", "<!DOCTYPE a>", "<![CDATA[a]]>", "<1>", "< b >a</ b >"),
        *("<söz/>", "<bakı-xəbər>", "<b a='c>"),
    ],
)
def test_what_is_no_element_is_text(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert (shown(text), told(text)) == (f"<p>{escaped}</p>", [])


@pytest.mark.parametrize(
    "text", ["<div>\n<söz>\n</div>", "<p><Bakı xəbər></p>", "<div>a<y>z</div>"]
)
def test_nor_is_it_an_element_in_a_block_of_html(text: str) -> None:
    assert "&lt;" in shown(text)
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<script>a</script>", ("html-removed", 1, 1)),
        ("a <script>b</script>", ("html-removed", 1, 3)),
        ("> <style>a</style>", ("html-removed", 1, 3)),
        ("<div>\n<script>\na\n\nb\n</script>\nc</div>", ("html-removed", 2, 1)),
        ("a <video>b</video>", ("html-dropped", 1, 3)),
        ("<form>\na\n</form>", ("html-dropped", 1, 1)),
        ("- <iframe src=x></iframe>", ("html-dropped", 1, 3)),
        ("|a|\n|-|\n|b <font color=red>c</font>|", ("html-dropped", 3, 4)),
        ("<!-- x -->a<o:p></o:p>", ("html-dropped", 1, 12)),
        ("<b>a", ("html-unclosed", 1, 1)),
        ("> <div>\n> a", ("html-unclosed", 1, 3)),
        ("a<i>b\n\nc", ("html-unclosed", 1, 2)),
        ("   1. <u>a", ("html-unclosed", 1, 7)),
        ("a</b>", ("html-unopened", 1, 2)),
        ("- a</i>", ("html-unopened", 1, 4)),
        ("<div>\n</p></div>", ("html-unopened", 2, 1)),
        ("<div>**a**</div>", ("markdown-in-html", 1, 6)),
        ("<div>\n\t[a](b.md)\n</div>", ("markdown-in-html", 2, 2)),
        ("<p>\n# a\n</p>", ("markdown-in-html", 2, 1)),
        ("<p>a</p>\n*b*", ("markdown-in-html", 2, 1)),
        ("<ul><li>\n- a\n</li></ul>", ("markdown-in-html", 2, 1)),
        ("<div>a ~~b~~</div>", ("markdown-in-html", 1, 8)),
        ("> <p>\n> a[^1]", ("markdown-in-html", 2, 4)),
        ("<div><code>*a*</code> **b**</div>", ("markdown-in-html", 1, 23)),
        ("<b id=x>a</b> <i id='x'>b</i>", ("duplicate-id", 1, 22)),
        ("<p id=a>b</p>\n\n<p\n id=a>c</p>", ("duplicate-id", 4, 5)),
        ("# a {#x}\n\n> <b id=x>c</b>", ("duplicate-id", 3, 9)),
    ],
)
def test_what_is_taken_out_or_never_ends_is_told_where_it_begins(
    text: str, problem: tuple[str, int, int]
) -> None:
    assert told(text) == [problem]


def test_elements_that_cross_are_told_twice() -> None:
    assert told("<b>a <i>b</b> c</i>") == [("html-unclosed", 1, 6), ("html-unopened", 1, 16)]


@pytest.mark.parametrize("text", ["<div>" * 60, "<b>a " * 60, "<ul><li>" * 60])
def test_elements_nested_without_end_are_told_once(text: str) -> None:
    codes = [each.code for each in read(text).problems]
    assert codes.count("nested-too-deep") == 1


def test_paragraphs_that_never_end_do_not_nest() -> None:
    assert told("<div>" + "<p>a" * 100 + "</div>") == []
    assert told("<ul>" + "<li>a" * 100 + "</ul>") == []


@pytest.mark.parametrize(
    "text",
    ["<div>2 * 3 * 4</div>", "<p>a_b_c [1] #5 5*4*3</p>", "<div>**</div>", "<td>a -- b</td>"],
)
def test_signs_that_are_no_markdown_are_not_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "<div> &#1;</div>",
        "<b title='&#x02'>a</b>",
        "<p>&#0003;</p>",
        "a <i lang=&#X1;>b</i>",
        "&#1;",
        "[a](b&#2;.md '&#3;')",
        "`&#1;`",
    ],
)
def test_no_number_of_a_character_makes_one_of_the_signs_used_inside(text: str) -> None:
    assert not set("\x01\x02\x03") & set(read(text).html)


@pytest.mark.parametrize(
    ("number", "character"), [("&#10;", "\n"), ("&#x31;", "1"), ("&#33;", "!")]
)
def test_other_numbers_stay_what_they_are(number: str, character: str) -> None:
    assert read(f"<div>a{number}b</div>").html == f"<div>a{character}b</div>"
