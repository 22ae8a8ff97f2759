"""What is spared for plain texts changes none: the same reading with and without shortcuts."""

import html
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml.html import fragment_fromstring

from beyan.markup.reader import Reader, Reading
from beyan.model.diagnostic import Span
from beyan.model.page import PlannedLink, PlannedProse
from beyan.render.prose import Labels, ProseRenderer, addressed

CONTENT = Path(__file__).parents[2] / "content"
LABELS = Labels("Qeyd {}", "Qeydə qayıt: {}", "Cədvəl {}", "Yüklə")
FAST, PLAIN = Reader(), Reader(shortcuts=False)

# What begins something anywhere in a line.
SIGNS = [
    *"`*_[]()!<>&\\{}|#=-+:;^~\"'.,/$%@?\t \n",
    *("**", "__", "***", "``", "![", "](", "][", "[^", "]:", "{:", "{: ", " }", "  \n", "\n\n"),
    *(
        "\\\\",
        "\\`",
        "\\[",
        "\\|",
        "\\{",
        "&#",
        "&amp;",
        "&#65;",
        "&#65",
        "&#x41;",
        "&copy",
        "&lt;",
    ),
    *("a", "b", "ə", "İ", "mətn", "1", "2026", "x.az.md", "#a", "\u00a0", "\u2009", "\u3000"),
]  # fmt: skip
# The beginnings of lines.
MARKS = [
    *("", "", "", " ", "  ", "   ", "    ", "     ", "        ", "\t", " \t"),
    *("# ", "## ", "#", "###### ", "####### ", "> ", ">", "> > ", "  > ", "- ", "* ", "+ ", "-"),
    *("1. ", "2. ", "3.", "10) ", "٣. ", "  - ", "    - ", "    1. ", ": ", ":   ", "   : ", ":"),
    *("| ", "|", "[^1]: ", "[^a]:", "[k]: ", "*[QHT]: ", "*[a]:", "    : ", "> - ", "- > ", "- # "),
    *("- 1. ", "> # ", ">     ", "-     ", "- [", "**", "* *", "_", "=", "--- ", "{: #x }", "///"),
]  # fmt: skip
# Whole lines, and parts of lines that mean something.
PARTS = [
    *("mətn", "İki söz.", "2026-cı il", "1. deyil", "a  ", "QHT-lər və QHT", "A & B", "a < b"),
    *("**qalın**", "*maili*", "__b__", "_i_", "***bi***", "*a **b** c*", "a_b_c", "2*3*4", "* * *"),
    *("`kod`", "``a ` b``", "`a **b**", "\\*ulduz\\*", "\\`", "\\[a](b)", "`\\`", "a\\", "\\\\`a`"),
    *("[keçid](x.az.md)", "[a](<b c> 'd')", "[a](b \"c\")", "[**a** `b`](c)", "[a [b](c)](d)"),
    *("[a](b(c)d)", "[a](b'c)", "[a](b \"c)", "[a]( b )", "[](x)", "[a]()", "[a](", "[a", "a]"),
    *("[a](b\nc)", "[a\nb](c)", "[a](x#y?z=1&w=2)", "[a](b_c_d*e*)", "[a](b\\)c)", "[a](b`c`d)"),
    *("[k]", "[a][k]", "[a][]", "[K] [k]", "![k]", "![a][k]", "![a](b.png)", "![a **b**](c 'd')"),
    *("[^1]", "[^a]", "[^1][^1]", "[^yox]", "![^1]", "<https://x.example/a_b>", "<a@b.example>"),
    *("<b>x</b>", '<span lang="en">x</span>', "<br>", "<!-- x -->", "<a href=y.az.md>x</a>"),
    *('<a href="x.az.md" title="*a*">`b`</a>', "<div>", "</div>", "<div>*a*</div>", "<p>a</p>"),
    *("<pre>", "</pre>", "<script>", "</script>", "<hr>", "<?x?>", "<!x>", "<![CDATA[x]]>", "</>"),
    *("<div markdown=1>", "<ul><li>a</li></ul>", "<h2>a</h2>", "<x-y>", "< b", "a<b>c", "<b\n>"),
    *("---", "***", "___", "- - -", "===", "==", "-", "=", "--- x", "~~~", "```", "```python"),
    *("a | b", "--|--", ":-|-:", "|---|", "| a |", "| a | b |", "a \\| b", "`a | b` | c", "|"),
    *("## a", "# a #", "## a {: #b .c }", "## *a* [b](c)", "## a & <b>c</b>", "# QHT[^1]", "#"),
    *("{: #x .y title='z' }", "{: hidden }", "{x}", "{", "a{: .b }", "*a*{: .b}"),
    *("{: data-toc-label }", "\x02amp\x03", "\x02klzzwxh:0000\x03", "[a](\x02klzzwxh:0000\x03)"),
    *("///Footnotes Go Here///", "[TOC]", "klzzwxh:0000", "wzxhzdk:0"),
    *("\0", '<a href="\0/az/">', '<b title="\0&#0;">', "`\0`"),
    *("&#1;", "&#0;", "&#2;klzzwxh:0000&#3;", 'href="x.az.md"', 'href="&#0;/az"', "\u00a0"),
]  # fmt: skip

runs = st.lists(st.sampled_from(SIGNS), max_size=30).map("".join)
lines = st.builds(
    lambda mark, parts: mark + " ".join(parts),
    st.sampled_from(MARKS),
    st.lists(st.sampled_from(PARTS), max_size=3) | st.lists(runs, min_size=1, max_size=1),
)
line_ends = st.sampled_from(
    ["\n", "\n", "\n", "\n\n", "\n\n", "  \n", "\n \n", "\n\n\n", "\n    \n"]
)
texts = runs | st.lists(st.tuples(lines, line_ends).map("".join), max_size=14).map("".join)


# Parts of texts that need no sanitiser, and a few that look like them.
PLAIN_PARTS = [
    *("mətn", "İki söz.", "2026-cı il", "a  ", "**qalın**", "*maili*", "***bi***", "`k \"'b`"),
    *("*a **b** c*", "**a *b* c**", "*a **b*c**", "*[a](x.az.md) **b***", "a \u00a0 b", "“a” 'b'"),
    *("[keçid](x.az.md)", "[**a** `b`](c)", "[a *b* d](e)", "[a](#b)", "[a](/y)", 'a "b" c'),
    *("[a](https://a.example/b?c=1#d)", "[a](mailto:a@b.example)", "[a](tel:+994120000000)"),
    *("a > b", "a\\*b", "\\[a\\](b)", "a\n- b", "a\n# b", "a}", "\x0c", "\u2028", "\u200f"),
]  # fmt: skip
SUSPECTS = [
    *("[a](javascript:b)", "[a](JaVaScRiPt:b)", "[a](vbscript:b)", "[a](data:b)", "[a](\nb)"),
    *("[a](https://b'c)", "[a](https://ə.example)", "[a](https://a\u00a0b)", "[a](//b.example)"),
    *("[a [b](c)](d)", "[a *[b](c)* d](e)", "[a](x.az.md 'b')", "![a](b.png)", "[](c)", "[a]()"),
    *("{", "{: #a }", "&amp;", "<b>", "a | b\n-|-", "[^1]", "```\na\n```", "    a", "\0"),
    *("Termin\n: izah", "*[a]: b"),
]  # fmt: skip
PLAIN_MARKS = ["", "", "", "# ", "## ", "- ", "  - ", "1. ", "7. ", "> ", "> - ", "- # ", "- > "]
plain_lines = st.builds(
    lambda mark, parts: mark + " ".join(parts),
    st.sampled_from(PLAIN_MARKS),
    st.lists(st.sampled_from(PLAIN_PARTS), min_size=1, max_size=3),
)
suspects = st.sampled_from(PLAIN_MARKS) | st.sampled_from(SUSPECTS)
plain_texts = st.builds(
    lambda written, suspect, place: "".join((*written[:place], suspect, *written[place:])),
    st.lists(st.tuples(plain_lines, line_ends).map("".join), max_size=9),
    suspects,
    st.integers(0, 9),
)


def read(reader: Reader, text: str) -> Reading:
    return reader.read(text, "x.az.md", 0)


@given(texts)
@example("a\n   ")
@example("> " * 40 + "a")
@settings(max_examples=600)
def test_a_text_becomes_the_same_html(text: str) -> None:
    assert read(FAST, text) == read(PLAIN, text)


# Texts of nothing but links, emphasis and what stands around them.
links_and_emphasis = st.lists(
    st.sampled_from(
        [
            *("*a*", "**b**", "[c](x.az.md)", "[d e](https://x.example/f)", "[](g)", "*h\ni*"),
            *("a", "ə", " ", " ", "\n", "\n\n", "- ", "    ", "# ", "> ", ".", "*", "[", "](", "!"),
        ]
    ),
    max_size=24,
).map("".join)


@given(links_and_emphasis)
@settings(max_examples=600)
def test_links_and_emphasis_alone_become_the_same_html(text: str) -> None:
    assert read(FAST, text) == read(PLAIN, text)


@given(plain_texts)
@settings(max_examples=600)
def test_a_text_that_needs_no_sanitiser_is_as_it_would_leave_it(text: str) -> None:
    assert read(FAST, text) == read(PLAIN, text)


@pytest.mark.parametrize(
    "path", sorted(CONTENT.rglob("*.md")), ids=lambda path: str(path.relative_to(CONTENT))
)
def test_a_text_of_the_sample_site_becomes_the_same_html(path: Path) -> None:
    text = path.read_text().split("\n---\n", 1)[1]
    assert read(FAST, text) == read(PLAIN, text)


MADE = {
    "no more quotes nest than the stack has room for": ">" * 400 + " a",
    "items in items": "- " * 90 + "a",
    "emphasis in emphasis": "*a **b " * 300 + "c** d*" * 300,
    "a loose list with parts": "1. a\n\n    b\n\n    > c\n\n        d\n\n2. e\n\n   f\n",
    "a list after a line": "a\n- b\n- c\n\n* d\n1. e\n",
    "a quote after a line": "a\n> b\nc\n\n> d\n\n> - e\n> - f\n>\n> g\n",
    "a heading in an item": "*e*\n\n- # a\n  b\n- c\n\nd\n\n- # f\n    g\n\n- h\n  ## i\n",
    "headings of one name": "# a\n\na\n=\n\n## a\n\n### a {: #a_1 }\n\n## \\*\n\n##\n",
    "a rule between lines": "a\n* * *\nb\n\nc\n---\nd\n\n _ _ _\n",
    "notes out of order": "a[^b] [^c][^b]\n\n- d[^b]\n\n[^c]: C *c*\n\n    c\n[^b]: B[^c]\n[^e]:",
    "notes in their place": "a[^1]\n\n///Footnotes Go Here///\n\nb\n\n[^1]: c {: .d }\n",
    "terms": "a\nb\n:   c\n\n    d\n\n:   e\n\nf\n\n: g\n",
    "abbreviations": "QHT *QHT* `QHT` [QHT](x) HT\n\n*[QHT]: a & b\n*[HT]: ''\n",
    "a table": "a | *b* | `c|d`\n:--|:-:|--:\n1 | 2 \\| 3 |\n4\n\n|a|\n|-|\n|b|\n\na|b\n-|",
    "references": "[a] [a][] [b][A] ![a] [c][b\n]\n\n[a]: x.az.md 'b'\n[b\n]: <y> \"c\"\n[c]:\nz",
    "blocks of HTML": "<div>\n*a*\n\n- b\n</div>\n- c <b>*d*</b>\n\n<p>e</p> f\n\n<!-- g -->",
    "HTML that is never closed": "a <b\n\n<div>\n\n*b*\n\n# c\n",
    "references to characters": "&amp; &#38 &#x26; &nosuch; &copy R&D &#1; &#0; AT&T;",
    "escapes": "\\* \\\\ \\` `\\` \\[a](b) [a\\]](b) [a](b\\)) \\a \\| \\<b> *a\\* b*\n# \\# a \\#",
    "code": "`` a ` b ``` c `` `d\n\n    e\n\n\n    f  \n    \n\ng\n\n```\nh\n```\n",
    "hard breaks": "a  \nb \nc   \n\nd  \n\n- e  \n  f\n",
    "attributes": "a{: .b }\n\nc\n{: #d lang=en title='e' hidden }\n\n*f*{: .g } {h}\n- i\n{: #j }",
    "addresses": "<https://a.example/b_c_d*e*?f=1&g=2> <h@i.example> <mailto:j@k.example> <l:m>",
    "links": "[a](b'c) [d](e 'f') [g](<h i>) [j](k(l)m) [n]( o ) [p](q\"r\"s) [*t*](u_v_w) []()",
    "outside links": "[a](https://a.example/b`c`\\_d) [e](https://a.example/f g) [h](#i&amp;j*k*)",
    "emphasis": "a*b*c *d*e f_g_h __i__j **k*l* m** *n**o*** p* *q *r* _s *t_ u* ***v*** **w***",
    "attributes without a colon": "## a {#b}\n\nc\n{.d title=e}\n\n*f*{ lang=la }",
    "headings with references": "# a &amp; b\n\n# R&D &copy; &#601;\n\n# a > b {\n",
    "links and emphasis alone": "*a* b **c**[d](e)f\n\n- *g*\n    - [h](i) j\n\n# [k](l)*m*\n",
    "emphasis that touches emphasis": "*a**b* c *d*",
    "an asterisk alone": "*a*b* [c](d)",
    "a bracket alone": "*a* [b](c) [d",
    "emphasis in a link": "[*a*](b) *c*",
    "a link in emphasis": "*[a](b)* **c [d](e)**",
    "a link with more in it": "[a](b 'c') *d* [e]( f ) [g](<h>) [i](j(k)l)",
    "a picture": "*a*! ![b](c) [d](e)",
    "a note that looks like a link": "[^1](x) *a*\n\n[^1]: b",
    "a reference that looks like a link": "[a](x) [a] *b*\n\n[a]: c",
    "code that looks like a link": "    [a](b) *c*\n\nd *e*",
    "an item before items": "- *a*\n    - [b](c) d\n- **e**\n",
    "emphasis across emphasis": "*a _b* c_ **d__e** *f _g_ h*",
    "the library's own marks": "*a* \x02klzzwxh:0000\x03 \x0242\x03 \x02amp\x03 \x02wzxhzdk:0\x03",
    "spaces of every kind": "\u00a0a\n\n\u2003\n\n\u3000- b\n\n \u00a0\n*c\u00a0*\n**\u2009d**\n",
}  # fmt: skip


@pytest.mark.parametrize("text", MADE.values(), ids=MADE)
def test_what_a_processor_decides_is_decided_the_same(text: str) -> None:
    assert read(FAST, text) == read(PLAIN, text)


@given(texts, texts)
@settings(max_examples=100)
def test_nothing_of_a_text_is_left_in_the_next(one: str, other: str) -> None:
    first = read(Reader(), one)
    read(FAST, other)
    assert read(FAST, one) == first


PLACES = ("", "/press", "https://example.org/press", '/a&b"<ə')
PAGE = ProseRenderer("az", LABELS)


@given(texts | plain_texts, st.sampled_from(PLACES))
@example('[a](x.az.md) \0 &#0; `&#0;` <b title="\0/az/ &#0;">href="\0/az/</b>', "/press")
@settings(max_examples=300)
def test_every_mark_becomes_what_the_page_knows_and_only_links_are_addressed(
    text: str, base: str
) -> None:
    reading = read(FAST, text)
    targets = dict.fromkeys(link.target for link in reading.links)
    # Every other link of the text leads somewhere.
    links = tuple(
        PlannedLink(target, "/az/there/" if number % 2 == 0 else None, Span(""))
        for number, target in enumerate(targets)
    )
    shown = addressed(PAGE.render(PlannedProse(reading.html, links)), base)
    assert not set("\0\x01\x02\x03") & set(shown)
    assert shown.count("/az/there/") <= reading.html.count("\0") + text.count("/az/there/")
    bare = html.unescape(base)
    for element in fragment_fromstring(shown, create_parent="div").iter():
        for name, value in element.attrib.items():
            if name in ("href", "src") and value.endswith("/az/there/"):
                assert value == f"{bare}/az/there/"
