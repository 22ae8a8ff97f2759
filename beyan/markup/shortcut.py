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
_OTHERS = ("`", "_", "\\", "<", "&", "~", "{", '"')
# What an address has; and what one has, or nearly one ("htp:/…"), where there is a slash.
_OF_ADDRESSES = ("@", "ww.", "WW.")
_WITH_SLASH = ("://", "tp", "TP")
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
        needed = [each for each in "[]*" if each in document]
        self._signs = [*needed, *self._others, *self._addresses]

    def is_words(self, text: str) -> bool:
        """Whether no sign in the text could begin anything."""
        for sign in self._signs:
            if sign in text:
                return False
        return not _has_break(text) and not _may_be_address(text)

    def nodes(self, text: str, lines: Places) -> Nodes | None:
        """The nodes of a text with nothing but plain links and emphasis; None of any other."""
        pieces = _PIECES.get(("[" in text, "*" in text))
        if pieces is None or _has_any(self._others, text) or _has_break(text) or "![" in text:
            return None
        nodes: Nodes = []
        words: list[str] = []
        targets: list[tuple[str, int]] = []
        position = asterisks = 0
        for match in pieces.finditer(text):
            before = text[position : match.start()]
            if before:
                nodes.append(before)
            position = match.end()
            if match.lastgroup == "target":
                target = match["target"]
                element = Element("a", {"href": target})
                element.text = match["label"]
                targets.append((target, match.start("target")))
            else:
                is_strong = match["second"] != ""
                asterisks += 4 if is_strong else 2
                element = Element("strong" if is_strong else "em")
                element.text = match["stressed"]
            nodes.append(element)
            words += (before, element.text)
        rest = text[position:]
        count = len(targets)
        if text.count("[") != count or text.count("]") != count or text.count("*") != asterisks:
            return None
        if rest:
            nodes.append(rest)
        # Links have addresses of their own.
        said = "\n".join((*words, rest))
        if _has_any(self._addresses, said) or _may_be_address(said):
            return None
        for target, at in targets:
            self._links.link(target, place_of(lines, at))
        return nodes


def _has_any(signs: Sequence[str], text: str) -> bool:
    # Looked for one after the other they take half the time that a pattern of all of them does.
    return bool(signs) and any(sign in text for sign in signs)


def _may_be_address(text: str) -> bool:
    return "/" in text and _has_any(_WITH_SLASH, text)


def _has_break(text: str) -> bool:
    """Whether a line may end with a break: what joins lines makes some, too."""
    return "\n" in text and " \n" in text
