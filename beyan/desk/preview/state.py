"""The site in memory after a save: everything planned anew, or, of a text alone, what shows it."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from beyan.build.options import Options
from beyan.build.planning import check_site, plan_site
from beyan.build.problems import CannotGoOn
from beyan.build.reading import Source, read_site
from beyan.build.rendering import renderer_of
from beyan.checks.anchors import anchored_links, dead_anchors
from beyan.checks.links import dead_links
from beyan.model.diagnostic import Diagnostic
from beyan.model.page import Frame
from beyan.model.places import is_in_place
from beyan.model.plan import Artifact, Plan
from beyan.model.records import dataclass
from beyan.model.release import key_of, name_of
from beyan.model.release_summary import ReleaseSummary, digest, shape
from beyan.model.site import Site
from beyan.plan.delta import plan_delta
from beyan.plan.plan import plan_pages
from beyan.render.page import Renderer
from beyan.render.template_fingerprints import TemplateFingerprints, template_fingerprints
from beyan.snapshot.inputs import scan_inputs
from beyan.snapshot.manifest import UNTOUCHED
from beyan.snapshot.releases import summary_of
from beyan.snapshot.snapshot import Known, Snapshot
from beyan.snapshot.store import Cache
from beyan.source.site import Loaded
from beyan.source.unpublished import everything, everything_as, read_again, with_last_good

# What is said of links, and is to be asked anew when their text was saved.
OF_LINKS = frozenset({"dead-link", "unlisted-file", "withheld-link", "dead-anchor"})


@dataclass(frozen=True, slots=True)
class State:
    """`site` has what the gate would hold back, and of releases with errors the last good version;
    `loaded` is what they were read from.

    `artifacts` by the address of each of their files, `setting` as in their plan.
    `plain_fingerprints` do not change with a style sheet; `styles` are the addresses of style
    sheets by their path below assets/.
    """

    source: Source
    loaded: Loaded
    site: Site
    artifacts: Mapping[str, Artifact]
    setting: bytes
    renderer: Renderer
    fingerprints: TemplateFingerprints
    plain_fingerprints: TemplateFingerprints
    styles: Mapping[str, str]
    problems: frozenset[Diagnostic]

    def version(self, address: str) -> str:
        """What the file at the address is made of, as a word; empty where there is none."""
        artifact = self.artifacts.get(address)
        if artifact is None:
            return ""
        template = self.plain_fingerprints.get((artifact.template, artifact.language), b"")
        return digest(artifact.fingerprint, template, self.setting).hex()


def read_state(
    root: Path, cache: Cache, texts: Cache, known: Known, options: Options
) -> tuple[State | None, frozenset[Diagnostic], Known]:
    """All of the site, with its problems and what is known of it then; no state where not even a
    page could be made.

    `texts` is where rendered texts go. Raises `CacheLost`.
    """
    last = Snapshot()
    try:
        source = read_site(root, scan_inputs(root), known, cache, options, last)
    except CannotGoOn as stop:
        return None, stop.problems, known
    planned = plan_site(source, last, lambda: UNTOUCHED)
    problems = source.spoken(check_site(planned, source, last))
    loaded, interface = source.loaded, source.interface
    last_good = {key: known.releases[key] for key in loaded.held.broken & known.releases.keys()}
    readings = with_last_good(loaded.readings, last_good)
    loaded = replace(loaded, readings=readings)
    now_known = replace(source.known, releases=readings.releases)
    if not interface.is_whole:
        return None, problems, now_known
    is_public = readings.summaries == loaded.site.summaries and not readings.drafted
    site = loaded.site if is_public else everything(readings)
    plan = planned.plan if is_public else plan_pages(site)
    bare = [replace(frame, assets=_without_styles(frame)) for frame in plan.frames]
    renderer = renderer_of(source, plan.frames, {}, texts)
    problems |= set(_dead_anchors(plan, renderer))
    state = State(
        source=source,
        loaded=loaded,
        site=site,
        artifacts=by_address(plan.artifacts),
        setting=plan.setting,
        renderer=renderer,
        fingerprints=template_fingerprints(interface.uses, plan.frames, interface.catalogues),
        plain_fingerprints=template_fingerprints(interface.uses, bare, interface.catalogues),
        styles=dict(each for each in plan.frames[0].assets if each[0].endswith(".css")),
        problems=problems,
    )
    return state, problems, now_known


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
    loaded = before.loaded
    releases = loaded.readings.releases
    keys = frozenset(key_of(path) for path in paths)
    old = {key: summary_of(releases[key]) for key in keys & releases.keys()}
    known = {path for each in old.values() for path in _paths(each)}
    is_known = known.issuperset(paths) and all((root / path).is_file() for path in paths)
    # While a registry has errors, its people and topics cannot be missed.
    if not paths or not is_known or loaded.readings.context.around.people is None:
        return None
    now = read_again(loaded, paths)
    problems = before.problems - set(loaded.problems) | set(now.problems)
    if keys & now.held.broken:
        return Saved(replace(before, loaded=now, problems=problems), {}, keys, is_rest_same=False)
    new = {key: summary_of(now.readings.releases[key]) for key in keys}
    is_same = all(
        (new[key].people, new[key].topics) == (c.people, c.topics) for key, c in old.items()
    )
    are_in_place = all(is_in_place(each, new[key]) for key, each in old.items())
    site = (
        everything_as(before.site, now.readings, are_in_place=are_in_place)
        if is_same
        else everything(now.readings)
    )
    plan = plan_delta(site, keys, before.artifacts.keys(), feeds=False)
    fresh = by_address(plan.artifacts)
    files = now.readings.context.around.signatures
    dead = set(dead_links(plan.doubtful_links, plan.artifacts, now.held.broken, files))
    stale = {each for each in problems if each.code in OF_LINKS and each.span.path in known}
    state = replace(
        before,
        loaded=now,
        site=site,
        artifacts={**before.artifacts, **fresh},
        problems=problems - stale | dead,
    )
    is_rest_same = all(_elsewhere(new[key]) == _elsewhere(old[key]) for key in keys)
    # What only all pages together tell of a link is found again with the rest.
    is_told = (
        not dead and not stale and not _leads_to(now.held.drafts | now.held.scheduled, plan, state)
    )
    return Saved(state, fresh, keys, is_rest_same and is_told)


def with_feeds(state: State, keys: frozenset[str]) -> State:
    """With the feeds that show these releases."""
    plan = plan_delta(state.site, keys, state.artifacts.keys())
    return replace(state, artifacts={**state.artifacts, **by_address(plan.artifacts)})


def by_address(artifacts: Iterable[Artifact]) -> dict[str, Artifact]:
    # Where addresses collide, which is an error, the first is shown.
    return {address: each for each in reversed(list(artifacts)) for address in each.addresses}


def _dead_anchors(plan: Plan, renderer: Renderer) -> Iterator[Diagnostic]:
    """Links to places that their page does not have: for these alone, pages are rendered."""
    links = anchored_links(plan.doubtful_links, plan.artifacts)
    for artifact in plan.artifacts if links else ():
        if artifact.name in links:
            # What is wrong with a template is told when the page is asked for.
            with suppress(Exception):
                page = next(iter(artifact.outputs()))
                html = renderer.render(page, is_glance=True).decode()
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
