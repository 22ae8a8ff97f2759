"""Which language a text is in, from the few letters and words that no text in it lacks."""

from __future__ import annotations

import re
from typing import NamedTuple

# Shorter texts may consist of names, numbers and quotations.
SHORTEST = 240
# Of names alone in another alphabet there are not as many.
_SHORTEST_IN_CYRILLIC = 120
_CYRILLIC = re.compile("[\u0400-\u052f]")
# Of its usual share of signs, what a text in the language has at least, and what is too little.
_ENOUGH, _TOO_FEW = 0.4, 0.15


class _Signs(NamedTuple):
    """`letters` and `words`, each with how often they occur in a thousand characters of a text."""

    letters: str
    of_letters: float
    words: tuple[str, ...]
    of_words: float


_SIGNS = {
    "az": _Signs("ə", 70, (" və ", " bu ", " ilə ", " üçün ", " ki ", " bir "), 7),
    # Azerbaijani as it was written until the nineties, ә being another letter than ə.
    "az-Cyrl": _Signs("ә", 70, (" вә ", " бу ", " илә ", " үчүн ", " ки ", " бир "), 7),
    "de": _Signs("", 1, (" der ", " die ", " und ", " den ", " von ", " zu "), 18),
    "en": _Signs("", 1, (" the ", " of ", " and ", " to ", " in ", " for "), 27),
    "es": _Signs("", 1, (" de ", " la ", " que ", " el ", " en ", " los "), 28),
    "fr": _Signs("", 1, (" de ", " la ", " les ", " et ", " des ", " du "), 25),
    "ru": _Signs("ы", 14, (" и ", " в ", " на ", " по ", " с ", " не "), 14),
    "tr": _Signs("", 1, (" ve ", " bir ", " bu ", " için ", " ile ", " da "), 11),
    "uk": _Signs("і", 45, (" та ", " в ", " на ", " що ", " у ", " з "), 14),
    "ar": _Signs("", 1, (" في ", " من ", " على ", " إلى ", " أن ", " التي "), 18),
}


def other_language(text: str, language: str) -> str:
    """The language that the text seems to be in instead of `language`; empty if it may be right.

    A text says nothing that is short, or in a language without signs here.
    """
    own = _signs_of(language)
    if own is None or (len(text) < SHORTEST and not _is_other_script(text, own)):
        return ""
    share = _share(text, own, enough=_ENOUGH)
    if share >= _ENOUGH:
        return ""
    found, best = "", _ENOUGH
    for other, signs in _SIGNS.items():
        if signs is not own:
            other_share = _share(text, signs)
            # Letters alone may be those of names.
            if other_share > best and sum(word in text for word in signs.words) >= 2:
                found, best = other, other_share
    return found if share < _TOO_FEW else ""


def _signs_of(language: str) -> _Signs | None:
    """Those of the language in its script: "az-Latn-AZ" is "az"."""
    primary, _, rest = language.partition("-")
    script = rest.partition("-")[0].capitalize()
    return _SIGNS.get(f"{primary.lower()}-{script}") or _SIGNS.get(primary.lower())


def _is_other_script(text: str, own: _Signs) -> bool:
    """Whether a text in a language with Latin letters is mostly in Cyrillic ones."""
    if len(text) < _SHORTEST_IN_CYRILLIC or _CYRILLIC.search("".join(own.words)):
        return False
    return len(_CYRILLIC.findall(text)) > len(text) / 2


def _share(text: str, signs: _Signs, enough: float = float("inf")) -> float:
    """Of what is usual in the language: 1.0; words are only counted where letters do not do."""
    thousands = len(text) / 1000
    letters = text.count(signs.letters) / thousands / signs.of_letters if signs.letters else 0.0
    if letters >= enough:
        return letters
    words = sum(map(text.count, signs.words)) / thousands / signs.of_words
    return max(letters, words)
