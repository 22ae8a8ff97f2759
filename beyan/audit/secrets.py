"""What the gate holds back, in the form in which files are searched for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from beyan.audit.words import words
from beyan.model.leak import Leak

# So many words one after another are no accident; fewer only as a whole title, name or caption.
LEAST_RUN = 6
# Of each run one of these is looked up: every third of a text begins one, so every run has one.
GRAM, _STEP = 4, 3
# A single word is one of many, unless it is this long (in bytes).
_LONG_WORD = 8


# What is looked up: words, a part of an address or the name of a file, the digest of a file.
Key = tuple[bytes, ...] | bytes


class Text(NamedTuple):
    """A text that is held back, of the release (or page) that the file is of."""

    words: tuple[bytes, ...]
    file: str
    rule: Leak


@dataclass(slots=True)
class Secrets:
    """`found` by the key that is looked up: which texts have it, and where in them.

    `files` are the paths of held-back editions.
    """

    texts: list[Text] = field(default_factory=list)
    found: dict[Key, list[tuple[int, int]]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.found)

    def text(self, text: str, file: str, rule: Leak = Leak.TEXT) -> None:
        """Runs of its words; all of it where it is short."""
        found = tuple(words(text.encode(), attributes=False))
        if not found or (len(found) == 1 and len(found[0]) < _LONG_WORD):
            return
        number = len(self.texts)
        self.texts.append(Text(found, file, rule))
        if len(found) < GRAM:
            self.found.setdefault(found, []).append((number, 0))
            return
        starts = range(0, len(found) - GRAM + 1, _STEP) if len(found) >= LEAST_RUN else (0,)
        for at in starts:
            self.found.setdefault(found[at : at + GRAM], []).append((number, at))

    def part(self, key: bytes, file: str, rule: Leak = Leak.ADDRESS) -> None:
        """A part of an address, the name of a file, or the digest of its bytes."""
        if key:
            self.found.setdefault(key, []).append((len(self.texts), 0))
            self.texts.append(Text((), file, rule))

    def only(self, keys: Collection[Key]) -> Secrets:
        return replace(self, found={key: self.found[key] for key in keys})

    def told_by(self, key: Key) -> Iterable[Text]:
        return (self.texts[number] for number, _ in self.found[key])


class Lookup:
    """Finds keys of `secrets` in a text; those found once can be left out from then on."""

    def __init__(self, secrets: Secrets) -> None:
        self._texts = secrets.texts
        self.left = dict(secrets.found)
        short = (key for key in self.left if isinstance(key, tuple) and len(key) < GRAM)
        self._first = {first for first, *_ in short}

    def in_words(self, found: list[bytes]) -> set[Key]:
        """What may be among the words: of long texts only a part is compared."""
        left = self.left
        keys: set[Key] = {
            each for each in zip(found, found[1:], found[2:], found[3:], strict=False)
            if each in left
        }  # fmt: skip
        first = self._first
        for at in [at for at, word in enumerate(found) if word in first]:
            short = (tuple(found[at : at + length]) for length in range(1, GRAM))
            keys.update(each for each in short if each in left)
        return keys

    def confirmed(self, keys: Iterable[Key], found: list[bytes]) -> set[Key]:
        """Those around which enough words are the same."""
        asked = {key for key in keys if isinstance(key, tuple) and len(key) == GRAM}
        sure = {key for key in keys if key not in asked}
        if asked:
            grams = zip(found, found[1:], found[2:], found[3:], strict=False)
            for position, gram in enumerate(grams):
                if gram in asked and gram not in sure and self._agrees(gram, found, position):
                    sure.add(gram)
        return sure

    def _agrees(self, gram: tuple[bytes, ...], found: list[bytes], position: int) -> bool:
        return any(
            _common(self._texts[number].words, at, found, position)
            for number, at in self.left[gram]
        )


def _common(text: tuple[bytes, ...], at: int, found: list[bytes], position: int) -> bool:
    """Whether enough words are the same, around those that are at both places."""
    needed = min(LEAST_RUN, len(text)) - GRAM
    before = 1
    while needed > 0 and before <= min(at, position):
        if text[at - before] != found[position - before]:
            break
        before, needed = before + 1, needed - 1
    after = GRAM
    while needed > 0 and at + after < len(text) and position + after < len(found):
        if text[at + after] != found[position + after]:
            break
        after, needed = after + 1, needed - 1
    return needed <= 0
