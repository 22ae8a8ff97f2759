"""Values that many artifacts show, made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class AtHand(Generic[T]):
    """The values that were asked for last, by what they are made of: digests, and plain values.

    Nothing else of what they are made of is held in memory.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: dict[Hashable, T] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        value = self._values.pop(key, None)
        if value is None:
            value = make()
            if len(self._values) == self._size:
                del self._values[next(iter(self._values))]
        # What was asked for last is the last to go.
        self._values[key] = value
        return value
