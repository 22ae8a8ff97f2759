"""One piece of work that is done aside, and asked for once it is needed."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

from beyan.publish.forks import MOST_NUMBERS, NUMBER, fork_worker, numbered, write_all

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")


class BackgroundTask(Generic[R]):
    """`function()` in a process of its own, while this one goes on; here, where that cannot be."""

    def __init__(self, function: Callable[[], R], *, jobs: int) -> None:
        self._function = function
        self._child: tuple[int, int] | None = None
        if jobs < 2 or not hasattr(os, "fork"):
            return
        with suppress(OSError):
            self._child = fork_worker(lambda writing: write_all(writing, pickle.dumps(function())))

    def result(self) -> R:
        if self._child is None:
            made = self._function()
            self._function = lambda: made
            return made
        reading, child = self._child
        with os.fdopen(reading, "rb") as pipe:
            data = pipe.read()
        os.waitpid(child, 0)
        self._child = None
        try:
            found: R = pickle.loads(data)
        except (EOFError, pickle.UnpicklingError):
            # It was killed, or failed in a way that is better seen here.
            found = self._function()
        self._function = lambda: found
        return found


class SharedTask(Generic[T, R, S]):
    """What `joined` makes of `function` of each item.

    Other processes, up to `jobs` with this one, begin at once; this one goes on, and takes of what
    is left when it asks for the result.
    """

    def __init__(
        self,
        function: Callable[[T], R],
        items: Sequence[T],
        joined: Callable[[Iterable[R]], S],
        *,
        jobs: int,
    ) -> None:
        self._function = function
        self._items = items
        self._joined = joined
        self._result: list[S] = []
        self._numbers: int | None = None
        self._children: list[tuple[int, int]] = []
        if jobs < 2 or not hasattr(os, "fork") or not 1 < len(items) <= MOST_NUMBERS:
            return
        with suppress(OSError):
            self._numbers = numbered(range(len(items)))
            for _ in range(min(jobs, len(items)) - 1):
                self._children.append(fork_worker(self._work_aside))

    def result(self) -> S:
        if not self._result:
            found = self._made()
            for reading, child in self._children:
                with os.fdopen(reading, "rb") as pipe:
                    data = pipe.read()
                os.waitpid(child, 0)
                # Of one that was killed, or failed, this process does the work.
                with suppress(EOFError, pickle.UnpicklingError):
                    found.update(pickle.loads(data))
            self._children = []
            for number, item in enumerate(self._items):
                if number not in found:
                    found[number] = self._function(item)
            self._result = [self._joined(found[number] for number in range(len(self._items)))]
        return self._result[0]

    def _made(self) -> dict[int, R]:
        """What this process is the first to take, by its number."""
        made: dict[int, R] = {}
        if self._numbers is not None:
            while number := os.read(self._numbers, NUMBER):
                place = int.from_bytes(number)
                made[place] = self._function(self._items[place])
            os.close(self._numbers)
            self._numbers = None
        return made

    def _work_aside(self, writing: int) -> None:
        write_all(writing, pickle.dumps(self._made()))
