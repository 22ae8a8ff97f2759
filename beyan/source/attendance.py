"""Who stands in a release's lists of participants: nobody twice, and in one order everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from hashlib import sha256

from beyan.language.spelling import name_words, own_words, same_name
from beyan.model.diagnostic import Diagnostic, problem
from beyan.model.release import Participant
from beyan.source.edition import EditionFile, InlineParticipant, ReleaseForm
from beyan.source.fields import per_language
from beyan.source.writing.names import Names

ReleaseFile = EditionFile[ReleaseForm]
Item = str | InlineParticipant

# Longer lists are not shown to their end.
_SHOWN = 10


# --- once each ------------------------------------------------------------------------------


def repeated_people(file: ReleaseFile, items: Sequence[Item], names: Names) -> Iterator[Diagnostic]:
    """People written in place who stand in the list twice, or in the registry as well.

    Two people may have one name: it is an error only where role or organisation are the same, too.
    """
    known = {item: position for position, item in enumerate(items) if isinstance(item, str)}
    first: dict[str, int] = {}
    for position, item in enumerate(items):
        if isinstance(item, str):
            continue
        texts = [text for _, text in per_language(item.name, file.language).pairs]
        folded = [each for each in map(same_name, texts) if each]
        key = names.key_of(folded)
        before = next((first[each] for each in folded if each in first), known.get(key))
        span = partial(file.document.span, ("participants", position, "name"))
        if before is not None:
            other, facts = items[before], _facts(file.language, item)
            if not isinstance(other, str) and facts and facts == _facts(file.language, other):
                yield problem("duplicate-item", span(), value=texts[0])
            else:
                there = file.document.span(("participants", before))
                yield problem("same-name", span(), name=texts[0], other=str(there))
        elif key:
            yield problem("registered-participant", span(), name=texts[0], key=key)
        for each in folded:
            first.setdefault(each, position)


# --- in one order ---------------------------------------------------------------------------


def other_order(
    first: tuple[ReleaseFile, Sequence[Item]], other: tuple[ReleaseFile, Sequence[Item]]
) -> list[Diagnostic]:
    """The problem, at both lists, if they have the same people in another order.

    They are as many, and those with keys the same. Who is spelled wholly unlike in two languages
    is paired by the place in the list.
    """
    lists = (first, other)
    keys = [[item if isinstance(item, str) else "" for item in items] for _, items in lists]
    if keys[0] == keys[1] and not _is_moved(*(_inline(*each) for each in lists)):
        return []
    shown = [_shown(items) for _, items in lists]
    spans = [file.document.key_span(("participants",)) for file, _ in lists]
    return [
        problem(
            "order-differs",
            spans[mine],
            key="participants",
            value=shown[mine],
            other=str(spans[theirs]),
            other_value=shown[theirs],
        )
        for mine, theirs in ((0, 1), (1, 0))
    ]


Inline = tuple[str, InlineParticipant]


def _inline(file: ReleaseFile, items: Sequence[Item]) -> list[Inline]:
    return [(file.language, item) for item in items if not isinstance(item, str)]


def _is_moved(ones: Sequence[Inline], others: Sequence[Inline]) -> bool:
    """Whether people stand elsewhere in the other list, as far as anything can be compared.

    By the whole name, however it is transliterated; of those left, by a part of it, then by what
    is said of them. One whole name elsewhere is enough, but who is known by less must have changed
    places with others who are: two offices may share a word.
    """
    left = list(range(len(ones)))
    places, left = _places(
        left, [_names(*each) for each in ones], [_names(*each) for each in others]
    )
    if places:
        return True
    for of in (_parts, _facts):
        places, left = _places(left, [of(*each) for each in ones], [of(*each) for each in others])
        if _has_circle(places):
            return True
    return False


def _places(
    left: Sequence[int], ones: Sequence[Set[object]], others: Sequence[Set[object]]
) -> tuple[dict[int, int], list[int]]:
    """Where in the other list each of those left stands, if elsewhere; and who is still unknown."""
    owner: dict[object, int | None] = {}
    for place in left:
        for sign in others[place]:
            owner[sign] = place if sign not in owner else None
    places: dict[int, int] = {}
    unknown = []
    for place in left:
        if ones[place] & others[place]:
            continue
        found = {owner.get(sign) for sign in ones[place]} - {None}
        elsewhere = [each for each in found if each is not None and not ones[each] & others[each]]
        if len(elsewhere) == 1:
            places[place] = elsewhere[0]
        unknown.append(place)
    return places, unknown


def _has_circle(places: Mapping[int, int]) -> bool:
    seen: dict[int, int] = {}
    for start in places:
        place: int | None = start
        while place is not None and place not in seen:
            seen[place] = start
            place = places.get(place)
        if place is not None and seen[place] == start:
            return True
    return False


def _names(language: str, item: InlineParticipant) -> Set[object]:
    texts = (text for _, text in per_language(item.name, language).pairs)
    return {words for words in map(name_words, texts) if words}


def _parts(language: str, item: InlineParticipant) -> Set[object]:
    """Family names and first names of those who are written with two words or three."""
    texts = (text for _, text in per_language(item.name, language).pairs)
    return {
        word for each in map(own_words, texts) if len(each) <= 3 for word in each if len(word) > 2
    }


def _facts(language: str, item: InlineParticipant) -> Set[object]:
    said = {"role": item.role, "organisation": item.organisation}
    return {
        (field, same_name(text))
        for field, words in said.items()
        for _, text in per_language(words, language).pairs
    }


def _shown(items: Sequence[Item]) -> str:
    names = [
        item
        if isinstance(item, str)
        else item.name
        if isinstance(item.name, str)
        else next(iter(item.name.values()))
        for item in items[:_SHOWN]
    ]
    return ", ".join([*names, *(["…"] if len(items) > _SHOWN else [])])


# --- who it was -----------------------------------------------------------------------------


def registered(participants: Iterable[Participant], names: Names) -> tuple[tuple[str, str], ...]:
    """What the registry says of those written in place: each name with the key it has there."""
    return tuple(
        (folded, names.key_of([folded]))
        for each in participants
        if not each.key
        for folded in (same_name(text) for _, text in each.name.pairs)
    )


def circle(participants: Iterable[Participant]) -> bytes:
    """Equal for the same people, however their names are transliterated; empty for nobody."""
    names = (next(text for _, text in each.name.pairs) for each in participants)
    found = sorted(" ".join(sorted(name_words(name))) for name in names)
    return sha256("\n".join(found).encode()).digest()[:8] if found else b""
