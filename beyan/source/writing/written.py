"""What the rules look at."""

from __future__ import annotations

from typing import NamedTuple

from beyan.model.diagnostic import Span
from beyan.source.fields import Form
from beyan.source.files import offset_span
from beyan.source.strict_yaml import Document


class Written(NamedTuple):
    """An edition as its officer wrote it.

    `file` is the whole text of the file. `body` is the Markdown with its code blanked out, which
    begins after `first_line` lines; offsets in it are those of the Markdown.
    """

    path: str
    language: str
    form: Form
    document: Document
    file: str
    body: str
    first_line: int

    def at(self, offset: int) -> Span:
        """The place of an offset in the body."""
        return offset_span(self.path, self.body, offset, self.first_line)
