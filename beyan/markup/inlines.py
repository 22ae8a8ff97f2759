"""The text of a paragraph → emphasis, links, pictures, code, as CommonMark reads them.

One pass with a stack of brackets and a list of delimiters, as the specification describes it. The
text goes in with the places of its lines in the source, so whatever is wrong with it is told where
it stands.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.util import AtomicString

from beyan.markup import nearly
from beyan.markup.bare import Bare, bare_links
from beyan.markup.blocks import MOST_NESTED, Report
from beyan.markup.destinations import (
    ENTITY,
    LABEL,
    Definition,
    entity,
    inline_target,
    normal,
    unescaped,
)
from beyan.markup.elements import TAG
from beyan.markup.html import Tags
from beyan.markup.lines import TICKS, Ticks
from beyan.markup.links import Links
from beyan.model import marks

# What may begin anything at all, and plain text up to there.
_PLAIN = re.compile(r"[^\\`*_\[\]<&~{!\n]+")
_DECIDING = re.compile(r"[\\`*_\[\]<&~{]")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_RUN = {sign: re.compile(re.escape(sign) + "+") for sign in "*_~"}
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_AUTOMAIL = re.compile(
    r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*)>"
)
_ATTRIBUTE = r"(?:[#.][^\s#.={}\"']++|[A-Za-z][\w-]*+=(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s\"'{}]++))"
# Anything else in braces is text.
_ATTRIBUTES = re.compile(rf"\{{:[ ]*+({_ATTRIBUTE}(?:[ ]++{_ATTRIBUTE})*+)[ ]*+\}}")
# A text with one of these is no plain one; links have addresses of their own.
_OTHERS = re.compile(r"[\\`_<&~{\"]|!\[")
# What touches these asterisks inside is a letter, and outside a blank or a sign: they open and
# close whatever else there is. Both begin with a sign of their own, so that the search looks for
# these at C's speed.
_APART = r"[^\s!-)+-/:-@\[-`{-~“”„«»–—]"
_PLAIN_PIECES = re.compile(
    r"\[(?!\^)([^\[\]*]+)\]\(([^\s()<>'\[\]*]+)\)"
    rf"|\*(?<!{_APART}\*)(\*?)(?=[^\W_])([^\[\]*]+)(?<=[^\W_])\*\3(?!{_APART})"
)
# Not the sign for inches, 24".
_QUOTE = re.compile(r'(?<!\d)"|(?<=\d)"(?=\w)')
# So long a run of asterisks is a line drawn by hand or a rating, not nested emphasis.
_LONGEST_RUN = 12
# Each use of a definition repeats it: of a long one, a page would have no end.
_MOST_REPEATED = 1_000_000
Nodes = list["str | Element"]


class Node:
    """A part of the text in a list of parts; `delimiter` while it may still become emphasis."""

    __slots__ = ("after", "before", "depth", "element", "offset", "text")

    def __init__(self, text: str = "", element: Element | None = None, offset: int = 0) -> None:
        self.text, self.element, self.offset = text, element, offset
        # How deep elements nest in the element.
        self.depth = 0
        self.before: Node | None = None
        self.after: Node | None = None


class _Delimiter:
    """`is_inside`: it stands alone between letters or digits, as in 5*4*3."""

    __slots__ = (
        "after", "before", "closes", "is_inside", "length", "node", "opens", "original", "sign",
    )  # fmt: skip

    def __init__(
        self, sign: str, length: int, node: Node, *, opens: bool, closes: bool, is_inside: bool
    ) -> None:
        self.sign, self.length, self.original, self.node = sign, length, length, node
        self.opens, self.closes, self.is_inside = opens, closes, is_inside
        self.before: _Delimiter | None = None
        self.after: _Delimiter | None = None


class _Bracket(NamedTuple):
    node: Node
    position: int
    is_picture: bool
    delimiter: _Delimiter | None


class Inlines:
    """Reads the texts of one document, in their order."""

    def __init__(
        self,
        definitions: Mapping[str, Definition],
        notes: Sequence[str],
        links: Links,
        tags: Tags,
        report: Report,
        *,
        shortcuts: bool = True,
    ) -> None:
        self._definitions, self._links, self._tags = definitions, links, tags
        self._names = notes
        self._numbers = {normal(name): number for number, name in enumerate(notes, start=1)}
        self.used: dict[str, int] = {}
        self.raw: list[str] = []
        self.ids: list[tuple[str, int]] = []
        self.quotes: list[int] = []
        self._report = report
        self._shortcuts = shortcuts
        # So many characters of targets and titles stand on the page because of references.
        self.repeated = 0
        self.is_too_long = False

    def read(self, text: str, lines: Sequence[tuple[int, int]]) -> tuple[Nodes, str]:
        """The nodes of the text, and the attributes that it ends with (`{: …}`), if any.

        `lines` has for each line where it begins in the text and in the source.
        """
        if (
            self._shortcuts
            and not _DECIDING.search(text)
            and not _has_address(text)
            and " \n" not in text
            and '"' not in text
        ):
            return [text], ""
        if self._shortcuts and (nodes := self._plain(text, lines)) is not None:
            return nodes, ""
        return _Pass(self, text, lines).run()

    def _plain(self, text: str, lines: Sequence[tuple[int, int]]) -> Nodes | None:
        """The nodes of a text with nothing but plain links and emphasis; None of any other."""
        if _OTHERS.search(text) or " \n" in text:
            return None
        nodes: Nodes = []
        targets: list[tuple[str, int]] = []
        position = asterisks = 0
        for match in _PLAIN_PIECES.finditer(text):
            before = text[position : match.start()]
            if before:
                if _has_address(before):
                    return None
                nodes.append(before)
            position = match.end()
            label, target, second, words = match.groups()
            if target is not None:
                if _has_address(label):
                    return None
                element = Element("a", {"href": target})
                element.text = label
                targets.append((target, match.start(2)))
            else:
                if _has_address(words):
                    return None
                asterisks += 4 if second else 2
                element = Element("strong" if second else "em")
                element.text = words
            nodes.append(element)
        rest = text[position:]
        count = len(targets)
        if text.count("[") != count or text.count("]") != count or text.count("*") != asterisks:
            return None
        if rest:
            if _has_address(rest):
                return None
            nodes.append(rest)
        for target, at in targets:
            self._links.link(target, _place(lines, at))
        return nodes

    def mark(self, name: str) -> Element | None:
        """The mark in the text of the footnote of this name, if there is one."""
        key = normal(name)
        number = self._numbers.get(key)
        if number is None:
            return None
        self.used[key] = self.used.get(key, 0) + 1
        count = self.used[key]
        note = self._names[number - 1]
        mark = Element("sup", {"id": f"fnref{count if count > 1 else ''}:{note}"})
        label = marks.label(marks.NOTE, number)
        link = Element("a", {"aria-label": label, "class": "footnote-ref", "href": f"#fn:{note}"})
        link.text = str(number)
        mark.append(link)
        return mark

    def give(self, element: Element, typed: str, offset: int) -> None:
        """Attributes as they stand in braces: `#id .class key="value"`."""
        for name, value in get_attrs_and_remainder(typed)[0]:
            if name == ".":
                element.set("class", f"{element.get('class', '')} {value}".strip())
            elif value is not None:
                element.set(name, unescaped(value))
            if name == "id" and value:
                self.ids.append((value, offset))

    def stash(self, html: str) -> str:
        """A sign for HTML that goes on as it is."""
        self.raw.append(html)
        return f"\x02{len(self.raw) - 1}\x03"


def _place(lines: Sequence[tuple[int, int]], position: int) -> int:
    """The offset in the source of a position in the text whose lines begin there."""
    at = bisect_right(lines, (position, 1 << 60)) - 1
    start, offset = lines[max(at, 0)]
    return offset + position - start


def _has_address(text: str) -> bool:
    """Whether there may be one, or nearly one ("htp:/…")."""
    if "@" in text or "://" in text or "tp" in text or "TP" in text:
        return True
    return "ww." in text or "WW." in text


class _Pass:
    """Reads one text."""

    def __init__(self, inlines: Inlines, text: str, lines: Sequence[tuple[int, int]]) -> None:
        self._of, self._text, self._lines = inlines, text, lines
        self._first = self._last = Node()
        self._delimiters: _Delimiter | None = None
        self._brackets: list[_Bracket] = []
        # No link may stand in another: of the open brackets so many begin none any more.
        self._inactive = 0
        self._attributes = ""
        self._bare: dict[int, Bare] = {each.start: each for each in bare_links(text)}
        self._ticks: Ticks | None = None
        self._has_runs = False

    def run(self) -> tuple[Nodes, str]:
        text, position, end = self._text, 0, len(self._text)
        starts = sorted(self._bare)
        stops = iter([*starts, end])
        stop = next(stops)
        while position < end:
            while stop < position:
                stop = next(stops)
            if position == stop and position in self._bare:
                position = self._address(self._bare[position])
                continue
            match = _PLAIN.match(text, position, max(stop, position + 1))
            if match is not None:
                self._add(match[0], position)
                position = match.end()
            else:
                position = self._special(text[position], position)
        self._emphasise(None)
        nearly.told_emphasis(self._text, self._left_over(), self._place, self._of._report)
        nearly.told_address(self._text, self._place, self._of._report)
        return self._nodes(self._first.after, is_whole=True), self._attributes

    def _left_over(self) -> list[tuple[str, int]]:
        """Runs of two signs and more that became no emphasis, with their positions."""
        if not self._has_runs:
            return []
        found, node = [], self._first.after
        while node is not None:
            is_run = len(node.text) > 1 and not (node.text.strip("*") and node.text.strip("_"))
            if is_run and node.element is None:
                found.append((node.text, node.offset))
            node = node.after
        return found

    # --- pieces ---------------------------------------------------------------------------------

    def _place(self, position: int) -> int:
        """The offset in the source of a position in the text."""
        return _place(self._lines, position)

    def _add(self, text: str = "", position: int = 0, element: Element | None = None) -> Node:
        if '"' in text and element is None:
            self._of.quotes += [
                self._place(match.start())
                for match in _QUOTE.finditer(self._text, position, position + len(text))
            ]
        node = Node(text, element, position)
        node.before, self._last.after = self._last, node
        self._last = node
        return node

    def _special(self, sign: str, position: int) -> int:
        match sign:
            case "\n":
                return self._line_end(position)
            case "\\":
                return self._escape(position)
            case "`":
                return self._code(position)
            case "*" | "_" | "~":
                return self._delimiter(sign, position)
            case "[":
                return self._open_bracket(position, is_picture=False)
            case "!":
                if self._text.startswith("[", position + 1):
                    return self._open_bracket(position, is_picture=True)
            case "]":
                return self._close_bracket(position)
            case "<":
                return self._angle(position)
            case "&":
                if match := ENTITY.match(self._text, position):
                    self._add(entity(match), position)
                    return match.end()
            case "{":
                if match := _ATTRIBUTES.match(self._text, position):
                    return self._given(match)
        self._add(sign, position)
        return position + 1

    def _line_end(self, position: int) -> int:
        before = self._last
        if before.element is None and before is not self._first:
            kept = before.text.rstrip(" ")
            is_break = len(before.text) - len(kept) >= 2
            before.text = kept
            if is_break:
                self._break(position)
                return position + 1
        self._add("\n", position)
        return position + 1

    def _break(self, position: int) -> None:
        self._add(element=Element("br"), position=position)
        self._add("\n", position)

    def _escape(self, position: int) -> int:
        following = self._text[position + 1 : position + 2]
        if following == "\n":
            self._break(position)
            return position + 2
        if following in _PUNCTUATION and following:
            self._add(following, position)
            return position + 2
        self._add("\\", position)
        return position + 1

    def _code(self, position: int) -> int:
        run = TICKS.match(self._text, position)
        assert run is not None
        self._ticks = self._ticks or Ticks(self._text)
        closing = self._ticks.closing(run)
        if closing is not None:
            self._add(element=_code(self._text[run.end() : closing.start()]))
            return closing.end()
        self._add(run[0], position)
        return run.end()

    def _address(self, bare: Bare) -> int:
        link = Element("a", {"href": bare.target})
        link.text = AtomicString(bare.text)
        self._add(bare.text, bare.start, link)
        return bare.end

    def _angle(self, position: int) -> int:
        text = self._text
        match = _AUTOLINK.match(text, position)
        mail = _AUTOMAIL.match(text, position) if match is None else None
        found = match or mail
        if found is not None:
            target = found[1] if mail is None else f"mailto:{found[1]}"
            if self._of._links.is_address(target):
                link = Element("a", {"href": target})
                link.text = AtomicString(found[1])
                self._add(found[1], position, link)
                return found.end()
        if (tag := TAG.match(text, position)) is not None:
            published = self._of._tags.judge(tag, self._place)
            if published is not None:
                if published:
                    self._add(self._of.stash(published), position, _RAW)
                return tag.end()
        self._add("<", position)
        return position + 1

    def _given(self, match: re.Match[str]) -> int:
        """Attributes in braces: of the element before them, or of the block that they end."""
        # Emphasis is not known yet; `_nodes` sees what they follow.
        self._add(match[0], match.start(), _GIVEN)
        return match.end()

    # --- emphasis -------------------------------------------------------------------------------

    def _delimiter(self, sign: str, position: int) -> int:
        run = _RUN[sign].match(self._text, position)
        assert run is not None
        end, length = run.end(), run.end() - position
        node = self._add(run[0], position)
        self._has_runs = self._has_runs or length > 1
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
            found = _Delimiter(sign, length, node, opens=opens, closes=closes, is_inside=is_inside)
            found.before = self._delimiters
            if self._delimiters is not None:
                self._delimiters.after = found
            self._delimiters = found
        return end

    def _emphasise(self, bottom: _Delimiter | None) -> None:
        """Pairs the delimiters above `bottom`, the last of those that stay."""
        if self._delimiters is bottom:
            return
        lowest: dict[tuple[str, bool, bool, int], _Delimiter | None] = {}
        closer = self._delimiters
        while closer is not None and closer.before is not bottom:
            closer = closer.before
        while closer is not None:
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
        self._delimiters = bottom
        if bottom is not None:
            bottom.after = None

    def _wrap(self, opener: _Delimiter, closer: _Delimiter) -> _Delimiter | None:
        """What stands between the two is emphasised; the delimiter to go on with."""
        depth = _depth_above(opener.node.after, closer.node)
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
            fill(element, self._nodes(first))
        whole = Node(element=element, offset=opener.node.offset)
        whole.depth = depth
        whole.before, whole.after = opener.node, closer.node
        opener.node.after, closer.node.before = whole, whole
        if not opener.length:
            self._cut(opener.node)
            self._drop(opener)
        if not closer.length:
            following = closer.after
            self._cut(closer.node)
            self._drop(closer)
            return following
        return closer

    def _is_too_deep(self, depth: int, position: int) -> bool:
        if depth > MOST_NESTED:
            self._of._report("nested-too-deep", self._place(position), limit=MOST_NESTED)
        return depth > MOST_NESTED

    def _drop(self, delimiter: _Delimiter) -> None:
        if delimiter.before is not None:
            delimiter.before.after = delimiter.after
        if delimiter.after is not None:
            delimiter.after.before = delimiter.before
        elif self._delimiters is delimiter:
            self._delimiters = delimiter.before

    def _cut(self, node: Node) -> None:
        assert node.before is not None
        node.before.after = node.after
        if node.after is not None:
            node.after.before = node.before
        else:
            self._last = node.before

    # --- links ----------------------------------------------------------------------------------

    def _open_bracket(self, position: int, *, is_picture: bool) -> int:
        node = self._add("![" if is_picture else "[", position)
        self._brackets.append(_Bracket(node, position, is_picture, self._delimiters))
        return position + len(node.text)

    def _close_bracket(self, position: int) -> int:
        text = self._text
        if not self._brackets:
            self._add("]", position)
            return position + 1
        opener = self._brackets.pop()
        inside = opener.position + len(opener.node.text)
        is_active = opener.is_picture or len(self._brackets) >= self._inactive
        self._inactive = min(self._inactive, len(self._brackets))
        if is_active:
            if (end := self._note(opener, inside, position)) is not None:
                return end
            found = self._destination(inside, position)
            if found is not None:
                target, title, at, end = found
                self._link(opener, target, title, at)
                return end
            nearly.told_link(text, inside, position, self._place, self._of._report)
        self._add("]", position)
        return position + 1

    def _note(self, opener: _Bracket, inside: int, position: int) -> int | None:
        """Where the mark of a footnote ends, if this is one."""
        text = self._text
        name = text[inside + 1 : position]
        if opener.is_picture or not text.startswith("^", inside) or not name or " " in name:
            return None
        mark = self._of.mark(name)
        if mark is None:
            if text.startswith("(", position + 1):
                return None
            self._of._report("footnote-missing", self._place(opener.position), name=name)
            return None
        self._remove_after(opener)
        self._add(position=opener.position, element=mark)
        return position + 1

    def _remove_after(self, opener: _Bracket) -> None:
        """Takes back what was read since the bracket, itself included."""
        assert opener.node.before is not None
        self._last = opener.node.before
        self._last.after = None
        self._delimiters = opener.delimiter
        if self._delimiters is not None:
            self._delimiters.after = None

    def _destination(self, inside: int, position: int) -> tuple[str, str | None, int, int] | None:
        """Target, title, place of the target in the source, and where the link ends."""
        text = self._text
        if text.startswith("(", position + 1):
            found = inline_target(text, position + 1)
            if found is not None:
                target, title, at, end = found
                at += text.startswith("<", at)
                return target, title, self._place(at), end
        label, end, at = text[inside:position], position + 1, inside
        if (match := LABEL.match(text, end)) is not None and match[1].strip():
            label, end, at = match[1], match.end(), match.start(1)
            is_full = True
        else:
            is_full = text.startswith("[]", end)
            end += 2 * is_full
            if "[" in label and _has_open_bracket(label):
                return None
        key = normal(label)
        definition = self._of._definitions.get(key) if key else None
        if definition is None:
            if is_full and key and not label.startswith("^"):
                self._of._links.dead_reference(label, self._place(at))
            return None
        self._of._links.used.add(key)
        self._of.repeated += len(definition.target) + len(definition.title or "")
        if self._of.repeated > _MOST_REPEATED:
            if not self._of.is_too_long:
                place = self._place(inside)
                self._of._report("text-too-long", place, limit=_MOST_REPEATED)
            self._of.is_too_long = True
            return None
        return definition.target, definition.title, definition.offset, end

    def _link(self, opener: _Bracket, target: str, title: str | None, at: int) -> None:
        self._emphasise(opener.delimiter)
        depth = _depth_above(opener.node.after)
        if self._is_too_deep(depth, opener.position):
            return
        nodes = self._nodes(opener.node.after)
        if opener.is_picture:
            alt = "".join(_flat(nodes))
            place = self._place(opener.position)
            element = Element("img", {"alt": alt, "loading": "lazy", "src": target})
            self._of._links.picture(target, at, alt.strip() or None, place)
        else:
            element = Element("a", {"href": target})
            fill(element, nodes)
            self._of._links.link(target, at)
            if element.find(".//a") is not None:
                _without_links(element)
            self._inactive = len(self._brackets)
        if title is not None:
            element.set("title", title)
        self._last = opener.node.before or self._first
        self._last.after = None
        self._add(element=element, position=opener.position).depth = depth

    # --- the result -----------------------------------------------------------------------------

    def _nodes(self, node: Node | None, *, is_whole: bool = False) -> Nodes:
        """The list of parts that begins with `node`; `is_whole`: of the text, not of an element."""
        found: Nodes = []
        texts: list[str] = []
        while node is not None:
            element = node.element
            if element is _GIVEN:
                match = _ATTRIBUTES.match(node.text)
                assert match is not None
                if found and not texts and not isinstance(found[-1], str):
                    self._of.give(found[-1], match[1], self._place(node.offset))
                elif is_whole and node.after is None:
                    self._attributes = match[1]
                    texts = ["".join(texts).rstrip()]
                else:
                    texts.append(node.text)
            elif element is None or element is _RAW:
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


# Stands for HTML that goes on as it is; its text is its sign.
_RAW = Element("raw")
# And for attributes in braces.
_GIVEN = Element("given")
_BLANK, _SIGN, _LETTER = 0, 1, 2


@lru_cache(maxsize=512)
def _kind(sign: str) -> int:
    if not sign or sign.isspace():
        return _BLANK
    is_sign = sign in _PUNCTUATION or unicodedata.category(sign)[0] in "PS"
    return _SIGN if is_sign else _LETTER


def _depth_above(node: Node | None, end: Node | None = None) -> int:
    """How deep elements nest in one that has the parts from `node` on."""
    depth = 1
    while node is not None and node is not end:
        depth = max(depth, node.depth + 1)
        node = node.after
    return depth


def _may_pair(opener: _Delimiter, closer: _Delimiter) -> bool:
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


def _code(text: str) -> Element:
    text = text.replace("\n", " ")
    if text.startswith(" ") and text.endswith(" ") and text.strip(" "):
        text = text[1:-1]
    code = Element("code")
    code.text = AtomicString(text)
    return code


def fill(element: Element, nodes: Nodes) -> None:
    """Puts the nodes into the element, which is empty or ends with an element."""
    for node in nodes:
        if not isinstance(node, str):
            element.append(node)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + node
        else:
            element.text = (element.text or "") + node


def _flat(nodes: Nodes) -> list[str]:
    """The words of nodes alone; of pictures, what they show."""
    found: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            found.append(re.sub("\x02[0-9]+\x03", "", node))
            continue
        if node.tag == "img":
            found.append(node.get("alt", ""))
        inside = (part for child in node for part in (child, child.tail or ""))
        found += _flat([node.text or "", *inside])
    return found


def _without_links(element: Element) -> None:
    """Addresses in the text of a link are its words."""
    nodes: Nodes = [element.text or ""]
    for child in element:
        tail, child.tail = child.tail or "", None
        if child.tag == "a":
            nodes += [child.text or "", *child]
        else:
            _without_links(child)
            nodes.append(child)
        nodes.append(tail)
    element.text = None
    del element[:]
    fill(element, nodes)


def _has_open_bracket(label: str) -> bool:
    """Whether a bracket stands in the label without a backslash: then it is none."""
    return re.search(r"(?<!\\)(?:\\\\)*[\[\]]", label) is not None
