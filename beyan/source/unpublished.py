"""The site as the press desk sees it: with what readers do not see yet, and after a save.

Nothing of it is for readers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from beyan.model.places import Summaries
from beyan.model.release import composed, key_of
from beyan.model.release_summary import ReleaseSummary, summarised
from beyan.model.site import Site
from beyan.snapshot.releases import CachedRelease, summary_of
from beyan.source.gate import finished
from beyan.source.pages import folder_of, in_menu
from beyan.source.releases import ReleaseFiles, corrected, read_releases
from beyan.source.site import Loaded, Readings, by_age, reader, site_of
from beyan.source.strays import OF_STRAYS, stray_files

# What only the names of all files together tell.
_OF_ALL_FILES = frozenset(
    {
        "copied-file", "probable-twins", "same-file-name", "name-on-windows", "path-on-windows",
        "same-but-capitals",
    }
)  # fmt: skip


def read_again(loaded: Loaded, paths: Collection[str]) -> Loaded:
    """What `load_site` would give if of all files just these, of editions, had changed.

    Only their releases are read. `paths` must be of releases that had no error before. What the
    gate decides is left as it was; `readings` is what is new.
    """
    readings, context = loaded.readings, loaded.readings.context
    signatures = {**context.around.signatures, **dict.fromkeys(paths, None)}
    unsigned = replace(context, around=replace(context.around, signatures=signatures))
    before = {key_of(path): summary_of(readings.releases[key_of(path)]) for path in paths}
    releases = [
        ReleaseFiles(key, tuple(edition.path for edition in each.editions), None)
        for key, each in before.items()
    ]
    results = list(read_releases(releases, unsigned, map))
    cached = {**readings.releases, **{each.key: each.cached for each in results if each.cached}}
    broken = {each.key for each in results if each.cached is None}
    ours = {path for files in releases for path in files.editions}
    summaries = [
        summary_of(cached[each.key]) if each.key in before else each for each in readings.summaries
    ]
    if any(each.key in before and each.instant != before[each.key].instant for each in summaries):
        summaries.sort(key=by_age, reverse=True)
    # What a text names, or does not name any more, is a file in its folder.
    folders = tuple(f"content/{key}/" for key in before)
    beside = [path for path in signatures if composed(path).startswith(folders)]
    read = {each.key: each for each in summaries if each.key in before}
    return replace(
        loaded,
        readings=replace(readings, releases=cached, summaries=tuple(summaries)),
        held=replace(loaded.held, broken=loaded.held.broken - before.keys() | broken),
        problems=(
            *(
                each
                for each in loaded.problems
                if (each.span.path not in ours or each.code in _OF_ALL_FILES)
                and not (each.code in OF_STRAYS and folder_of(each.span.path, before))
            ),
            *stray_files(beside, read, broken),
            *(each for result in results for each in result.problems),
        ),
    )


def everything(readings: Readings) -> Site:
    """The site as if all were finished and its hour had come; as an officer writes it."""
    by_key = {page.key: page for page in (*readings.rest.pages, *readings.drafted)}
    pages = tuple(sorted(by_key.values(), key=in_menu))
    rest = replace(readings.rest, pages=pages)
    return site_of(readings.context, readings.summaries, readings.releases, rest)


class HeldBack(NamedTuple):
    """What readers do not see, by itself: what the clock alone holds back, as it will be seen or
    was; what is not finished, as an officer writes it; releases with corrections that wait for
    their day, as they will be then.
    """

    waiting: Site
    unfinished: Site
    corrected: Site


def held_back(loaded: Loaded) -> HeldBack:
    """Reads the files of what is to be corrected."""
    readings, context = loaded.readings, loaded.readings.context
    rest = replace(readings.rest, pages=())
    waiting: tuple[ReleaseSummary, ...] = ()
    if loaded.ungated is not loaded.site:
        seen = {each.key for each in loaded.site.summaries}
        waiting = tuple(each for each in loaded.ungated.summaries if each.key not in seen)
    unfinished = [each for each in readings.summaries if finished(each) is not each]
    drafted = replace(rest, pages=readings.drafted)
    awaited = [each for each in readings.summaries if each.awaited is not None]
    later = {each.key: found for each in awaited if (found := corrected(context, each))}
    to_come = site_of(context, [summarised(each) for each in later.values()], {}, rest)
    return HeldBack(
        waiting=site_of(context, waiting, readings.releases, rest),
        unfinished=site_of(context, unfinished, readings.releases, drafted),
        corrected=replace(to_come, release=later.__getitem__),
    )


def everything_as(before: Site, readings: Readings, *, are_in_place: bool) -> Site:
    """`everything` where releases mention the same people and topics as they did `before`.

    Where all of them are in place (`model/places.py`), nobody looks for their places again: of ten
    thousand, that takes longer than all else.
    """
    release = reader(readings.releases, readings.context.cache)
    summaries: Sequence[ReleaseSummary] = readings.summaries
    if are_in_place:
        places, found = before.places, readings.summaries
        summaries = Summaries(places.keys, lambda key: found[places.of[key]], places)
    return replace(before, summaries=summaries, release=release)


def with_last_good(readings: Readings, cached: Mapping[str, CachedRelease]) -> Readings:
    """With what is cached of releases that have errors now."""
    if not cached:
        return readings
    summaries = (*readings.summaries, *map(summary_of, cached.values()))
    return replace(
        readings,
        releases={**readings.releases, **cached},
        summaries=tuple(sorted(summaries, key=by_age, reverse=True)),
    )
