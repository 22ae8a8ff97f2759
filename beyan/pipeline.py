"""The steps of a build, on one screen: source → plan → render → publish."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from beyan.checks import check_plan
from beyan.checks.anchors import anchored_links, dead_anchors
from beyan.checks.interface import check_interface
from beyan.language.catalogue import Catalogue
from beyan.model.defaults import search_path
from beyan.model.diagnostic import Diagnostic, Span, problem, shown_path
from beyan.model.messages import USAGE, WARNINGS
from beyan.model.page import Plan
from beyan.model.site import Site
from beyan.plan.plan import plan_pages
from beyan.publish.writer import Publication, output_problems
from beyan.render import handover, prose
from beyan.render.faults import fault
from beyan.render.page import Renderer
from beyan.source.interface import load_catalogues
from beyan.source.settings import load_config
from beyan.source.site import Loaded, load_site

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How one run differs from the default. `now` is aware; `base_url` replaces the setting."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    base_url: str | None = None
    strict: bool = False
    uses_cache: bool = True
    progress: Progress = lambda done, total: None


@dataclass(slots=True)
class Report:
    """What a run found and did. `due` is when the site will next change by itself."""

    problems: set[Diagnostic] = field(default_factory=set)
    releases: int = 0
    editions: int = 0
    pages: int = 0
    written: int = 0
    removed: int = 0
    seconds: float = 0.0
    due: datetime | None = None
    settings_are_wrong: bool = False
    strict: bool = False

    @property
    def has_errors(self) -> bool:
        return any(self.strict or each.code not in WARNINGS for each in self.problems)

    @property
    def exit_code(self) -> int:
        if self.settings_are_wrong or any(each.code in USAGE for each in self.problems):
            return 2
        return 1 if self.has_errors else 0


def build(root: Path, output: Path, options: Options) -> Report:
    """Bring `output` to what the site's files say. With errors it stays as it was."""
    started = time.perf_counter()
    report = Report(strict=options.strict)
    run = prepare(root, options, report)
    if run is not None:
        report.problems.update(output_problems(output, root, run.plan))
        if report.exit_code != 2:
            _publish(run, output, options, report)
    report.seconds = time.perf_counter() - started
    return report


def check(root: Path, options: Options) -> Report:
    """Every rule, without writing anything."""
    started = time.perf_counter()
    report = Report(strict=options.strict)
    run = prepare(root, replace(options, uses_cache=False), report)
    if run is not None:
        for _ in _rendered(run, options, report):
            pass
    report.seconds = time.perf_counter() - started
    return report


@dataclass(frozen=True, slots=True)
class Run:
    """A site that is loaded and planned. `renderer` is None where the interface has errors.

    `whole` is the plan as if no clock held anything back: for checks, and for what is handed over
    before publication.
    """

    root: Path
    loaded: Loaded
    plan: Plan
    whole: Plan
    catalogues: Mapping[str, Catalogue]
    renderer: Renderer | None
    template_folders: tuple[Path, ...]


def prepare(root: Path, options: Options, report: Report) -> Run | None:
    """Everything up to the first page; None where the settings or a file cannot be read."""
    try:
        return _load_and_plan(root, options, report)
    except OSError as error:
        shown = shown_path(Path(str(error.filename)), root)
        reason = error.strerror or str(error)
        report.problems.add(problem("cannot-read", Span(shown), file=shown, reason=reason))
        return None


def _load_and_plan(root: Path, options: Options, report: Report) -> Run | None:
    """Raises OSError for what the system does not let us read."""
    config, problems = load_config(root, options.base_url)
    report.problems.update(problems)
    if config is None:
        report.settings_are_wrong = True
        return None
    catalogues, problems = load_catalogues(root, config.languages)
    report.problems.update(problems)
    folders = search_path(root, "templates")
    interface = set(
        check_interface(root, folders, catalogues, also=(*prose.STRINGS, *handover.STRINGS))
    )
    report.problems.update(interface)

    loaded = load_site(root, config, options.now)
    report.problems.update(loaded.problems)
    report.due = loaded.due
    plan = plan_pages(loaded.site)
    whole = plan if loaded.whole is loaded.site else plan_pages(loaded.whole)
    report.problems.update(
        check_plan(
            plan,
            whole,
            drafts=loaded.drafts,
            scheduled=loaded.scheduled,
            broken=loaded.broken,
        )
    )
    _count(loaded.site, plan, report)

    renderer = None
    if not interface and len(catalogues) == len(config.languages):
        bytecode = root / ".cache/templates" if options.uses_cache else None
        renderer = Renderer(plan.frames, catalogues, folders, bytecode=bytecode)
    return Run(root, loaded, plan, whole, catalogues, renderer, folders)


def _rendered(run: Run, options: Options, report: Report) -> Iterator[tuple[str, bytes]]:
    """Paths and bytes of the files in plan order; what fails is reported and left out."""
    if run.renderer is None:
        return
    anchors = anchored_links(run.plan)
    total = len(run.plan.outputs)
    for done, output in enumerate(run.plan.outputs, start=1):
        options.progress(done, total)
        try:
            data = run.renderer.render(output)
        except Exception as error:
            template = getattr(output, "template", None)
            if template is None:
                raise
            report.problems.add(fault(error, template, run.template_folders, run.root))
            continue
        if output.address in anchors:
            report.problems.update(dead_anchors(anchors[output.address], data.decode()))
        yield output.path, data


def _publish(run: Run, output: Path, options: Options, report: Report) -> None:
    # Named after its output, so that builds into different folders do not meet.
    name = sha256(str(output.resolve()).encode()).hexdigest()[:12]
    publication = Publication(output, run.root / ".cache/staging" / name)
    try:
        for path, data in _rendered(run, options, report):
            # Once something is wrong nothing will be published; the rest is only checked.
            if not report.has_errors:
                publication.stage(path, data)
        if not report.has_errors:
            planned = (planned.path for planned in run.plan.outputs)
            report.written, report.removed = publication.commit(planned)
    except OSError as error:
        span = Span(str(output))
        reason = error.strerror or str(error)
        report.problems.add(problem("cannot-write", span, folder=output, reason=reason))
    finally:
        publication.discard()


def _count(site: Site, plan: Plan, report: Report) -> None:
    report.releases = len(site.releases)
    report.editions = sum(len(release.editions) for release in site.releases)
    report.pages = sum(1 for _ in plan.pages())


def verify(root: Path, output: Path, options: Options, report: Report) -> None:
    """Build again from nothing and report every file of `output` that differs by a byte."""
    fresh = Report(strict=options.strict)
    run = prepare(root, replace(options, uses_cache=False), fresh)
    assert run is not None, "the settings were right a moment ago"
    there = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    for path, data in _rendered(run, options, fresh):
        how = "missing" if path not in there else ""
        if path in there and (output / path).read_bytes() != data:
            how = "other bytes"
        there.discard(path)
        if how:
            _report_difference(path, how, output, report)
    for path in sorted(there):
        _report_difference(path, "not planned", output, report)


def _report_difference(path: str, how: str, output: Path, report: Report) -> None:
    report.problems.add(problem("output-differs", Span(str(output / path)), address=path, how=how))
