"""The site → its plan, and what is wrong between its files."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from beyan.build.departures import departures, vanishing
from beyan.build.reading import Source
from beyan.checks import check_plan
from beyan.checks.anchors import anchored_links, fragments
from beyan.checks.collisions import address_digest
from beyan.checks.identities import same_identities
from beyan.model.departure import Gone
from beyan.model.diagnostic import Diagnostic
from beyan.model.page import PlannedLink, address_of
from beyan.model.plan import Addresses, Plan
from beyan.model.records import dataclass
from beyan.model.release_summary import ReleaseSummary, microseconds
from beyan.plan.delta import plan_delta
from beyan.plan.giving_way import all_giving_way
from beyan.plan.held import Held, plan_held
from beyan.plan.plan import planned
from beyan.snapshot.manifest import Extent, Manifest, OutputState
from beyan.snapshot.releases import summary_of
from beyan.snapshot.snapshot import Snapshot
from beyan.source.lost import addresses_of, lost_addresses
from beyan.source.unpublished import held_back


@dataclass(frozen=True, slots=True)
class SitePlan:
    """What is to exist: `plan` lists what an edit can have changed, or everything. `held` is what
    is held back, for checks alone; None where an edit cannot have changed anything of it, or what
    is told of any link.

    `extent` is all of the site, whatever was planned anew. `anchored` are the links with a fragment
    in what was, by the address of the page that should have it, and `anchored_held` those to pages
    that are held back. `gone` are pages that leave the site, `lost` addresses of the ledger that
    nobody would find any more.
    """

    plan: Plan
    held: Held | None
    extent: Extent
    anchored: Mapping[str, list[PlannedLink]]
    anchored_held: Mapping[str, list[PlannedLink]]
    gone: tuple[Gone, ...]
    lost: tuple[Diagnostic, ...]
    seconds: float


def plan_site(source: Source, last: Snapshot, on_disk: Callable[[], OutputState]) -> SitePlan:
    """The plan of the whole site; or, where just texts were edited, of what shows them."""
    started = time.perf_counter()
    loaded = source.loaded
    gone: tuple[Gone, ...] = ()
    lost: tuple[Diagnostic, ...] = ()
    edited = source.edited
    if edited is not None and on_disk().is_whole:
        extent = last.manifest.standing
        known = Addresses(frozenset(extent.names), partial(_published, last.manifest, extent.names))
        plan, held = plan_delta(loaded.site, edited.keys, known), None
        anchored, anchored_held = anchored_links(plan.doubtful_links, plan.artifacts), {}
    else:
        now = planned(loaded.site)
        plan, held = now.plan, plan_held(now, *held_back(loaded))
        doubtful = [*plan.doubtful_links, *(each.link for each in held.links)]
        anchored = anchored_links(doubtful, plan.artifacts)
        anchored_held = anchored_links(doubtful, held.shown, loaded.held.drafts)
        extent = Extent(
            names=[artifact.name for artifact in plan.artifacts],
            pages=sum(1 for artifact in plan.artifacts if artifact.template),
            anchors={page: fragments(links) for page, links in anchored.items()},
            addresses_digest=address_digest((*plan.artifacts, *held.files)),
            releases=frozenset(loaded.site.places.keys),
        )
        gone = tuple(_gone(extent, source, last))
        moment, before = microseconds(loaded.site.now), _before(source, last)
        lost = tuple(lost_addresses(extent.names, before, loaded, source.root, moment))
    seconds = time.perf_counter() - started
    return SitePlan(plan, held, extent, anchored, anchored_held, gone, lost, seconds)


def check_site(site_plan: SitePlan, source: Source, last: Snapshot) -> frozenset[Diagnostic]:
    """What is wrong between the files of the site, silenced warnings as well."""
    loaded, held = source.loaded, site_plan.held
    if held is None:
        return frozenset()
    is_free = site_plan.extent.addresses_digest == last.manifest.extent.addresses_digest
    return frozenset(
        check_plan(
            (*site_plan.plan.artifacts, *held.files),
            held.links,
            unfinished=held.shown,
            now=microseconds(loaded.site.now),
            broken=loaded.held.broken,
            giving_way=all_giving_way(source.config),
            files=loaded.readings.context.around.signatures,
            are_addresses_free=is_free,
        )
    ).union(
        vanishing(site_plan.gone, addresses_of(site_plan.lost)),
        site_plan.lost,
        same_identities(loaded.readings.summaries, source.config, loaded.site.ledger),
    )


def _gone(extent: Extent, source: Source, last: Snapshot) -> Iterator[Gone]:
    """What leaves the site, where anybody knows what is on it."""
    if last.published is None:
        return
    yield from departures(
        last.published.entries,
        extent.names,
        # After a build that published nothing they are not what readers see.
        last.releases or (),
        _before(source, last),
        source.loaded,
        microseconds(source.loaded.site.now),
    )


def _before(source: Source, last: Snapshot) -> Iterator[ReleaseSummary]:
    """Releases that are not what they were, as they were."""
    now = source.known.releases
    return (summary_of(c) for key, c in last.known.releases.items() if now.get(key) is not c)


def _published(manifest: Manifest, names: Iterable[str]) -> Iterator[str]:
    """The addresses of all files of the artifacts of these names."""
    return (address_of(path) for path, _ in manifest.files(names))
