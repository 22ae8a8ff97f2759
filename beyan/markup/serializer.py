"""A tree of elements → HTML, as the standard library writes it, but without its recursion."""

from __future__ import annotations

import re
from xml.etree.ElementTree import HTML_EMPTY, Element


def to_html(root: Element) -> str:
    """The same as `xml.etree.ElementTree.tostring(root, "unicode", "html")`; attributes sorted."""
    parts: list[str] = []
    write = parts.append
    # What is still to be written, the next one last; strings are end tags with what follows.
    stack: list[Element | str] = [root]
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            write(element)
            continue
        tag, text, tail = element.tag, element.text or "", element.tail or ""
        start = f"<{tag}"
        if element.attrib:
            for name, value in sorted(element.items()):
                if _MARKUP(value):
                    value = value.replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;")
                start += f' {name}="{value}"'
        # Each piece is looked through for what few have, so those that have but a line end are not.
        if text != "\n":
            text = _escaped(text)
        if tail != "\n":
            tail = _escaped(tail)
        end = tail if tag in HTML_EMPTY else f"</{tag}>{tail}"
        if len(element):
            write(f"{start}>{text}")
            stack.append(end)
            stack.extend(element[::-1])
        else:
            write(f"{start}>{text}{end}")
    return "".join(parts)


_MARKUP = re.compile('[&>"]').search


def _escaped(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text
