"""Plain values by name in one file, of which no more is read and decoded than somebody asks for.

An edit asks for a few of thirty thousand. To find these in a table of offsets takes 7 ms there, to
decode all of them 49; SQLite would take 15 to tell their names alone, and seals nothing. Names and
offsets are sealed together, and each value by itself.
"""

from __future__ import annotations

import marshal
import os
from array import array
from collections.abc import Callable, Collection, ItemsView, Iterator, Mapping, Set, ValuesView
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, TypeVar

from beyan.snapshot.store import BINARY, SEAL_SIZE, SINCE, Cache, CacheLost, read_at, seal

B = TypeVar("B", bytes, memoryview)

# How many bytes the head has stands before it.
_LENGTH = 8
# Between names, in none of which it stands.
_END = "\0"
# To read one value by itself takes as long as so many bytes of all. Once the values that somebody
# asked for, one by one, took as long as all would have, all are read at once.
_ALONE = 1 << 13


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

    def items(self) -> ItemsView[str, Any]:
        self._read_all()
        return super().items()

    def values(self) -> ValuesView[Any]:
        self._read_all()
        return super().values()

    def followed_by(
        self, fresh: Mapping[str, Any], names: Collection[str] | None = None
    ) -> Records:
        """Those of these names, or all: `fresh` ones, and of the others what they are here."""
        found = Records({}, None)
        found._whole = self._whole
        if names is None:
            found._changed = {**self._changed, **fresh}
            found._places = {**self._places, **dict.fromkeys(fresh)}
            return found
        changed = {name: self._changed[name] for name in names if name in self._changed}
        found._changed = {**changed, **fresh}
        found._places = {
            name: None if name in found._changed else self._places[name] for name in names
        }
        return found

    def decoded(self) -> Iterator[tuple[str, Any]]:
        """All of them, for somebody who keeps what they are decoded to."""
        value = self._whole.every_value() if self._whole is not None else None
        for name, place in self._places.items():
            if place is None or value is None:
                yield name, self._changed[name]
            else:
                yield name, marshal.loads(value(place))

    def check(self) -> None:
        """Raises `CacheLost` where not all of them can be decoded."""
        if self._whole is not None:
            self._whole.check()

    def _read_all(self) -> None:
        if self._whole is not None:
            self._whole.read_all()

    # --- in the cache ---

    @classmethod
    def read(cls, cache: Cache, name: str) -> tuple[Records, Any]:
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

    def write(self, cache: Cache, name: str, token: Any) -> None:
        """Under the token, a plain value; only what changed, where that is little. Raises OSError
        and `CacheLost`.
        """
        whole, changed = self._whole, self._changed
        if whole is not None:
            added = sum(1 for name in changed if name not in whole.places)
            gone: Set[str] = frozenset()
            if len(self._places) < len(whole.places) + added:
                gone = whole.places.keys() - self._places.keys()
            if len(changed) + len(gone) <= len(whole.places) // 10:
                cache.write(name + SINCE, (whole.seal, token, changed, tuple(gone)))
                return
        self._read_all()
        values = [self._encoded(each) for each in self]
        body = b"".join(chain.from_iterable((seal(each), each) for each in values))
        offsets = array("q", accumulate(chain((0,), (SEAL_SIZE + len(each) for each in values))))
        head = marshal.dumps((token, _END.join(self), offsets.tobytes()))
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
        self.token, names, offsets = marshal.loads(head)
        self._offsets = array("q", offsets)
        if self._begin + self._offsets[-1] != size:
            raise ValueError
        listed = names.split(_END) if names else []
        self.places: dict[str, int] = dict(zip(listed, range(len(listed)), strict=True))
        self._body: memoryview | None = None
        self._asked = 0

    def read_all(self) -> None:
        if self._body is None:
            self._body = self._read_body()

    def check(self) -> None:
        self.read_all()
        for place in self.places.values():
            self.value(place)

    def every_value(self) -> Callable[[int], memoryview]:
        """What gives each value, from a copy of the file that goes with it."""
        body = self._read_body() if self._body is None else self._body
        offsets = self._offsets
        return lambda place: self._unsealed(body[offsets[place] : offsets[place + 1]])

    def value(self, place: int) -> bytes | memoryview:
        begin, end = self._offsets[place], self._offsets[place + 1]
        self._asked += 1
        if self._asked * _ALONE > self._offsets[-1]:
            self.read_all()
        if self._body is not None:
            return self._unsealed(self._body[begin:end])
        return self._unsealed(self._read(begin, end))

    def _unsealed(self, data: B) -> B:
        if seal(data[SEAL_SIZE:]) != data[:SEAL_SIZE]:
            raise CacheLost(self._path.name)
        return data[SEAL_SIZE:]

    def _read_body(self) -> memoryview:
        try:
            return memoryview(self._path.read_bytes())[self._begin :]
        except OSError as error:
            raise CacheLost(self._path.name) from error

    def _read(self, begin: int, end: int) -> bytes:
        # Not kept open: on Windows nobody could replace it.
        try:
            file = os.open(self._path, os.O_RDONLY | BINARY)
        except OSError as error:
            raise CacheLost(self._path.name) from error
        try:
            return read_at(file, end - begin, self._begin + begin)
        except OSError as error:
            raise CacheLost(self._path.name) from error
        finally:
            os.close(file)
