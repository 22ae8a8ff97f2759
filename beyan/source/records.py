"""Releases as earlier builds read them: what did not change is not read again.

A record stands for one release with all its editions. It holds while its files and the people it
names are what they were; then its summary is taken from it, and nothing of the release is opened.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple, TypeVar

from beyan.cache import Cache, Place
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span
from beyan.model.packing import PackedRelease, pack, plain
from beyan.model.release import Person, Release, Topic, key_of
from beyan.model.release_summary import ReleaseSummary, restored, summarised
from beyan.source.attendance import circle, registered
from beyan.source.edition import ReleaseForm, read_edition, read_name, without_original
from beyan.source.files import Signature, read_bytes
from beyan.source.joining import join_release
from beyan.source.timing import holds
from beyan.source.writing.names import Names

T = TypeVar("T")
R = TypeVar("R")
_TOPICS = ReleaseSummary._fields.index("topics")

# Applies a function to each item, in this process or in others; results in the order of the items.
ParallelMap = Callable[[Callable[[T], R], Sequence[T]], Iterator[R]]


class CachedRelease(NamedTuple):
    """All plain values, for the cache.

    `files` are the editions and what is published beside them: path, signature, SHA-256. `people`
    are digests of the registry's entries by key, `names` is that of all its names. `inline` are
    the names of people who are written in place, each with its key if the registry has it too, and
    `circle` stands for all who took part, in what exists in one language alone. `summary` and
    `problems` (warnings, and errors of characters alone) are plain tuples; `place` has the release
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
    place: Place
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadContext:
    """What releases are read with.

    `people` and `topics` are the registries, `names` those of the people, `digests` what is in
    their entries. `known` has the people's
    keys and digests; None while the registries have errors, when nothing can be said against a
    record. `now` is the clock, in microseconds since 1970 (UTC).
    """

    root: Path
    config: Config
    people: Mapping[str, Person]
    topics: Mapping[str, Topic]
    names: Names
    digests: Mapping[str, bytes]
    known: frozenset[tuple[str, bytes]] | None
    signatures: Mapping[str, Signature]
    cache: Cache
    now: int


@dataclass(frozen=True, slots=True)
class ReleaseFiles:
    """The files of one release, and what is remembered of it."""

    key: str
    editions: tuple[str, ...]
    record: CachedRelease | None


class ReadResult(NamedTuple):
    """`record` is None for a release with errors.

    `reading` and `parsing` are the seconds that it took; parsing takes none where the record held.
    """

    key: str
    record: CachedRelease | None
    problems: tuple[Diagnostic, ...]
    reading: float = 0.0
    parsing: float = 0.0


def read_releases(
    releases: Sequence[ReleaseFiles],
    reading: ReadContext,
    parallel_map: ParallelMap[ReleaseFiles, ReadResult],
) -> Iterator[ReadResult]:
    """Each release from its record where that holds, else from its files."""
    stale = [files for files in releases if not _holds(files, reading)]
    read = parallel_map(partial(_read, reading), stale)
    if len(stale) < len(releases):
        waiting = {files.key for files in stale}
        for files in releases:
            if files.key not in waiting:
                assert files.record is not None, "only what has a record can hold"
                problems = tuple(map(_diagnostic, files.record.problems))
                yield ReadResult(files.key, files.record, problems)
    yield from read


def release_of(record: CachedRelease, cache: Cache) -> Release:
    """The release itself. Raises `CacheLost`."""
    return PackedRelease(*marshal.loads(cache.get(record.place))).release()


def summary_of(record: CachedRelease) -> ReleaseSummary:
    return restored(record.summary)


def person_digest(person: Person) -> bytes:
    return sha256(repr(person).encode()).digest()[:16]


def _holds(files: ReleaseFiles, reading: ReadContext) -> bool:
    record = files.record
    if record is None or not _is_timely(record, reading):
        return False
    signatures = reading.signatures
    for path, signature, _ in record.files:
        if signature is None or signatures.get(path) != signature:
            return False
    is_named = record.names == reading.names.digest
    return is_named and _names_the_same(files, record) and _knows_the_same(record, reading)


def _is_timely(record: CachedRelease, reading: ReadContext) -> bool:
    """Whether the clock says of the release's dates what it said."""
    return record.first <= reading.now < record.last


def _names_the_same(files: ReleaseFiles, record: CachedRelease) -> bool:
    return len(files.editions) == len(record.summary[-1])


def _knows_the_same(record: CachedRelease, reading: ReadContext) -> bool:
    """Whether the registries say of the release's people and topics what they said."""
    if reading.known is None:
        return True
    names = reading.names
    if record.names != names.digest and any(names.key_of([n]) != key for n, key in record.inline):
        return False
    topics = record.summary[_TOPICS]
    return reading.known.issuperset(record.people) and all(key in reading.topics for key in topics)


def _read(reading: ReadContext, files: ReleaseFiles) -> ReadResult:
    record = files.record
    if (
        record is not None
        and _is_timely(record, reading)
        and _names_the_same(files, record)
        and _knows_the_same(record, reading)
    ):
        # Another time, but perhaps the same text: a fresh checkout, or a file saved unchanged.
        now = reading.signatures
        if all(
            (signature is not None and now.get(path) == signature)
            or _digest(reading.root / path) == digest
            for path, signature, digest in record.files
        ):
            signed = tuple((path, now.get(path), digest) for path, _, digest in record.files)
            record = _with_names(record._replace(files=signed), reading)
            return ReadResult(files.key, record, tuple(map(_diagnostic, record.problems)))
    return _parse(reading, files)


def _with_names(record: CachedRelease, reading: ReadContext) -> CachedRelease:
    """The record as the names of the registry have it now: a new entry may stand in old texts."""
    names = reading.names
    if record.names == names.digest:
        return record
    found = map(_plain, names.unlisted(release_of(record, reading.cache)))
    others = (each for each in record.problems if each[1] != "unlisted-participant")
    return record._replace(names=names.digest, problems=(*others, *found))


def _parse(reading: ReadContext, files: ReleaseFiles) -> ReadResult:
    started = perf_counter()
    texts = [(path, read_bytes(reading.root, path)) for path in files.editions]
    read = perf_counter()
    record, problems = _joined(reading, files.key, texts)
    return ReadResult(files.key, record, tuple(problems), read - started, perf_counter() - read)


def _joined(
    reading: ReadContext, key: str, texts: Iterable[tuple[str, bytes]]
) -> tuple[CachedRelease | None, list[Diagnostic]]:
    """The release that the bytes of these files make."""
    problems: list[Diagnostic] = []
    editions = []
    is_broken = False
    for path, data in texts:
        name, found = read_name(path, reading.config)
        problems += found
        if name is None:
            continue
        edition, found = read_edition(data, path, ReleaseForm, name)
        problems += found
        if edition is None:
            is_broken = True
        else:
            editions.append(edition)
    # With one edition broken, a release's facts are not known; joining it would report wrongly.
    if is_broken:
        return None, problems
    if not editions:
        return None, without_original(problems)
    order = reading.config.languages.index
    editions.sort(key=lambda edition: order(edition.language))
    if len({edition.language for edition in editions}) < len(editions):
        # Two files of one name, which is told where all names are compared.
        return None, problems
    people, names = reading.people, reading.names
    release, found = join_release(
        editions, reading.config, reading.root, people, reading.topics, names, reading.now
    )
    problems += found
    if release is None:
        return None, problems
    problems += names.unlisted(release)
    packed = pack(release)
    between = holds(editions, reading.config, reading.now)
    shown = summarised(release, packed, between.correction)
    files = [(edition.path, edition.digest) for edition in editions]
    files += [(file.path, bytes.fromhex(file.digest)) for file in release.files]
    record = CachedRelease(
        key=key,
        files=tuple((path, reading.signatures.get(path), digest) for path, digest in files),
        people=tuple((key, reading.digests[key]) for key in shown.people),
        names=names.digest,
        inline=registered(release.participants, names),
        circle=circle(release.participants) if len(editions) == 1 else b"",
        problems=tuple(map(_plain, problems)),
        summary=plain(shown),
        place=reading.cache.put(marshal.dumps(tuple(packed))),
        first=between.first,
        last=between.last,
    )
    return record, problems


def release_files(paths: Iterable[str], records: Mapping[str, CachedRelease]) -> list[ReleaseFiles]:
    """The files of editions by the release they belong to, each with its record."""
    collected: dict[str, list[str]] = {}
    for path in paths:
        collected.setdefault(key_of(path), []).append(path)
    return [ReleaseFiles(key, tuple(found), records.get(key)) for key, found in collected.items()]


def _digest(path: Path) -> bytes:
    try:
        return sha256(path.read_bytes()).digest()
    except OSError:
        return b""


def _plain(diagnostic: Diagnostic) -> tuple[Any, ...]:
    return (
        tuple(diagnostic.span),
        diagnostic.code,
        diagnostic.values,
        diagnostic.suggestion,
    )


def _diagnostic(values: tuple[Any, ...]) -> Diagnostic:
    span, *rest = values
    return Diagnostic(Span(*span), *rest)
