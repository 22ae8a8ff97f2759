"""Alphabetical order as ICU has it, from tables that `tests/collation/tables.py` takes from ICU.

What is compared are the elements of a text, one or more to a letter: first all their primary
weights (which letter), then the secondary ones (accents), then the tertiary ones (case). Composed
letters that a table does not have are taken apart. Ideographs that it does not have, and letters of
scripts in which no language of CLDR is written, come last, by code point.
"""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypedDict, cast

Order = tuple[tuple[int, ...], str, str]
_Element = tuple[int, int, int]

_TABLES = Path(__file__).with_name("collation")
_COMMON = 0x0500
# Of a tertiary weight: what is left when it is in capitals does not come first, and case alone.
_WITHOUT_CASE, _CASE, _LIFTED = 0x3FFF, 0xC000, 0x4000
_IDEOGRAPHS = 0xFA000000
_SYLLABLES = 0x79060000
# Behind all ideographs of a language's own order.
_OTHER_IDEOGRAPHS = 0x01000000
_UNKNOWN_LETTERS, _UNKNOWN_SIGNS = 0xF8000000, 0x0E000000
# Above it stands the place of the script in the language's own order.
_WEIGHT = 0xFFFFFFFF


class _Table(TypedDict, total=False):
    """A file: what it lacks is as in the root."""

    elements: dict[str, list[int]]
    # By heading, in their order; Korean ones by the syllable that they are read as.
    ideographs: dict[str, str]
    syllables: dict[str, str]
    headings: str
    scripts: list[str]
    upper_first: bool
    backwards: bool
    # The greatest weight of what counts only where all else is the same.
    passed_over: int


class _Root(_Table):
    beginnings: list[tuple[int, str]]
    usual: dict[str, str]
    same: dict[str, str]


class Collation:
    """The order of one language."""

    def __init__(self, name: str) -> None:
        root = _root()
        table: _Table = _read(name) if name else {}
        self._elements = {**root["elements"], **table.get("elements", {})}
        self._longest: dict[str, int] = {}
        for text in self._elements:
            if len(text) > 1:
                self._longest[text[0]] = max(len(text), self._longest.get(text[0], 0))
        self._starts = [start for start, _ in root["beginnings"]]
        first = table.get("scripts", [])
        names = [name for _, name in root["beginnings"]]
        self._ranks = [first.index(name) if name in first else len(first) for name in names]
        self._upper_first = table.get("upper_first", False)
        self._backwards = table.get("backwards", False)
        self._passed_over = table.get("passed_over", 0)
        self._ideographs: dict[str, _Element] = {}
        self._add_ideographs(table)
        self._known: dict[str, tuple[_Element, ...]] = {}
        self._headings = self._with_keys(table.get("headings", root["headings"]).split(), table)

    def _add_ideographs(self, table: _Table) -> None:
        every = "".join(table.get("ideographs", {}).values())
        for place, sign in enumerate(every):
            self._ideographs[sign] = (_IDEOGRAPHS + place, _COMMON, _COMMON)
        for syllable, signs in table.get("syllables", {}).items():
            for place, sign in enumerate(signs, start=1):
                self._ideographs[sign] = (_syllable(syllable), _COMMON, _COMMON + place)

    def order(self, text: str) -> Order:
        """Compared with that of another text, says which comes first."""
        primary, secondary, tertiary = [], [], []
        for first, second, third in self._weighed(unicodedata.normalize("NFC", text)):
            if first:
                primary.append(first)
            if second:
                secondary.append(chr(second))
            if third:
                tertiary.append(chr(third))
        if self._backwards:
            secondary.reverse()
        return tuple(primary), "".join(secondary), "".join(tertiary)

    def heading(self, text: str) -> str:
        """Under which letter an index has the text; empty where it begins with no letter."""
        key = self.order(text)[0]
        if not key or key[0] < self._starts[0]:
            return ""
        keys, labels = self._headings
        place = bisect_right(keys, key) - 1
        if place >= 0 and self._script(keys[place][0]) == self._script(key[0]):
            return labels[place]
        return _letters().get(key[0] & _WEIGHT) or text[:1]

    def _with_keys(
        self, headings: list[str], table: _Table
    ) -> tuple[list[tuple[int, ...]], list[str]]:
        """Where each heading begins; ideographs are listed under headings of their own."""
        found = {self.order(heading)[0]: heading for heading in headings}
        for heading, signs in table.get("ideographs", {}).items():
            if heading:
                found[self.order(signs[0])[0]] = heading
        keys = sorted(found)
        return keys, [found[key] for key in keys]

    def _script(self, weight: int) -> int:
        return bisect_right(self._starts, weight & _WEIGHT)

    def _weighed(self, text: str) -> list[_Element]:
        found: list[_Element] = []
        for part in self._parts(text):
            elements = self._known.get(part)
            if elements is None:
                elements = self._known[part] = tuple(map(self._placed, self._taken_apart(part)))
            found += elements
        return self._without_what_is_passed_over(found) if self._passed_over else found

    def _parts(self, text: str) -> Iterator[str]:
        """The longest that the table has elements of."""
        start = 0
        while start < len(text):
            end = min(len(text), start + self._longest.get(text[start], 1))
            while end > start + 1 and text[start:end] not in self._elements:
                end -= 1
            yield text[start:end]
            start = end

    def _taken_apart(self, part: str) -> list[_Element]:
        numbers = self._elements.get(part)
        if numbers is not None:
            return _unpacked(numbers)
        if part in self._ideographs:
            return [self._ideographs[part]]
        if "\uac00" <= part <= "\ud7a3":
            return [(_syllable(part), _COMMON, _COMMON)]
        for form in ("NFD", "NFKD"):
            parts = unicodedata.normalize(form, part)
            if parts != part:
                return [each for one in self._parts(parts) for each in self._taken_apart(one)]
        return [(_unknown(part), _COMMON, _COMMON)]

    def _placed(self, element: _Element) -> _Element:
        """Scripts in the language's own order, and capitals where it has them."""
        first, second, third = element
        if first >= self._starts[0]:
            first += self._ranks[self._script(first) - 1] << 32
        if self._upper_first and third:
            third = third ^ _CASE if second else third + _LIFTED
        else:
            third &= _WITHOUT_CASE
        return first, second, third

    def _without_what_is_passed_over(self, elements: list[_Element]) -> list[_Element]:
        found = []
        passed = False
        for element in elements:
            if element[0]:
                passed = element[0] <= self._passed_over
            if not passed:
                found.append(element)
        return found


def _unpacked(numbers: list[int]) -> list[_Element]:
    """Three numbers to an element; the last one lacks what is common."""
    padded = numbers + [_COMMON] * (-len(numbers) % 3)
    return list(zip(padded[::3], padded[1::3], padded[2::3], strict=True))


def _syllable(sign: str) -> int:
    return _SYLLABLES + ord(sign) - 0xAC00


def _unknown(sign: str) -> int:
    code = ord(sign)
    if "CJK" in unicodedata.name(sign, "").split(" ", 1)[0]:
        return _IDEOGRAPHS + _OTHER_IDEOGRAPHS + code
    return (_UNKNOWN_LETTERS if sign.isalnum() else _UNKNOWN_SIGNS) + code


@lru_cache(maxsize=1)
def _letters() -> dict[int, str]:
    """The plain capital letter of each primary weight."""
    return {
        numbers[0]: text.title()
        for text, numbers in reversed(_root()["elements"].items())
        if len(numbers) == 1
    }


@lru_cache(maxsize=1)
def _root() -> _Root:
    return cast(_Root, _read("root"))


def _read(name: str) -> _Table:
    return cast(_Table, json.loads((_TABLES / f"{name}.json").read_text("utf-8")))


@lru_cache(maxsize=64)
def of_language(tag: str) -> Collation:
    """The order of the language, in its script and country where these make a difference."""
    return _of_table(_table(tag))


@lru_cache(maxsize=64)
def _of_table(name: str) -> Collation:
    return Collation(name)


def _table(tag: str) -> str:
    """The name of the language's table; empty where its order is that of the root."""
    language, script, country = subtags(tag)
    root = _root()
    if script and script == root["usual"].get(language):
        script = ""
    names = [f"{language}-{script}"] if script else [f"{language}-{country}", language]
    for name in names:
        while name in root["same"]:
            name = root["same"][name]
        if (_TABLES / f"{name}.json").is_file():
            return name
    return ""


def subtags(tag: str) -> tuple[str, str, str]:
    """Language, script and country, as BCP 47 writes them; empty strings for what is not named."""
    language, *rest = tag.split("-")
    script = next((each.title() for each in rest if len(each) == 4 and each.isalpha()), "")
    country = next((each.upper() for each in rest if len(each) == 2 and each.isalpha()), "")
    return language.lower(), script, country
