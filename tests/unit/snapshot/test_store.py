"""What is cut off, foreign or gone counts as not there; what is there is what was written."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from beyan.saving import NotSaved
from beyan.snapshot.scratch import discard
from beyan.snapshot.store import Cache, CacheLost
from tests.unit.snapshot.conftest import DAMAGES, again, damage


def test_a_sealed_value_is_read_back(cache: Cache) -> None:
    cache.write("state", {"a": (1, "ə", b"x", None)})
    assert again(cache).read("state") == {"a": (1, "ə", b"x", None)}


@pytest.mark.parametrize("how", DAMAGES)
def test_a_sealed_file_that_is_damaged_is_nothing(cache: Cache, how: str) -> None:
    cache.write("state", [1, 2, 3])
    damage(cache.folder / "state", how)
    assert cache.read("state") is None


@pytest.mark.parametrize("how", DAMAGES)
def test_a_mapping_is_nothing_without_its_whole(cache: Cache, how: str) -> None:
    """Whatever its changes say: they are changes to it."""
    cache.write_map("made", {str(n): (n,) for n in range(100)})
    cache = again(cache)
    cache.write_map("made", {**cache.read_map("made"), "5": ("changed",)})
    damage(cache.folder / "made", how)
    assert again(cache).read_map("made") == {}


@pytest.mark.parametrize("call", range(4))
def test_a_mapping_whose_writing_is_killed_is_as_it_was(
    cache: Cache, call: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole one, or changes to it, at any of the renamings that put it in place."""
    states: list[dict[str, object]] = [
        {str(n): (n,) for n in range(100)},
        {str(n): (n, "x" if n == 5 else "") for n in range(100)},
        {str(n): (n, "x" if n < 7 else "") for n in range(100)},
        {"only": (1,)},
    ]
    for state in states[:call]:
        cache.read_map("made")
        cache.write_map("made", state)
        cache = again(cache)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    cache.read_map("made")
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            cache.write_map("made", states[call])
    assert again(cache).read_map("made") == (states[call - 1] if call else {})


def test_what_is_forgotten_is_gone_but_for_what_is_to_be_kept(cache: Cache) -> None:
    for name in ("kept", "kept.since", "output", "gone", "gone.since"):
        cache.write(name, name)
    (cache.folder / "templates").mkdir()
    (cache.folder / "templates/x").touch()
    blob = cache.put(b"blob")
    cache.forget(keep=("kept",))
    assert {path.name for path in cache.folder.iterdir()} == {"kept", "kept.since", "output"}
    assert cache.read("kept") == "kept"
    with pytest.raises(CacheLost):
        cache.get(blob)
    assert cache.get(cache.put(b"later")) == b"later"


def test_a_mapping_after_forgetting_is_written_as_a_whole(cache: Cache) -> None:
    values = {str(n): (n,) for n in range(100)}
    cache.write_map("made", values)
    cache.read_map("made")
    cache.forget()
    cache.write_map("made", values)
    assert again(cache).read_map("made") == values


def test_nothing_is_there_before_it_is_written(cache: Cache) -> None:
    assert cache.read("state") is None
    assert cache.read_map("made") == {}


def test_a_mapping_of_which_little_changed_is_read_back_whole(cache: Cache) -> None:
    cache.write_map("made", {str(n): (n,) for n in range(100)})
    size = (cache.folder / "made").stat().st_mtime_ns
    for step in range(3):
        cache = again(cache)
        made = cache.read_map("made")
        made = {**made, f"new {step}": (step,), "5": (step, "other")}
        made.pop(str(10 + step))
        cache.write_map("made", made)
    assert again(cache).read_map("made") == made
    assert {"new 0", "new 1", "new 2"} <= made.keys()
    assert not {"10", "11", "12"} & made.keys()
    assert (cache.folder / "made").stat().st_mtime_ns == size, "the whole was written again"


def test_a_mapping_of_which_much_changed_is_written_anew(cache: Cache) -> None:
    cache.write_map("made", {str(n): (n,) for n in range(10)})
    cache = again(cache)
    cache.read_map("made")
    cache.write_map("made", {"only": (1,)})
    assert again(cache).read_map("made") == {"only": (1,)}


def test_changes_to_another_whole_are_no_changes(cache: Cache) -> None:
    cache.write_map("made", {str(n): (n,) for n in range(100)})
    cache = again(cache)
    cache.write_map("made", {**cache.read_map("made"), "5": ("changed",)})
    since = (cache.folder / "made.since").read_bytes()
    other = Cache(cache.folder.parent / "other")
    other.write_map("made", {"a": 1})
    (other.folder / "made.since").write_bytes(since)
    assert other.read_map("made") == {"a": 1}


def test_a_blob_is_found_again(cache: Cache) -> None:
    places = [cache.put(blob) for blob in (b"", b"one", b"two" * 1000)]
    cache = again(cache)
    assert [cache.get(place) for place in places] == [b"", b"one", b"two" * 1000]


@pytest.mark.parametrize("how", ["gone", "cut", "other bytes"])
def test_a_blob_that_is_not_whole_is_lost(cache: Cache, how: str) -> None:
    place = cache.put(b"x" * 100)
    cache = again(cache)
    pack = cache.folder / place[0]
    if how == "gone":
        pack.unlink()
    else:
        pack.write_bytes(pack.read_bytes()[:-1] if how == "cut" else b"y" * 116)
    with pytest.raises(CacheLost, match=place[0]):
        cache.get(place)


def test_a_forked_process_writes_a_pack_of_its_own(cache: Cache) -> None:
    before = cache.put(b"parent")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, repr(cache.put(b"child")).encode())
        os._exit(0)
    os.waitpid(child, 0)
    place = eval(os.read(reading, 1000))
    after = cache.put(b"parent again")
    assert place[0] != before[0] == after[0]
    assert [cache.get(each) for each in (before, place, after)] == [
        b"parent",
        b"child",
        b"parent again",
    ]


def test_what_nothing_needs_is_swept_away(cache: Cache) -> None:
    kept = cache.put(b"kept")
    cache = again(cache)
    waste = cache.put(b"waste")
    assert cache.get(waste) == b"waste"
    cache.sweep([kept])
    with pytest.raises(CacheLost):
        cache.get(waste)
    assert [path.name for path in cache.folder.glob("*.pack")] == [kept[0]]
    assert cache.get(cache.put(b"later")) == b"later"


def test_packs_that_are_mostly_waste_are_joined(cache: Cache) -> None:
    kept = [cache.put(b"kept %d" % n) for n in range(3)]
    assert cache.compacted(kept) == {}
    cache.put(b"waste" * 1_000_000)
    moved = cache.compacted(kept)
    assert set(moved) == set(kept)
    cache.sweep(moved.values())
    cache = again(cache)
    assert [cache.get(moved[place]) for place in kept] == [b"kept 0", b"kept 1", b"kept 2"]
    assert sum(path.stat().st_size for path in cache.folder.iterdir()) < 1000


def test_a_temporary_cache_goes_with_its_object() -> None:
    cache = Cache(None)
    folder = cache.folder
    assert cache.get(cache.put(b"x")) == b"x"
    del cache
    assert not folder.exists()


def test_forgetting_makes_the_folder_where_somebody_deleted_it(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "site" / ".cache" / "one")
    shutil.rmtree(tmp_path / "site")
    cache.forget()
    cache.write("state", 1)
    assert cache.read("state") == 1


def test_a_link_in_the_cache_is_forgotten_and_what_it_leads_to_is_not(
    cache: Cache, tmp_path: Path
) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/x.jpg").touch()
    (cache.folder / "linked").symlink_to(tmp_path / "photos")
    cache.forget()
    assert list(cache.folder.iterdir()) == []
    assert (tmp_path / "photos/x.jpg").exists()


def _refuse(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.EBUSY, "busy")


def test_what_cannot_be_deleted_is_no_hindrance(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It counts as nothing anyway: another version, or another program, wrote it."""
    (cache.folder / "templates").mkdir()
    cache.put(b"blob")
    temporary = Cache(None)
    folder = temporary.folder
    with monkeypatch.context() as patched:
        patched.setattr(os, "rmdir", _refuse)
        patched.setattr(os, "unlink", _refuse)
        cache.sweep([])
        cache.forget()
        discard(folder)
    assert folder.exists()
    assert cache.get(cache.put(b"later")) == b"later"
    shutil.rmtree(folder)


def test_without_reading_at_a_place_blobs_are_found_and_nothing_is_overwritten(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "pread")
    blobs = [b"one", b"", b"three" * 100]
    places = []
    for blob in blobs:
        places.append(cache.put(blob))
        assert [cache.get(place) for place in places] == blobs[: len(places)]
    with pytest.raises(CacheLost):
        cache.get((places[0][0], 10_000, 20))


def test_where_it_can_be_read_at_a_place_processes_do_not_disturb_one_another(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The position is that of all processes which have the file from one parent."""
    monkeypatch.setattr(os, "lseek", _refuse)
    place = cache.put(b"one")
    assert cache.get(place) == b"one"


@pytest.mark.parametrize(("packs", "is_joined"), [(39, False), (40, False), (41, True)])
def test_more_than_forty_packs_are_joined(cache: Cache, packs: int, is_joined: bool) -> None:
    for number in range(packs):
        kept = cache.put(b"%d" % number)
        cache.close()
    assert len(list(cache.folder.glob("*.pack"))) == packs
    assert bool(cache.compacted([kept])) is is_joined


@pytest.mark.parametrize(
    ("used", "waste", "is_joined"),
    # In MiB. What a build needs may be as much waste again, and one more.
    [(1, 1.9, False), (1, 2.1, True), (3, 3.9, False), (3, 4.1, True), (0, 0.9, False)],
)
def test_packs_of_which_more_than_half_is_waste_are_joined(
    cache: Cache, used: int, waste: float, is_joined: bool
) -> None:
    kept = cache.put(bytes(used << 20))
    cache.put(bytes(int(waste * (1 << 20))))
    assert bool(cache.compacted([kept])) is is_joined


@pytest.mark.parametrize("call", ["write", "replace", "open"])
def test_what_cannot_be_written_is_told_with_its_place(
    cache: Cache, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    if call == "write":
        cache.put(b"first")
    with monkeypatch.context() as patched:
        patched.setattr(os, call, _refuse)
        with pytest.raises(NotSaved) as raised:
            cache.write("state", 1) if call == "replace" else cache.put(b"blob")
    place = str(raised.value.filename)
    assert place.startswith(str(cache.folder))
    assert place.endswith("state.new" if call == "replace" else ".pack")
    # Later there may be room again.
    assert cache.get(cache.put(b"later")) == b"later"


@pytest.mark.parametrize(
    ("changed", "gone", "is_whole"),
    [(10, 0, False), (0, 10, False), (5, 5, False), (11, 0, True), (0, 11, True), (8, 3, True)],
)
def test_a_tenth_of_a_mapping_may_change_before_it_is_written_anew(
    cache: Cache, changed: int, gone: int, is_whole: bool
) -> None:
    # Of 109 a tenth is ten.
    values = {str(n): n for n in range(109)}
    cache.write_map("made", values)
    cache = again(cache)
    cache.read_map("made")
    now = {key: -1 if n < changed else n for key, n in values.items() if n < 109 - gone}
    cache.write_map("made", now)
    assert (cache.folder / "made.since").exists() is not is_whole
    assert again(cache).read_map("made") == now
