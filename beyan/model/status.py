"""Where each edition stands: a type per state, each with what an officer wants to know of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from beyan.language.locale import AS_CLDR, Formats, Language
from beyan.model.records import dataclass
from beyan.model.release import Moment
from beyan.model.words import Words


@dataclass(frozen=True, slots=True)
class Cell:
    """An edition; `path` is its file, relative to the site."""

    state: ClassVar[str]
    path: str


class Published(Cell):
    """All may read it, and nothing is to be done."""

    __slots__ = ()
    state = "published"


@dataclass(frozen=True, slots=True)
class Scheduled(Cell):
    """It waits for its date or the end of its embargo, at `due`."""

    state: ClassVar[str] = "scheduled"
    due: datetime


@dataclass(frozen=True, slots=True)
class Draft(Cell):
    """`is_translation`: parts of the original still wait to be translated in it."""

    state: ClassVar[str] = "draft"
    is_translation: bool = False


@dataclass(frozen=True, slots=True)
class Outdated(Cell):
    """Published, but the edition in the file `original` has changed since."""

    state: ClassVar[str] = "out-of-date"
    original: str


class Missing(Cell):
    """There is no such edition; `path` is where it would be."""

    __slots__ = ()
    state = "missing"


class Withdrawn(Cell):
    """Its address shows a notice."""

    __slots__ = ()
    state = "withdrawn"


@dataclass(frozen=True, slots=True)
class Expired(Cell):
    """Taken down at `since`."""

    state: ClassVar[str] = "expired"
    since: datetime


class Broken(Cell):
    """Errors in one of the release's files keep the site from being published."""

    __slots__ = ()
    state = "broken"


# In the order in which they ask for attention.
STATES = (
    Broken.state,
    Outdated.state,
    Missing.state,
    Draft.state,
    Scheduled.state,
    Published.state,
    Withdrawn.state,
    Expired.state,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A release or a standing page. `cells` come in the order of the site's languages.

    `title` is that of the best edition there is, or the file's name where none can be read; `date`
    is None for standing pages and for what cannot be read.
    """

    key: str
    title: Words
    date: Moment | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """Releases newest first, what cannot be read before all; pages in the order of the menu."""

    now: datetime
    languages: tuple[str, ...]
    releases: tuple[Row, ...]
    pages: tuple[Row, ...]
    formats: tuple[tuple[str, Formats], ...] = ()

    def language(self, tag: str) -> Language:
        return Language(tag, dict(self.formats).get(tag, AS_CLDR))

    @property
    def rows(self) -> Iterator[Row]:
        yield from self.releases
        yield from self.pages

    def count(self, state: str) -> int:
        """How many editions are in it."""
        return sum(cell.state == state for row in self.rows for cell in row.cells)
