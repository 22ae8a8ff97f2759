"""What exporters share."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from beyan.render.exporters.tools import Tools, attribute, text


def tools(base: str) -> Tools:
    return Tools(base, lambda prose, language: prose.html)


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


@given(
    st.text("&<>\"'\n\r\tab ə") | st.text(st.characters(codec="utf-8", exclude_categories=["C"]))
)
def test_an_attribute_and_a_text_are_read_back_as_they_were(value: str) -> None:
    element = fromstring(f"<a b={attribute(value)}>{text(value)}</a>")
    assert element.get("b") == value
    assert (element.text or "") == value.replace("\r\n", "\n").replace("\r", "\n")
