"""Every file that a build reads, without reading any: whether anything changed at all.

The one rule of freshness for files, young ones included, is `Signature`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from beyan.model.defaults import is_left_out, search_path
from beyan.model.records import dataclass
from beyan.snapshot.folders import opened

CONFIG_FILE = "site_config.yaml"

# Size in bytes, and the times in nanoseconds at which content and entry last changed. A file whose
# signature is what it was has not changed; one with another has to be read. None: never trusted.
Signature = tuple[int, int, int] | None

# A file that changes twice within the clock of its file system may keep its signature: so one that
# is as young as this when it is looked at has none (nanoseconds).
_TOO_YOUNG = 20_000_000
# Folders of such names are taken for the files that somebody meant: those would be missed nowhere.
OF_FILES = (".csv", ".html", ".md", ".po", ".yaml")

# Of what is copied as it is, hidden files too, only what programs leave lying about stays behind.
_LEFT_LYING = (".DS_Store", "._", ".git", "Thumbs.db", "desktop.ini")


class LeavesOut(Protocol):
    def __call__(self, name: str, *, is_folder: bool) -> bool: ...


def is_left_lying(name: str, *, is_folder: bool) -> bool:
    """What nobody has put below static/ on purpose."""
    return name.startswith(_LEFT_LYING) or is_left_out(name.lstrip("."), is_folder=is_folder)


@dataclass(frozen=True, slots=True)
class Tree:
    """What lies below a folder: files by their path relative to the site, and linked folders.

    Hidden files and backups are left out. A folder that is a symbolic link is not entered, nor is
    one that is called like a file: it is among these.
    """

    files: Mapping[str, Signature]
    links: tuple[str, ...]


def scan(root: Path, folder: str, leaves_out: LeavesOut = is_left_out) -> Tree:
    """All that lies below the folder, sorted, a folder's own files before its folders'.

    `leaves_out` says which names are nobody's content. Raises OSError where it is there and cannot
    be read as a folder.
    """
    grown = time.time_ns() - _TOO_YOUNG
    files: dict[str, Signature] = {}
    links: list[str] = []
    waiting = [folder]
    if not os.path.lexists(root / folder):
        return Tree({}, ())
    while waiting:
        inside = waiting.pop()
        folders: list[str] = []
        # A folder that cannot be read is not an empty one: what stood in it would be deleted.
        place = root / inside
        with opened(place) as number, os.scandir(place if number is None else number) as found:
            for entry in sorted(found, key=_name):
                path = f"{inside}/{entry.name}"
                is_plain = entry.is_file(follow_symlinks=False)
                # Unlike entry.is_dir(), it takes a link that leads in a circle for no folder.
                is_folder = not is_plain and (
                    os.path.isdir(place / entry.name) if entry.is_symlink() else entry.is_dir()
                )
                if leaves_out(entry.name, is_folder=is_folder):
                    continue
                if is_plain:
                    files[path] = _signature(entry.stat(follow_symlinks=False), grown)
                elif not is_folder or entry.name.endswith(OF_FILES):
                    files[path] = None
                else:
                    (links if entry.is_symlink() else folders).append(path)
        waiting += reversed(folders)
    return Tree(files, tuple(links))


def _signature(stat: os.stat_result, grown: int) -> Signature:
    """That of a plain file which last changed before `grown` (ns since 1970); None of another."""
    if stat.st_mtime_ns > grown or stat.st_ctime_ns > grown:
        return None
    return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)


def walk(root: Path, folder: str) -> Iterator[str]:
    """The files of `scan` alone."""
    return iter(scan(root, folder).files)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


@dataclass(frozen=True, slots=True)
class Inputs:
    """Signatures by path: of `content` and `static` relative to the site, of the rest absolute."""

    settings: Mapping[str, Signature]
    content: Tree
    templates: Mapping[str, Signature]
    locales: Mapping[str, Signature]
    assets: Mapping[str, Signature]
    static: Tree

    def below(self, folder: str) -> Tree:
        """The content below one of its folders."""
        prefix = f"{folder}/"
        return Tree(
            {path: seen for path, seen in self.content.files.items() if path.startswith(prefix)},
            tuple(link for link in self.content.links if link.startswith(prefix)),
        )

    def file(self, path: str) -> Mapping[str, Signature]:
        """One file of the content, or none."""
        return {path: self.content.files[path]} if path in self.content.files else {}

    @property
    def but_content(self) -> Inputs:
        """Without the files of the content; a linked folder of it is still there."""
        return replace(self, content=Tree({}, self.content.links))

    @property
    def are_trusted(self) -> bool:
        """Whether every file has a signature that tells of each change.

        What lies in a linked folder of the content, the files of a release perhaps, has none.
        """
        trees = (
            self.content.files,
            self.templates,
            self.locales,
            self.assets,
            self.settings,
            self.static.files,
        )
        is_linked = self.content.links or self.static.links
        return not is_linked and not any(None in files.values() for files in trees)

    def plain(self) -> tuple[Any, ...]:
        return (
            dict(self.settings),
            dict(self.content.files),
            self.content.links,
            dict(self.templates),
            dict(self.locales),
            dict(self.assets),
            dict(self.static.files),
            self.static.links,
        )


def scan_inputs(root: Path) -> Inputs:
    """Raises OSError where one of the folders is there and cannot be read."""
    path, grown = root / CONFIG_FILE, time.time_ns() - _TOO_YOUNG
    is_plain = path.is_file() and not path.is_symlink()
    templates, locales, assets = (
        _everywhere(root, folder) for folder in ("templates", "locales", "assets")
    )
    return Inputs(
        {CONFIG_FILE: _signature(path.stat(), grown) if is_plain else None},
        scan(root, "content"),
        templates,
        locales,
        assets,
        scan(root, "static", is_left_lying),
    )


def _everywhere(root: Path, folder: str) -> dict[str, Signature]:
    """The site's folder and the default one, as their files are searched for.

    A linked folder stands for all that is found through it: it is never trusted.
    """
    found: dict[str, Signature] = {}
    own = root / folder
    if os.path.lexists(own) and not own.is_dir():
        # It would be searched for what is its own in vain, and that of the defaults be shown.
        os.scandir(own).close()
    for place in search_path(root, folder):
        tree = scan(place.parent, place.name)
        seen = {**tree.files, **dict.fromkeys(tree.links)}
        found |= {f"{place.parent}/{path}": each for path, each in seen.items()}
    return found
