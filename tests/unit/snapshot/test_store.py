"""What is cut off, foreign or gone counts as not there; what is there is what was written."""

from __future__ import annotations

import os

import pytest

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
    with pytest.raises(CacheLost):
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
    cache.put(b"waste")
    cache.sweep([kept])
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
