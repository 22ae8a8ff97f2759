"""The marks that systems and mail programs put on the names of copies, in their user's language."""

from __future__ import annotations

import re

_WORD = "copy|copie|copia|kopie|kopya|kopiya(?:sı)?|surət(?:i)?|nüsxə(?:si)?|копия|көчүрмә"
# `x (1)`, `x - Copy`, `x – surəti (2)`, `x copy 2`, `x (Aysel's conflicted copy 2026-03-05)`.
_AFTER = re.compile(
    rf"(?:(?P<sure>[ _]*\(\d{{1,3}}\)"
    rf"|[ _]+[-–—]+[ _]+(?:{_WORD})(?:[ _]*\(\d{{1,3}}\))?"
    rf"|[ _]*\([^()]*(?:{_WORD}|conflict)[^()]*\)"
    rf"|[ ]+(?:{_WORD})(?:[ _]?\d{{1,3}})?)"
    rf"|[-–—_]+(?:{_WORD})(?:[-_ ]?\d{{1,3}})?)$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"^(?:copy|kopya|copia|kopie)(?:[ _]\(\d{{1,3}}\))?[ _]+(?:of|di|de|von)[ _]+"
    rf"|^(?:{_WORD})[ _]+[-–—]+[ _]+|^копия[ _]+",
    re.IGNORECASE,
)
_SIGN = re.compile("[ (]|[CcKk]op")


def may_be_copy(name: str) -> bool:
    """Whether the name has any sign that the names of copies do not go without."""
    return _SIGN.search(name) is not None


def without_copy_mark(text: str) -> tuple[str, bool]:
    """The text without any, for there are copies of copies; and whether one was unmistakable."""
    is_sure = False
    while True:
        match = _AFTER.search(text) or _BEFORE.match(text)
        if match is None or match[0] == text:
            return text, is_sure
        is_sure |= match.re is _BEFORE or match["sure"] is not None
        text = text.replace(match[0], "", 1) if match.re is _BEFORE else text[: match.start()]
