"""The site in memory after a save: everything planned anew, or, of a text alone, what shows it."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from beyan.cache import Cache
from beyan.checks.anchors import anchored_links, dead_anchors
from beyan.checks.links import dead_links
from beyan.model.diagnostic import Diagnostic
from beyan.model.page import Frame
from beyan.model.plan import Artifact, Plan
from beyan.model.release import key_of, name_of
from beyan.model.release_summary import ReleaseSummary, digest, shape
from beyan.model.site import Site
from beyan.pipeline import Run, prepare, with_renderer
from beyan.plan.delta import plan_delta
from beyan.plan.plan import plan_pages
from beyan.render.template_fingerprints import TemplateFingerprints, template_fingerprints
from beyan.report import Options, Report
from beyan.source.inputs import scan_inputs
from beyan.source.memos import Memos
from beyan.source.records import CachedRelease, summary_of
from beyan.source.site import Memory, read_again, settings_read

# What is said of links, and is to be asked anew when their text was saved.
OF_LINKS = frozenset({"dead-link", "unlisted-file", "withheld-link", "dead-anchor"})


@dataclass(frozen=True, slots=True)
class State:
    """`site` has what the gate would hold back, and of releases with errors the last good version.

    `artifacts` by the address of each of their files. `plain_fingerprints` do not change with a
    style sheet; `styles` are the addresses of style sheets by their path below assets/.
    """

    run: Run
    site: Site
    artifacts: Mapping[str, Artifact]
    plain_fingerprints: TemplateFingerprints
    styles: Mapping[str, str]
    problems: frozenset[Diagnostic]

    def version(self, address: str) -> str:
        """What the file at the address is made of, as a word; empty where there is none."""
        artifact = self.artifacts.get(address)
        if artifact is None:
            return ""
        template = self.plain_fingerprints.get((artifact.template, artifact.language), b"")
        return digest(artifact.fingerprint, template, self.run.plan.setting).hex()


@dataclass(frozen=True, slots=True)
class Kept:
    """What one reading of the site leaves for the next, as `Memory` has it."""

    records: Mapping[str, CachedRelease] = field(default_factory=dict)
    memos: Memos = field(default_factory=lambda: Memos({}))
    read_settings: object = None


def read_state(
    root: Path, cache: Cache, texts: Cache, kept: Kept, options: Options
) -> tuple[State | None, frozenset[Diagnostic], Kept]:
    """All of the site, with its problems; no state where not even a page could be made.

    `texts` is where rendered texts go. Raises `CacheLost`.
    """
    report = Report()
    memory = Memory(scan_inputs(root), cache, kept.records, kept.memos, kept.read_settings)
    run = prepare(root, options, report, memory)
    if run is None:
        return None, frozenset(report.problems), kept
    loaded = run.loaded
    last_good = {key: kept.records[key] for key in loaded.broken & kept.records.keys()}
    loaded = loaded.also(last_good)
    new = Kept(loaded.records, Memos(memory.memos.fresh), settings_read(loaded.site.config))
    if run.renderer is None:
        return None, frozenset(report.problems), new
    is_public = loaded.summaries == loaded.site.summaries and not loaded.drafted
    site = loaded.site if is_public else loaded.everything
    plan = run.plan if is_public else plan_pages(site)
    run = with_renderer(replace(run, loaded=loaded, plan=plan), texts)
    problems = frozenset(report.problems | set(_dead_anchors(run)))
    bare = [replace(frame, assets=_without_styles(frame)) for frame in plan.frames]
    state = State(
        run=run,
        site=site,
        artifacts=by_address(plan.artifacts),
        plain_fingerprints=template_fingerprints(run.uses, bare, run.catalogues),
        styles=dict(each for each in plan.frames[0].assets if each[0].endswith(".css")),
        problems=problems,
    )
    return state, problems, new


@dataclass(frozen=True, slots=True)
class Saved:
    """What a saved text changed at once: `fresh` are the new artifacts, `keys` their releases.

    `is_rest_same` tells that beside the feeds of these releases nothing else can change.
    """

    state: State
    fresh: Mapping[str, Artifact]
    keys: frozenset[str]
    is_rest_same: bool


def saved_state(root: Path, before: State, paths: Collection[str]) -> Saved | None:
    """The state after an edit of these texts.

    None where they are not all texts that were there before. What the texts say elsewhere, in
    lists, in feeds and to their neighbours, is as it was. Raises OSError and `CacheLost`.
    """
    loaded = before.run.loaded
    keys = frozenset(key_of(path) for path in paths)
    old = {key: summary_of(loaded.records[key]) for key in keys & loaded.records.keys()}
    known = {path for each in old.values() for path in _paths(each)}
    is_known = known.issuperset(paths) and all((root / path).is_file() for path in paths)
    # While a registry has errors, its people and topics cannot be missed.
    if not paths or not is_known or loaded.given.known is None:
        return None
    now = read_again(loaded, paths)
    run = replace(before.run, loaded=now)
    problems = before.problems - set(loaded.problems) | set(now.problems)
    if keys & now.broken:
        return Saved(replace(before, run=run, problems=problems), {}, keys, is_rest_same=False)
    new = {key: summary_of(now.records[key]) for key in keys}
    is_same = all(
        (new[key].people, new[key].topics) == (c.people, c.topics) for key, c in old.items()
    )
    site = now.everything_as(before.site) if is_same else now.everything
    plan = plan_delta(site, keys, before.artifacts.keys(), feeds=False)
    fresh = by_address(plan.artifacts)
    dead = set(dead_links(plan, now.drafts, now.broken, now.given.signatures))
    stale = {each for each in problems if each.code in OF_LINKS and each.span.path in known}
    state = replace(
        before,
        run=run,
        site=site,
        artifacts={**before.artifacts, **fresh},
        problems=problems - stale | dead,
    )
    is_rest_same = all(_elsewhere(new[key]) == _elsewhere(old[key]) for key in keys)
    # What only all pages together tell of a link is found again with the rest.
    is_told = not dead and not stale and not _leads_to(now.drafts | now.scheduled, plan, state)
    return Saved(state, fresh, keys, is_rest_same and is_told)


def with_feeds(state: State, keys: frozenset[str]) -> State:
    """With the feeds that show these releases."""
    plan = plan_delta(state.site, keys, state.artifacts.keys())
    return replace(state, artifacts={**state.artifacts, **by_address(plan.artifacts)})


def by_address(artifacts: Iterable[Artifact]) -> dict[str, Artifact]:
    # Where addresses collide, which is an error, the first is shown.
    return {address: each for each in reversed(list(artifacts)) for address in each.addresses}


def _dead_anchors(run: Run) -> Iterator[Diagnostic]:
    """Links to places that their page does not have: for these alone, pages are rendered."""
    assert run.renderer is not None, "a state has pages that can be made"
    links = anchored_links(run.plan)
    for artifact in run.plan.artifacts if links else ():
        if artifact.name in links:
            # What is wrong with a template is told when the page is asked for.
            with suppress(Exception):
                page = next(iter(artifact.outputs()))
                html = run.renderer.render(page, is_glance=True).decode()
                yield from dead_anchors(links[artifact.name], html)


def _leads_to(held: Container[str], plan: Plan, state: State) -> bool:
    """Whether a text of the plan links to what the gate holds back."""
    for artifact in plan.artifacts:
        for address in artifact.resolved:
            target = state.artifacts.get((address or "").partition("#")[0])
            source = target.source if target is not None else ""
            if key_of(source) in held or name_of(source) in held:
                return True
    return False


def _paths(shown: ReleaseSummary) -> Iterator[str]:
    return (edition.path for edition in shown.editions)


def _elsewhere(shown: ReleaseSummary) -> ReleaseSummary:
    """What other pages show of the release, or depend on."""
    bare = shape(shown)
    return bare._replace(editions=tuple(each._replace(links=()) for each in bare.editions))


def _without_styles(frame: Frame) -> tuple[tuple[str, str], ...]:
    return tuple((path, "" if path.endswith(".css") else to) for path, to in frame.assets)
