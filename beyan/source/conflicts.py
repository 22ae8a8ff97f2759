"""What git leaves in a file where two people changed the same lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.source.files import offset_span

_MARKER = re.compile(r"^([<|=>])\1{6}(?:[ \t].*)?$", re.MULTILINE)


def conflict_markers(
    text: str, path: str, first_line: int = 0, *, is_yaml: bool = False
) -> list[Diagnostic]:
    """Each conflict of the text once, at its first mark, and each mark that is left of one.

    In Markdown a line of "=" alone may be a heading's, and one of "|" a table's.
    """
    # Few texts have seven of a sign, and many not even one: that is known at the speed of memory.
    if not any(sign in text and sign * 7 in text for sign in ("<>=|" if is_yaml else "<>")):
        return []
    return [problem("merge-conflict", span) for span in _conflicts(text, path, first_line, is_yaml)]


def _conflicts(text: str, path: str, first_line: int, is_yaml: bool) -> Iterator[Span]:
    is_open = False
    for match in _MARKER.finditer(text):
        sign = match[1]
        if sign == "<" or (not is_open and (sign == ">" or is_yaml)):
            yield offset_span(path, text, match.start(), first_line)
        if sign in "<>":
            is_open = sign == "<"
