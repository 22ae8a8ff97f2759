"""What the last build put into the output, and what has to be made anew.

The one rule of freshness for outputs is `Manifest.outdated`: an artifact whose fingerprint is what
it was, and that of its template, and whose files are whole, is current and left alone.

A site has a hundred thousand files: their records are plain tuples, which `marshal` can write, and
named values are made of them where somebody asks for one.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from beyan.model.records import dataclass
from beyan.model.search import SEARCH_INDEX
from beyan.snapshot.store import BlobRef, Cache
from beyan.snapshot.tables.records import Records
from beyan.snapshot.tables.stamps import Stamp, Stamps

if TYPE_CHECKING:
    # Loading them takes a quarter of a build that has nothing to do.
    from beyan.model.plan import Artifact, Plan

# The sealed files of the cache, and the form that their values have.
MANIFEST, ENTRIES, FILES, FOLDERS, INDEX = "manifest", "entries", "files", "folders", "index"
FILES_OF_MANIFEST = (MANIFEST, ENTRIES, FILES, FOLDERS, INDEX)
_FORM = 4
# Between keys: to write ten thousand as a set, which `marshal` sorts, takes 15 ms.
_END = "\0"

# Of a file of the output: path below it, size in bytes, the times (ns) at which content and entry
# last changed, SHA-256 of its bytes.
PlainFile = tuple[str, int, int, int, bytes]
# What the search index takes of an artifact, by key.
Documents = tuple[tuple[bytes, BlobRef], ...]
# Of a part of the search index what it has of an artifact: its name, and one of its documents.
Row = tuple[str, bytes, BlobRef]
# Of a file as it was made: path, SHA-256 of its bytes.
Made = tuple[str, bytes]
# Of an artifact as it was made. `Entry` names what it has.
PlainEntry = tuple[bytes, bytes, bytes, tuple[Made, ...], Documents]


class Entry(NamedTuple):
    """An artifact as it was made; `template` is the fingerprint of its template.

    `traces` are those of its inputs, which tell what changed where the fingerprint did.
    """

    fingerprint: bytes
    template: bytes
    traces: bytes
    files: tuple[Made, ...]
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

    `touched` are files that are whole although their times changed, by path as they stand now.
    """

    damaged: frozenset[str]
    has_unknown_files: bool
    touched: Mapping[str, Stamp]

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
    """`entries` by the artifact's name; `stamps` are those of all files by path, `folders` have the
    time (ns) at which each last changed: whether anybody was there is asked of these alone.

    `seen` are the keys of releases that readers could see at any time since the first manifest.
    Without `has_documents` no entry has any, and none has to be decoded to know that. `rows` are
    those of each part of the search index, sorted, by its address; empty where nobody knows.
    """

    entries: Mapping[str, PlainEntry] = field(default_factory=dict)
    stamps: Stamps[Stamp] = field(default_factory=Stamps)
    folders: Stamps[int] = field(default_factory=Stamps)
    setting: bytes = b""
    extent: Extent = field(default_factory=Extent)
    seen: frozenset[str] = frozenset()
    has_documents: bool = False
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    # --- asking ---

    def entry(self, name: str) -> Entry | None:
        found = self.entries.get(name)
        if found is None:
            return None
        return Entry(*found)

    def files(self, names: Iterable[str]) -> Iterator[Made]:
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

    def documents(self, names: Iterable[str]) -> dict[bytes, BlobRef]:
        """What the cache has of the artifacts of these names for the search index, by key."""
        if not self.has_documents:
            return {}
        found = (entry.documents for entry in map(self.entry, names) if entry is not None)
        return {key: ref for documents in found for key, ref in documents}

    @property
    def blobs(self) -> Iterator[BlobRef]:
        """Of all documents: two pages that say the same may have one each."""
        return (ref for documents in self._documents for _, ref in documents)

    @property
    def _documents(self) -> Iterator[Documents]:
        return (each for *_, each in self.entries.values()) if self.has_documents else iter(())

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
        names: Collection[str] | None,
        stamps: Stamps[Stamp],
        folders: Stamps[int],
        seen: frozenset[str],
        rows: Mapping[str, tuple[Row, ...]],
    ) -> Manifest:
        """What stands there once `fresh` was put in place: it replaces, all else stays.

        `names` are all that there are then, with the parts of the search index, each fresh or in
        place; None where all stay. `seen` are the releases that readers saw before. `rows` are
        those of all parts, or of the others than before, where all stay.
        """
        entries = _records(self.entries).followed_by(fresh, names)
        has_documents = self.has_documents or any(documents for *_, documents in fresh.values())
        return Manifest(
            entries=entries,
            stamps=stamps,
            folders=folders,
            setting=plan.setting,
            extent=extent,
            seen=seen | extent.releases,
            has_documents=has_documents,
            rows=Records(rows) if names is not None else _records(self.rows).followed_by(rows),
        )

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
        rows = {
            part: tuple((name, key, refs[ref]) for name, key, ref in found)
            for part, found in self.rows.items()
        }
        return replace(self, entries=entries, rows=rows)

    # --- in the cache ---

    @classmethod
    def read(cls, cache: Cache) -> tuple[Manifest, bytes, bytes] | None:
        """What `write` wrote, with its token and program; None where it is not all of one build."""
        rest = cache.read(MANIFEST)
        if rest is None or rest[0] != _FORM:
            return None
        _, token, program, setting, extent, seen, has_documents = rest
        stamps, of_stamps = Stamps[Stamp].read(cache, FILES)
        folders, of_folders = Stamps[int].read(cache, FOLDERS)
        entries, of_entries = Records.read(cache, ENTRIES)
        rows, of_rows = Records.read(cache, INDEX)
        # What was written together has the same token.
        if {of_stamps, of_folders, of_entries, of_rows} != {token}:
            return None
        pages, anchors, addresses_digest, releases, glanced = extent
        found = Extent((), pages, anchors, addresses_digest, _keys(releases), glanced)
        now = cls(entries, stamps, folders, setting, found, _keys(seen), has_documents, rows)
        return now, token, program

    def check(self) -> None:
        """Raises `CacheLost` where not every entry can be read."""
        _records(self.entries).check()
        _records(self.rows).check()

    def write(self, cache: Cache, program: bytes) -> bytes:
        """The token that tells what was written together."""
        token = os.urandom(8)
        _records(self.entries).write(cache, ENTRIES, token)
        _records(self.rows).write(cache, INDEX, token)
        self.stamps.write(cache, FILES, token)
        self.folders.write(cache, FOLDERS, token)
        extent = self.extent
        releases = _END.join(extent.releases)
        found = (extent.addresses_digest, releases, extent.glanced)
        plain = (extent.pages, dict(extent.anchors), *found)
        rest = (self.setting, plain, _END.join(self.seen), self.has_documents)
        cache.write(MANIFEST, (_FORM, token, program, *rest))
        return token


def _keys(joined: str) -> frozenset[str]:
    return frozenset(joined.split(_END)) if joined else frozenset()


def _records(values: Mapping[str, Any]) -> Records:
    return values if isinstance(values, Records) else Records(values)


NOTHING = Manifest()


def recorded(path: str, stat: os.stat_result, digest: bytes) -> PlainFile:
    """The record of a file that stands so."""
    return (path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, digest)
