"""The text of an edition, read once by `markup/`, as releases keep it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from beyan.model.config import READING_BUDGET
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.release import Prose, ProseLink

if TYPE_CHECKING:
    from beyan.markup.reader import Reader, Reading


@cache
def _reader() -> Reader:
    """One a process: an instance takes a hundred times as long to make as a text to read.

    And loading the libraries takes 60 ms, which a build that reads no text need not spend.
    """
    from beyan.markup.reader import Reader

    return Reader()


def read_prose(
    text: str, path: str, first_line: int, budget: int = READING_BUDGET, site: str = ""
) -> Reading:
    """The body of an edition, which begins after `first_line` lines of its file.

    `budget` is in seconds, `site` the address of the site.
    """
    return _reader().read(text, path, first_line, budget, site)


def code_lines(text: str) -> Iterator[range]:
    """The lines, from 0 on, of each fenced code of a text without comments."""
    from beyan.markup.comments import fenced

    for start, end in fenced(text):
        yield range(text.count("\n", 0, start), text.count("\n", 0, end))


def prose_of(reading: Reading, path: str, first_line: int) -> Prose:
    return Prose(
        reading.text,
        Span(path, first_line + 1, 1),
        tuple(ProseLink(*each) for each in reading.links),
        tuple(ProseLink(*each) for each in reading.undescribed),
        reading.html,
    )


def undescribed_pictures(
    prose: Prose, described: Container[str] = frozenset()
) -> Iterator[Diagnostic]:
    """Pictures that nobody says anything of; `described` are the names of the release's photos."""
    for picture in prose.undescribed:
        name = unquote(picture.target).rpartition("/")[2]
        if picture.target.startswith("/") or name not in described:
            yield problem("picture-without-alt", picture.span, file=name)
