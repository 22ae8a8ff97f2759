"""What became of the output since the last build left it: every file and folder is looked at.

Not one is opened that has its size and times, and no record of an artifact is decoded.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from beyan.snapshot.folders import opened
from beyan.snapshot.manifest import Manifest, OutputState
from beyan.snapshot.tables.stamps import Stamp, Stamps

# So many files or folders are looked at in a few milliseconds.
_CHUNK = 1_000


# Some of the files, or (true) of the folders, that the manifest has: from which of them on.
Part = tuple[bool, int]
# Of a part: files that are not what they were, those that were only touched, folders that were
# changed, and those that are gone.
Seen = tuple[list[str], dict[str, Stamp], list[str], list[str]]


def looking(
    output: Path, manifest: Manifest
) -> tuple[Callable[[Part], Seen], list[Part], Callable[[Iterable[Seen]], OutputState]]:
    """How to look at all of an output, in parts that may be looked at by any process, and what all
    of them tell together.
    """
    lstat, whole_way = os.lstat, f"{output}/"

    @cache
    def owners() -> Mapping[str, tuple[str, bytes]]:
        """Of each file the artifact that has it, and the digest of its bytes."""
        return {
            path: (name, digest)
            for name, (_, _, _, files, _) in manifest.entries.items()
            for path, digest in files
        }

    def is_same(path: str) -> bool:
        """Whether the file's bytes are what they were: it was copied, restored or touched."""
        _, digest = owners()[path]
        try:
            with open(whole_way + path, "rb") as file:
                return sha256(file.read()).digest() == digest
        except OSError:
            return False

    def at_files(start: int) -> Seen:
        damaged: list[str] = []
        touched: dict[str, Stamp] = {}
        with opened(output) as number:
            way = whole_way if number is None else ""
            for path, was in manifest.stamps.rows(start, start + _CHUNK):
                try:
                    stat = lstat(way + path, dir_fd=number)
                except OSError:
                    damaged.append(path)
                    continue
                now = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
                if now == was and S_ISREG(stat.st_mode):
                    continue
                if now[0] == was[0] and S_ISREG(stat.st_mode) and is_same(path):
                    touched[path] = now
                else:
                    damaged.append(path)
        return damaged, touched, [], []

    def at_folders(start: int) -> Seen:
        changed: list[str] = []
        gone: list[str] = []
        with opened(output) as number:
            way = whole_way if number is None else "./"  # the first folder is ""
            for folder, at in manifest.folders.rows(start, start + _CHUNK):
                try:
                    stat = lstat(way + folder, dir_fd=number)
                except OSError:
                    gone.append(folder)
                    continue
                if not S_ISDIR(stat.st_mode):
                    gone.append(folder)
                elif stat.st_mtime_ns != at:
                    changed.append(folder)
        return [], {}, changed, gone

    def look(part: Part) -> Seen:
        are_folders, start = part
        return at_folders(start) if are_folders else at_files(start)

    def joined(seen: Iterable[Seen]) -> OutputState:
        damaged: set[str] = set()
        touched: dict[str, Stamp] = {}
        has_unknown_files = False
        for other, again, changed, gone in seen:
            damaged.update(other)
            touched.update(again)
            has_unknown_files = has_unknown_files or bool(changed or gone)
            for folder in gone:
                # What is reached through a link in its place is not the output's.
                inside = f"{folder}/" if folder else ""
                damaged.update(path for path in manifest.stamps if path.startswith(inside))
        names = {owners()[path][0] for path in damaged}
        return OutputState(frozenset(names), has_unknown_files, touched)

    parts = [(False, start) for start in range(0, manifest.stamps.count, _CHUNK)]
    parts += [(True, start) for start in range(0, manifest.folders.count, _CHUNK)]
    return look, parts, joined


def output_state(output: Path, manifest: Manifest) -> OutputState:
    """Look at every file and folder that the manifest has."""
    look, parts, joined = looking(output, manifest)
    return joined(map(look, parts))


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
