"""Where the cache of an output lies, and that one build at a time has it."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import pytest

from beyan.snapshot import scratch
from beyan.snapshot.location import (
    CACHE_FOLDER,
    cache_name,
    keep_for,
    left_cache,
    locked,
    open_cache,
    open_preview_cache,
    scratch_cache,
    site_lock,
)
from beyan.snapshot.store import OUTPUT_MARK, SHARED, Cache


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site; temporary folders are made in one of this test's own."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "site").mkdir()
    (tmp_path / "site/site_config.yaml").touch()
    return tmp_path / "site"


def opened(root: Path, output: Path, folder: Path | None = None) -> Path:
    """The folder of the cache of the output, in which something was left."""
    with open_cache(root, output, folder) as cache:
        cache.write("state", str(output))
        return cache.folder


def temporary(root: Path) -> list[Path]:
    return list((root.parent / "temporary").iterdir())


def refuse(root: Path) -> None:
    """Nothing can be put into the site's cache, not even by root."""
    (root / CACHE_FOLDER).write_text("a file in place of the folder")


def test_a_cache_lies_in_the_site_and_says_whose_it_is(root: Path) -> None:
    output = root / "output"
    folder = opened(root, output)
    assert folder.parent == root / CACHE_FOLDER
    assert (folder / OUTPUT_MARK).read_text() == str(output)
    with open_cache(root, output) as cache:
        assert cache.read("state") == str(output)
        assert cache.shared == root / CACHE_FOLDER / SHARED
    assert temporary(root) == []


def test_every_output_has_a_cache_of_its_own(root: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/site_config.yaml").touch()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    common = tmp_path / "common"
    folders = {
        opened(site, tmp_path / name, common)
        for site in (root, tmp_path / "other")
        for name in ("one", "two")
    }
    assert len(folders) == 4
    assert {folder.parent for folder in folders} == {common}


def test_an_output_is_the_same_however_it_is_written(root: Path, tmp_path: Path) -> None:
    (root / "output").mkdir()
    (tmp_path / "link").symlink_to(root / "output")
    first = opened(root, root / "output")
    assert opened(root, root / "content/../output") == first
    assert opened(root, tmp_path / "link") == first


def test_a_cache_lies_in_the_given_folder_and_nowhere_else(root: Path, tmp_path: Path) -> None:
    folder = opened(root, tmp_path / "output", tmp_path / "cache")
    assert folder.parent == tmp_path / "cache"
    assert not (root / CACHE_FOLDER).exists()
    assert not (tmp_path / ".output.cache").exists()


def test_the_cache_of_a_site_that_may_not_be_written_to_lies_beside_the_output(
    root: Path, tmp_path: Path
) -> None:
    refuse(root)
    output = tmp_path / "public"
    folder = opened(root, output)
    assert folder.parent == tmp_path / ".public.cache"
    left = left_cache(root, output)
    assert left is not None
    assert left.folder == folder
    assert left.read("state") == str(output)
    assert temporary(root) == []


def test_where_nothing_can_be_written_the_cache_is_forgotten(root: Path, tmp_path: Path) -> None:
    refuse(root)
    (tmp_path / ".public.cache").touch()
    with open_cache(root, tmp_path / "public") as cache:
        folder = cache.folder
        assert [folder] == temporary(root)
    del cache
    assert temporary(root) == []


def test_a_folder_that_cannot_be_written_to_is_not_replaced_by_another(
    root: Path, tmp_path: Path
) -> None:
    """Whoever names one wants all there or nothing anywhere."""
    (tmp_path / "cache").touch()
    opened(root, tmp_path / "output", tmp_path / "cache")
    assert {path.name for path in tmp_path.iterdir()} == {"cache", "site", "temporary"}
    assert not (root / CACHE_FOLDER).exists()


def test_in_a_folder_that_is_no_site_nothing_is_left(root: Path, tmp_path: Path) -> None:
    (root / "site_config.yaml").unlink()
    opened(root, root / "output")
    assert list(root.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"site", "temporary"}


def test_to_look_at_what_was_left_makes_nothing(root: Path) -> None:
    assert left_cache(root, root / "output") is None
    assert list(root.iterdir()) == [root / "site_config.yaml"]


def test_the_cache_of_an_output_that_is_gone_is_deleted(root: Path) -> None:
    (root / "gone").mkdir()
    (root / "stays").mkdir()
    gone, stays = opened(root, root / "gone"), opened(root, root / "stays")
    (root / "gone").rmdir()
    opened(root, root / "output")
    assert not gone.exists()
    assert stays.exists()


def test_a_cache_that_another_build_has_is_not_deleted(root: Path) -> None:
    with open_cache(root, root / "gone") as other:
        opened(root, root / "output")
        assert other.folder.exists()


def test_what_older_versions_left_is_swept(root: Path) -> None:
    old = root / CACHE_FOLDER / "images"
    old.mkdir(parents=True)
    (old / "x").touch()
    opened(root, root / "output")
    assert not old.exists()


def test_a_second_build_waits_for_the_first(root: Path) -> None:
    base, name = root / CACHE_FOLDER, cache_name(root, str(root / "output"))
    with open_cache(root, root / "output"):
        with locked(base, name, waits=False) as own:
            assert own is None
        with locked(base, "another", waits=False) as own:
            assert own == base / "another"
    with locked(base, name, waits=False) as own:
        assert own == base / name


def test_a_lock_of_the_site_is_let_go_and_never_in_the_way(root: Path) -> None:
    for _ in range(2):
        with site_lock(root, "views"):
            pass
    refused = root.parent / "refused"
    refused.mkdir()
    refuse(refused)
    with site_lock(refused, "views"):
        pass


def test_a_preview_has_a_cache_of_its_own_and_a_second_one_a_temporary(root: Path) -> None:
    built = opened(root, root / "output")
    with open_preview_cache(root) as first:
        assert first.folder.parent == root / CACHE_FOLDER
        assert first.folder != built
        with open_preview_cache(root) as second:
            assert second.folder.parent == root / CACHE_FOLDER
            assert not os.path.samefile(first.folder, second.folder)
        assert not second.folder.exists()
    opened(root, root / "output")
    assert first.folder.exists(), "a build takes the preview's cache for one of a lost output"


def test_a_scratch_cache_is_forgotten_but_for_what_outputs_share(
    root: Path, tmp_path: Path
) -> None:
    for base, asked in ((root / CACHE_FOLDER, None), (tmp_path / "cache", tmp_path / "cache")):
        with scratch_cache(root, asked) as cache:
            assert cache.folder.parent == base
            assert cache.shared == base / SHARED
            assert cache.get(cache.put(b"x")) == b"x"
        assert not base.exists()
    assert list(root.iterdir()) == [root / "site_config.yaml"]
    assert temporary(root) == []


def test_where_nothing_may_be_written_a_scratch_cache_lies_among_temporary_files(
    root: Path,
) -> None:
    refuse(root)
    with scratch_cache(root) as cache:
        assert temporary(root) == [cache.folder]
        assert cache.folder.stat().st_mode & 0o777 == 0o700
    assert temporary(root) == []


def test_a_mark_that_is_damaged_is_written_anew(root: Path) -> None:
    cache = Cache(root / CACHE_FOLDER / "x")
    (cache.folder / OUTPUT_MARK).write_bytes(b"\xff\xfe")
    keep_for(cache.folder, str(root / "output"))
    assert (cache.folder / OUTPUT_MARK).read_text() == str(root / "output")


# --- locks --------------------------------------------------------------------------------------

LOCK = "lock.lock"


@pytest.mark.parametrize(
    ("written", "process"),
    [
        (None, "own"),
        # A disk that is full, or another program, may have left anything there.
        (b"", "?"),
        (b"\xff7", "\N{REPLACEMENT CHARACTER}7"),
        (b"123456789012345678901234567890", "12345678901234567890"),
    ],
)
def test_whoever_waits_is_told_who_has_the_lock_and_since_when(
    tmp_path: Path, written: bytes | None, process: str
) -> None:
    told: list[tuple[str, str]] = []
    process = str(os.getpid()) if process == "own" else process
    with ExitStack() as first:
        assert first.enter_context(locked(tmp_path, "lock")) == tmp_path / "lock"
        if written is not None:
            (tmp_path / LOCK).write_bytes(written)
        os.utime(tmp_path / LOCK, (1_795_334_400.5, 1_795_334_400.5))

        def meets(holder: str, since: str) -> None:
            told.append((holder, since))
            first.close()

        with locked(tmp_path, "lock", meets=meets) as own:
            assert own == tmp_path / "lock"
            with locked(tmp_path, "lock", waits=False) as third:
                assert third is None
    assert told == [(process, str(datetime.fromtimestamp(1_795_334_400)))]


@pytest.mark.parametrize("left", [b"", b"1", b"98765432109876"])
def test_a_lock_tells_the_process_that_has_it_and_no_earlier_one(
    tmp_path: Path, left: bytes
) -> None:
    (tmp_path / LOCK).write_bytes(left)
    with locked(tmp_path, "lock"):
        assert (tmp_path / LOCK).read_bytes() == str(os.getpid()).encode()


@pytest.mark.parametrize("refused", ["flock", "ftruncate", "pwrite"])
def test_where_the_system_has_no_locks_or_no_room_for_them_the_work_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    import fcntl

    def refuse(*_: object) -> NoReturn:
        raise OSError(errno.ENOLCK if refused == "flock" else errno.ENOSPC, "refused")

    monkeypatch.setattr(fcntl if refused == "flock" else os, refused, refuse)
    with locked(tmp_path, "lock") as own:
        assert own == tmp_path / "lock"


def test_a_process_that_is_forked_has_none_of_its_parents_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [os.open(tmp_path / name, os.O_RDWR | os.O_CREAT) for name in ("one", "two", "three")]
    os.close(held[0])
    monkeypatch.setattr(scratch, "held", set(held))
    scratch._let_go()  # what a forked process begins with
    for each in held:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(each)
    assert scratch.held == set()


# --- what was left ------------------------------------------------------------------------------


def test_what_was_left_is_looked_for_where_the_cache_is(root: Path, tmp_path: Path) -> None:
    output, elsewhere = root / "output", tmp_path / "elsewhere"
    own = opened(root, output)
    assert left_cache(root, output, elsewhere) is None
    other = opened(root, output, elsewhere)
    for folder, expected in ((None, own), (elsewhere, other)):
        found = left_cache(root, output, folder)
        assert found is not None
        assert found.folder == expected


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"/nowhere/\xc9\x99"])
def test_the_cache_of_an_output_that_nobody_can_name_is_deleted(root: Path, mark: bytes) -> None:
    gone = opened(root, root / "gone")
    (gone / OUTPUT_MARK).write_bytes(mark)
    opened(root, root / "output")
    assert not gone.exists()


def test_a_cache_that_cannot_be_deleted_is_no_hindrance(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = opened(root, root / "gone")

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.EBUSY, "busy")

    with monkeypatch.context() as patched:
        patched.setattr(os, "rmdir", refuse)
        own = opened(root, root / "output")
    assert gone.exists()
    assert own.exists()
    shutil.rmtree(gone)
