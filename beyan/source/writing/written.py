"""What the rules look at."""

from __future__ import annotations

from typing import NamedTuple

from beyan.markup import Reading
from beyan.source.fields import Form
from beyan.source.strict_yaml import Document


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
