"""What was translated before: the pairs of segments of all texts that exist in both languages.

It is made when an export asks for it, and forgotten with it. Near ones are looked for among those
that share the rarest words, so that a large site costs each segment no more than a small one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import NamedTuple

from beyan.desk.editions import Stopped, parsed, texts
from beyan.desk.exchange.rows import DONE, Offer
from beyan.desk.exchange.segments import Unaligned, pair_of
from beyan.language.encodings import text_of
from beyan.model.config import Config
from beyan.model.release import key_of
from beyan.publish.forks import all_cores
from beyan.publish.workers import parallel_map
from beyan.source.translation import fingerprint

# In percent; below it a translator is faster alone.
_LEAST = 70
_OFFERS = 3
# So many texts are compared with a segment, and so many of its words are looked up.
_CANDIDATES, _WORDS = 60, 8
# A word that so many texts have tells nothing.
_COMMON = 400
_WORD = re.compile(r"\w+")


class Known(NamedTuple):
    """A segment that was translated in the file `path`."""

    source: str
    target: str
    path: str


class Memory:
    def __init__(self, known: Iterable[Known]) -> None:
        # The newest text comes first, and of one pair that is enough.
        unique = {(each.source, each.target): each for each in reversed(list(known))}
        self._known = list(reversed(unique.values()))
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(self._known):
            self._exact[fingerprint(each.source)].append(number)
            for word in set(_words(each.source)):
                self._by_word[word].append(number)

    def __len__(self) -> int:
        return len(self._known)

    def offers(self, words: str) -> list[Offer]:
        """The best first; of the same words any number of translations, each once."""
        same = self._exact.get(fingerprint(words), [])
        found = [self._offer(number, 100) for number in same]
        if len(found) < _OFFERS:
            typed = _words(words)
            near = [
                self._offer(number, quality)
                for number in self._candidates(typed)
                if number not in same and (quality := _likeness(typed, self._known[number].source))
            ]
            found += sorted(near, key=lambda each: -each.quality)
        return found[:_OFFERS]

    def _offer(self, number: int, quality: int) -> Offer:
        each = self._known[number]
        return Offer(each.source, each.target, quality, each.path)

    def _candidates(self, typed: Sequence[str]) -> list[int]:
        known = self._by_word
        rarest = sorted({each for each in typed if each in known}, key=lambda w: len(known[w]))
        shared: dict[int, int] = defaultdict(int)
        for word in rarest[:_WORDS]:
            if len(known[word]) <= _COMMON or not shared:
                for number in known[word][:_COMMON]:
                    shared[number] += 1
        return sorted(shared, key=lambda number: -shared[number])[:_CANDIDATES]


def remembered(root: Path, config: Config, source: str, to: str, without: Iterable[str]) -> Memory:
    """All that was translated from `source` into `to`, but in the texts of these keys."""
    keys: dict[str, dict[str, str]] = defaultdict(dict)
    for path in texts(root):
        language = path.removesuffix(".md").rpartition(".")[2]
        keys[key_of(path)][language] = path
    left_out = set(without)
    pairs = [
        (found[source], found[to])
        for key, found in sorted(keys.items(), reverse=True)
        if source in found and to in found and key not in left_out
    ]
    read = partial(_read, root, config, to)
    return Memory(each for found in parallel_map(read, pairs, jobs=all_cores()) for each in found)


def _read(root: Path, config: Config, to: str, paths: tuple[str, str]) -> list[Known]:
    """What follows its original today; of what cannot be read, or does not fit, nothing."""
    data = [(root / path).read_bytes() for path in paths]
    try:
        editions = [parsed(each, config, path) for each, path in zip(data, paths, strict=True)]
        pair = pair_of(editions, to, text_of(data[1])[0])
    except (Stopped, Unaligned):
        return []
    return [
        Known(each.words, each.target, paths[0])
        for each in pair.segments
        if each.state == DONE and each.target
    ]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _likeness(typed: Sequence[str], known: str) -> int:
    """In percent, by words in their order; 0 below what is worth showing."""
    there = _words(known)
    matcher = SequenceMatcher(None, typed, there, autojunk=False)
    least = _LEAST / 100
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0
    quality = int(matcher.ratio() * 100)
    # The same words with other signs between them are not the same text.
    return min(quality, 99) if quality >= _LEAST else 0
