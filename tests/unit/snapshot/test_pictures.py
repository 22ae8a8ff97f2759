"""Encoded pictures are shared by the outputs of a site, and go when no output shows them."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

import pytest

from beyan.snapshot.pictures import (
    KEY_SIZE,
    PICTURES,
    PictureStore,
    keep_pictures,
    kept_pictures,
    note_pictures,
)
from beyan.snapshot.store import Cache
from tests.unit.snapshot.conftest import DAMAGES, again, damage

ONE, TWO, THREE = (bytes([n]) * KEY_SIZE for n in (1, 2, 3))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """With three pictures."""
    made = Cache(tmp_path / "site" / "one")
    for key in (ONE, TWO, THREE):
        PictureStore(made).put(key, b"picture %d" % key[0])
    return made


def files(cache: Cache) -> list[Path]:
    return sorted(path for path in cache.shared.rglob("*") if path.is_file())


def note(cache: Cache, shown: dict[str, set[bytes]], names: Container[str]) -> set[bytes]:
    """The keys of pictures that are left after a build."""
    cache = again(cache)
    note_pictures(cache, {name: frozenset(keys) for name, keys in shown.items()}, names)
    return PictureStore(cache).keys()


def test_a_picture_is_found_by_all_outputs_of_the_site(cache: Cache) -> None:
    other = PictureStore(Cache(cache.folder.parent / "other"))
    assert other.has(ONE)
    assert other.get(ONE) == b"picture 1"
    assert other.keys() == {ONE, TWO, THREE}
    assert not other.has(b"\0" * KEY_SIZE)
    assert other.get(b"\0" * KEY_SIZE) is None


def test_a_picture_outlives_the_forgetting_of_all_else(cache: Cache) -> None:
    cache.forget()
    assert PictureStore(cache).get(ONE) == b"picture 1"


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_picture_is_none(cache: Cache, how: str) -> None:
    damage(files(cache)[0], how)
    store = PictureStore(again(cache))
    assert store.get(ONE) is None
    assert store.get(TWO) == b"picture 2"
    store.put(ONE, b"anew")
    assert store.get(ONE) == b"anew"


def test_nothing_but_pictures_is_left_in_the_folder(cache: Cache) -> None:
    assert [path.name for path in files(cache)] == [ONE.hex(), TWO.hex(), THREE.hex()]


def test_a_file_that_is_no_picture_has_no_key(cache: Cache) -> None:
    (files(cache)[0].parent / f"{ONE.hex()}.1f").touch()
    (files(cache)[0].parent / "README").touch()
    assert PictureStore(cache).keys() == {ONE, TWO, THREE}


def test_where_outputs_cannot_share_each_has_its_own(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "site" / "one")
    cache.shared.write_text("a file in place of the folder")
    store = PictureStore(cache)
    store.put(ONE, b"picture")
    assert store.get(ONE) == b"picture"
    assert store.has(ONE)
    assert store.keys() == set()
    assert PictureStore(Cache(tmp_path / "site" / "other")).get(ONE) is None


def test_where_nothing_can_be_written_a_picture_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "site" / "one")
    cache.shared.touch()
    (cache.folder / "own-pictures").touch()
    store = PictureStore(cache)
    store.put(ONE, b"picture")
    assert store.get(ONE) is None


def test_a_picture_stays_while_its_page_shows_it(cache: Cache) -> None:
    assert note(cache, {"/a/": {ONE, TWO, THREE}}, ["/a/"]) == {ONE, TWO, THREE}
    assert note(cache, {}, ["/a/", "/b/"]) == {ONE, TWO, THREE}
    assert note(cache, {"/b/": set()}, ["/a/", "/b/"]) == {ONE, TWO, THREE}


@pytest.mark.parametrize(
    ("shown", "names", "left"),
    [
        ({"/a/": {ONE}, "/b/": {THREE}}, ["/a/", "/b/"], {ONE, THREE}),
        ({"/a/": set[bytes]()}, ["/a/", "/b/"], {TWO, THREE}),
        ({"/b/": {THREE}}, ["/a/", "/b/"], {ONE, TWO, THREE}),
        ({}, ["/a/"], {ONE, TWO}),
        ({}, ["/b/"], {TWO, THREE}),
        ({"/b/": {ONE}}, ["/b/"], {ONE}),
    ],
)
def test_a_picture_goes_with_the_last_page_that_shows_it(
    cache: Cache, shown: dict[str, set[bytes]], names: list[str], left: set[bytes]
) -> None:
    note(cache, {"/a/": {ONE, TWO}, "/b/": {TWO, THREE}}, ["/a/", "/b/"])
    assert note(cache, shown, names) == left


def test_a_picture_that_another_output_shows_stays(cache: Cache) -> None:
    other = Cache(cache.folder.parent / "other")
    note(other, {"/x/": {ONE, TWO, THREE}}, ["/x/"])
    note(cache, {"/a/": {ONE, TWO}}, ["/a/"])
    assert note(cache, {"/a/": {ONE}}, ["/a/"]) == {ONE, TWO, THREE}
    assert note(other, {"/x/": {THREE}}, ["/x/"]) == {ONE, THREE}


def test_pictures_that_nobody_ever_showed_go_with_the_first_note(cache: Cache) -> None:
    """They are those of a build that was killed, or whose notes are lost."""
    assert note(cache, {"/a/": {TWO}}, ["/a/"]) == {TWO}


@pytest.mark.parametrize("how", DAMAGES)
def test_without_notes_the_pictures_of_this_build_stay(cache: Cache, how: str) -> None:
    note(cache, {"/a/": {ONE, TWO, THREE}}, ["/a/"])
    damage(cache.folder / PICTURES, how)
    assert note(cache, {"/a/": {ONE, TWO}}, ["/a/"]) == {ONE, TWO}


def test_pictures_that_begin_alike_lie_where_all_outputs_find_them(cache: Cache) -> None:
    alike = ONE[:-1] + b"x"
    PictureStore(cache).put(alike, b"alike")
    PictureStore(cache).put(alike, b"once more")
    assert PictureStore(Cache(cache.folder.parent / "other")).get(alike) == b"once more"


def test_a_picture_that_is_gone_already_is_no_hindrance(cache: Cache) -> None:
    store = PictureStore(cache)
    store.delete([ONE, ONE, b"\0" * KEY_SIZE, TWO])
    assert store.keys() == {THREE}


def test_a_page_may_show_many_pictures_and_lose_one_of_them(cache: Cache) -> None:
    assert note(cache, {"/a/": {ONE, TWO, THREE}}, ["/a/"]) == {ONE, TWO, THREE}
    assert note(cache, {"/a/": {ONE, THREE}}, ["/a/"]) == {ONE, THREE}


def test_a_build_that_asked_for_no_picture_deletes_none(cache: Cache) -> None:
    """Nobody knows yet which are shown."""
    assert note(cache, {}, ["/a/"]) == {ONE, TWO, THREE}
    # And what is noted stands, although nothing is new.
    assert note(cache, {"/a/": {ONE}}, ["/a/"]) == {ONE}
    PictureStore(cache).put(TWO, b"of a build that was killed")
    assert note(cache, {}, ["/a/"]) == {ONE, TWO}
    assert note(cache, {"/a/": {ONE}}, ["/a/"]) == {ONE, TWO}


def test_a_page_that_shows_none_sweeps_what_nobody_shows(cache: Cache) -> None:
    assert note(cache, {"/a/": set()}, ["/a/"]) == set()


def test_only_pictures_that_this_output_showed_are_looked_at_again(cache: Cache) -> None:
    """Another output may have one that it has not noted yet: it is at work."""
    note(cache, {"/a/": {ONE}, "/b/": {TWO}}, ["/a/", "/b/"])
    PictureStore(cache).put(THREE, b"of another output")
    assert note(cache, {"/a/": {ONE}}, ["/a/"]) == {ONE, THREE}


def test_what_a_preview_keeps_is_kept_and_what_it_lets_go_is_deleted(cache: Cache) -> None:
    assert kept_pictures(cache) == set()
    keep_pictures(cache, [ONE, TWO, ONE])
    cache = again(cache)
    assert kept_pictures(cache) == {ONE, TWO}
    # It never had the third one.
    assert PictureStore(cache).keys() == {ONE, TWO, THREE}
    keep_pictures(cache, [TWO, THREE])
    assert kept_pictures(again(cache)) == {TWO, THREE}
    assert PictureStore(cache).keys() == {TWO, THREE}
    keep_pictures(cache, [])
    assert kept_pictures(again(cache)) == set()
    assert PictureStore(cache).keys() == set()


def test_what_is_kept_already_is_not_written_again(cache: Cache) -> None:
    keep_pictures(cache, [ONE, TWO])
    (cache.folder / PICTURES).chmod(0o444)
    before = (cache.folder / PICTURES).stat().st_ino
    keep_pictures(cache, [TWO, ONE])
    assert (cache.folder / PICTURES).stat().st_ino == before
