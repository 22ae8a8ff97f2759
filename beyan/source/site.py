"""Everything below content/ → the site as it may be published, and what is held back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from beyan.model.config import Config
from beyan.model.defaults import search_path
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.messages import WARNINGS
from beyan.model.release import Person, Release, SourceFile, StandingPage, Topic
from beyan.model.site import Site
from beyan.source.edition import (
    PAGES_FOLDER,
    RELEASES_FOLDER,
    EditionFile,
    F,
    PageForm,
    ReleaseForm,
    read_edition,
    read_name,
)
from beyan.source.files import is_inside, linked_folders, source_file, walk
from beyan.source.gate import is_scheduled, is_visible, next_change
from beyan.source.joining import join_page, join_release
from beyan.source.registries import PARTICIPANTS_FILE, TOPICS_FILE, load_people, load_topics


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading found.

    `site` is what may be published now. `whole` has besides what the clock alone holds back: it is
    for checks, so that a mistake in an embargoed release does not wait for its hour. Of what is
    not in `site`, the keys by reason: `drafts`, `scheduled` (not yet) and `broken` (has errors).
    `due` is the next instant at which the gate will decide differently.
    """

    site: Site
    whole: Site
    drafts: frozenset[str]
    scheduled: frozenset[str]
    broken: frozenset[str]
    due: datetime | None
    problems: tuple[Diagnostic, ...]


def load_site(root: Path, config: Config, now: datetime) -> Loaded:
    """All releases and pages that `now` (aware) lets through the gate, with every problem."""
    people, problems = load_people(root, config)
    topics, found = load_topics(root, config)
    problems += found
    unknowable = _unknowable(problems)

    groups, broken, found = _groups(root, config, RELEASES_FOLDER, ReleaseForm)
    problems += found
    releases: list[Release] = []
    for key, files in groups.items():
        release, found = join_release(files, config, root, people, topics)
        problems += [each for each in found if each.code not in unknowable]
        if release is None:
            broken.add(key)
        else:
            releases.append(release)

    page_groups, broken_pages, found = _groups(root, config, PAGES_FOLDER, PageForm)
    problems += found
    pages: list[StandingPage] = []
    broken |= broken_pages
    for key, page_files in page_groups.items():
        joined, found = join_page(page_files, config)
        problems += found
        if joined is None:
            broken.add(key)
        elif not joined[1]:
            pages.append(joined[0])

    releases.sort(key=lambda release: (release.date.instant, release.key), reverse=True)
    pages.sort(key=lambda page: (page.order is None, page.order or 0, page.key))
    assets = load_assets(root)

    def site_of(chosen: list[Release]) -> Site:
        return Site(
            config=config,
            now=now,
            releases=tuple(chosen),
            pages=tuple(pages),
            people=_mentioned_people(chosen, people),
            topics=_mentioned_topics(chosen, topics),
            assets=assets,
        )

    finished = [release for release in releases if not release.draft]
    visible = [release for release in finished if is_visible(release, now)]
    site = site_of(visible)
    kept = {release.key for release in finished} | {page.key for page in pages}
    return Loaded(
        site=site,
        whole=site if len(visible) == len(finished) else site_of(finished),
        drafts=frozenset((groups.keys() | page_groups.keys()) - kept - broken),
        scheduled=frozenset(each.key for each in finished if is_scheduled(each, now)),
        broken=frozenset(broken),
        due=next_change(releases, now),
        problems=tuple(problems),
    )


def load_assets(root: Path) -> tuple[SourceFile, ...]:
    """Every asset once, sorted by its path below assets/; the site's own before the default."""
    assets: dict[str, SourceFile] = {}
    for folder in search_path(root, "assets"):
        for path in walk(folder.parent, "assets"):
            inside = is_inside(folder, path.removeprefix("assets/"))
            if path not in assets and inside and (folder.parent / path).is_file():
                assets[path] = source_file(folder.parent, path)
    return tuple(assets[path] for path in sorted(assets))


def _groups(
    root: Path, config: Config, folder: str, form_type: type[F]
) -> tuple[dict[str, list[EditionFile[F]]], set[str], list[Diagnostic]]:
    """Editions by key, in the order of the site's languages; keys of broken ones apart."""
    groups: dict[str, list[EditionFile[F]]] = defaultdict(list)
    broken: set[str] = set()
    problems: list[Diagnostic] = []
    for path in walk(root, folder):
        if not path.lower().endswith((".md", ".markdown")):
            continue
        if not is_inside(root, path) or not (root / path).is_file():
            name = path.rpartition("/")[2]
            problems.append(problem("symlink-escapes", Span(path), file=name))
            continue
        name_parts, found = read_name(path, config)
        problems += found
        if name_parts is None:
            continue
        edition, found = read_edition(root, path, form_type, name_parts)
        problems += found
        if edition is None:
            broken.add(name_parts.key)
        else:
            groups[edition.key].append(edition)
    for path in linked_folders(root, folder):
        if not is_inside(root, path):
            name = path.rpartition("/")[2]
            problems.append(problem("symlink-escapes", Span(path), file=name))
    # With one edition broken, a release's facts are not known; joining it would report wrongly.
    for key in broken:
        groups.pop(key, None)
    for files in groups.values():
        files.sort(key=lambda file: config.languages.index(file.language))
    return groups, broken, problems


def _unknowable(problems: Iterable[Diagnostic]) -> set[str]:
    """What cannot be said of releases while a registry has errors: what is missing from it."""
    codes = {PARTICIPANTS_FILE: "unknown-participant", TOPICS_FILE: "unknown-topic"}
    return {
        codes[found.span.path]
        for found in problems
        if found.span.path in codes and found.code not in WARNINGS
    }


def _mentioned_people(
    releases: Iterable[Release], people: Mapping[str, Person]
) -> tuple[Person, ...]:
    """Only people of visible releases: a registry entry may announce an embargoed one."""
    keys = {participant.key for release in releases for participant in release.participants}
    return tuple(person for key, person in people.items() if key in keys)


def _mentioned_topics(
    releases: Iterable[Release], topics: Mapping[str, Topic]
) -> tuple[Topic, ...]:
    keys = {key for release in releases for key in release.topics}
    return tuple(topic for key, topic in topics.items() if key in keys)
