"""A system that refuses: other file systems, and calls that fail as on a full or broken disk."""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from errno import EBUSY, EXDEV
from pathlib import Path
from typing import Any
from unittest.mock import patch

# What needs room on a disk, and what gives some back.
NEEDS_ROOM = ("mkdir", "open", "write", "sendfile", "fsync", "rename", "replace")
FREES = ("unlink", "rmdir")


@contextmanager
def mounted(*volumes: Path) -> Iterator[None]:
    """Each folder is a file system of its own: nothing is renamed across its border."""
    names = sorted((str(each) for each in volumes), key=len, reverse=True)

    def volume(path: Any) -> str:
        place = os.path.abspath(path)
        return next((each for each in names if f"{place}/".startswith(f"{each}/")), "")

    def bordered(real: Callable[..., None]) -> Callable[..., None]:
        def call(source: Any, target: Any, **keywords: Any) -> None:
            if os.path.abspath(source) in names or os.path.abspath(target) in names:
                raise OSError(EBUSY, os.strerror(EBUSY), source, None, target)
            if volume(source) != volume(target):
                raise OSError(EXDEV, os.strerror(EXDEV), source, None, target)
            real(source, target, **keywords)

        return call

    with (
        patch.object(os, "rename", bordered(os.rename)),
        patch.object(os, "replace", bordered(os.replace)),
    ):
        yield


@dataclass
class Faults:
    """The n-th call (from 0) of the system fails; with `stays`, every later one of `names` too.

    `calls` are those that were made, by name, with their last path.
    """

    n: int
    error: int | BaseException
    stays: bool = False
    names: Sequence[str] = (*NEEDS_ROOM, *FREES)
    calls: list[tuple[str, str]] = field(default_factory=list)

    @property
    def happened(self) -> bool:
        return len(self.calls) > self.n

    @property
    def before(self) -> list[tuple[str, str]]:
        return self.calls[: self.n]

    def _pass(self, name: str, path: Any) -> None:
        if name not in self.names:
            return
        self.calls.append((name, str(path)))
        number = len(self.calls) - 1
        if number == self.n or (self.stays and number > self.n):
            if isinstance(self.error, BaseException):
                raise self.error
            # A descriptor has no name.
            named = () if name in ("write", "sendfile", "fsync") else (str(path),)
            raise OSError(self.error, os.strerror(self.error), *named)

    @contextmanager
    def injected(self) -> Iterator[Faults]:
        def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **keywords: Any) -> Any:
                paths = [each for each in arguments if isinstance(each, str | os.PathLike)]
                self._pass(name, paths[-1] if paths else "")
                return real(*arguments, **keywords)

            return call

        really_open = builtins.open

        def opened(file: Any, mode: str = "r", *arguments: Any, **keywords: Any) -> Any:
            if not set(mode) & set("wax+"):
                return really_open(file, mode, *arguments, **keywords)
            self._pass("open", file)
            found = really_open(file, mode, *arguments, **keywords)
            return _Written(found, lambda: self._pass("write", file))

        really_open_descriptor = os.open

        def opened_descriptor(path: Any, flags: int, *arguments: Any, **keywords: Any) -> int:
            if flags & (os.O_WRONLY | os.O_RDWR):
                self._pass("open", path)
            return really_open_descriptor(path, flags, *arguments, **keywords)

        names = [each for each in (*NEEDS_ROOM, *FREES) if each not in ("open", "write")]
        patches = [patch.object(os, each, counted(each, getattr(os, each))) for each in names]
        # They are one function by two names; of descriptors only what they write is counted.
        patches += [patch.object(module, "open", opened) for module in (builtins, io)]
        patches.append(patch.object(os, "open", opened_descriptor))
        for each in (*patches, patch.object(os, "write", counted("write", os.write))):
            each.start()
        try:
            yield self
        finally:
            patch.stopall()


class _Written:
    """An open file of which each writing is counted."""

    def __init__(self, file: Any, count: Callable[[], None]) -> None:
        self._file, self._count = file, count

    def write(self, data: Any) -> Any:
        self._count()
        return self._file.write(data)

    def __enter__(self) -> _Written:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@contextmanager
def meddled(path: Path, nth: int, act: Callable[[], object]) -> Iterator[list[str]]:
    """Before the file is opened for the n-th time (from 0), somebody else does something to it.

    What is yielded grows with every opening.
    """
    seen: list[str] = []
    really_open, wanted = builtins.open, os.path.realpath(path)

    def opened(file: Any, mode: str = "r", *arguments: Any, **keywords: Any) -> Any:
        if isinstance(file, str | os.PathLike) and os.path.realpath(file) == wanted:
            seen.append(mode)
            if len(seen) == nth + 1:
                act()
        return really_open(file, mode, *arguments, **keywords)

    with patch.object(builtins, "open", opened), patch.object(io, "open", opened):
        yield seen
