"""Changes of single values in a file with YAML; all else stays byte for byte, notes included."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterator, Sequence

import yaml

from beyan.desk.scaffold import quoted
from beyan.source.strict_yaml import Document

_BLOCK_TEXT = ("|", ">")


class Edits:
    """What is to change in the `text` of a file, whose YAML is `document`."""

    def __init__(self, text: str, document: Document) -> None:
        self._text, self._document = text, document
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._changes: list[tuple[int, int, int, str]] = []
        self.line_end = "\r\n" if "\r\n" in text else "\n"

    def made(self) -> str:
        """The text with all changes; those at one place in the order in which they came."""
        text = self._text
        for start, _, end, new in reversed(self._changes):
            text = text[:start] + new + text[end:]
        return text

    def replace(self, node: yaml.Node, new: str) -> None:
        start, end = self._offset(node.start_mark), self._offset(node.end_mark)
        # A text in a block of lines has the end of the last one.
        is_block = self._text[start:end].endswith("\n")
        self._change(start, end, new + self.line_end if is_block else new)

    def insert_lines(self, offset: int, *lines: str) -> None:
        self._change(offset, offset, "".join(f"{line}{self.line_end}" for line in lines))

    def set(self, mapping: yaml.MappingNode, key: str, value: str) -> bool:
        """Give the key of the mapping this value; False where the mapping has no such key."""
        for name, node in mapping.value:
            if name.value == key:
                if node.start_mark.index == node.end_mark.index:
                    self._after_colon(name, value)
                else:
                    self.replace(node, value)
                return True
        return False

    def add_key(self, mapping: yaml.MappingNode, key: str, value: str) -> None:
        """A further key of an entry, behind its first one or, where that is long, before it."""
        name, first = mapping.value[0]
        if mapping.flow_style:
            at = self._offset(name.start_mark)
            self._change(at, at, f"{key}: {value}, ")
            return
        line = f"{' ' * name.start_mark.column}{key}: {value}"
        last = list(_scalars(first))[-1:]
        if last and last[0].style not in _BLOCK_TEXT and not _is_empty(last[0]):
            self._after_line(last[0].end_mark.line, line)
        else:
            self.insert_lines(self._offset(name.start_mark) - name.start_mark.column, line)

    def add_items(self, mapping: yaml.MappingNode, key: str, items: Sequence[str]) -> bool:
        """Further items of the list at the key; False where the mapping has no such key."""
        listed = ", ".join(map(quoted, items))
        for name, node in mapping.value:
            if name.value != key:
                continue
            if not isinstance(node, yaml.SequenceNode):
                self._after_colon(name, f"[{listed}]")
            elif node.flow_style:
                at = self._offset(node.value[-1].end_mark if node.value else node.start_mark)
                at, listed = (at, f", {listed}") if node.value else (at + 1, listed)
                self._change(at, at, listed)
            else:
                dash = " " * node.start_mark.column
                last = node.value[-1].end_mark.line
                self._after_line(last, *(f"{dash}- {quoted(item)}" for item in items))
            return True
        return False

    def add_item(self, mapping: yaml.MappingNode, key: str, item: str) -> bool:
        """One more item, as YAML, of the list at the key; False where there is no such list."""
        node = next((value for name, value in mapping.value if name.value == key), None)
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            return False
        if node.flow_style:
            at = self._offset(node.value[-1].end_mark)
            self._change(at, at, f", {item}")
        else:
            last = list(_scalars(node))[-1]
            # A text in a block of lines ends with the line before its mark.
            is_block = last.style in _BLOCK_TEXT
            line = last.end_mark.line - (1 if is_block else 0)
            self._after_line(line, f"{' ' * node.start_mark.column}- {item}")
        return True

    def _after_colon(self, name: yaml.Node, value: str) -> None:
        at = self._text.index(":", self._offset(name.end_mark)) + 1
        self._change(at, at, f" {value}")

    def _after_line(self, line: int, *new: str) -> None:
        """Behind the line of the YAML with this number, which may be the file's last."""
        following = self._document.first_line + line + 1
        if following < len(self._starts):
            self.insert_lines(self._starts[following], *new)
        else:
            end = len(self._text)
            self._change(end, end, "".join(f"{self.line_end}{each}" for each in new))

    def _offset(self, mark: yaml.Mark) -> int:
        number = self._document.first_line + mark.line
        # A byte-order mark is no part of what is read.
        before = 1 if number == 0 and self._text.startswith("\ufeff") else 0
        return self._starts[number] + mark.column + before

    def _change(self, start: int, end: int, new: str) -> None:
        insort(self._changes, (start, len(self._changes), end, new))


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _scalars(value)


def _is_empty(node: yaml.Node) -> bool:
    return bool(node.start_mark.index == node.end_mark.index)
