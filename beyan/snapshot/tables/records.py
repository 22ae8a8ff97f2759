"""Plain values by name in one sealed file, of which no more is decoded than somebody asks for.

An edit asks for a few of thirty thousand. To find these in a table of offsets takes 7 ms there, to
decode all of them 49; SQLite would take 15 to tell their names alone, and seals nothing.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Collection, Iterator, Mapping
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

from beyan.snapshot.store import SEAL_SIZE, SINCE, Cache, CacheLost, seal

# How many bytes the head has stands before it.
_LENGTH = 8
# Between names, in none of which it stands.
_END = "\0"


class Records(Mapping[str, Any]):
    """A whole as it was read, and what was changed since.

    Raises `CacheLost` where the file is not what it was when its head was read.
    """

    def __init__(self, changed: Mapping[str, Any], whole: _Whole | None = None) -> None:
        self._whole = whole
        self._changed = dict(changed)
        # In the order in which they were first written; None for what was changed.
        self._places: dict[str, int | None] = dict(whole.places) if whole is not None else {}
        self._places.update(dict.fromkeys(changed))

    def __getitem__(self, name: str) -> Any:
        place = self._places[name]
        if place is None or self._whole is None:
            return self._changed[name]
        return marshal.loads(self._whole.value(place))

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def followed_by(self, fresh: Mapping[str, Any], names: Collection[str]) -> Records:
        """Those of these names: `fresh` ones, and of all others what they are here."""
        changed = {name: self._changed[name] for name in names if name in self._changed}
        found = Records({}, self._whole)
        found._changed = {**changed, **fresh}
        found._places = {
            name: None if name in found._changed else self._places[name] for name in names
        }
        return found

    def check(self) -> None:
        """Raises `CacheLost` where not all of them can be decoded."""
        if self._whole is not None:
            self._whole.body  # noqa: B018

    # --- in the cache ---

    @classmethod
    def read(cls, cache: Cache, name: str) -> tuple[Records, bytes]:
        """What `write` wrote, and the token; nothing where it cannot be read."""
        try:
            whole = _Whole(cache.folder / name)
        except (OSError, ValueError, EOFError, TypeError):
            return cls({}), b""
        since = cache.read(name + SINCE)
        if since is None or since[0] != whole.seal:
            return cls({}, whole), whole.token
        _, token, changed, gone = since
        found = cls(changed, whole)
        for each in gone:
            del found._places[each]
        return found, token

    def write(self, cache: Cache, name: str, token: bytes) -> None:
        """Under the token; only what changed, where that is little. Raises OSError."""
        whole, changed = self._whole, self._changed
        gone = whole.places.keys() - self._places.keys() if whole is not None else set()
        is_little = whole is not None and len(changed) + len(gone) <= len(whole.places) // 10
        if whole is not None and is_little:
            cache.write(name + SINCE, (whole.seal, token, changed, gone))
            return
        values = [self._encoded(each) for each in self]
        body = b"".join(values)
        offsets = array("q", accumulate(chain((0,), map(len, values))))
        head = marshal.dumps((token, _END.join(self), offsets.tobytes(), seal(body)))
        start = len(head).to_bytes(_LENGTH) + head
        cache.replace(name, seal(start), start, body)

    def _encoded(self, name: str) -> bytes | memoryview:
        place = self._places[name]
        if place is None or self._whole is None:
            return marshal.dumps(self._changed[name])
        return self._whole.value(place)


class _Whole:
    """A file as it was last written as a whole: its head, and when somebody asks, all else."""

    def __init__(self, path: Path) -> None:
        """Raises OSError and ValueError."""
        self._path = path
        with path.open("rb") as file:
            start = file.read(SEAL_SIZE + _LENGTH)
            self._begin = len(start) + int.from_bytes(start[SEAL_SIZE:])
            size = file.seek(0, 2)
            if not len(start) <= self._begin <= size:
                raise ValueError
            file.seek(len(start))
            head = file.read(self._begin - len(start))
        self.seal = start[:SEAL_SIZE]
        if seal(start[SEAL_SIZE:] + head) != self.seal:
            raise ValueError
        self.token, names, offsets, self._body_seal = marshal.loads(head)
        self._offsets = array("q", offsets)
        if self._begin + self._offsets[-1] != size:
            raise ValueError
        listed = names.split(_END) if names else []
        self.places: dict[str, int] = dict(zip(listed, range(len(listed)), strict=True))
        self._body: memoryview | None = None

    @property
    def body(self) -> memoryview:
        if self._body is None:
            try:
                body = memoryview(self._path.read_bytes())[self._begin :]
            except OSError as error:
                raise CacheLost(self._path.name) from error
            if seal(body) != self._body_seal:
                raise CacheLost(self._path.name)
            self._body = body
        return self._body

    def value(self, place: int) -> memoryview:
        return self.body[self._offsets[place] : self._offsets[place + 1]]
