"""From the plan to the output: what has to be made, making it, and putting it in place."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from beyan.checks.anchors import anchored_links, dead_anchors
from beyan.checks.collisions import address_digest
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.page import Export, Output, Page, PlannedLink
from beyan.model.picture import Picture
from beyan.model.search import SEARCH_INDEX
from beyan.pipeline import Run
from beyan.publish import search
from beyan.publish.making import SPENT_FOR, Making, Result
from beyan.publish.manifest import (
    UNTOUCHED,
    Condition,
    Made,
    Manifest,
    Task,
    folders,
    kept,
    stale,
)
from beyan.publish.workers import all_cores, parallel_map
from beyan.publish.writer import Publication, output_problems, told
from beyan.render.exporters.tools import Unreadable
from beyan.render.faults import fault
from beyan.render.images import Images, by_source, picture_key
from beyan.report import Options, Report
from beyan.source.inputs import CONFIG_FILE

Anchors = Mapping[str, list[PlannedLink]]


def look_through(run: Run, options: Options, report: Report) -> None:
    """Make everything and keep nothing: for the problems that only show then."""
    for _ in made(run, Manifest(), _tasks(run, Manifest(), UNTOUCHED), None, options, report):
        pass


def produce(
    run: Run,
    output: Path,
    manifest: Manifest,
    condition: Condition,
    options: Options,
    report: Report,
) -> Manifest | None:
    """Bring `output` to what the plan says; what stands there then. With errors: None, as it was.

    `manifest` is what an earlier build left there, `condition` what became of it.
    """
    if not run.plan.is_partial:
        report.problems.update(output_problems(output, run.root, run.plan))
    if report.exit_code == 2:
        return None
    tasks = _tasks(run, manifest, condition)
    known = {
        file[0]: file[4]
        for name in (task.artifact.name for task in tasks)
        if name in manifest.made and name not in condition.damaged
        for file in manifest.made[name][2]
    }
    publication = Publication(output, run.memory.cache.folder / "staging", known)
    try:
        # Once something is wrong nothing will be published; the rest is only checked.
        staging = None if report.has_errors else publication
        results = list(made(run, manifest, tasks, staging, options, report))
        if report.has_errors:
            return None
        parts = _index(run, manifest, condition, results, publication, options, report)
        if report.has_errors:
            return None
        started = time.perf_counter()
        new = _commit(run, output, publication, manifest, condition, results, parts, report)
        report.spent("write", time.perf_counter() - started)
        return new
    except OSError as error:
        span = Span(str(output))
        reason = error.strerror or str(error)
        report.problems.add(problem("cannot-write", span, folder=output, reason=reason))
        return None
    finally:
        publication.discard()


def verify(run: Run, output: Path, options: Options, report: Report) -> None:
    """Make everything again from nothing, and report every file of `output` that differs."""
    publication = Publication(output, run.memory.cache.folder / "staging")
    tasks = _tasks(run, Manifest(), UNTOUCHED)
    planned: dict[str, bool] = {}
    remembered = []
    for result in made(run, Manifest(), tasks, publication, options, report):
        planned.update((file[0], False) for file in result.files)
        planned.update(dict.fromkeys(result.new, True))
        remembered.append((result.name, result.prose))
    there = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    if run.loaded.site.config.search:
        # No two runs of Pagefind give the same bytes: each part is there, and nothing else.
        for part in search.parts(remembered):
            own = {path for path in there if f"/{path}".startswith(part.address)}
            there -= own
            there |= own & {f"{part.address[1:]}{search.ENTRY}"}
            planned[f"{part.address[1:]}{search.ENTRY}"] = False
    differences = dict.fromkeys(planned.keys() - there, "missing")
    differences |= dict.fromkeys(there - planned.keys(), "not planned")
    for path, is_other in planned.items():
        if is_other:
            differences.setdefault(path, "other bytes")
    for path, how in differences.items():
        span = Span(str(output / path))
        report.problems.add(problem("output-differs", span, address=path, how=how))


def _tasks(run: Run, manifest: Manifest, condition: Condition) -> list[Task]:
    """What is to be made, texts first: feeds take their rendered prose from the cache."""
    if run.renderer is None:
        return []
    found = stale(run.plan, run.template_fingerprints, manifest, condition.damaged)
    # Versions of one release side by side, so that it is read once.
    texts = sorted(
        (task for task in found if task.artifact.source), key=lambda task: task.artifact.source
    )
    rest = sorted((task for task in found if not task.artifact.source), key=_turn)
    return texts + rest


def _turn(task: Task) -> tuple[bool, list[str]]:
    """When a list or a file is made.

    Sitemaps and feeds take a hundred times as long as a list: in the end, nobody waits for one.
    And the feeds of one list are of the same releases in all languages.
    """
    without_language = task.artifact.name.split("/", 2)[2:]
    return bool(task.artifact.template), without_language


def made(
    run: Run,
    manifest: Manifest,
    tasks: list[Task],
    publication: Publication | None,
    options: Options,
    report: Report,
) -> Iterator[Result]:
    """The result of every task; what fails is reported."""
    if run.renderer is None:
        return
    anchors = anchored_links(run.plan)
    making = Making(
        renderer=run.renderer,
        publication=publication,
        inspect=partial(_inspect, anchors),
        fault=partial(_fault, run),
        before=manifest.made,
    )
    report.problems.update(_anchors_of_the_rest(run, manifest, anchors, tasks))
    if publication is not None:
        _encode(run, run.renderer.images, tasks, options, report)
    run.renderer.load({task.artifact.template for task in tasks if task.artifact.template})
    jobs = options.jobs or all_cores()
    texts = sum(1 for task in tasks if task.artifact.source)
    done = 0
    for part in (tasks[:texts], tasks[texts:]):
        for result in parallel_map(making, part, jobs=jobs):
            done += 1
            options.progress(done, len(tasks))
            run.places.update(result.prose)
            run.images[result.name] = result.images
            report.problems.update(result.problems)
            report.made.append(result.name)
            for stage, seconds in zip(SPENT_FOR, result.seconds, strict=True):
                report.spent(stage, seconds)
            yield result


def _encode(
    run: Run, images: Images, tasks: Iterable[Task], options: Options, report: Report
) -> None:
    """Make the pictures that these tasks will ask for, so that all processes have a share of it."""
    asked = (
        output
        for task in tasks
        if task.artifact.source and not task.artifact.template
        for output in task.artifact.outputs()
        if isinstance(output, Picture)
    )
    missing = {key: each for each in asked if not images.store.has(key := picture_key(each))}
    pictures = sorted(missing.values(), key=by_source)
    jobs = options.jobs or all_cores()
    for seconds in parallel_map(partial(_encoded, images), pictures, jobs=jobs, worth=6, chunk=1):
        report.spent("images", seconds)


def _encoded(images: Images, picture: Picture) -> float:
    started = time.perf_counter()
    images.picture(picture)
    return time.perf_counter() - started


def _inspect(anchors: Anchors, output: Output, data: bytes) -> Iterable[Diagnostic]:
    links = anchors.get(output.address)
    return dead_anchors(links, data.decode()) if links else ()


def _fault(run: Run, error: Exception, output: Page | Export) -> Diagnostic:
    if isinstance(error, Unreadable):
        made_by = f"templates/{output.template}" if isinstance(output, Page) else output.path
        return problem("unreadable-output", Span(made_by), file=error.file, reason=error.reason)
    assert isinstance(output, Page), "only templates fail in other ways"
    return fault(error, output.template, run.template_folders, run.root)


def _anchors_of_the_rest(
    run: Run, manifest: Manifest, anchors: Anchors, tasks: Iterable[Task]
) -> Iterator[Diagnostic]:
    """Links to headings of pages that stay as they are, if they were not looked at before."""
    waiting = {task.artifact.name for task in tasks}
    for artifact in run.plan.artifacts:
        links = anchors.get(artifact.name)
        if links is None or artifact.name in waiting:
            continue
        if not set(_fragments(links)) <= set(manifest.anchors.get(artifact.name, ())):
            assert run.renderer is not None, "without one everything waits"
            page = next(iter(artifact.outputs()))
            yield from _inspect(anchors, page, run.renderer.render(page, is_glance=True))


def _fragments(links: Iterable[PlannedLink]) -> tuple[str, ...]:
    return tuple(sorted({(link.address or "").partition("#")[2] for link in links}))


def _index(
    run: Run,
    manifest: Manifest,
    condition: Condition,
    results: list[Result],
    publication: Publication,
    options: Options,
    report: Report,
) -> list[str]:
    """Stage the parts of the search index whose texts changed, as further `results`; all parts.

    The index is published with the pages, so that it never knows more than they say. Where it
    cannot be made, the outdated parts go.
    """
    before = manifest.made
    if not run.loaded.site.config.search:
        return []
    if not options.indexes:
        return [name for name in before if name.startswith(SEARCH_INDEX)]
    started = time.perf_counter()
    fresh = {result.name: result.prose for result in results}
    rest = _pages(before) if run.plan.is_partial else (each.name for each in run.plan.artifacts)
    remembered = {name: fresh[name] if name in fresh else before[name][3] for name in rest}
    parts = search.parts(remembered.items())
    stale = [
        part
        for part in parts
        if part.address not in before
        or before[part.address][0] != part.fingerprint
        or part.address in condition.damaged
    ]
    try:
        for part, files in search.index(stale, run.memory.cache, jobs=options.jobs or all_cores()):
            staged = told(publication.stage(path, data) for path, data in files.items())
            results.append(Result(part.address, b"", part.fingerprint, *staged))
            report.made.append(part.address)
    except search.SearchUnavailable as error:
        span = Span(CONFIG_FILE)
        report.problems.add(problem("search-unavailable", span, reason=str(error)))
        missing = {part.address for part in stale} - {result.name for result in results}
        parts = [part for part in parts if part.address not in missing]
    report.spent("search", time.perf_counter() - started)
    return [part.address for part in parts]


def _pages(names: Iterable[str]) -> Iterator[str]:
    """Those of artifacts that the plan lists."""
    return (name for name in names if not name.startswith(SEARCH_INDEX))


def _commit(
    run: Run,
    output: Path,
    publication: Publication,
    manifest: Manifest,
    condition: Condition,
    results: Iterable[Result],
    parts: Iterable[str],
    report: Report,
) -> Manifest:
    """Files first, deletions last; the manifest tells what came of it.

    `parts` are those of the search index, each among the results or in place.
    """
    fresh = {result.name: result for result in results}
    before = manifest.made
    # What was planned then and is not now, or has other files now.
    is_partial = run.plan.is_partial
    names = list(_pages(before)) if is_partial else [each.name for each in run.plan.artifacts]
    names += parts
    outdated = before.keys() - set(names) | fresh.keys()
    orphans = {file[0] for name in outdated if name in before for file in before[name][2]}
    planned = {file[0] for result in fresh.values() for file in (*result.files, *result.kept)}
    orphans -= planned
    new = [path for result in fresh.values() for path in result.new]
    is_known = bool(before) and not condition.has_strangers

    made: dict[str, Made] = {}
    for name in names:
        if name not in fresh:
            made[name] = kept(before[name], condition) if condition.files else before[name]
    if not is_known:
        planned |= {file[0] for each in made.values() for file in each[2]}
    report.written, report.removed = publication.commit(
        new, planned, sorted(orphans) if is_known else None
    )
    for result in fresh.values():
        records = map(publication.placed, result.files)
        left = (condition.files.get(file[0], file) for file in result.kept)
        made[result.name] = (result.fingerprint, result.template, (*records, *left), result.prose)
    touched = (*new, *orphans) if is_known else planned
    anchors: Mapping[str, tuple[str, ...]] = manifest.anchors
    if not is_partial:
        anchors = {name: _fragments(links) for name, links in anchored_links(run.plan).items()}
    old_folders = manifest.folders if is_known else {}
    return Manifest(
        made,
        folders(output, old_folders, touched),
        run.plan.setting,
        anchors,
        manifest.addresses_digest if is_partial else address_digest(run.ungated),
    )
