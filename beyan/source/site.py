"""Everything below content/ → the site as it may be published, and what is held back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path

from beyan.cache import Cache
from beyan.model.config import Config
from beyan.model.defaults import search_path
from beyan.model.diagnostic import Diagnostic
from beyan.model.messages import WARNINGS
from beyan.model.release import (
    Person,
    Release,
    SourceFile,
    StandingPage,
    Topic,
    composed,
    key_of,
    name_of,
)
from beyan.model.release_summary import ReleaseSummary, instant_of, microseconds
from beyan.model.site import Site
from beyan.model.views import VIEWS_FILE, ViewCounts
from beyan.source.doubles import Found, doubles, same_file_names
from beyan.source.edition import PAGES_FOLDER, RELEASES_FOLDER
from beyan.source.files import OF_CHARACTERS, is_inside, source_file, walk
from beyan.source.gate import (
    changes,
    finished,
    is_scheduled,
    is_visible,
    next_change,
)
from beyan.source.inputs import Inputs, scan_inputs
from beyan.source.memos import Memos
from beyan.source.pages import edition_files, folder_of, in_menu, standing_pages
from beyan.source.records import (
    CachedRelease,
    ParallelMap,
    ReadContext,
    ReadResult,
    ReleaseFiles,
    person_digest,
    read_releases,
    release_files,
    release_of,
    summary_of,
)
from beyan.source.registries import PARTICIPANTS_FILE, TOPICS_FILE, load_people, load_topics
from beyan.source.strays import OF_STRAYS, stray_files
from beyan.source.timing import EVER
from beyan.source.views import load_view_counts
from beyan.source.writing.names import Names

# What only the names of all files together tell.
_OF_ALL_FILES = frozenset({"copied-file", "probable-twins", "same-file-name"})


@dataclass(frozen=True, slots=True)
class Memory:
    """The files as they are now, and what an earlier build knew of them.

    `read_settings` are those that the records were read with, as `settings_read` gives them.
    """

    inputs: Inputs
    cache: Cache
    records: Mapping[str, CachedRelease]
    memos: Memos
    read_settings: object = None

    @classmethod
    def nothing(cls, root: Path) -> Memory:
        return cls(scan_inputs(root), Cache(None), {}, Memos({}))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading found.

    `site` is what may be published now. `ungated` has besides what the clock alone holds back: it
    is
    for checks, so that a mistake in an embargoed release does not wait for its hour. Of what is
    not in `site`, the keys by reason: `drafts`, `scheduled` (not yet) and `broken` (has errors).
    Among the drafts are single editions that wait to be translated: "releases/2026/x.en". `due` is
    the next instant at which the gate will decide differently; `changes` are all of them, in
    microseconds since 1970. `holds` are the instants from which and up to which the clock lets all
    that was read of releases be as it is, its warnings included. `records` are for the next build.
    `summaries` and `drafted` pages are what the gate has not looked at yet: the press desk shows
    them. `given` is what releases were read with, `rest` the site without any of them, but with the
    reads of all. `reading` and `parsing` are the seconds that releases took, of all processes
    together.
    """

    site: Site
    ungated: Site
    drafts: frozenset[str]
    scheduled: frozenset[str]
    broken: frozenset[str]
    due: datetime | None
    changes: tuple[int, ...]
    holds: tuple[int, int]
    problems: tuple[Diagnostic, ...]
    records: Mapping[str, CachedRelease]
    summaries: tuple[ReleaseSummary, ...]
    drafted: tuple[StandingPage, ...]
    given: ReadContext
    rest: Site
    reading: float = 0.0
    parsing: float = 0.0

    @property
    def everything(self) -> Site:
        """The site as if all were finished and its hour had come; never for readers."""
        by_key = {page.key: page for page in (*self.rest.pages, *self.drafted)}
        pages = tuple(sorted(by_key.values(), key=in_menu))
        return _site(self.given, self.summaries, self.records, replace(self.rest, pages=pages))

    def also(self, records: Mapping[str, CachedRelease]) -> Loaded:
        """With these records of releases that have errors now."""
        if not records:
            return self
        summaries = sorted(
            (*self.summaries, *map(summary_of, records.values())), key=_age, reverse=True
        )
        return replace(self, records={**self.records, **records}, summaries=tuple(summaries))

    def everything_as(self, before: Site) -> Site:
        """`everything` where releases mention the same people and topics as they did `before`."""
        release = _reader(self.records, self.given.cache)
        return replace(before, summaries=self.summaries, release=release)


def load_site(
    root: Path,
    config: Config,
    now: datetime,
    memory: Memory | None = None,
    parallel_map: ParallelMap[ReleaseFiles, ReadResult] = lambda function, items: map(
        function, items
    ),
) -> Loaded:
    """All releases and pages that `now` (aware) lets through the gate, with every problem.

    Records keep silenced warnings too, so that the settings may bring them back.
    """
    memory = memory or Memory.nothing(root)
    inputs, memoised, tags = memory.inputs, memory.memos.memoised, config.languages
    people, problems = memoised(
        "people", inputs.file(PARTICIPANTS_FILE), tags, partial(load_people, root, config)
    )
    topics, found = memoised(
        "topics", inputs.file(TOPICS_FILE), tags, partial(load_topics, root, config)
    )
    problems += found
    unknowable = _unknowable(problems)
    view_counts, found = memoised(
        "views", inputs.file(VIEWS_FILE), None, partial(load_view_counts, root)
    )
    problems += found

    tree = inputs.below(RELEASES_FOLDER)
    paths, found = edition_files(root, RELEASES_FOLDER, tree)
    problems += found
    digests = {key: person_digest(person) for key, person in people.items()}
    given = ReadContext(
        root=root,
        config=config,
        people=people,
        topics=topics,
        names=Names(people),
        digests=digests,
        known=None if unknowable else frozenset(digests.items()),
        signatures=tree.files,
        cache=memory.cache,
        now=microseconds(now),
    )
    records: dict[str, CachedRelease] = {}
    summaries: list[ReleaseSummary] = []
    broken: set[str] = set()
    reading = parsing = 0.0
    problems += same_file_names(tree.files)
    releases = release_files(
        paths, memory.records if memory.read_settings == settings_read(config) else {}
    )
    for result in read_releases(releases, given, parallel_map):
        problems += [each for each in result.problems if each.code not in unknowable]
        reading += result.reading
        parsing += result.parsing
        if result.record is None:
            broken.add(result.key)
        else:
            records[result.key] = result.record
            # While others still read: here it costs no time.
            summaries.append(summary_of(result.record))

    by_key = {each.key: each for each in summaries}
    problems += doubles(
        [
            Found(each.key, each.editions, by_key.get(each.key), _circle(records.get(each.key)))
            for each in releases
        ]
    )
    others = tree.files.keys() - set(paths)
    if others:
        problems += stray_files(sorted(others), by_key, broken)

    texts = inputs.below(PAGES_FOLDER)
    pages, drafted, broken_pages, waiting, found = memoised(
        "pages", texts.files, (tags, texts.links), partial(standing_pages, root, config, texts)
    )
    problems += found
    broken |= broken_pages
    assets = memoised("assets", inputs.assets, None, partial(load_assets, root))
    summaries.sort(key=_age, reverse=True)

    rest = Site(
        config=config,
        now=now,
        summaries=(),
        release=_reader(records, memory.cache),
        pages=pages,
        people=(),
        topics=(),
        assets=assets,
        view_counts=view_counts,
    )
    clock = microseconds(now)
    ready = [each for each in map(finished, summaries) if each is not None]
    visible = [each for each in ready if is_visible(each, clock)]
    site = _site(given, visible, records, rest)
    drafts = waiting | {each.key for each in summaries} - {each.key for each in ready}
    drafts |= {page.key for page in drafted} - {page.key for page in pages}
    drafts |= {name_of(e.path) for each in summaries for e in each.editions if e.is_waiting}
    due = next_change(ready, clock)
    return Loaded(
        site=site,
        ungated=site if len(visible) == len(ready) else _site(given, ready, records, rest),
        drafts=frozenset(drafts),
        scheduled=frozenset(each.key for each in ready if is_scheduled(each, clock)),
        broken=frozenset(broken),
        due=instant_of(due, config.zone) if due is not None else None,
        changes=tuple(sorted({instant for each in ready for instant in changes(each)})),
        holds=(
            max((each.first for each in records.values()), default=EVER[0]),
            min((each.last for each in records.values()), default=EVER[1]),
        ),
        problems=tuple(each for each in problems if each.code not in config.silence),
        records=records,
        summaries=tuple(summaries),
        drafted=drafted,
        given=given,
        rest=rest,
        reading=reading,
        parsing=parsing,
    )


def read_again(loaded: Loaded, paths: Collection[str]) -> Loaded:
    """What `load_site` would give if of all files just these, of editions, had changed.

    Only their releases are read. `paths` must be of releases that had no error before. What the
    gate decides is left as it was; `summaries` and `everything` are what is new.
    """
    given = replace(
        loaded.given, signatures={**loaded.given.signatures, **dict.fromkeys(paths, None)}
    )
    before = {key_of(path): summary_of(loaded.records[key_of(path)]) for path in paths}
    releases = [
        ReleaseFiles(key, tuple(edition.path for edition in each.editions), None)
        for key, each in before.items()
    ]
    results = list(read_releases(releases, given, map))
    records = {**loaded.records, **{each.key: each.record for each in results if each.record}}
    broken = {each.key for each in results if each.record is None}
    ours = {path for files in releases for path in files.editions}
    summaries = [
        summary_of(records[each.key]) if each.key in before else each for each in loaded.summaries
    ]
    if any(each.key in before and each.instant != before[each.key].instant for each in summaries):
        summaries.sort(key=_age, reverse=True)
    # What a text names, or does not name any more, is a file in its folder.
    folders = tuple(f"content/{key}/" for key in before)
    beside = [path for path in given.signatures if composed(path).startswith(folders)]
    read = {each.key: each for each in summaries if each.key in before}
    return replace(
        loaded,
        given=loaded.given,
        records=records,
        summaries=tuple(summaries),
        broken=loaded.broken - before.keys() | broken,
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


def settings_read(config: Config) -> tuple[object, ...]:
    """What reading a release depends on, of the settings."""
    limits = config.dates
    return (config.languages, config.timezone, limits.earliest.isoformat(), limits.ahead_days)


def load_assets(root: Path) -> tuple[SourceFile, ...]:
    """Every asset once, sorted by its path below assets/; the site's own before the default."""
    assets: dict[str, SourceFile] = {}
    for folder in search_path(root, "assets"):
        for path in walk(folder.parent, "assets"):
            inside = is_inside(folder, path.removeprefix("assets/"))
            if path not in assets and inside and (folder.parent / path).is_file():
                assets[path] = source_file(folder.parent, path)
    return tuple(assets[path] for path in sorted(assets))


def _circle(record: CachedRelease | None) -> bytes:
    return record.circle if record is not None else b""


def _age(summary: ReleaseSummary) -> tuple[int, str]:
    return (summary.instant, summary.key)


def _site(
    given: ReadContext,
    summaries: Sequence[ReleaseSummary],
    records: Mapping[str, CachedRelease],
    rest: Site,
) -> Site:
    """The site of these releases, with the people and topics that they mention."""
    return replace(
        rest,
        summaries=tuple(summaries),
        release=_reader(records, given.cache),
        people=_mentioned_people(summaries, given.people),
        topics=_mentioned_topics(summaries, given.topics),
        view_counts=_counts_of(summaries, rest.view_counts),
    )


def _unknowable(problems: Iterable[Diagnostic]) -> set[str]:
    """What cannot be said of releases while a registry has errors: what is missing from it."""
    codes = {
        PARTICIPANTS_FILE: ("unknown-participant", "unlisted-participant"),
        TOPICS_FILE: ("unknown-topic",),
    }
    return {
        code
        for found in problems
        if found.code not in WARNINGS | OF_CHARACTERS
        for code in codes.get(found.span.path, ())
    }


def _reader(records: Mapping[str, CachedRelease], cache: Cache) -> Callable[[str], Release]:
    @lru_cache(maxsize=64)
    def release(key: str) -> Release:
        return release_of(records[key], cache)

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
