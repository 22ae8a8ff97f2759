"""Words that a text says the meaning of (`*[HRC]: …`), wherever they stand in it.

The library's own tries all abbreviations at each word, and looks through all neighbours at each
element.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_WORD_END = re.compile(r"\b")


class Abbreviations(Treeprocessor):
    """`meanings` are filled in while a text is read."""

    def __init__(self, markdown: Markdown, meanings: Mapping[str, str]) -> None:
        super().__init__(markdown)
        self._meanings = meanings

    def run(self, root: Element) -> None:
        # Of those that begin with one sign, how long they may be, the longest first.
        lengths: dict[str, set[int]] = {}
        for each in filter(None, self._meanings):
            lengths.setdefault(each[0], set()).add(len(each))
        if not lengths:
            return
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        self._beginning = re.compile(rf"\b[{re.escape(''.join(lengths))}]")
        self._mark(root)

    def _mark(self, element: Element) -> None:
        element.text, children = self._split(element.text)
        for child in element:
            self._mark(child)
            child.tail, found = self._split(child.tail)
            children += [child, *found]
        if len(children) > len(element):
            element[:] = children

    def _split(self, text: str | None) -> tuple[str | None, list[Element]]:
        """The text up to the first abbreviation, and all of them with what follows each."""
        if not text or isinstance(text, AtomicString):
            return text, []
        found: list[Element] = []
        head, end = text, 0
        for match in self._beginning.finditer(text):
            start = match.start()
            word = self._at(text, start) if start >= end else ""
            if not word:
                continue
            if found:
                found[-1].tail = text[end:start]
            else:
                head = text[:start]
            element = Element("abbr", {"title": self._meanings[word]})
            element.text = AtomicString(word)
            found.append(element)
            end = start + len(word)
        if found:
            found[-1].tail = text[end:]
        return head, found

    def _at(self, text: str, start: int) -> str:
        """The longest that stands there as a word of its own; or an empty string."""
        for length in self._lengths[text[start]]:
            word = text[start : start + length]
            if word in self._meanings and _WORD_END.match(text, start + length):
                return word
        return ""
