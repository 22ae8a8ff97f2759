"""The snapshot: all that one build leaves for the next, as one value.

What is missing, damaged, cut off or of another version of the program counts as nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import field, replace
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from beyan.model.records import dataclass
from beyan.snapshot.inputs import Inputs
from beyan.snapshot.manifest import FILES_OF_MANIFEST, NOTHING, Manifest
from beyan.snapshot.memo import Memos
from beyan.snapshot.pictures import note_pictures
from beyan.snapshot.program import program_digest
from beyan.snapshot.store import BlobRef, Cache, CacheLost
from beyan.snapshot.tables.records import Records

if TYPE_CHECKING:
    from beyan.snapshot.releases import CachedRelease

# The files beside those of the manifest. ENDING is written last.
ENDING, INPUTS, MEMOS, OUTLINE, RELEASES = "ending", "inputs", "memos", "outline", "releases"
# What is no path, and tells in INPUTS which ENDING it was written with.
_WITH = ""
TEXTS_OF_RELEASES = "content/releases/"
# Earlier and later than any clock, in microseconds since 1970.
_BEGINNING, _END = -(1 << 62), 1 << 62


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier build knew of the site's files.

    `read_settings` are those that releases were read with, `seconds` is what decoding took. The
    `token` tells with what the releases were written, and `outline` gives the plain values that
    were written with a site as a whole (`source/outline.py`), and under which token.
    """

    releases: Mapping[str, CachedRelease] = field(default_factory=dict)
    memos: Memos = field(default_factory=lambda: Memos({}))
    read_settings: object = None
    seconds: float = 0.0
    token: bytes = b""
    outline: Callable[[], tuple[bytes, Any]] = lambda: (b"", None)


class Ending(NamedTuple):
    """What a build began with that put everything in place, and what it told. All plain values.

    It holds from the instant `first` and up to `last`, in microseconds since 1970 (UTC).
    `is_quiet` tells that nothing was wrong between the files of the site, `outline` under which
    token stands what the site is as a whole.
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
    outline: bytes = b""

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
    """`ending` is None after a build that failed or was killed. `outline` is what the site is as a
    whole, as plain values; None where it is what it was. `pictures` has the keys of those
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
    outline: tuple[Any, ...] | None = None

    @cached_property
    def known(self) -> Known:
        """Decoded when somebody asks: a build that has nothing to do does not."""
        return self.load_known()

    @cached_property
    def releases(self) -> Mapping[str, CachedRelease] | None:
        """Those that the last build published. None where nobody knows: it failed, or what is known
        was not written with its manifest.
        """
        is_of_manifest = self.ending is not None and self.known.token == self.token
        return self.known.releases if is_of_manifest else None

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
        return cls(manifest, _ending(cache, token), manifest, lambda: _whole(cache), token=token)

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

    def texts_edited(
        self, inputs: Inputs, base_url: str | None, now: int, pseudo: str | None
    ) -> list[str] | None:
        """The files below content/releases/ that are not what they were, where all other files,
        and everything else, are what the last build began with; None where they are not.
        """
        ending = self.ending
        if (
            ending is None
            or not ending.outline
            or not ending.is_quiet
            or (ending.base_url, ending.pseudo) != (base_url, pseudo)
            or not ending.holds_at(now)
        ):
            return None
        (settings, before, links, *others), found = ending.inputs, inputs.plain()
        now_settings, files, now_links, *now_others = found
        if (settings, links, others) != (now_settings, now_links, now_others):
            return None
        if len(before) != len(files):
            return None
        edited = [path for path, seen in files.items() if before.get(path) != seen or seen is None]
        # What cannot be trusted of the content is among these.
        is_rest_trusted = inputs.but_content.are_trusted
        are_known = all(path in before and path.startswith(TEXTS_OF_RELEASES) for path in edited)
        return edited if is_rest_trusted and are_known else None

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
        from beyan.snapshot.releases import cached_releases
        from beyan.snapshot.tables.decoded import Decoded

        known, manifest = self.known, self.manifest
        releases, before = known.releases, last.known.releases
        if not isinstance(before, Decoded):
            before = cached_releases()
        # An edit of texts leaves little waste, and to look for it each blob has to be known.
        is_edit = before.has_those_of(releases) and cache.has_few_packs
        live: list[BlobRef] = []
        moved: Mapping[BlobRef, BlobRef] = {}
        if not is_edit:
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
        before.followed_by(releases).write(cache, RELEASES, (known.read_settings, token))
        if not is_edit:
            cache.sweep(moved.values() if moved else live)
        if manifest.entries:
            note_pictures(cache, self.pictures, manifest.entries)
        ending = self.ending
        if ending is not None and self.outline is not None:
            cache.write(OUTLINE, (token, self.outline))
            ending = ending._replace(outline=token)
        if ending is not None:
            settings, content, *others = ending.inputs
            together = os.urandom(8)
            # Of tens of thousands of files an edit changes one.
            cache.write_map(INPUTS, {_WITH: together, **content})
            cache.write(ENDING, (token, together, *ending._replace(inputs=(settings, *others))))


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
    if not found or found[0] != token:
        return None
    _, together, *values = found
    content = {**cache.read_map(INPUTS)}
    if content.pop(_WITH, None) != together:
        return None
    ending = Ending(*values)
    settings, *others = ending.inputs
    return ending._replace(inputs=(settings, content, *others))


def _whole(cache: Cache) -> Known:
    """What is known, whatever its owner does with the cache from now on."""
    try:
        known = _known(cache)
        for _ in known.releases.items():
            pass
        outline = known.outline()
    except CacheLost:
        return Known()
    return replace(known, outline=lambda: outline)


def _known(cache: Cache) -> Known:
    # What a release consists of is not loaded where nothing is to be read.
    from beyan.snapshot.releases import cached_releases

    started = perf_counter()
    records, written = Records.read(cache, RELEASES)
    read_settings, token = written or (None, b"")
    memos = Memos(cache.read(MEMOS) or {})
    return Known(
        cached_releases(records),
        memos,
        read_settings,
        perf_counter() - started,
        token,
        lambda: cache.read(OUTLINE) or (b"", None),
    )
