"""Texts of nothing but words, plain links and emphasis: read without a pass over their signs.

`tests/properties/test_prose_identity.py` compares this with the whole pass.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from beyan.markup.links import Links
from beyan.markup.parts import Nodes

# For each line where it begins in the text and in the source.
Places = Sequence[tuple[int, int]]

# What neither a plain link nor emphasis needs, but the line end behind a blank.
_OTHERS = ("`", "_", "\\", "<", "&", "~", "{", '"', "![")
# What an address has that need not have a slash.
_OF_ADDRESSES = ("@", "ww.", "WW.")
# What touches these asterisks inside is a letter, and outside a blank or a sign: they open and
# close whatever else there is.
_APART = r"[^\s!-)+-/:-@\[-`{-~“”„«»–—]"
_LINK = r"\[(?!\^)(?P<label>[^\[\]*]+)\]\((?P<target>[^\s()<>'\[\]*]+)\)"
_STRESSED = (
    rf"\*(?<!{_APART}\*)(?P<second>\*?)(?=[^\W_])(?P<stressed>[^\[\]*]+)(?<=[^\W_])"
    rf"\*(?P=second)(?!{_APART})"
)
# By whether there are brackets and asterisks: what begins with one sign is found at C's speed.
_PIECES = {
    (True, False): re.compile(_LINK),
    (False, True): re.compile(_STRESSED),
    (True, True): re.compile(f"{_LINK}|{_STRESSED}"),
}


def place_of(lines: Places, position: int) -> int:
    """The offset in the source of a position in the text whose lines begin there."""
    at = bisect_right(lines, (position, 1 << 60)) - 1
    start, offset = lines[max(at, 0)]
    return offset + position - start


class Shortcut:
    """Of the texts of one document: those that need no pass. `document` is all of it.

    A sign that is not in the document is looked for in none of its texts: most documents have
    hardly any of them.
    """

    def __init__(self, document: str, links: Links) -> None:
        self._links = links
        self._others = [each for each in _OTHERS if each in document]
        # One sign is found ten times as fast as several.
        self._addresses = [
            each for each in _OF_ADDRESSES if each[0] in document and each in document
        ]

    def nodes(self, text: str, lines: Places) -> Nodes | None:
        """The nodes of a text of nothing but words, plain links and emphasis; None of any other."""
        # Looked for one after the other they take half the time that a pattern of all does.
        for sign in self._others:
            if sign in text:
                return None
        # A line may end with a break: what joins lines makes some, too.
        if "\n" in text and " \n" in text:
            return None
        has_links, is_stressed = "[" in text, "*" in text
        if has_links or is_stressed:
            return self._pieces(text, lines, _PIECES[has_links, is_stressed])
        return None if "]" in text or self._may_be_address(text) else [text]

    def _pieces(self, text: str, lines: Places, pieces: re.Pattern[str]) -> Nodes | None:
        nodes: Nodes = []
        targets: list[tuple[str, int]] = []
        position = asterisks = 0
        for match in pieces.finditer(text):
            start, end = match.span()
            if start > position:
                nodes.append(text[position:start])
            position = end
            if match.lastgroup == "target":
                label, target = match.group("label", "target")
                element = Element("a", {"href": target})
                element.text = label
                targets.append((target, end - 1 - len(target)))
            else:
                second, stressed = match.group("second", "stressed")
                element = Element("strong" if second else "em")
                element.text = stressed
                asterisks += 4 if second else 2
            nodes.append(element)
        if position < len(text):
            nodes.append(text[position:])
        count = len(targets)
        if text.count("[") != count or text.count("]") != count or text.count("*") != asterisks:
            return None
        # Links have addresses of their own.
        if self._may_be_address(text):
            words = [each if isinstance(each, str) else each.text or "" for each in nodes]
            if self._may_be_address("\n".join(words)):
                return None
        for target, at in targets:
            self._links.link(target, place_of(lines, at))
        return nodes

    def _may_be_address(self, text: str) -> bool:
        """Whether one may stand in the text, or nearly one ("htp:/…")."""
        for sign in self._addresses:
            if sign in text:
                return True
        return "/" in text and ("://" in text or "tp" in text or "TP" in text)
