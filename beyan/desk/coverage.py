"""Which times of which logs have been counted, so that no request ever counts twice.

A request is known by its time alone: nothing of a visitor is kept. Each import notes from when to
when its logs reach, with the holes in them, and later imports skip what lies within. So it does
not matter in which order logs are imported, how they overlap, or whether one has grown since.

Where a log begins or ends, its second may go on in another log, or in itself when it has grown.
The requests of these seconds are told apart by digests under a key that never leaves the computer
(`marks`): without it they mean nothing, and such a second counts as complete.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from hashlib import blake2s
from pathlib import Path
from typing import NamedTuple

from beyan.desk.logs.hit import Hit
from beyan.desk.logs.log import Reach
from beyan.model.diagnostic import Diagnostic, problem
from beyan.model.views import COVERAGE_FILE
from beyan.source.table import Row, read_table, table_text

_HEADER = ("source", "from", "until", "first", "last")
# For so long the ends of logs are known to the request (seconds).
_LATE = 90 * 24 * 60 * 60
_MARKS = re.compile(r"([0-9a-f]{4}):((?:[0-9a-f]{6}\.)*(?:[0-9a-f]{6})?)")
_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


# The requests of one second, as digests; None where the second is known to be complete.
Marks = frozenset[str] | None


class Stretch(NamedTuple):
    """In seconds since 1970, both ends included; with what was counted of its ends."""

    first: int
    last: int
    at_first: Marks = None
    at_last: Marks = None


class Counted:
    """What was counted of one source. `ends` are the seconds of which some requests were."""

    def __init__(self, stretches: Sequence[Stretch], mark: Callable[[Hit], str]) -> None:
        self._stretches, self._mark = stretches, mark
        self.ends: dict[int, frozenset[str]] = {}
        for each in stretches:
            for at, marks in ((each.first, each.at_first), (each.last, each.at_last)):
                if marks is not None:
                    self.ends[at] = marks | self.ends.get(at, frozenset())

    def has(self, hit: Hit) -> bool:
        marks = self.ends.get(hit.at)
        if marks is not None:
            return not hit.may_be_read or self._mark(hit) in marks
        return self.around(hit.at)[2]

    def around(self, at: int) -> tuple[int, int, bool]:
        """From when to when all is known as it is at this time, or not; ends are no matter."""
        stretches = self._stretches
        position = bisect_right(stretches, at, key=lambda each: each.first) - 1
        if position >= 0 and at <= stretches[position].last:
            return stretches[position].first, stretches[position].last, True
        before = stretches[position].last + 1 if position >= 0 else 0
        after = stretches[position + 1].first - 1 if position + 1 < len(stretches) else 1 << 40
        return before, after, False


class Coverage:
    """What has been counted, by the name of its source."""

    def __init__(self, key: bytes = b"") -> None:
        self._stretches: dict[str, list[Stretch]] = {}
        self._key = key

    def stretch_at(self, source: str, at: int) -> Stretch | None:
        """The one that the instant lies in."""
        stretches = self._stretches.get(source, [])
        position = bisect_right(stretches, at, key=lambda each: each.first) - 1
        if position >= 0 and at <= stretches[position].last:
            return stretches[position]
        return None

    def reached(self, source: str, reach: Reach) -> None:
        """Add where a log reaches. A hole in it begins and ends with seconds that are complete."""
        found = [Stretch(first, last) for first, last in reach.stretches]
        if found and self._key:
            found[0] = found[0]._replace(at_first=frozenset(map(self._mark, reach.first)))
            found[-1] = found[-1]._replace(at_last=frozenset(map(self._mark, reach.last)))
        self.add(source, found)

    def add(self, source: str, stretches: Iterable[Stretch]) -> None:
        joined: list[Stretch] = []
        known = self._stretches.get(source, [])
        added = map(_known_alike, stretches)
        for each in sorted([*known, *added], key=lambda each: each[:2]):
            if joined and _is_one(joined[-1], each):
                joined[-1] = _joined(joined[-1], each)
            else:
                joined.append(each)
        if joined:
            self._stretches[source] = joined

    def counted(self, source: str) -> Counted:
        return Counted(self._stretches.get(source, []), self._mark)

    def _mark(self, hit: Hit) -> str:
        """Of what makes it another request than all others of its second."""
        text = "\n".join((*hit.addresses, hit.forwarded, hit.agent or "", hit.host, hit.target))
        return blake2s(text.encode(), key=self._key, digest_size=3).hexdigest()

    @property
    def _signature(self) -> str:
        """By which marks of this key are known."""
        return blake2s(b"marks", key=self._key, digest_size=2).hexdigest() if self._key else ""

    def until(self, now: int) -> list[tuple[str, int]]:
        """Cut off what reaches beyond now, and tell of it: nothing after it would ever count."""
        cut = []
        for source, stretches in self._stretches.items():
            cut += [(source, each.last) for each in stretches if each.last > now]
            self._stretches[source] = [
                each if each.last <= now else Stretch(each.first, now, each.at_first)
                for each in stretches
                if each.first <= now
            ]
        return cut

    def text(self, now: int = 0) -> str:
        """Marks are kept for as long as logs are late, or grow."""

        def shown(each: Stretch, marks: Marks) -> str:
            if marks is None or each.last < now - _LATE:
                return ""
            return f"{self._signature}:{'.'.join(sorted(marks))}"

        return table_text(
            _HEADER,
            (
                (source, _shown(each.first), _shown(each.last),
                 shown(each, each.at_first), shown(each, each.at_last))
                for source, stretches in self._stretches.items()
                for each in stretches
            ),
        )  # fmt: skip

    def marks(self, text: str) -> Marks:
        """As `text` has them; those under another key tell nothing."""
        match = _MARKS.fullmatch(text)
        if match is None or match[1] != self._signature:
            return None
        return frozenset(match[2].split(".")) if match[2] else frozenset()


def _known_alike(each: Stretch) -> Stretch:
    """A second alone is its stretch's first and its last: where one end is cut off, so is it."""
    if each.first != each.last or None not in (each.at_first, each.at_last):
        return each
    marks = each.at_first if each.at_last is None else each.at_last
    return each._replace(at_first=marks, at_last=marks)


def _is_one(one: Stretch, other: Stretch) -> bool:
    """Whether all between the ends of both is complete; `one` does not begin later."""
    if one.first == other.first or other.first < one.last:
        return True
    if other.first == one.last:
        # What ends in the midst of a second, and what begins there, may lack a third log's.
        return other.last == one.last or None in (one.at_last, other.at_first)
    return other.first == one.last + 1 and one.at_last is None and other.at_first is None


def _joined(one: Stretch, other: Stretch) -> Stretch:
    """Of which `one` begins first, or both at once."""
    first, last = one.at_first, one.at_last
    if one.first == other.first:
        first = _all(first, other.at_first)
    if other.last > one.last:
        last = other.at_last
    elif other.last == one.last:
        last = _all(last, other.at_last)
    return Stretch(one.first, max(one.last, other.last), first, last)


def _all(one: Marks, other: Marks) -> Marks:
    return None if one is None or other is None else one | other


def load_coverage(root: Path, key: bytes = b"") -> tuple[Coverage, list[Diagnostic]]:
    """Of this version, or of the first one, for which all seconds were complete."""
    rows, problems = read_table(root, COVERAGE_FILE, _HEADER)
    if any(each.code == "table-header" for each in problems):
        earlier = read_table(root, COVERAGE_FILE, _HEADER[:3])
        if not any(each.code == "table-header" for each in earlier[1]):
            rows, problems = earlier
    coverage = Coverage(key)
    found: dict[str, list[Stretch]] = {}
    for row in rows:
        source = row.values[0]
        wrong: list[Diagnostic] = []
        first, last = (_instant(row, column, wrong) for column in (1, 2))
        marks = [coverage.marks(each) for each in row.values[3:]]
        problems += wrong
        if not wrong:
            ends = (first, last) if first <= last else (last, first)
            found.setdefault(source, []).append(Stretch(*ends, *marks))
    for source, stretches in found.items():
        coverage.add(source, stretches)
    return coverage, problems


def _instant(row: Row, column: int, wrong: list[Diagnostic]) -> int:
    text = row.values[column]
    try:
        return int(datetime.strptime(text, _FORMAT).replace(tzinfo=UTC).timestamp())
    except ValueError:
        wrong.append(problem("bad-instant", row.span(column), value=text))
        return 0


def _shown(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime(_FORMAT)
