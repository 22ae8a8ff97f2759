"""Everything below content/ → the site as it may be published, and what is held back."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path

from beyan.model.config import Config
from beyan.model.defaults import real
from beyan.model.diagnostic import Diagnostic
from beyan.model.messages import WARNINGS
from beyan.model.records import dataclass
from beyan.model.release import (
    PEOPLE_FILE,
    TOPICS_FILE,
    Person,
    Release,
    StandingPage,
    Topic,
    name_of,
)
from beyan.model.release_summary import ReleaseSummary, microseconds
from beyan.model.site import Site
from beyan.model.views import ViewCounts
from beyan.snapshot.inputs import Inputs, scan_inputs
from beyan.snapshot.releases import CachedRelease, release_of, summary_of
from beyan.snapshot.snapshot import Known
from beyan.snapshot.store import Cache
from beyan.source.doubles import Found, doubles, same_file_names
from beyan.source.drawings import unsafe_drawings
from beyan.source.edition import RELEASES_FOLDER
from beyan.source.files import OF_CHARACTERS
from beyan.source.gate import changes, finished, is_scheduled, is_visible
from beyan.source.hosting import beyond_hosts
from beyan.source.pages import edition_files, unknown_help
from beyan.source.portable import unportable_names
from beyan.source.releases import (
    ParallelMap,
    ReadContext,
    ReadResult,
    ReleaseFiles,
    read_releases,
    read_so,
    release_files,
)
from beyan.source.strays import stray_files, unread_files
from beyan.source.surroundings import context_of, surroundings
from beyan.source.timing import EVER
from beyan.source.views import (
    ReleaseNames,
    instants_of_months,
)
from beyan.source.wrong_kinds import wrong_kinds


@dataclass(frozen=True, slots=True)
class Held:
    """What the gate keeps out of the site, by key and reason: not finished, not yet, with errors.

    Among the drafts are single editions that wait to be translated: "releases/2026/x.en".
    """

    drafts: frozenset[str]
    scheduled: frozenset[str]
    broken: frozenset[str]


@dataclass(frozen=True, slots=True)
class Readings:
    """What a site is made of, before the gate has looked at it: the press desk shows it, and the
    next build begins with it.

    `drafted` are the standing pages that are drafts, `rest` is the site without any release, but
    with the reads of all. `changes` are the instants at which the gate decides differently, and
    those at which a month comes into the ranking or leaves it, past ones as well, in microseconds
    since 1970; `holds` those from which and up to which the clock lets all that was read of
    releases be as it is, its warnings included. `reading` and `parsing` are the seconds that
    releases took, of all processes together.
    """

    releases: Mapping[str, CachedRelease]
    summaries: Sequence[ReleaseSummary]
    drafted: tuple[StandingPage, ...]
    context: ReadContext
    rest: Site
    changes: frozenset[int]
    holds: tuple[int, int]
    reading: float
    parsing: float


@dataclass(frozen=True, slots=True)
class Loaded:
    """`site` is what may be published now. `ungated` has besides what the clock alone holds back:
    it is for checks, so that a mistake in an embargoed release does not wait for its hour.
    """

    site: Site
    ungated: Site
    held: Held
    problems: tuple[Diagnostic, ...]
    readings: Readings


def load_site(
    root: Path,
    config: Config,
    now: datetime,
    inputs: Inputs | None = None,
    known: Known | None = None,
    cache: Cache | None = None,
    parallel_map: ParallelMap[ReleaseFiles, ReadResult] = lambda function, items: map(
        function, items
    ),
) -> Loaded:
    """All releases and pages that `now` (aware) lets through the gate, with every problem.

    `inputs` are the files as they are now, `known` what an earlier build knew of them. What is
    cached of releases keeps silenced warnings too, so that the settings may bring them back.
    """
    inputs, known = inputs or scan_inputs(root), known or Known()
    cache, tags = cache or Cache(None), config.languages
    problems = [*wrong_kinds(root, inputs, tags), *unportable_names(inputs, str(real(root)))]
    around = surroundings(root, config, now, inputs, known.memos)
    unknowable = _unknowable((*problems, *around.problems))
    problems += around.problems
    tree = inputs.below(RELEASES_FOLDER)
    paths, found = edition_files(root, RELEASES_FOLDER, tree)
    problems += found
    context = context_of(root, config, now, around, tree.files, cache, is_whole=not unknowable)
    people, topics = around.people, around.topics
    cached: dict[str, CachedRelease] = {}
    summaries: list[ReleaseSummary] = []
    broken: set[str] = set()
    reading = parsing = 0.0
    problems += same_file_names(tree.files)
    before = dict(read_so(known, config, cache).items())
    releases = release_files(paths, before)
    with closing(read_releases(releases, context, parallel_map)) as results:
        for result in results:
            problems += [each for each in result.problems if each.code not in unknowable]
            reading += result.reading
            parsing += result.parsing
            if result.cached is None:
                broken.add(result.key)
            else:
                cached[result.key] = result.cached
                # While others still read: here it costs no time.
                summary = summary_of(result.cached)
                # What was read before its registry had errors may name whom nobody can look up.
                if unknowable and not _has_all(summary, people, topics):
                    broken.add(result.key)
                else:
                    summaries.append(summary)

    by_key = {each.key: each for each in summaries}
    problems += doubles(
        [
            Found(each.key, each.editions, by_key.get(each.key), _circle(cached.get(each.key)))
            for each in releases
        ]
    )
    others = tree.files.keys() - set(paths)
    if others:
        problems += stray_files(sorted(others), by_key, broken)

    known_people = None if unknowable else people.values()
    problems += unread_files(inputs.content.files.keys() - tree.files.keys(), known_people)
    pages, drafted = around.pages, around.drafted
    problems += unknown_help(root, config, (*pages, *drafted), around.broken)
    broken |= around.broken
    shown = {**inputs.assets, **inputs.static.files}
    # Of the look's own pictures more is asked, and told.
    looked_at = config.theme.pictures
    drawings = [each for each in around.assets + around.static if each.path not in looked_at]
    problems += known.memos.memoised(
        "drawings", shown, looked_at, partial(unsafe_drawings, root, drawings)
    )
    summaries.sort(key=by_age, reverse=True)
    problems += beyond_hosts(summaries, pages, config.base_path)
    counted = around.counted
    names = ReleaseNames(summaries, config, around.ledger)
    view_counts = names.counts(counted.totals)
    if counted.totals and not broken:  # what has errors may be what a line is of
        problems += names.unknown(root, counted.totals)

    rest = around.site(config, now, reader(cached, cache), view_counts, names.counts(around.recent))
    clock = microseconds(now)
    ready = [each for each in map(finished, summaries) if each is not None]
    visible = [each for each in ready if is_visible(each, clock)]
    site = site_of(context, visible, cached, rest)
    drafts = around.waiting | {each.key for each in summaries} - {each.key for each in ready}
    drafts |= {page.key for page in drafted} - {page.key for page in pages}
    drafts |= {name_of(e.path) for each in summaries for e in each.editions if e.is_waiting}
    return Loaded(
        site=site,
        ungated=site if len(visible) == len(ready) else site_of(context, ready, cached, rest),
        held=Held(
            drafts=frozenset(drafts),
            scheduled=frozenset(each.key for each in ready if is_scheduled(each, clock)),
            broken=frozenset(broken),
        ),
        problems=tuple(each for each in problems if each.code not in config.silence),
        readings=Readings(
            releases=cached,
            summaries=tuple(summaries),
            drafted=drafted,
            context=context,
            rest=rest,
            changes=frozenset(
                (
                    *(instant for each in ready for instant in changes(each)),
                    *instants_of_months(counted.months, config),
                )
            ),
            holds=(
                max((each.first for each in cached.values()), default=EVER[0]),
                min((each.last for each in cached.values()), default=EVER[1]),
            ),
            reading=reading,
            parsing=parsing,
        ),
    )


def _circle(cached: CachedRelease | None) -> bytes:
    return cached.circle if cached is not None else b""


def by_age(summary: ReleaseSummary) -> tuple[int, str]:
    return (summary.instant, summary.key)


def site_of(
    context: ReadContext,
    summaries: Sequence[ReleaseSummary],
    cached: Mapping[str, CachedRelease],
    rest: Site,
) -> Site:
    """The site of these releases, with the people and topics that they mention."""
    return replace(
        rest,
        summaries=tuple(summaries),
        release=reader(cached, context.cache),
        people=_mentioned_people(summaries, context.people),
        topics=_mentioned_topics(summaries, context.topics),
        view_counts=_counts_of(summaries, rest.view_counts),
        recent_counts=_counts_of(summaries, rest.recent_counts),
    )


def _unknowable(problems: Iterable[Diagnostic]) -> set[str]:
    """What cannot be said of releases while a registry has errors: what is missing from it."""
    codes = {
        PEOPLE_FILE: ("unknown-participant", "unknown-speaker", "unlisted-participant"),
        TOPICS_FILE: ("unknown-topic",),
    }
    return {
        code
        for found in problems
        if found.code not in WARNINGS | OF_CHARACTERS
        for code in codes.get(found.span.path, ())
    }


def _has_all(summary: ReleaseSummary, people: Container[str], topics: Container[str]) -> bool:
    return all(key in people for key in summary.people) and all(
        key in topics for key in summary.topics
    )


def reader(cached: Mapping[str, CachedRelease], cache: Cache) -> Callable[[str], Release]:
    @lru_cache(maxsize=64)
    def release(key: str) -> Release:
        return release_of(cached[key], cache)

    return release


def _mentioned_people(
    summaries: Iterable[ReleaseSummary], people: Mapping[str, Person]
) -> tuple[Person, ...]:
    """Only people of visible releases: a registry entry may announce an embargoed one."""
    keys = {key for each in summaries for key in each.people}
    return tuple(person for key, person in people.items() if key in keys)


def _mentioned_topics(
    summaries: Iterable[ReleaseSummary], topics: Mapping[str, Topic]
) -> tuple[Topic, ...]:
    keys = {key for each in summaries for key in each.topics}
    return tuple(topic for key, topic in topics.items() if key in keys)


def _counts_of(summaries: Iterable[ReleaseSummary], view_counts: ViewCounts) -> ViewCounts:
    if not view_counts:
        return {}
    editions = (
        (summary.key, edition.language) for summary in summaries for edition in summary.editions
    )
    return {each: view_counts[each] for each in editions if each in view_counts}
