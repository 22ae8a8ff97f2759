"""Cyrillic letters in Latin words, and the like: search does not find what they stand in."""

from __future__ import annotations

from collections.abc import Iterator

from beyan.language.lookalikes import lookalikes
from beyan.model.diagnostic import Diagnostic, problem
from beyan.source.files import offset_span
from beyan.source.writing.written import Written


def foreign_letters(written: Written) -> Iterator[Diagnostic]:
    """In names, titles and the text alike: the whole file is looked through."""
    return strange_letters(written.file, written.path)


def strange_letters(text: str, path: str) -> Iterator[Diagnostic]:
    """One warning for each letter, where it stands first: a wrong keyboard types it everywhere."""
    found = lookalikes(text)
    for letter in dict.fromkeys(each.letter for each in found):
        same = [each for each in found if each.letter == letter]
        first = same[0]
        yield problem(
            "lookalike-letter",
            offset_span(path, text, first.offset),
            letter=letter,
            point=f"U+{ord(letter):04X}",
            word=first.word,
            meant=first.meant or "…",
            count=len(same),
        )
