"""Blocks while a text is read: which are open, how one is opened and closed, what ends with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from beyan.markup.budget import Budget
from beyan.markup.destinations import Definition, definition_at, normal
from beyan.markup.elements import EMPTY_LINE
from beyan.markup.lines import Mark, mark_of

Report = Callable[..., None]
# Which container others stand in, and nothing but them.
_AROUND = {"item": "list", "meaning": "terms"}
# A line of a leaf, without what its containers begin with, and its place in the source.
Line = tuple[str, int]


class Block:
    """A container with `children`, or a leaf with `lines`; `kind` tells which.

    `first` and `last` are the numbers of its lines. `mark` is that of an item or of a list's first
    item, `content` the indentation of what is inside, `level` a heading's, `name` a footnote's.
    """

    # What few of them have.
    mark: Mark | None = None
    content = indent = level = 0
    name = ""
    closing: re.Pattern[str] | None = None

    def __init__(self, kind: str, first: int) -> None:
        self.kind = kind
        self.first = self.last = first
        self.children: list[Block] = []
        self.lines: list[Line] = []

    def nests(self, rest: str, indent: int) -> bool:
        """Of an item: whether a list inside of it begins that is indented by less than its text."""
        mark = mark_of(rest) if indent - self.indent >= 2 else None
        if mark is None or self.mark is None or mark.is_empty:
            return False
        starts_anew = mark.is_numbered and mark.number == 1
        return mark.kind != self.mark.kind or starts_anew

    @property
    def is_tight(self) -> bool:
        """Of a list: no blank line stands between its items, or between what is in one of them."""
        return not _has_gaps(self.children) and not any(
            _has_gaps(item.children) for item in self.children
        )


def _has_gaps(blocks: list[Block]) -> bool:
    if len(blocks) < 2:
        return False
    return any(after.first > before.last + 1 for before, after in pairwise(blocks))


class OpenBlocks:
    """The containers that are open, one in another, and the leaf that is open in the last of them.

    Problems go to `report(code, offset, **values)`.
    """

    def __init__(self, report: Report, budget: Budget) -> None:
        self._budget = budget
        self.document = Block("document", 0)
        self.definitions: dict[str, Definition] = {}
        # The label of each definition as it was typed, and where it stands.
        self.labels: dict[str, tuple[str, int]] = {}
        self._report = report
        self._stack = [self.document]
        self._leaf: Block | None = None
        # Of the line that is being read.
        self._number = self._offset = 0

    @property
    def _parent(self) -> Block:
        return self._stack[-1]

    def _goes_on_with(self, mark: Mark) -> bool:
        """Whether a list of the same kind is open; below one of real bullets lost ones may be."""
        kinds = ("•", "o") if mark.kind == "o" else (mark.kind,)
        return any(
            block.kind == "item" and block.mark is not None and block.mark.kind in kinds
            for block in self._stack
        )

    def _nested(self) -> int:
        """How many quotations, items, notes and meanings are open in one another."""
        return sum(block.kind not in ("document", "list", "terms") for block in self._stack)

    def _settle(self, depth: int, opened: bool) -> None:
        """Before a block is opened: what the line does not go on with is closed."""
        if self._leaf is not None:
            self._close_leaf()
        if not opened:
            del self._stack[depth:]

    def _open(self, kind: str) -> Block:
        stack = self._stack
        if stack[-1].kind != _AROUND.get(kind):
            self._leave_list()
        block = Block(kind, self._number)
        stack[-1].children.append(block)
        stack.append(block)
        self._touch()
        return block

    def _open_leaf(self, kind: str) -> Block:
        self._leave_list()
        block = Block(kind, self._number)
        self._stack[-1].children.append(block)
        self._leaf = block
        self._touch()
        return block

    def _leave_list(self) -> None:
        """Nothing but its items stands in a list."""
        stack = self._stack
        while stack[-1].kind in ("list", "terms"):
            stack.pop()

    def _touch(self) -> None:
        for block in self._stack:
            block.last = self._number
        if self._leaf is not None:
            self._leaf.last = self._number

    def _go_on(self, leaf: Block, rest: str, offset: int) -> None:
        """Of code and HTML everything is a part, up to the end."""
        self._touch()
        if leaf.kind == "code":
            indent = len(rest) - len(rest.lstrip(" "))
            assert leaf.closing is not None
            if indent <= 3 and leaf.closing.match(rest, indent):
                leaf.closing = None
                self._leaf = None
                return
            cut = min(indent, leaf.indent)
            leaf.lines.append((rest[cut:], offset + cut))
            return
        assert leaf.closing is not None
        ends_empty = leaf.closing is EMPTY_LINE
        is_end = not rest.strip() if ends_empty else leaf.closing.search(rest) is not None
        leaf.lines.append((rest, offset))
        if is_end:
            self._leaf = None

    def _close_to(self, depth: int) -> None:
        """Only so many containers stay open."""
        if depth < len(self._stack):
            self._close_leaf()
            del self._stack[depth:]

    def _close_leaf(self) -> None:
        leaf, self._leaf = self._leaf, None
        if leaf is None:
            return
        if leaf.kind == "paragraph":
            if leaf.lines[0][0].startswith("["):
                self._take_definitions(leaf)
            if not leaf.lines:
                self._parent.children.pop()
        elif leaf.kind == "code" and leaf.closing is not None:
            self._report("fence-unclosed", leaf.level)

    def _take_definitions(self, paragraph: Block) -> None:
        """Definitions of references begin a paragraph, and are no part of it."""
        text = "\n".join(line for line, _ in paragraph.lines)
        taken = position = 0
        while (found := definition_at(text, position)) is not None:
            label, definition, end = found
            at = paragraph.lines[taken][1]
            line = taken + text.count("\n", position, definition.offset)
            column = definition.offset - (text.rfind("\n", 0, definition.offset) + 1)
            definition = definition._replace(offset=paragraph.lines[line][1] + column)
            key = normal(label)
            if key not in self.definitions:
                self.definitions[key] = definition
                self.labels[key] = label, at
            elif self.definitions[key][:2] != definition[:2]:
                self._report("definition-twice", at, name=label)
            taken += text.count("\n", position, end) + (end == len(text))
            position = end
        del paragraph.lines[:taken]
        paragraph.first += taken
