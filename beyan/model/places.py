"""Where releases stand: their order, and which of them are on which lists, by their places in it.

An edit of texts leaves all of it as it was. Of ten thousand releases it is two megabytes, which are
read and looked up without a value of each; what else is known of them is twenty.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

from beyan.model.records import dataclass
from beyan.model.release_summary import ReleaseSummary

# The kind of a list, and the topic or person it is of; ("releases", "") is that of all.
Key = tuple[str, str]
ALL: Key = ("releases", "")

_END = "\0"
_NONE: Sequence[int] = ()


@dataclass(frozen=True)
class Places:
    """Of releases newest first, whose `keys` these are.

    `published` is when each was, `instants` are their dates, both in microseconds since 1970 (UTC).
    `lists` has by language what stands on each list, own editions alone and in this order; who is
    named twice has a release twice. `corrected` has by language what was corrected or withdrawn,
    `peopled` the languages of releases that the page of people lists anybody for.
    """

    keys: Sequence[str]
    published: Sequence[int]
    instants: Sequence[int]
    withdrawn: frozenset[int]
    lists: Mapping[str, Mapping[Key, Sequence[int]]]
    corrected: Mapping[str, Sequence[int]]
    peopled: frozenset[str]

    @cached_property
    def of(self) -> Mapping[str, int]:
        """The place of each release, by its key."""
        return {key: place for place, key in enumerate(self.keys)}

    def on(self, language: str, key: Key) -> Sequence[int]:
        return self.lists.get(language, {}).get(key, _NONE)

    def of_kind(self, kind: str) -> frozenset[str]:
        """What there are lists of, in any language: topics or people."""
        return frozenset(of for own in self.lists.values() for each, of in own if each == kind)

    @classmethod
    def among(cls, summaries: Sequence[ReleaseSummary]) -> Places:
        topics: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        people: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        languages: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        corrected: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        peopled: set[str] = set()
        for place, each in enumerate(summaries):
            for topic in each.topics:
                topics[topic].append(place)
            for person in each.people:
                people[person].append(place)
            is_withdrawn, has_people = each.is_withdrawn, each.has_people
            for edition in each.editions:
                language = edition.language
                languages[language].append(place)
                if is_withdrawn or edition.is_corrected:
                    corrected[language].append(place)
                if has_people:
                    peopled.add(language)
        of_any = {("topic", of): found for of, found in topics.items()}
        of_any |= {("participant", of): found for of, found in people.items()}
        return cls(
            keys=tuple([each.key for each in summaries]),
            published=array("q", [each.published for each in summaries]),
            instants=array("q", [each.instant for each in summaries]),
            withdrawn=frozenset([n for n, each in enumerate(summaries) if each.is_withdrawn]),
            lists={
                language: {ALL: own, **_among(own, of_any, len(summaries))}
                for language, own in languages.items()
            },
            corrected=corrected,
            peopled=frozenset(peopled),
        )

    def plain(self) -> tuple[Any, ...]:
        """As `marshal` can write it."""
        return (
            _END.join(self.keys),
            array("q", self.published).tobytes(),
            array("q", self.instants).tobytes(),
            tuple(sorted(self.withdrawn)),
            {language: _written(own) for language, own in self.lists.items()},
            _written(self.corrected),
            tuple(sorted(self.peopled)),  # a set has another order in each process
        )

    @classmethod
    def restored(cls, plain: tuple[Any, ...]) -> Places:
        keys, published, instants, withdrawn, lists, corrected, peopled = plain
        return cls(
            keys=keys.split(_END) if keys else [],
            published=memoryview(published).cast("q"),
            instants=memoryview(instants).cast("q"),
            withdrawn=frozenset(withdrawn),
            lists={language: _read(own) for language, own in lists.items()},
            corrected=_read(corrected),
            peopled=frozenset(peopled),
        )


class Summaries(Sequence[ReleaseSummary]):
    """Those of the releases of these keys, each made when somebody asks for it; `places` are where
    they stand, if that is known.
    """

    def __init__(
        self,
        keys: Sequence[str],
        made: Callable[[str], ReleaseSummary],
        places: Places | None = None,
    ) -> None:
        self.keys, self.places = keys, places
        self._made = made

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> ReleaseSummary: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[ReleaseSummary, ...]: ...
    def __getitem__(self, place: int | slice) -> ReleaseSummary | tuple[ReleaseSummary, ...]:
        if isinstance(place, slice):
            return tuple(map(self._made, self.keys[place]))
        return self._made(self.keys[place])

    def __iter__(self) -> Iterator[ReleaseSummary]:
        return map(self._made, self.keys)


def places_of(summaries: Sequence[ReleaseSummary]) -> Places:
    known = summaries.places if isinstance(summaries, Summaries) else None
    return Places.among(summaries) if known is None else known


def is_in_place(before: ReleaseSummary, now: ReleaseSummary) -> bool:
    """Whether the release stands where it stood, in the order and on all lists."""
    return _standing(before) == _standing(now)


def _standing(each: ReleaseSummary) -> tuple[Any, ...]:
    editions = tuple((own.language, own.is_corrected) for own in each.editions)
    lists = (each.topics, each.people, each.is_withdrawn, each.has_people, editions)
    return (each.key, each.published, each.instant, *lists)


def _among(
    own: Sequence[int], lists: Mapping[Key, Sequence[int]], count: int
) -> Mapping[Key, Sequence[int]]:
    """What of the lists of all `count` places is in a language that has its `own` of these."""
    if len(own) == count:
        return lists  # as in most languages
    having = frozenset(own)
    shorter = {key: [place for place in found if place in having] for key, found in lists.items()}
    return {key: array("I", found) for key, found in shorter.items() if found}


def _written(lists: Mapping[Any, Iterable[int]]) -> dict[Any, bytes]:
    return {key: array("I", found).tobytes() for key, found in lists.items()}


def _read(lists: Mapping[Any, bytes]) -> dict[Any, Sequence[int]]:
    return {key: memoryview(found).cast("I") for key, found in lists.items()}
