"""Markdown → HTML that is safe to publish, with all that checks, plan and lists need of it.

A text is read once, here: what its page shows, where its links lead, how it begins and what is
wrong with it are told by one reading. Python-Markdown drives it; the parser of blocks, which has
the inline phase in it, and what comes after are put in place of its own (`_Officers`). What only
the page knows is left as marks (`model/marks.py`).

An instance is used again and again; it is not thread-safe, as the library is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import NamedTuple
from xml.etree.ElementTree import Element, ElementTree, tostring

import nh3
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import Registry

from beyan.markup.abbreviations import Abbreviations
from beyan.markup.blocks import Blocks
from beyan.markup.budget import Budget, OverBudget
from beyan.markup.comments import Comment, Source, leftovers, uncommented
from beyan.markup.elements import ALLOWED
from beyan.markup.html import Tags
from beyan.markup.inlines import Inlines
from beyan.markup.links import Links
from beyan.markup.plain import plain_links
from beyan.markup.serializer import html_inside
from beyan.markup.shortcut import Shortcut
from beyan.markup.summary import first_paragraph
from beyan.markup.tree import Heading, Tree
from beyan.model import marks
from beyan.model.config import READING_BUDGET
from beyan.model.diagnostic import Diagnostic, Span, problem

# A text is read in a time that grows with its length alone, but a page has to be shown as well.
# The longest laws stay far below.
MAX_LENGTH = 200_000
MAX_OPEN_BRACKETS = 100

_ATTRIBUTES = {
    "*": {"dir", "id", "lang", "title"},
    "a": {"href", "hreflang", "aria-label"},
    "blockquote": {"cite"},
    "div": {"aria-label"},
    "img": {"alt", "height", "src", "width"},
    "li": {"value"},
    "ol": {"start"},
    "q": {"cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
}
_ATTRIBUTE_VALUES = {
    "div": {"role": {"region"}, "tabindex": {"0"}},
    "th": {"scope": {"col", "row"}},
    "img": {"loading": {"lazy"}},
}
_CLASSES = {
    "a": {"footnote-backref", "footnote-ref"},
    "div": {"footnote", "table"},
    "td": {"center", "end", "start"},
    "th": {"center", "end", "start"},
    "ul": {"lettered"},
}
_OUTSIDE = re.compile(r"(?:https?|mailto|tel):|//", re.IGNORECASE)
_OWN_SIGNS = "\0\x01\x02\x03"
_REPLACED = str.maketrans(dict.fromkeys(_OWN_SIGNS, "\ufffd"))
# As HTML writes them; browsers need no semicolon.
_OWN_NUMBERS = re.compile(r"&#(?:0*[0-3](?![0-9])|[xX]0*[0-3](?![0-9A-Fa-f]));?")
_COMMENT_SIGN = re.compile(r"\\?<!-|!-|--")
_STASHED = re.compile("\x02([0-9]+)\x03")


class Place(NamedTuple):
    """A link or picture of a text: what was typed, and where."""

    target: str
    span: Span


class PictureInText(NamedTuple):
    """`alt` is empty where the text says nothing; `span` is where the alternative text begins."""

    target: str
    alt: str
    span: Span


class HeadingInText(NamedTuple):
    level: int
    span: Span


class Reading(NamedTuple):
    """What a text says.

    `html` has marks for what its page adds; `text` is the Markdown without comments, on its lines.
    `links` lead to inside the site. `undescribed` are pictures without alternative text. `first`
    is the text of the first paragraph. `quotes` are straight quotation marks, `comments` what the
    officer noted.
    """

    html: str
    text: str
    first: str
    links: tuple[Place, ...]
    undescribed: tuple[Place, ...]
    pictures: tuple[PictureInText, ...]
    headings: tuple[HeadingInText, ...]
    quotes: tuple[Span, ...]
    comments: tuple[Comment, ...]
    problems: tuple[Diagnostic, ...]


class Reader:
    """`shortcuts` are what is spared for texts that do not need it; without, for tests alone."""

    def __init__(self, *, shortcuts: bool = True) -> None:
        self._officers = _Officers(shortcuts=shortcuts)
        self._markdown = Markdown(extensions=[self._officers])
        # The library chooses one once its extensions are in place.
        self._markdown.serializer = html_inside if shortcuts else _slowly
        self._markdown.stripTopLevelTags = not shortcuts
        self._inside: set[str] = set()
        self._unknown: list[str] = []
        self._cleaner = nh3.Cleaner(
            tags=set(ALLOWED),
            clean_content_tags={"script", "style"},
            attributes=_ATTRIBUTES,
            tag_attribute_values=_ATTRIBUTE_VALUES,
            allowed_classes=_CLASSES,
            attribute_filter=self._attribute,
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel=None,
        )

    def read(
        self, typed: str, path: str, first_line: int, budget: int = READING_BUDGET, site: str = ""
    ) -> Reading:
        """The text that begins after `first_line` lines of the file `path`.

        `budget` is in seconds; a text that needs more is not read to its end. `site` is the
        address of the site, below which links lead to inside.
        """
        # Files that have these are refused; here they would be taken for marks.
        if "\0" in typed or "\x01" in typed or "\x02" in typed or "\x03" in typed:
            typed = typed.translate(_REPLACED)
        found = uncommented(typed, has_code=True)
        source = Source(found, path, first_line)
        problems = [
            problem(each.code, source.span_of_original(each.offset)) for each in found.suspects
        ]
        refusal = _refusal(source)
        if refusal is not None:
            return _refused(found.lines, found.comments, (*problems, refusal))

        def report(code: str, offset: int, *, suggestion: str = "", **values: object) -> None:
            span = source.span(max(offset, 0))
            problems.append(problem(code, span, suggestion=suggestion, **values))

        read = self._officers.begin(source, report, Budget(budget), site)
        try:
            # The library keeps nothing of a text that would have to be reset.
            html = self._markdown.convert(source.text)
        except OverBudget as over:
            told = problem("reading-budget", source.span(max(over.offset, 0)), seconds=budget)
            return _refused(found.lines, found.comments, (*problems, told))
        links = read.links
        if read.is_plain:
            html = html.replace("\xa0", "&nbsp;")
        else:
            self._inside = {each.target for each in links.inside}
            self._unknown = []
            html = self._cleaner.clean(html)
            problems += [
                problem("link-scheme", source.span(0), target=target)
                for target in self._unknown
                if target not in links.refused
            ]
        if not found.suspects:
            # A comment that the reading of code above let through is none that a page may show.
            problems += self._leftovers(html, source)
        inside, span = sorted(links.inside, key=attrgetter("offset")), source.span
        return Reading(
            html=html,
            text=found.lines,
            first=first_paragraph(html),
            links=tuple([Place(target, span(at)) for target, at in inside]),
            undescribed=tuple(
                Place(target, span(at)) for target, alt, at in links.pictures if alt is None
            ),
            pictures=tuple(
                PictureInText(target, alt or "", span(at + 2)) for target, alt, at in links.pictures
            ),
            headings=tuple([HeadingInText(level, span(max(at, 0))) for level, at in read.headings]),
            quotes=tuple([span(at) for at in read.quotes]),
            comments=found.comments,
            problems=tuple(problems),
        )

    def _leftovers(self, html: str, source: Source) -> list[Diagnostic]:
        # Of most texts it is known by one sign that they have none.
        if not ("!" in html and "!-" in html) and not ("&" in html and "--&gt;" in html):
            return []
        shown = re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)
        for each in leftovers(re.sub(r"<[^>]*>", "", shown)):
            # An escaped sign looks like one only where it is shown.
            match = _COMMENT_SIGN.search(source.text)
            return [problem(each.code, source.span(match.start() if match is not None else 0))]
        return []

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        """Links are seen here as their page will have them, those of Markdown and of raw HTML."""
        if name == "cite":
            return value if Links.is_address(value) else None
        if name not in ("href", "src") or value.startswith("#fn"):
            return value
        is_outside = _OUTSIDE.match(value) is not None
        if value in self._inside and not (is_outside and name == "src"):
            return marks.LINK + value
        if is_outside:
            return value
        self._unknown.append(value)
        return None


def _refusal(source: Source) -> Diagnostic | None:
    """Why a text is not read at all."""
    if len(source.text) > MAX_LENGTH:
        return problem("text-too-long", source.span(0), limit=MAX_LENGTH)
    if source.text.count("[") > MAX_OPEN_BRACKETS:
        depth = 0
        for match in re.finditer(r"[\[\]]", source.text):
            depth = depth + 1 if match[0] == "[" else max(0, depth - 1)
            if depth > MAX_OPEN_BRACKETS:
                span = source.span(match.start())
                return problem("too-many-brackets", span, limit=MAX_OPEN_BRACKETS)
    return None


def _refused(text: str, comments: tuple[Comment, ...], problems: tuple[Diagnostic, ...]) -> Reading:
    return Reading("", text, "", (), (), (), (), (), comments, problems)


# --- in Python-Markdown's place -------------------------------------------------------------------


class _Officers(Extension):
    """Reads texts as press officers type them; what one text gave is kept until the next."""

    def __init__(self, *, shortcuts: bool) -> None:
        super().__init__()
        self.shortcuts = shortcuts
        self.is_plain = False
        self.abbreviations: dict[str, str] = {}

    def begin(
        self, source: Source, report: Callable[..., None], budget: Budget, site: str
    ) -> _Officers:
        self.source, self.report, self.budget = source, report, budget
        self.is_plain = False
        self.raw: list[str] = []
        self.headings: list[Heading] = []
        self.quotes: list[int] = []
        self.abbreviations.clear()
        self.links = Links(report, site)
        return self

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the library's own name
        md.preprocessors, md.treeprocessors = Registry(), Registry()
        md.postprocessors, md.parser = Registry(), _Document(md, self)
        md.treeprocessors.register(Abbreviations(md, self.abbreviations), "abbr", 20)
        md.treeprocessors.register(_Plain(md, self), "plain", 10)
        md.postprocessors.register(_Raw(self), "raw", 10)


def _slowly(root: Element) -> str:
    for element in root.iter():
        attributes = sorted(element.items())
        element.attrib.clear()
        element.attrib.update(attributes)
    return tostring(root, "unicode", "html")


class _Document(BlockParser):
    """Takes all lines at once: blocks, then what is in them, then the tree."""

    def __init__(self, md: Markdown, officers: _Officers) -> None:
        super().__init__(md)
        self._officers = officers

    def parseDocument(  # noqa: N802  # the library's own name
        self, lines: Iterable[str]
    ) -> ElementTree[Element | None]:
        of = self._officers
        root = Element(self.md.doc_tag)
        typed = list(lines)
        found = Blocks(typed, of.source.parted(typed), of.report, of.budget)
        links = of.links
        links.labels = found.definitions
        tags = Tags(of.report, of.budget, links.of_tag)
        notes = [note.name for note in found.notes.values()]
        shortcut = Shortcut(of.source.text, links) if of.shortcuts else None
        inlines = Inlines(found.definitions, notes, links, tags, of.report, of.budget, shortcut)
        tree = Tree(root, found, inlines, tags, of.report)
        tags.finish()
        of.raw, of.headings, of.quotes = inlines.raw, tree.headings, inlines.quotes
        of.abbreviations.update(found.abbreviations)
        if found.indented:
            of.report("indented-block", found.indented[0], count=len(found.indented))
        for key, (label, offset) in found.labels.items():
            if key not in links.used:
                of.report("definition-unused", offset, name=label)
        return ElementTree(root)


class _Plain(Treeprocessor):
    """Finds out whether the text needs the sanitiser; if not, its links are marked here."""

    def __init__(self, markdown: Markdown, officers: _Officers) -> None:
        super().__init__(markdown)
        self._officers = officers

    def run(self, root: Element) -> None:
        of = self._officers
        if of.raw or not of.shortcuts:
            return
        inside = {each.target for each in of.links.inside}
        links = plain_links(root, inside)
        if links is None:
            return
        for link in links:
            link.set("href", marks.LINK + link.attrib["href"])
        of.is_plain = True


class _Raw(Postprocessor):
    """Puts HTML that an officer typed back where its sign stands."""

    def __init__(self, officers: _Officers) -> None:
        super().__init__()
        self._officers = officers

    def run(self, text: str) -> str:
        raw = [_OWN_NUMBERS.sub("\ufffd", each) for each in self._officers.raw]
        return _STASHED.sub(lambda match: raw[int(match[1])], text) if raw else text
