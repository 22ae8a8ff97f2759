"""What became of the output since the last build left it: every file and folder is looked at.

Not one is opened that has its size and times, and no record of an artifact is decoded.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from beyan.snapshot.manifest import Manifest, OutputState
from beyan.snapshot.stamps import Stamp, Stamps

# So many files or folders are looked at in a few milliseconds.
_CHUNK = 1_000


class Part(NamedTuple):
    """Some of the files, or of the folders, that the manifest has."""

    are_folders: bool
    start: int


class Seen(NamedTuple):
    """Of a part: files that are not what they were, those that were only touched, and folders that
    were changed or are gone.
    """

    damaged: tuple[str, ...]
    touched: Mapping[str, Stamp]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


class Look:
    """A look at all of an output, in parts that may be looked at by any process."""

    def __init__(self, output: Path, manifest: Manifest) -> None:
        self._output = str(output)
        self._manifest = manifest
        files, folders = manifest.stamps, manifest.folders
        self.parts = [Part(False, start) for start in range(0, files.count, _CHUNK)]
        self.parts += [Part(True, start) for start in range(0, folders.count, _CHUNK)]

    def at(self, part: Part) -> Seen:
        return self._at_folders(part.start) if part.are_folders else self._at_files(part.start)

    def joined(self, seen: Iterable[Seen]) -> OutputState:
        damaged: set[str] = set()
        touched: dict[str, Stamp] = {}
        gone: list[str] = []
        has_unknown_files = False
        for each in seen:
            damaged.update(each.damaged)
            touched.update(each.touched)
            gone += each.gone
            has_unknown_files = has_unknown_files or bool(each.changed or each.gone)
        for folder in gone:
            # What is reached through a link in its place is not the output's.
            inside = f"{folder}/" if folder else ""
            damaged.update(path for path in self._manifest.stamps if path.startswith(inside))
        names = {self._owners[path][0] for path in damaged}
        return OutputState(frozenset(names), has_unknown_files, touched)

    def _at_files(self, start: int) -> Seen:
        damaged = []
        touched: dict[str, Stamp] = {}
        base, lstat = f"{self._output}/", os.lstat
        for path, was in self._manifest.stamps.rows(start, start + _CHUNK):
            try:
                stat = lstat(base + path)
            except OSError:
                damaged.append(path)
                continue
            now = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
            if now == was and S_ISREG(stat.st_mode):
                continue
            if now[0] == was[0] and S_ISREG(stat.st_mode) and self._is_same(path):
                touched[path] = now
            else:
                damaged.append(path)
        return Seen(tuple(damaged), touched, (), ())

    def _at_folders(self, start: int) -> Seen:
        changed, gone = [], []
        base, lstat = f"{self._output}/", os.lstat
        for folder, at in self._manifest.folders.rows(start, start + _CHUNK):
            try:
                stat = lstat(base + folder)
            except OSError:
                gone.append(folder)
                continue
            if not S_ISDIR(stat.st_mode):
                gone.append(folder)
            elif stat.st_mtime_ns != at:
                changed.append(folder)
        return Seen((), {}, tuple(changed), tuple(gone))

    @cached_property
    def _owners(self) -> Mapping[str, tuple[str, bytes]]:
        """Of each file the artifact that has it, and the digest of its bytes."""
        return {
            path: (name, digest)
            for name, (_, _, _, files, _) in self._manifest.entries.items()
            for path, digest in files
        }

    def _is_same(self, path: str) -> bool:
        """Whether the file's bytes are what they were: it was copied, restored or touched."""
        _, digest = self._owners[path]
        try:
            with open(f"{self._output}/{path}", "rb") as opened:
                return sha256(opened.read()).digest() == digest
        except OSError:
            return False


def output_state(output: Path, manifest: Manifest) -> OutputState:
    """Look at every file and folder that the manifest has."""
    look = Look(output, manifest)
    return look.joined(map(look.at, look.parts))


def folder_times(output: Path, before: Stamps[int], touched: Iterable[str]) -> Stamps[int]:
    """`Manifest.folders` after the files `touched` were put in place or deleted."""
    found: dict[str, int] = {}
    gone: list[str] = []
    seen: set[str] = set()
    for path in touched:
        folder = path
        while folder:
            folder = folder.rpartition("/")[0]
            if folder in seen:
                break
            seen.add(folder)
    for folder in seen:
        try:
            found[folder] = os.lstat(f"{output}/{folder}").st_mtime_ns
        except OSError:
            gone.append(folder)
    return before.followed_by(found, gone)
