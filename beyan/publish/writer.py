"""Whole files only: all are staged aside, then renamed into place, and orphans go last.

Until `commit` the output is as it was; a build that fails leaves nothing of itself behind. What
needs room comes first, copies (`volumes`) and new folders: a disk that is full has changed nothing.
A build that is killed while files are renamed leaves each of them either old or new.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR
from types import MappingProxyType

from beyan.model.defaults import real
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.page import output_path
from beyan.model.plan import Plan
from beyan.publish.volumes import move, near, sweep
from beyan.saving import writing
from beyan.snapshot.manifest import PlainFile, recorded

# Every page's head says so (templates/base.html); it tells our output from somebody's folder.
GENERATOR_MARK = b'<meta name="generator" content="B\xc9\x99yan">'

# Windows would translate line ends.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)

# What an output folder must never be, or be inside of.
_SITE_FOLDERS = ("content", "templates", "assets", "locales", ".cache", ".git")


def output_problems(output: Path, root: Path, plan: Plan) -> list[Diagnostic]:
    """Why the folder may not be written to: everything unplanned in it would be deleted."""
    span = Span(str(output))
    if overlaps(output, root):
        return [problem("output-overlaps", span, folder=output)]
    if output.exists() and not output.is_dir():
        return [problem("output-not-ours", span, folder=output)]
    is_default = output.resolve() == root.resolve() / "output"
    if not output.is_dir() or is_default or not any(output.iterdir()) or _is_ours(output, plan):
        return []
    return [problem("output-not-ours", span, folder=output)]


def overlaps(output: Path, root: Path) -> bool:
    """Whether the folder holds the site itself, or lies in a part of it."""
    place, site = real(output), real(root)
    parts = place.relative_to(site).parts if place.is_relative_to(site) else ("",)
    return site.is_relative_to(place) or parts[0] in _SITE_FOLDERS


def _is_ours(output: Path, plan: Plan) -> bool:
    """Whether some planned page already stands there with our mark."""
    for artifact in plan.artifacts:
        file = output / output_path(artifact.name)
        if artifact.template and file.is_file() and GENERATOR_MARK in file.read_bytes():
            return True
    return False


class Publication:
    """One build's files on their way to `output`. `staging` is emptied before and after.

    `known` has the SHA-256 of files that are in place and whole; others are compared byte by byte.
    """

    def __init__(
        self, output: Path, staging: Path, known: Mapping[str, bytes] = MappingProxyType({})
    ) -> None:
        self.output = output
        self._staging = str(staging)
        self._known = known
        self._plain: dict[Path, bool] = {output: True}
        self._made: set[str] = set()
        self._moved: frozenset[str] = frozenset()
        # Folders of the output: those that are there, and those of them that the commit made.
        self._ready: set[str] = set()
        self._new: list[str] = []
        self._is_empty = not _has_entries(output)
        shutil.rmtree(staging, ignore_errors=True)

    def stage(self, path: str, data: bytes) -> tuple[PlainFile, bool]:
        """Take the file for `path` below output; one that is there already is left alone.

        Its record as it stands now, aside or in place, and whether its bytes are new.
        """
        digest = sha256(data).digest()
        known = self._known.get(path)
        if known == digest or (known is None and not self._is_empty and self._has(path, data)):
            return recorded(path, os.lstat(self.output / path), digest), False
        staged = f"{self._staging}/{path}"
        folder = staged.rpartition("/")[0]
        if folder not in self._made:
            _make_folder(folder)
            self._made.add(folder)
        with writing(staged):
            _write(staged, data)
        # Asked when it is closed, since some file systems settle the times only then.
        return recorded(path, os.lstat(staged), digest), True

    def staged(self, path: str) -> bytes:
        """A new file, as it waits for the commit."""
        return Path(f"{self._staging}/{path}").read_bytes()

    def commit(
        self, staged: Sequence[str], planned: Collection[str], orphans: Iterable[str] | None = None
    ) -> tuple[int, int]:
        """Put the new files in place and delete what is not `planned`; counts of both.

        `orphans` are all that is to be deleted, where that is known; else they are looked for.
        """
        is_alone = self._put_in_place(staged) if staged else False
        # What was staged may have waited in the output, where it would be an orphan.
        self._new = []
        self.discard()
        if is_alone:
            return len(staged), 0
        if orphans is None:
            return len(staged), _remove_others(self.output, set(planned))
        return len(staged), _remove(self.output, orphans)

    def placed(self, file: PlainFile) -> PlainFile:
        """A staged file's record after the commit: one that was moved by itself has new times."""
        path, *_, digest = file
        if path not in self._moved:
            return file
        return recorded(path, os.lstat(self.output / path), digest)

    def discard(self) -> None:
        """Take away what was staged, and the folders that a commit made and could not fill."""
        shutil.rmtree(self._staging, ignore_errors=True)
        sweep(self.output)
        for folder in reversed(self._new):
            with suppress(OSError):
                os.rmdir(folder)

    def _has(self, path: str, data: bytes) -> bool:
        target = self.output / path
        return (
            target.is_file()
            and not target.is_symlink()
            and self._is_plain(target.parent)
            and target.read_bytes() == data
        )

    def _is_plain(self, folder: Path) -> bool:
        """Whether no symbolic link, which the commit will take away, leads to the folder."""
        if folder not in self._plain:
            self._plain[folder] = not folder.is_symlink() and self._is_plain(folder.parent)
        return self._plain[folder]

    def _put_in_place(self, staged: Sequence[str]) -> bool:
        """Whether nothing else can be in the output now."""
        if self._is_empty and self._take_whole(self._staging):
            return True
        self._make_output(self.output)
        source = near(self._staging, staged, self.output)
        self._moved = frozenset(staged)
        if self._is_empty and self._take_whole(source):
            return True
        for path in staged:
            self._make(path.rpartition("/")[0])
        for path in staged:
            self._make(path.rpartition("/")[0], clears=True)
            target = self.output / path
            if target.is_dir() and not target.is_symlink():
                shutil.rmtree(target)
            move(f"{source}/{path}", target)
        return False

    def _take_whole(self, source: str) -> bool:
        """Where nothing is in the way, one renaming does it; not across file systems."""
        self._make_output(self.output.parent)
        try:
            os.rename(source, self.output)
        except OSError:
            return False
        return True

    def _make_output(self, folder: Path) -> None:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
            os.mkdir(each)
            self._new.append(str(each))

    def _make(self, folder: str, *, clears: bool = False) -> bool:
        """Make the folder of the output; whether it is there now.

        A file or symbolic link in its way is an orphan that goes early: with `clears`.
        """
        if not folder or folder in self._ready:
            return True
        if not self._make(folder.rpartition("/")[0], clears=clears):
            return False
        place = f"{self.output}/{folder}"
        try:
            os.mkdir(place)
            self._new.append(place)
        except FileExistsError:
            if not S_ISDIR(os.lstat(place).st_mode):
                if not clears:
                    return False
                os.unlink(place)
                return self._make(folder)
        self._ready.add(folder)
        return True


def _write(path: str, data: bytes) -> None:
    """A new file; `open` asks four things more of the system, and takes twice as long."""
    descriptor = os.open(path, _NEW, 0o666)
    try:
        # A disk that is nearly full takes a part, and only then refuses the rest.
        written = os.write(descriptor, data)
        while written < len(data):
            written += os.write(descriptor, memoryview(data)[written:])
    finally:
        os.close(descriptor)


def _make_folder(folder: str) -> None:
    # Nearly always the one above is there already; os.makedirs() would look first.
    try:
        os.mkdir(folder)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    except FileExistsError:
        pass


def _has_entries(folder: Path) -> bool:
    return folder.is_symlink() or (folder.is_dir() and any(folder.iterdir()))


def _remove(output: Path, orphans: Iterable[str]) -> int:
    """Delete the files, and the folders that this leaves empty."""
    removed = 0
    for path in orphans:
        target = output / path
        try:
            target.unlink()
        except (FileNotFoundError, NotADirectoryError):  # a file took the place of its folder
            continue
        removed += 1
        for folder in target.parents:
            if folder == output or any(folder.iterdir()):
                break
            folder.rmdir()
    return removed


def _remove_others(output: Path, planned: set[str]) -> int:
    removed = 0
    for current, folders, names in os.walk(output, topdown=False):
        folder = Path(current)
        inside = folder.relative_to(output).as_posix()
        prefix = "" if inside == "." else f"{inside}/"
        for name in names:
            if prefix + name not in planned:
                (folder / name).unlink()
                removed += 1
        for name in folders:
            child = folder / name
            if child.is_symlink():
                child.unlink()
                removed += 1
            elif not any(child.iterdir()):
                child.rmdir()
    return removed
