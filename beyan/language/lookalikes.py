"""Letters of another alphabet that only look right: search does not find their words."""

from __future__ import annotations

import re
from typing import NamedTuple

_CYRILLIC = "\u0400-\u052f"
# With ə and ı, but without × and ÷, which stand between the letters.
_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff"
_MARKS = "[\u0300-\u036f]*"
_MIXED = re.compile(f"[{_LATIN}]{_MARKS}[{_CYRILLIC}]|[{_CYRILLIC}]{_MARKS}[{_LATIN}]|[Ǝǝ]")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
_IN_WORD = re.compile(r"[^\W\d_]|[\u0300-\u036f]")
_CYRILLIC_LETTER = re.compile(f"[{_CYRILLIC}]")
_LATIN_LETTER = re.compile(f"[{_LATIN}]")
# What Cyrillic letters have in UTF-16, and few others: looking for bytes takes no time at all.
_HALVES = (b"\x04", b"\x05")

# CLDR's confusable letters, those of the languages that share a keyboard with Azerbaijani.
_CYRILLIC_SHAPES = "әӘаАеЕоОрРсСхХуУіІјЈѕЅһҺВНКМТԛԝ"
_LATIN_SHAPES = "əƏaAeEoOpPcCxXyYiIjJsShHBHKMTqw"
_MEANT = {
    "ǝ": "ə",
    "Ǝ": "Ə",
    **dict(zip(_CYRILLIC_SHAPES, _LATIN_SHAPES, strict=True)),
}
_MEANT_IN_CYRILLIC = dict(zip(reversed(_LATIN_SHAPES), reversed(_CYRILLIC_SHAPES), strict=True))


class Lookalike(NamedTuple):
    """A `letter` of the wrong alphabet in `word`; `meant` is empty where nothing looks like it."""

    offset: int
    letter: str
    word: str
    meant: str


def lookalikes(text: str) -> tuple[Lookalike, ...]:
    """The letters of words that mix Latin and Cyrillic, whichever are fewer; and every ǝ (U+01DD).

    Words of one alphabet pass, whatever they look like.
    """
    if text.isascii():
        return ()
    raw = text.encode("utf-16-le", "surrogatepass")
    first, second = _HALVES
    if first not in raw and second not in raw and "ǝ" not in text and "Ǝ" not in text:
        return ()
    found: list[Lookalike] = []
    end = 0
    for match in _MIXED.finditer(text):
        if match.start() >= end:
            word, start = _word_at(text, match.start())
            end = start + len(word)
            found += _strangers(word, start)
    return tuple(found)


def _word_at(text: str, offset: int) -> tuple[str, int]:
    """The whole word around the letter at `offset`, and where it begins."""
    start = offset
    while start and _IN_WORD.match(text, start - 1):
        start -= 1
    match = _WORD.search(text, start)
    assert match is not None, "there is a letter at the offset"
    return match[0], match.start()


def _strangers(word: str, start: int) -> list[Lookalike]:
    cyrillic, latin = _CYRILLIC_LETTER.findall(word), _LATIN_LETTER.findall(word)
    is_latin = len(latin) >= len(cyrillic)
    strange = _CYRILLIC_LETTER if is_latin else _LATIN_LETTER
    meant = _MEANT if is_latin else _MEANT_IN_CYRILLIC
    return [
        Lookalike(start + position, letter, word, meant.get(letter, ""))
        for position, letter in enumerate(word)
        if letter in "Ǝǝ" or (strange.match(letter) and latin and cyrillic)
    ]
