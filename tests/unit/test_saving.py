"""Files of the officer's are whole, or as they were, and nothing is left beside them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from beyan.saving import NotSaved, save, save_all


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file's bytes reach the disk any more."""

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)


def test_folders_are_made_and_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "locales/az/messages.po"
    save(path, b"one")
    path.chmod(0o640)

    save(path, b"two")

    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in path.parent.iterdir()] == ["messages.po"]


def test_a_link_goes_on_leading_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"one")
    (tmp_path / "views.csv").symlink_to("real.csv")

    save(tmp_path / "views.csv", b"two")

    assert (tmp_path / "views.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"two"


def test_a_new_file_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "release.az.md"
    save(path, b"one", is_new=True)

    with pytest.raises(FileExistsError):
        save(path, b"two", is_new=True)

    assert path.read_bytes() == b"one"
    assert [each.name for each in tmp_path.iterdir()] == ["release.az.md"]


@pytest.mark.usefixtures("full_disk")
def test_on_a_full_disk_the_old_file_stands(tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    path.write_bytes(b"a year of translations")

    with pytest.raises(NotSaved) as caught:
        save(path, b"new")
    with pytest.raises(NotSaved):
        save(tmp_path / "release.az.md", b"new", is_new=True)

    assert caught.value.filename == str(path)
    assert path.read_bytes() == b"a year of translations"
    assert [each.name for each in tmp_path.iterdir()] == ["messages.po"]


def test_a_folder_is_filled_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"a/b/one": b"1", "two": b"2", "three": b"3"}
    written = iter([None, None])

    def refuse_the_third(_: int) -> None:
        if next(written, "full") == "full":
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse_the_third)
    with pytest.raises(NotSaved):
        save_all(tmp_path / "site", files)
    assert list(tmp_path.iterdir()) == []

    (tmp_path / "site").mkdir()
    written = iter([None, None])
    with pytest.raises(NotSaved):
        save_all(tmp_path / "site", files)
    assert [each.name for each in tmp_path.rglob("*")] == ["site"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_folder_that_is_being_filled_when_the_program_ends_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException], at: int
) -> None:
    calls = 0

    def synced(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == at:
            raise error

    monkeypatch.setattr(os, "fsync", synced)
    with pytest.raises(error):
        save_all(tmp_path / "handed", {"a.txt": b"1", "b.txt": b"2", "c/d.txt": b"3"})
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
