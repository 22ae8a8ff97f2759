"""What the last build put into the output, and which of it still stands as it was left.

An artifact whose fingerprint and template are what they were, and whose files are whole, is left
alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, NamedTuple

from beyan.cache import Place
from beyan.model.plan import Artifact, Plan

# A file of the output: path below it, size, times of content and entry (ns), SHA-256.
File = tuple[str, int, int, int, bytes]
# An artifact as it was made: fingerprint, template, its files, and where its rendered prose is, by
# key.
Made = tuple[bytes, bytes, tuple[File, ...], tuple[tuple[bytes, Place], ...]]


@dataclass(frozen=True, slots=True)
class Manifest:
    """`made` by the artifact's name; `folders` have the time (ns) at which their entries changed.

    `anchors` are the fragments that were found on a page, by its address. `addresses_digest` is the
    digest of addresses that do not collide.
    """

    made: Mapping[str, Made] = field(default_factory=dict)
    folders: Mapping[str, int] = field(default_factory=dict)
    setting: bytes = b""
    anchors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    addresses_digest: bytes = b""

    def rest(self) -> tuple[Any, ...]:
        """Plain values of all but `made` and `folders`."""
        return self.setting, dict(self.anchors), self.addresses_digest

    def moved(self, places: Mapping[Place, Place]) -> Manifest:
        """The same with the prose in its new places."""
        made = {
            name: (
                fingerprint,
                template,
                files,
                tuple((key, places[place]) for key, place in prose),
            )
            for name, (fingerprint, template, files, prose) in self.made.items()
        }
        return replace(self, made=made)

    @property
    def prose(self) -> dict[bytes, Place]:
        return {key: place for made in self.made.values() for key, place in made[3]}


class Condition(NamedTuple):
    """What became of the output since: artifacts with damage, and whether something was added.

    `files` are the records of files that are whole although their times changed.
    """

    damaged: frozenset[str]
    has_strangers: bool
    files: Mapping[str, File]


UNTOUCHED = Condition(frozenset(), False, {})


class Task(NamedTuple):
    """An artifact to be made. With `pages_only`, just its template changed: other files stay."""

    artifact: Artifact
    template: bytes
    pages_only: bool


def condition(output: Path, manifest: Manifest) -> Condition:
    damaged = set()
    files: dict[str, File] = {}
    base = f"{output}/"
    lstat = os.lstat
    for name, made in manifest.made.items():
        for file in made[2]:
            path, size, changed, entered, _ = file
            try:
                stat = lstat(base + path)
            except OSError:
                damaged.add(name)
                continue
            if (
                stat.st_mtime_ns != changed
                or stat.st_ctime_ns != entered
                or stat.st_size != size
                or not S_ISREG(stat.st_mode)
            ):
                found = _again(base, file, stat)
                if found is None:
                    damaged.add(name)
                else:
                    files[path] = found
    has_strangers = False
    for folder, at in manifest.folders.items():
        state = _folder_state(base + folder, at)
        has_strangers = has_strangers or state != "same"
        if state == "gone":
            # What is reached through a link in its place is not the output's.
            damaged.update(
                name
                for name, made in manifest.made.items()
                if any(f"/{file[0]}".startswith(f"/{folder}/") for file in made[2])
            )
    return Condition(frozenset(damaged), has_strangers, files)


def stale(
    plan: Plan,
    template_fingerprints: Mapping[tuple[str, str], bytes],
    manifest: Manifest,
    damaged: frozenset[str],
) -> list[Task]:
    """The artifacts to be made, in plan order."""
    tasks = []
    made = manifest.made
    same_setting = plan.setting == manifest.setting
    for artifact in plan.artifacts:
        template = template_fingerprints[artifact.template, artifact.language]
        name = artifact.addresses[0]
        before = made.get(name)
        same = before is not None and same_setting and before[0] == artifact.fingerprint
        if before is None or not same or name in damaged:
            tasks.append(Task(artifact, template, False))
        elif before[1] != template:
            tasks.append(Task(artifact, template, bool(artifact.template)))
    return tasks


def recorded(path: str, stat: os.stat_result, digest: bytes) -> File:
    """The record of a file that stands so."""
    return (path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, digest)


def folders(output: Path, before: Mapping[str, int], touched: Iterable[str]) -> dict[str, int]:
    """`Manifest.folders` after the files `touched` were put in place or deleted."""
    found = dict(before)
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
            found.pop(folder, None)
    return found


def kept(made: Made, condition: Condition) -> Made:
    """The record of an artifact that was left alone."""
    fingerprint, template, files, prose = made
    return fingerprint, template, tuple(condition.files.get(file[0], file) for file in files), prose


def _again(base: str, file: File, stat: os.stat_result) -> File | None:
    """The file's new record if its bytes are the same: it was copied, restored or touched."""
    path, size, _, _, digest = file
    if stat.st_size != size or not S_ISREG(stat.st_mode):
        return None
    with open(base + path, "rb") as opened:
        if sha256(opened.read()).digest() != digest:
            return None
    return recorded(path, stat, digest)


def _folder_state(folder: str, at: int) -> str:
    try:
        stat = os.lstat(folder)
    except OSError:
        return "gone"
    if not S_ISDIR(stat.st_mode):
        return "gone"
    return "same" if stat.st_mtime_ns == at else "changed"
