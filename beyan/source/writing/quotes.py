"""Straight quotation marks in a language that has its own."""

from __future__ import annotations

from collections.abc import Iterator

from beyan.language.quotation import quotation_marks
from beyan.model.diagnostic import Diagnostic, problem
from beyan.source.writing.written import Written


def straight_quotes(written: Written) -> Iterator[Diagnostic]:
    """One warning a file, where the first one stands."""
    form, found = written.form, written.reading.quotes
    marks = quotation_marks(written.language)
    if not marks:
        return
    texts = [key for key in ("title", "summary") if '"' in (getattr(form, key) or "")]
    count = len(found) + sum(getattr(form, key).count('"') for key in texts)
    if count:
        span = written.document.span((texts[0],)) if texts else found[0]
        yield problem("straight-quotes", span, marks=" ".join(marks), count=count)
