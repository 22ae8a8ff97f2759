"""A build, from the site's files to the output: the one place that knows the order.

A build that has nothing to do ends before the libraries that read and render are imported: with
them it would take three times as long.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from beyan.build.options import Options
from beyan.build.problems import CannotGoOn
from beyan.build.report import Report
from beyan.model.defaults import real
from beyan.model.diagnostic import Span, problem
from beyan.model.messages import RINGED
from beyan.publish.forks import all_cores
from beyan.publish.tasks import SharedTask
from beyan.publish.volumes import sweep
from beyan.saving import NotSaved
from beyan.snapshot.due import note_due, noted_due
from beyan.snapshot.inputs import CONFIG_FILE, scan_inputs
from beyan.snapshot.location import caches_of_site, left_cache, open_cache, scratch_cache
from beyan.snapshot.manifest import OutputState
from beyan.snapshot.snapshot import Known, Snapshot, borrowed, mark_unfinished
from beyan.snapshot.standing import looking
from beyan.snapshot.store import Cache, CacheLost

if TYPE_CHECKING:
    from beyan.build.planning import SitePlan
    from beyan.build.reading import Source
    from beyan.model.diagnostic import Diagnostic
    from beyan.source.site import Loaded

# Fewer are looked at sooner than a process is forked.
_MANY_PARTS = 8


def _build(root: Path, output: Path, options: Options, cache: Cache) -> Report:
    last = Snapshot.load(cache, forgets=not options.uses_cache)
    on_disk = _looked_at(output, last, options)  # by other processes, while this one goes on
    inputs = scan_inputs(root)
    is_same = last.still_holds(inputs, options.base_url, options.clock, options.pseudo)
    if is_same and not options.records and on_disk().is_whole:
        return Report.again(last, options)

    from beyan.build.reading import read_site

    mark_unfinished(cache)
    known = _known(last, root, cache, options)
    source = read_site(root, inputs, known, cache, options, last, _load_others)  # behind the gate

    from beyan.build.committing import publish
    from beyan.build.leaving import snapshot
    from beyan.build.planning import check_site, plan_site
    from beyan.build.recording import recorded
    from beyan.build.rendering import find_outdated, render, staging

    plan = plan_site(source, last, on_disk)  # of everything, or of what edited texts can change
    checked = check_site(plan, source, last)
    state = on_disk()
    outdated = find_outdated(plan, source, last, state)  # each with its reasons
    with staging(output, outdated, plan, source, checked, last, state, options) as staged:
        rendered = render(outdated, plan, source, last, staged, options)
        published = publish(rendered, plan, source, last, state, staged, options)
    report = Report.of(plan, source, checked, rendered, published, options)
    left = snapshot(source, checked, rendered, published, report, options, last)
    with suppress(OSError):  # where it cannot be written, the next build is a clean one
        left.save(cache, last)
    if options.records and not report.exit_code:
        report = recorded(report, source)  # what is published, in the ledger of addresses
    return report


def build(root: Path, output: Path, options: Options) -> Report:
    """Bring `output` to what the site's files say. With errors it stays as it was."""
    started = time.perf_counter()

    def meets(process: str, since: str) -> None:
        if not options.waits:
            raise CannotGoOn.busy(output, process, since)
        options.waiting(process, since)

    try:
        _keep_apart(output, options)
        _need_cluster(options)
        with without_collector(), open_cache(root, output, options.cache, meets) as cache:
            sweep(output)  # what a killed build left
            try:
                report = _build(root, output, options, cache)
            except CacheLost:
                # Somebody deleted a part of it. Without any it is a clean build.
                report = _build(root, output, replace(options, uses_cache=False), cache)
        if options.notes_due and not report.exit_code:
            with suppress(NotSaved):  # then it is missing, and a build is due
                note_due(root, options.cache, report.due)
    except CannotGoOn as stop:
        report = Report.stopped(stop, options)
    except Exception as error:
        report = Report.stopped(CannotGoOn.because(error, root), options)
    return replace(report, seconds=time.perf_counter() - started)


def check(root: Path, options: Options) -> Report:
    """Every rule, without writing anything."""
    from beyan.build.checking import worth_checking
    from beyan.build.committing import NOTHING_PUBLISHED
    from beyan.build.rendering import find_outdated, render
    from beyan.snapshot.manifest import UNTOUCHED

    started, last = time.perf_counter(), Snapshot()
    try:
        with without_collector(), prepare(root, options) as (source, plan, checked):
            outdated = find_outdated(plan, source, last, UNTOUCHED)
            outdated, plan = worth_checking(outdated, plan, source)
            rendered = render(outdated, plan, source, last, None, options)
        report = Report.of(plan, source, checked, rendered, NOTHING_PUBLISHED, options)
    except CannotGoOn as stop:
        report = Report.stopped(stop, options)
    except Exception as error:
        report = Report.stopped(CannotGoOn.because(error, root), options)
    return replace(report, seconds=time.perf_counter() - started)


def verify(root: Path, output: Path, options: Options) -> frozenset[Diagnostic]:
    """Build again aside, and alone; every file of `output` that differs by a byte is a problem."""
    from beyan.build.committing import differences
    from beyan.build.rendering import find_outdated, render
    from beyan.publish.writer import Publication
    from beyan.snapshot.manifest import UNTOUCHED

    last = Snapshot()
    with without_collector(), prepare(root, options) as (source, plan, _):
        aside = Publication(output, source.cache.folder / "staging")
        outdated = find_outdated(plan, source, last, UNTOUCHED)
        rendered = render(outdated, plan, source, last, aside, replace(options, cluster=None))
        return differences(rendered, source, output)


@contextmanager
def prepare(
    root: Path, options: Options
) -> Iterator[tuple[Source, SitePlan, frozenset[Diagnostic]]]:
    """The site, its plan and what is wrong in it, from nothing; as long as the context, because
    releases are read when they are asked for. Raises `CannotGoOn`.
    """
    from beyan.build.planning import check_site, plan_site
    from beyan.build.reading import read_site
    from beyan.snapshot.manifest import UNTOUCHED

    last = Snapshot()
    with scratch_cache(root, options.cache) as cache:
        source = read_site(root, scan_inputs(root), last.known, cache, options, last)
        plan = plan_site(source, last, lambda: UNTOUCHED)
        yield source, plan, check_site(plan, source, last)


def due(root: Path, output: Path, options: Options) -> Report:
    """Only when the site next changes, and what is wrong with the content; read as `load` does."""
    last = Snapshot.peek(left_cache(root, output, options.cache))
    if last.still_holds(scan_inputs(root), options.base_url, options.clock):
        return Report.again(last, options)
    with without_collector():
        return load(root, output, options)[0]


def due_since(root: Path, output: Path, options: Options) -> tuple[Report, bool]:
    """What `due` tells, and whether an hour has come since the last build into `output`.

    Where nobody knows, one may have. The content is read only where it was edited since.
    """
    is_noted, noted = noted_due(root, options.cache)
    if is_noted and noted is not None and noted <= options.now and (root / CONFIG_FILE).is_file():
        return Report(due=noted), True
    last = Snapshot.peek(left_cache(root, output, options.cache))
    inputs = scan_inputs(root)
    if is_noted and (
        last.still_holds(inputs, options.base_url, options.clock)
        or last.may_hold(inputs, options.clock)
    ):
        return Report.again(last, options), False
    with without_collector():
        report, loaded = load(root, output, options)
    if loaded is None or last.ending is None or not is_noted:
        return report, True
    from beyan.build.reading import passed

    return report, bool(passed(loaded, last.ending.first, options.clock))


def load(root: Path, output: Path, options: Options) -> tuple[Report, Loaded | None]:
    """The site, with what the last build into `output` knew of it; None where it cannot be read.

    The releases themselves cannot be asked for, only their summaries.
    """
    from beyan.build.reading import coming, load_only
    from beyan.build.withholding import withheld

    last = Snapshot.peek(left_cache(root, output, options.cache))
    try:
        loaded = load_only(root, last.known, options)
    except CannotGoOn as stop:
        return Report.stopped(stop, options), None
    problems = frozenset(loaded.problems)
    due, changing = coming(loaded, options.clock)
    report = Report(
        problems=problems,
        due=due,
        changing=changing,
        withheld=withheld(loaded, problems),
        strict=options.strict,
        also=loaded.site.config.strict,
    )
    return report, loaded


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


def _keep_apart(output: Path, options: Options) -> None:
    """The cache holds texts under embargo: not for a moment may it lie in what is published."""
    if real(output).is_symlink():
        raise CannotGoOn([problem("cannot-write", Span(str(output)), folder=output, reason=RINGED)])
    if options.cache is not None and real(options.cache).is_relative_to(real(output)):
        raise CannotGoOn([problem("output-overlaps", Span(str(options.cache)), folder=output)])


def _need_cluster(options: Options) -> None:
    """What speaks with one is an extra; nobody should be told after the site was read."""
    if options.cluster is not None and find_spec("distributed") is None:
        raise CannotGoOn([problem("cluster-extra", Span("--cluster"))])


def _load_others() -> None:
    """What follows reading: loaded while other processes read."""
    import beyan.build.committing
    import beyan.build.leaving
    import beyan.build.planning
    import beyan.build.recording
    import beyan.build.rendering  # noqa: F401


def _looked_at(output: Path, last: Snapshot, options: Options) -> Callable[[], OutputState]:
    look, parts, joined = looking(output, last.manifest)
    jobs = (options.jobs or all_cores()) if len(parts) > _MANY_PARTS else 1
    return SharedTask(look, parts, joined, jobs=jobs).result


def _known(last: Snapshot, root: Path, cache: Cache, options: Options) -> Known:
    """What the last build knew of the files; before the first one, what another of the site did."""
    if last.manifest.entries or last.known.releases or not options.uses_cache:
        return last.known
    return borrowed(cache, caches_of_site(root, options.cache))
