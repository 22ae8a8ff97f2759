"""Work spread over processes. What comes back, and in which order, does not depend on how many.

Workers are forked: they have all that their parent has read, without a copy of it. Where the
system cannot fork, everything happens in this process.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# A process costs 10 ms; below that many items for each, one alone is done sooner.
_WORTH_A_WORKER = 200
# Large enough that handing them over costs nothing, small enough that nobody waits at the end.
_CHUNK = 40

# What the workers of this moment do; forked with them, because functions do not pickle.
_job: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def all_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def parallel_map(
    function: Callable[[T], R],
    items: Sequence[T],
    *,
    jobs: int,
    worth: int = _WORTH_A_WORKER,
    chunk: int = _CHUNK,
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[R]:
    """`map(function, items)` by up to `jobs` processes; results must pickle.

    As many items as `worth` are reason enough for a process; it takes `chunk` at a time. While
    other processes are at work, and only then, this one does what is to be done `meanwhile`.
    """
    global _job
    jobs = min(jobs, len(items) // worth)
    if jobs < 2 or not hasattr(os, "fork"):
        yield from map(function, items)
        return
    # Imported here: most builds have too little to do for it.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    _job = (function, items)
    # Otherwise the collector writes to all that the processes share.
    gc.freeze()
    pool = ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context("fork"), initializer=_ignore_interrupt
    )
    try:
        chunks = (range(start, start + chunk) for start in range(0, len(items), chunk))
        every = pool.map(_chunk, chunks)
        meanwhile()
        for results in every:
            yield from results
    finally:
        # After an error, or Ctrl+C, nobody waits for what was still to be done.
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()
        _job = None


class BackgroundTask(Generic[R]):
    """`function()` in a process of its own, while this one goes on; here, where that cannot be."""

    def __init__(self, function: Callable[[], R], *, jobs: int) -> None:
        self._function = function
        self._child: tuple[int, int] | None = None
        if jobs < 2 or not hasattr(os, "fork"):
            return
        reading, writing = os.pipe()
        child = os.fork()
        if child:
            os.close(writing)
            self._child = (child, reading)
            return
        # The child never returns: whatever happens, nothing else of the program runs twice.
        try:
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(function(), pipe)
        finally:
            os._exit(0)

    def result(self) -> R:
        if self._child is None:
            return self._function()
        child, reading = self._child
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


def _chunk(places: range) -> list[Any]:
    assert _job is not None, "set before the worker was forked"
    function, items = _job
    return [function(item) for item in items[places.start : places.stop]]


def _ignore_interrupt() -> None:
    """Ctrl+C reaches every process of a terminal; the parent alone deals with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
