"""What the gate holds back, in the form in which files are searched for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from beyan.audit.patterns import Key, Origin, Patterns, Sought
from beyan.audit.spelling import (
    UNPARTED,
    lines,
    plain,
    spelled,
    spelled_part,
    spelled_run,
    squeezed,
)
from beyan.model.leak import Leak

# So many letters of a text in a row are no accident: some five words. Fewer where one is a word.
RUN, _RUN_OF_SIGNS = 32, 12
# A run begins every so many letters, or more where much is held back: how much is looked for must
# not grow with that.
STEP, _MOST_RUNS = 4, 2_000
# Of summaries and the like there is never less than one for so many letters.
_SHORT_STEP = 16
# Of a shorter text all has to be there, and at least so many letters; of a single word, and where
# there are digits, so many.
_FEW, _MANY, _FEW_SIGNS = 5, 8, 3
# A shorter part of an address is in too many.
_SHORTEST_PART = 3


@dataclass
class Secrets:
    """All of it. `files` are the paths of held-back editions."""

    files: set[str] = field(default_factory=set)
    _exact: dict[Key, list[Origin]] = field(default_factory=dict)
    _parts: dict[str, list[Origin]] = field(default_factory=dict)
    _texts: dict[str, list[Origin]] = field(default_factory=dict)
    _short: dict[str, Origin] = field(default_factory=dict)
    _long: dict[str, Origin] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self._exact or self._parts or self._texts or self._short or self._long)

    def text(self, text: str, file: str, rule: Leak = Leak.TEXT) -> None:
        """A title, a name, a caption, a summary: all of it, and of a long one runs as well."""
        letters = plain(text)
        signs = len(letters) - sum(map(str.isdigit, letters))
        has_words = " " in text.strip() and signs == len(letters)
        least = _FEW_SIGNS if UNPARTED.search(letters) else _FEW if has_words else _MANY
        is_long = len(letters) >= 2 * _length(letters)
        if is_long:
            self._short.setdefault(letters, Origin(file, rule))
        if signs >= least and (not is_long or rule is Leak.TITLE):
            self._texts.setdefault(text, []).append(Origin(file, rule))

    def prose(self, html: str, file: str) -> None:
        """A text of several sentences: runs of its letters."""
        for line in lines(html):
            letters = plain(line)
            if len(letters) >= _length(letters):
                self._long.setdefault(letters, Origin(file, Leak.TEXT))

    def part(self, part: str, file: str, rule: Leak = Leak.ADDRESS) -> None:
        """A part of an address, or the name of a file."""
        if len(part) >= _SHORTEST_PART and plain(part):
            self._parts.setdefault(part, []).append(Origin(file, rule))

    def exact(self, key: Key, file: str, rule: Leak) -> None:
        """The digest of a file's bytes, or a page."""
        self._exact.setdefault(key, []).append(Origin(file, rule))

    def holds(self, key: Key) -> bool:
        """Whether it is the digest of a file, or a page, that is held back."""
        return key in self._exact

    def holds_address(self, address: str) -> bool:
        """Whether it is that of a page that is held back."""
        return address.strip("/") in self._parts

    @cached_property
    def patterns(self) -> Patterns:
        """How all of it is looked for: made once, where something is searched."""
        return Patterns(self.keys)

    @cached_property
    def keys(self) -> Mapping[Key, Sought]:
        """All that is looked for."""
        found = {key: Sought(origins, ()) for key, origins in self._exact.items()}
        for part, origins in self._parts.items():
            found[part_key(part)] = Sought(origins, tuple(spelled_part(part)))
        step = max(STEP, sum(map(len, self._long)) // _MOST_RUNS)
        for texts, each_so_many in (self._short, min(step, _SHORT_STEP)), (self._long, step):
            for letters, origin in texts.items():
                for run in _runs(letters, each_so_many):
                    spellings = spelled_run(run)
                    found.setdefault(spellings[0].data, Sought([origin], spellings))
        for text, origins in self._texts.items():
            key = squeezed(text.encode())
            # All of a text may be a run of another one.
            found[key] = Sought(origins, tuple(spelled(text)))
        return found


def part_key(part: str) -> Key:
    return b"/" + part.encode()


def _length(letters: str) -> int:
    return _RUN_OF_SIGNS if UNPARTED.search(letters) else RUN


def _runs(letters: str, step: int) -> Iterator[str]:
    length = _length(letters)
    last = len(letters) - length
    for at in (*range(0, last, step), last):
        yield letters[at : at + length]
