"""The steps of a build, on one screen: source → plan → render → publish."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from beyan.cache import Cache, Place, Store
from beyan.checks import check_plan
from beyan.checks.interface import check_interface, read_templates, template_uses
from beyan.language.catalogue import Catalogue
from beyan.model.config import Config
from beyan.model.defaults import search_path
from beyan.model.diagnostic import Diagnostic, Span, problem, shown_path
from beyan.model.plan import Plan
from beyan.model.release_summary import instant_of, microseconds, shape
from beyan.model.template import TemplateUse
from beyan.plan.delta import plan_delta
from beyan.plan.exports import news_ends
from beyan.plan.plan import plan_pages
from beyan.plan.releases import release_versions
from beyan.publish.workers import all_cores, parallel_map
from beyan.render import handover, prose
from beyan.render.images import Images
from beyan.render.page import ProseMemory, Renderer
from beyan.render.template_fingerprints import TemplateFingerprints, template_fingerprints
from beyan.report import Options, Report
from beyan.source.interface import load_catalogues
from beyan.source.records import summary_of
from beyan.source.settings import load_config
from beyan.source.site import Loaded, Memory, load_site

NO_FINGERPRINTS: TemplateFingerprints = {}
# Beyond as many, the plan of the whole site costs no more.
MANY_TEXTS = 200
# The folder of encoded photos, which all outputs of a site share.
IMAGES = "images"


@dataclass(frozen=True, slots=True)
class Standing:
    """What an earlier build left in place.

    `places` has the rendered texts, `names` the artifacts, `anchors` the pages that others link
    into, `addresses_digest` the digest of addresses that do not collide. `is_whole` asks whether
    the output is as it was left; `is_settled` says that the clock changes nothing and the plan had
    no problem.
    """

    places: Mapping[bytes, Place]
    names: Collection[str]
    anchors: Collection[str]
    addresses_digest: bytes
    pages: int
    is_settled: bool
    is_whole: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Run:
    """A site that is loaded and planned. `renderer` is None where the interface has errors.

    `ungated` is the plan as if no clock held anything back: for checks, and for what is handed over
    before publication. `uses` is empty there as well. `places` are those of rendered texts in the
    cache, `images` the keys of those that this build made, by the artifact's name.
    """

    root: Path
    memory: Memory
    loaded: Loaded
    plan: Plan
    ungated: Plan
    catalogues: Mapping[str, Catalogue]
    uses: tuple[TemplateUse, ...]
    template_fingerprints: TemplateFingerprints
    renderer: Renderer | None
    places: dict[bytes, Place]
    images: dict[str, frozenset[bytes]]
    template_folders: tuple[Path, ...]


def prepare(
    root: Path,
    options: Options,
    report: Report,
    memory: Memory | None = None,
    standing: Standing | None = None,
) -> Run | None:
    """Everything up to the first page; None where the settings or a file cannot be read.

    Raises `CacheLost`.
    """
    try:
        memory = memory or Memory.nothing(root)
        return _prepared(root, options, report, memory, standing)
    except OSError as error:
        _report_unreadable(error, root, report)
        return None


def _prepared(
    root: Path,
    options: Options,
    report: Report,
    memory: Memory,
    standing: Standing | None,
) -> Run | None:
    """Raises OSError for what the system does not let us read."""
    memoised, inputs = memory.memos.memoised, memory.inputs
    config = _settings(root, options, report, memory)
    if config is None:
        return None
    folders, tags = search_path(root, "templates"), config.languages
    catalogues, problems = memoised(
        "catalogues",
        {**inputs.locales, **inputs.settings},
        tags,
        partial(load_catalogues, root, tags),
    )
    report.problems.update(problems)
    # Once, and while other processes read, if any do.
    checked = cache(
        partial(
            memoised,
            "interface",
            {**inputs.templates, **inputs.locales},
            tags,
            partial(_interface, root, folders, catalogues),
        )
    )
    loaded = _loaded(root, config, options, report, memory, meanwhile=checked)
    interface, uses = checked()
    report.problems.update(interface)
    started = time.perf_counter()
    touched = _touched(memory, loaded, standing)
    if touched is not None and standing is not None:
        plan = ungated = plan_delta(loaded.site, touched, standing.names)
        _count(loaded, standing.pages, report)
    else:
        plan = plan_pages(loaded.site)
        ungated = plan if loaded.ungated is loaded.site else plan_pages(loaded.ungated)
        found = check_plan(
            plan,
            ungated,
            drafts=loaded.drafts,
            scheduled=loaded.scheduled,
            broken=loaded.broken,
            files=loaded.given.signatures,
            addresses_digest=standing.addresses_digest if standing is not None else b"",
        )
        report.plan_problems = set(found)
        silent = config.silence
        report.problems |= {each for each in report.plan_problems if each.code not in silent}
        _count(loaded, sum(1 for artifact in plan.artifacts if artifact.template), report)
    report.spent("plan", time.perf_counter() - started)

    places = dict(standing.places) if standing is not None else {}
    is_whole = not interface and len(catalogues) == len(tags)
    run = Run(
        root=root,
        memory=memory,
        loaded=loaded,
        plan=plan,
        ungated=ungated,
        catalogues=catalogues,
        uses=uses if is_whole else (),
        template_fingerprints=NO_FINGERPRINTS,
        renderer=None,
        places=places,
        images={},
        template_folders=folders,
    )
    return with_renderer(run, memory.cache) if is_whole else run


def with_renderer(run: Run, cache: Cache) -> Run:
    """The run with what its plan is rendered by; `cache` is where rendered texts go."""
    frames, own = run.plan.frames, run.memory.cache.folder
    renderer = Renderer(
        frames,
        run.catalogues,
        run.template_folders,
        prose=ProseMemory(cache, run.places),
        images=Images(Store(run.root / ".cache" / IMAGES, own / IMAGES)),
        bytecode=own / "templates",
    )
    return replace(
        run,
        template_fingerprints=template_fingerprints(run.uses, frames, run.catalogues),
        renderer=renderer,
    )


def load(root: Path, options: Options, report: Report, memory: Memory) -> Loaded | None:
    """The site alone, for what needs no page; None where the settings or a file cannot be read."""
    try:
        config = _settings(root, options, report, memory)
        return None if config is None else _loaded(root, config, options, report, memory)
    except OSError as error:
        _report_unreadable(error, root, report)
        return None


def _settings(root: Path, options: Options, report: Report, memory: Memory) -> Config | None:
    address = options.base_url
    config, problems = memory.memos.memoised(
        "settings", memory.inputs.settings, address, partial(load_config, root, address)
    )
    report.problems.update(problems)
    report.settings_are_wrong = config is None
    return config


def _loaded(
    root: Path,
    config: Config,
    options: Options,
    report: Report,
    memory: Memory,
    meanwhile: Callable[[], object] = lambda: None,
) -> Loaded:
    """The site; `meanwhile` may be called while other processes read."""
    reading = partial(parallel_map, jobs=options.jobs or all_cores(), meanwhile=meanwhile)
    loaded = load_site(root, config, options.now, memory, reading)
    report.problems.update(loaded.problems)
    report.spent("read", loaded.reading)
    report.spent("parse", loaded.parsing)
    clock = microseconds(options.now)
    due = min((each for each in changes(loaded) if each > clock), default=None)
    report.due = instant_of(due, config.zone) if due is not None else None
    return loaded


def changes(loaded: Loaded) -> set[int]:
    """The instants at which the site changes by itself, past ones as well (as summaries have them).

    A release appears or disappears, or is no news any more.
    """
    ends = map(news_ends, loaded.ungated.summaries)
    return {*loaded.changes, *(end for end in ends if end is not None)}


def _report_unreadable(error: OSError, root: Path, report: Report) -> None:
    shown = shown_path(Path(str(error.filename)), root)
    reason = error.strerror or str(error)
    report.problems.add(problem("cannot-read", Span(shown), file=shown, reason=reason))


def _interface(
    root: Path, folders: tuple[Path, ...], catalogues: Mapping[str, Catalogue]
) -> tuple[set[Diagnostic], tuple[TemplateUse, ...]]:
    """What is wrong with templates and catalogues, and what templates use."""
    asked = (*prose.STRINGS, *handover.STRINGS)
    templates = list(read_templates(folders))
    found = set(check_interface(root, templates, catalogues, also=asked))
    return found, () if found else tuple(template_uses(templates))


def _touched(memory: Memory, loaded: Loaded, standing: Standing | None) -> frozenset[str] | None:
    """The releases whose texts alone changed; None where anything else may have changed too."""
    before, now = memory.records, loaded.records
    if (
        standing is None
        or not standing.is_settled
        or memory.memos.renewed
        or loaded.broken
        or not standing.names
        or before.keys() != now.keys()
    ):
        return None
    touched = frozenset(key for key, record in now.items() if before[key] is not record)
    # What the gate holds back is on no page: its text is checked with the whole site's.
    if len(touched) > MANY_TEXTS or not touched <= {each.key for each in loaded.site.summaries}:
        return None
    if not standing.is_whole():
        return None
    for key in touched:
        shown = summary_of(now[key])
        addresses = release_versions(shown).values()
        if shape(shown) != shape(summary_of(before[key])) or any(
            a in standing.anchors for a in addresses
        ):
            return None
    return touched


def _count(loaded: Loaded, pages: int, report: Report) -> None:
    report.releases = len(loaded.site.summaries)
    report.editions = sum(len(each.editions) for each in loaded.site.summaries)
    report.pages = pages
