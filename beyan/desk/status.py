"""Releases × languages: what is published, what waits, and what is still to be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from beyan.model.config import Config
from beyan.model.release import Edition, StandingPage, key_of, name_of
from beyan.model.release_summary import EditionSummary, ReleaseSummary, instant_of, microseconds
from beyan.model.status import (
    Broken,
    Cell,
    Draft,
    Expired,
    Missing,
    Outdated,
    Published,
    Row,
    Scheduled,
    Status,
    Withdrawn,
)
from beyan.model.words import Words
from beyan.publish.forks import all_cores
from beyan.publish.workers import parallel_map
from beyan.snapshot.inputs import Inputs, scan_inputs
from beyan.snapshot.location import scratch_cache
from beyan.snapshot.releases import summary_of
from beyan.source.edition import PAGES_FOLDER, RELEASES_FOLDER, read_name
from beyan.source.files import OF_CHARACTERS
from beyan.source.gate import is_scheduled
from beyan.source.site import Loaded, load_site

# The files of one release or page, by language.
Files = Mapping[str, str]


def look(root: Path, config: Config, now: datetime) -> Status:
    """How the site in `root` stands."""
    inputs = scan_inputs(root)
    reading = partial(parallel_map, jobs=all_cores())
    with scratch_cache(root) as cache:
        loaded = load_site(root, config, now, inputs, cache=cache, parallel_map=reading)
    return survey(loaded, inputs, config, now)


def survey(loaded: Loaded, inputs: Inputs, config: Config, now: datetime) -> Status:
    """How the site that was loaded stands. Opens no file: summaries and the names of files are
    enough.

    `now` is the officer's clock, whatever clock the site was loaded with.
    """
    # What has errors of characters alone can be read, but not published.
    broken = loaded.held.broken | {
        key_of(each.span.path) for each in loaded.problems if each.code in OF_CHARACTERS
    }
    summaries = sorted(
        (
            summary_of(cached)
            for key, cached in loaded.readings.releases.items()
            if key not in broken
        ),
        key=lambda each: (each.instant, each.key),
        reverse=True,
    )
    found = {
        folder: _files(inputs.below(folder).files, config)
        for folder in (RELEASES_FOLDER, PAGES_FOLDER)
    }
    releases = [
        _broken(key, files, config)
        for key, files in found[RELEASES_FOLDER].items()
        if key in broken
    ]
    releases += [_release(each, config, now) for each in summaries]
    known = {page.key: page for page in loaded.site.pages}
    texts = found[PAGES_FOLDER]
    order = [*known, *(key for key in texts if key not in known)]
    pages = [
        _broken(key, texts[key], config)
        if key in broken
        else _page(key, texts.get(key, {}), known.get(key), loaded, config)
        for key in order
    ]
    return Status(
        now.astimezone(config.zone), config.languages, tuple(releases), tuple(pages), config.formats
    )


def _files(paths: Iterable[str], config: Config) -> dict[str, dict[str, str]]:
    """By key and language; what has no name of an edition is not one."""
    found: dict[str, dict[str, str]] = {}
    for path in paths:
        if path.endswith(".md"):
            name, _ = read_name(path, config)
            if name is not None:
                found.setdefault(name.key, {})[name.language] = path
    return found


def _release(summary: ReleaseSummary, config: Config, now: datetime) -> Row:
    best = next(e for tag in config.languages if (e := summary.edition(tag)) is not None)
    paths = {edition.language: edition.path for edition in summary.editions}
    cells = []
    for language in config.languages:
        edition = summary.edition(language)
        if edition is None:
            cells.append(_missing(summary.key, language))
        else:
            cells.append(_edition(summary, edition, paths, config, now))
    title = Words(best.title, best.language)
    return Row(summary.key, title, summary.date(config.zone), tuple(cells))


def _edition(
    summary: ReleaseSummary, edition: EditionSummary, paths: Files, config: Config, now: datetime
) -> Cell:
    clock, path = microseconds(now), edition.path
    if summary.is_draft or edition.is_waiting:
        return Draft(path, is_translation=edition.is_waiting)
    if is_scheduled(summary, clock):
        return Scheduled(path, instant_of(summary.published, config.zone))
    if summary.expires is not None and summary.expires <= clock:
        return Expired(path, instant_of(summary.expires, config.zone))
    if summary.is_withdrawn:
        return Withdrawn(path)
    return _shown(path, edition.original if edition.is_outdated else "", paths)


def _page(key: str, files: Files, page: StandingPage | None, loaded: Loaded, config: Config) -> Row:
    cells: list[Cell] = []
    for language in config.languages:
        path = files.get(language)
        edition: Edition | None = page.edition(language) if page is not None else None
        if path is None:
            cells.append(_missing(key, language))
        elif edition is None:
            cells.append(Draft(path, is_translation=name_of(path) in loaded.held.drafts))
        else:
            cells.append(_shown(path, edition.original if edition.is_outdated else "", files))
    best = next((e for tag in config.languages if page and (e := page.edition(tag))), None)
    title = Words(best.title, best.language) if best is not None else _name(key, config)
    return Row(key, title, None, tuple(cells))


def _broken(key: str, files: Files, config: Config) -> Row:
    cells = tuple(
        Broken(files[language]) if language in files else _missing(key, language)
        for language in config.languages
    )
    return Row(key, _name(key, config), None, cells)


def _shown(path: str, original: str, paths: Files) -> Cell:
    return Outdated(path, paths[original]) if original in paths else Published(path)


def _missing(key: str, language: str) -> Cell:
    return Missing(f"content/{key}.{language}.md")


def _name(key: str, config: Config) -> Words:
    return Words(key_of(key).rpartition("/")[2], config.default_language)
