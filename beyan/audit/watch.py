"""What goes out, searched file by file."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from hashlib import sha256
from typing import Generic, TypeVar

from beyan.audit.patterns import Key, Patterns
from beyan.audit.spelling import How, Spelling, bare, softened, softened_text, squeezed
from beyan.audit.unpacking import files, texts
from beyan.model.records import dataclass

Part = TypeVar("Part")

# So much is remembered for what may come again, twice over: a few megabytes.
_MOST_PARTS = 50_000
# So many matches cost as much as to leave out of the search what was found already.
_AS_MUCH_WORK = 5_000
# Stands for what was not searched: no text has it.
NOT_SEARCHED = b"\xff"
# Between two texts that are searched in one go; it is in none.
END = b"\xfe"


@dataclass(slots=True)
class Watch:
    """Says of each file which keys it has that no file before it had, in this process.

    What was found once is not looked for again: most of it is known to everybody, such as what
    releases say every year, and where it is not, the files that have it are found afterwards.
    """

    patterns: Patterns
    found: set[Key] = field(default_factory=set)
    _in_vain: int = 0

    @property
    def left(self) -> set[Key]:
        """What was not found."""
        return self.patterns.sought.keys() - self.found

    def look(self, path: str, data: bytes, digest: bytes) -> set[Key]:
        """`path` is below the output, `digest` the SHA-256 of the file."""
        found = self.read(f"/{path}".encode()) if path else set()
        found |= self.exact(digest)
        for text in texts(path, data):
            found |= self.read(text)
        for name, inside in files(data):
            # What is in a kit is compared by its bytes like what stands beside it.
            found |= self.look(name, inside, sha256(inside).digest())
        return found

    def exact(self, digest: bytes) -> set[Key]:
        """A file, or a page."""
        if digest not in self.patterns.sought or digest in self.found:
            return set()
        self.found.add(digest)
        return {digest}

    def read(self, data: bytes) -> set[Key]:
        """Something that may be read."""
        return self._read([data], squeezed(data), softened)[0]

    def read_all(self, texts: Sequence[bytes]) -> Mapping[int, set[Key]]:
        """Many such texts in one go: which of them has what. None may have an `END`."""
        return self._read(texts, squeezed(END.join(texts)), softened)

    def read_source(self, data: bytes) -> None:
        """A text as somebody typed it: what looks like a mark may be one, or be shown as it is."""
        self.read(data)
        if b"<" in data or b"&" in data:
            self._read([data], bare(data), lambda data: softened_text(data.lower()))

    def _read(
        self, texts: Sequence[bytes], letters: bytes, soften: Callable[[bytes], bytes]
    ) -> Mapping[int, set[Key]]:
        found = defaultdict[int, set[Key]](set)
        ends: list[int] = []
        soft: dict[int, bytes] = {}
        refused: set[tuple[int, Spelling]] = set()
        for begin, key, spelling in self.patterns.find(letters):
            self._in_vain += 1
            if key in self.found:
                continue
            if len(texts) > 1:
                ends = ends or _ends(letters)
            text = bisect(ends, begin)
            if spelling.how is not How.ANYHOW:
                if (text, spelling) in refused:
                    continue
                if text not in soft:
                    soft[text] = soften(texts[text])
                if not spelling.stands(soft[text]):
                    refused.add((text, spelling))
                    continue
            self.found.add(key)
            found[text].add(key)
        if self._in_vain > _AS_MUCH_WORK and self.found:
            self._in_vain = 0
            self.patterns = self.patterns.only(self.left)
        return found


def _ends(letters: bytes) -> list[int]:
    at = letters.find(END)
    found = []
    while at >= 0:
        found.append(at)
        at = letters.find(END, at + 1)
    return found


@dataclass(slots=True)
class Seen(Generic[Part]):
    """What was searched, or its hash; what was not met for long is forgotten."""

    _lately: set[Part] = field(default_factory=set)
    _before: set[Part] = field(default_factory=set)

    def fresh(self, parts: Iterable[Part]) -> list[Part]:
        """Those that were not searched yet, in their order."""
        unmet = [each for each in parts if each not in self._lately]
        found = [each for each in unmet if each not in self._before]
        self._lately.update(unmet)
        if len(self._lately) >= _MOST_PARTS:
            self._lately, self._before = set(), self._lately
        return found


def position(patterns: Patterns, key: Key, data: bytes) -> tuple[int, int]:
    """Line and column in a file where the key stands; its beginning where nobody can read it."""
    only = patterns.only([key])

    def has(begin: int, end: int) -> bool:
        return key in Watch(only).read(data[begin:end])

    if next(texts("", data), b"") != data or not has(0, len(data)):
        return 1, 1
    least, most = 0, len(data)
    while least < most:
        middle = (least + most) // 2
        least, most = (least, middle) if has(0, middle) else (middle + 1, most)
    begin, end = 0, most
    while begin < most:
        middle = (begin + most + 1) // 2
        begin, most = (middle, most) if has(middle, end) else (begin, middle - 1)
    before = data[:begin]
    line = before.rpartition(b"\n")[2]
    return before.count(b"\n") + 1, len(line.decode("utf-8", "replace")) + 1
