"""A tree of elements → HTML, as the standard library writes it, but without its recursion."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import HTML_EMPTY, Element


def html_inside(root: Element) -> str:
    """What stands in the root, without blanks around it.

    It is the same as in `xml.etree.ElementTree.tostring(root, "unicode", "html")`, but for the
    order of attributes: they are sorted.
    """
    parts = [_escaped(root.text or "").lstrip()]
    write = parts.append
    children = iter(root)
    # What follows the children of each element that is open.
    waiting: list[tuple[Iterator[Element], str]] = []
    while True:
        for element in children:
            tag, text, tail = element.tag, element.text or "", element.tail or ""
            # Many have nothing but a line end, in which nothing need be looked for.
            if text != "\n" and ("&" in text or "<" in text or ">" in text):
                text = _escaped(text)
            if tail != "\n" and ("&" in tail or "<" in tail or ">" in tail):
                tail = _escaped(tail)
            start = tag
            # To ask for `attrib` would make one for each element that has none.
            if attributes := element.items():
                for name, value in sorted(attributes):
                    start += f' {name}="{_quoted(value)}"'
            end = tail if tag in HTML_EMPTY else f"</{tag}>{tail}"
            if len(element):
                write(f"<{start}>{text}")
                waiting.append((children, end))
                children = iter(element)
                break
            write(f"<{start}>{text}{end}")
        else:
            if not waiting:
                parts[-1] = parts[-1].rstrip()
                return "".join(parts)
            children, end = waiting.pop()
            write(end)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(value: str) -> str:
    return value.replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;")
