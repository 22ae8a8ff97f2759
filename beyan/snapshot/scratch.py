"""Folders of one run, into which nobody else may look: they go with it, whatever ends it.

Texts under embargo lie there. A run that is killed cannot take its folder away, so the next one
that makes a folder, or opens a cache, at the same place does. It knows those of runs that are still
at work by their lock, which lies on the folder itself; where there are no locks, all stay.
"""

from __future__ import annotations

import atexit
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Longer than the names that people give to folders of theirs: what bears it is deleted.
PREFIX = "beyan-scratch-"
_PRIVATE = 0o700

# Of each folder the process that made it, its lock, and the folder that was made to have it.
_own: dict[Path, tuple[int, int | None, Path | None]] = {}
# The locks of this process. A forked one would keep them when this one is killed.
held: set[int] = set()


def _let_go() -> None:
    for lock in held:
        with suppress(OSError):
            os.close(lock)
    held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


@contextmanager
def scratch_folder(base: Path | None) -> Iterator[Path]:
    """A new `private_folder` for as long as the context."""
    folder = private_folder(base)
    try:
        yield folder
    finally:
        discard(folder)


def private_folder(base: Path | None) -> Path:
    """A new one below `base`, or where nothing may be written there, among the temporary files.

    It stays until `discard`, or the end of the program.
    """
    if base is not None:
        with suppress(OSError):
            return _made(base)
    import tempfile

    return _made(Path(tempfile.gettempdir()))


def discard(folder: Path) -> None:
    process, lock, above = _own.get(folder, (0, None, None))
    # A forked worker knows of the folder as well, but it is not its own.
    if process != os.getpid():
        return
    shutil.rmtree(folder, ignore_errors=True)
    del _own[folder]
    if lock is not None:
        _unlock(lock)
    if above is not None:
        with suppress(OSError):
            above.rmdir()


@atexit.register
def discard_all() -> None:
    """For a process that ends without freeing its memory."""
    for folder in list(_own):
        discard(folder)


def sweep(base: Path) -> None:
    """Take away what runs left there that were killed."""
    try:
        left = [Path(each) for each in os.scandir(base) if each.name.startswith(PREFIX)]
    except OSError:
        return
    for folder in left:
        lock = None if folder in _own else _locked(folder, waits=False)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            _unlock(lock)


def _made(base: Path) -> Path:
    """Raises OSError."""
    # Not loaded where nothing is done: it needs random numbers, and those much else.
    import tempfile

    above = None if base.exists() else base
    base.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
    sweep(base)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base))
        lock = _locked(folder, waits=True)
        # Whoever swept just then took it for one that was left.
        if folder.is_dir():
            _own[folder] = (os.getpid(), lock, above)
            return folder
        if lock is not None:
            _unlock(lock)


def _locked(folder: Path, *, waits: bool) -> int | None:
    """A descriptor with the lock of the folder; None where somebody else has it, or none is had.

    Only of one's own, with the mode that it was made with: among temporary files anybody may put a
    folder of any name, and a copy or an unpacked archive has usually another mode.
    """
    try:
        import fcntl

        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except (ImportError, OSError):
        return None
    try:
        found = os.fstat(lock)
        if found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) != _PRIVATE:
            raise PermissionError
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
    except OSError:
        os.close(lock)
        return None
    held.add(lock)
    return lock


def _unlock(lock: int) -> None:
    held.discard(lock)
    os.close(lock)
