"""The quick writer of JSON writes what the standard library's does."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from beyan.render.exporters.json_text import document, written

# What UTF-8 can write.
TEXT = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
)


@given(st.dictionaries(TEXT, VALUES))
def test_a_document_has_the_bytes_of_the_standard_library(values: dict[str, Any]) -> None:
    expected = json.dumps(values, ensure_ascii=False, indent=1) + "\n"
    assert document(values) == expected.encode()


@given(VALUES)
def test_a_part_that_is_written_already_stands_as_it_would_be_written_there(value: Any) -> None:
    in_one = {"a": [value, {"b": value}]}
    in_parts = {"a": [written(value, depth=2), {"b": written(value, depth=3)}]}
    assert document(in_parts) == document(in_one)
