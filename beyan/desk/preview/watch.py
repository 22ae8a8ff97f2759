"""Which files were saved: watchdog's events, without those that mere reading causes.

Paths gather until there is a short pause, so that a burst of saves ends in few refreshes.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from beyan.model.defaults import search_path
from beyan.snapshot.inputs import CONFIG_FILE

FOLDERS = ("content", "templates", "locales", "assets", "static")
# Opening and closing without writing are events as well; a build that reads would cause the next.
_CHANGES = {EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED}
# An editor saves in several steps (empty, write, rename), which come within milliseconds (seconds).
_PAUSE, _LONGEST = 0.012, 0.25


class Changes:
    """Paths of saved files, gathered by one thread and taken by another."""

    def __init__(self) -> None:
        self._paths: set[Path] = set()
        self._arrived = threading.Condition()
        self._is_over = False

    def add(self, paths: Iterable[Path]) -> None:
        with self._arrived:
            self._paths.update(paths)
            self._arrived.notify_all()

    def end(self) -> None:
        with self._arrived:
            self._is_over = True
            self._arrived.notify_all()

    def take(self, seconds: float | None) -> set[Path] | None:
        """What was saved, once there is a pause; empty after `seconds`, None when all is over."""
        with self._arrived:
            self._arrived.wait_for(lambda: self._paths or self._is_over, seconds)
            began = time.monotonic()
            while self._paths and time.monotonic() < began + _LONGEST:
                count = len(self._paths)
                if not self._arrived.wait(_PAUSE) and len(self._paths) == count:
                    break
            taken, self._paths = self._paths, set()
            return None if self._is_over else taken


class Watch(FileSystemEventHandler):
    """Reports what changes in the site's own folders and the default ones."""

    def __init__(self, root: Path, changes: Changes) -> None:
        self._root = root.resolve()
        self._changes = changes
        self._observer = Observer()
        self._watched: set[Path] = set()
        self._look_after_folders()
        # For the settings, and for folders that are still to be made.
        self._observer.schedule(self, str(self._root), recursive=False)

    def start(self) -> None:
        self._observer.start()

    def stop(self) -> None:
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _CHANGES:
            return
        # A folder "changes" when something in it does, which is reported for itself.
        if event.is_directory and event.event_type == EVENT_TYPE_MODIFIED:
            return
        paths = {Path(os.fsdecode(each)) for each in (event.src_path, event.dest_path) if each}
        if any(path.parent == self._root for path in paths):
            self._look_after_folders()
        self._changes.add(path for path in paths if self._is_input(path))

    def _look_after_folders(self) -> None:
        for name in FOLDERS:
            folders = (self._root / name,) if name == "content" else search_path(self._root, name)
            for folder in folders:
                if folder.is_dir() and folder not in self._watched:
                    self._observer.schedule(self, str(folder), recursive=True)
                    self._watched.add(folder)

    def _is_input(self, path: Path) -> bool:
        """Not a backup or an editor's own file; beside the folders, only the settings."""
        if path.parent == self._root:
            return path.name == CONFIG_FILE or path.name in FOLDERS
        return not path.name.startswith(".") and not path.name.endswith(("~", ".swp", ".tmp"))
