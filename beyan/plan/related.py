"""Releases that have topics and people in common, nearest in time."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from beyan.model.release_summary import ReleaseSummary

SHOWN = 3
# So many places are looked at on each side of a release in each of its lists. So a page costs the
# same on a site of any size, and a new release changes only pages that are near it.
_REACH = 3
# Nearly every release names the head of the office: a topic tells more.
_TOPIC, _PERSON = 2, 1


class Relations:
    """Between the releases of one language, given newest first and told by their places there.

    Withdrawn ones have none.
    """

    def __init__(self, summaries: Sequence[ReleaseSummary]) -> None:
        self._summaries = summaries
        self._found: dict[int, list[int]] = {}

    # A check asks for those of few releases, and otherwise all processes do.

    @cached_property
    def _instants(self) -> list[int]:
        return [summary.instant for summary in self._summaries]

    @cached_property
    def _topics(self) -> Mapping[str, Sequence[int]]:
        return self._places(lambda summary: summary.topics)

    @cached_property
    def _people(self) -> Mapping[str, Sequence[int]]:
        return self._places(lambda summary: set(summary.people))

    def _places(
        self, named: Callable[[ReleaseSummary], Iterable[str]]
    ) -> Mapping[str, Sequence[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for number, summary in enumerate(self._summaries):
            if not summary.is_withdrawn:
                for each in named(summary):
                    places[each].append(number)
        return places

    def of(self, number: int) -> list[int]:
        """The nearest ones by what they share, then by time; of two as near, the newer one."""
        if number not in self._found:
            self._found[number] = self._nearest(number)
        return self._found[number]

    def _nearest(self, number: int) -> list[int]:
        summary = self._summaries[number]
        if summary.is_withdrawn:
            return []
        return nearest(
            number,
            [self._topics[topic] for topic in summary.topics],
            [self._people[person] for person in set(summary.people)],
            self._instants,
        )


def nearest(
    number: int,
    topics: Iterable[Sequence[int]],
    people: Iterable[Sequence[int]],
    instants: Sequence[int],
) -> list[int]:
    """The places of those nearest to the release at `number`, from the places of all that share
    each of its topics and people, and are not withdrawn; `instants` are those of all places.
    """
    near: list[int] = []
    for listed in topics:
        near += _around(listed, number) * _TOPIC
    for listed in people:
        near += _around(listed, number) * _PERSON
    scores = Counter(near)
    del scores[number]
    # Most share one thing: only those that can be among the first have to be compared.
    least = sorted(scores.values(), reverse=True)[:SHOWN][-1:] or [0]
    ranked = [
        (-score, abs(instants[other] - instants[number]), other)
        for other, score in scores.items()
        if score >= least[0]
    ]
    ranked.sort()
    return [other for _, _, other in ranked[:SHOWN]]


class Related:
    """`Relations` by the releases that are listed: languages that list the same ones share it."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, ...], Relations] = {}

    def among(self, summaries: Sequence[ReleaseSummary]) -> Relations:
        """Those between the releases, given newest first."""
        keys = tuple([summary.key for summary in summaries])
        if keys not in self._made:
            self._made[keys] = Relations(summaries)
        return self._made[keys]


def _around(listed: Sequence[int], number: int) -> list[int]:
    at = bisect_left(listed, number)
    return [*listed[max(0, at - _REACH) : at + _REACH + 1]]
