"""The next instant at which the site changes by itself, for who compares it with the clock alone.

It stands in a file of its own, without any name: a schedule in CI reads it in the shell, before it
installs anything. An empty file says that nothing is ever due.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from beyan.saving import save
from beyan.snapshot.location import CACHE_FOLDER

# In the folder of the caches of all outputs.
_FILE = "due"


def note_due(root: Path, cache: Path | None, due: datetime | None) -> None:
    """Leave it for `noted_due`, and for the shell. Raises `NotSaved`."""
    text = f"{due.isoformat()}\n" if due is not None else ""
    file = _file(root, cache)
    try:
        if file.read_text("utf-8") == text:
            return
    except (OSError, UnicodeDecodeError):
        pass
    save(file, text.encode())


def noted_due(root: Path, cache: Path | None) -> tuple[bool, datetime | None]:
    """Whether a build has left it, and what it left."""
    try:
        text = _file(root, cache).read_text("utf-8").strip()
        due = datetime.fromisoformat(text) if text else None
    except (OSError, ValueError):
        return False, None
    return due is None or due.tzinfo is not None, due


def _file(root: Path, cache: Path | None) -> Path:
    return (cache or root / CACHE_FOLDER) / _FILE
