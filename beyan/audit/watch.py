"""What goes out, searched file by file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from beyan.audit.secrets import Key, Lookup, Secrets
from beyan.audit.unpacking import files, texts
from beyan.audit.words import lines, marks, segments, without_marks, words

# Lines that were searched: many pages have the same ones. A few megabytes.
_MOST_LINES = 100_000
# Stands for one of them: no text has it, so no words run together over it.
_SEEN = b"\xff"


@dataclass
class Watch:
    """Says of each file which keys of `secrets` it has that no file before it had, in this process.

    What was found once is not looked for again: most of it is known to everybody, such as what
    releases say every year, and where it is not, the files that have it are found afterwards. One
    that `remembers` passes over lines that it has seen: those that all pages have.
    """

    secrets: Secrets
    remembers: bool = False
    _lookup: Lookup = field(init=False)
    _known: set[bytes] = field(default_factory=set)
    _texts: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._lookup = Lookup(self.secrets)

    def knows(self, text: str) -> None:
        """The lines of a text that readers may see: nobody need search them."""
        mark = hash(text)
        if mark not in self._texts:
            data = text.encode()
            self._remember(data.split(b"\n"))
            # As those have it who get it without any marks.
            self._remember(without_marks(data).split(b"\n"))
            self._texts.add(mark)

    @property
    def left(self) -> Collection[Key]:
        """What was not found."""
        return self._lookup.left.keys()

    def look(self, path: str, data: bytes, digest: bytes) -> set[Key]:
        """`path` is below the output, `digest` the SHA-256 of the file."""
        left = self._lookup.left
        found: set[Key] = {digest, *(each.encode() for each in path.split("/"))}
        found &= left.keys()
        for text in texts(path, data):
            found |= self._read(text)
        for name, inside in files(data):
            # What is in a kit is compared by its bytes like what stands beside it.
            found |= self.look(name, inside, sha256(inside).digest())
        for key in found:
            left.pop(key, None)
        return found

    def _read(self, data: bytes) -> set[Key]:
        if self.remembers:
            parts = self._fresh(lines(data))
            if parts == [_SEEN]:
                return set()
            data = b"\n".join(parts)
        found: set[Key] = {*segments(data)}
        found &= self._lookup.left.keys()
        spoken = words(data)
        keys = self._lookup.in_words(spoken)
        return found | self._lookup.confirmed(keys, spoken) if keys else found

    def _fresh(self, found: list[bytes]) -> list[bytes]:
        """The lines that were not seen, and a sign for all in a row that were."""
        known = self._known
        parts = [_SEEN]
        fresh = []
        for line in found:
            if line in known:
                if parts[-1] != _SEEN:
                    parts.append(_SEEN)
                continue
            fresh.append(line)
            # Of a known text the page has other links alone.
            is_said = b"<a " in line and without_marks(line) in known
            parts.append(marks(line) if is_said else line)
        self._remember(fresh)
        return parts

    def _remember(self, fresh: Iterable[bytes]) -> None:
        if len(self._known) > _MOST_LINES:
            self._known.clear()
            self._texts.clear()
        self._known.update(fresh)


def position(secrets: Secrets, key: Key, data: bytes) -> tuple[int, int]:
    """Line and column in a file where the key stands; its beginning where nobody can read it."""

    def has(end: int) -> bool:
        return key in Watch(secrets.only([key])).look("", data[:end], b"")

    least, most = 0, len(data)
    if not has(most) or next(texts("", data), b"") != data:
        return 1, 1
    while least < most:
        middle = (least + most) // 2
        least, most = (least, middle) if has(middle) else (middle + 1, most)
    first = key[0] if isinstance(key, tuple) else key
    begins = data.lower().rfind(first, 0, most)
    before = data[: begins if begins >= 0 else most]
    line = before.rpartition(b"\n")[2]
    return before.count(b"\n") + 1, len(line.decode("utf-8", "replace")) + 1
