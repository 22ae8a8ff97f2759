"""What another system would have replaced, and readers would see as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from beyan.model.diagnostic import Diagnostic, problem
from beyan.source.files import offset_span
from beyan.source.writing.written import Written

_SHOWN = 40
# Hugo's shortcodes, tags of Jekyll, and of WordPress those that have an attribute or an end: a mere
# "[video]" may be meant for readers.
_SHORTCODE = re.compile(
    r"\{\{[<%][^{}\n]*[%>]\}\}|\{%-?\s*\w[^{}\n]*%\}"
    r"|\[(?:caption|gallery|embed|audio|video|playlist|contact-form-7)\s+\w+=[^\]\n]*\]"
    r"|\[/(?:caption|gallery|embed|audio|video|playlist)\]"
)
# What tells one from another that stands in code.
_NAME = re.compile(r"\W+[\w-]+")
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)


def shortcodes(written: Written) -> Iterator[Diagnostic]:
    """One warning a file, where the first one stands; in code they are shown on purpose."""
    text = written.reading.text
    if "{{" not in text and "{%" not in text and "[" not in text:
        return
    found = [*_SHORTCODE.finditer(text)]
    if not found:
        return
    shown = unescape(_CODE.sub("", written.reading.html))
    found = [each for each in found if (name := _NAME.match(each[0])) and name[0] in shown]
    if found:
        first = found[0]
        span = offset_span(written.path, text, first.start(), written.first_line)
        typed = first[0] if len(first[0]) <= _SHOWN else f"{first[0][:_SHOWN]}…"
        yield problem("shortcode", span, typed=typed, count=len(found))
