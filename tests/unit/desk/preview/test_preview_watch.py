"""Which saved files the preview hears of."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from watchdog.events import (
    DirModifiedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileOpenedEvent,
    FileSystemEvent,
)

from beyan.desk.preview.watch import Changes, Watch

TEXT = "content/releases/2026/x.az.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("content", "templates", "output"):
        (tmp_path / folder).mkdir()
    return tmp_path


def heard(root: Path, *events: FileSystemEvent) -> set[str]:
    """The paths that are taken for saved after these events."""
    changes = Changes()
    watch = Watch(root, changes)
    for event in events:
        watch.on_any_event(event)
    taken = changes.take(0.0)
    assert taken is not None
    return {path.relative_to(root).as_posix() for path in taken}


@pytest.mark.parametrize("kind", [FileModifiedEvent, FileCreatedEvent, FileDeletedEvent])
@pytest.mark.parametrize("path", [TEXT, "site_config.yaml", "assets", "templates/base.html"])
def test_what_is_saved_made_or_deleted_is_heard(
    root: Path, kind: type[FileSystemEvent], path: str
) -> None:
    assert heard(root, kind(str(root / path))) == {path}


@pytest.mark.parametrize("kind", [FileOpenedEvent, FileClosedEvent, DirModifiedEvent])
def test_reading_a_file_and_what_happens_in_a_folder_are_not(
    root: Path, kind: type[FileSystemEvent]
) -> None:
    assert heard(root, kind(str(root / TEXT))) == set()


@pytest.mark.parametrize(
    "path",
    [
        "content/releases/2026/.x.az.md.swp",
        "content/releases/2026/x.az.md~",
        "content/releases/2026/x.az.md.tmp",
        "content/.hidden",
        "notes.txt",
        "build.py",
    ],
)
def test_backups_and_files_beside_the_folders_are_not_heard(root: Path, path: str) -> None:
    assert heard(root, FileModifiedEvent(str(root / path))) == set()


def test_a_file_that_moves_is_heard_at_both_its_places(root: Path) -> None:
    new = "content/releases/2026/y.az.md"
    assert heard(root, FileMovedEvent(str(root / TEXT), str(root / new))) == {TEXT, new}
    # An editor that writes aside and renames: only the file itself is meant.
    aside = FileMovedEvent(f"{root / TEXT}.tmp", str(root / TEXT))
    assert heard(root, aside) == {TEXT}


def test_a_folder_made_later_is_watched_from_then_on(root: Path) -> None:
    watch = Watch(root, Changes())
    assert root.resolve() / "locales" not in watch._watched
    (root / "locales").mkdir()
    watch.on_any_event(FileCreatedEvent(str(root.resolve() / "locales")))
    assert root.resolve() / "locales" in watch._watched


def test_a_file_saved_on_disk_is_heard(root: Path) -> None:
    changes = Changes()
    watch = Watch(root, changes)
    watch.start()
    try:
        (root / "content/about.az.md").write_text("Mətn")
        assert changes.take(30.0) == {root.resolve() / "content/about.az.md"}
    finally:
        watch.stop()


def test_saves_that_come_together_are_taken_together(tmp_path: Path) -> None:
    changes = Changes()
    changes.add([tmp_path / "a"])
    changes.add([tmp_path / "b", tmp_path / "a"])
    assert changes.take(None) == {tmp_path / "a", tmp_path / "b"}
    assert changes.take(0.0) == set()


def test_whoever_waits_is_woken_by_the_end(tmp_path: Path) -> None:
    changes = Changes()
    threading.Timer(0.05, changes.end).start()
    assert changes.take(None) is None
    # What is saved meanwhile is no matter any more.
    changes.add([tmp_path / "a"])
    assert changes.take(None) is None
