"""Texts that need no sanitiser: of their tree it would keep everything as it is.

The sanitiser reads HTML and writes it again, which takes a quarter of a text's time. Most texts
have nothing but headings, paragraphs, lists, quotes, emphasis and links; of these, every element
and every attribute of the tree is looked at instead. Whatever is not listed here, or could be
written or nested in more than one way, is left to the sanitiser.
`tests/properties/test_prose_identity.py` compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Container
from xml.etree.ElementTree import Element

_INLINE = frozenset(("a", "br", "code", "del", "em", "strong"))
_BLOCKS = frozenset(("blockquote", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "ul"))
_NOTHING: frozenset[str] = frozenset()
# What may stand in each element, as HTML has it. Python-Markdown's own root is a div.
_CONTENT = {
    "div": _BLOCKS,
    "blockquote": _BLOCKS,
    "ul": frozenset(("li",)),
    "ol": frozenset(("li",)),
    "li": _BLOCKS | _INLINE,
    **dict.fromkeys(("p", "h2", "h3", "h4", "h5", "h6", "a", "del", "em", "strong"), _INLINE),
    **dict.fromkeys(("br", "code", "hr"), _NOTHING),
}
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
# All that is written the same in the tree, in HTML and in a link.
_OUTSIDE = re.compile(r"(?:https?://|mailto:|tel:)[A-Za-z0-9/#?=.,:;@!$()*+~%_-]*")
_WRITTEN_OTHERWISE = re.compile(r"[&<>\"\0\xa0]")


def plain_links(root: Element, inside: Container[str]) -> list[Element] | None:
    """The links to inside the site; None where the sanitiser is needed.

    `inside` are the targets on the site as they were typed.
    """
    links: list[Element] = []
    # Those whose children are still to be looked at.
    waiting = [root]
    while waiting:
        element = waiting.pop()
        content = _CONTENT[element.tag]
        for child in element:
            tag = child.tag
            if tag not in content:
                return None
            if len(child):
                if tag == "a" and child.find(".//a") is not None:
                    return None
                waiting.append(child)
            # To ask for `attrib` would make one for each element that has none.
            attributes = child.items()
            if not attributes and tag != "a":
                continue
            if len(attributes) != 1:
                return None
            name, value = next(iter(attributes))
            if tag != "a":
                if not _is_plain(tag, name, value):
                    return None
            elif name == "href" and value in inside:
                if _WRITTEN_OTHERWISE.search(value):
                    return None
                links.append(child)
            elif name != "href" or not _OUTSIDE.fullmatch(value):
                return None
    return links


def _is_plain(tag: str, name: str, value: str) -> bool:
    if tag in _HEADINGS:
        return name == "id" and not _WRITTEN_OTHERWISE.search(value)
    return value.isdecimal() and (tag, name) in (("ol", "start"), ("li", "value"))
