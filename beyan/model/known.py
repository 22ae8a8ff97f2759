"""Which of many words one was probably meant to be.

`Known` is made once and asked again and again: how long an answer takes does not depend on how many
words are known, or a list of unknown people would be compared with a whole registry at each name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from heapq import nsmallest
from itertools import pairwise

# Of so few all are compared; of more, those with most pairs of letters in common with the word.
_FEW = 100
# What many words have in common tells none of them from another.
_COMMON = 500
# Nothing longer is a name or a key.
_LONGEST = 200


class Known:
    """Of words that are the same but for their capitals, the first is the nearest."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = list(words)

    def nearest(self, word: str) -> str:
        """The word that this one was probably meant to be, or an empty string.

        One that differs in its capitals alone is the nearest, however many those are.
        """
        same = self._folded.get(word.casefold())
        if same is not None or len(word) > _LONGEST:
            return same or ""
        from difflib import get_close_matches  # where nothing is wrong, nobody needs it

        matches = get_close_matches(word, self._alike(word), n=1, cutoff=0.7)
        return matches[0] if matches else ""

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {each.casefold(): each for each in reversed(self._words)}

    def _alike(self, word: str) -> list[str]:
        if len(self._words) <= _FEW:
            return self._words
        shared: Counter[int] = Counter()
        for pair in _pairs(word):
            found = self._by_pair.get(pair, ())
            # In a registry of one office, all people may have some letters in common.
            shared.update(found if len(found) <= _COMMON else ())
        most = nsmallest(_FEW, shared, key=lambda number: (-shared[number], number))
        return [self._words[number] for number in most]

    @cached_property
    def _by_pair(self) -> dict[tuple[str, str], list[int]]:
        """The numbers of the words that have two letters one after the other."""
        found: dict[tuple[str, str], list[int]] = {}
        for number, word in enumerate(self._words):
            for pair in _pairs(word):
                numbers = found.setdefault(pair, [])
                # One more than is ever looked at tells that there are too many.
                if len(numbers) <= _COMMON:
                    numbers.append(number)
        return found


class KnownKeys:
    """Keys that may be meant by themselves or by their names in any language."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._keys = {name: key for key, named in names.items() for name in named} | {
            key: key for key in names
        }
        self._known = Known(self._keys)

    def nearest(self, typed: str) -> str:
        return self._keys.get(self._known.nearest(typed), "")


def _pairs(word: str) -> set[tuple[str, str]]:
    """Its letters two by two, the beginning and the end being one each."""
    return set(pairwise(("", *word[:_LONGEST].casefold(), "")))
