"""How far a long build has come."""

from __future__ import annotations

import sys
from typing import Any


class ProgressBar:
    """Shown on a terminal once a build has run for a second; a pipe never sees it."""

    PATIENCE = 1.0

    def __init__(self, *, is_shown: bool = True) -> None:
        self._is_watched = is_shown and sys.stderr.isatty()
        self._started: float | None = None
        self._bar: Any = None
        self._task: Any = None

    def __call__(self, done: int, total: int) -> None:
        if not self._is_watched:
            return
        import time

        now = time.monotonic()
        if self._started is None:
            self._started = now
        if self._bar is None and now - self._started > self.PATIENCE:
            self._open(total)
        if self._bar is not None:
            self._bar.update(self._task, completed=done)
            if done == total:
                self._bar.stop()

    def _open(self, total: int) -> None:
        # rich costs 40 ms to import: only a long build pays for it.
        from rich.console import Console as Terminal
        from rich.progress import Progress

        self._bar = Progress(console=Terminal(stderr=True), transient=True)
        self._task = self._bar.add_task("", total=total)
        self._bar.start()
