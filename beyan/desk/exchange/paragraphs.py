"""The text of a translation: each paragraph in the place of its old words, all else as it is."""

from __future__ import annotations

import textwrap
from collections.abc import Container, Iterator, Sequence

from beyan.desk.exchange.segments import Pair, Segment
from beyan.desk.scaffold import notes
from beyan.desk.translation import waiting_note
from beyan.source.prose import code_lines
from beyan.source.translation import fingerprint


def gaps(segments: Sequence[Segment]) -> list[str]:
    """The line ends before each paragraph of the original, inside of code as many as there are."""
    found: list[str] = []
    end = 0
    for each in segments:
        found.append("\n" * (each.span.line - end) if found else "")
        end = each.span.line + each.words.count("\n")
    return found


def in_code(pair: Pair) -> Iterator[list[Segment]]:
    """The paragraphs of each fenced code of the original: blank lines part them there as well."""
    text, first = pair.original.prose.text, pair.original.prose.span.line
    paragraphs = [each for each in pair.segments if each.name == "text"]
    for lines in code_lines(text):
        yield [each for each in paragraphs if each.span.line - first in lines]


def body_of(pair: Pair, every: Sequence[Segment]) -> str:
    segments = [each for each in every if each.name == "text"]
    is_whole = all(each.target for each in segments)
    if not segments:
        return _without_slots(pair) if every[0].target else pair.body
    code = {each.place for inside in in_code(pair) for each in inside}
    contents = [_content(pair, each, is_code=each.place in code) for each in segments]
    numbers = [each.slot for each in segments if each.slot >= 0]
    if all(each.is_note for each in pair.slots) or numbers != sorted(numbers):
        before = gaps(segments)
        made = "".join(gap + each for gap, each in zip(before, contents, strict=True))
        return f"{'' if is_whole else _how_to(pair)}{made}\n"
    made = _spliced(pair, segments, contents)
    return made.replace(_how_to(pair), "") if is_whole else made


def _without_slots(pair: Pair) -> str:
    """A text without any paragraph: what waited in it was the title."""
    body = pair.body
    for slot in reversed(pair.slots):
        body = body[: slot.start] + body[slot.end :]
    body = body.replace(_how_to(pair), "")
    return body if body.strip() else ""


def _spliced(pair: Pair, segments: Sequence[Segment], contents: Sequence[str]) -> str:
    """Each paragraph in the place of its old words; what is new behind the one before it."""
    kept = {each.slot for each in segments}
    # What stood between two other paragraphs is not what stands within a code.
    go_on = {each.place for inside in in_code(pair) for each in inside[1:]}
    made: list[str] = []
    position = 0
    for segment, gap, content in zip(segments, gaps(segments), contents, strict=True):
        if segment.slot < 0:
            made += [gap, content]
            continue
        slot = pair.slots[segment.slot]
        between, _ = _up_to(pair, position, slot.start, kept)
        if segment.place in go_on:
            between = [gap]
        elif made and not position:
            # Behind what is new at the beginning; notes may have stood there.
            between = [gap, *(each.lstrip("\n") for each in between)]
        made += [*between, content]
        position = slot.end
    between, _ = _up_to(pair, position, len(pair.body), kept)
    return "".join([*made, *between]).rstrip("\n") + "\n"


def _up_to(pair: Pair, start: int, end: int, kept: Container[int]) -> tuple[list[str], int]:
    """What stands between, without paragraphs that the original has no more."""
    found = []
    for number, slot in enumerate(pair.slots):
        if number not in kept and start <= slot.start < end:
            found.append(pair.body[start : slot.start])
            rest = pair.body[slot.end :]
            start = len(pair.body) - len(rest.lstrip("\n"))
    return [*found, pair.body[start:end]], end


def _content(pair: Pair, segment: Segment, *, is_code: bool) -> str:
    slot = pair.slots[segment.slot] if segment.slot >= 0 else None
    # Blanks are a part of code, and make no other text a different one.
    is_text = slot is not None and not slot.is_note and not is_code
    if slot and is_text and fingerprint(slot.words) == fingerprint(segment.target):
        # As it is wrapped there.
        return pair.body[slot.start : slot.end]
    if segment.target:
        return textwrap.indent(segment.target, segment.indent)
    return waiting_note(pair.original.language, textwrap.indent(segment.words, segment.indent))


def _how_to(pair: Pair) -> str:
    """What a new translation says of its notes."""
    _, _, body = notes("translation", pair.to).partition("\n---\n")
    comment, end, _ = body.partition("-->\n\n")
    return comment + end
