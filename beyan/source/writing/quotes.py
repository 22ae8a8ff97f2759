"""Straight quotation marks in a language that has its own."""

from __future__ import annotations

from collections.abc import Iterator

from beyan.language.quotation import quotation_marks
from beyan.model.diagnostic import Diagnostic, problem
from beyan.source.fields import per_language
from beyan.source.writing.written import Written


def straight_quotes(written: Written) -> Iterator[Diagnostic]:
    """One warning a file, where the first one stands."""
    found = written.reading.quotes
    marks = quotation_marks(written.language)
    if not marks:
        return
    stated = [(place, text) for place, text in _stated(written) if '"' in text]
    count = len(found) + sum(text.count('"') for _, text in stated)
    if count:
        span = written.document.span(stated[0][0]) if stated else found[0]
        yield problem("straight-quotes", span, marks=" ".join(marks), count=count)


def _stated(written: Written) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What stands in the front matter as sentences, and where."""
    form = written.form
    for key in ("title", "summary"):
        yield (key,), getattr(form, key) or ""
    for position, line in enumerate(getattr(form, "key_facts", ())):
        yield ("key_facts", position), line
    for position, quote in enumerate(getattr(form, "quotes", None) or ()):
        text = per_language(quote.text, written.language).get(written.language)
        yield ("quotes", position, "text"), text or ""
