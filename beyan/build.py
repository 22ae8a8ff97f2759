"""A build from its first moment: what the last one left, and whether there is anything to do.

One that has nothing to do ends here, before the libraries that read and render are imported: with
them it would take three times as long.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beyan.cache import KEY_SIZE, Cache, CacheLost, keep_for, locked
from beyan.generator import generator_digest
from beyan.model.diagnostic import Diagnostic, Span, problem, shown_path
from beyan.model.search import SEARCH_INDEX
from beyan.publish.manifest import UNTOUCHED, Condition, Manifest, condition
from beyan.publish.workers import BackgroundTask, all_cores
from beyan.report import Options, Report
from beyan.source.inputs import CONFIG_FILE, Inputs, scan_inputs, settled

if TYPE_CHECKING:
    from beyan.pipeline import Run

# The sealed files of the cache. STATE is written last; with another `generator` all are void.
STATE, MEMOS, RECORDS = "state", "memos", "records"
MANIFEST, MADE, FOLDERS = "manifest", "made", "folders"
# Which pictures the artifacts use, by the names of both.
PICTURES = "pictures"
# Not the key of any release: under it the records tell which settings they were read with.
READ_SETTINGS = ""
# Not the name of any artifact or folder: what is written together has the same token.
_TOKEN = "\0"
_MANY_ARTIFACTS = 2_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def build(root: Path, output: Path, options: Options) -> Report:
    """Bring `output` to what the site's files say. With errors it stays as it was."""
    started = time.perf_counter()
    try:
        with without_collector(), _opened(root, output, options) as opening:
            report = opening.report or _build(root, output, options, opening)
    except OSError as error:
        report = Report(strict=options.strict)
        shown = shown_path(Path(str(error.filename)), root)
        reason = error.strerror or str(error)
        report.problems.add(problem("cannot-read", Span(shown), file=shown, reason=reason))
    report.seconds = time.perf_counter() - started
    return report


def check(root: Path, options: Options) -> Report:
    """Every rule, without writing anything."""
    from beyan.pipeline import prepare
    from beyan.production import look_through

    started = time.perf_counter()
    report = Report(strict=options.strict)
    with without_collector():
        run = prepare(root, options, report)
        if run is not None:
            look_through(run, options, report)
    report.seconds = time.perf_counter() - started
    return report


def verify(root: Path, output: Path, options: Options, report: Report) -> None:
    """Build again aside and report every file of `output` that differs by a byte."""
    from beyan import production
    from beyan.pipeline import prepare

    fresh = Report(strict=options.strict)
    with without_collector():
        run = prepare(root, options, fresh)
        assert run is not None, "the settings were right a moment ago"
        production.verify(run, output, options, fresh)
    report.problems |= fresh.problems


@dataclass(slots=True)
class _Opening:
    """`report` is that of a build with nothing to do, else None. `at`: when `inputs` were seen."""

    cache: Cache
    generator: bytes
    state: Mapping[str, Any]
    inputs: Inputs
    at: int
    manifest: Manifest
    condition: BackgroundTask[Condition]
    report: Report | None
    token: bytes = b""


def _build(root: Path, output: Path, options: Options, opening: _Opening) -> Report:
    try:
        return _carry_out(root, output, options, opening)
    except CacheLost:
        # Somebody deleted a part of it. Without any it is a clean build.
        opening.cache.forget()
        opening.manifest, opening.state = Manifest(), {}
        opening.condition = BackgroundTask(lambda: UNTOUCHED, jobs=1)
        return _carry_out(root, output, options, opening)


def _carry_out(root: Path, output: Path, options: Options, opening: _Opening) -> Report:
    from beyan.pipeline import Standing, prepare
    from beyan.production import produce
    from beyan.source.memos import Memos
    from beyan.source.records import CachedRelease
    from beyan.source.site import Memory

    report = Report(strict=options.strict)
    started = time.perf_counter()
    cache, manifest = opening.cache, opening.manifest
    kept = cache.read_map(RECORDS)
    memos = Memos(cache.read(MEMOS) or {})
    read_settings = kept.pop(READ_SETTINGS, None)
    records = {key: CachedRelease(*values) for key, values in kept.items()}
    memory = Memory(opening.inputs, cache, records, memos, read_settings)
    # From here on the output may be between two states.
    cache.write(STATE, {"generator": opening.generator})
    report.spent("read", time.perf_counter() - started)

    standing = Standing(
        places=manifest.prose,
        names=frozenset(name for name in manifest.made if not name.startswith(SEARCH_INDEX)),
        anchors=manifest.anchors.keys(),
        addresses_digest=manifest.addresses_digest,
        pages=opening.state.get("counts", (0, 0, 0))[2],
        is_settled=bool(opening.state.get("is_quiet")) and _is_same_time(opening.state, options),
        is_whole=partial(_is_whole, opening.condition),
    )
    run = prepare(root, options, report, memory, standing)
    new, found = None, opening.condition.result()
    if run is not None:
        new = produce(run, output, manifest, found, options, report)
    started = time.perf_counter()
    # Where it cannot be written, the next build is a clean one.
    with suppress(OSError):
        cache.write(MEMOS, memos.settled(opening.at))
        if run is not None:
            _remember(opening, run, new, records, kept)
            if new is not None:
                _sweep_images(cache, run, new)
            # An index that could not be made is tried again.
            is_done = all(each.code != "search-unavailable" for each in report.problems)
            if new is not None and is_done:
                cache.write(STATE, _state(opening, options, report, run))
    report.kept = (opening, run, records, kept)
    report.spent("write", time.perf_counter() - started)
    return report


@contextmanager
def _opened(root: Path, output: Path, options: Options) -> Iterator[_Opening]:
    """Look around, while no other build into the same folder does anything.

    Raises OSError for what the system does not let us read.
    """
    place = str(output.resolve())
    name = cache_name(root, place)
    # In a folder that is no site, nothing is left behind.
    is_site = (root / CONFIG_FILE).is_file()
    with locked(root / ".cache", name) if is_site else nullcontext() as folder:
        cache = Cache(folder)
        if not options.uses_cache:
            cache.forget()
        try:
            opening = _look(root, output, options, cache)
            if folder is not None and opening.report is None:
                keep_for(folder, place)
            yield opening
        finally:
            cache.close()


def cache_name(root: Path, place: str) -> str:
    """After the output at `place`, so that builds into different folders do not meet.

    And after the site, whose own place is remembered with its photos.
    """
    return sha256(f"{root.resolve()}\0{place}".encode()).hexdigest()[:12]


def _look(root: Path, output: Path, options: Options, cache: Cache) -> _Opening:
    started = time.perf_counter()
    at = time.time_ns()
    generator = generator_digest()
    state: Mapping[str, Any] = cache.read(STATE) or {}
    manifest = _manifest(cache, state) if state.get("generator") == generator else None
    if manifest is None:
        # Of another program, or with a part missing: what is left could be of different builds.
        cache.forget()
        state, manifest = {}, Manifest()
    found = BackgroundTask(partial(condition, output, manifest), jobs=_jobs(options, manifest))
    inputs = scan_inputs(root)
    report = None
    if manifest.made and is_same(state, inputs, options) and _is_whole(found):
        report = old_report(state, options)
    if report is not None:
        report.spent("read", time.perf_counter() - started)
    return _Opening(cache, generator, state, inputs, at, manifest, found, report)


def _manifest(cache: Cache, state: Mapping[str, Any]) -> Manifest | None:
    """The manifest, empty before the first; None where its files are not of one build."""
    made, folders, rest = cache.read_map(MADE), cache.read_map(FOLDERS), cache.read(MANIFEST)
    tokens = {made.pop(_TOKEN, None), folders.pop(_TOKEN, None), rest and rest[0]}
    if "token" in state:
        tokens.add(state["token"])
    if len(tokens) > 1:
        return None
    return Manifest(made, folders, *rest[1:]) if rest is not None else Manifest()


def _is_whole(condition: BackgroundTask[Condition]) -> bool:
    now = condition.result()
    return not now.damaged and not now.has_strangers


def _remember(
    opening: _Opening,
    run: Run,
    new: Manifest | None,
    before: Mapping[str, Any],
    kept: Mapping[str, Any],
) -> None:
    """What the next build begins with. `new` is None where nothing was put in place.

    `kept` are the plain values of the records that an earlier build wrote: `before`.
    """
    from beyan.source.site import settings_read

    cache, records, manifest = opening.cache, run.loaded.records, new or opening.manifest
    live = [record.place for record in records.values()] + list(manifest.prose.values())
    moved = cache.moved(live)
    if moved:
        records = {key: each._replace(place=moved[each.place]) for key, each in records.items()}
        manifest = manifest.moved(moved)
    if new is not None or moved:
        opening.token = os.urandom(8)
        cache.write_map(MADE, {**manifest.made, _TOKEN: opening.token})
        cache.write_map(FOLDERS, {**manifest.folders, _TOKEN: opening.token})
        cache.write(MANIFEST, (opening.token, *manifest.rest()))
    seen = settled(opening.inputs.content.files, opening.at)
    plain: dict[str, Any] = {
        key: kept[key] if before.get(key) is record else _settled(record, seen)
        for key, record in records.items()
    }
    plain[READ_SETTINGS] = settings_read(run.loaded.site.config)
    cache.write_map(RECORDS, plain)
    cache.sweep(moved.values() if moved else live)


def _sweep_images(cache: Cache, run: Run, new: Manifest) -> None:
    """Delete the pictures that no output of the site shows any more."""
    before = cache.read_map(PICTURES)
    fresh = {name: b"".join(sorted(keys)) for name, keys in run.images.items()}
    now = {name: keys for name, keys in (before | fresh).items() if keys and name in new.made}
    if now == before and (before or not fresh):
        return
    cache.write_map(PICTURES, now)
    assert run.renderer is not None, "without one nothing is put in place"
    store = run.renderer.images.store
    # Without what an earlier build knew, any picture may be one that nobody shows.
    candidates = _keys(before) if before else store.keys()
    unused = candidates - _keys(now)
    if unused:
        for folder in cache.folder.parent.glob(f"*/{PICTURES}"):
            unused -= _keys(Cache(folder.parent).read_map(PICTURES))
    store.delete(unused)


def _keys(pictures: Mapping[str, bytes]) -> set[bytes]:
    return {
        keys[start : start + KEY_SIZE]
        for keys in pictures.values()
        for start in range(0, len(keys), KEY_SIZE)
    }


def _settled(record: Any, seen: Mapping[str, Any]) -> tuple[Any, ...]:
    """The record as plain values; files too young to be trusted lose their signature."""
    files = tuple(
        (path, seen.get(path) and signature, digest) for path, signature, digest in record.files
    )
    return tuple(record._replace(files=files))


def _state(opening: _Opening, options: Options, report: Report, run: Run) -> dict[str, Any]:
    """What tells the next build that it has nothing to do."""
    from beyan.model.release_summary import microseconds
    from beyan.pipeline import changes

    clock = microseconds(options.now)
    instants = {*changes(run.loaded), *run.loaded.holds}
    inputs = tuple(
        settled(each, opening.at) if isinstance(each, dict) else each
        for each in opening.inputs.plain()
    )
    return {
        "generator": opening.generator,
        "inputs": inputs,
        "base_url": options.base_url,
        # The instants between which the site stays as it is, in microseconds since 1970 (UTC).
        "clock": (
            max((each for each in instants if each <= clock), default=-(1 << 62)),
            min((each for each in instants if each > clock), default=1 << 62),
        ),
        "token": opening.token,
        "is_quiet": not report.plan_problems,
        "counts": (report.releases, report.editions, report.pages),
        "due": report.due.isoformat() if report.due is not None else None,
        "problems": [
            (tuple(each.span), each.code, each.values, each.suggestion)
            for each in sorted(report.problems)
        ],
    }


def _jobs(options: Options, manifest: Manifest) -> int:
    """For looking at the output: few files are looked at sooner than a process is forked."""
    return (options.jobs or all_cores()) if len(manifest.made) > _MANY_ARTIFACTS else 1


def is_same(state: Mapping[str, Any], inputs: Inputs, options: Options) -> bool:
    """Whether a build now would begin with what the one of `state` began with."""
    if "inputs" not in state or state["base_url"] != options.base_url:
        return False
    return _is_same_time(state, options) and bool(state["inputs"] == inputs.plain())


def _is_same_time(state: Mapping[str, Any], options: Options) -> bool:
    """Whether the gate, and the news, decide as they did."""
    first, last = state["clock"]
    # As `microseconds` counts them: a float would be off by one now and then.
    return bool(first <= (options.now - _EPOCH) // timedelta(microseconds=1) < last)


def old_report(state: Mapping[str, Any], options: Options) -> Report:
    """What the build of `state` found; it is still so."""
    releases, editions, pages = state["counts"]
    return Report(
        problems={
            Diagnostic(Span(*span), code, values, suggestion)
            for span, code, values, suggestion in state["problems"]
        },
        releases=releases,
        editions=editions,
        pages=pages,
        due=datetime.fromisoformat(state["due"]) if state["due"] else None,
        strict=options.strict,
    )


@contextmanager
def without_collector() -> Iterator[None]:
    """Nothing here is in cycles, and looking for some in a million values takes seconds."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
