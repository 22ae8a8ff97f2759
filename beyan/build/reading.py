"""The site's files and what the last build knew of them → the site → its plan."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache as once
from functools import partial
from pathlib import Path

from beyan.build.departures import departures, vanishing
from beyan.build.edits import site_of_edit, texts_alone
from beyan.build.options import Options
from beyan.build.problems import CannotGoOn, has_errors
from beyan.checks import check_plan
from beyan.checks.anchors import anchored_links, fragments
from beyan.checks.collisions import address_digest
from beyan.checks.identities import same_identities
from beyan.checks.interface import check_interface
from beyan.checks.known_templates import known_templates
from beyan.checks.templates import template_uses
from beyan.language.catalogue import Catalogue
from beyan.language.pseudo import pseudo_catalogue
from beyan.model.config import Config
from beyan.model.defaults import real, search_path
from beyan.model.departure import Gone
from beyan.model.diagnostic import Diagnostic
from beyan.model.page import PlannedLink, address_of
from beyan.model.plan import Addresses, Plan
from beyan.model.records import dataclass
from beyan.model.release_summary import ReleaseSummary, instant_of, microseconds
from beyan.model.template import TemplateUse
from beyan.plan.delta import plan_delta
from beyan.plan.exports import news_ends
from beyan.plan.giving_way import all_giving_way
from beyan.plan.held import Held, plan_held
from beyan.plan.plan import planned
from beyan.publish.forks import all_cores
from beyan.publish.workers import parallel_map
from beyan.render import handover, prose
from beyan.render.card_fonts import installed
from beyan.snapshot.inputs import Inputs, scan_inputs
from beyan.snapshot.location import scratch_cache
from beyan.snapshot.manifest import Extent, Manifest, OutputState
from beyan.snapshot.releases import summary_of
from beyan.snapshot.snapshot import Known, Snapshot
from beyan.snapshot.store import Cache
from beyan.source.fonts import known_fonts
from beyan.source.gate import changes
from beyan.source.interface import bundled_catalogues, load_catalogues
from beyan.source.lost import addresses_of, lost_addresses
from beyan.source.outline import TextsAlone
from beyan.source.releases import ReleaseFiles, settings_read
from beyan.source.site import Loaded, load_site
from beyan.source.theme import known_look
from beyan.source.unpublished import held_back


@dataclass(frozen=True, slots=True)
class Interface:
    """What pages are made with, besides what they show. `uses` tells what templates use.

    Where something is wrong with it, no page can be made: then `is_whole` is false.
    """

    template_folders: tuple[Path, ...]
    catalogues: Mapping[str, Catalogue]
    uses: tuple[TemplateUse, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The site as its files tell it. `known` is what the next build may know of them, `edited` are
    the texts that alone were edited since the last one; None where there is more that was.
    """

    root: Path
    cache: Cache
    inputs: Inputs
    config: Config
    loaded: Loaded
    interface: Interface
    known: Known
    problems: frozenset[Diagnostic]
    seconds: Mapping[str, float]
    edited: TextsAlone | None = None

    @property
    def instants(self) -> frozenset[int]:
        """Those at which the site, or what is told of it, changes by itself, past ones as well
        (microseconds since 1970).
        """
        return instants_of(self.loaded) | {*self.loaded.readings.holds}

    @property
    def waiting(self) -> Iterator[tuple[str, datetime]]:
        """The releases that wait for their hour, the next first, each by the file of an edition."""
        held, zone = self.loaded.held.scheduled, self.config.zone
        found = [each for each in self.loaded.readings.summaries if each.key in held]
        for each in sorted(found, key=lambda each: (each.published, each.key)):
            yield each.editions[0].path, instant_of(each.published, zone)

    def coming(self, now: int) -> tuple[datetime | None, tuple[str, ...]]:
        return coming(self.loaded, now)

    def spoken(self, found: Iterable[Diagnostic]) -> frozenset[Diagnostic]:
        """All that is to be told, with what was `found` since the site was read."""
        silent = self.config.silence
        return self.problems.union(each for each in found if each.code not in silent)


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


def read_site(
    root: Path,
    inputs: Inputs,
    known: Known,
    cache: Cache,
    options: Options,
    last: Snapshot,
) -> Source:
    """The site, behind the gate. Raises `CannotGoOn` and `CacheLost`.

    `known` is what an earlier build knew of `inputs`; the texts of releases are in `cache`. `last`
    is what the last build of the output left.
    """
    problems: set[Diagnostic] = set()
    memoised = known.memos.memoised
    try:
        config, found = _settings(root, inputs, known, options)
        problems.update(found)
        if config is None:
            raise CannotGoOn(problems)
        config = replace(config, pseudo=options.pseudo or "", card_fonts=installed())
        files = {**inputs.assets, **inputs.settings}
        for known_of in (known_fonts, known_look):
            config, found = known_of(root, config, files, known.memos)
            problems.update(found)
        folders, tags = search_path(root, "templates"), config.languages
        catalogues, found = memoised(
            "catalogues",
            {**inputs.locales, **inputs.settings},
            (tags, config.catalogues, config.transliterated),
            partial(
                load_catalogues, root, tags, dict(config.catalogues), dict(config.transliterated)
            ),
        )
        problems.update(found)
        are_read = not found
        # Once, and while other processes read, if any do.
        checked = once(
            partial(
                memoised,
                "interface",
                {**inputs.templates, **inputs.locales},
                tags,
                partial(_checked, root, folders, catalogues),
            )
        )
        edit = site_of_edit(root, config, inputs, known, cache, options, last)
        if edit is not None:
            loaded, _ = edit
        else:
            loaded = _loaded(root, config, inputs, known, cache, options, meanwhile=checked)
        wrong, uses = checked()
    except OSError as error:
        raise CannotGoOn.because(error, root, problems) from error
    if how := options.pseudo:
        catalogues = {tag: pseudo_catalogue(each, how) for tag, each in catalogues.items()}
    is_whole = are_read and not has_errors(wrong, strict=False)
    problems |= {each for each in wrong if each.code not in config.silence}
    now_known = Known(loaded.readings.releases, known.memos, settings_read(config))
    return Source(
        root=root,
        cache=cache,
        inputs=inputs,
        config=config,
        loaded=loaded,
        interface=Interface(folders, catalogues, uses, is_whole),
        known=now_known,
        problems=frozenset({*problems, *loaded.problems}),
        seconds={
            "read": known.seconds + loaded.readings.reading,
            "parse": loaded.readings.parsing,
        },
        edited=edit[1] if edit is not None else texts_alone(loaded, now_known, last),
    )


def load_only(root: Path, known: Known, options: Options) -> Loaded:
    """The site alone, for what needs no page. Raises `CannotGoOn`."""
    inputs = scan_inputs(root)
    found: Iterable[Diagnostic] = ()
    try:
        config, found = _settings(root, inputs, known, options)
        if config is None:
            raise CannotGoOn(found)
        # What is read now goes into a cache of its own, which is forgotten.
        with scratch_cache(root, options.cache) as cache:
            loaded = _loaded(root, config, inputs, known, cache, options)
    except OSError as error:
        raise CannotGoOn.because(error, root, found) from error
    return replace(loaded, problems=(*found, *loaded.problems))


def instants_of(loaded: Loaded) -> frozenset[int]:
    """Those at which readers see something else, past ones as well (microseconds since 1970).

    A release appears or disappears, or is no news any more.
    """
    ends = map(news_ends, loaded.ungated.summaries)
    return loaded.readings.changes | {end for end in ends if end is not None}


def coming(loaded: Loaded, now: int) -> tuple[datetime | None, tuple[str, ...]]:
    """When the site next changes by itself, after `now` (None: never), and the releases that do,
    by a file of each.
    """
    due = min((each for each in instants_of(loaded) if each > now), default=None)
    if due is None:
        return None, ()
    found = (each for each in loaded.ungated.summaries if due in _instants(each))
    paths = sorted(each.editions[0].path for each in found)
    return instant_of(due, loaded.site.config.zone), tuple(paths)


def passed(loaded: Loaded, since: int, now: int) -> list[tuple[datetime, str]]:
    """The hours of releases, their dates, embargoes and expiries, after `since` and up to `now`,
    each with a file of the release.
    """
    found = [
        (instant, each.editions[0].path)
        for each in loaded.ungated.summaries
        for instant in changes(each)
        if since < instant <= now
    ]
    zone = loaded.site.config.zone
    return [(instant_of(instant, zone), path) for instant, path in sorted(found)]


def _instants(summary: ReleaseSummary) -> Iterator[int | None]:
    yield from changes(summary)
    yield news_ends(summary)


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


def _settings(
    root: Path, inputs: Inputs, known: Known, options: Options
) -> tuple[Config | None, list[Diagnostic]]:
    address = options.base_url
    return known.memos.memoised(
        "settings", inputs.settings, address, partial(_read_settings, root, address)
    )


def _read_settings(root: Path, address: str | None) -> tuple[Config | None, list[Diagnostic]]:
    # What fills them in is not loaded where nobody has edited them.
    from beyan.source.settings import load_config

    return load_config(root, address)


def _loaded(
    root: Path,
    config: Config,
    inputs: Inputs,
    known: Known,
    cache: Cache,
    options: Options,
    meanwhile: Callable[[], object] = lambda: None,
) -> Loaded:
    """The site; `meanwhile` may be called while other processes read."""
    jobs = options.jobs or all_cores()
    reading = partial(parallel_map, jobs=jobs, meanwhile=meanwhile, named=_first_edition)
    return load_site(root, config, options.now, inputs, known, cache, reading)


def _first_edition(files: ReleaseFiles) -> str:
    return files.editions[0]


def _checked(
    root: Path, folders: tuple[Path, ...], catalogues: Mapping[str, Catalogue]
) -> tuple[set[Diagnostic], tuple[TemplateUse, ...]]:
    """What is wrong with templates and catalogues, and what templates use."""
    asked = (*prose.STRINGS, *handover.STRINGS)
    templates = known_templates(folders)
    own = real(root / "locales")
    bundled = bundled_catalogues() if own.is_dir() else {}
    found = set(check_interface(root, templates, catalogues, asked, own, bundled))
    is_wrong = has_errors(found, strict=False)
    return found, () if is_wrong else tuple(template_uses(templates))


def _published(manifest: Manifest, names: Iterable[str]) -> Iterator[str]:
    """The addresses of all files of the artifacts of these names."""
    return (address_of(path) for path, _ in manifest.files(names))
