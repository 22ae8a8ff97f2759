"""Problems as values: a place, a code, and the words that fill the code's message.

The wording itself stands in `messages.py`, so that one code reads the same wherever it arises and
can be shown in the officer's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from beyan.model.known import Known, KnownKeys


class Span(NamedTuple):
    """A place in a file of the site: path relative to the site, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem. `values` fill the message of `code`; `suggestion` answers "did you mean"."""

    span: Span
    code: str
    values: tuple[tuple[str, str], ...] = ()
    suggestion: str = ""


def problem(code: str, span: Span, *, suggestion: str = "", **values: object) -> Diagnostic:
    """`problem("unknown-topic", span, key="civil")`; values are shown as `str` gives them."""
    return Diagnostic(
        span=span,
        code=code,
        values=tuple((name, str(value)) for name, value in values.items()),
        suggestion=suggestion,
    )


def shown_path(path: Path, root: Path) -> str:
    """A path as problems name it: relative to the site, or whole where it lies elsewhere."""
    for base in (root, root.resolve()):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return str(path)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was probably meant to be, or an empty string.

    A word that differs in its capitals alone is the nearest, however many those are.
    """
    return Known(known).nearest(word)


def nearest_key(typed: str, names: Mapping[str, Iterable[str]]) -> str:
    """The key that was probably meant, by itself or by one of its names in any language."""
    return KnownKeys(names).nearest(typed)
