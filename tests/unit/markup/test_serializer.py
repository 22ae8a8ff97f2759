"""HTML is written as the standard library writes it."""

from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

import pytest

from beyan.markup.serializer import html_inside


@pytest.mark.parametrize(
    "xml",
    [
        "<div/>",
        "<p>a</p>",
        "<p>a<br/>b<hr/>c</p>",
        "<p>&lt;a&gt; &amp;amp; &quot;b&quot; 'c'</p>",
        '<a href="?a=1&amp;b=2" title="&quot;&lt;x&gt;&quot;">b</a>',
        "<ul>\n<li>a<em>b<strong>c</strong>d</em>e</li>\n<li/>\n</ul>",
        '<img alt="a" src="b.jpg"/>',
        "<p>ə – «söz» \u00a0字</p>",
        '<p title="a&#10;b">c</p>',
        "<pre><code>a\n  b\n</code></pre>",
    ],
)
def test_a_tree_is_written_as_by_the_standard_library(xml: str) -> None:
    inside = fromstring(xml)
    root = Element("div")
    root.append(inside)
    assert html_inside(root) == tostring(inside, "unicode", "html").replace("&#10;", "\n")


def test_attributes_are_sorted_by_name() -> None:
    root = Element("div")
    SubElement(root, "img", {"src": "b", "alt": "a"})
    assert html_inside(root) == '<img alt="a" src="b">'


def test_blanks_around_the_whole_go() -> None:
    root = Element("div")
    root.text = "\n < "
    assert html_inside(root) == "&lt;"
    SubElement(root, "p").tail = " > \n"
    assert html_inside(root) == "&lt; <p></p> &gt;"


def test_a_tree_may_be_deeper_than_functions_may_call_themselves() -> None:
    root = element = Element("p")
    for _ in range(10_000):
        element = SubElement(element, "em")
    element.text = "a"
    assert html_inside(root).count("</em>") == 10_000
