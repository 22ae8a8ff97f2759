"""A text that is too much work to read is told, and what is read ends at the same place again."""

import pytest

from tests.unit.markup.conftest import READER

# Of each line, the lines after it are looked through for the item that follows.
LONG = ("a) b\n", "2024. b\n", "B) c\n")


@pytest.mark.parametrize("line", LONG)
def test_a_text_above_its_budget_is_told_with_the_line_that_was_reached(line: str) -> None:
    read = [READER.read(line * 20_000, "x.az.md", 0, budget=1) for _ in range(2)]
    assert [each.code for each in read[0].problems] == ["reading-budget"]
    assert 10_000 < read[0].problems[0].span.line < 20_000
    assert read[0] == read[1]


@pytest.mark.parametrize("line", LONG)
def test_with_a_greater_budget_the_same_text_is_read(line: str) -> None:
    assert READER.read(line * 20_000, "x.az.md", 0, budget=9).html


@pytest.mark.parametrize("line", LONG)
def test_after_a_text_above_its_budget_others_are_read_as_ever(line: str) -> None:
    before = READER.read("*a* [b](c.md)", "x.az.md", 0)
    READER.read("*[A]: b\n[d]: /e/\n\n" + line * 20_000, "x.az.md", 0, budget=1)
    assert READER.read("*a* [b](c.md)", "x.az.md", 0) == before
