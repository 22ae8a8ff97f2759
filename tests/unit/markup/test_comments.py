"""Comments leave a text before anything else reads it, and take no place of what follows along."""

import pytest

from beyan.markup.comments import Source, leftovers, uncommented
from tests.unit.markup.conftest import read, shown, told


def notes(text: str, *, has_code: bool = True) -> list[str]:
    return [each.words.strip() for each in uncommented(text, has_code=has_code).comments]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a <!-- qeyd --> b", ["qeyd"]),
        ("<!-- bir --><!--iki-->", ["bir", "iki"]),
        ("- a\n\n      <!-- qeyd\n\n  davamı -->\n- b", ["qeyd\n\n  davamı"]),
        ("| a | b |\n|---|---|\n| <!-- qeyd --> | c |", ["qeyd"]),
        ("[a <!-- qeyd -->](b.md)", ["qeyd"]),
        ("a[^1]\n\n[^1]: b <!-- qeyd -->", ["qeyd"]),
        ("a ` b <!-- qeyd --> c", ["qeyd"]),
        ("`` ` `` <!-- qeyd ` -->", ["qeyd `"]),
        ("\\`<!-- qeyd -->`", ["qeyd"]),
        ("`a\n\n<!-- qeyd -->`", ["qeyd"]),
    ],
)
def test_a_comment_is_found_wherever_it_stands(text: str, words: list[str]) -> None:
    assert notes(text) == words
    assert "qeyd" not in read(text).html
    assert "qeyd" not in read(text).first


@pytest.mark.parametrize(
    "text",
    [
        "`<!-- a -->`",
        "`` <!-- ` --> ``",
        "```\n<!-- a -->\n```",
        "- b\n  ~~~\n  <!-- a -->\n  ~~~",
        "> ```\n> <!-- a -->",
        "•```\n  <!-- a -->\n  ```",
        "-\u00a0```\n  <!-- a -->\n  ```",
        "- > ```\n  > <!-- a -->\n  > ```",
        "1. ```\n   <!-- a -->\n   ```",
    ],
)
def test_code_shows_comments_as_they_were_typed(text: str) -> None:
    assert notes(text) == []
    assert "&lt;!-- " in read(text).html


@pytest.mark.parametrize("text", ["`<!-- qeyd -->`", "```\n<!-- qeyd -->", "a ` <!-- qeyd --> `"])
def test_what_is_no_markdown_has_no_code(text: str) -> None:
    assert notes(text, has_code=False) == ["qeyd"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a <!-- b", ("comment-unclosed", 1, 3)),
        ("a\n\n- b <!-- c", ("comment-unclosed", 3, 5)),
        ("| a |\n|---|\n| <!-- b |", ("comment-unclosed", 3, 3)),
        ("a <!-- b <!-- c --> d --> e", ("comment-nested", 1, 10)),
        ("> a <!-- <!-- -->", ("comment-nested", 1, 10)),
        ("a <!-- b\n\n<!-- c -->\nd", ("comment-nested", 3, 1)),
        ("a --> b", ("comment-end", 1, 3)),
        ("> a\n> --> b", ("comment-end", 2, 3)),
        ("<!-- a -->\n\n- a\n\n  b -->", ("comment-end", 5, 5)),
        ("a —&gt; b", ("comment-end", 1, 3)),
        ("a <!- b", ("comment-like", 1, 3)),
        ("a ‹!— b", ("comment-like", 1, 3)),
        ("# a <!– b", ("comment-like", 1, 5)),
        ("a &lt;!-- b", ("comment-like", 1, 3)),
        ("a\n\n<!--> b", ("comment-like", 3, 1)),
        ("<!---> a", ("comment-like", 1, 1)),
        ("<!-- a --> b <!- c", ("comment-like", 1, 14)),
    ],
)
def test_what_looks_like_a_comment_is_told_at_its_place(
    text: str, problem: tuple[str, int, int]
) -> None:
    assert told(text) == [problem]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a \\<!-- b", ("comment-like", 1, 3)),
        ("<div>\n~~~<!-- a -->\n</div>", ("comment-like", 2, 4)),
        ("<div>\n~~~ <!-- a -->", ("comment-like", 2, 5)),
    ],
)
def test_what_the_page_would_show_of_a_comment_is_told_whatever_else_was(
    text: str, problem: tuple[str, int, int]
) -> None:
    assert problem in told(text)


@pytest.mark.parametrize("text", ["a &lt;!-- b", "a --&gt; b", "a ‹!– b"])
def test_leftovers_are_found_in_a_finished_text(text: str) -> None:
    assert [each.offset for each in leftovers(text)] == [2]


@pytest.mark.parametrize("text", ["a -> b", "a - b", "<b>!</b>", "5 <! 6", "a ‹b› – c"])
def test_other_signs_are_no_leftovers(text: str) -> None:
    assert list(leftovers(text)) == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Bir <!-- x --> iki", "<p>Bir  iki</p>"),
        ("Bir <!-- x\n\ny --> iki", "<p>Bir  iki</p>"),
        ("Bir\n<!-- x\n\ny -->\niki", "<p>Bir</p><p>iki</p>"),
        ("- bir\n<!-- x -->\n- iki", "<ul><li>bir</li><li>iki</li></ul>"),
        ("1. bir\n\n<!-- x -->\n\n2. iki", "<ol><li><p>bir</p></li><li><p>iki</p></li></ol>"),
        ("# Bir <!-- x -->\n\niki", '<h2 id="bir">Bir</h2><p>iki</p>'),
        ("**Bir<!-- x -->**", "<p><strong>Bir</strong></p>"),
    ],
)
def test_a_comment_in_a_line_parts_nothing_and_one_with_lines_of_its_own_no_items(
    text: str, html: str
) -> None:
    assert shown(text) == html


def test_a_line_with_nothing_but_a_comment_leaves_no_empty_row() -> None:
    assert shown("|a|\n|-|\n|b|\n<!-- x -->\n|c|").count("<td>") == 2


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<!-- a --> x [b][c]", (1, 18)),
        ("<!-- a\nb -->\n\nx [b][c]", (4, 7)),
        ("x <!-- a\n\nb --> y [b][c]", (3, 13)),
        ("<!-- a -->\n- <!-- b --> [b][c]", (2, 18)),
        ("> <!-- a\n> b -->\n> [b][c]", (3, 7)),
        ("\t<!-- a -->[b][c]", (1, 16)),
    ],
)
def test_places_after_a_comment_are_those_of_the_file(text: str, place: tuple[int, int]) -> None:
    assert ("dead-reference", *place) in told(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [("a<!-- b\nc -->d\ne", "a\nd\ne"), ("<!--\n\n-->a", "\n\na"), ("a", "a")],
)
def test_a_text_keeps_its_lines_without_its_comments(text: str, lines: str) -> None:
    assert uncommented(text, has_code=True).lines == lines


def test_a_source_counts_lines_from_where_its_text_begins() -> None:
    source = Source(uncommented("<!-- a -->\nb", has_code=True), "x.az.md", 7)
    assert str(source.span(source.text.index("b"))) == "x.az.md:9:1"
    assert str(source.span_of_original(5)) == "x.az.md:8:6"


@pytest.mark.parametrize(
    ("text", "place"),
    [("x !-- a -- y", (1, 3)), ("!-- a --", (1, 1)), ("x\n\n- !-- a -->", (3, 3))],
)
def test_a_comment_that_lost_its_bracket_is_told(text: str, place: tuple[int, int]) -> None:
    assert ("comment-like", *place) in told(text)


@pytest.mark.parametrize("text", ["Dur!-- dedi.", "`!-- a --`", "x !- y", "a! -- b"])
def test_an_exclamation_before_a_dash_is_no_comment(text: str) -> None:
    assert told(text) == []
