"""What stands in a list of parts that are JSON already is what would be written there."""

from __future__ import annotations

import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyan.render.exporters.json_text import document, encoded, listing, part

# What UTF-8 can write.
TEXT = st.text(st.characters(codec="utf-8"))
# Of 64 bits: the settings and front matter take twelve digits.
NUMBERS = st.integers(-(2**63), 2**63 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
OBJECTS = st.dictionaries(TEXT, VALUES, max_size=4)


@given(OBJECTS)
def test_a_document_is_json_on_one_line_with_its_letters_as_they_are(
    values: dict[str, Any],
) -> None:
    written = document(values).decode()
    assert json.loads(written) == values
    assert written.index("\n") == len(written) - 1
    assert "\\u0259" not in document({"ə": "ə"}).decode()


@given(OBJECTS, st.lists(VALUES, max_size=4))
def test_a_list_of_written_parts_is_the_list_of_the_parts(
    head: dict[str, Any], items: list[Any]
) -> None:
    head.pop("items", None)
    head["title"] = "x"
    assert listing(head, "items", map(encoded, items)) == document({**head, "items": items})


@pytest.mark.parametrize("text", ["a" * 7_000, "ə" * 7_000, "<p>“ə”</p>\n" * 700])
def test_a_part_that_is_kept_takes_no_more_than_its_bytes(text: str) -> None:
    expected = encoded({"text": text})
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        kept = part({"text": text})
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept == expected
    # The text itself may remember its UTF-8.
    assert after - before <= len(kept) + len(text.encode()) + 1_000
