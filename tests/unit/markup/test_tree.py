"""Headings, tables and footnotes as the page has them, and what is told of them."""

import re

import pytest

from tests.unit.markup.conftest import read, shown, told


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("# a\n\n## b\n\n# c", ["h2", "h3", "h2"]),
        ("## a\n\n### b", ["h2", "h3"]),
        ("###### a\n\n# b", ["h6", "h2"]),
        ("> # a\n\nb\n===", ["h2", "h2"]),
    ],
)
def test_the_highest_heading_is_an_h2(text: str, tags: list[str]) -> None:
    assert re.findall(r"<(h\d)", shown(text)) == tags


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("# Bakı\n\n# Bakı\n\n# Bakı", ["baki", "baki_1", "baki_2"]),
        ("# a {#x}\n\n# x", ["x", "x_1"]),
        ("# x\n\n# a {#x}", ["x_1", "x"]),
        ("# ***", ["section"]),
        ("# a[^1] ![b](c.jpg) `d` <b>e</b>\n\n[^1]: f", ["a-b-d-e"]),
        ("# [a](b.md) *c*", ["a-c"]),
        ("# a {#x}  ", ["x"]),
        ("# a {x} {#y z}", ["a-x-y-z"]),
        ("a\n{#x}\n===", ["x"]),
    ],
)
def test_every_heading_has_an_id_of_its_own(text: str, ids: list[str]) -> None:
    assert re.findall(r'<h\d id="([^"]*)"', shown(text)) == ids


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# a {#x}\n\n# b {#x}", ("duplicate-id", 3, 7)),
        ("*a*{: #y}\n\n# b {#y}", ("duplicate-id", 3, 7)),
        ("- # a {#page_x}", ("duplicate-id", 1, 9)),
        ("<!-- a --># b {#fn:1}\n", ("duplicate-id", 1, 17)),
        ("|a|b|\n|-|-|\n|c|d|e|", ("table-cells", 3, 6)),
        ("> |a|b|\n> |-|-|\n> | c | d | e | f", ("table-cells", 3, 13)),
        ("- |a|\n  |-|\n  |b|c|", ("table-cells", 3, 6)),
        ("|a|<!-- x -->\n|-|\n|b|<!-- y -->c|", ("table-cells", 3, 14)),
        ("|a \\| b \\| [c][d]|\n|-|", ("dead-reference", 1, 16)),
        ("|a|\n|-|\n|\\|<i>b|", ("html-unclosed", 3, 4)),
        ("|a|\n|-|\n|b \\|\\| **c **|", ("nearly-emphasis", 3, 9)),
        ("|[a|b](c.md)|\n|-|-|", ("table-bar", 1, 2)),
        ("|a|b|\n|-|-|\n|[c](d|e)|", ("table-bar", 3, 2)),
        ("> |a|b|\n> |-|-|\n> |[c | d](e.md)|", ("table-bar", 3, 4)),
        ("a[^x]", ("footnote-missing", 1, 2)),
        ("- a[^x]", ("footnote-missing", 1, 4)),
        ("|a[^x]|\n|-|", ("footnote-missing", 1, 3)),
        ("[^1]: a", ("footnote-unused", 1, 1)),
        ("a\n\n  [^1]: a", ("footnote-unused", 3, 3)),
        ("> [^1]: a", ("footnote-unused", 1, 3)),
        ("a[^1]\n\n[^1]:", ("footnote-missing", 3, 1)),
        ("[a]: /x/", ("definition-unused", 1, 1)),
        ("- [a]: /x/", ("definition-unused", 1, 3)),
        ("> > [a]:\n> > /x/", ("definition-unused", 1, 5)),
    ],
)
def test_what_would_be_lost_is_told_at_its_place(text: str, problem: tuple[str, int, int]) -> None:
    assert told(text) == [problem]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("|c|", ["c", ""]),
        ("|`c|d`|e|", ["<code>c|d</code>", "e"]),
        ("|c\\|d|e|", ["c|d", "e"]),
        ("|[c](d.md)|**e**|", ['<a href="\x00d.md">c</a>', "<strong>e</strong>"]),
        ("c|d", ["c", "d"]),
    ],
)
def test_a_row_has_as_many_cells_as_its_head(row: str, cells: list[str]) -> None:
    assert re.findall("<td>(.*?)</td>", shown(f"|a|b|\n|-|-|\n{row}")) == cells


def test_short_rows_of_a_wide_table_are_not_filled_up_without_end() -> None:
    text = "|a" * 500 + "\n" + "|-" * 500 + "\n" + "b|\n" * 500
    assert read(text).html.count("<td>") < 11_000


@pytest.mark.parametrize(
    ("text", "marks", "backs"),
    [
        ("a[^1] b[^1]\n\n[^1]: c", ["fnref:1", "fnref2:1"], ["#fnref:1", "#fnref2:1"]),
        ("a[^x] b[^y]\n\n[^y]: c\n[^x]: d", ["fnref:x", "fnref:y"], ["#fnref:y", "#fnref:x"]),
        ("a[^1]\n\n[^1]: c[^2]\n[^2]: d", ["fnref:1", "fnref:2"], ["#fnref:1", "#fnref:2"]),
        ("[a[^1]](b.md)\n\n[^1]: c", ["fnref:1"], ["#fnref:1"]),
    ],
)
def test_footnotes_lead_to_and_fro(text: str, marks: list[str], backs: list[str]) -> None:
    html = shown(text)
    assert re.findall(r'<sup id="(.*?)"', html) == marks
    assert re.findall(r'href="(#fnref.*?)"', html) == backs


@pytest.mark.parametrize(
    "text", ["a <font></font>\n\nb", "<font></font>\n\na\n\nb", "a\n\n<o:p></o:p>\n\nb"]
)
def test_of_a_paragraph_with_nothing_but_tags_that_go_nothing_is_left(text: str) -> None:
    assert "<p></p>" not in shown(text)
    assert shown(text).count("<p>") == 2
