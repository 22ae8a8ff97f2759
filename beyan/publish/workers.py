"""Work spread over processes. What comes back, and in which order, does not depend on how many.

Workers are forked: they have all that their parent has read, without a copy of it. Where the
system cannot fork, everything happens in this process.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

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


def spread(function: Callable[[T], R], items: Sequence[T], *, jobs: int) -> Iterator[R]:
    """`map(function, items)` by up to `jobs` processes; results must pickle."""
    global _job
    jobs = min(jobs, len(items) // _WORTH_A_WORKER)
    if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(function, items)
        return
    _job = (function, items)
    # Otherwise the collector writes to all that the processes share.
    gc.collect()
    gc.freeze()
    try:
        with ProcessPoolExecutor(
            jobs, mp_context=multiprocessing.get_context("fork"), initializer=_ignore_interrupt
        ) as pool:
            for results in pool.map(_chunk, range(0, len(items), _CHUNK)):
                yield from results
    finally:
        gc.unfreeze()
        _job = None


def _chunk(start: int) -> list[Any]:
    assert _job is not None, "set before the worker was forked"
    function, items = _job
    return [function(item) for item in items[start : start + _CHUNK]]


def _ignore_interrupt() -> None:
    """Ctrl+C reaches every process of a terminal; the parent alone deals with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
