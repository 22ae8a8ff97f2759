"""What exporters share."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyan.render.exporters.tools import Tools, attribute


def tools(base: str) -> Tools:
    return Tools(base, lambda prose, language: prose.text)


def link(address: str, tools: Tools) -> str:
    return tools.url(address)


def label(address: str, tools: Tools) -> str:
    return f"{address} on {tools.base}"


def test_a_part_that_is_remembered_depends_on_how_it_is_made_and_on_the_site() -> None:
    here, there = tools("https://a.example"), tools("https://b.example")
    for _ in range(2):
        assert here.once(link, "/x/") == "https://a.example/x/"
        assert here.once(link, "/y/") == "https://a.example/y/"
        assert here.once(label, "/x/") == "/x/ on https://a.example"
        assert there.once(link, "/x/") == "https://b.example/x/"


def test_a_part_is_made_once() -> None:
    made: list[str] = []

    def record(part: str, tools: Tools) -> str:
        made.append(part)
        return part

    here = tools("https://a.example")
    assert [here.once(record, part) for part in ("x", "y", "x")] == ["x", "y", "x"]
    assert made == ["x", "y"]


@pytest.mark.parametrize("sign", "&<>\"'\n\r\t")
def test_an_attribute_is_quoted_as_the_standard_library_does(sign: str) -> None:
    assert attribute(f"a{sign}b") == quoteattr(f"a{sign}b")


@given(st.text())
def test_any_attribute_is_quoted_as_the_standard_library_does(value: str) -> None:
    assert attribute(value) == quoteattr(value)
