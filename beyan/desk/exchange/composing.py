"""The file of a translation, with the words that its translator has finished.

Values and paragraphs are put where they belong; all else stays as it is, notes included.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

import yaml

from beyan.desk.editions import AnyEdition
from beyan.desk.edits import Edits
from beyan.desk.exchange.paragraphs import body_of, in_code
from beyan.desk.exchange.rows import DONE, OUTDATED
from beyan.desk.exchange.segments import (
    Pair,
    Place,
    Segment,
    counterpart,
    note_in_head,
    slots_of,
    target_at,
    value_at,
    words_in_head,
)
from beyan.desk.scaffold import quoted
from beyan.source.dates import clock_text
from beyan.source.edition import InlineParticipant
from beyan.source.fields import per_language
from beyan.source.prose import read_prose
from beyan.source.strict_yaml import Document
from beyan.source.translation import WORDS, fingerprint, known_by, own_words, recorded_as

# Of a footnote or an abbreviation, as they begin.
_NOTES = ("[^", "*[")
# The fingerprint of no text that anybody has seen.
_NEVER = "0" * 8
_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")


class Composed(NamedTuple):
    """A text, and the segments as they stand in it."""

    text: str
    segments: tuple[Segment, ...]


def composed(pair: Pair, text: str, finished: Mapping[str, str]) -> Composed:
    """The text of the translation's file, with what is `finished` by the keys of segments."""
    assert pair.translation is not None, "it was begun"
    head = text[: len(text) - len(pair.body)]
    kept = _kept(pair, finished)
    segments = [_filled(each, finished, kept) for each in pair.segments]
    edits = Edits(head, pair.translation.document)
    closing = head.rindex("\n---") + 1
    missing = _set(edits, pair, [each for each in segments if each.key in finished])
    for lines in _new_keys(pair, segments, missing):
        edits.insert_lines(closing, *lines)
    noted = set(map(words_in_head, note_in_head(pair.original.language).finditer(head)))
    _note_origin(edits, pair, [each for each in segments if _is_known(each, noted)], closing)
    made = _without_notes(edits.made(), pair.original.language, segments)
    return Composed(made + body_of(pair, segments), tuple(segments))


def lost(made: Composed, pair: Pair, edition: AnyEdition) -> Iterator[str]:
    """The keys of segments that are read otherwise than they were written."""
    _, slots = slots_of(made.text, edition, pair.original.language)
    of_text = [each for each in made.segments if each.name == "text"]
    is_whole = len(slots) == len(of_text)
    for position, each in enumerate(of_text):
        if not each.target:
            continue
        words = slots[position].words if is_whole else ""
        if fingerprint(words) != fingerprint(each.target):
            yield each.key
    for each in made.segments:
        if each.name != "text" and each.target:
            place = counterpart(_stating(pair, each), edition, each.place)
            stated = target_at(edition, place) or _given(pair, each)
            if fingerprint(stated) != fingerprint(each.target):
                yield each.key


def _given(pair: Pair, segment: Segment) -> str:
    """The words that the original's file has for the translation's language."""
    value = value_at(_stating(pair, segment), segment.place)
    return per_language(value, pair.original.language).get(pair.to) or ""


def one_line(words: str) -> str:
    """As a value of the front matter has them: a line end is a blank there."""
    return _BREAK.sub(" ", words.strip(" \t\n"))


def _filled(segment: Segment, finished: Mapping[str, str], kept: Container[Place]) -> Segment:
    target = finished.get(segment.key)
    if target is not None:
        return segment._replace(target=target, state=DONE, recorded=segment.fingerprint)
    if segment.target or segment.place not in kept:
        return segment
    if segment.words.startswith(_NOTES):
        # It has words of its own: the record tells that they are still to be translated.
        return segment._replace(target=segment.words, state=OUTDATED, recorded=_NEVER)
    return segment._replace(target=segment.words, state=DONE, recorded=segment.fingerprint)


def _kept(pair: Pair, finished: Container[str]) -> set[Place]:
    """Paragraphs that stay as they are until they are translated, because a note in their place
    would be code, or leave others without what they refer to.
    """
    waiting = [
        each
        for each in pair.segments
        if each.name == "text" and not each.target and each.key not in finished
    ]
    # What shows nothing by itself defines something: the target of a link, an abbreviation.
    found = {
        each.place
        for each in waiting
        if each.words.startswith(_NOTES) or not read_prose(each.words, "", 0).html.strip()
    }
    parted = (inside for inside in in_code(pair) if len(inside) > 1)
    return found.union(each.place for inside in parted for each in inside)


# --- the front matter -----------------------------------------------------------------------


def _set(edits: Edits, pair: Pair, segments: Sequence[Segment]) -> list[Segment]:
    """Write values where the file has a place for them; those that it has none for."""
    missing = []
    for each in segments:
        if each.name != "text" and not _set_value(edits, pair, each):
            missing.append(each)
    return missing


def _set_value(edits: Edits, pair: Pair, segment: Segment) -> bool:
    assert pair.translation is not None
    document = pair.translation.document
    place = _place(pair, segment)
    said = target_at(pair.translation, place) or _given(pair, segment)
    if fingerprint(said) == fingerprint(segment.target):
        return True
    around = document.node_at(place[:-1])
    if segment.name == "key_facts" and isinstance(around, yaml.SequenceNode):
        return _set_line(edits, document, around, segment)
    if not isinstance(around, yaml.MappingNode):
        root = document.node
        assert root is not None, "an edition has a title"
        return segment.name == "corrections" and edits.add_item(
            root, "corrections", _correction(pair, segment)
        )
    key, value = str(place[-1]), quoted(one_line(segment.target))
    if any(getattr(document.node_at(place[:n]), "flow_style", False) for n in range(len(place))):
        value = _flow(value)
    node = document.node_at(place)
    if isinstance(node, yaml.MappingNode):
        return edits.set(node, pair.to, value) or _added(edits, node, pair.to, value)
    if edits.set(around, key, value):
        return True
    return len(place) > 1 and _added(edits, around, key, value)


def _set_line(edits: Edits, document: Document, lines: yaml.SequenceNode, segment: Segment) -> bool:
    value, position = quoted(one_line(segment.target)), int(segment.place[1])
    value = _flow(value) if lines.flow_style else value
    if position < len(lines.value):
        # Behind the dash of an empty one stands no blank.
        is_empty = not lines.value[position].value
        edits.replace(lines.value[position], f" {value}" if is_empty else value)
        return True
    root = document.node
    assert isinstance(root, yaml.MappingNode), "an edition has a title"
    return edits.add_item(root, "key_facts", value)


def _added(edits: Edits, node: yaml.MappingNode, key: str, value: str) -> bool:
    edits.add_key(node, key, value)
    return True


def _place(pair: Pair, segment: Segment) -> Place:
    assert pair.translation is not None
    stated = _stating(pair, segment)
    return counterpart(stated, pair.translation, segment.place)


def _stating(pair: Pair, segment: Segment) -> AnyEdition:
    if segment.is_recorded:
        return pair.original
    return next(each for each in pair.twins if getattr(each.form, segment.name, None))


def _new_keys(
    pair: Pair, segments: Sequence[Segment], missing: Sequence[Segment]
) -> Iterator[list[str]]:
    """The lines of keys that the translation does not have yet."""
    for name in dict.fromkeys(each.name for each in missing):
        wanted = [each for each in segments if each.name == name and each.target]
        stated = _stating(pair, wanted[0])
        values = {each.place: quoted(one_line(each.target)) for each in wanted}
        if name in WORDS:
            yield [f"{name}:", *_list(name, stated, values)]
        elif name == "key_facts":
            yield ["key_facts:", *_lines(segments)]
        elif name == "corrections":
            yield ["corrections:", *(f"  - {_correction(pair, each)}" for each in wanted)]
        elif name == "withdrawn":
            day = clock_text(stated.form.withdrawn.date)
            yield ["withdrawn:", f"  date: {day}", f"  reason: {next(iter(values.values()))}"]
        elif name == "contact":
            yield ["contact:", f"  name: {next(iter(values.values()))}"]
        else:
            yield [f"{name}: {next(iter(values.values()))}"]


def _list(name: str, stated: AnyEdition, values: Mapping[Place, str]) -> Iterator[str]:
    """The same people and files in the same order, with their words."""
    for position, item in enumerate(getattr(stated.form, name)):
        if isinstance(item, str):
            yield f"  - {item}"
            continue
        fields = {
            field: values[name, position, field]
            for field in WORDS[name]
            if (name, position, field) in values
        }
        if isinstance(item, InlineParticipant):
            # A name has to be there, and is often the same.
            called = own_words(item.name, stated.language)
            fields = {"name": quoted(one_line(called)), **fields} if called else fields
        else:
            key, value = known_by(item)
            fields = {key: quoted(value), **fields}
        lead = "- "
        for field, value in fields.items():
            yield f"  {lead}{field}: {value}"
            lead = "  "


def _lines(segments: Sequence[Segment]) -> Iterator[str]:
    """All key facts; those that wait to be translated keep their place."""
    for each in segments:
        if each.name == "key_facts":
            yield f"  - {quoted(one_line(each.target))}" if each.target else "  -"


def _correction(pair: Pair, segment: Segment) -> str:
    _, position, _ = segment.place
    day = clock_text(pair.original.form.corrections[int(position)].date)
    return f"{{date: {day}, text: {_flow(quoted(one_line(segment.target)))}}}"


def _flow(value: str) -> str:
    """Inside of braces commas and brackets mean something."""
    if value.startswith('"'):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _note_origin(edits: Edits, pair: Pair, segments: Sequence[Segment], closing: int) -> None:
    """What the translation was made from, of parts that lag behind what it was."""
    assert pair.translation is not None
    digest = recorded_as(
        (each.name, each.recorded if each.state == OUTDATED else each.fingerprint)
        for each in segments
        if each.is_recorded
    )
    values = {"edition": pair.original.language, "digest": digest}
    node = pair.translation.document.node_at(("translated_from",))
    if isinstance(node, yaml.MappingNode):
        for key, value in values.items():
            if not edits.set(node, key, value):
                edits.add_key(node, key, value)
        return
    edits.insert_lines(
        closing, "translated_from:", *(f"  {key}: {value}" for key, value in values.items())
    )


def _is_known(segment: Segment, noted: Container[str]) -> bool:
    """Whether the translation follows it, or shows that it does not yet.

    What is neither there nor waits in a note is news to whoever looks at the translation next.
    """
    is_shown = segment.name == "text" or " ".join(segment.words.split()) in noted
    return bool(segment.target) or is_shown


def _without_notes(head: str, language: str, segments: Sequence[Segment]) -> str:
    """Without the original's words as notes above those that are translated now."""
    done = {" ".join(each.words.split()) for each in segments if each.target}
    return note_in_head(language).sub(
        lambda note: "" if words_in_head(note) in done else note[0], head
    )
