"""The parts of a text in their order, as a list that is cut and joined while it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

Nodes = list["str | Element"]

_ATTRIBUTE = r"(?:[#.][^\s#.={}\"']++|[A-Za-z][\w-]*+=(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s\"'{}]++))"
# Anything else in braces is text.
ATTRIBUTES = re.compile(rf"\{{:[ ]*+({_ATTRIBUTE}(?:[ ]++{_ATTRIBUTE})*+)[ ]*+\}}")
# Stands for HTML that goes on as it is; its text is its sign.
RAW = Element("raw")
# And for attributes in braces.
GIVEN = Element("given")
_STASHED = re.compile("\x02[0-9]+\x03")


def without_stash(text: str) -> str:
    """The text without the signs of HTML that goes on as it is."""
    return _STASHED.sub("", text) if "\x02" in text else text


class Node:
    """A part of the text: words, or an element."""

    __slots__ = ("after", "before", "depth", "element", "offset", "text")

    def __init__(self, text: str = "", element: Element | None = None, offset: int = 0) -> None:
        self.text, self.element, self.offset = text, element, offset
        # How deep elements nest in the element.
        self.depth = 0
        self.before: Node | None = None
        self.after: Node | None = None


class Parts:
    """`give(element, typed, position)` is told of attributes in braces behind an element."""

    def __init__(self, give: Callable[[Element, str, int], None]) -> None:
        self.first = self.last = Node()
        # The attributes that end the text.
        self.attributes = ""
        self._give = give

    def add(self, node: Node) -> None:
        node.before, self.last.after = self.last, node
        self.last = node

    def cut(self, node: Node) -> None:
        assert node.before is not None
        node.before.after = node.after
        if node.after is not None:
            node.after.before = node.before
        else:
            self.last = node.before

    def end_before(self, node: Node) -> None:
        """Takes away the node and all that follows it."""
        assert node.before is not None
        self.last = node.before
        self.last.after = None

    def nodes(self, node: Node | None, *, is_whole: bool = False) -> Nodes:
        """The list of parts that begins with `node`; `is_whole`: of the text, not of an element."""
        found: Nodes = []
        texts: list[str] = []
        while node is not None:
            element = node.element
            if element is GIVEN:
                match = ATTRIBUTES.match(node.text)
                assert match is not None
                if found and not texts and not isinstance(found[-1], str):
                    self._give(found[-1], match[1], node.offset)
                elif is_whole and node.after is None:
                    self.attributes = match[1]
                    texts = ["".join(texts).rstrip()]
                else:
                    texts.append(node.text)
            elif element is None or element is RAW:
                texts.append(node.text)
            else:
                if texts:
                    found.append("".join(texts))
                    texts = []
                found.append(element)
            node = node.after
        if texts:
            found.append("".join(texts))
        return found


def depth_above(node: Node | None, end: Node | None = None) -> int:
    """How deep elements nest in one that has the parts from `node` on."""
    depth = 1
    while node is not None and node is not end:
        depth = max(depth, node.depth + 1)
        node = node.after
    return depth


def code_of(text: str) -> Element:
    text = text.replace("\n", " ")
    if text.startswith(" ") and text.endswith(" ") and text.strip(" "):
        text = text[1:-1]
    code = Element("code")
    code.text = AtomicString(text)
    return code


def fill(element: Element, nodes: Nodes) -> None:
    """Puts the nodes into the element, which is empty or ends with an element."""
    last = element[-1] if len(element) else None
    for node in nodes:
        if not isinstance(node, str):
            element.append(node)
            last = node
        elif last is None:
            element.text = (element.text or "") + node
        else:
            last.tail = (last.tail or "") + node


def flat(nodes: Nodes) -> list[str]:
    """The words of nodes alone; of pictures, what they show."""
    found: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            found.append(without_stash(node))
            continue
        if node.tag == "img":
            found.append(node.get("alt", ""))
        inside = (part for child in node for part in (child, child.tail or ""))
        found += flat([node.text or "", *inside])
    return found


def without_links(element: Element) -> None:
    """Addresses in the text of a link are its words."""
    nodes: Nodes = [element.text or ""]
    for child in element:
        tail, child.tail = child.tail or "", None
        if child.tag == "a":
            nodes += [child.text or "", *child]
        else:
            without_links(child)
            nodes.append(child)
        nodes.append(tail)
    element.text = None
    del element[:]
    fill(element, nodes)
