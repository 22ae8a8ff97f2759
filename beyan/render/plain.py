"""Texts that need no sanitiser: of their tree it would keep everything as it is.

The sanitiser reads HTML and writes it again, which takes a quarter of a text's time. Most texts
have nothing but headings, paragraphs, lists, quotes, emphasis and links; of these, every element
and every attribute of the tree is looked at instead. Whatever is not listed here, or could be
written or nested in more than one way, is left to the sanitiser.
`tests/properties/test_prose_identity.py` compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

# A reference or raw HTML may stand for anything; attributes are given in braces; a NUL goes.
_SIGNS = ("<", "&", "{", "\0")

_INLINE = frozenset(("a", "br", "code", "em", "strong"))
_BLOCKS = frozenset(("blockquote", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "ul"))
_NOTHING: frozenset[str] = frozenset()
# What may stand in each element, as HTML has it. Python-Markdown's own root is a div.
_CONTENT = {
    "div": _BLOCKS,
    "blockquote": _BLOCKS,
    "ul": frozenset(("li",)),
    "ol": frozenset(("li",)),
    "li": _BLOCKS | _INLINE,
    **dict.fromkeys(("p", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong"), _INLINE),
    **dict.fromkeys(("br", "code", "hr"), _NOTHING),
}
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
# All that is written the same in the tree, in HTML and in a link; "#…" is a place on the page.
_OUTSIDE = re.compile(r"(?:https?://|mailto:|tel:|#)[A-Za-z0-9/#?=.,:;@!$()*+~%_-]*")
_WRITTEN_OTHERWISE = re.compile(r"[&<>\"\0]")


def plain_links(
    text: str, root: Element, addresses: Mapping[str, str | None]
) -> list[tuple[Element, str]] | None:
    """The links to inside the site with where they lead; None where the sanitiser is needed.

    `text` is the Markdown that `root` was made of, `addresses` where each target leads.
    """
    if any(sign in text for sign in _SIGNS):
        return None
    links: list[tuple[Element, str]] = []
    for element in root.iter():
        tag = element.tag
        content = _CONTENT.get(tag)
        if content is None:
            return None
        for child in element:
            if child.tag not in content:
                return None
        if tag == "a":
            led = _led(element, addresses)
            if led is None or (len(element) and element.find(".//a") is not None):
                return None
            if led:
                links.append((element, led))
        elif element.attrib and not _is_plain(tag, element.attrib):
            return None
    return links


def _led(link: Element, addresses: Mapping[str, str | None]) -> str | None:
    """Where a link to inside leads, empty for one to outside, None if that is not so plain."""
    attributes = link.attrib
    target = attributes.get("href")
    if target is None or len(attributes) != 1:
        return None
    if _OUTSIDE.fullmatch(target):
        return ""
    led = addresses.get(target)
    return led if led and not _WRITTEN_OTHERWISE.search(led, 1) else None


def _is_plain(tag: str, attributes: Mapping[str, str]) -> bool:
    if len(attributes) != 1:
        return False
    if tag in _HEADINGS:
        return "id" in attributes and not _WRITTEN_OTHERWISE.search(attributes["id"])
    return tag == "ol" and attributes.get("start", "").isdecimal()
