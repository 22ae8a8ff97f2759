"""A tree of elements → HTML: Python-Markdown's `to_html_string` for the trees that it makes."""

from __future__ import annotations

import re
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown.serializers import RE_AMP, to_html_string


def to_html(root: Element) -> str:
    """The same as `to_html_string(root)`.

    An attribute without a value, or with its own name as its value, is left to the library, and
    so is whatever is no element (a comment).
    """
    parts: list[str] = []
    write = parts.append
    # What is still to be written, the next one last; strings are end tags with what follows.
    stack: list[Element | str] = [root]
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            write(element)
            continue
        tag = element.tag
        if tag.__class__ is not str:
            return to_html_string(root)
        start = f"<{tag}"
        if element.attrib:
            for name, value in sorted(element.items()):
                if value is None or value == name:
                    return to_html_string(root)
                if _MARKUP(value):
                    value = _escaped(value).replace('"', "&quot;")
                start += f' {name}="{value}"'
        text = element.text or ""
        if "&" in text or "<" in text or ">" in text:
            text = _escaped(text)
        tail = element.tail or ""
        if "&" in tail or "<" in tail or ">" in tail:
            tail = _escaped(tail)
        end = tail if tag in HTML_EMPTY else f"</{tag}>{tail}"
        if len(element):
            write(f"{start}>{text}")
            stack.append(end)
            stack.extend(element[::-1])
        else:
            write(f"{start}>{text}{end}")
    return "".join(parts)


_MARKUP = re.compile('[&<>"]').search


def _escaped(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text
