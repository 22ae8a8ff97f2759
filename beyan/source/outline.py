"""The site as a build read it, in plain values: an edit of texts leaves it as it was.

The next build begins with it where nothing but texts was edited, and decodes of ten thousand
releases no more than the edited ones and those that are shown beside them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cache as once
from pathlib import Path
from typing import Any

from beyan.model.config import Config
from beyan.model.places import ALL, Places, Summaries
from beyan.model.records import dataclass
from beyan.model.release import key_of
from beyan.model.release_summary import ReleaseSummary
from beyan.model.site import Site
from beyan.model.views import ViewCounts
from beyan.snapshot.inputs import Inputs
from beyan.snapshot.releases import CachedRelease, CachedReleases, problems_of, summary_of
from beyan.snapshot.snapshot import Ending, Known
from beyan.snapshot.store import Cache
from beyan.snapshot.tables.decoded import Decoded
from beyan.snapshot.told import plain_problem, told_again
from beyan.source.edition import RELEASES_FOLDER
from beyan.source.gate import finished
from beyan.source.releases import ReadContext, ReleaseFiles, read_releases, settings_read
from beyan.source.site import Held, Loaded, Readings, reader
from beyan.source.surroundings import context_of, surroundings

# Between keys, in none of which it stands.
_END = "\0"


def outline_of(loaded: Loaded) -> tuple[Any, ...]:
    """All of the site but its releases, and what the registries and pages say.

    Only of a site without errors.
    """
    site, ungated, held, readings = loaded.site, loaded.ungated, loaded.held, loaded.readings
    return (
        _END.join([each.key for each in readings.summaries]),
        site.places.plain(),
        ungated.places.plain() if ungated is not site else None,
        (tuple(held.drafts), tuple(held.scheduled)),
        tuple(map(plain_problem, loaded.problems)),
        (dict(readings.rest.view_counts), dict(readings.rest.recent_counts)),
        tuple(readings.changes),
        readings.holds,
    )


@dataclass(frozen=True, slots=True)
class TextsAlone:
    """The keys of the releases of which nothing but texts was edited since the last build.

    Where the site was taken from that for all others, `ending` is how it ended, all of which but
    its problems holds still, and `guarded` are the releases that may hide anything.
    """

    keys: frozenset[str]
    ending: Ending | None = None
    guarded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edited:
    """The site of an outline with edited texts: of each such release what it was, and is now."""

    loaded: Loaded
    changes: tuple[tuple[ReleaseSummary, ReleaseSummary], ...]


def with_texts(
    root: Path,
    config: Config,
    now: datetime,
    inputs: Inputs,
    known: Known,
    cache: Cache,
    outline: tuple[Any, ...],
    paths: Collection[str],
) -> Edited | None:
    """What `load_site` gives where `outline` is of the last build and just these files of `inputs`,
    below content/releases/, are others. None where they are more than texts, or have errors.
    """
    before = known.releases
    if known.read_settings != settings_read(config) or not isinstance(before, Decoded):
        return None
    around = surroundings(root, config, now, inputs, known.memos)
    if known.memos.renewed:
        return None
    releases = list(_releases(before, paths))
    if not releases:
        return None
    context = context_of(root, config, now, around, inputs.below(RELEASES_FOLDER).files, cache)
    fresh: dict[str, CachedRelease] = {}
    *_, problems, _, _, _ = outline
    told = list(map(told_again, problems))
    reading = parsing = 0.0
    for result in read_releases(releases, context, map):
        was = before[result.key]
        if result.cached is None or not _says_the_same(was, result.cached):
            return None
        fresh[result.key] = result.cached
        reading, parsing = reading + result.reading, parsing + result.parsing
        for each in problems_of(was):
            with suppress(ValueError):  # silenced
                told.remove(each)
        told += (each for each in result.problems if each.code not in config.silence)
    cached = before.but(fresh)
    places, ungated, held, counts, changes, holds = _restored(outline)
    rest = around.site(config, now, reader(cached, cache), *counts)
    site = _site_of(context, cached, places, rest)
    drafts, scheduled = held
    keys, *_ = outline
    loaded = Loaded(
        site=site,
        ungated=site if ungated is None else _site_of(context, cached, ungated, rest),
        held=Held(frozenset(drafts), frozenset(scheduled), frozenset()),
        problems=tuple(told),
        readings=Readings(
            releases=cached,
            summaries=Summaries(_split(keys), lambda key: summary_of(cached[key])),
            drafted=around.drafted,
            context=context,
            rest=rest,
            changes=frozenset(changes),
            holds=holds,
            reading=reading,
            parsing=parsing,
        ),
    )
    return Edited(loaded, tuple((summary_of(before[k]), summary_of(c)) for k, c in fresh.items()))


def _restored(
    outline: tuple[Any, ...],
) -> tuple[Places, Places | None, Any, tuple[ViewCounts, ViewCounts], Any, tuple[int, int]]:
    _, places, ungated, held, _, counts, changes, holds = outline
    around = Places.restored(ungated) if ungated is not None else None
    return Places.restored(places), around, held, counts, changes, holds


def _releases(before: CachedReleases, paths: Iterable[str]) -> Iterable[ReleaseFiles]:
    """Those that these files are editions of; none where one of the files is anything else."""
    found: dict[str, tuple[str, ...]] = {}
    for path in paths:
        key = key_of(path)
        if key not in before:
            return
        found[key] = tuple(sorted(each.path for each in summary_of(before[key]).editions))
        if path not in found[key]:
            return
    yield from (ReleaseFiles(key, editions, None) for key, editions in found.items())


def _says_the_same(was: CachedRelease, now: CachedRelease) -> bool:
    """Of what the names of all releases together tell, and of when it changes by itself."""
    return (was.people, was.inline, was.circle) == (now.people, now.inline, now.circle) and (
        (was.first, was.last) == (now.first, now.last)
    )


def _site_of(context: ReadContext, cached: CachedReleases, places: Places, rest: Site) -> Site:
    """As `site_of` makes it of their summaries."""
    people, topics = places.of_kind("participant"), places.of_kind("topic")
    languages = context.config.languages
    return replace(
        rest,
        summaries=Summaries(places.keys, once(lambda key: _finished(cached[key])), places),
        people=tuple(person for key, person in context.people.items() if key in people),
        topics=tuple(topic for key, topic in context.topics.items() if key in topics),
        view_counts=_counts_of(places, languages, rest.view_counts),
        recent_counts=_counts_of(places, languages, rest.recent_counts),
    )


def _finished(cached: CachedRelease) -> ReleaseSummary:
    found = finished(summary_of(cached))
    assert found is not None, "no draft stands in any place"
    return found


def _counts_of(places: Places, languages: Iterable[str], counts: ViewCounts) -> ViewCounts:
    if not counts:
        return {}
    own: Mapping[str, frozenset[int]] = {
        language: frozenset(places.on(language, ALL)) for language in languages
    }
    editions = (
        (key, language)
        for place, key in enumerate(places.keys)
        for language in languages
        if place in own[language]
    )
    return {each: counts[each] for each in editions if each in counts}


def _split(keys: str) -> list[str]:
    return keys.split(_END) if keys else []
