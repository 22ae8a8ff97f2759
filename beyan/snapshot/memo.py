"""Values read from a few files, memoised until one of these files changes."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from beyan.snapshot.inputs import Signature

T = TypeVar("T")
Signatures = tuple[tuple[str, Signature], ...]
# What the value was made of, files and else, and the value pickled.
Memo = tuple[Signatures, bytes, bytes]


class Memos:
    """Memoised values by name: those of an earlier build, until they are made again.

    `renewed` names the values that had to be.
    """

    def __init__(self, values: Mapping[str, Memo]) -> None:
        self.values = dict(values)
        self.renewed: set[str] = set()

    def memoised(
        self, name: str, files: Mapping[str, Signature], also: object, make: Callable[[], T]
    ) -> T:
        """The value that `make` gives, which depends on `files` and on what `also` is shown as."""
        return self.later(name, files, also, make)()

    def later(
        self, name: str, files: Mapping[str, Signature], also: object, make: Callable[[], T]
    ) -> Callable[[], T]:
        """What gives the value to whoever asks for it: to unpickle a large one takes time."""
        seen = tuple(sorted(files.items()))
        said = repr(also).encode()
        memo = self.values.pop(name, None)
        if memo is not None and _is_fresh(memo, seen, said):
            self.values[name] = memo
            *_, pickled = memo
            return partial(_unpickled, pickled)
        made = make()
        self.renewed.add(name)
        if _is_trusted(seen):
            self.values[name] = (seen, said, pickle.dumps(made))
        return lambda: made


def _unpickled(pickled: bytes) -> Any:
    return pickle.loads(pickled)


def _is_fresh(memo: Memo, seen: Signatures, said: bytes) -> bool:
    """The one rule for values: the same files, which can be trusted, and the same else."""
    was_seen, was_said, _ = memo
    return was_seen == seen and was_said == said and _is_trusted(seen)


def _is_trusted(seen: Signatures) -> bool:
    return all(signature is not None for _, signature in seen)
