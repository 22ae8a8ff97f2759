"""Everything below content/ → the site as it may be published, and what is held back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path

from beyan.cache import Cache
from beyan.model.card import Card, instant_of, microseconds
from beyan.model.config import Config
from beyan.model.defaults import search_path
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.messages import WARNINGS
from beyan.model.release import Person, Release, SourceFile, StandingPage, Topic, name_of
from beyan.model.site import Site
from beyan.model.views import VIEWS_FILE, Totals
from beyan.source.edition import PAGES_FOLDER, RELEASES_FOLDER, PageForm, read_edition, read_name
from beyan.source.files import Signature, Tree, is_inside, source_file, walk
from beyan.source.gate import (
    changes,
    finished,
    finished_page,
    is_scheduled,
    is_visible,
    next_change,
)
from beyan.source.inputs import Inputs, scan_inputs
from beyan.source.joining import PageFile, join_page
from beyan.source.memos import Memos
from beyan.source.records import (
    Group,
    Outcome,
    Reading,
    Record,
    Spread,
    card,
    groups_of,
    person_digest,
    read_groups,
    release_of,
)
from beyan.source.registries import PARTICIPANTS_FILE, TOPICS_FILE, load_people, load_topics
from beyan.source.views import load_totals


@dataclass(frozen=True, slots=True)
class Memory:
    """The files as they are now, and what an earlier build knew of them.

    `reads` are the settings that the records were read with, as `settings_read` gives them.
    """

    inputs: Inputs
    cache: Cache
    records: Mapping[str, Record]
    memos: Memos
    reads: object = None

    @classmethod
    def nothing(cls, root: Path) -> Memory:
        return cls(scan_inputs(root), Cache(None), {}, Memos({}))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading found.

    `site` is what may be published now. `whole` has besides what the clock alone holds back: it is
    for checks, so that a mistake in an embargoed release does not wait for its hour. Of what is
    not in `site`, the keys by reason: `drafts`, `scheduled` (not yet) and `broken` (has errors).
    Among the drafts are single editions that wait to be translated: "releases/2026/x.en".
    `due` is the next instant at which the gate will decide differently; `changes` are all of them,
    in microseconds since 1970. `records` are for the next build. `reading` and `parsing` are the
    seconds that releases took, of all processes together.
    """

    site: Site
    whole: Site
    drafts: frozenset[str]
    scheduled: frozenset[str]
    broken: frozenset[str]
    due: datetime | None
    changes: tuple[int, ...]
    problems: tuple[Diagnostic, ...]
    records: Mapping[str, Record]
    reading: float
    parsing: float


def load_site(
    root: Path,
    config: Config,
    now: datetime,
    memory: Memory | None = None,
    spread: Spread[Group, Outcome] = lambda function, items: map(function, items),
) -> Loaded:
    """All releases and pages that `now` (aware) lets through the gate, with every problem."""
    memory = memory or Memory.nothing(root)
    inputs, recall, tags = memory.inputs, memory.memos.recall, config.languages
    people, problems = recall(
        "people", inputs.file(PARTICIPANTS_FILE), tags, partial(load_people, root, config)
    )
    topics, found = recall(
        "topics", inputs.file(TOPICS_FILE), tags, partial(load_topics, root, config)
    )
    problems += found
    unknowable = _unknowable(problems)
    reads, found = recall("views", inputs.file(VIEWS_FILE), None, partial(load_totals, root))
    problems += found

    tree = inputs.below(RELEASES_FOLDER)
    paths, found = _editions(root, RELEASES_FOLDER, tree)
    problems += found
    given = Reading(
        root=root,
        config=config,
        people=people,
        topics=topics,
        known=None
        if unknowable
        else frozenset((key, person_digest(person)) for key, person in people.items()),
        signatures=tree.files,
        cache=memory.cache,
    )
    records: dict[str, Record] = {}
    broken: set[str] = set()
    reading = parsing = 0.0
    groups = groups_of(paths, memory.records if memory.reads == settings_read(config) else {})
    for outcome in read_groups(groups, given, spread):
        problems += [each for each in outcome.problems if each.code not in unknowable]
        reading += outcome.reading
        parsing += outcome.parsing
        if outcome.record is None:
            broken.add(outcome.key)
        else:
            records[outcome.key] = outcome.record

    texts = inputs.below(PAGES_FOLDER)
    pages, page_keys, broken_pages, waiting, found = recall(
        "pages", texts.files, (tags, texts.links), partial(_standing_pages, root, config, texts)
    )
    problems += found
    broken |= broken_pages
    assets = recall("assets", inputs.assets, None, partial(load_assets, root))
    cards = sorted(
        map(card, records.values()), key=lambda each: (each.instant, each.key), reverse=True
    )

    @lru_cache(maxsize=64)
    def release(key: str) -> Release:
        return release_of(records[key], memory.cache)

    def site_of(chosen: Sequence[Card]) -> Site:
        return Site(
            config=config,
            now=now,
            cards=tuple(chosen),
            release=release,
            pages=pages,
            people=_mentioned_people(chosen, people),
            topics=_mentioned_topics(chosen, topics),
            assets=assets,
            reads=_reads_of(chosen, reads),
        )

    clock = microseconds(now)
    ready = [each for each in map(finished, cards) if each is not None]
    visible = [each for each in ready if is_visible(each, clock)]
    site = site_of(visible)
    kept = {each.key for each in ready} | {page.key for page in pages}
    waiting |= {name_of(e.path) for each in cards for e in each.editions if e.is_waiting}
    due = next_change(ready, clock)
    return Loaded(
        site=site,
        whole=site if len(visible) == len(ready) else site_of(ready),
        drafts=frozenset(waiting | ((records.keys() | page_keys) - kept - broken)),
        scheduled=frozenset(each.key for each in ready if is_scheduled(each, clock)),
        broken=frozenset(broken),
        due=instant_of(due, config.zone) if due is not None else None,
        changes=tuple(sorted({instant for each in ready for instant in changes(each)})),
        problems=tuple(problems),
        records=records,
        reading=reading,
        parsing=parsing,
    )


def settings_read(config: Config) -> tuple[object, ...]:
    """What reading a release depends on, of the settings."""
    return (config.languages, config.timezone)


def load_assets(root: Path) -> tuple[SourceFile, ...]:
    """Every asset once, sorted by its path below assets/; the site's own before the default."""
    assets: dict[str, SourceFile] = {}
    for folder in search_path(root, "assets"):
        for path in walk(folder.parent, "assets"):
            inside = is_inside(folder, path.removeprefix("assets/"))
            if path not in assets and inside and (folder.parent / path).is_file():
                assets[path] = source_file(folder.parent, path)
    return tuple(assets[path] for path in sorted(assets))


def _editions(root: Path, folder: str, tree: Tree) -> tuple[list[str], list[Diagnostic]]:
    """The files that hold texts; what leads out of the site is a problem."""
    is_here = is_inside(root, folder)

    def is_ours(path: str, signature: Signature) -> bool:
        if signature is not None and is_here:
            return True
        return is_inside(root, path) and (root / path).is_file()

    texts = {
        path: signature
        for path, signature in tree.files.items()
        if path.lower().endswith((".md", ".markdown"))
    }
    ours = [path for path, signature in texts.items() if is_ours(path, signature)]
    escaping = [*(texts.keys() - set(ours)), *(p for p in tree.links if not is_inside(root, p))]
    return ours, [
        problem("symlink-escapes", Span(path), file=path.rpartition("/")[2]) for path in escaping
    ]


def _standing_pages(
    root: Path, config: Config, tree: Tree
) -> tuple[tuple[StandingPage, ...], set[str], set[str], set[str], list[Diagnostic]]:
    """The pages that are no drafts in the order of the menu.

    Then all keys, those with errors, and the names of editions that wait to be translated.
    """
    paths, problems = _editions(root, PAGES_FOLDER, tree)
    groups: dict[str, list[PageFile]] = {}
    broken: set[str] = set()
    for path in paths:
        name, found = read_name(path, config)
        problems += found
        if name is None:
            continue
        edition, found = read_edition((root / path).read_bytes(), path, PageForm, name)
        problems += found
        if edition is None:
            broken.add(name.key)
        else:
            groups.setdefault(name.key, []).append(edition)
    pages: list[StandingPage] = []
    waiting: set[str] = set()
    for key, files in groups.items():
        # With one edition broken, a page's facts are not known; joining it would report wrongly.
        if key in broken:
            continue
        files.sort(key=lambda file: config.languages.index(file.language))
        joined, found = join_page(files, config)
        problems += found
        if joined is None:
            broken.add(key)
            continue
        whole, is_draft = joined
        waiting |= {name_of(each.path) for each in whole.editions if each.is_waiting}
        page = finished_page(whole)
        if page is not None and not is_draft:
            pages.append(page)
    pages.sort(key=lambda page: (page.order is None, page.order or 0, page.key))
    return tuple(pages), set(groups), broken, waiting, problems


def _unknowable(problems: Iterable[Diagnostic]) -> set[str]:
    """What cannot be said of releases while a registry has errors: what is missing from it."""
    codes = {PARTICIPANTS_FILE: "unknown-participant", TOPICS_FILE: "unknown-topic"}
    return {
        codes[found.span.path]
        for found in problems
        if found.span.path in codes and found.code not in WARNINGS
    }


def _mentioned_people(cards: Iterable[Card], people: Mapping[str, Person]) -> tuple[Person, ...]:
    """Only people of visible releases: a registry entry may announce an embargoed one."""
    keys = {key for each in cards for key in each.people}
    return tuple(person for key, person in people.items() if key in keys)


def _mentioned_topics(cards: Iterable[Card], topics: Mapping[str, Topic]) -> tuple[Topic, ...]:
    keys = {key for each in cards for key in each.topics}
    return tuple(topic for key, topic in topics.items() if key in keys)


def _reads_of(cards: Iterable[Card], reads: Totals) -> Totals:
    if not reads:
        return {}
    editions = ((card.key, edition.language) for card in cards for edition in card.editions)
    return {each: reads[each] for each in editions if each in reads}
