"""Languages in which the search finds no words, though an extra of the program could."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, problem
from beyan.model.search import needs_segmentation
from beyan.source.settings import language_span


def unsegmented(root: Path, config: Config) -> Iterator[Diagnostic]:
    """One for each language without spaces; to be asked where the extra is missing."""
    if not config.search or "search-segmentation" in config.silence:
        return
    for tag in filter(needs_segmentation, config.languages):
        yield problem("search-segmentation", language_span(root, tag), language=tag)
