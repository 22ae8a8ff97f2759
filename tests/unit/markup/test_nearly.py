"""Markdown that nearly is something is told at its place, as it should be."""

import pytest

from tests.unit.markup.conftest import read, told


@pytest.mark.parametrize(
    ("text", "line", "column", "better"),
    [
        ("a **b ** c", 1, 3, "**b**"),
        ("> a ** b** c", 1, 5, "**b**"),
        ("- a __ b__", 1, 5, "__b__"),
        ("| a **b ** |\n|---|", 1, 5, "**b**"),
        ("** Qalın **", 1, 1, "**Qalın**"),
        ("a\n** b c **", 2, 1, "**b c**"),
        ("<!-- x --> **a:**b", 1, 12, "**a:** b"),
        ("**Başlıq:**mətn", 1, 1, "**Başlıq:** mətn"),
        ("> 1. **«a»**lar", 1, 6, "**«a»** lar"),
        ("a[^1]\n\n[^1]: b\n\n\t~~c~~ **d **", 5, 8, "**d**"),
    ],
)
def test_signs_that_nearly_are_emphasis(text: str, line: int, column: int, better: str) -> None:
    (problem,) = read(text).problems
    assert (problem.code, problem.span.line, problem.span.column) == (
        "nearly-emphasis",
        line,
        column,
    )
    assert dict(problem.values)["better"] == better


@pytest.mark.parametrize(
    "text",
    [
        *("2 ** 3 ** 4", "a ** b ** c", "** a\n** b", "* a*", "a__b__c", "** a", "**", "5* 6*"),
        *("**a** b **c**", "`**a **`", "\\**a **", "*Qeyd: a", "a** (b)"),
    ],
)
def test_signs_that_stand_for_themselves(text: str) -> None:
    assert "nearly-emphasis" not in {each.code for each in read(text).problems}


@pytest.mark.parametrize(
    ("text", "line", "column", "better"),
    [
        ("[a] (https://b.az)", 1, 1, "[a](https://b.az)"),
        ("> [a]  (b.md)", 1, 3, "[a](b.md)"),
        ("x [a](b c.md)", 1, 3, "[a](<b c.md>)"),
        ("- [a](https://b.az/c d)", 1, 3, "[a](<https://b.az/c d>)"),
        ("> (a)[https://b.az]", 1, 3, "[a](https://b.az)"),
        ("(a)[www.b.az] c", 1, 1, "[a](www.b.az)"),
        ("[a](https:/b.az)", 1, 5, "https://b.az"),
        ("https:/b.az", 1, 1, "https://b.az"),
        ("- x http//b.az", 1, 5, "http://b.az"),
        ("<!-- x\n-->htp:/b.az", 2, 4, "http://b.az"),
        ("Bax: HTTPS:\\\\b.az/c", 1, 6, "https://b.az/c"),
        ("<https://a.az/b c>", 1, 1, "<https://a.az/b%20c>"),
    ],
)
def test_what_nearly_is_a_link(text: str, line: int, column: int, better: str) -> None:
    found = [each for each in read(text).problems if each.code == "nearly-link"]
    (problem,) = found
    assert (problem.span.line, problem.span.column) == (line, column)
    assert dict(problem.values)["better"] == better


@pytest.mark.parametrize(
    "text",
    [
        *("[a] (b)", "[1] (səh. 5)", "(a) [b]", "[a](b c d e)", "https://a.az", "http: a", "x [a]"),
        *("[a](https://b.az)", "`[a] (https://b.az)`", "a/b//c", "(a)[b]"),
    ],
)
def test_other_brackets_and_slashes(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "line", "column", "better"),
    [
        ("##a", 1, 1, "## a"),
        ("- #b\n- ###b", 2, 3, "### b"),
        ("a\n-b\n-c", 2, 1, "- b"),
        ("> a\n> 1.b\n> 2.c", 2, 3, "1. b"),
        ("a\n*b\n*c", 2, 1, "* b"),
        ("(1) b\n(2) c", 1, 1, "1. b"),
        ("> 1- b\n> 2- c", 1, 3, "1. b"),
        ("a:\n1 . b\n2 . c", 2, 1, "1. b"),
        ("a. b\nb. c", 1, 1, "a) b"),
        ("a\nI. b\nII. c", 2, 1, "1. b"),
        ("| a | b |\n| c | d |", 1, 1, "|---|---|"),
        ("x\n\n> | a |\n> | b |", 3, 3, "|---|"),
    ],
)
def test_lines_that_nearly_are_items_headings_or_rows(
    text: str, line: int, column: int, better: str
) -> None:
    found = [each for each in read(text).problems if each.code == "nearly-markdown"]
    (problem,) = found
    assert (problem.span.line, problem.span.column) == (line, column)
    assert dict(problem.values)["better"] == better


@pytest.mark.parametrize(
    "text",
    [
        "#a",
        "-5 dərəcə",
        "a\n-b",
        "a\n1.5\n2.5",
        "+994\n+995",
        "*a*\n*b*",
        "|a",
        "## a",
        "(1) a",
        "A. B\nC. D",
        "V. A\nX. B",
        "5 - 7 may\n8 - 9 may",
        "\\##a",
    ],
)
def test_other_lines_are_not(text: str) -> None:
    assert "nearly-markdown" not in {each.code for each in read(text).problems}


@pytest.mark.parametrize(
    ("text", "line", "column", "count"),
    [
        ("bir\niki\nüç", 1, 1, 3),
        ("- a\n  b\n  c\n  d", 1, 3, 4),
        ("> a\n> b\n> c", 1, 3, 3),
        (f"{'a' * 60}\nb\nc\nd", 2, 1, 3),
        ("a\\\nb\nc\nd", 2, 1, 3),
        ("a\n\n    b\n    c\n    d", 3, 5, 3),
        ("<!-- x -->\n\na\nb\nc", 3, 1, 3),
    ],
)
def test_short_lines_that_would_run_together(text: str, line: int, column: int, count: int) -> None:
    found = [each for each in read(text).problems if each.code == "short-lines"]
    (problem,) = found
    assert (problem.span.line, problem.span.column) == (line, column)
    assert dict(problem.values)["count"] == str(count)


@pytest.mark.parametrize(
    "text",
    ["a\nb", "a\\\nb\\\nc", "a  \nb  \nc", "– a\n– b\n– c", "a\n\nb\n\nc", ("a" * 60 + "\n") * 4],
)
def test_lines_that_are_kept_or_long_are_fine(text: str) -> None:
    assert told(text) == []
