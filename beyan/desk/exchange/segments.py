"""The segments of a text, and what its translation says of each today.

They are the parts that `translated_from` has fingerprints of. Which paragraph of a translation
belongs to which of the original is told by that record; without one, paragraphs in the same number
belong together in their order.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from beyan.desk.editions import AnyEdition
from beyan.desk.exchange.rows import DONE, NEW, OUTDATED
from beyan.model.diagnostic import Span
from beyan.model.release import composed
from beyan.source.fields import per_language
from beyan.source.translation import (
    WORDS,
    Part,
    fingerprint,
    fingerprints,
    own_words,
    parts,
    record,
)
from beyan.source.unfinished import notes_of

Place = tuple[str | int, ...]
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


class Segment(NamedTuple):
    """`words` are the original's, `target` the translation's, without indentation.

    `recorded` is the fingerprint of what the target was made from, `slot` which of the
    translation's paragraphs it is; -1 for none. `is_recorded`: the original's fingerprints have it;
    the others are words that another edition states for it.
    """

    name: str
    place: Place
    words: str
    indent: str
    span: Span
    target: str = ""
    state: str = NEW
    recorded: str = ""
    slot: int = -1
    is_recorded: bool = True

    @property
    def key(self) -> str:
        """`title`, `photos.1.alt`, `text.3`."""
        return ".".join(str(each + 1) if isinstance(each, int) else each for each in self.place)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.words)


class Slot(NamedTuple):
    """Where a paragraph of a translation stands in its text, or the note that waits instead."""

    start: int
    end: int
    words: str
    is_note: bool


class Pair(NamedTuple):
    """A text and its translation into the language `to`, which need not exist yet.

    `twins` are all editions but the translation, the original first. `slots` is what the body of
    the translation has.
    """

    twins: tuple[AnyEdition, ...]
    translation: AnyEdition | None
    to: str
    segments: tuple[Segment, ...]
    slots: tuple[Slot, ...] = ()
    body: str = ""

    @property
    def original(self) -> AnyEdition:
        return self.twins[0]

    @property
    def path(self) -> str:
        """The translation's, which may not be there yet: beside the original."""
        if self.translation is not None:
            return self.translation.path
        stem = self.original.path.removesuffix(f".{self.original.language}.md")
        return f"{stem}.{self.to}.md"

    @property
    def stamps(self) -> tuple[str, str]:
        """Fingerprints of both editions as they are now."""
        there = record(parts(self.translation)) if self.translation is not None else ""
        return fingerprint(record(parts(self.original))), fingerprint(there)


class Unaligned(Exception):
    """Nobody can tell which paragraphs of the translation belong to which of the original."""

    def __init__(self, there: int, here: int) -> None:
        super().__init__(there, here)
        self.there, self.here = there, here


def pair_of(editions: Sequence[AnyEdition], to: str, text: str = "") -> Pair:
    """The first edition and its translation, whose file has the `text`. Raises `Unaligned`."""
    original = editions[0]
    translation = next((each for each in editions if each.language == to), None)
    twins = tuple(each for each in editions if each is not translation)
    of_head = [
        *_of_head(original, translation, to, text),
        *_stated_elsewhere(twins, translation, to),
    ]
    of_text = [each for each in parts(original) if each.name == "text"]
    if translation is None:
        segments = (*of_head, *map(_segment, of_text))
        return Pair(twins, None, to, segments)
    body, slots = slots_of(text, translation, original.language)
    aligned = _aligned(original, translation, of_text, slots)
    return Pair(twins, translation, to, (*of_head, *aligned), slots, body)


def target_at(edition: AnyEdition, place: Place) -> str:
    """What the edition says in its own language at the place of the front matter."""
    value: Any = edition.form
    for step in place:
        if isinstance(step, int):
            value = value[step] if value is not None and step < len(value) else None
        else:
            value = getattr(value, step, None)
    return own_words(value, edition.language)


def slots_of(text: str, translation: AnyEdition, language: str) -> tuple[str, tuple[Slot, ...]]:
    """The body in the text of a file, and its paragraphs and notes of the original, in order."""
    fences = list(_FENCE.finditer(text))[:2]
    body = text[fences[1].end() + 1 :]
    found = [Slot(each.start, each.end, each.words, True) for each in notes_of(body, language)]
    starts = [0, *(match.end() for match in re.finditer("\n", body))]
    first = translation.prose.span.line
    for part in parts(translation):
        if part.name == "text":
            line = part.span.line - first
            last = line + part.text.count("\n")
            end = starts[last + 1] - 1 if last + 1 < len(starts) else len(body)
            found.append(Slot(starts[line], end, part.text, False))
    return body, tuple(sorted(found))


# --- the front matter -----------------------------------------------------------------------


def _of_head(
    original: AnyEdition, translation: AnyEdition | None, to: str, text: str
) -> Iterator[Segment]:
    """With the words of the translation; else those that the original gives in its language."""
    recorded = _recorded(original, translation)
    for part in parts(original):
        if part.name == "text":
            continue
        target, counts = "", False
        if translation is not None:
            target = target_at(translation, counterpart(original, translation, part.place))
            counts = bool(target)
            if part.name == "title" and target == part.text and _is_noted(text, original):
                target = ""
        target = (
            target or per_language(value_at(original, part.place), original.language).get(to) or ""
        )
        yield _judged(_segment(part), target, recorded if counts else None)


def _stated_elsewhere(
    twins: Sequence[AnyEdition], translation: AnyEdition | None, to: str
) -> Iterator[Segment]:
    """Words in the original's language of lists that another edition alone states."""
    original = twins[0]
    for key, fields in WORDS.items():
        stated = next((each for each in twins if getattr(each.form, key, None)), None)
        if stated is None or stated is original:
            continue
        for position, item in enumerate(getattr(stated.form, key)):
            for field in fields if not isinstance(item, str) else ():
                words = per_language(getattr(item, field), stated.language)
                typed = words.get(original.language)
                if not typed:
                    continue
                place = (key, position, field)
                target = words.get(to) or ""
                if translation is not None:
                    there = counterpart(stated, translation, place)
                    target = target_at(translation, there) or target
                part = Part(key, typed, stated.document.span(place), place)
                yield _judged(_segment(part), target, None)._replace(is_recorded=False)


def counterpart(original: AnyEdition, translation: AnyEdition, place: Place) -> Place:
    """Where the translation has what stands at the place.

    Files may be listed in another order; corrections of one day are told apart by theirs.
    """
    if place[0] not in ("photos", "attachments", "corrections") or not isinstance(place[1], int):
        return place
    (key, _, field), position = place, int(place[1])
    here, there = (list(getattr(e.form, str(key), None) or ()) for e in (original, translation))
    wanted = _called(here[position])
    before = sum(_called(each) == wanted for each in here[:position])
    found = [n for n, item in enumerate(there) if _called(item) == wanted][before:]
    return (key, found[0] if found else len(there), field)


def _called(item: Any) -> str:
    return composed(item.file) if hasattr(item, "file") else str(item.date)


def note_in_head(language: str) -> re.Pattern[str]:
    """What finds the notes of a new translation above the keys of its front matter."""
    return re.compile(
        rf"^[ \t]*# {re.escape(language)}: (?P<words>.*(?:\n[ \t]*#   .*)*)\n", re.MULTILINE
    )


def words_in_head(note: re.Match[str]) -> str:
    """The original's words, which the note has wrapped."""
    return " ".join(re.sub(r"\n[ \t]*#", " ", note["words"]).split())


def _is_noted(text: str, original: AnyEdition) -> bool:
    """Whether the title that stands there is still the original's, to be written over."""
    words = " ".join(original.form.title.split())
    found = note_in_head(original.language).finditer(text)
    return any(words_in_head(each) == words for each in found)


def value_at(edition: AnyEdition, place: Place) -> Any:
    """As the form has it: words may be one text, or one per language."""
    value: Any = edition.form
    for step in place:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def _segment(part: Part) -> Segment:
    lines = part.text.split("\n")
    words = textwrap.dedent(part.text)
    indent = lines[0][: len(lines[0]) - len(words.split("\n", 1)[0])] if part.text else ""
    return Segment(part.name, part.place, words, indent, part.span)


def _recorded(original: AnyEdition, translation: AnyEdition | None) -> dict[str, list[str]] | None:
    """The fingerprints that the translation was made from, if it was from this original."""
    stated = translation.form.translated_from if translation is not None else None
    if stated is None or stated.edition != original.language or not stated.digest:
        return None
    return fingerprints(stated.digest)


def _judged(segment: Segment, target: str, recorded: dict[str, list[str]] | None) -> Segment:
    """With its target, and whether that follows what the original says today."""
    if not target:
        return segment
    known = recorded.get(segment.name, []) if recorded is not None else None
    if known is None or segment.fingerprint in known:
        return segment._replace(target=target, state=DONE, recorded=segment.fingerprint)
    # Which of several it was made from is not to be known: any of them tells that it lags.
    old = known[-1] if known else fingerprint("")
    return segment._replace(target=target, state=OUTDATED, recorded=old)


# --- the text -------------------------------------------------------------------------------


def _aligned(
    original: AnyEdition,
    translation: AnyEdition,
    of_text: Sequence[Part],
    slots: Sequence[Slot],
) -> Iterator[Segment]:
    now = [_segment(part) for part in of_text]
    prints = [each.fingerprint for each in now]
    recorded = _recorded(original, translation)
    old = recorded.get("text", []) if recorded is not None else prints
    # Of a text without paragraphs the title waits in a note.
    has_slots = bool(old) and bool(slots)
    if has_slots and not _fit(old, slots):
        raise Unaligned(len(slots), len(old))
    for kind, first, last, start, end in SequenceMatcher(
        None, old, prints, autojunk=False
    ).get_opcodes():
        for step in range(end - start):
            segment = now[start + step]
            number = first + step
            if number >= last or not has_slots:
                yield segment
                continue
            slot = slots[number]
            if slot.is_note:
                yield segment._replace(slot=number)
                continue
            yield segment._replace(
                target=textwrap.dedent(slot.words),
                state=DONE if kind == "equal" else OUTDATED,
                recorded=old[number],
                slot=number,
            )


def _fit(old: Sequence[str], slots: Sequence[Slot]) -> bool:
    """Whether there is one for each paragraph that was translated, notes for the same words."""
    return len(old) == len(slots) and all(
        fingerprint(words_of_note(slot.words)) == each
        for each, slot in zip(old, slots, strict=True)
        if slot.is_note
    )


def words_of_note(words: str) -> str:
    """Without its language, and with comments as they were before the note was made of them."""
    _, _, text = words.partition(":")
    return text.replace("<! --", "<!--").replace("-- >", "-->").strip()
