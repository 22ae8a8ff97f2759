"""The files of releases → what the cache keeps of each, where that is not fresh already."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic
from beyan.model.packing import pack, plain
from beyan.model.records import dataclass
from beyan.model.release import Person, Release, Topic, key_of
from beyan.model.release_summary import ReleaseSummary, microseconds, summarised
from beyan.model.words import Translations
from beyan.snapshot.releases import (
    CachedRelease,
    Circumstances,
    fresh_again,
    is_fresh,
    problems_of,
    release_of,
)
from beyan.snapshot.snapshot import Known
from beyan.snapshot.store import Cache
from beyan.snapshot.told import plain_problem, told_again
from beyan.source.attendance import circle, registered
from beyan.source.edition import (
    EditionFile,
    ReleaseForm,
    edition_steps,
    read_name,
    without_original,
)
from beyan.source.files import read_bytes
from beyan.source.glossary import OF_TERMS, Glossary
from beyan.source.joining import join_release
from beyan.source.steps import InSteps, Steps, ended
from beyan.source.timing import holds
from beyan.source.writing.names import Names

T = TypeVar("T")
R = TypeVar("R")

# Applies a function to each item, in this process or in others; results in the order of the items.
ParallelMap = Callable[[Callable[[T], R], Sequence[T]], Iterator[R]]
# After all days that anybody types, and before those that no calendar has.
_LATER = microseconds(datetime(9990, 1, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadContext:
    """What releases are read with.

    `people` and `topics` are the registries, `names` those of the people, `digests` what is in
    their entries, `glossary` how the office calls things. `around` is what cached releases are
    judged by.
    """

    root: Path
    config: Config
    people: Mapping[str, Person]
    topics: Mapping[str, Topic]
    names: Names
    digests: Mapping[str, bytes]
    glossary: Glossary
    around: Circumstances
    cache: Cache


@dataclass(frozen=True, slots=True)
class ReleaseFiles:
    """The files of one release, and what is remembered of it."""

    key: str
    editions: tuple[str, ...]
    cached: CachedRelease | None


class ReadResult(NamedTuple):
    """`cached` is None for a release with errors.

    `reading` and `parsing` are the seconds that it took; parsing takes none where the cached
    release was fresh.
    """

    key: str
    cached: CachedRelease | None
    problems: tuple[Diagnostic, ...]
    reading: float = 0.0
    parsing: float = 0.0


def read_releases(
    releases: Sequence[ReleaseFiles],
    context: ReadContext,
    parallel_map: ParallelMap[ReleaseFiles, ReadResult],
) -> Generator[ReadResult, None, None]:
    """Each release as it was cached where that is fresh, else from its files."""
    around = context.around
    outdated = [
        files
        for files in releases
        if files.cached is None or not is_fresh(files.cached, files.editions, around)
    ]
    read = parallel_map(InSteps(partial(_read, context), _timed), outdated)
    if len(outdated) < len(releases):
        waiting = {files.key for files in outdated}
        for files in releases:
            if files.key not in waiting:
                assert files.cached is not None, "only what is cached can be fresh"
                yield ReadResult(files.key, files.cached, problems_of(files.cached))
    yield from read


def person_digest(person: Person) -> bytes:
    """SHA-256 truncated to 16 bytes of what releases have of the registry's entry."""
    return sha256(repr(person._replace(aliases=(), sort_as=Translations())).encode()).digest()[:16]


def _timed(found: ReadResult, seconds: float) -> ReadResult:
    return found._replace(parsing=seconds - found.reading) if found.reading else found


def _read(context: ReadContext, files: ReleaseFiles) -> Steps[ReadResult]:
    if files.cached is not None:
        again = fresh_again(files.cached, files.editions, context.around)
        if again is not None and not _is_called_otherwise(again, context):
            cached = _with_names(again, context)
            return ReadResult(files.key, cached, problems_of(cached))
    started = perf_counter()
    texts = [(path, read_bytes(context.root, path)) for path in files.editions]
    reading = perf_counter() - started
    yield
    read, problems = yield from _joined(context, files.key, texts)
    return ReadResult(files.key, read, tuple(problems), reading)


def _with_names(cached: CachedRelease, context: ReadContext) -> CachedRelease:
    """As the names of the registry have it now: a new entry may stand in old texts."""
    names = context.names
    if cached.names == names.digest:
        return cached
    found = map(plain_problem, names.unlisted(release_of(cached, context.cache)))
    others = (each for each in cached.problems if told_again(each).code != "unlisted-participant")
    return cached._replace(names=names.digest, problems=(*others, *found))


def _is_called_otherwise(cached: CachedRelease, context: ReadContext) -> bool:
    """Whether the glossary, if it is another now, may have something to say of the release."""
    if cached.names.endswith(context.glossary.digest) and len(cached.names) == len(
        context.names.digest
    ):
        return False
    if any(told_again(each).code in OF_TERMS for each in cached.problems):
        return True
    return context.glossary.concerns(repr(release_of(cached, context.cache)))


def corrected(context: ReadContext, summary: ReleaseSummary) -> Release | None:
    """The release as it will be when the days of all its corrections have come."""
    later = replace(context, around=replace(context.around, now=_LATER))
    texts = [(each.path, read_bytes(context.root, each.path)) for each in summary.editions]
    return ended(_read_together(later, texts))[1]


def _joined(
    context: ReadContext, key: str, texts: Iterable[tuple[str, bytes]]
) -> Steps[tuple[CachedRelease | None, list[Diagnostic]]]:
    """The release that the bytes of these files make."""
    editions, release, problems = yield from _read_together(context, texts)
    if release is None:
        return None, problems
    yield
    names = context.names
    problems += names.unlisted(release)
    yield
    packed = pack(release)
    between = holds(editions, context.config, context.around.now)
    shown = summarised(release, packed, between.correction)
    files = [(edition.path, edition.digest) for edition in editions]
    files += [(file.path, bytes.fromhex(file.digest)) for file in release.files]
    cached = CachedRelease(
        key=key,
        files=tuple((path, context.around.signatures.get(path), digest) for path, digest in files),
        people=tuple((key, context.digests[key]) for key in shown.people),
        names=names.digest,
        inline=registered(release.participants, names),
        circle=circle(release.participants) if len(editions) == 1 else b"",
        problems=tuple(map(plain_problem, problems)),
        summary=plain(shown),
        blob=context.cache.put(marshal.dumps(tuple(packed))),
        first=between.first,
        last=between.last,
    )
    return cached, problems


def _read_together(
    context: ReadContext, texts: Iterable[tuple[str, bytes]]
) -> Steps[tuple[list[EditionFile[ReleaseForm]], Release | None, list[Diagnostic]]]:
    """The editions in these files, and the release they make where nothing is wrong with them."""
    problems: list[Diagnostic] = []
    editions: list[EditionFile[ReleaseForm]] = []
    is_broken = False
    for path, data in texts:
        name, found = read_name(path, context.config)
        problems += found
        if name is None:
            continue
        config = context.config
        edition, found = yield from edition_steps(
            data, path, ReleaseForm, name, config.reading_budget, config.base_url
        )
        problems += found
        if edition is None:
            is_broken = True
        else:
            editions.append(edition)
    # With one edition broken, a release's facts are not known; joining it would report wrongly.
    if is_broken:
        return editions, None, problems
    if not editions:
        return editions, None, without_original(problems)
    order = context.config.languages.index
    editions.sort(key=lambda edition: order(edition.language))
    if len({edition.language for edition in editions}) < len(editions):
        # Two files of one name, which is told where all names are compared.
        return editions, None, problems
    yield
    people, topics, names = context.people, context.topics, context.names
    release, found = join_release(
        editions, context.config, context.root, people, topics, names, context.around.now
    )
    return editions, release, [*problems, *found, *context.glossary.told(editions)]


def release_files(paths: Iterable[str], cached: Mapping[str, CachedRelease]) -> list[ReleaseFiles]:
    """The files of editions by the release they belong to, each with what is cached of it."""
    collected: dict[str, list[str]] = {}
    for path in paths:
        collected.setdefault(key_of(path), []).append(path)
    return [ReleaseFiles(key, tuple(found), cached.get(key)) for key, found in collected.items()]


def settings_read(config: Config) -> tuple[object, ...]:
    """What reading a release depends on, of the settings."""
    limits = config.dates
    return (
        config.languages,
        config.base_url,
        config.timezone,
        limits.earliest.isoformat(),
        limits.ahead_days,
        config.reading_budget,
    )


def read_so(known: Known, config: Config, cache: Cache) -> Mapping[str, CachedRelease]:
    """What is known of releases that these settings read as those did they were read with.

    Of the site's address a text depends where it has a link to it: a preview has another address
    than the site, and reads few texts again for that.
    """
    before, now = known.read_settings, settings_read(config)
    if before == now:
        return known.releases
    place = now.index(config.base_url)
    if not isinstance(before, tuple) or len(before) != len(now):
        return {}
    own: str = before[place]
    if (*before[:place], *before[place + 1 :]) != (*now[:place], *now[place + 1 :]):
        return {}
    hosts = {urlsplit(address).netloc.lower() for address in (own, config.base_url)}
    if not all(host and host.isascii() for host in hosts):
        return {}
    sought = [host.encode() for host in hosts]
    texts = ((key, each, cache.get(each.blob).lower()) for key, each in known.releases.items())
    return {key: each for key, each, text in texts if not any(host in text for host in sought)}
