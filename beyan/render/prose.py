"""Markdown → HTML that is safe to publish and fits the page around it.

One `ProseRenderer` per language and process: Python-Markdown is not thread-safe, and an instance
that is reset between texts is cheaper than a new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor

from beyan.language.slug import heading_slug
from beyan.model.page import PlannedProse
from beyan.render.markdown import FastMarkdown
from beyan.render.pictures import TextPictures
from beyan.render.plain import plain_links

# The interface strings that are not in a template; `beyan messages` collects them from here.
_NOTE = "Footnote %(number)s"
_WAY_BACK = "Back to footnote %(number)s in the text"
_TABLE = "Table %(number)s"
# Also the words of templates/parts/photo.html.
_DOWNLOAD = "Download the original"
STRINGS = (_NOTE, _WAY_BACK, _TABLE, _DOWNLOAD)

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Python-Markdown runs tree processors from high to low: after inline patterns (20) links are
# elements, and before the headings get their ids (5) their levels are right.
_PRIORITY = 6
_LAST = -1

_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "div"),
    *("dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img"),
    *("ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub"),
    *("sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul"),
}
_ATTRIBUTES = {
    "*": {"dir", "id", "lang", "title"},
    "a": {"href", "hreflang", "aria-label"},
    "blockquote": {"cite"},
    "div": {"aria-label"},
    "img": {"alt", "height", "src", "width"},
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
}
_ALIGNMENTS = {"left": "start", "center": "center", "right": "end"}
_OUTSIDE = re.compile(r"(?:https?|mailto|tel):|//|#", re.IGNORECASE)

# Begins each link to inside the site. HTML has no way to write this character: its parser drops it
# from texts, and makes U+FFFD of it in attributes and of "&#0;". So what comes out of the
# sanitiser has it only where `_attribute` puts it.
_MARK = "\0"


def addressed(html: str, base: str) -> str:
    """What `render` made, with `base` before its links to inside the site.

    "" or "/press" for its own pages, "https://example.org/press" for readers elsewhere.
    """
    return html.replace(_MARK, escape(base))


class Labels(NamedTuple):
    """What is said, when read aloud, of what shows a sign alone; "{}" stands for its number.

    `note` is the mark of a footnote in the text, `way_back` the arrow behind the footnote, `table`
    the box in which a table scrolls. `download` is the link below a photo.
    """

    note: str
    way_back: str
    table: str
    download: str

    @classmethod
    def of(cls, gettext: Callable[[str], str]) -> Labels:
        return cls._make(gettext(each) % {"number": "{}"} for each in STRINGS)


class ProseRenderer:
    """For texts in one language. `markdown` is for tests of the fast one."""

    def __init__(
        self, language: str, labels: Labels, *, markdown: type[Markdown] = FastMarkdown
    ) -> None:
        self._pictures = TextPictures(
            language, labels.download, lambda address: _MARK + quote(address)
        )
        self._links = _InsideLinks(labels)
        self._markdown = markdown(
            extensions=[
                TableExtension(),
                # Every table of contents entry needs an id, but nobody asked for a table.
                TocExtension(slugify=heading_slug, marker="", permalink=False),
                FootnoteExtension(BACKLINK_TITLE=labels.way_back),
                "attr_list",
                "def_list",
                "abbr",
                "sane_lists",
                self._links,
            ],
            output_format="html",
        )
        self._cleaner = nh3.Cleaner(
            tags=_TAGS,
            clean_content_tags={"script", "style"},
            attributes=_ATTRIBUTES,
            tag_attribute_values=_ATTRIBUTE_VALUES,
            allowed_classes=_CLASSES,
            attribute_filter=self._attribute,
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel=None,
        )

    def render(self, prose: PlannedProse) -> str:
        """HTML for `addressed`, which says where the site stands.

        A link that leads nowhere published loses its anchor and keeps its text.
        """
        if not prose.text.strip():
            return ""
        self._links.addresses = {
            link.target: _marked(link.address) if link.address is not None else None
            for link in prose.links
        }
        self._markdown.reset()
        self._links.is_plain = False
        html = self._markdown.convert(prose.text)
        if self._links.is_plain:
            return html.replace("\xa0", "&nbsp;")
        html = self._cleaner.clean(html)
        if not prose.pictures:
            return html
        pictures = {escape(_marked(each.address)): each for each in prose.pictures}
        return self._pictures.shown(html, pictures)

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        """Links are resolved here, where those of Markdown and of raw HTML look the same.

        What is neither outside nor planned has no address: it could only tell a hidden name.
        """
        if name not in ("href", "src") or _OUTSIDE.match(value):
            return value
        return self._links.addresses.get(value)


def _marked(address: str) -> str:
    return _MARK + quote(address, safe="/#?=&;%:@!$'()*+,~")


class _InsideLinks(Extension):
    """Joins the tree processor below to Python-Markdown, and hands it each text's links."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.labels = labels
        self.addresses: Mapping[str, str | None] = {}
        self.is_plain = False

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the library's own name
        md.treeprocessors.register(_PageTree(md, self), "page", _PRIORITY)
        if isinstance(md, FastMarkdown):
            md.treeprocessors.register(_PlainTree(md, self), "plain", _LAST)


class _PageTree(Treeprocessor):
    """Fits the parsed text into its page: links, heading levels, tables, footnotes."""

    def __init__(self, markdown: Markdown, extension: _InsideLinks) -> None:
        super().__init__(markdown)
        self._extension = extension

    def run(self, root: Element) -> None:
        headings = []
        tables = False
        for element in root.iter():
            tag = element.tag
            if tag == "a":
                self._withhold(element, "href")
            elif tag == "img":
                self._withhold(element, "src")
                element.set("loading", "lazy")
            elif tag in _HEADINGS:
                headings.append(element)
            elif tag == "table":
                tables = True
        _shift(headings)
        if tables:
            number = 0
            for parent in list(root.iter()):
                for table in parent.findall("table"):
                    number += 1
                    _wrap(parent, table, self._extension.labels.table.format(number))

    def _withhold(self, element: Element, attribute: str) -> None:
        # An arrow or a number alone says nothing when it is read aloud.
        if element.get("class") == "footnote-backref":
            element.set("aria-label", element.get("title", ""))
            return
        if element.get("class") == "footnote-ref":
            element.set("aria-label", self._extension.labels.note.format(element.text))
            return
        target = element.get(attribute, "")
        if self._extension.addresses.get(target, target) is not None:
            return
        # An element of no allowed name: the sanitiser drops it and keeps what is inside.
        element.tag = "withheld"
        element.attrib.clear()


class _PlainTree(Treeprocessor):
    """Finds out whether the text needs the sanitiser; if not, its links are resolved here."""

    def __init__(self, markdown: FastMarkdown, extension: _InsideLinks) -> None:
        super().__init__(markdown)
        self._markdown = markdown
        self._extension = extension

    def run(self, root: Element) -> None:
        if self._markdown.htmlStash.html_counter:
            return
        links = plain_links(self._markdown.text, root, self._extension.addresses)
        if links is None:
            return
        for link, address in links:
            link.set("href", address)
        self._extension.is_plain = True


def _shift(headings: list[Element]) -> None:
    """The page's title is its h1, so the text's highest heading becomes an h2."""
    levels = [int(str(heading.tag)[1]) for heading in headings]
    if levels and min(levels) == 1:
        for heading, level in zip(headings, levels, strict=True):
            heading.tag = f"h{min(level + 1, 6)}"


def _wrap(parent: Element, table: Element, label: str) -> None:
    """A wide table scrolls inside a box of its own; styles become classes, headers get a scope."""
    for cell in table.iter():
        if cell.tag in ("th", "td"):
            style = cell.attrib.pop("style", "")
            alignment = _ALIGNMENTS.get(style.removeprefix("text-align:").strip(" ;"))
            if alignment is not None:
                cell.set("class", alignment)
        if cell.tag == "th":
            cell.set("scope", "col")
    box = Element("div", {"class": "table", "role": "region", "tabindex": "0", "aria-label": label})
    box.tail, table.tail = table.tail, None
    parent[list(parent).index(table)] = box
    box.append(table)
