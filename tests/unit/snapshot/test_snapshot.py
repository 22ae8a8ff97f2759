"""The snapshot of a build is whole, or nothing; and it still holds, or a build has work to do."""

from __future__ import annotations

import marshal
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from beyan.model.packing import pack
from beyan.snapshot import snapshot
from beyan.snapshot.inputs import Inputs, Tree
from beyan.snapshot.manifest import ENTRIES, FILES_OF_MANIFEST, NOTHING
from beyan.snapshot.memo import Memos
from beyan.snapshot.pictures import KEY_SIZE, PICTURES, PictureStore
from beyan.snapshot.releases import CachedRelease, release_of
from beyan.snapshot.snapshot import (
    ENDING,
    MEMOS,
    RELEASES,
    Ending,
    Known,
    Snapshot,
    bounds,
    mark_unfinished,
)
from beyan.snapshot.snapshot import INPUTS as SEEN
from beyan.snapshot.store import Cache, CacheLost
from tests.unit.plan.conftest import edition, release
from tests.unit.snapshot.conftest import DAMAGES, SIGNED, again, cached, damage, made, manifest

INPUTS = Inputs(
    {"site_config.yaml": SIGNED}, Tree({"content/a.md": SIGNED}, ()), {}, {}, {}, Tree({}, ())
)
ENDED = Ending(
    inputs=INPUTS.plain(),
    base_url=None,
    first=100,
    last=200,
    is_quiet=True,
    releases=1,
    editions=2,
    pages=3,
    due=None,
    waiting=(),
    also=(),
    changing=(),
    problems=(),
)
SLUGS = ("a", "b", "c")


@pytest.fixture(autouse=True)
def _is_one_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading all its code takes longer than all else here."""
    monkeypatch.setattr(snapshot, "program_digest", lambda: b"program")


def kept(cache: Cache, slug: str) -> CachedRelease:
    shown = release(edition("az", slug), edition("en", slug))
    return cached(shown, blob=cache.put(marshal.dumps(tuple(pack(shown)))))


def snapshot_of(cache: Cache, *, text: str = "", slugs: tuple[str, ...] = SLUGS) -> Snapshot:
    """What a build leaves of a few releases, of which two pages say the same."""
    both = cache.put(f"both {text}".encode())
    entries = {
        f"/{slug}/": made(documents=((slug.encode(), cache.put(f"{slug} {text}".encode())),))
        for slug in slugs
    }
    entries |= {f"/{n}/": made(documents=((b"both", both),)) for n in (1, 2)}
    releases = {each.key: each for each in (kept(cache, slug) for slug in slugs)}
    memos = Memos({})
    memos.memoised("value", {"x": SIGNED}, "", lambda: "value")
    return Snapshot(
        manifest=manifest(entries, releases=releases, seen=releases),
        ending=ENDED,
        load_known=lambda: Known(releases, memos, ("az", "en")),
    )


@pytest.fixture
def left(cache: Cache) -> Cache:
    """The cache after a build."""
    snapshot_of(cache).save(cache, Snapshot())
    return again(cache)


def texts(found: Snapshot, cache: Cache) -> dict[str, bytes]:
    """All that the cache has for the search index, by the artifact's name."""
    return {
        name: b"".join(cache.get(ref) for _, ref in documents)
        for name, (*_, documents) in found.manifest.entries.items()
    }


def slugs(found: Snapshot, cache: Cache) -> set[str]:
    """Those of the releases that can be read from it."""
    return {release_of(each, cache).editions[0].slug for each in found.known.releases.values()}


def all_of(found: Snapshot, cache: Cache) -> tuple[object, ...]:
    """Everything that a snapshot tells, but for where it lies."""
    facts = (found.ending, found.manifest.seen, found.known.memos.values)
    settings = found.known.read_settings
    return (*facts, settings, texts(found, cache), slugs(found, cache))


# --- what comes back --------------------------------------------------------------------------


def test_a_snapshot_comes_back_as_it_was_left(left: Cache) -> None:
    found = Snapshot.load(left)
    expected = snapshot_of(left)
    assert all_of(found, left) == all_of(expected, left)
    assert found.manifest == found.published
    assert slugs(found, left) == set(SLUGS)
    assert texts(found, left)["/1/"] == b"both "


def test_where_nothing_was_left_the_snapshot_is_empty(cache: Cache) -> None:
    found = Snapshot.load(cache)
    assert (found.manifest, found.ending, found.published) == (NOTHING, None, None)
    assert (found.known.releases, found.known.memos.values) == ({}, {})


@pytest.mark.parametrize("name", FILES_OF_MANIFEST)
@pytest.mark.parametrize("how", DAMAGES)
def test_without_a_whole_manifest_there_is_nothing(left: Cache, name: str, how: str) -> None:
    """What is left would be told of another output; it is deleted."""
    damage(left.folder / name, how)
    cache = again(left)
    assert Snapshot.peek(cache) == Snapshot()
    found = Snapshot.load(cache)
    if (name, how) == (ENTRIES, "other bytes"):
        # Few entries are decoded: what asks for one is told, and begins again without any.
        with pytest.raises(CacheLost):
            dict(found.manifest.entries)
        found = Snapshot.load(again(left), forgets=True)
    assert (found.manifest, found.ending, found.published) == (NOTHING, None, None)
    assert (found.known.releases, found.known.memos.values) == ({}, {})
    assert list(left.folder.iterdir()) == []


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize(
    ("name", "lost"),
    [(ENDING, "ending"), (SEEN, "ending"), (MEMOS, "memos"), (RELEASES, "releases")],
)
def test_without_one_other_file_only_what_it_had_is_lost(
    left: Cache, name: str, lost: str, how: str
) -> None:
    damage(left.folder / name, how)
    cache = again(left)
    found = Snapshot.load(cache)
    assert (found.ending is None) == (lost == "ending")
    assert (found.known.memos.values == {}) == (lost == "memos")
    if (name, how) == (RELEASES, "other bytes"):
        # Few releases are decoded: what asks for one is told, and begins again without any.
        with pytest.raises(CacheLost):
            slugs(found, cache)
        assert Snapshot.peek(again(left)).known.releases == {}
        return
    assert (slugs(found, cache) == set()) == (lost == "releases")
    assert (found.known.read_settings is None) == (lost == "releases")
    assert found.manifest.entries


@pytest.mark.parametrize("how", [each for each in DAMAGES if each != "longer"])
def test_a_damaged_pack_is_lost_when_somebody_asks_for_it(left: Cache, how: str) -> None:
    for pack_file in left.folder.glob("*.pack"):
        data = pack_file.read_bytes()
        damage(pack_file, how)
        if how == "other bytes":
            pack_file.write_bytes(bytes(each ^ 1 for each in data))
    cache = again(left)
    found = Snapshot.load(cache)
    assert found.still_holds(INPUTS, None, 150)
    with pytest.raises(CacheLost):
        slugs(found, cache)


@pytest.mark.parametrize("forgets", [False, True])
def test_what_another_program_left_tells_only_what_was_published(
    left: Cache, forgets: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Snapshot.peek(left)
    if not forgets:
        monkeypatch.setattr(snapshot, "program_digest", lambda: b"another program")
    found = Snapshot.load(left, forgets=forgets)
    assert (found.manifest, found.ending, found.token) == (NOTHING, None, b"")
    assert found.published == before.manifest
    assert found.published is not None
    assert len(found.published.seen) == len(SLUGS)
    assert (found.known.releases, found.known.memos.values) == ({}, {})
    # A build that fails now leaves it for the next one.
    assert Snapshot.load(again(left), forgets=forgets).published == before.manifest
    assert {path.name for path in left.folder.iterdir()} == set(FILES_OF_MANIFEST)


def test_to_peek_deletes_nothing(left: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name: path.read_bytes() for path in left.folder.iterdir()}
    seen, loaded = Snapshot.peek(left), Snapshot.load(left)
    assert all_of(seen, left) == all_of(loaded, left)
    assert (seen.published, seen.token) == (loaded.published, loaded.token)
    assert seen.token != b""
    monkeypatch.setattr(snapshot, "program_digest", lambda: b"another program")
    assert Snapshot.peek(left) == Snapshot()
    assert Snapshot.peek(None) == Snapshot()
    assert Snapshot.peek(Cache(left.folder / "nothing")) == Snapshot()
    (left.folder / "nothing").rmdir()
    assert {path.name: path.read_bytes() for path in left.folder.iterdir()} == before


def test_what_was_known_is_decoded_when_somebody_asks(cache: Cache) -> None:
    asked = []

    def load() -> Known:
        asked.append(1)
        return Known()

    found = Snapshot(ending=ENDED, load_known=load)
    assert found.still_holds(INPUTS, None, 150)
    assert asked == []
    assert found.known is found.known
    assert asked == [1]


# --- whether it still holds -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inputs", "base_url", "now", "holds"),
    [
        (INPUTS, None, 150, True),
        (INPUTS, None, 100, True),
        (INPUTS, None, 199, True),
        (INPUTS, None, 99, False),
        (INPUTS, None, 200, False),
        (INPUTS, "https://example.org", 150, False),
        (replace(INPUTS, settings={"site_config.yaml": (6, 1, 1)}), None, 150, False),
        (replace(INPUTS, content=Tree({}, ())), None, 150, False),
        (replace(INPUTS, assets={"x": SIGNED}), None, 150, False),
    ],
)
def test_a_snapshot_holds_while_a_build_would_begin_with_the_same(
    inputs: Inputs, base_url: str | None, now: int, holds: bool
) -> None:
    assert Snapshot(ending=ENDED).still_holds(inputs, base_url, now) == holds
    assert not Snapshot(ending=None).still_holds(inputs, base_url, now)


def test_a_snapshot_of_inputs_that_are_not_trusted_never_holds() -> None:
    young = replace(INPUTS, content=Tree({"content/a.md": None}, ()))
    ended = ENDED._replace(inputs=young.plain())
    assert not Snapshot(ending=ended).still_holds(young, None, 150)


@pytest.mark.parametrize(
    ("instants", "now", "first", "last"),
    [
        ((100, 200, 300), 250, 200, 300),
        # At an instant, it has come.
        ((100, 200, 300), 200, 200, 300),
        ((100, 200, 300), 199, 100, 200),
        ((300, 100, 200), 250, 200, 300),
    ],
)
def test_a_build_holds_between_two_instants(
    instants: tuple[int, ...], now: int, first: int, last: int
) -> None:
    assert bounds(instants, now) == (first, last)
    ended = ENDED._replace(first=first, last=last)
    assert ended.holds_at(now)
    assert [ended.holds_at(at) for at in (first - 1, first, last - 1, last)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("now", [-(1 << 61), 0, 99, 100, 1 << 61])
def test_where_nothing_changes_by_itself_a_build_holds_for_ever(now: int) -> None:
    first, last = bounds((), now)
    assert all(ENDED._replace(first=first, last=last).holds_at(at) for at in (-(1 << 61), 1 << 61))
    first, last = bounds((100,), now)
    ended = ENDED._replace(first=first, last=last)
    assert (ended.holds_at(-(1 << 61)), ended.holds_at(1 << 61)) == (now < 100, now >= 100)


# --- what is left -----------------------------------------------------------------------------


def test_after_a_build_that_failed_the_old_manifest_stands_without_an_ending(left: Cache) -> None:
    """What it read is not read again; what it did not publish is still to be made."""
    last = Snapshot.load(left)
    mark_unfinished(left)
    more = {**last.known.releases, "releases/d": kept(left, "d")}
    failed = Snapshot(last.manifest, None, load_known=lambda: Known(more, last.known.memos))
    failed.save(left, last)
    cache = again(left)
    found = Snapshot.load(cache)
    assert found.ending is None
    assert found.manifest == last.manifest
    assert slugs(found, cache) == {*SLUGS, "d"}


def failed(cache: Cache, *, forgets: bool = False) -> None:
    """A build that read a release and then found an error."""
    last = Snapshot.load(cache, forgets=forgets)
    mark_unfinished(cache)
    read = {"releases/d": kept(cache, "d")}
    waste(cache)
    Snapshot(last.manifest, None, load_known=lambda: Known(read, Memos({}))).save(cache, last)
    cache.close()


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("forgets", [False, True])
def test_builds_that_failed_from_the_first_on_published_nothing(
    cache: Cache, times: int, forgets: bool
) -> None:
    """Nobody knows then what readers saw before: everything would seem to be new to them."""
    for _ in range(times):
        failed(cache, forgets=forgets)
    found = Snapshot.load(cache)
    assert found.published is None
    assert slugs(found, cache) == {"d"}, "what it read is not read again"


@pytest.mark.parametrize("times", [1, 2, 3])
def test_builds_that_failed_do_not_forget_what_another_program_published(
    left: Cache, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Snapshot.load(left).published
    monkeypatch.setattr(snapshot, "program_digest", lambda: b"another program")
    for _ in range(times):
        failed(left)
    assert Snapshot.load(left).published == before
    failed(left, forgets=True)
    assert Snapshot.load(left, forgets=True).published == before


def test_a_build_that_was_killed_left_no_ending(left: Cache) -> None:
    last = Snapshot.load(left)
    mark_unfinished(left)
    found = Snapshot.load(again(left))
    assert found.ending is None
    assert not found.still_holds(INPUTS, None, 150)
    assert found.manifest == last.manifest


def test_an_ending_of_another_manifest_counts_as_none(left: Cache) -> None:
    ending = (left.folder / ENDING).read_bytes()
    cache = again(left)
    snapshot_of(cache, text="other").save(cache, Snapshot.load(cache))
    assert Snapshot.load(again(cache)).ending == ENDED
    (cache.folder / ENDING).write_bytes(ending)
    assert Snapshot.load(again(cache)).ending is None


def test_a_manifest_that_is_the_same_is_not_written_again(left: Cache) -> None:
    """As in a build that found only that files had been saved unchanged."""
    last = Snapshot.load(left)
    before = {name: (left.folder / name).read_bytes() for name in FILES_OF_MANIFEST}
    same = Snapshot(last.manifest, ENDED, load_known=lambda: last.known)
    same.save(left, last)
    assert {name: (left.folder / name).read_bytes() for name in FILES_OF_MANIFEST} == before
    found = Snapshot.load(again(left))
    assert (found.ending, found.manifest, found.token) == (ENDED, last.manifest, last.token)


def test_the_texts_of_what_is_gone_are_swept_away(left: Cache) -> None:
    last = Snapshot.load(left)
    old = {path.name for path in left.folder.glob("*.pack")}
    cache = again(left)
    snapshot_of(cache, slugs=("d",)).save(cache, last)
    assert old.isdisjoint(path.name for path in cache.folder.glob("*.pack"))
    cache = again(cache)
    assert slugs(Snapshot.load(cache), cache) == {"d"}


def waste(cache: Cache) -> None:
    """More than a mebibyte of what nothing needs, beside what is needed."""
    cache.put(b"waste" * 1_000_000)


def test_packs_are_joined_without_losing_what_two_pages_share(left: Cache) -> None:
    last = Snapshot.load(left)
    waste(left)
    now = snapshot_of(left, text="now")
    expected = all_of(now, left)
    now.save(left, last)
    cache = again(left)
    found = Snapshot.load(cache)
    assert all_of(found, cache) == expected
    assert texts(found, cache)["/1/"] == texts(found, cache)["/2/"] == b"both now"
    first, second = (found.manifest.entries[f"/{n}/"][-1] for n in (1, 2))
    assert first == second, "what two pages share is one blob still"
    assert len(list(cache.folder.glob("*.pack"))) == 1
    assert sum(path.stat().st_size for path in cache.folder.glob("*.pack")) < 100_000


def test_packs_that_somebody_goes_on_using_are_not_joined(left: Cache) -> None:
    last = Snapshot.load(left)
    waste(left)
    now = snapshot_of(left, text="now")
    refs = set(now.manifest.blobs)
    now.save(left, last, compacts=False)
    assert set(Snapshot.load(again(left)).manifest.blobs) == refs


def test_many_small_packs_are_joined(cache: Cache) -> None:
    for build in range(100):
        last = Snapshot.load(cache)
        old = dict(last.known.releases)
        old[f"releases/{build}"] = kept(cache, f"s{build}")
        found = old

        def known(found: dict[str, CachedRelease] = found) -> Known:
            return Known(found, Memos({}))

        Snapshot(last.manifest, ENDED, load_known=known).save(cache, last)
        cache = again(cache)
    assert len(list(cache.folder.glob("*.pack"))) <= 41
    assert slugs(Snapshot.load(cache), cache) == {f"s{build}" for build in range(100)}


def test_pictures_are_noted_where_a_manifest_stands(cache: Cache) -> None:
    key = b"k" * KEY_SIZE
    PictureStore(cache).put(key, b"picture")
    shown = {"/a/": frozenset({key})}
    empty = Snapshot(NOTHING, None, pictures=shown)
    empty.save(cache, Snapshot())
    assert cache.read(PICTURES) is None
    assert PictureStore(cache).has(key)
    replace(snapshot_of(cache), pictures=shown).save(cache, Snapshot())
    assert again(cache).read_map(PICTURES) == {"/a/": key}


# --- killed -----------------------------------------------------------------------------------


class Killed(BaseException):
    """As by SIGKILL: nothing is tidied up."""


def killed_at(count: int, monkeypatch: pytest.MonkeyPatch, what: Callable[[], None]) -> bool:
    """Whether `what` was stopped in place of its `count`-th renaming of a file."""
    done, rename = 0, os.replace

    def replace_or_die(*paths: Path) -> None:
        nonlocal done
        if done == count:
            raise Killed
        done += 1
        rename(*paths)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace_or_die)
        try:
            what()
        except Killed:
            return True
    return False


@pytest.mark.parametrize("is_large", [False, True])
def test_a_save_that_is_killed_leaves_the_state_before_or_after_or_none(
    left: Cache, is_large: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Wherever it is killed. `is_large`: packs are joined, and everything moves."""
    before = all_of(Snapshot.load(left), left)
    after: tuple[object, ...] = ()
    whole = [before]
    for count in range(100):
        folder = tmp_path / f"copy {count}"
        shutil.copytree(left.folder, folder)
        cache = Cache(folder)
        last = Snapshot.load(cache)
        mark_unfinished(cache)
        if is_large:
            waste(cache)
        now = snapshot_of(cache, text="now", slugs=("a", "d"))
        after = all_of(now, cache)
        is_killed = killed_at(count, monkeypatch, lambda: now.save(cache, last))  # noqa: B023
        cache = again(cache)
        found = Snapshot.load(cache)
        if not is_killed:
            assert all_of(found, cache) == after
            break
        whole.append(all_of(found, cache))
        # Nothing may be taken for done, and nothing may be half of two.
        assert found.ending is None
        assert texts(found, cache) in ({}, before[4], after[4])
        if found.manifest.entries:
            assert slugs(found, cache) in (set(SLUGS), {"a", "d"}, set())
        else:
            assert slugs(found, cache) == set()
        # And the next build is as good as any.
        snapshot_of(cache, text="next").save(cache, found)
        cache = again(cache)
        assert texts(Snapshot.load(cache), cache)["/a/"] == b"a next"
    assert len(whole) > 5, "a save has become one step: say so here"
    assert after in (all_of(found, cache),)


def test_the_program_is_asked_for_once_where_there_is_something(
    left: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The digest itself reads all code: a site without a cache does not wait for it."""
    asked: list[int] = []

    def digest() -> bytes:
        asked.append(1)
        return b"program"

    monkeypatch.setattr(snapshot, "program_digest", digest)
    Snapshot.load(Cache(left.folder.parent / "empty"))
    assert asked == []
    Snapshot.load(left)
    assert asked == [1]


def test_what_decoding_took_is_told(left: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([10.0, 12.5])
    monkeypatch.setattr(snapshot, "perf_counter", lambda: next(clock))
    assert Snapshot.load(left).known.seconds == 2.5
