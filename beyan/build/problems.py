"""What problems mean for a run: nothing is published, or it cannot go on."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path

from beyan.lifetime import WorkStopped, starved
from beyan.model.diagnostic import Diagnostic, Span, problem, shown_path
from beyan.model.messages import ADVICE, USAGE, WARNINGS
from beyan.publish.volumes import UNWRITABLE
from beyan.saving import NotSaved


class CannotGoOn(Exception):
    """There is no site to speak of: the settings are wrong, or a file cannot be read or written."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        super().__init__("the settings, or a file that cannot be read")
        self.problems = frozenset(problems)

    @classmethod
    def because(cls, error: Exception, root: Path, found: Iterable[Diagnostic] = ()) -> CannotGoOn:
        """The system does not let us read a file, or has no more room. Raises any other error."""
        if isinstance(error, WorkStopped):
            return cls({*found, problem("cut-off", Span(error.name or "."), reason=error.reason)})
        if reason := starved(error):
            at = getattr(error, "filename", None)
            span = Span("." if at is None else shown_path(Path(str(at)), root))
            return cls({*found, problem("cut-off", span, reason=reason)})
        if not isinstance(error, OSError):
            raise error
        path = shown_path(Path(str(error.filename)), root)
        reason = error.strerror or str(error)
        if isinstance(error, NotSaved) or error.errno in UNWRITABLE:
            return cls({*found, problem("cannot-write", Span(path), folder=path, reason=reason)})
        return cls({*found, problem("cannot-read", Span(path), file=path, reason=reason)})

    @classmethod
    def busy(cls, output: Path, process: str, since: str) -> CannotGoOn:
        """Another build into `output` is at work."""
        span = Span(str(output))
        return cls({problem("build-running", span, folder=output, process=process, since=since)})


def is_error(code: str, *, strict: bool, also: Container[str] = ()) -> bool:
    """`strict`: warnings as well, but of advice only what is `also` among them."""
    return code not in WARNINGS or (strict and (code not in ADVICE or code in also))


def has_errors(problems: Iterable[Diagnostic], *, strict: bool, also: Container[str] = ()) -> bool:
    """Whether nothing may be published."""
    return any(is_error(each.code, strict=strict, also=also) for each in problems)


def is_usage(problems: Iterable[Diagnostic]) -> bool:
    """Whether it is the command that is wrong, or the machine, and not the content."""
    return any(each.code in USAGE for each in problems)
