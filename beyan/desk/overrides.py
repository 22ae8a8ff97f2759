"""What a site has of its own in place of the program's files, and whether these have changed since.

`copied.csv` in the site's folder has a row for each file that `theme copy` wrote: its path, the
version of the program, and the SHA-256 of the file that was copied.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from beyan import __version__
from beyan.model.defaults import DEFAULTS, is_left_out, real
from beyan.saving import save

RECORD = "copied.csv"
_COLUMNS = ("path", "version", "sha256")
# What a site may override, file by file (docs/templates.md, docs/languages.md).
_FOLDERS = ("templates", "assets", "locales")
_LEFT_OUT = {"locales/messages.pot"}


class State(Enum):
    """How a file of the site's own stands to the program's."""

    SAME = "same"
    CURRENT = "current"
    CHANGED = "changed"
    UNKNOWN = "unknown"
    GONE = "gone"


class Override(NamedTuple):
    """A file of the site's own; `version` is the program's when it was copied, where known."""

    path: str
    state: State
    version: str


class NoSuchFile(LookupError):
    """The program has no file of this name; or several, by `names`."""

    def __init__(self, name: str, names: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.names = names


def program_files() -> tuple[str, ...]:
    """What a site may copy, such as `templates/release.html`."""
    found = (
        path.relative_to(DEFAULTS).as_posix()
        for folder in _FOLDERS
        for path in sorted((DEFAULTS / folder).rglob("*"))
        if path.is_file()
    )
    return tuple(each for each in found if _is_offered(each))


def copy(root: Path, name: str) -> str:
    """Write the program's file into the site, and note its version; its path.

    `name` may leave out folders where it is clear all the same. Raises `NoSuchFile`,
    FileExistsError where the site has one, and `NotSaved`.
    """
    path = _found(name)
    data = (DEFAULTS / path).read_bytes()
    save(root / path, data, is_new=True)
    noted = {**_noted(root), path: (__version__, sha256(data).hexdigest())}
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(_COLUMNS)
    rows.writerows((path, *noted[path]) for path in sorted(noted))
    save(root / RECORD, out.getvalue().encode())
    return path


def overrides(root: Path) -> Iterator[Override]:
    """The site's own files that stand in place of the program's, by path.

    A site whose own folder is the program's has none.
    """
    if real(root) == real(DEFAULTS):
        return
    noted, known = _noted(root), set(program_files())
    own = {
        path.relative_to(root).as_posix()
        for folder in _FOLDERS
        for path in (root / folder).rglob("*")
        if path.is_file()
    }
    for path in sorted(own):
        version, digest = noted.get(path, ("", ""))
        if path in known:
            yield Override(path, _state(root, path, digest), version)
        elif path in noted:
            yield Override(path, State.GONE, version)


def difference(root: Path, path: str) -> Iterator[str]:
    """Lines of a unified diff: what the site's file has otherwise than the program's."""
    try:
        theirs, own = (
            (folder / path).read_text("utf-8").splitlines() for folder in (DEFAULTS, root)
        )
    except UnicodeDecodeError:
        return  # a picture
    yield from unified_diff(theirs, own, f"beyan {__version__}: {path}", path, lineterm="")


def _is_offered(path: str) -> bool:
    parts = path.split("/")
    return path not in _LEFT_OUT and not any(is_left_out(each, is_folder=False) for each in parts)


def _found(name: str) -> str:
    files = program_files()
    wanted = name.replace("\\", "/").strip("/")
    found = [wanted] if wanted in files else [e for e in files if e.endswith(f"/{wanted}")]
    if len(found) != 1:
        raise NoSuchFile(name, tuple(found))
    return found[0]


def _state(root: Path, path: str, digest: str) -> State:
    theirs = (DEFAULTS / path).read_bytes()
    if (root / path).read_bytes() == theirs:
        return State.SAME
    if not digest:
        return State.UNKNOWN
    return State.CURRENT if sha256(theirs).hexdigest() == digest else State.CHANGED


def _noted(root: Path) -> Mapping[str, tuple[str, str]]:
    """Rows that can be read; others were never written by this program."""
    try:
        text = (root / RECORD).read_text("utf-8-sig", errors="replace")
    except OSError:
        return {}
    rows = csv.reader(io.StringIO(text))
    return {row[0]: (row[1], row[2]) for row in rows if len(row) == 3 and row != list(_COLUMNS)}
