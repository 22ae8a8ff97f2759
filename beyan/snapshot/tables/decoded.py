"""Records as named values, each made when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from typing import Any, TypeVar

from beyan.snapshot.tables.records import Records

V = TypeVar("V", bound=tuple[Any, ...])


class Decoded(Mapping[str, V]):
    """By name, each decoded once, and then always the same one; `changed` are those that are
    others since they were written.

    Raises `CacheLost` where the file with them is not what it was.
    """

    def __init__(self, make: Callable[[Iterable[Any]], V], records: Records | None = None) -> None:
        self._make = make
        self._records = Records({}) if records is None else records
        self._decoded: dict[str, V] = {}
        self.changed: Mapping[str, V] = {}

    def __getitem__(self, name: str) -> V:
        found = self.changed.get(name) or self._decoded.get(name)
        if found is None:
            found = self._decoded[name] = self._make(self._records[name])
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def items(self) -> ItemsView[str, V]:
        """All of them, which are decoded together, and at hand from then on."""
        if len(self._decoded) < len(self._records):
            for name, values in self._records.decoded():
                if name not in self._decoded:
                    self._decoded[name] = self._make(values)
        return super().items()

    def values(self) -> ValuesView[V]:
        self.items()
        return super().values()

    def but(self, changed: Mapping[str, V]) -> Decoded[V]:
        """The same, of which some are others now."""
        found = Decoded(self._make, self._records)
        found._decoded = self._decoded
        found.changed = {**self.changed, **changed}
        return found

    def has_those_of(self, other: Mapping[str, V]) -> bool:
        """Whether the others stand here but for what `changed` of them."""
        return isinstance(other, Decoded) and other._records is self._records

    def followed_by(self, now: Mapping[str, V]) -> Records:
        """What to write of those that there are now."""
        if isinstance(now, Decoded) and self.has_those_of(now):
            return self._records.followed_by({n: tuple(each) for n, each in now.changed.items()})
        known = self._decoded
        fresh = {name: tuple(each) for name, each in now.items() if each is not known.get(name)}
        return self._records.followed_by(fresh, now.keys())
