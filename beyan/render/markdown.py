"""Python-Markdown, faster on the texts that press releases are, with the same output to the byte.

A release is mostly plain paragraphs, on which the library spends nearly all of its time finding
out that nothing applies: sixteen block processors a paragraph, fifteen inline patterns a text, a
dozen passes over the tree. The processors here stand in its registries in place of its own. Each
first asks whether a sign that its work would begin at occurs at all; if so the library's own code
runs. `tests/properties/test_prose_identity.py` tries all this against the plain library.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, ClassVar, cast
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.toc import (
    TocTreeprocessor,
    remove_fnrefs,
    render_inner_html,
    strip_tags,
    unique,
)
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace
from markdown.treeprocessors import PrettifyTreeprocessor, Treeprocessor, UnescapeTreeprocessor
from markdown.util import ETX, STX

from beyan.render.inline import Emphasis, Inline, Link
from beyan.render.serializer import to_html


class FastMarkdown(Markdown):
    """`Markdown` for the extensions that `prose.py` lists.

    `text` is what the blocks are parsed from: every text of the tree is made of its pieces, so
    what does not occur in it occurs nowhere in the tree.
    """

    output_formats: ClassVar[Any] = {"html": to_html}

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.text = ""
        # The library searches a list of 65 names, several times an element.
        self.is_block_level = lru_cache(maxsize=256)(  # type: ignore[method-assign] # the same
            super().is_block_level
        )
        self.preprocessors.register(_Whitespace(self), "normalize_whitespace", 30)
        self.preprocessors.register(_HtmlBlocks(self), "html_block", 20)
        cast(_Blocks, self.parser).settle()
        self.inlinePatterns.register(Link(self), "link", 160)
        self.inlinePatterns.register(Emphasis(self), "em_strong", 60)
        self.treeprocessors.register(Inline(self), "inline", 20)
        self.treeprocessors.register(_Prettify(self), "prettify", 10)
        self.treeprocessors.register(_Attributes(self), "attr_list", 8)
        self.treeprocessors.register(_HeadingIds(self), "toc", 5)
        self.treeprocessors.register(_Unescape(self), "unescape", 0)

    def build_parser(self) -> FastMarkdown:
        super().build_parser()
        self.parser = _Blocks(self, self.parser)
        return self


# --- before parsing -------------------------------------------------------------------------

_REPLACED = (STX, ETX, "\r", "\t")


class _Whitespace(NormalizeWhitespace):
    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        # What is taken out or replaced, and last the spaces of lines that have nothing else.
        if any(sign in source for sign in _REPLACED) or any(map(str.isspace, lines)):
            return super().run(lines)
        return [*lines, "", ""]


class _HtmlBlocks(HtmlBlockPreprocessor):
    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        # The parser hands on whatever is not a tag. Of references it rewrites the numeric ones
        # that lack their semicolon; named ones that lack it are text.
        if "<" in source or ("&" in source and "&#" in source):
            return super().run(lines)
        return lines


# --- blocks ---------------------------------------------------------------------------------

# The lines that some block processor answers to; a few that none does are among them.
_LINE = r" {0,3}(?:[#>]|[=\-_*][=\-_* ]*+(?:\n|\Z)|[*+-] |: |\*\[|\[[^\]]*+\]:)"
# And what only the first line of a block can be: empty, indented (code, or part of a list), the
# first item of a numbered list. Those of the other lines that are indented are just text.
_FIRST_LINE = re.compile(rf"\n| {{4}}| {{0,3}}\d+\. |{_LINE}")
# It begins with a plain letter: the regular expression engine looks for it with C's speed.
_LATER_LINE = re.compile(rf"\n{_LINE}")

# With what a line of a block begins, spaces apart, if the processor answers to it; those that are
# not listed are cheaper to ask.
_STARTS = {
    "hashheader": "#",
    "setextheader": "=-",
    "hr": "-_*",
    "ulist": "*+-",
    "deflist": ":",
    "quote": ">",
    "footnote": "[",
    "abbr": "*",
    "reference": "[",
    "table": "|",  # wherever the bar stands: see below
}


class _Blocks(BlockParser):
    def __init__(self, markdown: Markdown, parser: BlockParser) -> None:
        """With the processors of `parser`, and those that extensions will add."""
        super().__init__(markdown)
        self.blockprocessors = parser.blockprocessors
        for processor in self.blockprocessors:
            processor.parser = self

    def settle(self) -> None:
        """No extension adds or replaces a processor after this."""
        starts = {self.blockprocessors[name]: signs for name, signs in _STARTS.items()}
        self._processors = [(each, starts.get(each)) for each in self.blockprocessors]
        self._paragraph = self.blockprocessors["paragraph"]

    # How deep the stack is decides how many quotes nest, so neither method adds to it.

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802
        self.root = Element(self.md.doc_tag)
        text = "\n".join(lines)
        cast(FastMarkdown, self.md).text = text
        self.parseChunk(self.root, text)
        return ElementTree(self.root)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        while blocks:
            block = blocks[0]
            # The first line's pattern matches no letter; asking it costs ten times as much.
            if (
                block
                and "|" not in block
                and (block[0].isalpha() or not _FIRST_LINE.match(block))
                and ("\n" not in block or not _LATER_LINE.search(block))
            ):
                self._paragraph.run(parent, blocks)
                continue
            begun = {line.lstrip(" ")[:1] for line in block.split("\n")}
            if "|" in block:
                begun.add("|")
            for processor, starts in self._processors:
                if (
                    (starts is None or not begun.isdisjoint(starts))
                    and processor.test(parent, block)
                    and processor.run(parent, blocks) is not False
                ):
                    break


# --- passes over the tree -------------------------------------------------------------------

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MARKUP = re.compile(f"[&<>{STX}]")


class _Prettify(PrettifyTreeprocessor):
    def _prettifyETree(self, elem: Element) -> None:  # noqa: N802
        # The library's, but for the leaves: of a leaf it changes nothing but the tail.
        is_block_level = self.md.is_block_level
        if is_block_level(elem.tag) and elem.tag not in ("code", "pre"):
            text = elem.text
            if (not text or not text.strip()) and len(elem) and is_block_level(elem[0].tag):
                elem.text = "\n"
            for child in elem:
                if is_block_level(child.tag):
                    if len(child):
                        self._prettifyETree(child)
                    elif not child.tail or not child.tail.strip():
                        child.tail = "\n"
        if not elem.tail or not elem.tail.strip():
            elem.tail = "\n"


class _Attributes(AttrListTreeprocessor):
    def run(self, doc: Element) -> None:
        # All of its patterns begin with a brace.
        if "{" in cast(FastMarkdown, self.md).text:
            super().run(doc)


class _HeadingIds(Treeprocessor):
    """Gives the headings their ids, and makes no table of contents, which nobody reads."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        self._toc = cast(TocTreeprocessor, markdown.treeprocessors["toc"])

    def run(self, doc: Element) -> None:
        headings = []
        ids = set()
        for element in doc.iter():
            if element.tag in _HEADINGS:
                headings.append(element)
            if "id" in element.attrib:
                ids.add(element.attrib["id"])
        # The id that each slug became last: the library counts on from there, not from 1 each time.
        last: dict[str, str] = {}
        for heading in headings:
            self._toc.set_level(heading)
            if "id" not in heading.attrib:
                slug = self._toc.slugify(self._name(heading), self._toc.sep)
                last[slug] = unique(last.get(slug, slug), ids)
                heading.set("id", last[slug])

    def _name(self, heading: Element) -> str:
        text = heading.text or ""
        if len(heading) or _MARKUP.search(text):
            text = render_inner_html(remove_fnrefs(heading), self.md)
            return html.unescape(strip_tags(text))
        # There is nothing to render, to strip or to turn back.
        return " ".join(text.split())


class _Unescape(UnescapeTreeprocessor):
    def run(self, root: Element) -> None:
        # Only backslashes become what this turns back.
        if "\\" in cast(FastMarkdown, self.md).text:
            super().run(root)
