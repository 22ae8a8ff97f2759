"""What other programs put into the folder that readers see, such as `.well-known/acme-challenge`.

It is carried from each tree to the next, and is never deleted. Where that cannot be, nothing is
published.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from stat import S_ISDIR, S_ISLNK, S_ISREG

# All that is taken over from a folder of which nobody knows who filled it.
WELL_KNOWN = ".well-known"


def others(tree: Path, ours: Collection[str]) -> Iterator[str]:
    """What stands below `tree` and is not among `ours`, nor a folder of theirs; folders first."""
    folders = {""} | folders_of(ours)
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with os.scandir(tree / inside) as found:
            entries = sorted(found, key=lambda each: each.name)
        for entry in entries:
            path = f"{inside}/{entry.name}" if inside else entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            if is_folder:
                waiting.append(path)
            if path not in (folders if is_folder else ours):
                yield path


def folders_of(paths: Collection[str]) -> set[str]:
    """Every folder in which one of the paths lies."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def strangers(tree: Path, planned: Mapping[str, object], is_same: Collection[str]) -> list[str]:
    """What may not be taken over from a folder that was filled by nobody knows whom.

    `is_same` are the files in it that have the bytes of what is to stand there.
    """
    return [
        path
        for path in others(tree, planned.keys() & is_same)
        if PurePosixPath(path).parts[0] != WELL_KNOWN
    ]


def carry(old: Path, ours: Collection[str], new: Path, planned: Collection[str]) -> list[str]:
    """Bring what others put into the tree `old` into `new`; what can not be brought.

    `ours` are the files of `old`, `planned` those of `new`. It may be done again.
    """
    folders = folders_of(planned)
    stuck = []
    device = os.stat(old).st_dev
    for path in others(old, ours):
        with suppress(FileNotFoundError):  # gone meanwhile
            stat = os.lstat(old / path)
            is_folder = S_ISDIR(stat.st_mode)
            is_taken = (
                path in planned
                or (path in folders and not is_folder)
                or any(str(each) in planned for each in PurePosixPath(path).parents)
            )
            # What is mounted there would stay with the old tree. Of files the number tells nothing
            # on some file systems (overlayfs).
            is_elsewhere = is_folder and stat.st_dev != device
            if is_taken or is_elsewhere or not _brought(old / path, new / path, stat):
                stuck.append(path)
    return stuck


def _brought(source: Path, target: Path, stat: os.stat_result) -> bool:
    target.parent.mkdir(parents=True, exist_ok=True)
    if S_ISDIR(stat.st_mode):
        if not target.is_dir():
            target.mkdir()
            shutil.copystat(source, target)
            _own(target, stat)
        return True
    if S_ISLNK(stat.st_mode):
        text = os.readlink(source)
        if not target.is_symlink() or os.readlink(target) != text:
            target.unlink(missing_ok=True)
            os.symlink(text, target)
        return True
    if not S_ISREG(stat.st_mode):
        return False
    if not _is_same_file(target, stat):
        target.unlink(missing_ok=True)
        link_or_copy(source, target)
    return True


def _is_same_file(target: Path, stat: os.stat_result) -> bool:
    with suppress(OSError):
        return os.path.samestat(os.lstat(target), stat)
    return False


def link_or_copy(source: Path | str, target: Path | str) -> None:
    """The same file by a second name; a copy with its times, where that cannot be."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)


def _own(target: Path, stat: os.stat_result) -> None:
    """Another program goes on writing to its folder."""
    with suppress(OSError, AttributeError):
        os.chown(target, stat.st_uid, stat.st_gid)
