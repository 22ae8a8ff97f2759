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
_NAMED = ("caption", "gallery", "embed", "audio", "video", "playlist", "contact-form-7")
_NAMED_BEGINNING = re.compile(rf"\[(?:/|(?:{'|'.join(_NAMED)}) )")
_SHORTCODE = re.compile(
    r"\{\{[<%][^{}\n]*[%>]\}\}|\{%-?\s*\w[^{}\n]*%\}"
    rf"|\[(?:{'|'.join(_NAMED)})\s+\w+=[^\[\]\n]*\]|\[/(?:{'|'.join(_NAMED)})\]"
)
_NAME = re.compile(r"\W+[\w-]+")
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)


def shortcodes(written: Written) -> Iterator[Diagnostic]:
    """One warning a file, where the first one stands; in code they are shown on purpose."""
    text = written.reading.text
    if not _may_have_some(text):
        return
    found = [*_SHORTCODE.finditer(text)]
    if not found:
        return
    html = unescape(_CODE.sub("", written.reading.html))
    shown = {_name(each) for each in _SHORTCODE.finditer(html)}
    found = [each for each in found if _name(each) in shown]
    if found:
        first = found[0]
        span = offset_span(written.path, text, first.start(), written.first_line)
        typed = first[0] if len(first[0]) <= _SHOWN else f"{first[0][:_SHOWN]}…"
        yield problem("shortcode", span, typed=typed, count=len(found))


def _may_have_some(text: str) -> bool:
    """Most texts are known by a sign that they lack, or by few places to look at."""
    if "{" in text and ("{%" in text or "{{<" in text or "{{%" in text):
        return True
    return "[" in text and _NAMED_BEGINNING.search(text) is not None


def _name(shortcode: re.Match[str]) -> str:
    """What tells one from another that stands in code."""
    name = _NAME.match(shortcode[0])
    return name[0] if name is not None else shortcode[0]
