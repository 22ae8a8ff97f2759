"""What the last build put into the output, and which of it still stands as it was left.

The one rule of freshness for outputs is `Manifest.outdated`: an artifact whose fingerprint is what
it was, and that of its template, and whose files are whole, is current and left alone.

A site has a hundred thousand files: their records are plain tuples, which `marshal` can write, and
named values are made of them where somebody asks for one.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from beyan.model.search import SEARCH_INDEX
from beyan.snapshot.store import BlobRef, Cache

if TYPE_CHECKING:
    # Loading them takes a quarter of a build that has nothing to do.
    from beyan.model.plan import Artifact, Plan

# The sealed files of the cache, and the form that their values have.
MANIFEST, ENTRIES, FOLDERS = "manifest", "entries", "folders"
FILES_OF_MANIFEST = (MANIFEST, ENTRIES, FOLDERS)
_FORM = 1
# Not the name of any artifact or folder: what is written together has the same token.
_TOKEN = "\0"

# Of a file of the output: path below it, size in bytes, the times (ns) at which content and entry
# last changed, SHA-256 of its bytes. `File` names them.
PlainFile = tuple[str, int, int, int, bytes]
# What the search index takes of an artifact, by key.
Documents = tuple[tuple[bytes, BlobRef], ...]
# Of an artifact as it was made. `Entry` names what it has.
PlainEntry = tuple[bytes, bytes, bytes, tuple[PlainFile, ...], Documents]


class File(NamedTuple):
    """`PlainFile` with names."""

    path: str
    size: int
    changed: int
    entered: int
    digest: bytes


class Entry(NamedTuple):
    """An artifact as it was made; `template` is the fingerprint of its template.

    `traces` are those of its inputs, which tell what changed where the fingerprint did.
    """

    fingerprint: bytes
    template: bytes
    traces: bytes
    files: tuple[File, ...]
    documents: Documents


@dataclass(frozen=True, slots=True)
class Extent:
    """All that the site consists of, whether it had to be planned anew or not.

    `names` are those of all artifacts but the parts of the search index, `pages` how many of them
    are pages. `anchors` are the fragments that others link to on a page, by its address.
    `addresses_digest` stands for addresses that do not collide. `releases` are the keys of those
    that may be seen, `glanced` the digests of what is held back and was found to be right.
    """

    names: Collection[str] = ()
    pages: int = 0
    anchors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    addresses_digest: bytes = b""
    releases: frozenset[str] = frozenset()
    glanced: frozenset[bytes] = frozenset()


class OutputState(NamedTuple):
    """What became of the output since: artifacts with damage, and whether there are unknown files.

    `files` are the new records of files that are whole although their times changed, by path.
    """

    damaged: frozenset[str]
    has_unknown_files: bool
    files: Mapping[str, PlainFile]

    def again(self, file: PlainFile) -> PlainFile:
        """The record of a file that was left alone."""
        path, *_ = file
        return self.files.get(path, file)

    @property
    def is_whole(self) -> bool:
        return not self.damaged and not self.has_unknown_files


UNTOUCHED = OutputState(frozenset(), False, {})


class Outdated(NamedTuple):
    """An artifact to be made, with the fingerprint of its template, and why (`model.plan.REASONS`).

    With `pages_only`, just its template changed: its other files stay.
    """

    artifact: Artifact
    template: bytes
    pages_only: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """`entries` by the artifact's name; `folders` have the time (ns) at which each last changed.

    `seen` are the keys of releases that readers could see at any time since the first manifest.
    """

    entries: Mapping[str, PlainEntry] = field(default_factory=dict)
    folders: Mapping[str, int] = field(default_factory=dict)
    setting: bytes = b""
    extent: Extent = field(default_factory=Extent)
    seen: frozenset[str] = frozenset()

    # --- asking ---

    def entry(self, name: str) -> Entry | None:
        found = self.entries.get(name)
        if found is None:
            return None
        fingerprint, template, traces, files, documents = found
        return Entry(fingerprint, template, traces, tuple(map(File._make, files)), documents)

    def files(self, names: Iterable[str]) -> Iterator[File]:
        """Those of the artifacts of these names, as far as they are known."""
        for name in names:
            if (entry := self.entry(name)) is not None:
                yield from entry.files

    @property
    def is_of_output(self) -> bool:
        """Whether anything was ever put in place: not where all builds have failed so far."""
        return bool(self.setting)

    @property
    def standing(self) -> Extent:
        """The extent with its names, which are looked up when somebody asks for them."""
        names = [name for name in self.entries if not name.startswith(SEARCH_INDEX)]
        return replace(self.extent, names=names)

    @property
    def index(self) -> list[str]:
        """The names of the parts of the search index, which no plan lists."""
        return [name for name in self.entries if name.startswith(SEARCH_INDEX)]

    @property
    def documents(self) -> dict[bytes, BlobRef]:
        """What the cache has of pages for the search index, by key."""
        return {key: ref for *_, documents in self.entries.values() for key, ref in documents}

    @property
    def blobs(self) -> Iterator[BlobRef]:
        """Of all documents: two pages that say the same may have one each."""
        return (ref for *_, documents in self.entries.values() for _, ref in documents)

    def outdated(
        self, plan: Plan, templates: Mapping[tuple[str, str], bytes], state: OutputState
    ) -> Iterator[Outdated]:
        """The artifacts to be made, in plan order; `templates` are the templates' fingerprints."""
        same_setting = plan.setting == self.setting
        for artifact in plan.artifacts:
            template = templates[artifact.template, artifact.language]
            name = artifact.name
            before = self.entries.get(name)
            if before is None:
                yield Outdated(artifact, template, False, ("new",))
                continue
            fingerprint, before_template, traces, *_ = before
            is_same = same_setting and fingerprint == artifact.fingerprint
            if is_same and before_template == template and name not in state.damaged:
                continue
            reasons = []
            if not same_setting:
                reasons.append("settings")
            elif not is_same:
                reasons += artifact.causes(traces)
            if before_template != template:
                reasons.append("template")
            if name in state.damaged:
                reasons.append("damaged")
            pages_only = reasons == ["template"] and bool(artifact.template)
            yield Outdated(artifact, template, pages_only, tuple(reasons))

    # --- after a build ---

    def followed_by(
        self,
        fresh: Mapping[str, PlainEntry],
        plan: Plan,
        extent: Extent,
        index: Iterable[str],
        state: OutputState,
        folders: Mapping[str, int],
        seen: frozenset[str],
    ) -> Manifest:
        """What stands there once `fresh` was put in place: it replaces, all else stays.

        `index` are the parts of the search index, each fresh or in place; `seen` are the releases
        that readers saw before.
        """
        entries: dict[str, PlainEntry] = {}
        for name in (*extent.names, *index):
            entry = fresh.get(name)
            entries[name] = entry if entry is not None else _again(self.entries[name], state)
        return Manifest(entries, folders, plan.setting, extent, seen | extent.releases)

    def moved(self, refs: Mapping[BlobRef, BlobRef]) -> Manifest:
        """The same with the documents where they are now."""
        entries = {
            name: (
                fingerprint,
                template,
                traces,
                files,
                tuple((key, refs[ref]) for key, ref in documents),
            )
            for name, (fingerprint, template, traces, files, documents) in self.entries.items()
        }
        return replace(self, entries=entries)

    # --- in the cache ---

    @classmethod
    def read(cls, cache: Cache) -> tuple[Manifest, bytes, bytes] | None:
        """What `write` wrote, with its token and program; None where it is not all of one build."""
        entries, folders = cache.read_map(ENTRIES), cache.read_map(FOLDERS)
        rest = cache.read(MANIFEST)
        if rest is None or rest[0] != _FORM:
            return None
        _, token, program, setting, extent, seen = rest
        if entries.pop(_TOKEN, None) != token or folders.pop(_TOKEN, None) != token:
            return None
        found = Extent((), *extent)
        return cls(entries, folders, setting, found, seen), token, program

    def write(self, cache: Cache, program: bytes) -> bytes:
        """The token that tells what was written together."""
        token = os.urandom(8)
        cache.write_map(ENTRIES, {**self.entries, _TOKEN: token})
        cache.write_map(FOLDERS, {**self.folders, _TOKEN: token})
        extent = self.extent
        found = (extent.addresses_digest, extent.releases, extent.glanced)
        plain = (extent.pages, dict(extent.anchors), *found)
        cache.write(MANIFEST, (_FORM, token, program, self.setting, plain, self.seen))
        return token


NOTHING = Manifest()


def output_state(output: Path, manifest: Manifest) -> OutputState:
    """Look at every file and folder that the manifest has."""
    damaged = set()
    files: dict[str, PlainFile] = {}
    base = f"{output}/"
    lstat = os.lstat
    for name, (_, _, _, own, _) in manifest.entries.items():
        for file in own:
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
                found = _looked_into(base, file, stat)
                if found is None:
                    damaged.add(name)
                else:
                    files[path] = found
    has_unknown_files = False
    for folder, at in manifest.folders.items():
        state = _folder_state(base + folder, at)
        has_unknown_files = has_unknown_files or state != "same"
        if state == "gone":
            # What is reached through a link in its place is not the output's.
            damaged.update(
                name
                for name, (_, _, _, own, _) in manifest.entries.items()
                if any(f"/{path}".startswith(f"/{folder}/") for path, *_ in own)
            )
    return OutputState(frozenset(damaged), has_unknown_files, files)


def recorded(path: str, stat: os.stat_result, digest: bytes) -> PlainFile:
    """The record of a file that stands so."""
    return (path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, digest)


def folder_times(output: Path, before: Mapping[str, int], touched: Iterable[str]) -> dict[str, int]:
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


def _again(entry: PlainEntry, state: OutputState) -> PlainEntry:
    """The record of an artifact that was left alone."""
    if not state.files:
        return entry
    fingerprint, template, traces, files, documents = entry
    files = tuple(state.again(file) for file in files)
    return fingerprint, template, traces, files, documents


def _looked_into(base: str, file: PlainFile, stat: os.stat_result) -> PlainFile | None:
    """The file's new record if its bytes are the same: it was copied, restored or touched."""
    path, size, _, _, digest = file
    if stat.st_size != size or not S_ISREG(stat.st_mode):
        return None
    try:
        with open(base + path, "rb") as opened:
            is_same = sha256(opened.read()).digest() == digest
    except OSError:
        return None
    return recorded(path, stat, digest) if is_same else None


def _folder_state(folder: str, at: int) -> str:
    try:
        stat = os.lstat(folder)
    except OSError:
        return "gone"
    if not S_ISDIR(stat.st_mode):
        return "gone"
    return "same" if stat.st_mtime_ns == at else "changed"
