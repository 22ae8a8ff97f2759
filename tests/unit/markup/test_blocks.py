"""The lines of a text → its blocks, as officers type them and CommonMark nests them."""

import re

import pytest

from tests.unit.markup.conftest import shown, told


def html(text: str) -> str:
    """As shown, with the box around tables and what tells columns apart left out."""
    found = re.sub(r"<div aria-label[^>]*>(<table>.*?</table>)</div>", r"\1", shown(text))
    return re.sub(r' scope="col"|</?t(?:head|body)>', "", found)


@pytest.mark.parametrize(
    ("text", "list_"),
    [
        ("Siyahı:\n- a\n- b", "<p>Siyahı:</p><ul><li>a</li><li>b</li></ul>"),
        (
            "**Siyahı:**\n1. a\n2. b",
            "<p><strong>Siyahı:</strong></p><ol><li>a</li><li>b</li></ol>",
        ),
        (
            "> Siyahı:\n> • a\n> • b",
            "<blockquote><p>Siyahı:</p><ul><li>a</li><li>b</li></ul></blockquote>",
        ),
        ("a\n2. b\n3. c", '<p>a</p><ol start="2"><li>b</li><li>c</li></ol>'),
        (
            "a\n12. b\n15. c",
            '<p>a</p><ol start="12"><li>b</li><li value="15">c</li></ol>',
        ),
        ("12) a\n15) b", '<ol start="12"><li>a</li><li value="15">b</li></ol>'),
        ("1. a\n\n1. b", '<ol><li><p>a</p></li><li value="1"><p>b</p></li></ol>'),
        ("2025. a\n2026. b", '<ol start="2025"><li>a</li><li>b</li></ol>'),
        ("a) bir\nb) iki", '<ul class="lettered"><li>a) bir</li><li>b) iki</li></ul>'),
        ("-\u00a0a\n-\u2003b", "<ul><li>a</li><li>b</li></ul>"),
        ("•a\n•\tb", "<ul><li>a</li><li>b</li></ul>"),
        ("a\no\tb\n§\tc", "<p>a</p><ul><li>b</li><li>c</li></ul>"),
        ("• a\no\u00a0\u00a0 b", "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        ("* a\n- b", "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        ("- a\n\u00a0\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("- a\n- b\n\n- c", "<ul><li><p>a</p></li><li><p>b</p></li><li><p>c</p></li></ul>"),
        ("- a\n\n\n  b", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("- a\n> b", "<ul><li>a</li></ul><blockquote><p>b</p></blockquote>"),
    ],
)
def test_what_is_typed_as_a_list_is_one(text: str, list_: str) -> None:
    assert shown(text) == list_


@pytest.mark.parametrize(
    "text",
    [
        *("2025. a", "a\n2025. b\n2027. c", "a\n2. b", "a) bir", "a\n-", "o\ta", "b) c\nd"),
        *("+ 994 12\n+ 994 50", "* 1111 #", "a\n_____", "a\n#b"),
    ],
)
def test_what_may_be_a_part_of_a_sentence_is_none(text: str) -> None:
    assert shown(text) == "<p>" + text.replace("\n", "") + "</p>"


@pytest.mark.parametrize(
    "text",
    [
        "1. a\n   - b\n     - c",
        "1. a\n  - b\n    - c",
        "1. a\n\t- b\n\t\t- c",
        "1) a\n   • b\n     - c",
        "1. a\n   * b\n     + c",
    ],
)
def test_lists_nest_by_two_or_three_spaces_or_a_tab(text: str) -> None:
    assert shown(text) == "<ol><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ol>"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("a\n---\nb", "<p>a</p><hr><p>b</p>"),
        ("a\n- - -\nb", "<p>a</p><hr><p>b</p>"),
        ("> a\n> ***\n> b", "<blockquote><p>a</p><hr><p>b</p></blockquote>"),
        ("a\n===", '<h2 id="a">a</h2>'),
        ("# a #\nb", '<h2 id="a">a</h2><p>b</p>'),
        ("> a\n> # b", '<blockquote><p>a</p><h2 id="b">b</h2></blockquote>'),
        ("- # a", '<ul><li><h2 id="a">a</h2></li></ul>'),
        ("> a\nb", "<blockquote><p>ab</p></blockquote>"),
        ("> a\n\n> b", "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>"),
        ("> - a\n>   b\n>\n> c", "<blockquote><ul><li>ab</li></ul><p>c</p></blockquote>"),
        ("```x\na\n\n b\n```", "<pre><code>a b</code></pre>"),
        ("- ~~~\n  a\n   b\n  ~~~\n- c", "<ul><li><pre><code>a b</code></pre></li><li>c</li></ul>"),
        ("  ````\n  ```\n  ````", "<pre><code>```</code></pre>"),
        ("a\n: b\n: c", "<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>"),
        ("a\nb\n: c", "<dl><dt>a</dt><dt>b</dt><dd>c</dd></dl>"),
        ("a\n\n: b\n\n    c", "<dl><dt>a</dt><dd><p>b</p><p>c</p></dd></dl>"),
        ("*[AB]: Bir\n\nAB ABC", '<p><abbr title="Bir">AB</abbr> ABC</p>'),
    ],
)
def test_rules_headings_quotations_code_and_meanings(text: str, blocks: str) -> None:
    assert shown(text) == blocks


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("a|b\n-|-\nc|d", "<tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr>"),
        ("|a|\n|-|\nb", "<tr><th>a</th></tr><tr><td>b</td></tr>"),
        ("|a|b|\n|:-|-:|\n|c|", None),
    ],
)
def test_a_line_of_dashes_makes_a_table_of_the_lines_around_it(
    text: str, table: str | None
) -> None:
    if table is None:
        assert 'class="start"' in html(text)
        assert html(text).count("<td") == 2
    else:
        assert html(text) == f"<table>{table}</table>"


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("<p>x</p>", "", "x\n|a|\n|-|\n|b|"),
        ("<blockquote><p>x</p>", "</blockquote>", "> x\n> |a|\n> |-|\n> |b|"),
        ("<ul><li>x", "</li></ul>", "- x\n  |a|\n  |-|\n  |b|"),
        ("", "<p>c</p>", "|a|\n|-|\n|b|\n\nc"),
        ("", "<ul><li>c</li></ul>", "|a|\n|-|\n|b|\n- c"),
    ],
)
def test_a_table_begins_below_a_line_of_text_and_ends_with_an_empty_line(
    before: str, after: str, text: str
) -> None:
    table = "<table><tr><th>a</th></tr><tr><td>b</td></tr></table>"
    assert html(text) == before + table + after


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[a]: /x/\nb [a]", '<p>b <a href="\x00/x/">a</a></p>'),
        ("[a][b]\n\n[b]:\n/y/\n'c'", '<p><a href="\x00/y/" title="c">a</a></p>'),
        ("> [a]: /x/\n\n[a]", '<blockquote></blockquote><p><a href="\x00/x/">a</a></p>'),
        ("- [a]: /x/\n  [a]", '<ul><li><a href="\x00/x/">a</a></li></ul>'),
        ("a\n[b]: /x/", "<p>a[b]: /x/</p>"),
        ("[a]: /x/ y", "<p>[a]: /x/ y</p>"),
    ],
)
def test_definitions_begin_a_paragraph_and_are_no_part_of_it(text: str, html: str) -> None:
    assert shown(text).replace("\n", "") == html


@pytest.mark.parametrize(
    "text",
    [
        "a[^1] [b][c]\n\n[^1]: x\n[c]: /y/",
        "a[^1] [b][c]\n\n[^1]: x\n[c]:\n/y/",
        "> a[^1] [b][c]\n>\n> [^1]: x\n> [c]: /y/",
        "a[^1] [b][c]\n\n[^1]: x\n[^2]: z[^2]\n[c]: /y/",
    ],
)
def test_a_definition_right_below_a_footnote_is_none_of_its_words(text: str) -> None:
    assert '<a href="\x00/y/">b</a>' in shown(text)
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a[^1]\n\n[^1]: x\n\n    y\n\nb", "<p>x</p><p>y"),
        ("a[^1]\n\n[^1]: x\n  y\n\nb", "<p>xy"),
        ("a[^1]\n\n[^1]:\n    - x\n    - y", "<ul><li>x</li><li>y</li></ul>"),
        ("- a[^1]\n\n    [^1]: x\n\nb", "<p>x"),
        ("a[^1]\n\n\t[^1]: x", "<p>x"),
    ],
)
def test_a_footnote_goes_on_with_what_is_indented(text: str, words: str) -> None:
    assert f'<li id="fn:1">{words}' in shown(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("    a", ("indented-block", 1, 5)),
        ("a\n\n\tb\n\n    c", ("indented-block", 3, 2)),
        ("- a\n\n      b", ("indented-block", 3, 7)),
        ("-      a", ("indented-block", 1, 8)),
        ("<!-- x\ny -->\n\n    a", ("indented-block", 4, 5)),
        ("a\n\n```\nkod", ("fence-unclosed", 3, 1)),
        ("- a\n  ```\n  b", ("fence-unclosed", 2, 3)),
        ("> ~~~\n> a\n\nb", ("fence-unclosed", 1, 3)),
        ("a|b\n-|-|-", ("table-head", 2, 1)),
        ("> a|b\n> -|-|-", ("table-head", 2, 3)),
        ("- x\n- a|b|c\n  -|-", ("table-head", 3, 3)),
        ("[a] [b]\n\n[a]: /x/\n[a]: /y/\n[b]: /z/", ("definition-twice", 4, 1)),
        ("[a]\n\n> [a]: /x/\n>  [A]: /y/", ("definition-twice", 4, 4)),
        ("[a]\n\n- [a]: /x/ 'b'\n\n- [a]: /x/ 'c'", ("definition-twice", 5, 3)),
        ("a[^1]\n\n[^1]: b\n[^1]: c", ("footnote-twice", 4, 1)),
        ("> a[^1]\n>\n> [^1]: b\n\n[^1]: c", ("footnote-twice", 5, 1)),
        ("a[^1]\n\n[^1]: b\n\n    [^1]: c", ("footnote-twice", 5, 5)),
        ("> " * 100 + "a", ("nested-too-deep", 1, 81)),
        ("- " * 100 + "a", ("nested-too-deep", 1, 81)),
        ("a\n\n" + "> - " * 60 + "a", ("nested-too-deep", 3, 81)),
    ],
)
def test_problems_of_blocks_are_told_at_their_place(
    text: str, problem: tuple[str, int, int]
) -> None:
    assert told(text) == [problem]


@pytest.mark.parametrize(
    "text",
    ["1.\u00a0\u00a0\u00a0\u00a0\u00a0a", "·\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0 a", "•\t\t\ta"],
)
def test_the_blanks_that_a_word_processor_puts_behind_a_mark_are_no_code(text: str) -> None:
    assert told(text) == []
    assert "<li>a</li>" in shown(text)
