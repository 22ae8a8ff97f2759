"""What the rules look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from beyan.source.fields import Form
from beyan.source.strict_yaml import Document

if TYPE_CHECKING:
    from beyan.markup.reader import Reading


class Written(NamedTuple):
    """An edition as its officer wrote it.

    `file` is the whole text of the file, `reading` what its Markdown says, which begins after
    `first_line` lines.
    """

    path: str
    language: str
    form: Form
    document: Document
    file: str
    reading: Reading
    first_line: int
