"""Blocks → the tree of elements that a page shows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from beyan.language.slug import slugify
from beyan.markup import nearly
from beyan.markup.blocks import Blocks
from beyan.markup.html import Tags
from beyan.markup.inlines import Inlines
from beyan.markup.lines import KEPT, alignments, cells_of
from beyan.markup.open_blocks import Block, Line, Report
from beyan.markup.parts import fill, without_stash
from beyan.model import marks

_OWN_ID = re.compile(r"\{#([^\s{}]+)\}$")
# So many cells that nobody typed are added to the rows of a text.
_MOST_EMPTY = 10_000
# In a table a bar parts cells, and so parts a link that has one in it.
_CUT_LINK = re.compile(r"(?<!\\)(?:\]\([^()]*|\[[^\[\]]*)$")
# Ids of the pages themselves, and of footnotes.
_TAKEN = re.compile(r"(?:page|search|letter)_|fn(?:ref\d*)?:")


class Heading(NamedTuple):
    """`level` is as typed, `offset` where the heading stands in the source."""

    level: int
    offset: int


# Headings are the same from text to text.
_slug = lru_cache(maxsize=1024)(slugify)


def joined(lines: Sequence[Line]) -> tuple[str, list[tuple[int, int]]]:
    """The text of a paragraph's lines, and where each begins in it and in the source.

    Those that stay lines of their own get what ends a line in Markdown.
    """
    if len(lines) == 1:
        text, offset = lines[0]
        return text.rstrip(), [(0, offset)]
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for number, (text, offset) in enumerate(lines):
        if number:
            is_kept = KEPT.match(text) and not parts[-1].endswith(("\\", "  "))
            end = "  \n" if is_kept else "\n"
            parts.append(end)
            length += len(end)
        places.append((length, offset))
        parts.append(text)
        length += len(text)
    return "".join(parts).rstrip(), places


class Tree:
    """Puts the blocks of one text below `root`."""

    def __init__(
        self, root: Element, blocks: Blocks, inlines: Inlines, tags: Tags, report: Report
    ) -> None:
        self.headings: list[Heading] = []
        self._blocks, self._inlines, self._tags, self._report = blocks, inlines, tags, report
        self._elements: list[Element] = []
        self._tables = 0
        self._cells_to_spare = _MOST_EMPTY
        self._put_all(blocks.document.children, root)
        if blocks.notes:
            self._notes(root)
        if self._elements:
            self._shift()
        if self._elements or inlines.ids or tags.ids:
            self._identify()

    # --- blocks ---------------------------------------------------------------------------------

    def _put_all(self, blocks: Sequence[Block], parent: Element) -> None:
        if len(parent) == 0 and not parent.text:
            parent.text = "\n"
        for block in blocks:
            match block.kind:
                case "paragraph":
                    self._paragraph(block, parent)
                case "heading":
                    self._heading(block, parent)
                case "list":
                    self._list(block, parent)
                case "quote":
                    self._put_all(block.children, _below(parent, "blockquote"))
                case "rule":
                    _below(parent, "hr")
                case "code":
                    self._code(block, parent)
                case "html":
                    self._html(block, parent)
                case "table":
                    self._table(block, parent)
                case "terms":
                    self._terms(block, parent)

    def _paragraph(self, block: Block, parent: Element) -> None:
        paragraph = _below(parent, "p")
        self._fill(block, paragraph)
        # Of a paragraph that had nothing but tags that go, nothing is left.
        if not len(paragraph) and not (paragraph.text or "").strip():
            parent.remove(paragraph)

    def _fill(self, block: Block, element: Element) -> None:
        lines = block.lines
        nearly.told_lines(lines, self._report)
        text, places = joined(lines)
        nodes, attributes = self._inlines.read(text, places)
        fill(element, nodes)
        if attributes:
            self._inlines.give(element, attributes, lines[-1][1])

    def _heading(self, block: Block, parent: Element) -> None:
        heading = _below(parent, f"h{block.level}")
        self._elements.append(heading)
        offset = block.lines[0][1] if block.lines else 0
        self.headings.append(Heading(block.level, offset - block.level - 1))
        if not block.lines:
            return
        text, places = joined(block.lines)
        match = _OWN_ID.search(text) if text.endswith("}") else None
        if match is not None:
            heading.set("id", match[1])
            self._inlines.ids.append((match[1], places[-1][1] + match.start(1) - places[-1][0]))
            text = text[: match.start()].rstrip()
        nodes, attributes = self._inlines.read(text, places)
        fill(heading, nodes)
        if attributes:
            self._inlines.give(heading, attributes, block.lines[-1][1])

    def _list(self, block: Block, parent: Element) -> None:
        mark = block.mark
        assert mark is not None
        element = _below(parent, "ol" if mark.is_numbered else "ul")
        element.text = "\n"
        if mark.is_lettered:
            element.set("class", "lettered")
        if mark.is_numbered and mark.number != 1:
            element.set("start", str(mark.number))
        number, is_tight = mark.number, block.is_tight
        for item in block.children:
            assert item.mark is not None
            li = _below(element, "li")
            if mark.is_numbered:
                if item.mark.number != number:
                    number = item.mark.number
                    li.set("value", str(number))
                number += 1
            self._item(item.children, li, is_tight=is_tight)

    def _item(self, blocks: Sequence[Block], element: Element, *, is_tight: bool) -> None:
        """What is in an item; in a tight list its paragraphs are words of the item itself."""
        if not is_tight:
            self._put_all(blocks, element)
            return
        rest: list[Block] = []
        for number, block in enumerate(blocks):
            if block.kind == "paragraph":
                self._put_all(rest, element) if rest else None
                rest = []
                if number:
                    fill(element, ["\n"])
                self._fill(block, element)
            else:
                rest.append(block)
        if rest:
            if not len(element) and not element.text:
                element.text = "\n"
            for each in rest:
                self._put_all([each], element)

    def _code(self, block: Block, parent: Element) -> None:
        code = SubElement(_below(parent, "pre"), "code")
        if block.lines:
            text = "\n".join(line for line, _ in block.lines)
            code.text = AtomicString(text + "\n")

    def _html(self, block: Block, parent: Element) -> None:
        text = "\n".join(line for line, _ in block.lines)
        starts: list[tuple[int, int]] = []
        length = 0
        for line, offset in block.lines:
            starts.append((length, offset))
            length += len(line) + 1

        def place(position: int) -> int:
            start, offset = starts[bisect_right(starts, (position, 1 << 60)) - 1]
            return offset + position - start

        fill(parent, [self._inlines.stash("".join(self._tags.block(text, place))), "\n"])

    def _terms(self, block: Block, parent: Element) -> None:
        element = _below(parent, "dl")
        element.text = "\n"
        for child in block.children:
            if child.kind == "term":
                self._fill(child, _below(element, "dt"))
            else:
                is_short = len(child.children) == 1 and child.children[0].kind == "paragraph"
                self._item(child.children, _below(element, "dd"), is_tight=is_short)

    # --- tables ---------------------------------------------------------------------------------

    def _table(self, block: Block, parent: Element) -> None:
        self._tables += 1
        head, delimiters, *rows = block.lines
        box = _below(
            parent,
            "div",
            {
                "class": "table",
                "role": "region",
                "tabindex": "0",
                "aria-label": marks.label(marks.TABLE, self._tables),
            },
        )
        table = SubElement(box, "table")
        table.text = "\n"
        columns = alignments(delimiters[0])
        top = _below(table, "thead")
        top.text = "\n"
        self._row(_below(top, "tr"), "th", head, columns)
        if rows:
            body = _below(table, "tbody")
            body.text = "\n"
        for row in rows:
            self._row(_below(body, "tr"), "td", row, columns)

    def _row(self, row: Element, tag: str, line: Line, columns: Sequence[str]) -> None:
        row.text = "\n"
        text, offset = line
        cells = cells_of(text)
        cuts = 0
        for (cell, at), (following, _) in pairwise(cells):
            if _CUT_LINK.search(cell):
                cuts += 1
                self._report("table-bar", offset + at, typed=f"{cell} | {following}")
        if len(cells) - cuts > len(columns):
            place = offset + cells[len(columns)][1]
            self._report("table-cells", place, cells=len(cells), columns=len(columns))
        missing = min(len(columns) - len(cells), self._cells_to_spare)
        if missing > 0:
            self._cells_to_spare -= missing
            cells += [("", 0)] * missing
        for number, (cell, at) in enumerate(cells):
            element = _below(row, tag)
            if number < len(columns) and columns[number]:
                element.set("class", columns[number])
            if tag == "th":
                element.set("scope", "col")
            nodes, attributes = self._inlines.read(*_with_bars(cell, offset + at))
            fill(element, nodes)
            if attributes:
                self._inlines.give(element, attributes, offset + at)

    # --- footnotes ------------------------------------------------------------------------------

    def _notes(self, root: Element) -> None:
        """The footnotes below the text, in the order in which they are defined."""
        box = _below(root, "div", {"class": "footnote"})
        box.text = "\n"
        _below(box, "hr")
        items = _below(box, "ol")
        items.text = "\n"
        found = []
        for key, note in self._blocks.notes.items():
            item = _below(items, "li", {"id": f"fn:{note.name}"})
            self._put_all(note.children, item)
            found.append((key, note, item))
        for number, (key, note, item) in enumerate(found, start=1):
            if not note.children:
                self._report("footnote-missing", note.level, name=note.name)
            count = self._inlines.used.get(key, 0)
            if not count:
                self._report("footnote-unused", note.level, name=note.name)
                continue
            last = item[-1] if len(item) and item[-1].tag == "p" else _below(item, "p")
            fill(last, ["\xa0"])
            for use in range(1, count + 1):
                back = SubElement(last, "a")
                back.set("class", "footnote-backref")
                back.set("href", f"#fnref{use if use > 1 else ''}:{note.name}")
                back.set("aria-label", marks.label(marks.WAY_BACK, number))
                back.set("title", marks.label(marks.WAY_BACK, number))
                back.text = AtomicString("↩")

    # --- headings -------------------------------------------------------------------------------

    def _shift(self) -> None:
        """The page's title is its h1, so the text's highest heading becomes an h2."""
        levels = [int(heading.tag[1]) for heading in self._elements]
        if min(levels) == 1:
            for heading, level in zip(self._elements, levels, strict=True):
                heading.tag = f"h{min(level + 1, 6)}"

    def _identify(self) -> None:
        """Every heading has an id; one that was given and is taken is told."""
        given = sorted((*self._inlines.ids, *self._tags.ids), key=lambda each: each[1])
        taken: set[str] = set()
        for name, offset in given:
            if name in taken or _TAKEN.match(name):
                self._report("duplicate-id", offset, id=name)
            taken.add(name)
        # The id that each slug became last: counting from 1 each time would be quadratic.
        last: dict[str, int] = {}
        seen: set[str] = set()
        for heading in self._elements:
            own = heading.get("id")
            if own is not None and own not in seen and not _TAKEN.match(own):
                seen.add(own)
                continue
            slug = _slug(own or "".join(_words_of(heading))) or "section"
            unique, number = slug, last.get(slug, 0)
            while unique in taken or unique in seen or _TAKEN.match(unique):
                number += 1
                unique = f"{slug}_{number}"
            last[slug] = number
            seen.add(unique)
            heading.set("id", unique)


def _with_bars(cell: str, offset: int) -> tuple[str, list[tuple[int, int]]]:
    """The text of a cell, in which a backslash made bars its own, and where its parts stand."""
    places = [(0, offset)]
    for match in re.finditer(r"\\\|", cell) if "\\" in cell else ():
        places.append((match.start() - len(places) + 1, offset + match.start() + 1))
    return cell.replace("\\|", "|"), places


def _below(parent: Element, tag: str, attributes: dict[str, str] | None = None) -> Element:
    element = SubElement(parent, tag, attributes) if attributes else SubElement(parent, tag)
    element.tail = "\n"
    return element


def _words_of(element: Element) -> list[str]:
    """Of an element without the marks of footnotes."""
    found = [without_stash(element.text or "")]
    for child in element:
        if child.tag == "img":
            found.append(child.get("alt", ""))
        elif child.tag != "sup" or child.find("a[@class='footnote-ref']") is None:
            found += _words_of(child)
        found.append(without_stash(child.tail or ""))
    return found
