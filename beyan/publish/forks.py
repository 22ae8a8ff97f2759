"""A process beside this one. It has all that its parent has read, without a copy of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress

from beyan.lifetime import ENDINGS, be_worker, killed, lifeline, reap

# The numbers of all that is to be done wait in one pipe, which has room for a page of memory at the
# least.
NUMBER = 4
MOST_NUMBERS = 4096 // NUMBER


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
    reap(waits=False)
    reading, writing = os.pipe()
    parent, child = os.getpid(), -1
    # What ends the program waits until the new process leaves that to its parent.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    try:
        child = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        raise
    finally:
        if child:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    if child:
        os.close(writing)
        return reading, child
    status = 1
    try:
        os.close(reading)
        be_worker(parent)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        work(writing)
        status = 0
    finally:
        os._exit(status)


def write_all(descriptor: int, data: bytes | bytearray) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def kill_worker(worker: int, *, waits: bool = True) -> None:
    """With `waits`, it is gone then; else the system may still be taking back its memory."""
    with suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)
    killed.append(worker)
    reap(waits=waits)
