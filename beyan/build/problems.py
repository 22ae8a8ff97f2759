"""What problems mean for a run: nothing is published, or it cannot go on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from beyan.model.diagnostic import Diagnostic, Span, problem, shown_path
from beyan.model.messages import USAGE, WARNINGS
from beyan.publish.volumes import UNWRITABLE
from beyan.saving import NotSaved


class CannotGoOn(Exception):
    """There is no site to speak of: the settings are wrong, or a file cannot be read or written."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        super().__init__("the settings, or a file that cannot be read")
        self.problems = frozenset(problems)

    @classmethod
    def because(cls, error: OSError, root: Path, found: Iterable[Diagnostic] = ()) -> CannotGoOn:
        """The system does not let us read `error.filename`."""
        path = shown_path(Path(str(error.filename)), root)
        reason = error.strerror or str(error)
        if isinstance(error, NotSaved) or error.errno in UNWRITABLE:
            return cls({*found, problem("cannot-write", Span(path), folder=path, reason=reason)})
        return cls({*found, problem("cannot-read", Span(path), file=path, reason=reason)})


def has_errors(problems: Iterable[Diagnostic], *, strict: bool) -> bool:
    """Whether nothing may be published."""
    return any(strict or each.code not in WARNINGS for each in problems)


def is_usage(problems: Iterable[Diagnostic]) -> bool:
    """Whether it is the command that is wrong, or the machine, and not the content."""
    return any(each.code in USAGE for each in problems)
