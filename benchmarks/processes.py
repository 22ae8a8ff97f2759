"""Running a build and what it costs: seconds on the wall, of processors, and peak memory."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from benchmarks.tools.tool import Command

SAMPLE_EVERY = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Cost:
    """`wall` and `cpu` in seconds; `memory` in bytes, 0 where it was not looked at."""

    wall: float
    cpu: float
    memory: int = 0


class BuildFailed(Exception):
    """A command ended with an error; the end of what it said is the message."""


def run(commands: Sequence[Command], *, watches_memory: bool = False) -> Cost:
    """Run the commands side by side to their end.

    Looking at the memory of a large process slows it down, so a run is either timed or watched.
    """
    # Nobody pays for writing another's files to the disk.
    os.sync()
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        processes = [_start(command, said.fileno()) for command in commands]
        watch = _MemoryWatch([process.pid for process in processes]) if watches_memory else None
        cpu, failed = 0.0, False
        for process in processes:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            cpu += usage.ru_utime + usage.ru_stime
            failed = failed or process.returncode != 0
        wall = time.perf_counter() - start
        memory = watch.peak() if watch is not None else 0
        if failed:
            said.seek(0)
            text = said.read().decode(errors="replace")
            raise BuildFailed(f"{' '.join(commands[0].arguments)}\n{text[-3_000:]}")
    return Cost(wall, cpu, memory)


def start(command: Command) -> subprocess.Popen[bytes]:
    """A server in the background, in a process group of its own."""
    return _start(command, subprocess.DEVNULL)


def _start(command: Command, output: int) -> subprocess.Popen[bytes]:
    around = {**os.environ, **command.environment}
    # Whoever has it set for the benchmark would have each program compile its modules in each run.
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.Popen(
        command.arguments,
        cwd=command.folder,
        env=around,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
    )


class _MemoryWatch(Thread):
    """The largest sum, over time, of what all processes of the sessions hold.

    A page that processes share counts once altogether (PSS). Where the kernel does not tell it,
    resident sets are added up, which counts shared pages more than once.
    """

    def __init__(self, sessions: Sequence[int]) -> None:
        super().__init__(daemon=True)
        self._sessions = {str(each) for each in sessions}
        self._largest = 0
        self._over = Event()
        self.start()

    def run(self) -> None:
        while not self._over.wait(SAMPLE_EVERY):
            self._largest = max(self._largest, sum(map(_held, self._pids())))

    def peak(self) -> int:
        self._over.set()
        self.join()
        return self._largest

    def _pids(self) -> list[str]:
        return [
            pid for pid in os.listdir("/proc") if pid.isdigit() and _session(pid) in self._sessions
        ]


def _session(pid: str) -> str:
    with suppress(OSError):
        # After the name, which may have any character: state, parent, group, session.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[3]
    return ""


def _held(pid: str) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
    return 0
