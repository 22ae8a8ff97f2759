import pytest

from beyan.markup.lines import (
    DELIMITERS,
    KEPT,
    TICKS,
    Ticks,
    alignments,
    cells_of,
    heading_of,
    is_rule,
    mark_of,
    with_spaces,
)


@pytest.mark.parametrize(
    ("line", "kind", "number", "width", "blanks"),
    [
        ("- a", "-", 1, 1, 1),
        ("*\u00a0a", "*", 1, 1, 1),
        ("+   a", "+", 1, 1, 3),
        ("•a", "•", 1, 1, 0),
        ("·\u00a0\u00a0a", "•", 1, 1, 2),
        ("o\ta", "o", 1, 1, 1),
        ("§\u00a0\u00a0a", "o", 1, 1, 2),
        ("12. a", ".", 12, 3, 1),
        ("3)\u2003a", ")", 3, 2, 1),
        ("ç) a", "letter", ord("ç"), 2, 1),
    ],
)
def test_a_mark_tells_its_kind_and_where_the_item_begins(
    line: str, kind: str, number: int, width: int, blanks: int
) -> None:
    mark = mark_of(line)
    assert mark == (kind, number, width, blanks, False, kind in (".", ")"), kind == "letter")


@pytest.mark.parametrize("line", ["-", "1.", "b)", "•", "* "])
def test_a_mark_may_stand_alone(line: str) -> None:
    mark = mark_of(line)
    assert mark is not None
    assert mark.is_empty
    # What is told of such marks is kept.
    again = mark_of(f"{line.rstrip()} a")
    assert again is not None
    assert not again.is_empty


@pytest.mark.parametrize(
    "line",
    [
        *("-a", "*a*", "1.5 a", "1234567890. a", "ab) c", "– a", "(a) b", "+994", ""),
        *("+ 994 12 555", "* 1111 #", "o dedi", "o\u00a0dedi", "ü\ta"),
    ],
)
def test_numbers_dashes_and_words_are_no_marks(line: str) -> None:
    assert mark_of(line) is None


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("# a", (1, "a", 2)),
        ("###\u00a0a b ##", (3, "a b", 4)),
        ("## a#", (2, "a#", 3)),
        ("## #", (2, "", 3)),
        ("#", (1, "", 1)),
        ("#a", None),
        ("####### a", None),
    ],
)
def test_a_heading_has_a_blank_behind_its_sign(
    line: str, heading: tuple[int, str, int] | None
) -> None:
    assert heading_of(line) == heading


@pytest.mark.parametrize("line", ["---", "* * *", "__ _", "- - -  ", "____"])
def test_three_signs_are_a_rule(line: str) -> None:
    assert is_rule(line)


@pytest.mark.parametrize("line", ["_____", "________  ", "--", "- - a", "*-*"])
def test_a_blank_to_fill_in_is_no_rule(line: str) -> None:
    assert not is_rule(line)


@pytest.mark.parametrize("line", ["– a", "— a", "1.2 a", "10.3.1. a", "1.2\u00a0a"])
def test_lines_of_a_dialogue_or_with_numbers_of_sections_stay_lines(line: str) -> None:
    assert KEPT.match(line)


@pytest.mark.parametrize("line", ["a – b", "- a", "1. a", "1.2345 a", "1.2,5 a", "5.6"])
def test_other_lines_run_on(line: str) -> None:
    assert not KEPT.match(line)


@pytest.mark.parametrize(
    ("line", "spaced", "longer"),
    [
        ("\ta", "    a", 3),
        ("- \ta", "-   a", 1),
        ("  \ta\tb", "    a\tb", 1),
        (">\t- a", ">   - a", 2),
        ("10.\ta", "10. a", 0),
        ("a\tb", "a\tb", 0),
    ],
)
def test_tabs_before_a_text_become_spaces(line: str, spaced: str, longer: int) -> None:
    assert with_spaces(line) == (spaced, longer)


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | b |", [("a", 2), ("b", 6)]),
        ("a|b", [("a", 0), ("b", 2)]),
        ("|a|b", [("a", 1), ("b", 3)]),
        ("a|", [("a", 0)]),
        ("a|b|  ", [("a", 0), ("b", 2)]),
        ("| a \\| b | c |", [("a \\| b", 2), ("c", 11)]),
        ("| `a|b` | c |", [("`a|b`", 2), ("c", 10)]),
        ("| `a | b |", [("`a", 2), ("b", 7)]),
        ("| ``a|`b`` |", [("``a|`b``", 2)]),
        ("||a|", [("", 1), ("a", 2)]),
    ],
)
def test_bars_part_cells_outside_of_code(row: str, cells: list[tuple[str, int]]) -> None:
    assert cells_of(row) == cells


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("|---|:--|:-:|--:|", ["", "start", "center", "end"]),
        ("- | -:", ["", "end"]),
        ("|:-|", ["start"]),
    ],
)
def test_colons_say_how_columns_stand(row: str, names: list[str]) -> None:
    assert DELIMITERS.match(row)
    assert alignments(row) == names


@pytest.mark.parametrize("line", ["|--|a|", "| |", "--- a", "||", "-|-||"])
def test_other_lines_part_no_head_from_rows(line: str) -> None:
    assert not DELIMITERS.match(line)


@pytest.mark.parametrize(
    ("text", "end"),
    [("`a` b`", 3), ("``a`b``", 7), ("`a``", None), ("``` a`` b` c```", 15), ("`", None)],
)
def test_code_ends_with_as_many_backticks_as_it_began_with(text: str, end: int | None) -> None:
    run = TICKS.match(text)
    assert run is not None
    closing = Ticks(text).closing(run)
    assert (closing and closing.end()) == end
