"""Runs commands of Bəyan as on a system that lacks what this one has.

`python -m tests.lacking windows '[["build", "--strict"], …]'`: every command in turn, in this
process; ends with the first exit code that is not 0. What is taken away is gone for all modules
that are imported afterwards, the program’s among them.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

# By system: what `os` and `signal` lack, and modules that are not there.
_LACKS = {
    "windows": (
        {"fork", "register_at_fork", "sched_getaffinity", "pread", "pwrite", "getuid", "geteuid",
         "getgid", "getegid", "getppid", "chown", "lchown", "mkfifo", "statvfs", "setsid", "killpg",
         "nice", "O_DIRECTORY", "O_NOFOLLOW", "posix_fallocate", "posix_fadvise", "sync"},
        {"SIGHUP", "SIGKILL", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGPIPE", "setitimer", "alarm"},
        {"fcntl", "resource", "pwd", "grp", "termios"},
    ),
    "macos": (
        {"sched_getaffinity", "posix_fallocate", "posix_fadvise"},
        set(),
        set(),
    ),
}  # fmt: skip
_PLATFORM = {"windows": "win32", "macos": "darwin"}


def take_away(system: str) -> None:
    # What Python itself needs of them is there already.
    import asyncio  # noqa: F401
    import ctypes
    import ctypes.util  # noqa: F401
    import multiprocessing  # noqa: F401
    import socket  # noqa: F401
    import subprocess  # noqa: F401
    import tempfile  # noqa: F401
    import urllib.request  # noqa: F401
    import zipfile  # noqa: F401

    import babel.localtime  # noqa: F401
    import click  # noqa: F401
    import PIL.Image  # noqa: F401
    import rich.console
    import rich.table  # noqa: F401

    of_os, of_signals, modules = _LACKS[system]
    for module, names in ((os, of_os), (signal, of_signals)):
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    for name in modules:
        sys.modules[name] = None  # type: ignore[assignment]  # so that an import raises ImportError
    if system == "windows":
        # Who is no administrator there may make none.
        os.symlink = _refused
    sys.platform = _PLATFORM[system]


def _refused(*_: Any, **__: Any) -> None:
    raise OSError(1314, "a required privilege is not held by the client")


def _ended(command: Callable[[], object]) -> int:
    try:
        command()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0


def main() -> int:
    system, commands = sys.argv[1], json.loads(sys.argv[2])
    take_away(system)
    from beyan.cli import cli

    for arguments in commands:
        sys.argv = ["beyan", *arguments]
        if code := _ended(lambda: cli(prog_name="beyan")):
            print(f"beyan {' '.join(arguments)}: {code}", file=sys.stderr)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
