"""Outdated artifacts → results: what has to be made, and making it in all processes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import field, replace
from functools import partial
from pathlib import Path

from beyan.audit.outputs import Audit
from beyan.audit.secrets import Secrets
from beyan.build.auditing import secrets_of
from beyan.build.leaks import leaks
from beyan.build.options import Options
from beyan.build.planning import SitePlan
from beyan.build.problems import CannotGoOn, has_errors, is_usage
from beyan.build.reading import Source
from beyan.checks.anchors import dead_anchors, fragments
from beyan.crew import Crew
from beyan.crew.processes import Processes, worked_on
from beyan.lifetime import starved
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.page import Export, Frame, Output, Page, PlannedLink
from beyan.model.picture import Picture
from beyan.model.records import dataclass
from beyan.model.release_summary import digest
from beyan.plan.list_pages import Days, shown_days
from beyan.publish.forks import all_cores
from beyan.publish.making import STAGES, Making, Result
from beyan.publish.workers import parallel_map
from beyan.publish.writer import Publication, output_problems
from beyan.render.delivery import Traffic
from beyan.render.exporters.tools import Unreadable
from beyan.render.faults import fault
from beyan.render.images import Images, picture_key
from beyan.render.page import DocumentMemory, Renderer
from beyan.render.template_fingerprints import template_fingerprints
from beyan.snapshot.manifest import Manifest, Outdated, OutputState
from beyan.snapshot.pictures import PictureStore
from beyan.snapshot.snapshot import Snapshot
from beyan.snapshot.store import BlobRef, Cache

Anchored = Mapping[str, list[PlannedLink]]


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was made, and staged; `seconds` are by stage, of all processes together. `glanced` has
    the digests of what is held back, as it was found to be right or wrong; `secrets` are what no
    file may tell of it. `traffic` is what a cluster had to do.
    """

    results: tuple[Result, ...]
    problems: frozenset[Diagnostic]
    seconds: Mapping[str, float]
    glanced: frozenset[bytes] = frozenset()
    secrets: Secrets = field(default_factory=Secrets)
    traffic: Traffic = field(default_factory=Traffic)


def find_outdated(
    planned: SitePlan, source: Source, last: Snapshot, on_disk: OutputState
) -> list[Outdated]:
    """What is to be made, texts first, then feeds, then lists (`_turn`)."""
    interface = source.interface
    if not interface.is_whole:
        return []
    plan = planned.plan
    fingerprints = template_fingerprints(interface.uses, plan.frames, interface.catalogues)
    found = list(last.manifest.outdated(plan, fingerprints, on_disk))
    # Versions of one release side by side, so that it is read once.
    texts = sorted((e for e in found if e.artifact.source), key=lambda e: e.artifact.source)
    return texts + sorted((e for e in found if not e.artifact.source), key=_turn)


@contextmanager
def staging(
    output: Path,
    outdated: Iterable[Outdated],
    planned: SitePlan,
    source: Source,
    checked: Iterable[Diagnostic],
    last: Snapshot,
    on_disk: OutputState,
    options: Options,
) -> Iterator[Publication | None]:
    """Where new files are put aside; None where something is wrong already: all is only checked.

    Raises `CannotGoOn` where nothing may, or can, be written.
    """
    problems = source.spoken(checked)
    if not last.manifest.entries or not on_disk.is_whole:
        problems |= set(output_problems(output, source.root, planned.plan))
    if is_usage(problems):
        raise CannotGoOn(problems)
    whole = (e.artifact.name for e in outdated if e.artifact.name not in on_disk.damaged)
    digests = dict(last.manifest.files(whole))
    publication = Publication(output, source.cache.folder / "staging", digests)
    try:
        yield (
            None
            if has_errors(problems, strict=options.strict, also=source.config.strict)
            else publication
        )
    except OSError as error:
        if starved(error):
            raise
        reason = error.strerror or str(error)
        # The cache may lie on another disk, and that one may be full.
        file = Path(str(error.filename2 or error.filename or output))
        folder = source.cache.folder if file.is_relative_to(source.cache.folder) else output
        failed = problem("cannot-write", Span(str(folder)), folder=folder, reason=reason)
        raise CannotGoOn({*problems, failed}) from error
    finally:
        publication.discard()


def renderer_of(
    source: Source, frames: Sequence[Frame], documents: Mapping[bytes, BlobRef], texts: Cache
) -> Renderer:
    """What the plan's pages are rendered by. `documents` are what an earlier build kept of them for
    the search index, `texts` is where new ones go.
    """
    return Renderer(
        frames,
        source.interface.catalogues,
        source.interface.template_folders,
        memory=DocumentMemory(texts, documents),
        images=Images(PictureStore(source.cache)),
        bytecode=source.cache.shared / "templates",
    )


def render(
    outdated: Sequence[Outdated],
    planned: SitePlan,
    source: Source,
    last: Snapshot,
    publication: Publication | None,
    options: Options,
) -> Rendered:
    """Every outdated artifact, made; what fails is among the problems.

    Without a publication all is only looked through. Raises `CacheLost` and OSError.
    """
    problems: set[Diagnostic] = set()
    seconds: dict[str, float] = defaultdict(float)
    results: list[Result] = []
    if not source.interface.is_whole:
        return Rendered((), frozenset(), {})
    manifest = last.manifest
    documents = manifest.documents(each.artifact.name for each in outdated)
    renderer = renderer_of(source, planned.plan.frames, documents, source.cache)
    anchored = planned.anchored
    secrets = secrets_of(source)
    making = Making(
        renderer=renderer,
        publication=publication,
        inspect=partial(_inspect, anchored),
        fault=partial(_fault, source),
        before=manifest.entries,
        audit=Audit(secrets),
    )
    problems.update(_anchors_of_the_rest(planned, manifest, renderer, outdated))
    with _crew(options, is_far=publication is not None and bool(outdated)) as crew:
        if publication is not None:
            # First, so that all have a share of what takes longest.
            seconds["images"] += sum(crew.encode(renderer.images, _pictures(outdated)))
        progress = partial(_progress, options, len(outdated))
        with closing(crew.make(making, outdated, progress)) as making_all:
            for result in making_all:
                results.append(result)
                problems.update(result.problems)
                for stage, spent in zip(STAGES, result.seconds, strict=True):
                    seconds[stage] += spent
    problems.update(leaks(secrets, results, source, planned, publication))
    # No other machine sees what is held back.
    glanced, found = _glance(planned, source, manifest, making, options.jobs or all_cores())
    return Rendered(
        tuple(results),
        frozenset(problems | found),
        dict(seconds),
        glanced,
        secrets,
        crew.traffic,
    )


def _progress(options: Options, total: int, made: int) -> None:
    options.progress(made, total)


def _glance(
    planned: SitePlan, source: Source, manifest: Manifest, making: Making, jobs: int
) -> tuple[frozenset[bytes], set[Diagnostic]]:
    """Make what is held back, look at it and let it go: nothing of it is kept but digests.

    What was right when it was last looked at, and is the same, is right.
    """
    held, plan = planned.held, planned.plan
    if held is None or not held.shown:
        return (manifest.extent.glanced if held is None else frozenset()), set()
    interface, anchored = source.interface, planned.anchored_held
    templates = template_fingerprints(interface.uses, plan.frames, interface.catalogues)
    waiting: dict[bytes, Outdated] = {}
    for each in held.shown:
        template = templates[each.template, each.language]
        asked = "\n".join(fragments(anchored.get(each.name, ()))).encode()
        now = digest(each.fingerprint, template, plan.setting, asked)
        waiting[now] = Outdated(each, template, False, ("new",))
    new = [each for key, each in waiting.items() if key not in manifest.extent.glanced]
    looking = replace(
        making, publication=None, inspect=partial(_inspect, anchored), audit=Audit(Secrets())
    )
    with closing(parallel_map(looking, new, jobs=jobs, named=worked_on)) as looked:
        return frozenset(waiting), {each for result in looked for each in result.problems}


def _turn(outdated: Outdated) -> tuple[bool, str, Days, str]:
    """When a list or a file is made.

    Sitemaps and feeds take a hundred times as long as a list: in the end, nobody waits for one.
    And what lists and feeds of one language show of a release is the same: it is at hand where
    pages that show the same days follow one another.
    """
    artifact = outdated.artifact
    days = shown_days(artifact.inputs)
    return bool(artifact.template), artifact.language, days, artifact.name


def _pictures(outdated: Iterable[Outdated]) -> dict[bytes, Picture]:
    """Those that will be asked for, by their keys."""
    asked = (
        output
        for each in outdated
        if each.artifact.source and not each.artifact.template
        for output in each.artifact.outputs()
        if isinstance(output, Picture)
    )
    return {picture_key(each): each for each in asked}


@contextmanager
def _crew(options: Options, *, is_far: bool) -> Iterator[Crew]:
    """Whoever makes what is outdated. Raises `CannotGoOn`, also from within the context."""
    if options.cluster is None or not is_far:
        yield Processes(options.jobs or all_cores())
        return
    from beyan.crew.cluster import ClusterFailed, connected

    try:
        with connected(options.cluster) as cluster:
            yield cluster
    except ClusterFailed as failed:
        raise CannotGoOn([failed.problem]) from failed


def _inspect(anchored: Anchored, output: Output, data: bytes) -> Iterable[Diagnostic]:
    links = anchored.get(output.address)
    return dead_anchors(links, data.decode()) if links else ()


def _fault(source: Source, error: Exception, output: Page | Export) -> Diagnostic:
    if isinstance(error, Unreadable):
        made_by = f"templates/{output.template}" if isinstance(output, Page) else output.path
        return problem("unreadable-output", Span(made_by), file=error.file, reason=error.reason)
    assert isinstance(output, Page), "only templates fail in other ways"
    return fault(error, output.template, source.interface.template_folders, source.root)


def _anchors_of_the_rest(
    planned: SitePlan, manifest: Manifest, renderer: Renderer, outdated: Iterable[Outdated]
) -> Iterator[Diagnostic]:
    """Links to headings of pages that stay as they are, if they were not looked at before."""
    waiting = {each.artifact.name for each in outdated}
    for artifact in planned.plan.artifacts:
        links = planned.anchored.get(artifact.name)
        if links is None or artifact.name in waiting:
            continue
        if not set(fragments(links)) <= set(manifest.extent.anchors.get(artifact.name, ())):
            page = next(iter(artifact.outputs()))
            yield from _inspect(planned.anchored, page, renderer.render(page, is_glance=True))
