"""A process beside this one. It has all that its parent has read, without a copy of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress

from beyan.lifetime import be_worker, lifeline

# The numbers of all that is to be done wait in one pipe, which has room for a page of memory at the
# least.
NUMBER = 4
MOST_NUMBERS = 4096 // NUMBER
# Processes that are ending, or have ended and the system still knows.
_killed: list[int] = []


def all_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def numbered(counted: range) -> int:
    """A pipe from which each of these numbers can be read once, by whatever process."""
    numbers, writing = os.pipe()
    os.write(writing, b"".join(number.to_bytes(NUMBER) for number in counted))
    os.close(writing)
    return numbers


def fork_worker(work: Callable[[int], object]) -> tuple[int, int]:
    """A pipe to read, into which a new process, the second value, does the work. Raises OSError.

    The process never returns: whatever happens, nothing else of the program runs twice.
    """
    lifeline()
    _reap()
    reading, writing = os.pipe()
    parent = os.getpid()
    try:
        child = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        raise
    if child:
        os.close(writing)
        return reading, child
    status = 1
    try:
        os.close(reading)
        be_worker(parent)
        work(writing)
        status = 0
    finally:
        os._exit(status)


def write_all(descriptor: int, data: bytes | bytearray) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def kill_worker(worker: int, *, waits: bool = True) -> None:
    """With `waits`, it is gone then; else once the next one is forked, or this program ends."""
    with suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)
    _killed.append(worker)
    _reap(waits=waits)


def _reap(*, waits: bool = False) -> None:
    for worker in [*_killed]:
        with suppress(ChildProcessError):  # it is the parent's
            if os.waitpid(worker, 0 if waits else os.WNOHANG) == (0, 0):
                continue
        _killed.remove(worker)
