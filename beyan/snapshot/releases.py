"""Releases as they were read: what did not change is not read again.

A cached release stands for one release with all its editions. It is fresh while its files and the
people it names are what they were; then its summary is taken from it, and nothing of the release is
opened.
"""

from __future__ import annotations

import marshal
from collections.abc import Container, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from beyan.model.diagnostic import Diagnostic
from beyan.model.packing import PackedRelease
from beyan.model.records import dataclass
from beyan.model.release import Release
from beyan.model.release_summary import ReleaseSummary, restored
from beyan.snapshot.inputs import Signature
from beyan.snapshot.store import BlobRef, Cache
from beyan.snapshot.tables.decoded import Decoded
from beyan.snapshot.tables.records import Records
from beyan.snapshot.told import told_again

_TOPICS = ReleaseSummary._fields.index("topics")
_EDITIONS = ReleaseSummary._fields.index("editions")


class CachedRelease(NamedTuple):
    """All plain values, for `marshal`.

    `files` are the editions and what is published beside them: path, signature, SHA-256. `people`
    are digests of the registry's entries by key, `names` is that of all its names. `inline` are
    the names of people who are written in place, each with its key if the registry has it too, and
    `circle` stands for all who took part, in what exists in one language alone. `summary` and
    `problems` (warnings, and errors of characters alone) are plain tuples; `blob` has the release
    itself. `first` and `last` are the instants from which and up to which all this holds
    (microseconds since 1970, UTC).
    """

    key: str
    files: tuple[tuple[str, Signature, bytes], ...]
    people: tuple[tuple[str, bytes], ...]
    names: bytes
    inline: tuple[tuple[str, str], ...]
    circle: bytes
    problems: tuple[Any, ...]
    summary: tuple[Any, ...]
    blob: BlobRef
    first: int
    last: int


CachedReleases = Decoded[CachedRelease]


def cached_releases(records: Records | None = None) -> CachedReleases:
    """By key, as they were written."""
    return Decoded(CachedRelease._make, records)


class Names(Protocol):
    """The registry's names: their digest, and the key of the person who is called so."""

    @property
    def digest(self) -> bytes: ...

    def key_of(self, names: Sequence[str]) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What decides, besides a release's own files, what is said of it.

    `people` has the registry's keys and the digests of its entries; None while the registries have
    errors, when nothing can be said against a cached release. `now` is the clock, in microseconds
    since 1970 (UTC).
    """

    root: Path
    signatures: Mapping[str, Signature]
    people: frozenset[tuple[str, bytes]] | None
    topics: Container[str]
    names: Names
    now: int


def is_fresh(cached: CachedRelease, editions: Sequence[str], around: Circumstances) -> bool:
    """The one rule for releases, which opens no file; `editions` are the files there are now."""
    if not cached.first <= around.now < cached.last:
        return False
    signatures = around.signatures
    for path, signature, _ in cached.files:
        if signature is None or signatures.get(path) != signature:
            return False
    is_named = cached.names == around.names.digest
    return is_named and _is_of(cached, editions) and _knows_the_same(cached, around)


def fresh_again(
    cached: CachedRelease, editions: Sequence[str], around: Circumstances
) -> CachedRelease | None:
    """With the files' new signatures where only these changed: a fresh checkout, a file saved as
    it was. Opens the files. `names` may still be another.
    """
    if (
        not cached.first <= around.now < cached.last
        or not _is_of(cached, editions)
        or not _knows_the_same(cached, around)
    ):
        return None
    now = around.signatures
    for path, signature, digest in cached.files:
        is_sure = signature is not None and now.get(path) == signature
        if not is_sure and _digest(around.root / path) != digest:
            return None
    signed = tuple((path, now.get(path), digest) for path, _, digest in cached.files)
    return cached._replace(files=signed)


def release_of(cached: CachedRelease, cache: Cache) -> Release:
    """The release itself. Raises `CacheLost`."""
    return PackedRelease(*marshal.loads(cache.get(cached.blob))).release()


def summary_of(cached: CachedRelease) -> ReleaseSummary:
    return restored(cached.summary)


def problems_of(cached: CachedRelease) -> tuple[Diagnostic, ...]:
    return tuple(map(told_again, cached.problems))


def _is_of(cached: CachedRelease, editions: Sequence[str]) -> bool:
    return len(editions) == len(cached.summary[_EDITIONS])


def _knows_the_same(cached: CachedRelease, around: Circumstances) -> bool:
    """Whether the registries say of the release's people and topics what they said."""
    if around.people is None:
        return True
    names = around.names
    if cached.names != names.digest and any(names.key_of([n]) != key for n, key in cached.inline):
        return False
    for key in cached.summary[_TOPICS]:
        if key not in around.topics:
            return False
    return around.people.issuperset(cached.people)


def _digest(path: Path) -> bytes:
    try:
        if not path.is_file():  # a pipe would be waited for, and a device has no end
            return b""
        return sha256(path.read_bytes()).digest()
    except OSError:
        return b""
