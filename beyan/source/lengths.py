"""Names that the system has no room for: told where they are typed, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.source.edition import EditionFile

# What the file systems of all servers and laptops hold, in bytes: of one name, and of a path with
# room for the folder that the site is published to.
_NAME, _PATH = 255, 1_000
_SHOWN = 40


def too_long(path: str, where: Callable[[], Span], *, more: int = 0) -> list[Diagnostic]:
    """The problem, if the path is too long, or a name in it to which `more` bytes are added.

    `where` is asked then only: to look for a key in a registry takes time.
    """
    # A letter has up to four bytes: of nearly all paths this says enough.
    if len(path) * 4 + more <= _NAME:
        return []
    name = max(path.split("/"), key=lambda part: len(part.encode()))
    for text, limit in ((name, _NAME - more), (path, _PATH)):
        size = len(text.encode())
        if size > limit:
            shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
            return [problem("name-too-long", where(), name=shown, size=size, limit=limit)]
    return []


def addresses_too_long(file: EditionFile[Any]) -> Iterator[Diagnostic]:
    """Of an edition whose `slug:` is made of its file's name, and of its old addresses."""
    yield from too_long(file.slug, partial(Span, file.path))
    for position, alias in enumerate(file.form.aliases):
        yield from too_long(alias, partial(file.document.span, ("aliases", position)))
