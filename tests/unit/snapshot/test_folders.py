"""Where no folder can be opened, what lies in it is found all the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from beyan.snapshot import folders
from beyan.snapshot.folders import opened
from beyan.snapshot.inputs import scan
from beyan.snapshot.manifest import NOTHING, OutputState
from beyan.snapshot.standing import folder_times, output_state
from beyan.snapshot.tables.stamps import Stamp, Stamps


def stamp(path: Path) -> Stamp:
    found = os.lstat(path)
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in ("content/b.md", "content/a/c.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("text")
    (tmp_path / "content/here").symlink_to("here")
    (tmp_path / "content/linked").symlink_to("a")
    return tmp_path


def state(folder: Path) -> OutputState:
    """After a file became another, a folder was linked in place of one, and one got a new file."""
    paths = ("content/b.md", "content/a/c.md")
    times = folder_times(folder, Stamps(), paths)
    last = replace(
        NOTHING,
        entries={path: (b"", b"", b"", ((path, b""),), ()) for path in paths},
        stamps=Stamps({path: stamp(folder / path) for path in paths}),
        folders=times.followed_by({"content/linked": 0}),
    )
    assert output_state(folder, replace(last, folders=times)).is_whole
    (folder / "content/b.md").write_text("another")
    (folder / "content/a/d.md").touch()
    return output_state(folder, last)


def test_with_a_number_or_without_the_same_is_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(folder) as number:
        assert (number is None) == (os.name == "nt")
    found = scan(folder, "content")
    assert list(found.files) == ["content/b.md", "content/here", "content/a/c.md"]
    assert found.links == ("content/linked",)
    monkeypatch.setattr(folders, "_CAN_BE_OPENED", False)
    assert scan(folder, "content") == found


@pytest.mark.parametrize("can_be_opened", [True, False])
def test_an_output_is_looked_at_either_way(
    folder: Path, monkeypatch: pytest.MonkeyPatch, can_be_opened: bool
) -> None:
    if not can_be_opened:
        monkeypatch.setattr(folders, "_CAN_BE_OPENED", False)
    found = state(folder)
    assert found.damaged == {"content/b.md"}
    assert found.has_unknown_files


def test_what_is_no_folder_has_no_number(folder: Path) -> None:
    for path in ("content/b.md", "nowhere"):
        with opened(folder / path) as number:
            assert number is None


@pytest.mark.skipif(os.name == "nt", reason="folders have no such rights there")
@pytest.mark.parametrize("can_be_opened", [True, False])
def test_what_may_not_be_looked_at_is_told_with_the_whole_way_to_it(
    monkeypatch: pytest.MonkeyPatch, can_be_opened: bool
) -> None:
    """In a folder that lets everybody read names, and nobody what they are of."""
    if not can_be_opened:
        monkeypatch.setattr(folders, "_CAN_BE_OPENED", False)
    with TemporaryDirectory() as name, without_rights(Path(name)) as root:
        with pytest.raises(PermissionError) as caught:
            scan(root, "content")
        assert caught.value.filename == str(root / "content/b.md")


@contextmanager
def without_rights(root: Path) -> Iterator[Path]:
    (root / "content").mkdir()
    (root / "content/b.md").write_text("text")
    root.chmod(0o755)
    (root / "content").chmod(0o444)
    # The tests may run as root, whom the system lets do everything.
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield root
    finally:
        if is_root:
            os.seteuid(0)
        (root / "content").chmod(0o755)
