"""What a command writes for the officer: the whole file, or the one that stood there before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EACCES
from pathlib import Path


class NotSaved(OSError):
    """The system does not let us write `filename`, which is as it was."""


@contextmanager
def writing(path: Path | str) -> Iterator[None]:
    """Whatever the system refuses meanwhile is raised as `NotSaved`."""
    try:
        yield
    except OSError as error:
        raise NotSaved(error.errno, error.strerror or str(error), str(path)) from error


def save(path: Path, data: bytes, *, is_new: bool = False) -> None:
    """Write the file and the folders it needs. Raises `NotSaved`.

    `is_new`: nothing is overwritten. Raises FileExistsError.
    """
    # A link goes on leading to the file.
    target = Path(os.path.realpath(path))
    # An editor's lists, and what watches the site, leave out hidden files.
    fresh = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not is_new and not os.access(target, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            target.open("xb").close()
        elif target.exists():
            shutil.copymode(target, fresh)
        os.replace(fresh, target)
    except BaseException as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        if is_new and isinstance(error, FileExistsError) and target.exists():
            raise
        raise NotSaved(error.errno, error.strerror or str(error), str(path)) from error


def save_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Fill a folder that does not exist or is empty: with all files, or with none. `NotSaved`."""
    was_there = folder.is_dir()
    try:
        for name, data in files.items():
            save(folder / name, data)
    except BaseException:
        for name in files:
            path = folder / name
            with suppress(OSError):
                path.unlink(missing_ok=True)
                for parent in path.relative_to(folder).parents:
                    if parent != Path() or not was_there:
                        (folder / parent).rmdir()
        raise
