"""Results → the output, and the manifest of what stands there then."""

from __future__ import annotations

import time
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import field, replace
from functools import partial
from pathlib import Path

from beyan.audit.outputs import Audit
from beyan.build.changes import MANIFEST, Changes
from beyan.build.leaks import leaks
from beyan.build.options import Options
from beyan.build.planning import SitePlan
from beyan.build.problems import has_errors
from beyan.build.reading import Source
from beyan.build.rendering import Rendered
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.page import ReleasePage, address_of
from beyan.model.records import dataclass
from beyan.model.release import key_of
from beyan.model.views import RELEASES
from beyan.publish import search
from beyan.publish.forks import all_cores
from beyan.publish.making import Result
from beyan.publish.writer import Publication
from beyan.snapshot.manifest import Manifest, OutputState, PlainEntry, Row
from beyan.snapshot.snapshot import Snapshot
from beyan.snapshot.standing import folder_times
from beyan.snapshot.tables.stamps import Stamp, Stamps


@dataclass(frozen=True, slots=True)
class Published:
    """What came of publishing. With errors `manifest` is None: the output is as it was.

    `made` are the artifacts that were made, by name.
    """

    manifest: Manifest | None
    problems: frozenset[Diagnostic] = frozenset()
    made: Mapping[str, Result] = field(default_factory=dict)
    written: int = 0
    removed: int = 0
    changes: Changes = field(default_factory=Changes)
    seconds: Mapping[str, float] = field(default_factory=dict)


def publish(
    rendered: Rendered,
    planned: SitePlan,
    source: Source,
    last: Snapshot,
    on_disk: OutputState,
    publication: Publication | None,
    options: Options,
) -> Published:
    """Put everything in place, files first, deletions last. Raises `CacheLost` and OSError."""
    fails = partial(has_errors, strict=options.strict, also=source.config.strict)
    made = {result.name: result for result in rendered.results}
    if publication is None or fails(rendered.problems):
        return Published(None, made=made)
    started = time.perf_counter()
    results = list(rendered.results)
    audit = Audit(rendered.secrets)
    index = _index(planned, source, last.manifest, on_disk, results, publication, audit, options)
    parts_made = results[len(rendered.results) :]
    problems = [*leaks(rendered.secrets, parts_made, source, planned, publication)]
    made |= {result.name: result for result in results}
    indexed = time.perf_counter()
    if fails(problems):
        return Published(None, frozenset(problems), made, seconds={"search": indexed - started})
    extent = replace(planned.extent, glanced=rendered.glanced)
    manifest, written, removed, changes = _commit(
        replace(planned, extent=extent), last, on_disk, results, index, publication
    )
    return Published(
        manifest,
        frozenset(problems),
        made,
        written,
        removed,
        changes,
        {"search": indexed - started, "write": time.perf_counter() - indexed},
    )


NOTHING_PUBLISHED = Published(None)


def differences(rendered: Rendered, source: Source, output: Path) -> frozenset[Diagnostic]:
    """Every file of `output` that is not, byte for byte, what was rendered beside it."""
    planned = {path: False for result in rendered.results for path, *_ in result.files}
    planned |= {path: True for result in rendered.results for path in result.new}
    there = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    if source.config.search:
        by_part = search.rows_by_part((each.name, each.documents) for each in rendered.results)
        others = partial(_others, output)
        for looked_at in search.index(
            search.parts(by_part), source.cache, others, jobs=all_cores()
        ):
            planned.update(looked_at)
    found = dict.fromkeys(planned.keys() - there, "missing")
    found |= dict.fromkeys(there - planned.keys(), "not planned")
    for path, is_other in planned.items():
        if is_other:
            found.setdefault(path, "other bytes")
    return rendered.problems | {
        problem("output-differs", Span(str(output / path)), address=path, how=how)
        for path, how in found.items()
    }


def _others(output: Path, _: search.Part, files: Mapping[str, bytes]) -> dict[str, bool]:
    """The paths of a part's files, each with whether another file stands there."""
    return {
        path: (file := output / path).is_file() and file.read_bytes() != data
        for path, data in files.items()
    }


# Of the search index the rows of all its parts, and the addresses of all; or of those parts that
# changed, and None: then all stay.
_Index = tuple[Mapping[str, tuple[Row, ...]], Collection[str] | None]


def _index(
    planned: SitePlan,
    source: Source,
    manifest: Manifest,
    on_disk: OutputState,
    results: list[Result],
    publication: Publication,
    audit: Audit,
    options: Options,
) -> _Index:
    """Stage the parts of the search index whose texts changed, as further `results`.

    The index is published with the pages, so that it never knows more than they say.
    """
    if not source.config.search:
        return {}, None
    if not options.indexes:
        parts = manifest.index
        return {}, parts or None  # what they have is not what they should
    index = _index_of_edit(planned, manifest, results)
    if index is None:
        documents = {result.name: result.documents for result in results}
        for name in planned.extent.names:
            if name not in documents:
                *_, documents[name] = manifest.entries[name]
        rows = search.rows_by_part((name, documents[name]) for name in planned.extent.names)
        index = rows, rows.keys()
    outdated: list[tuple[search.Part, str]] = []
    for part in search.parts(index[0]):
        before = manifest.entry(part.address)
        if before is None or part.address in on_disk.damaged:
            outdated.append((part, "new" if before is None else "damaged"))
        elif before.fingerprint != part.fingerprint:
            outdated.append((part, "text"))
    waiting = [part for part, _ in outdated]
    staging = partial(_staged, publication, audit)
    made = search.index(waiting, source.cache, staging, jobs=options.jobs or all_cores())
    for result, (_, reason) in zip(made, outdated, strict=True):
        results.append(result._replace(reasons=(reason,)))
    return index


def _index_of_edit(
    planned: SitePlan, manifest: Manifest, results: Iterable[Result]
) -> _Index | None:
    """The parts that these results change, where all else stays; None where more may change, or
    nobody knows what the parts have. Of ten thousand releases it spares decoding all entries.
    """
    if planned.held is not None or not manifest.rows:
        return None
    fresh = {result.name: result.documents for result in results}
    before = {name: entry.documents for name in fresh if (entry := manifest.entry(name))}
    now = search.rows_by_part(fresh.items())
    found: dict[str, tuple[Row, ...]] = {}
    for part in sorted({*search.rows_by_part(before.items()), *now}):
        left = (row for row in manifest.rows.get(part, ()) if row[0] not in fresh)
        found[part] = tuple(sorted((*left, *now.get(part, ()))))
    is_same = all(part in manifest.rows and rows for part, rows in found.items())
    return (found, None) if is_same else None


def _staged(
    publication: Publication, audit: Audit, part: search.Part, files: Mapping[str, bytes]
) -> Result:
    staged = [publication.stage(path, data) for path, data in files.items()]
    for path, data in files.items():
        audit.look(path, data)
    return Result(
        name=part.address,
        fingerprint=part.fingerprint,
        template=b"",
        traces=b"",
        reasons=(),
        files=tuple(file for file, _ in staged),
        new=tuple(path for (path, *_), is_new in staged if is_new),
        hits=tuple(audit.finish()),
    )


def _commit(
    planned: SitePlan,
    last: Snapshot,
    on_disk: OutputState,
    results: Iterable[Result],
    index: _Index,
    publication: Publication,
) -> tuple[Manifest, int, int, Changes]:
    """The new manifest, how many files were written and deleted, and what readers see anew.

    Each part of the `index` is among the results or in place.
    """
    before, extent = last.manifest, planned.extent
    fresh = {result.name: result for result in results}
    # What was planned then and is not now, or has other files now.
    # After an edit of texts all stays, and nobody has to look for what does not.
    rows, parts = index
    all_stays = planned.held is None and parts is None
    stays = before.entries.keys() if all_stays else {*extent.names, *(parts or ())}
    outdated = _outdated(before, fresh, None if all_stays else stays)
    orphans = {path for path, _ in before.files(outdated)}
    kept = {path for result in fresh.values() for path, *_ in result.files}
    kept |= {path for result in fresh.values() for path, _ in result.kept}
    orphans -= kept
    new = [path for result in fresh.values() for path in result.new]
    # Otherwise what nobody planned is looked for.
    is_known = bool(before.entries) and not on_disk.has_unknown_files
    planned_files = kept
    if not is_known:
        left = (name for name in stays if name not in fresh)
        planned_files = kept.union(path for path, _ in before.files(left))
    written, removed = publication.commit(new, planned_files, sorted(orphans) if is_known else None)
    entries: dict[str, PlainEntry] = {}
    stamps: dict[str, Stamp] = {**on_disk.touched}
    for result in fresh.values():
        for path, size, changed, entered, _ in map(publication.placed, result.files):
            stamps[path] = (size, changed, entered)
        entries[result.name] = (
            result.fingerprint,
            result.template,
            result.traces,
            (*((path, digest) for path, *_, digest in result.files), *result.kept),
            result.documents,
        )
    touched = (*new, *orphans) if is_known else planned_files
    times = folder_times(publication.output, before.folders if is_known else Stamps(), touched)
    published = last.published
    seen = published.seen if published is not None else frozenset()
    standing = before.stamps.followed_by(stamps, orphans)
    names = None if all_stays else (*extent.names, *(parts or ()))
    manifest = before.followed_by(entries, planned.plan, extent, names, standing, times, seen, rows)
    changes = Changes()
    if published is not None:
        gone = _outdated(published, fresh, None if all_stays else stays)
        changes = _changes(published, planned, gone, entries)
    return manifest, written, removed, changes


def _outdated(before: Manifest, fresh: Collection[str], stays: Container[str] | None) -> list[str]:
    """What was made anew, or stays no longer; `stays` is None where everything does."""
    if stays is None:
        return [name for name in fresh if name in before.entries]
    return [name for name in before.entries if name not in stays or name in fresh]


def _changes(
    before: Manifest,
    planned: SitePlan,
    gone: Iterable[str],
    fresh: Mapping[str, PlainEntry],
) -> Changes:
    """What readers see anew, by the addresses of docs/addresses.md; `gone` is what stood before,
    and is made anew or stays no longer.

    A release is seen for the first time when none was ever published under its key, and nothing
    stood at any of its addresses.
    """
    was = dict(before.files(gone))
    now = {path: digest for *_, files, _ in fresh.values() for path, digest in files}
    first: dict[str, dict[str, str]] = {}
    for artifact in planned.plan.artifacts:
        key = key_of(artifact.source) if artifact.template == ReleasePage.template else ""
        if key and key not in before.seen:
            first.setdefault(key.removeprefix(RELEASES), {})[artifact.language] = artifact.name
    return Changes(
        base=MANIFEST,
        added=_addresses(now.keys() - was.keys()),
        changed=_addresses(path for path in now.keys() & was.keys() if now[path] != was[path]),
        removed=_addresses(was.keys() - now.keys()),
        releases={
            key: addresses
            for key, addresses in sorted(first.items())
            if not any(address in before.entries for address in addresses.values())
        },
        gone=planned.gone,
    )


def _addresses(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(map(address_of, paths)))
