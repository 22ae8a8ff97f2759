"""Names that the system has no room for: told where they are typed, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.old_address import OldAddress
from beyan.source.edition import EditionFile
from beyan.source.portable import unportable_address

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
            return [_no_room(text, size, limit, where())]
    return []


def _no_room(name: str, size: int, limit: int, span: Span) -> Diagnostic:
    shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
    return problem("name-too-long", span, name=shown, size=size, limit=limit)


def addresses_too_long(file: EditionFile[Any]) -> Iterator[Diagnostic]:
    """Of an edition whose `slug:` is made of its file's name, and of its old addresses."""
    yield from too_long(file.slug, partial(Span, file.path))
    yield from unportable_address(file.slug, partial(Span, file.path))
    for position, alias in enumerate(file.form.aliases):
        old = OldAddress.read(alias)
        assert old is not None, "the form has addresses alone"
        size = len(old.path.encode("utf-8", "surrogateescape")) + len(old.query)
        if size > _PATH:
            yield _no_room(alias, size, _PATH, file.document.span(("aliases", position)))
