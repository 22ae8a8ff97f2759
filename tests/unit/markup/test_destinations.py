import pytest

from beyan.markup.destinations import (
    Definition,
    definition_at,
    inline_target,
    normal,
    target_at,
    title_at,
    unescaped,
)


@pytest.mark.parametrize(
    ("text", "target", "end"),
    [
        ("a.md) b", "a.md", 4),
        ("a(1).pdf)", "a(1).pdf", 8),
        ("a(b(c)).pdf b", "a(b(c)).pdf", 11),
        ("<a b.pdf> c", "a b.pdf", 9),
        ("<>", "", 2),
        ("a\\)b)", "a)b", 4),
        ("a&amp;b 'c'", "a&b", 7),
        ("a%20b)", "a%20b", 5),
        ("ə.md\nb", "ə.md", 4),
        (")", "", 0),
    ],
)
def test_a_target_ends_with_a_blank_or_the_parenthesis_that_is_not_its_own(
    text: str, target: str, end: int
) -> None:
    assert target_at(text, 0) == (target, end)


@pytest.mark.parametrize("text", ["a(b", "<a", "<a\nb>", "(" * 33 + ")" * 33, "<a<b>"])
def test_a_target_that_never_ends_is_none(text: str) -> None:
    assert target_at(text, 0) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('"a"', "a"),
        ("'a \"b\"'", 'a "b"'),
        ("(a)", "a"),
        ('"a \\" &amp; b"', 'a " & b'),
        ("'a\nb'", "a\nb"),
    ],
)
def test_a_title_stands_in_quotation_marks_or_parentheses(text: str, title: str) -> None:
    assert title_at(text, 0) == (title, len(text))


@pytest.mark.parametrize("text", ["a", '"a', "'a\"", "(a (b)", "“a”"])
def test_a_title_that_never_ends_is_none(text: str) -> None:
    assert title_at(text, 0) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(a.md)", ("a.md", None, 1, 6)),
        ("( a.md )", ("a.md", None, 2, 8)),
        ('(a.md "b")', ("a.md", "b", 1, 10)),
        ("(<a b> 'c')", ("a b", "c", 1, 11)),
        ("(\na.md\n(b))", ("a.md", "b", 2, 11)),
        ("()", ("", None, 1, 2)),
        ("( )", ("", None, 2, 3)),
    ],
)
def test_what_stands_behind_a_link_has_a_target_and_perhaps_a_title(
    text: str, found: tuple[str, str | None, int, int]
) -> None:
    assert inline_target(text, 0) == found


@pytest.mark.parametrize("text", ["(a b)", "(a", "(a\n\nb)", "(a 'b' c)", "(<a>b)"])
def test_other_parentheses_are_no_target(text: str) -> None:
    assert inline_target(text, 0) is None


@pytest.mark.parametrize(
    ("text", "label", "definition", "end"),
    [
        ("[a]: /b", "a", ("/b", None, 5), 7),
        ("[a]:\n  /b\n'c'", "a", ("/b", "c", 7), 13),
        ("[a]: <b c> (d)\ne", "a", ("b c", "d", 6), 15),
        ("[a]: /b\n'c' d", "a", ("/b", None, 5), 8),
        ("[a\nb]: /c", "a\nb", ("/c", None, 7), 9),
        ("[a\\]]: /b", "a\\]", ("/b", None, 7), 9),
        ("[a]: <>", "a", ("", None, 6), 7),
    ],
)
def test_a_definition_has_a_label_a_target_and_perhaps_a_title(
    text: str, label: str, definition: tuple[str, str | None, int], end: int
) -> None:
    assert definition_at(text, 0) == (label, Definition(*definition), end)


@pytest.mark.parametrize(
    "text", ["[a]:", "[a] : /b", "[]: /b", "[ ]: /b", "[a]: /b c", "[a]: <b>c"]
)
def test_other_lines_define_nothing(text: str) -> None:
    assert definition_at(text, 0) is None


@pytest.mark.parametrize(
    ("one", "other"), [("Bir  iki", "bir\niki"), ("STRASSE", "straße"), (" a ", "A")]
)
def test_labels_are_the_same_whatever_their_case_and_blanks(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("a\\*b", "a*b"),
        ("a\\b", "a\\b"),
        ("&copy; &#601; &#x259;", "© ə ə"),
        ("&nosuch; &copy", "&nosuch; &copy"),
        ("\\&amp;", "&amp;"),
    ],
)
def test_backslashes_and_references_are_resolved(text: str, characters: str) -> None:
    assert unescaped(text) == characters
