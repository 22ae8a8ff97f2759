"""Reading the site's files: text as UTF-8, and what lies in a folder, never outside the site."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.release import SourceFile

# What neither YAML nor HTML may carry, and what nobody sees but YAML acts on: a byte-order mark
# inside a text, and the line ends that word processors leave (U+0085, U+2028, U+2029).
_CONTROL = re.compile(
    "[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def read_text(root: Path, path: str) -> tuple[str, list[Diagnostic]]:
    """The text of the file with "\\n" line ends; problems leave it empty."""
    data = (root / path).read_bytes()
    if data.startswith(b"\xef\xbb\xbf"):
        return "", [problem("byte-order-mark", Span(path))]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        byte = f"0x{data[error.start]:02X}"
        return "", [problem("not-utf8", Span(path, line, column), byte=byte)]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return "", [problem("empty-file", Span(path))]
    control = control_character(text)
    if control:
        span = offset_span(path, text, text.index(control))
        return "", [problem("control-character", span, character=f"U+{ord(control):04X}")]
    return text, []


def control_character(text: str) -> str:
    """The first character that must not stand in any text, or an empty string."""
    match = _CONTROL.search(text)
    return match[0] if match is not None else ""


def offset_span(path: str, text: str, offset: int, first_line: int = 0) -> Span:
    """The place of the character at `offset` in a text that begins after `first_line` lines."""
    line = text.count("\n", 0, offset) + 1
    return Span(path, first_line + line, offset - text.rfind("\n", 0, offset))


def walk(root: Path, folder: str) -> Iterator[str]:
    """All files below the folder, relative to root, sorted; hidden ones and backups left out."""
    base = root / folder
    if not base.is_dir():
        return
    # A folder that cannot be read is not an empty one: what stood in it would be deleted.
    for current, folders, names in os.walk(base, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        inside = os.path.relpath(current, root).replace(os.sep, "/")
        for name in sorted(names):
            if not name.startswith(".") and not name.endswith(("~", ".swp", ".tmp")):
                yield f"{inside}/{name}"


def _refuse(error: OSError) -> None:
    raise error


def linked_folders(root: Path, folder: str) -> Iterator[str]:
    """The folders that `walk` does not enter because they are symbolic links."""
    for current, folders, _ in os.walk(root / folder):
        inside = os.path.relpath(current, root).replace(os.sep, "/")
        for name in sorted(folders):
            if os.path.islink(os.path.join(current, name)):
                yield f"{inside}/{name}"


def is_inside(root: Path, path: str) -> bool:
    """Whether the file, with symbolic links followed, still lies in the site."""
    # Path.resolve() raises RuntimeError on links that lead in a circle.
    return Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root))


def source_file(root: Path, path: str) -> SourceFile:
    data = (root / path).read_bytes()
    return SourceFile(str(root), path, sha256(data).hexdigest(), len(data))
