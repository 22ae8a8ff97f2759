"""Pseudo-languages: interface strings as a translation could make them, for trying a design out.

A string that is shown without its brackets escaped translation; one that shows only one of them is
cut off. Vowels stand twice, because other languages need up to half as much room again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from beyan.language.catalogue import Catalogue, markup, placeholders
from beyan.language.patterns import late

Pseudo = Literal["accents", "rtl"]
OPENING, CLOSING = "⟦", "⟧"

_LONG = late("[aeiouəöüаеиоуыэюя]", re.IGNORECASE)
# What messages of the program have filled in.
_FILLED = late(r"{\w*}")
_ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "àƀćďéƒĝĥîĵķļḿñóþǫŕšţûṽŵẋýžÀƁĆĎÉƑĜĤÎĴĶĻḾÑÓÞǪŔŠŢÛṼŴẊÝŽ",
)
# Shown from right to left, letter by letter, whatever they are.
_TURNED, _END = "\u202e", "\u202c"


def pseudo_catalogue(catalogue: Catalogue, style: Pseudo) -> Catalogue:
    """The catalogue with every form as `pseudo` has it, in the plurals of its language."""
    entries = (
        replace(
            entry, forms=tuple(pseudo_text(form, style) if form else "" for form in entry.forms)
        )
        for entry in catalogue
    )
    return Catalogue(catalogue.language, tuple(entries))


def pseudo_text(text: str, style: Pseudo) -> str:
    """`Page %(number)s` → `⟦Þààĝéé %(number)s⟧`: placeholders and markup stay as they are."""
    kept = {"%%", *placeholders(text), *_FILLED.findall(text), *(m[0] for m in markup(text))}
    longest_first = sorted(kept, key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, longest_first))})", text)
    shown = (part if part in kept else _changed(part, style) for part in parts)
    return f"{OPENING}{''.join(shown)}{CLOSING}"


def _changed(text: str, style: Pseudo) -> str:
    longer = _LONG.sub(lambda match: match[0] + match[0].lower()[0], text)
    if style == "accents":
        return longer.translate(_ACCENTS)
    return re.sub(r"\w+", lambda match: f"{_TURNED}{match[0]}{_END}", longer)
