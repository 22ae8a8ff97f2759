"""All that is looked for, found in one pass over a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick

from beyan.audit.spelling import Spelling
from beyan.model.leak import Leak

# What is looked up: a text or a run of it, squeezed; "/" and a part of an address, or the name of a
# file; the digest of a file's bytes; a page (`page_key`).
Key = bytes


class Origin(NamedTuple):
    """Whose it is: a text that is held back, by its file, and what of it."""

    file: str
    rule: Leak


class Sought(NamedTuple):
    """Whose it is, and how it may be written."""

    origins: list[Origin]
    spellings: tuple[Spelling, ...] = ()


@dataclass(slots=True)
class Patterns:
    sought: Mapping[Key, Sought]
    _spellings: list[tuple[Key, Spelling]] = field(init=False)
    _search: BytesAhoCorasick = field(init=False)

    def __post_init__(self) -> None:
        self._spellings = [
            (key, each) for key, sought in self.sought.items() for each in sought.spellings
        ]
        self._search = BytesAhoCorasick([each.data for _, each in self._spellings])

    def find(self, data: bytes) -> tuple[list[tuple[Key, Spelling]], int]:
        """What there may be in squeezed data, each once, and how often there is anything."""
        matches = self._search.find_matches_as_indexes(data, overlapping=True)
        spellings = self._spellings
        return [spellings[number] for number in {number for number, _, _ in matches}], len(matches)

    def only(self, keys: Collection[Key]) -> Patterns:
        return Patterns({key: each for key, each in self.sought.items() if key in keys})
