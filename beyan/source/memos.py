"""Values read from a few files, kept until one of these files changes."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from beyan.source.files import Signature
from beyan.source.inputs import settled

T = TypeVar("T")
# What the value was made of, and the value pickled.
Memo = tuple[tuple[tuple[str, Signature], ...], bytes, bytes]


class Memos:
    """`kept` are those of an earlier build; `fresh` those of this one.

    `renewed` names the values that had to be made again.
    """

    def __init__(self, kept: Mapping[str, Memo]) -> None:
        self.kept = kept
        self.fresh: dict[str, Memo] = {}
        self.renewed: set[str] = set()

    def settled(self, now: int) -> dict[str, Memo]:
        """Those of this build that hold for the next; `now` as in `inputs.settled`."""
        return {
            name: memo
            for name, memo in self.fresh.items()
            if None not in settled(dict(memo[0]), now).values()
        }

    def memoised(
        self, name: str, files: Mapping[str, Signature], also: object, make: Callable[[], T]
    ) -> T:
        """The value that `make` gives, which depends on `files` and on what `also` is shown as."""
        seen = tuple(sorted(files.items()))
        said = repr(also).encode()
        memo = self.kept.get(name)
        is_sure = all(signature is not None for _, signature in seen)
        if memo is not None and is_sure and memo[0] == seen and memo[1] == said:
            self.fresh[name] = memo
            value: Any = pickle.loads(memo[2])
            return value  # type: ignore[no-any-return]  # as `make` gave it
        made = make()
        self.renewed.add(name)
        if is_sure:
            self.fresh[name] = (seen, said, pickle.dumps(made))
        return made
