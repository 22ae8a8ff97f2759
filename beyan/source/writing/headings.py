"""Headings that leave out a level, which readers who jump from heading to heading stumble over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beyan.model.diagnostic import Diagnostic, problem
from beyan.source.writing.written import Written

_HEADING = re.compile(r"(?:\A|\n)(#{1,6})(?=[^#\n])")


def heading_jumps(written: Written) -> Iterator[Diagnostic]:
    """The title stands above the text's highest headings, be they of level one or two."""
    body = written.body
    if "###" not in body:
        return
    found = [(match.start(1), len(match[1])) for match in _HEADING.finditer(body)]
    level = 0 if any(level == 1 for _, level in found) else 1
    for offset, next_level in found:
        if next_level > level + 1:
            yield problem(
                "heading-jump",
                written.at(offset),
                found="#" * next_level,
                expected="#" * (level + 1),
            )
        level = next_level
