"""A fact may stand in one edition only and then holds for all; editions that state it agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from beyan.model.diagnostic import Diagnostic, problem
from beyan.source.edition import EditionFile

T = TypeVar("T")
# An empty list, as it is typed.
_NOTHING = "[]"


def fact_of(
    files: Sequence[EditionFile[Any]],
    key: str,
    of: Callable[[Any], T | None],
    shown: Callable[[T], str],
    problems: list[Diagnostic],
    alike: Callable[[T], object] = lambda value: value,
) -> T | None:
    """The value of a fact, as it is stated first.

    Editions that state it differently are reported at both places; what `alike` makes equal is no
    difference.
    """
    stated = [(file, value) for file in files if (value := of(file.form)) is not None]
    if not stated:
        return None
    first_file, first = stated[0]
    for file, value in stated[1:]:
        if alike(value) != alike(first):
            here, there = file.document.key_span((key,)), first_file.document.key_span((key,))
            for span, mine, other, theirs in (
                (there, first, here, value),
                (here, value, there, first),
            ):
                problems.append(
                    problem(
                        "facts-differ",
                        span,
                        key=key,
                        value=shown(mine) or _NOTHING,
                        other=str(other),
                        other_value=shown(theirs) or _NOTHING,
                    )
                )
    return first


def lists_differ(
    key: str, first: EditionFile[Any], other: EditionFile[Any]
) -> tuple[Diagnostic, Diagnostic]:
    """The problem that two editions do not list the same, at both places."""
    there, here = first.document.key_span((key,)), other.document.key_span((key,))
    return (
        problem("lists-differ", there, key=key, other=str(here)),
        problem("lists-differ", here, key=key, other=str(there)),
    )


def truth_text(value: object) -> str:
    return "true" if value else "false"
