"""Two private outputs, of what readers see now and of what they will see next; trees made of them.

Each is brought up to date by the build, as any output is. A tree shares with the one before it all
files that are the same, so that it costs little, and a browser that asks finds that they are.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from beyan import build as building
from beyan.build.options import Options
from beyan.build.reading import passed
from beyan.build.report import Report
from beyan.desk.publishing.others import folders_of, link_or_copy
from beyan.desk.publishing.place import Hour, Place, Tree, TreeFile, remove
from beyan.model.diagnostic import Diagnostic
from beyan.model.records import dataclass
from beyan.model.release_summary import microseconds
from beyan.publish.tasks import BackgroundTask
from beyan.saving import writing
from beyan.snapshot.inputs import scan_inputs
from beyan.snapshot.location import copy_cache, left_cache
from beyan.snapshot.program import program_digest
from beyan.snapshot.scratch import discard_all
from beyan.snapshot.snapshot import Snapshot

T = TypeVar("T")

# Below the private folder.
NOW, AHEAD = "now", "ahead"


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: of its output the digest of every file. None with errors."""

    report: Report
    files: Mapping[str, str] | None


class Workshop:
    """Builds the site in `root` beside the trees of `place`."""

    def __init__(self, root: Path, place: Place, options: Options) -> None:
        self._root = root
        self._place = place
        self._options = replace(options, notes_due=False)
        self._program = program_digest()

    def made_of(self) -> tuple[str, bool]:
        """The digest of the site's files as they are, and of how they are built; and whether it
        would tell of each change.
        """
        inputs, options = scan_inputs(self._root), self._options
        built_by = (options.base_url, options.strict, self._program)
        digest = sha256(repr((inputs.plain(), built_by)).encode()).hexdigest()
        return digest, inputs.are_trusted

    def build(self, name: str, now: datetime, *, clean: bool = False) -> Built:
        """Bring the output `name` up to what `now` shows, in a process of its own.

        Whoever waits for weeks stays small, and is not ended with a build that needs too much.
        The audit of what a build makes is a part of the build.
        """
        options = replace(self._options, now=now, uses_cache=not clean)
        return _apart(lambda: self._build(name, options))

    def hours(self, name: str, now: datetime, since: datetime) -> tuple[Hour, ...]:
        """The hours of releases after `since` and up to `now`."""
        output, options = self._place.private / name, replace(self._options, now=now)

        def found() -> tuple[Hour, ...]:
            _, loaded = building.load(self._root, output, options)
            if loaded is None:
                return ()
            hours = passed(loaded, microseconds(since), options.clock)
            return tuple(Hour(*each) for each in hours)

        return _apart(found)

    def verify(self, name: str, now: datetime) -> frozenset[Diagnostic]:
        """What of the output is not what a clean build makes."""
        output, options = self._place.private / name, replace(self._options, now=now)
        return _apart(lambda: building.verify(self._root, output, options))

    def tree(self, built: Built, name: str, since: datetime, made_of: str) -> Tree:
        """A tree of what was built, without what others put there. Raises `NotSaved`."""
        assert built.files is not None
        report, place = built.report, self._place
        current = place.current()
        known = place.files(current)
        hours: tuple[Hour, ...] = ()
        if current is not None and current.until is not None and current.until <= since:
            hours = self.hours(name, since, current.since)
        folder = place.begin()
        with writing(folder):
            for each in sorted(folders_of(built.files)):
                (folder / each).mkdir()
            output, last = place.private / name, place.target
            files = {
                path: _put(path, digest, output, folder, last, known.get(path))
                for path, digest in built.files.items()
            }
        tree = Tree(
            name=folder.name,
            folder=os.stat(folder).st_ino,
            since=since,
            until=report.due,
            made_of=made_of,
            hours=hours,
            coming=report.changing,
        )
        place.note(tree, files)
        return tree

    def is_whole(self, built: Built, tree: Tree) -> bool:
        """Whether readers see just what was built."""
        known = self._place.files(tree)
        return (
            built.files is not None
            and {path: each.digest for path, each in known.items()} == built.files
            and all(_stands(self._place.target / path, each) for path, each in known.items())
        )

    def _build(self, name: str, options: Options) -> Built:
        output = self._place.private / name
        if name == AHEAD and not output.is_dir():
            self._begin_ahead(output, options)
        report = building.build(self._root, output, options)
        if report.exit_code:
            return Built(_plain(report), None)
        manifest = Snapshot.peek(left_cache(self._root, output, options.cache)).manifest
        files = {path: digest.hex() for path, digest in manifest.files(manifest.entries)}
        return Built(_plain(report), files)

    def _begin_ahead(self, output: Path, options: Options) -> None:
        """With a copy of what is seen now: that takes less time."""
        now = self._place.private / NOW
        try:
            shutil.copytree(now, output)
            copy_cache(self._root, now, output, options.cache)
        except OSError:  # then it is built from nothing
            remove(output)


def _apart(function: Callable[[], T]) -> T:
    """`function()` in a process of its own, which leaves nothing behind."""

    def alone() -> T:
        try:
            return function()
        finally:
            discard_all()

    return BackgroundTask(alone, jobs=2).result()


def _plain(report: Report) -> Report:
    """Without all that it was made of, which no other process needs."""
    return replace(report, made={}, stages={}, keeps=None)


def _put(
    path: str, digest: str, output: Path, folder: Path, last: Path, known: TreeFile | None
) -> TreeFile:
    source, target = last / path, folder / path
    if known is not None and known.digest == digest and _stands(source, known):
        link_or_copy(source, target)
    else:
        shutil.copy2(output / path, target, follow_symlinks=False)
    stat = os.lstat(target)
    return TreeFile(digest, stat.st_size, stat.st_mtime_ns)


def _stands(path: Path, known: TreeFile) -> bool:
    """Whether the file is as it was put there."""
    with suppress(OSError):
        stat = os.lstat(path)
        return (stat.st_size, stat.st_mtime_ns) == (known.size, known.changed)
    return False
