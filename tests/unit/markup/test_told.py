"""What is told of a text: one message for one slip, and nothing of what is right."""

import pytest

from beyan.markup.blocks import MOST_NESTED
from beyan.markup.reader import Reader

READER = Reader()


def told(text: str) -> list[tuple[str, int, int]]:
    problems = READER.read(text, "x.az.md", 0).problems
    return [(each.code, each.span.line, each.span.column) for each in problems]


def value(text: str, name: str) -> str:
    (one,) = READER.read(text, "x.az.md", 0).problems
    return dict(one.values)[name]


@pytest.mark.parametrize("sign", ["> ", "- ", "1. ", "> - "])
def test_lists_and_quotations_may_be_nested_so_deep_and_no_deeper(sign: str) -> None:
    signs = (sign * MOST_NESTED).split(" ")

    assert told(" ".join(signs[:MOST_NESTED]) + " Son.") == []
    deeper = " ".join(signs[:MOST_NESTED]) + " " + sign
    found = told(deeper + "Son.")
    assert found == [("nested-too-deep", 1, len(" ".join(signs[:MOST_NESTED])) + 2)]


@pytest.mark.parametrize(
    "text",
    [
        "Nümunə küçəsi 12<br>\nBakı<br/>\nAZ1000",
        "<form>\n<input>\n</form>",
        "Birinci sətir\nikinci sətir\n{: lang='az'}",
        "Birinci sətir\\\nikinci sətir  \nüçüncü sətir",
    ],
)
def test_lines_that_stay_apart_or_show_nothing_are_no_short_lines(text: str) -> None:
    assert "short-lines" not in [code for code, _, _ in told(text)]


@pytest.mark.parametrize("line", ["Bakı <b>şəhəri</b>", "<b>Bakı</b>", "Bakı"])
def test_short_lines_are_told_with_tags_and_without(line: str) -> None:
    assert told(f"Nümunə küçəsi\n{line}\nAZ1000") == [("short-lines", 1, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "| Rayon | Say |\n|---|---|---|\n| Quba | 12 |",
        "| Rayon | Say | İl |\n|---|---|",
        "> | Rayon | Say |\n> |---|",
    ],
)
def test_a_line_of_dashes_that_fits_no_head_is_told_once(text: str) -> None:
    assert [code for code, _, _ in told(text)] == ["table-head"]


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("| Quba | [il | ay](/az/) |", ["table-bar"]),
        ("| [il | ay](/az/) | [gün | saat](/az/) |", ["table-bar", "table-bar"]),
        ("| Quba | 12 | 3 |", ["table-cells"]),
        ("| Quba | [il | ay](/az/) | 3 |", ["table-bar", "table-cells"]),
        ("| \\[il | ay |", []),
    ],
)
def test_a_bar_in_a_link_is_no_cell_too_many(row: str, codes: list[str]) -> None:
    assert [code for code, _, _ in told(f"| Rayon | Say |\n|---|---|\n{row}")] == codes


@pytest.mark.parametrize("label", ["İclas", "UN", "İki  söz"])
def test_an_unused_definition_is_named_as_it_was_typed(label: str) -> None:
    assert value(f"[{label}]: /az/", "name") == label


@pytest.mark.parametrize("line", ["- açılış saat 10-da", "## Açılış", "* bir"])
def test_of_markdown_in_html_the_whole_line_is_shown(line: str) -> None:
    assert value(f"<div>\n{line}\n</div>", "typed") == line


@pytest.mark.parametrize(
    "text", ["+994 12 000 00 00\n+994 50 000 00 00", "-5 dərəcə\n-7 dərəcə", "+2 bal\n-1 bal"]
)
def test_numbers_with_a_sign_are_no_items(text: str) -> None:
    assert told(text) == []
