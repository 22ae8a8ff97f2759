"""A text in another language than its file's name says."""

from __future__ import annotations

from collections.abc import Iterator

from beyan.language.likeness import other_language
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.source.writing.written import Written


def other_tongue(written: Written) -> Iterator[Diagnostic]:
    found = other_language(written.reading.text, written.language)
    if found:
        span = Span(written.path, written.first_line + 1)
        yield problem("other-language", span, found=found, language=written.language)
