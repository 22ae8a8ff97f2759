"""Processes that help with a stream: one item after the other comes, and its result goes.

`parallel_map` knows all its items before; here the first results are used while the last items are
still to be read. No more items wait than there are helpers to take them, so memory is bounded.
"""

from __future__ import annotations

import gc
import mmap
import os
import pickle
import select
import struct
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Generic, TypeVar

from beyan.publish.forks import all_cores, fork_worker, kill_worker, write_all

T = TypeVar("T")
R = TypeVar("R")

# The first items of a stream, which are made sooner than a process is there.
_FEW = 3
# The number of an item, in which part of the shared memory it lies, and its length; before a
# result, the length is that of the result.
_HEAD = struct.Struct("=III")


class Helpers(Generic[T, R]):
    """`map(function, items)`, for one stream or several at a time, with the results in order.

    `room` is what an item takes at most, pickled (bytes). Whatever a helper does not bring, because
    it was killed or has failed, is made by this process, and fails here.
    """

    def __init__(self, function: Callable[[T], R], *, room: int, jobs: int | None = None) -> None:
        self._function = function
        self._jobs = all_cores() if jobs is None else jobs
        self._room = room
        self._streams = self._number = 0
        self._begun = False
        self._workers: dict[int, int] = {}  # where each answers, and its process
        self._coming: dict[int, bytearray] = {}
        self._items: dict[int, T] = {}  # whose results nobody has taken
        self._made: dict[int, R] = {}

    def __enter__(self) -> Helpers[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def map(self, items: Iterable[T]) -> Generator[R]:
        given: deque[int] = deque()
        self._streams += 1
        try:
            for position, item in enumerate(items):
                if position == _FEW and not self._begun:
                    self._begin()
                while given and len(given) >= max(2 * len(self._workers) // self._streams, 1):
                    yield self._taken(given.popleft())
                if position < _FEW or not self._workers:
                    yield self._function(item)
                else:
                    given.append(self._give(item))
            while given:
                yield self._taken(given.popleft())
        finally:
            self._streams -= 1

    def _begin(self) -> None:
        self._begun = True
        if self._jobs < 2 or not hasattr(os, "fork"):
            return
        self._places = mmap.mmap(-1, 2 * self._jobs * self._room)
        self._free = [*range(2 * self._jobs)]
        self._heard = select.poll()
        # Otherwise the collector writes to all that the processes share.
        gc.freeze()
        try:
            self._taking, self._giving = os.pipe()
            for _ in range(self._jobs):
                answers, worker = fork_worker(self._help)
                self._workers[answers] = worker
                self._coming[answers] = bytearray()
                self._heard.register(answers, select.POLLIN)
        except OSError:
            pass  # no more processes, or no more files, are allowed

    def _help(self, answers: int) -> None:
        os.close(self._giving)
        while head := os.read(self._taking, _HEAD.size):
            number, place, length = _HEAD.unpack(head)
            begin = place * self._room
            made = self._function(pickle.loads(self._places[begin : begin + length]))
            data = pickle.dumps(made)
            write_all(answers, _HEAD.pack(number, place, len(data)) + data)

    def _give(self, item: T) -> int:
        self._number += 1
        self._items[self._number] = item
        data = pickle.dumps(item)
        while self._workers and not self._free:
            self._hear()
        if len(data) > self._room:
            self._made[self._number] = self._function(item)
        elif self._workers:
            place = self._free.pop()
            begin = place * self._room
            self._places[begin : begin + len(data)] = data
            os.write(self._giving, _HEAD.pack(self._number, place, len(data)))
        return self._number

    def _taken(self, number: int) -> R:
        while self._workers and number not in self._made:
            self._hear()
        item = self._items.pop(number)
        return self._made.pop(number) if number in self._made else self._function(item)

    def _hear(self) -> None:
        for answers, _ in self._heard.poll():
            data = os.read(answers, 1 << 20)
            if not data:
                self._end()
                return
            self._coming[answers] += data
            for number, place, made in _answers(self._coming[answers]):
                self._free.append(place)
                self._made[number] = pickle.loads(made)

    def _end(self) -> None:
        for answers, worker in self._workers.items():
            os.close(answers)
            kill_worker(worker)
        if self._workers:
            os.close(self._taking)
            os.close(self._giving)
            gc.unfreeze()
        self._workers = {}


def _answers(buffer: bytearray) -> Iterator[tuple[int, int, bytes]]:
    """Each whole answer, taken out of the buffer."""
    while len(buffer) >= _HEAD.size:
        number, place, length = _HEAD.unpack_from(buffer)
        end = _HEAD.size + length
        if len(buffer) < end:
            return
        yield number, place, bytes(buffer[_HEAD.size : end])
        del buffer[:end]
