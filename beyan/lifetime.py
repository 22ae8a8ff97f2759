"""How the program ends: in order where it can, with all its processes, and for which reason.

Linux ends a process with its parent where it is asked to. Elsewhere each watches a pipe that no
other than the parent can write to, and that is closed with it.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Container
from contextlib import suppress
from errno import EAGAIN, EFBIG, EMFILE, ENFILE, ENOMEM
from functools import lru_cache
from typing import Any

# What ends a program in an orderly way: Ctrl+C, the system, a terminal that is closed.
ENDINGS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
# Several often come together, as when a terminal is closed; cleaning up takes less (seconds).
_TOGETHER = 2.0
# Of linux/prctl.h.
_PR_SET_PDEATHSIG = 1

# Processes of this one that the system still knows.
killed: list[int] = []

KILLED = "the system, or another program, ended the process"
NO_MEMORY = "there is not enough memory"
TOO_DEEP = "it is nested too deep"
# Where a limit of the system was met, no file is at fault.
_LIMITS = frozenset({EMFILE, ENFILE, ENOMEM, EAGAIN, EFBIG})


class WorkStopped(Exception):
    """The program cannot end its work on what is called `name`, or "" where that is not known."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason


def starved(error: BaseException | None) -> str:
    """What the machine, or a limit set on it, refused; "" where the error is another one."""
    match error:
        case MemoryError():
            return NO_MEMORY
        case RecursionError():
            return TOO_DEEP
        case OSError() if error.errno in _LIMITS:
            return NO_MEMORY if error.errno == ENOMEM else os.strerror(error.errno or 0)
        case ImportError() if "shared object" in str(error) or "allocate memory" in str(error):
            return NO_MEMORY  # a library that found no room
    return ""


def end_in_order(*, even: Container[int] = ()) -> None:
    """Each of `ENDINGS` raises KeyboardInterrupt, so that nothing is left of the work.

    What whoever started the program has it ignore stays ignored, `even` those excepted.
    """
    asked = float("-inf")

    def end(*_: object) -> None:
        nonlocal asked
        before, asked = asked, time.monotonic()
        if asked - before > _TOGETHER:
            raise KeyboardInterrupt

    for each in ENDINGS:
        if each in even or signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, end)


def end_unhindered() -> None:
    """The program ends by itself now: nothing else does that before it has taken its files away."""
    for each in ENDINGS:
        signal.signal(each, signal.SIG_IGN)


def reap(*, waits: bool) -> None:
    """Have the system forget whoever was `killed` and is gone; with `waits`, all."""
    for worker in [*killed]:
        with suppress(ChildProcessError):  # it is the parent's
            if os.waitpid(worker, 0 if waits else os.WNOHANG) == (0, 0):
                continue
        with suppress(ValueError):  # another thread was first
            killed.remove(worker)


def be_worker(parent: int) -> None:
    """In a forked process: the parent alone deals with what ends the program, and ends this one."""
    for each in ENDINGS:
        signal.signal(each, signal.SIG_IGN)
    watched, held = lifeline()
    os.close(held)
    lifeline.cache_clear()
    if not bind_to(parent):
        import threading

        threading.Thread(target=_watch, args=(watched,), daemon=True).start()


def bind_to(parent: int) -> bool:
    """This process, or the program that it becomes, is killed when its parent ends."""
    prctl = death_signal()
    if prctl is None or prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL)) != 0:
        return False
    if os.getppid() != parent:  # it had ended before
        os._exit(1)
    return True


@lru_cache
def death_signal() -> Any:
    """The system's `prctl`; None where there is none."""
    if sys.platform != "linux":
        return None
    with suppress(ImportError, OSError, AttributeError):
        import ctypes

        return ctypes.CDLL(None).prctl
    return None


@lru_cache
def lifeline() -> tuple[int, int]:
    """A pipe into which nothing is written; its second end is open as long as this process is."""
    return os.pipe()


def _watch(watched: int) -> None:
    os.read(watched, 1)
    os._exit(1)
