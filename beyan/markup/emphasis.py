"""Runs of `*`, `_` and `~~` → emphasis, as CommonMark pairs them.

See "process emphasis" in https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from beyan.markup.parts import Node, Parts, depth_above, fill

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_RUN = {sign: re.compile(re.escape(sign) + "+") for sign in "*_~"}
# So long a run of asterisks is a line drawn by hand or a rating, not nested emphasis.
_LONGEST_RUN = 12
_ONE_SIGN = re.compile(r"\*+|_+|~~")
_BLANK, _SIGN, _LETTER = 0, 1, 2


class Delimiter:
    """A run that may still become emphasis.

    `is_inside`: it stands alone between letters or digits, as in 5*4*3.
    """

    __slots__ = (
        "after", "before", "closes", "is_inside", "length", "node", "opens", "original", "sign",
    )  # fmt: skip

    def __init__(
        self, sign: str, length: int, node: Node, *, opens: bool, closes: bool, is_inside: bool
    ) -> None:
        self.sign, self.length, self.original, self.node = sign, length, length, node
        self.opens, self.closes, self.is_inside = opens, closes, is_inside
        self.before: Delimiter | None = None
        self.after: Delimiter | None = None


class Bracket(NamedTuple):
    """One that is open; `delimiter` is the last before it."""

    node: Node
    position: int
    is_picture: bool
    delimiter: Delimiter | None


class Delimiters:
    """Those of one text; `last` is the one that was read last.

    `is_too_deep(depth, position)` tells whether elements may not nest so deep any more.
    """

    def __init__(self, text: str, parts: Parts, is_too_deep: Callable[[int, int], bool]) -> None:
        self.last: Delimiter | None = None
        self.has_runs = False
        self._text, self._parts, self._is_too_deep = text, parts, is_too_deep

    def left_over(self) -> list[tuple[str, int]]:
        """Runs of two signs and more that became no emphasis, with their positions."""
        if not self.has_runs:
            return []
        found, node = [], self._parts.first.after
        while node is not None:
            if len(node.text) > 1 and node.element is None and _ONE_SIGN.fullmatch(node.text):
                found.append((node.text, node.offset))
            node = node.after
        return found

    def end_at(self, delimiter: Delimiter | None) -> None:
        """Forgets those that were read after this one."""
        self.last = delimiter
        if delimiter is not None:
            delimiter.after = None

    def read(self, sign: str, position: int) -> int:
        """Where the run of signs ends that begins at `position`."""
        run = _RUN[sign].match(self._text, position)
        assert run is not None
        end, length = run.end(), run.end() - position
        node = Node(run[0], None, position)
        self._parts.add(node)
        self.has_runs = self.has_runs or length > 1
        if length > _LONGEST_RUN or (sign == "~" and length != 2):
            return end
        before = _kind(self._text[position - 1 : position])
        after = _kind(self._text[end : end + 1])
        is_left = after != _BLANK and (after != _SIGN or before != _LETTER)
        is_right = before != _BLANK and (before != _SIGN or after != _LETTER)
        opens, closes = is_left, is_right
        if sign == "_":
            opens = is_left and (not is_right or before == _SIGN)
            closes = is_right and (not is_left or after == _SIGN)
        if opens or closes:
            is_inside = length == 1 and before == after == _LETTER
            found = Delimiter(sign, length, node, opens=opens, closes=closes, is_inside=is_inside)
            found.before = self.last
            if self.last is not None:
                self.last.after = found
            self.last = found
        return end

    def pair(self, bottom: Delimiter | None) -> int:
        """Pairs the delimiters above `bottom`, the last of those that stay; in how many steps."""
        if self.last is bottom:
            return 0
        steps = 0
        lowest: dict[tuple[str, bool, bool, int], Delimiter | None] = {}
        closer = self.last
        while closer is not None and closer.before is not bottom:
            closer = closer.before
        while closer is not None:
            steps += 1
            if not closer.closes:
                closer = closer.after
                continue
            key = (closer.sign, closer.opens, closer.is_inside, closer.original % 3)
            least = lowest.get(key, bottom)
            opener = closer.before
            while opener is not None and opener is not bottom and opener is not least:
                if opener.sign == closer.sign and opener.opens and _may_pair(opener, closer):
                    break
                opener = opener.before
                steps += 1
            else:
                opener = None
            if opener is None:
                lowest[key] = closer.before
                following = closer.after
                if not closer.opens:
                    self._drop(closer)
                closer = following
                continue
            closer = self._wrap(opener, closer)
        self.end_at(bottom)
        return steps

    def _wrap(self, opener: Delimiter, closer: Delimiter) -> Delimiter | None:
        """What stands between the two is emphasised; the delimiter to go on with."""
        depth = depth_above(opener.node.after, closer.node)
        if self._is_too_deep(depth, opener.node.offset):
            return None
        count = 2 if opener.length >= 2 and closer.length >= 2 else 1
        name = "del" if closer.sign == "~" else "strong" if count == 2 else "em"
        for each in (opener, closer):
            each.length -= count
            each.node.text = each.node.text[count:]
        between = opener.after
        while between is not None and between is not closer:
            following = between.after
            self._drop(between)
            between = following
        element = Element(name)
        first, last = opener.node.after, closer.node.before
        assert last is not None
        if first is not closer.node:
            last.after = None
            fill(element, self._parts.nodes(first))
        whole = Node(element=element, offset=opener.node.offset)
        whole.depth = depth
        whole.before, whole.after = opener.node, closer.node
        opener.node.after, closer.node.before = whole, whole
        if not opener.length:
            self._parts.cut(opener.node)
            self._drop(opener)
        if not closer.length:
            following = closer.after
            self._parts.cut(closer.node)
            self._drop(closer)
            return following
        return closer

    def _drop(self, delimiter: Delimiter) -> None:
        if delimiter.before is not None:
            delimiter.before.after = delimiter.after
        if delimiter.after is not None:
            delimiter.after.before = delimiter.before
        elif self.last is delimiter:
            self.last = delimiter.before


@lru_cache(maxsize=512)
def _kind(sign: str) -> int:
    if not sign or sign.isspace():
        return _BLANK
    is_sign = sign in PUNCTUATION or unicodedata.category(sign)[0] in "PS"
    return _SIGN if is_sign else _LETTER


def _may_pair(opener: Delimiter, closer: Delimiter) -> bool:
    """The rule of three, which keeps `*a**b*` from falling apart."""
    # A product, or letters left out: nobody emphasises the middle of a word.
    if opener.is_inside and closer.is_inside:
        return False
    if opener.sign == "~":
        return True
    if not (opener.closes or closer.opens):
        return True
    total = opener.original + closer.original
    return total % 3 != 0 or (opener.original % 3 == 0 and closer.original % 3 == 0)
