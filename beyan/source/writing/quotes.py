"""Straight quotation marks in a language that has its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beyan.language.quotation import quotation_marks
from beyan.model.diagnostic import Diagnostic, problem
from beyan.source.writing.written import Written

# What is not for readers: tags of HTML, attributes, and the titles and targets of links.
_MARKUP = re.compile(
    r"</?[A-Za-z][^>]*>|\{:?[^{}\n]*\}|\]\([^)\n]*\)|^ {0,3}\[[^\]\n]+\]:.*$|^\*\[[^\]\n]+\]:.*$",
    re.MULTILINE,
)
# Not the sign for inches, 24".
_STRAIGHT = re.compile(r'(?<!\d)"|(?<=\d)"(?=\w)')


def straight_quotes(written: Written) -> Iterator[Diagnostic]:
    """One warning a file, where the first one stands."""
    body, form = written.body, written.form
    marks = quotation_marks(written.language)
    if not marks:
        return
    texts = [key for key in ("title", "summary") if '"' in (getattr(form, key) or "")]
    offsets = []
    if '"' in body:
        plain = _MARKUP.sub(lambda match: " " * len(match[0]), body)
        offsets = [match.start() for match in _STRAIGHT.finditer(plain)]
    count = len(offsets) + sum(getattr(form, key).count('"') for key in texts)
    if count:
        span = written.document.span((texts[0],)) if texts else written.at(offsets[0])
        yield problem("straight-quotes", span, marks=" ".join(marks), count=count)
