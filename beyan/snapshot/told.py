"""What was told of the site, as plain values: it is told again by a build that reads nothing."""

from __future__ import annotations

from typing import Any

from beyan.model.diagnostic import Diagnostic, Span


def plain_problem(diagnostic: Diagnostic) -> tuple[Any, ...]:
    """The diagnostic as `marshal` can write it."""
    return (tuple(diagnostic.span), diagnostic.code, diagnostic.values, diagnostic.suggestion)


def told_again(values: tuple[Any, ...]) -> Diagnostic:
    span, *rest = values
    return Diagnostic(Span(*span), *rest)
