"""Values that many artifacts show, made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from itertools import takewhile
from typing import Any, ClassVar, Generic, TypeVar
from weakref import WeakSet

T = TypeVar("T")
# Stands among the values, as one of them, where they were swept last.
_SWEPT = object()


class AtHand(Generic[T]):
    """The values that were asked for last, by what they are made of: digests, and plain values.

    Nothing else of what they are made of is held in memory.
    """

    _all: ClassVar[WeakSet[AtHand[Any]]] = WeakSet()

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: dict[Hashable, T | None] = {}
        self._all.add(self)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        value = self._values.pop(key, None)
        if value is None:
            value = make()
            if len(self._values) == self._size:
                del self._values[next(iter(self._values))]
        # What was asked for last is the last to go.
        self._values[key] = value
        return value

    @classmethod
    def sweep(cls) -> None:
        """Of all there are, let go of what nobody has asked for since the last time.

        A build ends before they are full. In a preview each edit would add to them for days, and
        what stood before the edit is never asked for again.
        """
        for each in cls._all:
            each._sweep()

    def _sweep(self) -> None:
        # Where it is gone, all of them were asked for since.
        if _SWEPT in self._values:
            for key in list(takewhile(lambda each: each is not _SWEPT, self._values)):
                del self._values[key]
            del self._values[_SWEPT]
        self._values[_SWEPT] = None
