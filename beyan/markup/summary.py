"""How a text begins, as its page shows it: the summary where the officer wrote none."""

from __future__ import annotations

import re
from html import unescape

SUMMARY_LENGTH = 200

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>\"]*(?:\"[^\"]*\"[^>\"]*)*>")
# A paragraph in one of these is not how a text begins, and a footnote's mark is no word.
_OTHERS = frozenset(("blockquote", "dl", "figure", "ol", "sup", "table", "ul"))
_BETWEEN = frozenset(("br", "p"))


def first_paragraph(html: str) -> str:
    """The words of the first paragraph of its own, cut between words.

    `html` is what the sanitiser wrote, or would write.
    """
    if html.startswith("<p>"):
        plain = html[3 : html.find("</p>")]
        if "<" not in plain and (text := " ".join(unescape(plain).split())):
            return shorten(text, SUMMARY_LENGTH)
    words: list[str] = []
    inside: list[str] = []
    in_paragraph = False
    position = 0
    for match in _TAG.finditer(html):
        if in_paragraph and not inside:
            words.append(html[position : match.start()])
        position = match.end()
        is_end, name = match[1] == "/", match[2]
        if name in _OTHERS:
            if is_end and name in inside:
                while inside.pop() != name:
                    pass
            elif not is_end:
                inside.append(name)
        elif name in _BETWEEN and not inside:
            words.append(" ")
            if name == "p":
                in_paragraph = not is_end
                text = " ".join(unescape("".join(words)).split())
                if is_end and text:
                    return shorten(text, SUMMARY_LENGTH)
                words = []
    return ""


def shorten(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    cut = text[:length].rpartition(" ")[0] or text[: length - 1]
    return cut.rstrip(" ,;:–-") + "…"
