"""What an exchange file says of one segment, whatever its form.

A name ties it to its place: the language it is translated into, the key, and three fingerprints, of
the words, of the whole original and of the translation as they were when it was exported. So each
row tells by itself whether it still fits, also where a program has dropped what stands around it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

NEW, OUTDATED, DONE = "new", "outdated", "done"

_NAME = re.compile(
    r"(?P<to>[A-Za-z0-9-]+)/(?P<key>[a-z_]+(?:\.[a-z0-9_]+)*)"
    r"/(?P<words>[0-9a-f]{8})-(?P<original>[0-9a-f]{8})-(?P<translation>[0-9a-f]{8})"
)


class Name(NamedTuple):
    to: str
    key: str
    words: str
    original: str
    translation: str

    @classmethod
    def read(cls, text: str) -> Name | None:
        match = _NAME.fullmatch(text.strip())
        return cls(**match.groupdict()) if match is not None else None

    def __str__(self) -> str:
        return f"{self.to}/{self.key}/{self.words}-{self.original}-{self.translation}"


class Offer(NamedTuple):
    """What was translated before: `quality` in percent, 100 for the same words; `path` is where."""

    source: str
    target: str
    quality: int
    path: str


class Row(NamedTuple):
    """`path` is the original's file, `line` where the row stands in a file that was read.

    `is_unsure`: the translator's program has not marked it as finished. `keeps_marks`: the program
    takes such a mark away when somebody works on it; a spreadsheet does not.
    """

    path: str
    name: str
    source: str
    target: str
    state: str = ""
    is_unsure: bool = False
    keeps_marks: bool = True
    line: int = 0
    notes: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()


class Languages(NamedTuple):
    source: str
    target: str


class Unreadable(Exception):
    """The file is none of its kind: why, as `REASONS` has it or as the parser says, and where."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line
