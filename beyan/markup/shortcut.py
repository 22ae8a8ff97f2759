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

# What touches these asterisks inside is a letter, and outside a blank or a sign: they open and
# close whatever else there is. Both begin with a sign of their own, so that the search looks for
# these at C's speed.
_APART = r"[^\s!-)+-/:-@\[-`{-~“”„«»–—]"
_PLAIN_PIECES = re.compile(
    r"\[(?!\^)([^\[\]*]+)\]\(([^\s()<>'\[\]*]+)\)"
    rf"|\*(?<!{_APART}\*)(\*?)(?=[^\W_])([^\[\]*]+)(?<=[^\W_])\*\3(?!{_APART})"
)


def place_of(lines: Places, position: int) -> int:
    """The offset in the source of a position in the text whose lines begin there."""
    at = bisect_right(lines, (position, 1 << 60)) - 1
    start, offset = lines[max(at, 0)]
    return offset + position - start


def is_words(text: str) -> bool:
    """Whether no sign in the text could begin anything."""
    if "[" in text or "]" in text or "*" in text:
        return False
    return not (_has_other_signs(text) or _has_address(text))


def _has_other_signs(text: str) -> bool:
    """Whether there is one that neither a plain link nor emphasis needs.

    Looked for one after the other they take half the time that a pattern of all of them does.
    """
    if "`" in text or "_" in text or "\\" in text or "<" in text or "&" in text:
        return True
    return "~" in text or "{" in text or '"' in text or " \n" in text


def _has_address(text: str) -> bool:
    """Whether there may be one, or nearly one ("htp:/…")."""
    if "@" in text or "://" in text or "tp" in text or "TP" in text:
        return True
    return "ww." in text or "WW." in text


def plain_nodes(text: str, lines: Places, links: Links) -> Nodes | None:
    """The nodes of a text with nothing but plain links and emphasis; None of any other."""
    # Links have addresses of their own.
    if _has_other_signs(text) or "![" in text:
        return None
    nodes: Nodes = []
    words: list[str] = []
    targets: list[tuple[str, int]] = []
    position = asterisks = 0
    for match in _PLAIN_PIECES.finditer(text):
        before = text[position : match.start()]
        if before:
            nodes.append(before)
        position = match.end()
        label, target, second, stressed = match.groups()
        if target is not None:
            element = Element("a", {"href": target})
            element.text = label
            targets.append((target, match.start(2)))
        else:
            asterisks += 4 if second else 2
            element = Element("strong" if second else "em")
            element.text = stressed
        nodes.append(element)
        words += (before, label or stressed)
    rest = text[position:]
    count = len(targets)
    if text.count("[") != count or text.count("]") != count or text.count("*") != asterisks:
        return None
    if rest:
        nodes.append(rest)
    if _has_address("\n".join((*words, rest))):
        return None
    for target, at in targets:
        links.link(target, place_of(lines, at))
    return nodes
