"""All that is looked for, found in one pass over a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick

from beyan.audit.spelling import Spelling
from beyan.model.leak import Leak
from beyan.model.records import dataclass

# What is looked up: a text or a run of it, squeezed; "/" and a part of an address, or the name of a
# file; the digest of a file's bytes; a page (`page_key`).
Key = bytes

# So much of a spelling is looked up, and the rest is compared: more takes longer to prepare than an
# edit has, less is found too often.
_PREFIX = 24


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
    _spellings: list[list[tuple[Key, Spelling]]] = field(init=False)
    _search: BytesAhoCorasick = field(init=False)

    def __post_init__(self) -> None:
        begun = defaultdict[bytes, list[tuple[Key, Spelling]]](list)
        for key, sought in self.sought.items():
            for each in sought.spellings:
                begun[each.data[:_PREFIX]].append((key, each))
        self._spellings = [*begun.values()]
        self._search = BytesAhoCorasick([*begun])

    def find(self, data: bytes) -> Iterator[tuple[int, Key, Spelling]]:
        """What there may be in squeezed data, and where."""
        for number, begin, _ in self._search.find_matches_as_indexes(data, overlapping=True):
            for key, spelling in self._spellings[number]:
                if data.startswith(spelling.data, begin):
                    yield begin, key, spelling

    def only(self, keys: Collection[Key]) -> Patterns:
        return Patterns({key: each for key, each in self.sought.items() if key in keys})
