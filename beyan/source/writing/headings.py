"""Headings that leave out a level, which readers who jump from heading to heading stumble over."""

from __future__ import annotations

from collections.abc import Iterator

from beyan.model.diagnostic import Diagnostic, problem
from beyan.source.writing.written import Written


def heading_jumps(written: Written) -> Iterator[Diagnostic]:
    """The title stands above the text's highest headings, be they of level one or two."""
    found = written.reading.headings
    level = 0 if any(level == 1 for level, _ in found) else 1
    for next_level, span in found:
        if next_level > level + 1:
            yield problem(
                "heading-jump",
                span,
                found="#" * next_level,
                expected="#" * (level + 1),
            )
        level = next_level
