"""The snapshot: all that one build leaves for the next, as one value.

What is missing, damaged, cut off or of another version of the program counts as nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from beyan.snapshot.inputs import Inputs
from beyan.snapshot.manifest import FILES_OF_MANIFEST, NOTHING, Manifest
from beyan.snapshot.memo import Memos
from beyan.snapshot.pictures import note_pictures
from beyan.snapshot.program import program_digest
from beyan.snapshot.store import Cache, CacheLost

if TYPE_CHECKING:
    from beyan.snapshot.releases import CachedRelease

# The sealed files beside those of the manifest. ENDING is written last.
ENDING, MEMOS, RELEASES = "ending", "memos", "releases"
# Not the key of any release: under it stands what settings they were read with.
_READ_SETTINGS = ""
# Earlier and later than any clock, in microseconds since 1970.
_BEGINNING, _END = -(1 << 62), 1 << 62


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier build knew of the site's files.

    `read_settings` are those that releases were read with, `seconds` is what decoding took.
    """

    releases: Mapping[str, CachedRelease] = field(default_factory=dict)
    memos: Memos = field(default_factory=lambda: Memos({}))
    read_settings: object = None
    seconds: float = 0.0


class Ending(NamedTuple):
    """What a build began with that put everything in place, and what it told. All plain values.

    It holds from the instant `first` and up to `last`, in microseconds since 1970 (UTC).
    `is_quiet` tells that nothing was wrong between the files of the site.
    """

    inputs: tuple[Any, ...]
    base_url: str | None
    first: int
    last: int
    is_quiet: bool
    releases: int
    editions: int
    pages: int
    due: str | None
    waiting: tuple[tuple[str, str], ...]
    also: tuple[str, ...]
    changing: tuple[str, ...]
    problems: tuple[Any, ...]
    withheld: tuple[Any, ...] = ()
    pseudo: str | None = None

    def holds_at(self, now: int) -> bool:
        """Whether the clock lets the site be as it was: the gate, and the news."""
        return self.first <= now < self.last


def bounds(instants: Collection[int], now: int) -> tuple[int, int]:
    """`Ending.first` and `last`, from the instants at which something changes by itself."""
    return (
        max((each for each in instants if each <= now), default=_BEGINNING),
        min((each for each in instants if each > now), default=_END),
    )


@dataclass(frozen=True)
class Snapshot:
    """`ending` is None after a build that failed or was killed. `pictures` has the keys of those
    that this build asked for, by the artifact's name.

    `program` is the digest of this program, where it was asked for.

    `published` tells what files readers had before, also where another version of the program, or
    one that was asked to forget everything, may not build upon them; None where nobody knows.
    """

    manifest: Manifest = NOTHING
    ending: Ending | None = None
    published: Manifest | None = None
    load_known: Callable[[], Known] = Known
    pictures: Mapping[str, frozenset[bytes]] = field(default_factory=dict)
    token: bytes = b""
    program: bytes = b""

    @cached_property
    def known(self) -> Known:
        """Decoded when somebody asks: a build that has nothing to do does not."""
        return self.load_known()

    @classmethod
    def load(cls, cache: Cache, *, forgets: bool = False) -> Snapshot:
        """What the last build left. With `forgets`, only what it published counts.

        All that may not be built upon is deleted.
        """
        found = Manifest.read(cache)
        if found is None:
            cache.forget()
            return cls()
        manifest, token, program = found
        published = manifest if manifest.is_of_output else None
        now = program_digest()
        if forgets or program != now:
            cache.forget(keep=FILES_OF_MANIFEST)
            try:
                manifest.check()
            except CacheLost:
                cache.forget()
                published = None
            return cls(published=published, program=now)
        return cls(
            manifest=manifest,
            ending=_ending(cache, token),
            published=published,
            load_known=lambda: _known(cache),
            token=token,
            program=now,
        )

    @classmethod
    def peek(cls, cache: Cache | None) -> Snapshot:
        """What the last build left, to look at: nothing is deleted, and nothing may be written."""
        found = Manifest.read(cache) if cache is not None else None
        if cache is None or found is None or found[2] != program_digest():
            return cls()
        manifest, token, _ = found
        try:
            manifest.check()
        except CacheLost:
            return cls()
        return cls(manifest, _ending(cache, token), manifest, lambda: _known(cache), token=token)

    def still_holds(
        self, inputs: Inputs, base_url: str | None, now: int, pseudo: str | None = None
    ) -> bool:
        """Whether a build now would begin with what the last one began with."""
        ending = self.ending
        return (
            ending is not None
            and ending.base_url == base_url
            and ending.pseudo == pseudo
            and ending.holds_at(now)
            and inputs.are_trusted
            and ending.inputs == inputs.plain()
        )

    def may_hold(self, inputs: Inputs, now: int) -> bool:
        """Whether the site's files were checked out anew and nothing else: all have other times and
        the same sizes. Enough to tell what an hour changes, not to publish.
        """
        ending = self.ending
        if ending is None or not ending.holds_at(now) or inputs.content.links:
            return False
        settings, content, *_ = ending.inputs
        before, files = {**settings, **content}, {**inputs.settings, **inputs.content.files}
        return before.keys() == files.keys() and all(
            seen is not None and was is not None and seen != was and seen[0] == was[0]
            for seen, was in zip(files.values(), map(before.__getitem__, files), strict=True)
        )

    def save(self, cache: Cache, last: Snapshot, *, compacts: bool = True) -> None:
        """Leave this for the next build. Raises OSError; then the next one is a clean one.

        Without `compacts`, all blobs stay where they are: somebody goes on using them.
        """
        known, manifest = self.known, self.manifest
        releases = known.releases
        live = [*(each.blob for each in releases.values()), *manifest.blobs]
        moved = cache.compacted(live) if compacts else {}
        if moved:
            releases = {key: each._replace(blob=moved[each.blob]) for key, each in releases.items()}
            manifest = manifest.moved(moved) if manifest.is_of_output else manifest
        token = last.token
        is_new = manifest is not last.manifest
        # What another program published is not forgotten by a build that failed.
        if is_new or (not token and last.published is None):
            token = manifest.write(cache, last.program or program_digest())
        cache.write(MEMOS, known.memos.values)
        plain: dict[str, Any] = {key: tuple(each) for key, each in releases.items()}
        plain[_READ_SETTINGS] = known.read_settings
        cache.write_map(RELEASES, plain)
        cache.sweep(moved.values() if moved else live)
        if manifest.entries:
            note_pictures(cache, self.pictures, manifest.entries)
        if self.ending is not None:
            cache.write(ENDING, (token, *self.ending))


def borrowed(cache: Cache, others: Iterable[Cache]) -> Known:
    """What the first of `others` that knows anything knows of the site, with its texts put into
    `cache`: so the first build into an output, and the first preview, read no text again.
    """
    for other in others:
        if other.folder == cache.folder:
            continue
        known = Snapshot.peek(other).known
        if not known.releases:
            continue
        with suppress(OSError):  # its owner sweeps it just now, or there is no room
            cache.share({each.blob[0] for each in known.releases.values()}, other)
            return known
    return Known()


def mark_unfinished(cache: Cache) -> None:
    """From here on the output may be between two states, until a snapshot is saved."""
    cache.write(ENDING, ())


def _ending(cache: Cache, token: bytes) -> Ending | None:
    found = cache.read(ENDING)
    return Ending(*found[1:]) if found and found[0] == token else None


def _known(cache: Cache) -> Known:
    # What a release consists of is not loaded where nothing is to be read.
    from beyan.snapshot.releases import CachedRelease

    started = perf_counter()
    plain = cache.read_map(RELEASES)
    read_settings = plain.pop(_READ_SETTINGS, None)
    releases = {key: CachedRelease(*values) for key, values in plain.items()}
    memos = Memos(cache.read(MEMOS) or {})
    return Known(releases, memos, read_settings, perf_counter() - started)
