"""Titles and summaries that are cut off where they are shown, summaries that are missing, and key
facts that are too many.
"""

from __future__ import annotations

from collections.abc import Iterator

from beyan.model.diagnostic import Diagnostic, problem
from beyan.source.writing.written import Written

# What search engines and social networks show of them before they put an ellipsis.
TITLE, SUMMARY = 65, 160
# Of more lines nobody reads all before the text.
KEY_FACTS = 3


def lengths(written: Written) -> Iterator[Diagnostic]:
    form, document = written.form, written.document
    for key, code, limit in (("title", "title-long", TITLE), ("summary", "summary-long", SUMMARY)):
        text = getattr(form, key) or ""
        if len(text) > limit:
            yield problem(code, document.span((key,)), length=len(text), limit=limit)
    facts = getattr(form, "key_facts", ())
    if len(facts) > KEY_FACTS:
        span = document.span(("key_facts", KEY_FACTS))
        yield problem("many-key-facts", span, count=len(facts), limit=KEY_FACTS)
    # Pages are in no list that has summaries, and a withdrawn release shows its notice.
    is_shown = hasattr(form, "withdrawn") and form.withdrawn is None
    if is_shown and getattr(form, "summary", None) is None:
        yield problem("summary-missing", document.key_span(("summary",)))
