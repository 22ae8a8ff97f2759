"""Reading the site's files: text as UTF-8, and what lies in a folder, never outside the site."""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from errno import ELOOP
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from beyan.language.characters import called, forbidden, is_harmless, without_forbidden
from beyan.language.encodings import text_of
from beyan.lifetime import starved
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.messages import NO_FILE, NOTHING_BEHIND, RINGED, SPECIAL
from beyan.model.release import SourceFile, composed

# What is said of single characters; the rest of a text is read and checked all the same.
OF_CHARACTERS = frozenset({"control-character", "character-reference", "not-utf8"})
# So many places of one character are told.
_PLACES = 8


def read_text(root: Path, path: str) -> tuple[str, list[Diagnostic]]:
    """The text of the file with "\\n" line ends; empty only where there is none.

    Problems of its characters hide no other: it reads as if those were blanks or not there.
    """
    return decoded((root / path).read_bytes(), path)


def read_bytes(root: Path, path: str) -> bytes:
    """The file below `root`. For files by the ten thousand: a Path takes as long as the reading."""
    with open(f"{root}/{path}", "rb", buffering=0) as file:
        return file.read()


def decoded(data: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    """The text that the bytes of the file `path` stand for, as `read_text` gives it."""
    text, stray, reason = text_of(data)
    if not text or text.isspace():
        return "", [problem("empty-file", Span(path))]
    if not reason and is_harmless(data.removeprefix(BOM_UTF8)):
        return text, []
    found = forbidden(text)
    if not found and not reason:
        return text, []
    starts = _line_starts(text)

    def spans(offsets: Sequence[int]) -> list[Span]:
        lines = ((bisect_right(starts, offset), offset) for offset in offsets[:_PLACES])
        return [Span(path, line, offset - starts[line - 1] + 1) for line, offset in lines]

    problems = [
        character_problem(typed, spans(offsets), len(offsets)) for typed, offsets in found.items()
    ]
    if reason:
        first, places = _places(spans(stray), len(stray))
        problems.append(problem("not-utf8", first, reason=reason, count=len(stray), places=places))
    return without_forbidden(text) if found else text, problems


def character_problem(typed: str, spans: Sequence[Span], count: int) -> Diagnostic:
    """A forbidden character at all its places in a text, of which `spans` are the first."""
    first, places = _places(spans, count)
    code = "character-reference" if typed.startswith("&") else "control-character"
    return problem(code, first, character=called(typed), count=count, places=places)


def _places(spans: Sequence[Span], count: int) -> tuple[Span, str]:
    """The first place, and the first ones as a message lists them: line and column."""
    shown = [f"{line}:{column}" for _, line, column in spans]
    return spans[0], ", ".join(shown if len(spans) == count else [*shown, "…"])


def offset_span(path: str, text: str, offset: int, first_line: int = 0) -> Span:
    """The place of the character at `offset` in a text that begins after `first_line` lines."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return Span(path, first_line + line, offset - starts[line - 1] + 1)


# A text may have as many problems as letters. Those of one text are told one after another.
@lru_cache(maxsize=2)
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def is_inside(root: Path, path: str) -> bool:
    """Whether the file, with symbolic links followed, still lies in the site."""
    # Path.resolve() raises RuntimeError on links that lead in a circle.
    return Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root))


def wrong_kind(path: str, reason: str) -> Diagnostic:
    return problem("wrong-kind", Span(path), file=path.rpartition("/")[2], reason=reason)


def why_no_file(path: Path) -> str:
    """One of the reasons of `messages.py`; "" for what is a file, or is not there at all."""
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        if error.errno == ELOOP:
            return RINGED
        return NOTHING_BEHIND if os.path.lexists(path) else ""
    if stat.S_ISREG(mode):
        return ""
    return NO_FILE if stat.S_ISDIR(mode) else SPECIAL


def stored(root: Path, path: str) -> str:
    """The path as the disk has it, which may spell its names in another normal form.

    macOS writes `ö` as two code points, and keyboards type one. What is not there stays as it is.
    """
    if path.isascii() or os.path.lexists(root / path):
        return path
    return next(_spelled(root, "", path.split("/")), path)


def _spelled(root: Path, folder: str, parts: Sequence[str]) -> Iterator[str]:
    if not parts:
        yield folder.removesuffix("/")
        return
    wanted = composed(parts[0])
    try:
        names = sorted(os.listdir(root / folder))
    except OSError as error:
        if starved(error):
            raise
        return
    for name in names:
        if composed(name) == wanted:
            yield from _spelled(root, f"{folder}{name}/", parts[1:])


def source_file(root: Path, path: str) -> SourceFile:
    data = (root / path).read_bytes()
    return SourceFile(str(root), path, sha256(data).hexdigest(), len(data))
