"""Copies that systems and mail programs make of a file, told by the names they give them."""

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


def original_of(name: str) -> tuple[str, bool]:
    """What the file was called of which this one, `x.LANG.md` in NFC, looks like a copy; or "".

    Then, whether nobody would give a release such a name: `hard-copy` could be one.
    """
    if not may_be_copy(name):
        return "", False
    stem, dot, language = name.removesuffix(".md").partition(".")
    # Some put their mark behind the language: `x.az (1).md`.
    plain, is_sure = _without_mark(stem)
    bare, _ = _without_mark(language)
    if (plain, bare) == (stem, language) or not plain:
        return "", False
    return f"{plain}{dot}{bare}.md", is_sure or bare != language


def _without_mark(text: str) -> tuple[str, bool]:
    """The text without any, for there are copies of copies; and whether one was unmistakable."""
    is_sure = False
    while True:
        match = _AFTER.search(text) or _BEFORE.match(text)
        if match is None or match[0] == text:
            return text, is_sure
        is_sure |= match.re is _BEFORE or match["sure"] is not None
        text = text.replace(match[0], "", 1) if match.re is _BEFORE else text[: match.start()]
