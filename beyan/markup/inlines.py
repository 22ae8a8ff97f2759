"""The text of a paragraph → emphasis, links, pictures, code, as CommonMark reads them.

One pass with a stack of brackets and a list of delimiters, as the specification describes it. The
text goes in with the places of its lines in the source, so whatever is wrong with it is told where
it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.util import AtomicString

from beyan.markup import nearly
from beyan.markup.bare import Bare, bare_links, in_brackets
from beyan.markup.blocks import MOST_NESTED
from beyan.markup.budget import Budget
from beyan.markup.destinations import (
    ENTITY,
    LABEL,
    Definition,
    entity,
    has_open_bracket,
    inline_target,
    normal,
    unescaped,
)
from beyan.markup.elements import TAG
from beyan.markup.emphasis import PUNCTUATION, Bracket, Delimiter, Delimiters
from beyan.markup.html import Report, Tags
from beyan.markup.lines import TICKS, Ticks
from beyan.markup.links import Links
from beyan.markup.parts import (
    ATTRIBUTES,
    GIVEN,
    RAW,
    Node,
    Nodes,
    Parts,
    code_of,
    depth_above,
    fill,
    flat,
    without_links,
)
from beyan.markup.shortcut import Shortcut, place_of
from beyan.model import marks

# What may begin anything at all, and plain text up to there.
_PLAIN = re.compile(r"[^\\`*_\[\]<&~{!\n]+")
# Not the sign for inches, 24".
_QUOTE = re.compile(r'(?<!\d)"|(?<=\d)"(?=\w)')
# Each use of a definition repeats it: of a long one, a page would have no end.
_MOST_REPEATED = 1_000_000


class Inlines:
    """Reads the texts of one document, in their order."""

    def __init__(
        self,
        definitions: Mapping[str, Definition],
        notes: Sequence[str],
        links: Links,
        tags: Tags,
        report: Report,
        budget: Budget,
        shortcut: Shortcut | None,
    ) -> None:
        self._definitions, self._links, self._tags = definitions, links, tags
        self._names = notes
        self._numbers = {normal(name): number for number, name in enumerate(notes, start=1)}
        self.used: dict[str, int] = {}
        self.raw: list[str] = []
        self.ids: list[tuple[str, int]] = []
        self.quotes: list[int] = []
        self._report, self.budget = report, budget
        self._shortcut = shortcut
        # So many characters of targets and titles stand on the page because of references.
        self.repeated = 0
        self.is_too_long = False

    def read(self, text: str, lines: Sequence[tuple[int, int]]) -> tuple[Nodes, str]:
        """The nodes of the text, and the attributes that it ends with (`{: …}`), if any.

        `lines` has for each line where it begins in the text and in the source.
        """
        if self._shortcut is not None:
            nodes = self._shortcut.nodes(text, lines)
            if nodes is not None:
                return nodes, ""
        return _Pass(self, text, lines).run()

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


class _Pass:
    """Reads one text."""

    def __init__(self, inlines: Inlines, text: str, lines: Sequence[tuple[int, int]]) -> None:
        self._of, self._text, self._lines = inlines, text, lines
        self._parts = Parts(self._give)
        self._delimiters = Delimiters(text, self._parts, self._is_too_deep)
        self._brackets: list[Bracket] = []
        # No link may stand in another: of the open brackets so many begin none any more.
        self._inactive = 0
        self._bare: dict[int, Bare] = {each.start: each for each in bare_links(text)}
        self._ticks: Ticks | None = None

    def run(self) -> tuple[Nodes, str]:
        text, position, end = self._text, 0, len(self._text)
        starts = sorted(self._bare)
        stops = iter([*starts, end])
        stop = next(stops)
        self._of.budget.spend(end + 1, self._place(0))
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
        self._pair(None)
        nearly.told_emphasis(
            self._text, self._delimiters.left_over(), self._place, self._of._report
        )
        nearly.told_address(self._text, self._place, self._of._report)
        nodes = self._parts.nodes(self._parts.first.after, is_whole=True)
        return nodes, self._parts.attributes

    # --- pieces ---------------------------------------------------------------------------------

    def _place(self, position: int) -> int:
        """The offset in the source of a position in the text."""
        return place_of(self._lines, position)

    def _add(self, text: str = "", position: int = 0, element: Element | None = None) -> Node:
        if '"' in text and element is None:
            self._of.quotes += [
                self._place(match.start())
                for match in _QUOTE.finditer(self._text, position, position + len(text))
            ]
        node = Node(text, element, position)
        self._parts.add(node)
        return node

    def _pair(self, bottom: Delimiter | None) -> None:
        self._of.budget.spend(self._delimiters.pair(bottom), self._place(len(self._text)))

    def _give(self, element: Element, typed: str, position: int) -> None:
        self._of.give(element, typed, self._place(position))

    def _is_too_deep(self, depth: int, position: int) -> bool:
        if depth > MOST_NESTED:
            self._of._report("nested-too-deep", self._place(position), limit=MOST_NESTED)
        return depth > MOST_NESTED

    def _special(self, sign: str, position: int) -> int:
        match sign:
            case "\n":
                return self._line_end(position)
            case "\\":
                return self._escape(position)
            case "`":
                return self._code(position)
            case "*" | "_" | "~":
                return self._delimiters.read(sign, position)
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
                if match := ATTRIBUTES.match(self._text, position):
                    return self._given(match)
        self._add(sign, position)
        return position + 1

    def _line_end(self, position: int) -> int:
        before = self._parts.last
        if before.element is None and before is not self._parts.first:
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
        if following in PUNCTUATION and following:
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
            self._add(element=code_of(self._text[run.end() : closing.start()]))
            return closing.end()
        self._add(run[0], position)
        return run.end()

    def _address(self, bare: Bare) -> int:
        link = Element("a", {"href": bare.target})
        link.text = AtomicString(bare.text)
        self._of._links.shown(bare.target, self._place(bare.start))
        self._add(bare.text, bare.start, link)
        return bare.end

    def _angle(self, position: int) -> int:
        text = self._text
        found = in_brackets(text, position)
        if found is not None and self._of._links.is_address(found[1]):
            shown, target, end = found
            link = Element("a", {"href": target})
            link.text = AtomicString(shown)
            self._of._links.shown(target, self._place(position + 1))
            self._add(shown, position, link)
            return end
        if (tag := TAG.match(text, position)) is not None:
            published = self._of._tags.judge(tag, self._place)
            if published is not None:
                if published:
                    self._add(self._of.stash(published), position, RAW)
                return tag.end()
        self._add("<", position)
        return position + 1

    def _given(self, match: re.Match[str]) -> int:
        """Attributes in braces: of the element before them, or of the block that they end."""
        # Emphasis is not known yet; `_nodes` sees what they follow.
        self._add(match[0], match.start(), GIVEN)
        return match.end()

    # --- links ----------------------------------------------------------------------------------

    def _open_bracket(self, position: int, *, is_picture: bool) -> int:
        node = self._add("![" if is_picture else "[", position)
        self._brackets.append(Bracket(node, position, is_picture, self._delimiters.last))
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

    def _note(self, opener: Bracket, inside: int, position: int) -> int | None:
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

    def _remove_after(self, opener: Bracket) -> None:
        """Takes back what was read since the bracket, itself included."""
        self._parts.end_before(opener.node)
        self._delimiters.end_at(opener.delimiter)

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
            if "[" in label and has_open_bracket(label):
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

    def _link(self, opener: Bracket, target: str, title: str | None, at: int) -> None:
        self._pair(opener.delimiter)
        depth = depth_above(opener.node.after)
        if self._is_too_deep(depth, opener.position):
            return
        nodes = self._parts.nodes(opener.node.after)
        if opener.is_picture:
            alt = "".join(flat(nodes))
            place = self._place(opener.position)
            element = Element("img", {"alt": alt, "loading": "lazy", "src": target})
            self._of._links.picture(target, at, alt.strip() or None, place)
        else:
            element = Element("a", {"href": target})
            fill(element, nodes)
            self._of._links.link(target, at)
            if element.find(".//a") is not None:
                without_links(element)
            self._inactive = len(self._brackets)
        if title is not None:
            element.set("title", title)
        self._parts.end_before(opener.node)
        self._add(element=element, position=opener.position).depth = depth
