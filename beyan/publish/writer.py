"""Whole files only: all are staged aside, then renamed into place, and orphans go last.

Until `commit` the output is as it was; a build that fails leaves nothing of itself behind. One
that is killed while committing leaves each file either old or new.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.page import Page, Plan

# Every page's head says so (templates/base.html); it tells our output from somebody's folder.
GENERATOR_MARK = b'<meta name="generator" content="B\xc9\x99yan">'

# What an output folder must never be, or be inside of.
_SITE_FOLDERS = ("content", "templates", "assets", "locales", ".cache", ".git")


def output_problems(output: Path, root: Path, plan: Plan) -> list[Diagnostic]:
    """Why the folder may not be written to: everything unplanned in it would be deleted."""
    span = Span(str(output))
    place, site = output.resolve(), root.resolve()
    parts = place.relative_to(site).parts if place.is_relative_to(site) else ("",)
    if site.is_relative_to(place) or parts[0] in _SITE_FOLDERS:
        return [problem("output-overlaps", span, folder=output)]
    if output.exists() and not output.is_dir():
        return [problem("output-not-ours", span, folder=output)]
    is_default = place == site / "output"
    if not output.is_dir() or is_default or not any(output.iterdir()) or _is_ours(output, plan):
        return []
    return [problem("output-not-ours", span, folder=output)]


def _is_ours(output: Path, plan: Plan) -> bool:
    """Whether some planned page already stands there with our mark."""
    for page in plan.pages():
        file = output / page.path
        if isinstance(page, Page) and file.is_file() and GENERATOR_MARK in file.read_bytes():
            return True
    return False


class Publication:
    """One build's files on their way to `output`. `staging` is emptied before and after."""

    def __init__(self, output: Path, staging: Path) -> None:
        self._output = output
        self._staging = staging
        self._staged: list[str] = []
        self._plain: dict[Path, bool] = {output: True}
        shutil.rmtree(staging, ignore_errors=True)

    def stage(self, path: str, data: bytes) -> None:
        """Take the file for `path` below output; one that is there already is left alone."""
        target = self._output / path
        is_there = target.is_file() and not target.is_symlink() and self._is_plain(target.parent)
        if is_there and target.read_bytes() == data:
            return
        staged = self._staging / path
        staged.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(data)
        self._staged.append(path)

    def commit(self, planned: Iterable[str]) -> tuple[int, int]:
        """Put the staged files in place and delete what is not `planned`; counts of both."""
        prepared: set[Path] = set()
        for path in self._staged:
            target = self._output / path
            self._prepare(target.parent, prepared)
            if target.is_dir() and not target.is_symlink():
                shutil.rmtree(target)
            _move(self._staging / path, target)
        removed = _remove_others(self._output, set(planned))
        self.discard()
        return len(self._staged), removed

    def _is_plain(self, folder: Path) -> bool:
        """Whether no symbolic link, which the commit will take away, leads to the folder."""
        if folder not in self._plain:
            self._plain[folder] = not folder.is_symlink() and self._is_plain(folder.parent)
        return self._plain[folder]

    def discard(self) -> None:
        shutil.rmtree(self._staging, ignore_errors=True)

    def _prepare(self, folder: Path, prepared: set[Path]) -> None:
        """Make the folder; a file or symbolic link in its way is an orphan that goes early."""
        if folder in prepared:
            return
        if folder != self._output:
            self._prepare(folder.parent, prepared)
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                folder.unlink()
        folder.mkdir(parents=True, exist_ok=True)
        prepared.add(folder)


def _move(staged: Path, target: Path) -> None:
    try:
        os.replace(staged, target)
    except OSError:  # another file system: copy to a neighbour first, so that it stays whole
        neighbour = target.with_name(f".{target.name}.tmp")
        shutil.copyfile(staged, neighbour)
        os.replace(neighbour, target)


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
