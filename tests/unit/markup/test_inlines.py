"""What stands in a paragraph, as CommonMark reads it, but for what officers mean otherwise."""

import pytest

from beyan.markup.reader import Reader
from tests.unit.markup.conftest import read, shown, told


def inside(text: str) -> str:
    return shown(text).removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b** ***c***", "<em>a</em> <strong>b</strong> <em><strong>c</strong></em>"),
        ("_a_ __b__ a_b_c", "<em>a</em> <strong>b</strong> a_b_c"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        ("*a **b***", "<em>a <strong>b</strong></em>"),
        ("söz**dən**", "söz<strong>dən</strong>"),
        ("**«a»** «**b**»", "<strong>«a»</strong> «<strong>b</strong>»"),
        ("**a**-b (*c*)", "<strong>a</strong>-b (<em>c</em>)"),
        ("~~a~~ ~b~ a~~b~~", "<del>a</del> ~b~ a<del>b</del>"),
        ("~~*a*~~", "<del><em>a</em></del>"),
        ("5*4*3 və a*b*c", "5*4*3 və a*b*c"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a** b**", "a** b**"),
        ("*a", "*a"),
        ("\\*a\\*", "*a*"),
        ("*" * 13 + "a" + "*" * 13, "*" * 13 + "a" + "*" * 13),
    ],
)
def test_emphasis_beside_letters_and_punctuation(text: str, html: str) -> None:
    assert inside(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("`a*b*`", "<code>a*b*</code>"),
        ("`` a`b ``", "<code>a`b</code>"),
        ("` a`", "<code> a</code>"),
        ("`a\nb`", "<code>a b</code>"),
        ("`a ``b", "`a ``b"),
        ("*a `b* c`", "*a <code>b* c</code>"),
        ("[a `b](c)`", "[a <code>b](c)</code>"),
        ("`&amp; <b>`", "<code>&amp;amp; &lt;b&gt;</code>"),
        ("\\`a`", "`a`"),
    ],
)
def test_code_is_shown_as_it_was_typed(text: str, html: str) -> None:
    assert inside(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[a](b.md 'c')", '<a href="\x00b.md" title="c">a</a>'),
        ("[*a* `b`](c.md)", '<a href="\x00c.md"><em>a</em> <code>b</code></a>'),
        ("[a [b] c](d.md)", '<a href="\x00d.md">a [b] c</a>'),
        ("[a [b](c.md)](d.md)", '[a <a href="\x00c.md">b</a>](d.md)'),
        ("*a [b*](c.md)", '*a <a href="\x00c.md">b*</a>'),
        ("[a]\n\n[A]: b.md", '<a href="\x00b.md">a</a>'),
        ("[a][]\n\n[a]: b.md (c)", '<a href="\x00b.md" title="c">a</a>'),
        ("[a] [b]\n\n[b]: c.md", '[a] <a href="\x00c.md">b</a>'),
        ("![a *b*](c.jpg)", '<img alt="a b" loading="lazy" src="\x00c.jpg">'),
        (
            "[![a](b.jpg)](c.md)",
            '<a href="\x00c.md"><img alt="a" loading="lazy" src="\x00b.jpg"></a>',
        ),
        ("![a ![b](c.jpg)](d.jpg)", '<img alt="a b" loading="lazy" src="\x00d.jpg">'),
        ("\\[a](b.md)", "[a](b.md)"),
        ("!\\[a](b.jpg)", "![a](b.jpg)"),
        ("[a](b(1)\\).md)", '<a href="\x00b(1)).md">a</a>'),
        ("[a](<b c>)", '<a href="\x00b c">a</a>'),
        ("[a] və [b] (c)", "[a] və [b] (c)"),
        ("<https://a.az/b_c_d>", '<a href="https://a.az/b_c_d">https://a.az/b_c_d</a>'),
        ("<a@b.az>", '<a href="mailto:a@b.az">a@b.az</a>'),
    ],
)
def test_links_and_pictures(text: str, html: str) -> None:
    assert inside(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a  \nb", "a<br>b"),
        ("a\\\nb", "a<br>b"),
        ("*a  \nb*", "<em>a<br>b</em>"),
        ("– a\n– b", "– a<br>– b"),
        ("1.1. a\n1.2. b", "1.1. a<br>1.2. b"),
        ("a \nb", "ab"),
        ("`a`  \nb", "<code>a</code><br>b"),
        ("a  ", "a"),
        ("a\\", "a\\"),
    ],
)
def test_lines_end_where_two_blanks_a_backslash_or_a_dash_say_so(text: str, html: str) -> None:
    assert inside(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("&copy; &#601; &nbsp;", "© ə &nbsp;"),
        ("&copy &nosuch; R&D", "&amp;copy &amp;nosuch; R&amp;D"),
        ("&#42;a&#42; &lsqb;b](c)", "*a* [b](c)"),
        ("\\&copy;", "&amp;copy;"),
        ("C:\\a \\ə \\\\", "C:\\a \\ə \\"),
    ],
)
def test_references_and_backslashes(text: str, html: str) -> None:
    assert inside(text) == html


@pytest.mark.parametrize(
    "text",
    [
        *("{söz}", "{{ a }}", "{% b %}", "{: söz }", "{:söz}", "{#a}", "a {: qeyd b } c", "{: .a"),
        *('a {: b="c', "{: .a . }", "{}", "*a* {b: c}", "{: a=b c }", "{: a: b }"),
    ],
)
def test_braces_are_text(text: str) -> None:
    assert inside(text).replace("<em>", "*").replace("</em>", "*") == text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\n{: #b }", '<p id="b">a</p>'),
        ('*a*{: title="b c" lang=en }', '<p><em lang="en" title="b c">a</em></p>'),
        ("[a](b.md){: hreflang='en'}", '<p><a href="\x00b.md" hreflang="en">a</a></p>'),
        ("# a {: #b }", '<h2 id="b">a</h2>'),
    ],
)
def test_attributes_stand_in_braces_behind_what_they_belong_to(text: str, html: str) -> None:
    assert shown(text) == html


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('a "b"', [(1, 3), (1, 5)]),
        ('24" a "b"', [(1, 7), (1, 9)]),
        ('<!-- "x" --> "a', [(1, 14)]),
        ('- a\n\t- *"b*', [(2, 5)]),
        ('`"a"` <b title="c">"d</b>', [(1, 20)]),
        ('| a | "b |\n|---|---|', [(1, 7)]),
        ('a[^1]\n\n[^1]: b\n    "c', [(4, 5)]),
        ("a", []),
    ],
)
def test_straight_quotation_marks_of_the_text_know_their_place(
    text: str, places: list[tuple[int, int]]
) -> None:
    assert [(each.line, each.column) for each in read(text).quotes] == places


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("*a **b " * 45 + "c** d*" * 45, "nested-too-deep"),
        ("# " + "*a _b " * 45 + "c_ d*" * 45, "nested-too-deep"),
        ("![" * 30 + "*a **b " * 22 + "c** d*" * 22 + "](e.jpg)" * 30, "nested-too-deep"),
    ],
)
def test_emphasis_nested_without_end_is_told(text: str, problem: str) -> None:
    assert problem in {each.code for each in read(text).problems}


@pytest.mark.parametrize(
    "text",
    [
        "a htp:/b c",
        "HTTP:/b",
        "a *b* HTTPS:/c",
        "a [b](c.md) https;//d",
        "[a](b/htp:/c)",
        "Www.a.az *b*",
        "a [b](c.md)[d](e.md) *f*, **g**",
        "a*b* *c*d *e*",
        "«*a*» – **b**",
        "[a*b](c.md) d*",
        "*[a](b.md)*",
        "[^1](b.md) *c*",
        "a\n[b\nc](d.md)\n*e*",
        "[a](b.md) [c]",
    ],
)
def test_the_short_way_reads_as_the_long_one(text: str) -> None:
    slow = Reader(shortcuts=False)
    assert read(text) == slow.read(text, "x.az.md", 0)


def test_nothing_of_a_text_with_its_signs_alone_is_told() -> None:
    assert told("a * b ** c _ d ~ e [ f ] g ( h ) i ! j & k < l > m \\ n { o }") == []
