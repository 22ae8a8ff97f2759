"""Interface strings in a language's other script, made of those in its usual one."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from beyan.language.catalogue import Catalogue, Entry

# Each letter for itself, as Azerbaijan wrote from 1958 on; w stands in foreign names only.
_LETTERS = {
    ("az", "az-Cyrl"): dict(
        zip(
            "abcçdeəfgğhxıijkqlmnoöprsştuüvwyz",
            "абҹчдеәфҝғһхыижкглмноөпрсштуүввјз",
            strict=True,
        )
    ),
}
_UPPER = {"i": "İ", "ı": "I"}
# What no reader sees as words: placeholders, tags with what they have, characters by their names,
# and addresses.
_NO_WORDS = re.compile(
    r"%(?:\([^()]*\))?[-#0 +]*[0-9.]*[a-zA-Z%]|\{[^{}]*\}|<[^<>]*>|&#?\w+;|https?://\S+|\S+@\S+"
)
_WORD = re.compile(r"[^\W\d_]+")
# Words that English writes alike, and which are no names: of E-poçt, Media paketi.
_NO_NAMES = frozenset({"e", "audio", "format", "media", "portal", "radio", "video"})


def can_be_made(language: str, of: str) -> bool:
    return (of, language) in _LETTERS


def other_letters(language: str) -> dict[str, str]:
    """Small letters of the language's usual script, each with what it is in this one."""
    return next((table for (_, tag), table in _LETTERS.items() if tag == language), {})


def transliterated(catalogue: Catalogue, language: str) -> Catalogue:
    """The catalogue in the letters of `language`; what is fuzzy stays so, and is not used."""
    letters = _LETTERS[catalogue.language, language]
    table = {
        ord(form): there
        for letter, other in letters.items()
        for form, there in ((letter, other), (_UPPER.get(letter, letter.upper()), other.upper()))
    }
    return Catalogue(language, tuple(_entry(entry, table) for entry in catalogue))


def _entry(entry: Entry, table: dict[int, str]) -> Entry:
    """Names that the original has as well, such as RSS and WhatsApp, keep their letters.

    It is of no file: what is wrong with it is told of the one that it is made of.
    """
    words = _WORD.findall(f"{entry.msgid} {entry.plural or ''}")
    kept = frozenset(word for word in words if word.lower() not in _NO_NAMES)
    forms = tuple(_text(form, kept, table) for form in entry.forms)
    return replace(entry, forms=forms, path=Path())


def _text(text: str, kept: frozenset[str], table: dict[int, str]) -> str:
    def word(match: re.Match[str]) -> str:
        return match[0] if match[0] in kept else match[0].translate(table)

    made, start = [], 0
    for match in _NO_WORDS.finditer(text):
        made += [_WORD.sub(word, text[start : match.start()]), match[0]]
        start = match.end()
    return "".join([*made, _WORD.sub(word, text[start:])])
