"""The elements of HTML: which a text may have, and what becomes of the others."""

from __future__ import annotations

import re

# What the sanitiser leaves in a text.
ALLOWED = frozenset((
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "div",
    "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
    "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul"
))  # fmt: skip
# What would be lost with the element: the words in it are none for readers.
CODE = frozenset(("script", "style"))
# The other elements that HTML has or had: their tags go, the text between them stays. "o:p" is
# what Word leaves behind.
OTHERS = frozenset((
    "acronym", "address", "applet", "area", "article", "aside", "audio", "base", "basefont",
    "bdi", "bdo", "bgsound", "big", "blink", "body", "button", "canvas", "center", "col",
    "colgroup", "data", "datalist", "details", "dialog", "dir", "embed", "fieldset", "font",
    "footer", "form", "frame", "frameset", "h1", "head", "header", "hgroup", "html", "iframe",
    "input", "keygen", "label", "legend", "link", "main", "map", "marquee", "math", "menu",
    "menuitem", "meta", "meter", "nav", "nobr", "noembed", "noframes", "noscript", "o:p",
    "object", "optgroup", "option", "output", "param", "picture", "plaintext", "portal",
    "progress", "rb", "rp", "rt", "rtc", "ruby", "samp", "search", "section", "select", "slot",
    "source", "strike", "summary", "svg", "template", "textarea", "title", "track", "tt", "var",
    "video", "wbr", "xmp"
))  # fmt: skip
KNOWN = ALLOWED | CODE | OTHERS
VOID = frozenset(("br", "hr", "img"))
# Their end tags may be left out.
IMPLIED = frozenset((
    "dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr"
))  # fmt: skip
# Those of the allowed that begin a block of HTML wherever they begin a line.
_BLOCKS = frozenset((
    "blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "h2", "h3", "h4",
    "h5", "h6", "hr", "li", "ol", "p", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul"
))  # fmt: skip

_NAME = r"[A-Za-z][A-Za-z0-9-]*(?::p(?![A-Za-z0-9-]))?"
_ATTRIBUTE = (
    r"(?:\s+[A-Za-z_:][A-Za-z0-9_.:-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+)"
)
TAG = re.compile(
    rf"<(?:(?P<name>{_NAME})(?P<attributes>{_ATTRIBUTE}*+)\s*+/?|/(?P<end>{_NAME})\s*+)>"
)
ATTRIBUTE = re.compile(
    r"\s+([A-Za-z_:][A-Za-z0-9_.:-]*)(?:\s*=\s*([^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
)
_BLOCK_START = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s>]|/>|$)")
_PREFORMATTED = re.compile(r"</pre>", re.IGNORECASE)
_CODE_END = re.compile(r"</(?:script|style)>", re.IGNORECASE)


EMPTY_LINE = re.compile(r"\s*\Z")


def html_block_end(line: str, *, may_be_any: bool) -> re.Pattern[str] | None:
    """What a line has that ends the block of HTML that this line begins; None for no block.

    `may_be_any`: no paragraph is open, so a tag of any element alone on its line begins a block.
    """
    match = _BLOCK_START.match(line)
    if match is not None:
        name = match[1].lower()
        if name == "pre" and line[1] != "/":
            return _PREFORMATTED
        if name in CODE and line[1] != "/":
            return _CODE_END
        if name in _BLOCKS:
            return EMPTY_LINE
    tag = TAG.match(line) if may_be_any else None
    if tag is not None and not line[tag.end() :].strip():
        return EMPTY_LINE if (tag["name"] or tag["end"]).lower() in ALLOWED else None
    return None
