from textwrap import dedent

import pytest

from beyan.model.diagnostic import Diagnostic, Span
from beyan.source.strict_yaml import Document, parse

PATH = "content/releases/2026/x.az.md"


def document(text: str) -> Document:
    found, problems = parse(dedent(text), PATH)
    assert problems == []
    return found


def problems(text: str, first_line: int = 0) -> list[Diagnostic]:
    return parse(dedent(text), PATH, first_line)[1]


def codes(text: str) -> list[str]:
    return [each.code for each in problems(text)]


# --- values ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["no", "Yes", "on", "12:30", "0123", "1.234", "1_000", "0x10", "2026-03-05", "2026-03-05 14:00",
     "1e3", ".inf", "+994 12 000 00 00", "916", "<<", "=", "Nullable"],
)  # fmt: skip
def test_a_value_stays_the_text_that_was_typed(typed: str) -> None:
    assert document(f"key: {typed}").values == {"key": typed}


def test_keys_stay_text_too() -> None:
    assert list(document("no: a\n916: b\n2026-03-05: c").values) == ["no", "916", "2026-03-05"]


@pytest.mark.parametrize("nothing", ["", "~", "null", "# only a comment"])
def test_a_key_without_a_value_states_nothing(nothing: str) -> None:
    assert document(f"summary: {nothing}\ntitle: x").values == {"summary": None, "title": "x"}


def test_nothing_in_quotes_is_a_text() -> None:
    assert document("a: ''\nb: 'null'\nc: \"~\"").values == {"a": "", "b": "null", "c": "~"}


def test_lists_and_mappings_keep_their_order() -> None:
    assert document("""
        name: {en: b, az: a}
        topics: [z, a]
        photos:
          - file: x.jpg
        """).values == {
        "name": {"en": "b", "az": "a"},
        "topics": ["z", "a"],
        "photos": [{"file": "x.jpg"}],
    }


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert document("base: {<<: {a: b}}").values == {"base": {"<<": {"a": "b"}}}


def test_an_empty_text_is_an_empty_document() -> None:
    assert document("# nothing yet\n").values == {}


# --- what is forbidden ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("title: a\ntitle: b", "duplicate-key", 2, 1),
        ("title: a\n'title': b", "duplicate-key", 2, 1),
        ("name: {az: a, az: b}", "duplicate-key", 1, 15),
        ("a: &x b\nc: *x", "yaml-alias", 1, 4),
        ("title: &Friends of the earth", "yaml-alias", 1, 8),
        ("title: !Important news", "yaml-tag", 1, 8),
        ("views: !!int 0123", "yaml-tag", 1, 8),
        ("[a]: b", "yaml-key", 1, 1),
        ("title: Report: the year", "yaml-colon", 1, 14),
        ("title: 'never closed\nb: c", "yaml-quote", 1, 8),
        ("a: b\nc:\n\td: e", "yaml-tab", 3, 1),
        ("topics: [a, b", "yaml-syntax", 1, 9),
        ("title: @home", "yaml-reserved", 1, 8),
        ("a: b\n---\nc: d", "yaml-syntax", 2, 1),
        ("- a\n- b", "not-a-mapping", 1, 1),
        ("only a sentence", "not-a-mapping", 1, 1),
    ],
)
def test_a_trap_is_reported_at_its_place(text: str, code: str, line: int, column: int) -> None:
    found = [(each.code, each.span) for each in problems(text)]
    assert (code, Span(PATH, line, column)) in found


def test_an_alias_never_copies_a_value() -> None:
    assert "yaml-alias" in codes("a: &x {b: c}\nd: *x")


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert "yaml-alias" in codes("\n".join(lines))


def test_lists_in_lists_without_end_are_a_problem_and_not_a_crash() -> None:
    assert codes("a: " + "[" * 3_000 + "]" * 3_000) == ["yaml-syntax"]


def test_several_problems_are_found_in_one_reading() -> None:
    assert codes("a: 1\na: 2\nb: !x y\n[c]: d") == ["duplicate-key", "yaml-tag", "yaml-key"]


# --- places ---------------------------------------------------------------------------------


def test_a_problem_counts_the_lines_before_the_yaml() -> None:
    assert [str(each.span) for each in problems("a: b\na: c", first_line=1)] == [f"{PATH}:3:1"]


def test_a_value_and_its_key_know_their_places() -> None:
    found = document("title: x\nphotos:\n  - file: görüş.jpg\n    alt: y")
    assert found.span(("photos", 0, "alt")) == Span(PATH, 4, 10)
    assert found.key_span(("photos", 0, "alt")) == Span(PATH, 4, 5)


def test_columns_count_letters_and_not_bytes() -> None:
    assert document("{ə: əəə, b: c}").span(("b",)) == Span(PATH, 1, 13)


def test_a_missing_value_is_placed_at_what_should_have_held_it() -> None:
    found = document("title: x\ncontact:\n  phone: 1")
    assert found.span(("contact", "email")) == Span(PATH, 3, 3)


def test_a_part_of_a_document_keeps_the_places_of_the_whole() -> None:
    part = document("a:\n  b: c").at("a")
    assert part.values == {"b": "c"}
    assert part.span(("b",)) == Span(PATH, 2, 6)


# --- what a slip of the finger hides ----------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code", "title"),
    [
        ("title: A: b", "yaml-colon", "A: b"),
        ("title: @home", "yaml-reserved", "@home"),
        ('title: "A" b', "yaml-value", '"A" b'),
        ("title: 'A' b", "yaml-value", "'A' b"),
        ("title: [A] b", "yaml-value", "[A] b"),
        ("title: - a", "yaml-value", "- a"),
        ("title:A", "yaml-key-end", "A"),
        ("title = A", "yaml-key-end", "A"),
    ],
)
def test_a_line_that_can_only_mean_one_thing_hides_no_other(
    line: str, code: str, title: str
) -> None:
    found, told = parse(f"{line}\ndate: 1\ndate: 2\nplace: B: c", PATH)
    assert [each.code for each in told] == [code, "yaml-colon", "duplicate-key"]
    assert found.values == {"title": title, "date": "1", "place": "B: c"}


@pytest.mark.parametrize(
    ("text", "example"),
    [("title: A\nof B\ndate: 1", "key: …"), ("title:A\n\n# note\ndate: 1", "title: A")],
)
def test_a_line_without_a_colon_is_the_one_that_is_told(text: str, example: str) -> None:
    (found,) = problems(text)
    assert (found.code, dict(found.values)["example"]) == ("yaml-key-end", example)
    assert found.span.line == (2 if "of B" in text else 1)


def test_every_line_with_a_tab_is_told() -> None:
    found = [(each.code, each.span.line) for each in problems("a:\n\tb: c\nd:\n\te: f")]
    assert found == [("yaml-tab", 2), ("yaml-tab", 4)]


def test_a_value_that_is_a_comment_to_the_end_is_told() -> None:
    assert codes("place: #916\ntitle: x") == ["yaml-comment"]
    assert codes("place: # 916\ntitle: x") == []


# --- indentation ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "example"),
    [
        ("title: y\n summary: x", 2, "summary: x"),
        ("title: 'y'\n  summary: x", 2, "summary: x"),
        ("draft: true\n embargo:", 2, "embargo:"),
        ("topics: [a]\n summary: x", 2, "summary: x"),
        (" title: A\ndate: B", 1, "title: A"),
        ("# note\n\n  title: A\ndate: B", 3, "title: A"),
        ("topics:\n  - a\n photos:\n   - file: x", 3, "photos:"),
        ("photos:\n  - file: x\n   alt: y", 3, "    alt: y"),
        ("photos:\n  - file: x\n     alt: y", 3, "    alt: y"),
        ("photos:\n- file: x\n   alt: y", 3, "  alt: y"),
        ("contact:\n  name: A\n    phone: B", 3, "  phone: B"),
        ("contact:\n    name: A\n  phone: B", 3, "    phone: B"),
        ("topics:\n  - a\n - b", 3, "  - b"),
        ("topics:\n  - a\n   - b", 3, "  - b"),
        ("topics:\n- a\n  - b", 3, "- b"),
        ("photos:\n  - file: x\n   - file: y", 3, "  - file: y"),
        (f"title: y\n summary: {'x' * 99}", 2, f"summary: {'x' * 51}…"),
    ],
)
def test_a_line_in_the_wrong_column_is_shown_in_the_right_one(
    text: str, line: int, example: str
) -> None:
    found = [(each.code, each.span.line, dict(each.values)) for each in problems(text)]
    assert found == [("yaml-indent", line, {"example": example})]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "a: b\n c: d\n e:\n   - f: g\n     h: i\nj: k: l",
            {"a": "b", "c": "d", "e": [{"f": "g", "h": "i"}], "j": "k: l"},
        ),
        ("  a: b\n  c: d\ne: f", {"a": "b", "c": "d", "e": "f"}),
        (
            "a:\n  - b: c\n   d: e\n  - b: f\n      d: g",
            {"a": [{"b": "c", "d": "e"}, {"b": "f", "d": "g"}]},
        ),
    ],
)
def test_lines_in_wrong_columns_hide_no_other_problem(text: str, values: object) -> None:
    found, told = parse(text, PATH)
    assert found.values == values
    assert {each.code for each in told} <= {"yaml-indent", "yaml-colon"}


@pytest.mark.parametrize(
    ("text", "example", "value"),
    [
        ("title: Açıq qapı\n günü barədə: xəbər", 'title: "Açıq qapı günü barədə: xəbər"', None),
        ("a: b\n  c d\n  e f: g\nh: i", 'a: "b c d e f: g"', "b c d e f: g"),
        ("title = A: b\nc: d", "", None),
        ("title:A, B\nc: d", "title: A, B", None),
    ],
)
def test_no_example_repeats_the_mistake(text: str, example: str, value: str | None) -> None:
    found, told = parse(text, PATH)
    assert [dict(each.values)["example"] for each in told] == [example] * bool(example)
    if example:
        assert document(example).values
    if value:
        assert found.values["a"] == value


def test_text_that_goes_on_in_the_next_line_stays_text() -> None:
    assert document("title: A\n  and more").values == {"title": "A and more"}
    assert document("place: Bakı\n  - Gəncə").values == {"place": "Bakı - Gəncə"}


# --- what mutants have found ----------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["  $rOde: {az: a: b, en: c}", "jamE:asa::T, en: Civil(society}", "dat a: 6: 5", "a b: c: d"],
)
def test_a_line_that_is_still_wrong_when_it_is_mended_is_told_once(line: str) -> None:
    """It was put into quotes again and again, and twice as long each time."""
    found = problems(f"title: A\n{line}\n")
    assert len(found) <= 2
    assert all(each.span.column <= len(line) + 1 for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "a: C:\\x\n  b: 1\n  c: [{until:",
        "a: b: c\nd: [",
        "a: 1\n  b: 2\n  c: 3\n  d: 4\ne: {",
    ],
)
def test_what_is_told_of_the_end_is_told_of_a_line_that_is_there(text: str) -> None:
    """Each line that was mended before made the text a line longer."""
    assert all(each.span.line <= text.count("\n") + 2 for each in problems(text))


@pytest.mark.parametrize("line", ['c:"\\U00110000" x', f"c:{'[' * 2000}", f"c = {'{a: ' * 2000}"])
def test_a_line_of_which_no_key_can_be_made_is_told_as_it_is(line: str) -> None:
    assert problems(f"title: A\n{line}\ndate: B\n") != []
