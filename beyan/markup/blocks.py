"""The lines of a text → its blocks, as CommonMark nests them.

One pass from line to line with the containers that are still open, as the specification describes
it (https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy). What is read otherwise, and
why, stands in docs/content.md ("How text is read"): indentation alone makes no code, a rule below
a text is a rule, and what officers type as a list is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from beyan.markup import lines
from beyan.markup.budget import Budget
from beyan.markup.destinations import LABEL, normal
from beyan.markup.elements import EMPTY_LINE, html_block_end
from beyan.markup.lines import Mark, mark_of
from beyan.markup.open_blocks import Block, OpenBlocks, Report

# Deeper nesting is a slip or an attack; whoever walks the tree may go into itself as often.
MOST_NESTED = 40
# So many lines are looked through for the item that follows one.
_LOOKED_AHEAD = 30
# With what a line may begin a block; letters may be items too, if one of these follows.
_AFTER_LETTERS = frozenset((")", "\t", "\xa0"))
_BEGINNINGS = frozenset(f"#>`~=-+*_<|[:0123456789{lines.SIGNS}")
# And with what one that is, or begins, a block without blocks inside.
_LEAVES = frozenset("#`~<=*-_[:|")


class Blocks(OpenBlocks):
    """The blocks of one text, of which `typed` are the lines, and `starts` where they begin.

    Problems go to `report(code, offset, **values)`.
    """

    def __init__(
        self, typed: Sequence[str], starts: Sequence[int], report: Report, budget: Budget
    ) -> None:
        super().__init__(report, budget)
        self.abbreviations: dict[str, str] = {}
        self.notes: dict[str, Block] = {}
        # Offsets of what is indented as code was.
        self.indented: list[int] = []
        self._lines = typed
        self._read_all(starts)
        self._close_to(1)
        self._close_leaf()

    # --- one line -------------------------------------------------------------------------------

    def _read_all(self, starts: Sequence[int]) -> None:
        stack, children, spend = self._stack, self.document.children, self._budget.spend
        for number, line in enumerate(zip(self._lines, starts, strict=True)):
            text, offset = line
            spend(len(stack), offset)
            leaf = self._leaf
            if len(stack) > 1 or (leaf is not None and leaf.kind != "paragraph"):
                self._read(text, number, offset)
            elif not text or text.isspace():
                if leaf is not None:
                    self._close_leaf()
            elif not text[0].isalpha() or text[1:2] in _AFTER_LETTERS:
                if "\t" in text:
                    self._read(text, number, offset)
                else:
                    self._number, self._offset = number, offset
                    self._begin(text, offset, 1)
            # The most common line by far goes on with, or begins, a paragraph of the document.
            elif leaf is not None:
                leaf.lines.append(line)
                leaf.last = number
            else:
                leaf = self._leaf = Block("paragraph", number)
                leaf.lines.append(line)
                children.append(leaf)

    def _read(self, line: str, number: int, offset: int) -> None:
        self._number, self._offset = number, offset
        leaf = self._leaf
        if not line or line.isspace():
            line = line if leaf is not None and leaf.kind == "code" else ""
        if "\t" in line and not (leaf and leaf.kind == "code" and len(self._stack) == 1):
            line, longer = lines.with_spaces(line)
            offset -= longer
        depth, at = self._matched(line)
        is_matched = depth == len(self._stack)
        rest = line[at:]
        if leaf is not None and leaf.kind in ("code", "html"):
            if is_matched:
                self._go_on(leaf, rest, offset + at)
                return
            self._close_leaf()
        if not rest or rest.isspace():
            self._blank(depth)
            if line:
                # The sign of a quotation alone: the line belongs to what is around it.
                for block in self._stack:
                    block.last = self._number
            return
        self._begin(rest, offset + at, depth)

    def _matched(self, line: str) -> tuple[int, int]:
        """How many open containers the line goes on with, and where their own signs end."""
        stack = self._stack
        at = 0
        for depth in range(1, len(stack)):
            block = stack[depth]
            if block.kind in ("list", "terms"):
                continue
            rest = line[at:]
            text = rest.lstrip(" ")
            indent = len(rest) - len(text)
            if block.kind == "quote":
                if indent > 3 or text[:1] != ">":
                    return depth, at
                at += indent + 1
                at += line[at : at + 1] == " "
            elif not text:
                # An item that begins with an empty line ends with a second one.
                if block.kind == "item" and not block.children and self._leaf is None:
                    return depth, at
                at = len(line)
            elif indent >= block.content:
                at += block.content
            elif block.kind in ("note", "meaning") and indent >= 2:
                at += indent
            elif block.kind == "item" and block.nests(text, indent):
                block.content = indent
                at += indent
            else:
                return depth, at
        return len(stack), at

    def _blank(self, depth: int) -> None:
        self._close_leaf()
        # A quotation ends with an empty line; an item, a note or a meaning may go on below it.
        if depth < len(self._stack):
            self._close_to(depth)

    def _begin(self, rest: str, offset: int, depth: int) -> None:
        """Opens the blocks that the line begins with, and adds its text to one."""
        opened = False
        while True:
            text = rest.lstrip(" ")
            indent = len(rest) - len(text)
            first, at = text[:1], offset + indent
            self._budget.spend(1, at)
            if not first or not (first in _BEGINNINGS or text[1:2] in _AFTER_LETTERS):
                break
            leaf = self._leaf if not opened and depth == len(self._stack) else None
            in_paragraph = leaf is not None and leaf.kind == "paragraph"
            if len(self._stack) > MOST_NESTED and self._nested() >= MOST_NESTED:
                self._report("nested-too-deep", at, limit=MOST_NESTED)
                break
            if indent < 4 and first == ">":
                self._settle(depth, opened)
                self._open("quote")
                cut = 2 if text[1:2] == " " else 1
                rest, offset, opened = text[cut:], at + cut, True
                continue
            may_be_leaf = first in _LEAVES and (indent < 4 or text.startswith("[^"))
            if may_be_leaf and self._leaf_begins(text, at, indent, depth, opened, in_paragraph):
                return
            mark = mark_of(text)
            if mark is None or not self._is_item(mark, in_paragraph=in_paragraph):
                break
            if indent >= 4:
                self.indented.append(at)
            self._settle(depth, opened)
            rest, offset = self._open_item(mark, text, at, indent)
            opened = True
            if mark.is_empty:
                return
            if mark.is_lettered:
                indent = 0
                break
        leaf = self._leaf if not opened else None
        if leaf is not None and self._goes_on(leaf, text, depth):
            leaf.lines.append((text, at))
            self._touch()
            return
        self._settle(depth, opened)
        if indent >= 4:
            self.indented.append(at)
        self._open_leaf("paragraph").lines.append((text, at))

    def _goes_on(self, leaf: Block, text: str, depth: int) -> bool:
        """Whether a line that begins nothing goes on with the leaf."""
        if depth == len(self._stack):
            return leaf.kind in ("paragraph", "table")
        # A line without the signs of its containers still goes on with a paragraph in them.
        return leaf.kind == "paragraph" and not self._ends_note(text, depth)

    def _ends_note(self, text: str, depth: int) -> bool:
        """Whether the line defines a reference right below a footnote: both are written so."""
        if not text.startswith("[") or all(each.kind != "note" for each in self._stack[depth:]):
            return False
        label = LABEL.match(text)
        return label is not None and text.startswith(":", label.end())

    # --- what a line can begin ------------------------------------------------------------------

    def _leaf_begins(
        self, text: str, at: int, indent: int, depth: int, opened: bool, in_paragraph: bool
    ) -> bool:
        """Whether the line is, or begins, a block without blocks inside; then it is opened."""
        first = text[0]
        if first == "#" and (heading := lines.heading_of(text)) is not None:
            self._settle(depth, opened)
            leaf = self._open_leaf("heading")
            leaf.level, title, start = heading
            if title:
                leaf.lines.append((title, at + start))
            self._leaf = None
            return True
        if first in "`~" and (match := lines.FENCE.match(text)):
            self._settle(depth, opened)
            leaf = self._open_leaf("code")
            leaf.closing = re.compile(rf"{match[1][0]}{{{len(match[1])},}}[ \t]*$")
            leaf.indent, leaf.name = indent, text[len(match[1]) :].strip()
            leaf.level = at
            return True
        if first == "<" and (end := html_block_end(text, may_be_any=not in_paragraph)) is not None:
            self._settle(depth, opened)
            leaf = self._open_leaf("html")
            leaf.closing = end
            leaf.lines.append((text, at))
            if end is not EMPTY_LINE and end.search(text):
                self._leaf = None
            return True
        if first == "=" and in_paragraph and lines.UNDERLINE.match(text):
            assert self._leaf is not None
            return self._underline(self._leaf)
        if first in "*-_" and lines.is_rule(text):
            self._settle(depth, opened)
            self._open_leaf("rule")
            self._leaf = None
            return True
        if first == "[" and (match := lines.NOTE.match(text)):
            self._settle(depth, opened)
            self._open_note(match, text, at)
            return True
        if first == "*" and (match := lines.ABBREVIATION.match(text)) and match[2].strip():
            self._settle(depth, opened)
            self.abbreviations[match[1].strip()] = match[2].strip()
            return True
        if first == ":" and (match := lines.MEANING.match(text)) and not opened:
            return self._meaning(match, text, at, indent, depth, in_paragraph)
        if in_paragraph and first in "|:-" and lines.DELIMITERS.match(text):
            return self._table(text, at)
        return False

    def _underline(self, paragraph: Block) -> bool:
        """A paragraph with "===" below it is a heading, if anything is left of it."""
        if paragraph.lines[0][0].startswith("["):
            self._take_definitions(paragraph)
        if not paragraph.lines:
            self._parent.children.pop()
            self._leaf = None
            return False
        paragraph.kind, paragraph.level = "heading", 1
        self._touch()
        self._leaf = None
        return True

    def _open_note(self, match: re.Match[str], text: str, at: int) -> None:
        note = self._open("note")
        note.content, note.name = 4, match[1]
        note.level = at
        key = normal(match[1])
        if key in self.notes:
            self._report("footnote-twice", at, name=match[1])
        else:
            self.notes[key] = note
        if match.end() < len(text):
            self._begin(text[match.end() :], at + match.end(), len(self._stack))

    def _meaning(
        self, match: re.Match[str], text: str, at: int, indent: int, depth: int, in_paragraph: bool
    ) -> bool:
        """A line ": …" says what the paragraph above means."""
        leaf = self._leaf
        if depth < len(self._stack) and self._stack[depth].kind == "meaning":
            self._settle(depth, False)
        elif self._stack[-1].kind == "meaning" and depth == len(self._stack):
            return False
        if self._parent.kind != "terms":
            siblings = self._parent.children
            before = leaf if in_paragraph else siblings[-1] if siblings else None
            if before is None or before.kind not in ("paragraph", "terms"):
                return False
            self._close_leaf()
            if before not in self._parent.children[-1:]:
                return False
            if before.kind == "paragraph":
                terms = Block("terms", before.first)
                for line in before.lines:
                    term = Block("term", before.first)
                    term.lines.append(line)
                    terms.children.append(term)
                self._parent.children[-1] = terms
                before = terms
            self._stack.append(before)
        meaning = self._open("meaning")
        meaning.content = min(4, indent + match.end())
        self._begin(text[match.end() :], at + match.end(), len(self._stack))
        return True

    def _table(self, text: str, at: int) -> bool:
        """Whether the line parts a table's head from its rows; the head is the line above."""
        paragraph = self._leaf
        assert paragraph is not None
        head, _ = paragraph.lines[-1]
        columns = len(lines.cells_of(text))
        if "|" not in head + text:
            return False
        if len(lines.cells_of(head)) != columns:
            if "|" in head and "|" in text:
                found = len(lines.cells_of(head))
                self._report("table-head", at, columns=columns, cells=found)
            return False
        above = paragraph.lines.pop()
        paragraph.last = self._number - 2
        if paragraph.lines:
            self._close_leaf()
        else:
            self._parent.children.pop()
        table = self._open_leaf("table")
        table.first = self._number - 1
        table.lines += [above, (text, at)]
        return True

    def _is_item(self, mark: Mark, *, in_paragraph: bool) -> bool:
        """Whether what could be a part of a sentence begins an item, also right below a text."""
        if in_paragraph:
            if mark.is_empty:
                return False
            if mark.is_numbered and mark.number != 1:
                return self._has_next(mark)
        is_doubtful = mark.kind in ("letter", "o") or (mark.is_numbered and mark.number > 999)
        return not is_doubtful or self._goes_on_with(mark) or self._has_next(mark)

    def _has_next(self, mark: Mark) -> bool:
        """Whether the item after this one follows, in this paragraph or as the next."""
        gaps = 0
        self._budget.spend(_LOOKED_AHEAD, self._offset)
        ahead = self._lines[self._number + 1 : self._number + 1 + _LOOKED_AHEAD]
        for line in ahead:
            line = line.lstrip(" \t>\xa0")
            if not line.strip():
                gaps += 1
                continue
            found = mark_of(line)
            if found is not None and found.kind == mark.kind and not found.is_empty:
                if mark.is_lettered and found.number != mark.number:
                    return True
                if mark.kind == "o":
                    return True
                # Years follow one another; of other numbers some may be left out.
                further = found.number - mark.number
                if mark.is_numbered and (further == 1 or (further > 1 and mark.number <= 999)):
                    return True
            if gaps:
                return False
        return False

    def _open_item(self, mark: Mark, text: str, at: int, indent: int) -> tuple[str, int]:
        """The rest of the line behind the mark of the item that it opens."""
        around = self._parent
        if around.kind == "list" and (around.mark is None or around.mark.kind != mark.kind):
            self._close_to(len(self._stack) - 1)
        if self._parent.kind != "list":
            self._open("list").mark = mark
        item = self._open("item")
        item.mark, item.indent = mark, indent
        if mark.is_empty:
            item.content = indent + mark.width + 1
            return "", at
        # So many blanks would be code inside of the item; here they are blanks.
        blanks = mark.blanks if mark.blanks <= 4 else 1
        if (
            mark.blanks > 4
            and mark.kind not in "•o"
            and "\xa0" not in text[: mark.width + mark.blanks]
        ):
            self.indented.append(at + mark.width + mark.blanks)
        item.content = indent + mark.width + max(blanks, 1)
        start = 0 if mark.is_lettered else mark.width + mark.blanks
        return text[start:], at + start
