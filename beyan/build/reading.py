"""The site's files and what the last build knew of them → the site.

What is loaded here is loaded before any text is read. All else waits until other processes read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache as once
from functools import partial
from pathlib import Path

from beyan.build.edits import site_of_edit, texts_alone
from beyan.build.options import Options
from beyan.build.problems import CannotGoOn, has_errors
from beyan.language.catalogue import Catalogue
from beyan.language.pseudo import pseudo_catalogue
from beyan.model.config import Config
from beyan.model.defaults import real, search_path
from beyan.model.diagnostic import Diagnostic
from beyan.model.records import dataclass
from beyan.model.release_summary import ReleaseSummary, instant_of
from beyan.model.template import TemplateUse
from beyan.plan.news import news_ends
from beyan.publish.forks import all_cores
from beyan.publish.workers import parallel_map
from beyan.render.card_fonts import installed
from beyan.snapshot.inputs import Inputs, scan_inputs
from beyan.snapshot.location import scratch_cache
from beyan.snapshot.snapshot import Known, Snapshot
from beyan.snapshot.store import Cache
from beyan.source.fonts import known_fonts
from beyan.source.gate import changes
from beyan.source.interface import bundled_catalogues, load_catalogues
from beyan.source.outline import TextsAlone
from beyan.source.releases import ReleaseFiles, settings_read
from beyan.source.site import Loaded, load_site
from beyan.source.theme import known_look


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


def read_site(
    root: Path,
    inputs: Inputs,
    known: Known,
    cache: Cache,
    options: Options,
    last: Snapshot,
    meanwhile: Callable[[], object] = lambda: None,
) -> Source:
    """The site, behind the gate. Raises `CannotGoOn` and `CacheLost`.

    `known` is what an earlier build knew of `inputs`; the texts of releases are in `cache`. `last`
    is what the last build of the output left. What is to be done `meanwhile` is done while other
    processes read, if any do.
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
            loaded = _loaded(
                root, config, inputs, known, cache, options, lambda: (checked(), meanwhile())
            )
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
    from beyan.checks.interface import check_interface
    from beyan.checks.known_templates import known_templates
    from beyan.checks.templates import template_uses
    from beyan.render import handover, prose

    asked = (*prose.STRINGS, *handover.STRINGS)
    templates = known_templates(folders)
    own = real(root / "locales")
    bundled = bundled_catalogues() if own.is_dir() else {}
    found = set(check_interface(root, templates, catalogues, asked, own, bundled))
    is_wrong = has_errors(found, strict=False)
    return found, () if is_wrong else tuple(template_uses(templates))
