"""The folder that readers see, and the trees that stood, stand or will stand in its place.

Beside the folder `press` lies `.press.trees`: in it the trees that readers have seen, and `private`
(0700) with the one that waits for its hour and what is known of each. A symbolic link is exchanged
by renaming another over it. A plain folder is exchanged with the tree by the system where it can do
that at once (Linux), and otherwise by two renamings.
"""

from __future__ import annotations

import ctypes
import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from errno import EBUSY, EINVAL, ENOENT, ENOSYS, ENOTSUP
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from beyan.model.defaults import PSEUDO_OUTPUT, real
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.records import dataclass
from beyan.publish.writer import overlaps
from beyan.saving import save, writing

# How many trees are kept, the one that readers see included.
KEPT = 2
_PRIVATE, _ORDER = "private", "order"
# The length of a tree's name, which nobody can guess.
_NAME = 16
# What is known of a tree stands in two files: all that is asked every time, and its files.
_HEAD, _FILES = ".json", ".files"
# Of linux/fs.h and fcntl.h.
_RENAME_EXCHANGE, _AT_FDCWD = 2, -100
# The system, or the file system, cannot exchange two folders.
_CANNOT_EXCHANGE = frozenset({ENOSYS, EINVAL, ENOTSUP})


class TreeFile(NamedTuple):
    """A file as it was put into a tree: digest of its bytes, size, time (ns) of the last change."""

    digest: str
    size: int
    changed: int


class Hour(NamedTuple):
    """When something of a release was to change, and a file of it."""

    instant: datetime
    release: str


@dataclass(frozen=True, slots=True)
class Tree:
    """One state of the site, and when it may be seen: from `since` until `until`.

    `made_of` is the digest of the site's files and of how it was built. `folder` is the number of
    the tree's folder on its file system, which it keeps when it is renamed. `hours` are those of
    releases that came between the tree that was seen before and this one, `coming` are the
    releases that change at `until`, by a file of each.
    """

    name: str
    folder: int
    since: datetime
    until: datetime | None
    made_of: str
    hours: tuple[Hour, ...] = ()
    coming: tuple[str, ...] = ()

    def holds_at(self, now: datetime) -> bool:
        return self.since <= now and (self.until is None or now < self.until)

    def plain(self) -> dict[str, Any]:
        until = self.until.isoformat() if self.until is not None else None
        hours = [(each.instant.isoformat(), each.release) for each in self.hours]
        own = {"since": self.since.isoformat(), "until": until, "hours": hours}
        return {"name": self.name, "folder": self.folder, "made_of": self.made_of, **own,
                "coming": self.coming}  # fmt: skip

    @classmethod
    def of_plain(cls, values: dict[str, Any]) -> Tree:
        """Raises TypeError, KeyError and ValueError where it is another program's."""
        until = values["until"]
        return cls(
            name=values["name"],
            folder=values["folder"],
            since=datetime.fromisoformat(values["since"]),
            until=datetime.fromisoformat(until) if until is not None else None,
            made_of=values["made_of"],
            hours=tuple(Hour(datetime.fromisoformat(at), path) for at, path in values["hours"]),
            coming=tuple(values["coming"]),
        )


class NotExchanged(OSError):
    """Nothing can take the place of the folder: it is a mount point, or in use as one."""


class Place:
    """The folder `target`, or the symbolic link of that name, with its trees."""

    def __init__(self, target: Path) -> None:
        # The link itself is what is exchanged, so it is not followed.
        self.target = Path(os.path.abspath(target))
        self.trees = self.target.with_name(f".{self.target.name}.trees")
        self.private = self.trees / _PRIVATE
        self.was_at_once = True

    def prepare(self) -> None:
        """Make the folders, and put right what a killed exchange left. Raises `NotSaved`."""
        with writing(self.private):
            if not self.trees.is_dir():
                self.trees.mkdir(parents=True)
                # The web server passes through, whatever the mask of who publishes says.
                os.chmod(self.trees, 0o711)
            self.private.mkdir(mode=0o700, exist_ok=True)
            os.chmod(self.private, 0o700)
        last = next(iter(self._order()), "")
        if last and not os.path.lexists(self.target) and (self.trees / last).is_dir():
            # Killed between two renamings: readers see nothing until then.
            os.rename(self.trees / last, self.target)

    # --- what is there ---

    @property
    def is_link(self) -> bool:
        return self.target.is_symlink()

    def current(self) -> Tree | None:
        """What readers see; None where nobody knows how that came there."""
        return next((tree for tree in self._known() if self._is_at(self.target, tree)), None)

    def waiting(self) -> Tree | None:
        """The tree that waits for its hour."""
        # By its number: after a kill, that what was seen before may lie there.
        return next((tree for tree in self._known() if self._is_at(self.folder(tree), tree)), None)

    def files(self, tree: Tree | None) -> dict[str, TreeFile]:
        """What was put into the tree, by its path there."""
        if tree is None:
            return {}
        with suppress(OSError, ValueError, TypeError):
            found = json.loads((self.private / f"{tree.name}{_FILES}").read_bytes())
            return {path: TreeFile(*each) for path, each in found.items()}
        return {}

    def folder(self, tree: Tree) -> Path:
        return self.private / tree.name

    def _is_at(self, folder: Path, tree: Tree) -> bool:
        with suppress(OSError):
            return os.stat(folder).st_ino == tree.folder
        return False

    def _known(self) -> Iterator[Tree]:
        for path in sorted(self.private.glob(f"*{_HEAD}")):
            with suppress(OSError, ValueError, TypeError, KeyError):
                yield Tree.of_plain(json.loads(path.read_bytes()))

    def _order(self) -> list[str]:
        with suppress(OSError, UnicodeDecodeError):
            return (self.private / _ORDER).read_text("ascii").split()
        return []

    # --- making ---

    def begin(self) -> Path:
        """A new tree, which nobody but us may enter. Raises `NotSaved`."""
        folder = self.private / secrets.token_hex(_NAME // 2)
        with writing(folder):
            folder.mkdir()
        return folder

    def note(self, tree: Tree, files: Mapping[str, TreeFile] | None = None) -> None:
        """Remember the tree; without `files`, those that are remembered stay. Raises `NotSaved`."""
        if files is not None:
            data = json.dumps(files, ensure_ascii=False, separators=(",", ":")).encode()
            save(self.private / f"{tree.name}{_FILES}", data)
        save(self.private / f"{tree.name}{_HEAD}", json.dumps(tree.plain()).encode())

    # --- exchanging ---

    def exchange(self, tree: Tree) -> Path | None:
        """Show the tree to readers; where what they saw before lies now. Raises OSError.

        `was_at_once` tells afterwards whether there was no moment without any.
        """
        waiting, before = self.folder(tree), self.current()
        old: Path | None = None
        name = before.name if before else secrets.token_hex(_NAME // 2)
        is_there = os.path.lexists(self.target)
        self.was_at_once = True
        if self.is_link:
            old = Path(os.path.realpath(self.target))
            self._link(waiting, tree)
        elif is_there:
            old = self.trees / name
            self._swap(waiting, old)
        elif sys.platform == "win32":  # which has links, and cannot exchange them
            os.rename(waiting, self.target)
        else:
            self._link(waiting, tree)
        self._keep(tree.name, *([name] if is_there else []))
        return old

    def sweep(self, *, but: Tree | None = None) -> None:
        """Delete what neither stands, stood last, nor waits (`but`)."""
        current = self.current()
        names = [*([current.name] if current else []), *self._order()]
        kept = {*list(dict.fromkeys(names))[:KEPT], *([but.name] if but else [])}
        for folder in (self.trees, self.private):
            for path in folder.iterdir():
                name = path.name.split(".")[0]
                if len(name) == _NAME and name not in kept:
                    remove(path)

    def _link(self, waiting: Path, tree: Tree) -> None:
        """A link to the tree in place of the one before."""
        seen = self.trees / tree.name
        fresh = self.target.with_name(f".{self.target.name}.{tree.name}")
        # Relative, so that all may be moved together.
        os.symlink(f"{self.trees.name}/{tree.name}", fresh, target_is_directory=True)
        try:
            os.rename(waiting, seen)
            os.replace(fresh, self.target)
        except BaseException:
            with suppress(OSError):
                fresh.unlink()
            raise

    def _swap(self, waiting: Path, old: Path) -> None:
        """The tree in place of a plain folder, which lies at `old` then."""
        try:
            if _exchanged(waiting, self.target):
                os.rename(waiting, old)
                return
            self.was_at_once = False
            self._keep(old.name)  # for `prepare`, after a kill in between
            os.rename(self.target, old)
            try:
                os.rename(waiting, self.target)
            except OSError:
                os.rename(old, self.target)
                raise
        except OSError as error:
            if error.errno == EBUSY:
                raise NotExchanged(EBUSY, os.strerror(EBUSY), str(self.target)) from error
            raise

    def _keep(self, *names: str) -> None:
        order = dict.fromkeys([*names, *self._order()])
        save(self.private / _ORDER, "\n".join([*order][:KEPT]).encode())


def folder_problems(folder: Path, root: Path) -> list[Diagnostic]:
    """Why the folder cannot be that of the site in `root`."""
    if overlaps(folder, root):
        return [problem("publish-overlaps", Span(str(folder)), folder=folder)]
    if any(real(folder).is_relative_to(real(root / name)) for name in PSEUDO_OUTPUT.values()):
        return [problem("publish-pseudo", Span(str(folder)), folder=folder)]
    return []


def remove(path: Path) -> None:
    """Delete the file or the folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


@lru_cache
def _renameat2() -> Any:
    if sys.platform != "linux":
        return None
    with suppress(OSError, AttributeError):
        return ctypes.CDLL(None, use_errno=True).renameat2
    return None


def _exchanged(one: Path, other: Path) -> bool:
    """The system exchanges both at once; False where it cannot. Raises other OSErrors."""
    rename = _renameat2()
    if rename is None:
        return False
    names = (os.fsencode(one), os.fsencode(other))
    if rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT_EXCHANGE:
        return False
    if number == ENOENT:
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(other))
    raise OSError(number, os.strerror(number), str(other))
