"""The inline pass of `FastMarkdown`: only patterns that can match, on texts where they can."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.inlinepatterns import DelimiterProcessor, LinkInlineProcessor
from markdown.treeprocessors import InlineProcessor

if TYPE_CHECKING:
    from beyan.render.markdown import FastMarkdown

# What a text must have, one or the other, for the pattern to match in it. Single letters are found
# many times faster than pairs.
_PATTERN_SIGNS = {
    "backtick": {"`"},
    "escape": {"\\"},
    "footnote": {"["},
    "reference": {"["},
    "link": {"["},
    "image_link": {"!"},
    "image_reference": {"!"},
    "short_reference": {"["},
    "short_image_ref": {"!"},
    "autolink": {"<"},
    "automail": {"<"},
    "linebreak": {"  \n"},
    "html": {"<"},
    "entity": {"&"},
    "em_strong": {"*", "_"},
}
_SIGNS = ("`", "\\", "[", "!", "<", "  \n", "&", "*", "_")
_REFERENCES = ("reference", "image_reference", "short_reference", "short_image_ref")


class Inline(InlineProcessor):
    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        patterns = markdown.inlinePatterns
        self._patterns = [(name, signs, patterns[name]) for name, signs in _PATTERN_SIGNS.items()]
        self._notes = cast(FootnoteInlineProcessor, patterns["footnote"]).footnotes
        self._emphasis = cast(Emphasis, patterns["em_strong"])

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        self.inlinePatterns, signs, is_plain = self._tried()
        if not signs:
            return tree
        # What no pattern could match is out of sight while the library works. It reads no text
        # but the one it works on, and puts new elements beside others, not beside their texts.
        texts = []
        tails = []
        plain: list[tuple[Element, _Pieces]] = []
        for element in tree.iter():
            if text := element.text:
                for sign in signs:
                    if sign in text:
                        if is_plain:
                            pieces = _plain_pieces(text)
                            if pieces is None:
                                is_plain = False
                            else:
                                plain.append((element, pieces))
                        break
                else:
                    texts.append((element, text))
                    element.text = None
            if text := element.tail:
                for sign in signs:
                    if sign in text:
                        is_plain = False
                        break
                else:
                    tails.append((element, text))
                    element.tail = None
        if is_plain:
            for element, (before, children) in plain:
                element.text = before
                element[:0] = children
        else:
            super().run(tree, ancestors)
        for element, text in texts:
            element.text = text
        for element, text in tails:
            element.tail = text
        return tree

    def _tried(self) -> tuple[Any, list[str], bool]:
        """The patterns that can match in this text, and the signs by which to know where.

        Last whether they may all be plain links and emphasis.
        """
        markdown = cast("FastMarkdown", self.md)
        text = markdown.text
        found = [sign for sign in _SIGNS if sign in text]
        # Without definitions, references and notes are found and left as they are.
        passed = () if markdown.references else _REFERENCES
        if not self._notes.footnotes:
            passed = (*passed, "footnote")
        self._emphasis.has_underscores = "_" in found
        patterns = [
            pattern
            for name, signs, pattern in self._patterns
            if name not in passed and not signs.isdisjoint(found)
        ]
        # Pictures have brackets too, and many a sentence ends with an exclamation mark.
        signs = [sign for sign in found if sign != "!"]
        is_plain = _PLAIN_SIGNS.issuperset(signs) and not ("!" in found and "![" in text)
        # "[^1](x)" is a note, if there is a first one.
        return patterns, signs, is_plain and not self._notes.footnotes


# --- parts of a text that are plain ---------------------------------------------------------

_PLAIN_SIGNS = frozenset("[*")
# `_PLAIN_LINK` and `_PLAIN_EMPHASIS` below without a sign inside, which they leave to the library.
# Each alternative begins with its own letter, so that the search looks for these at C's speed.
_PLAIN = re.compile(
    r"\[([^\[\]*]*+)\]\(([^\s()<>\"'\[\]*]++)\)|\*(\*?)(?![\s*])([^\[\]*]++)(?<!\s)\*\3(?!\*)"
)
# The text before the first of the elements, and these; what follows each is its tail.
_Pieces = tuple[str | None, list[Element]]


def _plain_pieces(text: str) -> _Pieces | None:
    """What becomes of a text with nothing but plain links and emphasis; None of any other.

    For each pattern in turn the library puts all that matches aside, and in the end it puts
    everything together again.
    """
    if text.__class__ is not str:
        return None
    elements: list[Element] = []
    start = brackets = asterisks = 0
    before: str | None = None
    for match in _PLAIN.finditer(text):
        at, end = match.span()
        between = text[start:at] if at > start else None
        if elements:
            elements[-1].tail = between
        else:
            before = between
        label, target, second, words = match.groups()
        if target is not None:
            brackets += 1
            element = Element("a", {"href": target})
            element.text = label
        else:
            asterisks += 4 if second else 2
            element = Element("strong" if second else "em")
            element.text = words
        elements.append(element)
        start = end
    # What begins something else, or nothing.
    if text.count("[") != brackets or text.count("*") != asterisks:
        return None
    if start < len(text):
        elements[-1].tail = text[start:]
    return before, elements


# --- the library's patterns, faster ---------------------------------------------------------


# A link without brackets in its label, or a title, or anything in its target that could begin or
# end one.
_PLAIN_LINK = re.compile(r"\[([^\[\]]*+)\]\(([^\s()<>\"']++)\)")


class Link(LinkInlineProcessor):
    def __init__(self, markdown: Markdown) -> None:
        # The library's `(?<!\!)\[`, but with a first letter to look for at C's speed.
        super().__init__(r"\[(?<!!\[)", markdown)

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        # The library goes from character to character, since labels and targets may nest.
        plain = _PLAIN_LINK.match(data, m.start())
        if plain is None:
            return super().handleMatch(m, data)
        link = Element("a", {"href": self.unescape(plain[2]).strip()})
        link.text = plain[1]
        return link, plain.start(), plain.end()


# One or two asterisks around a text without any other delimiter. Those that open touch what
# follows, those that close what precedes, so the library pairs them whatever else there is.
_PLAIN_EMPHASIS = re.compile(r"(\*\*?)(?![\s*])([^*_]++)(?<!\s)\1(?!\*)")


class Emphasis(DelimiterProcessor):
    def __init__(self, markdown: Markdown) -> None:
        """With the delimiters that the library gives its own."""
        super().__init__("*", "strong,em", markdown)
        self.add("_", "strong,em", smart=True)
        self._asterisk = re.compile(r"\*")
        self.has_underscores = True

    def getCompiledRegExp(self) -> re.Pattern[str]:  # noqa: N802
        # Looking for one letter takes a fifth of the time of looking for one of two.
        return self.compiled_re if self.has_underscores else self._asterisk

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        # Regions are pairs that were found together with the last one and not yet asked for.
        plain = None if self.regions else _PLAIN_EMPHASIS.match(data, m.start())
        if plain is None:
            return super().handleMatch(m, data)
        element = Element("em" if len(plain[1]) == 1 else "strong")
        element.text = plain[2]
        return element, plain.start(), plain.end()
