"""Folders of one run: nobody else looks into them, and none is left."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from beyan.snapshot.scratch import PREFIX, discard, private_folder, scratch_folder, sweep


@pytest.mark.parametrize("name", ["site/.cache", "cache", "a/b/c"])
def test_a_folder_is_for_its_owner_alone_and_takes_what_was_made_for_it_along(
    tmp_path: Path, name: str
) -> None:
    base = tmp_path / name
    with scratch_folder(base) as folder:
        assert folder.parent == base
        assert folder.stat().st_mode & 0o777 == base.stat().st_mode & 0o777 == 0o700
        (folder / "deep/er").mkdir(parents=True)
    assert not base.exists()


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, OSError])
def test_a_folder_goes_whatever_ends_the_work_and_its_neighbours_stay(
    tmp_path: Path, error: type[BaseException]
) -> None:
    (tmp_path / "other").touch()

    def work() -> None:
        with scratch_folder(tmp_path) as folder:
            (folder / "file").touch()
            raise error

    with pytest.raises(error):
        work()
    assert list(tmp_path.iterdir()) == [tmp_path / "other"]


def test_a_sweep_takes_what_nobody_has_and_nothing_else(tmp_path: Path) -> None:
    own = private_folder(tmp_path)
    for name in (f"{PREFIX}left", "others"):
        (tmp_path / name).mkdir(mode=0o700)
        (tmp_path / name / "file").touch()
    (tmp_path / f"{PREFIX}file").touch()
    (tmp_path / f"{PREFIX}link").symlink_to(tmp_path / "others")
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        own.name,
        "others",
        f"{PREFIX}file",
        f"{PREFIX}link",
    }
    assert (tmp_path / "others/file").exists()
    discard(own)
    assert not own.exists()


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("beyan", 0o700),
        ("beyan-site", 0o700),
        ("beyan-scratch", 0o700),
        (f"{PREFIX}notes", 0o755),
    ],
)
def test_a_sweep_leaves_alone_folders_that_people_made(
    tmp_path: Path, name: str, mode: int
) -> None:
    (tmp_path / name).mkdir(mode=mode)
    (tmp_path / name / "file").touch()
    sweep(tmp_path)
    discard(private_folder(tmp_path))
    assert (tmp_path / name / "file").exists()


def test_a_sweep_leaves_alone_what_another_process_has(tmp_path: Path) -> None:
    ready, go = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        try:
            private_folder(tmp_path)
            os.write(ready[1], b"1")
            os.read(go[0], 1)
        finally:
            os._exit(0)  # as if it were killed
    os.read(ready[0], 1)
    sweep(tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    os.write(go[1], b"1")
    os.waitpid(child, 0)
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []
    for end in (*ready, *go):
        os.close(end)


def test_a_forked_worker_takes_nothing_away(tmp_path: Path) -> None:
    with scratch_folder(tmp_path) as folder:
        child = os.fork()
        if not child:
            discard(folder)
            sweep(tmp_path)
            os._exit(0)
        os.waitpid(child, 0)
        assert folder.is_dir()


def test_where_nothing_may_be_written_the_folder_is_among_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    (tmp_path / "taken").touch()
    for base in (None, tmp_path / "taken", tmp_path / "taken/below"):
        with scratch_folder(base) as folder:
            assert folder.parent == tmp_path / "temporary"
    assert list((tmp_path / "temporary").iterdir()) == []
