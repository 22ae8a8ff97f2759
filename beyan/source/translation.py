"""What a translator translates, its record, and what has changed since it was made.

The record is a fingerprint of each title, caption and paragraph, in the order in which they stand:
`title:5f1c09ab text:9d0a7711 03bc55e1`. It holds no words, but it tells which of them changed.
Spaces and line ends do not count, so that a text may be wrapped anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from hashlib import blake2b
from typing import Any, NamedTuple

from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.source.edition import (
    AttachmentForm,
    EditionFile,
    InlineParticipant,
    PhotoForm,
    QuoteForm,
)
from beyan.source.fields import per_language

# Each word of a list of the front matter that an edition may spell its own way.
WORDS: dict[str, tuple[str, ...]] = {
    "participants": ("name", "role", "organisation"),
    "photos": ("alt", "caption", "credit"),
    "attachments": ("title",),
    "quotes": ("text",),
}
_PARAGRAPH = re.compile(r"(?:^(?![ \t]*$).*\n?)+", re.MULTILINE)


class Part(NamedTuple):
    """A text that a translation has to follow; `name` is the key it stands below, or "text".

    `place` is where it stands in the front matter, or the number of its paragraph.
    """

    name: str
    text: str
    span: Span
    place: tuple[str | int, ...] = ()


class Change(NamedTuple):
    """What became of a part: `before` is None for a new one, `now` for one that is gone.

    `before` is empty where only its fingerprint is known. `span` is where it stands, or stood.
    """

    name: str
    before: str | None
    now: str | None
    span: Span


class Follow(NamedTuple):
    """Languages whose translation lags behind its original, and what is to be told of it."""

    outdated: frozenset[str]
    problems: tuple[Diagnostic, ...]


def follow(files: Sequence[EditionFile[Any]]) -> Follow:
    """Compare every edition that has a record with the edition it was translated from."""
    if all(file.form.translated_from is None for file in files):
        return Follow(frozenset(), ())
    outdated: set[str] = set()
    problems: list[Diagnostic] = []
    by_language = {file.language: file for file in files}
    for file in files:
        origin = file.form.translated_from
        if origin is None:
            continue
        original = by_language.get(origin.edition)
        if original is None or original is file:
            others = [each for each in by_language if each != file.language]
            problems.append(
                problem(
                    "original-missing",
                    file.document.span(("translated_from", "edition")),
                    language=origin.edition,
                    suggestion=nearest(origin.edition, others),
                )
            )
        elif not file.is_waiting and origin.digest != record(parts(original)):
            outdated.add(file.language)
            problems.append(
                problem(
                    "translation-outdated",
                    file.document.key_span(("translated_from",)),
                    original=original.path,
                    file=file.path,
                )
            )
    return Follow(frozenset(outdated), tuple(problems))


def parts(file: EditionFile[Any]) -> Iterator[Part]:
    """Title, summary, place, key facts, the words of lists, corrections, and the text by
    paragraphs.

    Of words that are given per language, those in the edition's own.
    """
    form, document = file.form, file.document
    place: tuple[str | int, ...]
    for key in ("title", "summary", "place"):
        text = getattr(form, key, None)
        if text:
            yield Part(key, text, document.span((key,)), (key,))
    for position, line in enumerate(getattr(form, "key_facts", ())):
        place = ("key_facts", position)
        if line:
            yield Part("key_facts", line, document.span(place), place)
    for key, fields in WORDS.items():
        for position, item in enumerate(getattr(form, key, None) or ()):
            for field in fields if isinstance(item, _FORMS) else ():
                words = own_words(getattr(item, field), file.language)
                if words:
                    place = (key, position, field)
                    yield Part(key, words, document.span(place), place)
    contact, withdrawn = (getattr(form, key, None) for key in ("contact", "withdrawn"))
    if contact is not None and (words := own_words(contact.name, file.language)):
        place = ("contact", "name")
        yield Part("contact", words, document.span(place), place)
    if withdrawn is not None and (words := own_words(withdrawn.reason, file.language)):
        place = ("withdrawn", "reason")
        yield Part("withdrawn", words, document.span(place), place)
    for position, correction in enumerate(getattr(form, "corrections", ())):
        place = ("corrections", position, "text")
        yield Part("corrections", correction.text, document.span(place), place)
    path, first, _ = file.prose.span
    for number, match in enumerate(_PARAGRAPH.finditer(file.prose.text)):
        line = first + file.prose.text.count("\n", 0, match.start())
        yield Part("text", match[0].rstrip(), Span(path, line, 1), ("text", number))


def known_by(item: PhotoForm | AttachmentForm | QuoteForm) -> tuple[str, str]:
    """The key and the value that tell which item of a list it is."""
    return ("person", item.person) if isinstance(item, QuoteForm) else ("file", item.file)


def own_words(value: str | dict[str, str] | None, language: str) -> str:
    """What an edition says in its own language, if anything."""
    return per_language(value, language).get(language) or ""


def record(of: Iterable[Part]) -> str:
    """The fingerprints of all parts, each kind under its name."""
    return recorded_as((part.name, fingerprint(part.text)) for part in of)


def recorded_as(prints: Iterable[tuple[str, str]]) -> str:
    """The record that has these fingerprints, each with the name of its part."""
    found: dict[str, list[str]] = {}
    for name, each in prints:
        found.setdefault(name, []).append(each)
    return " ".join(f"{name}:{' '.join(each)}" for name, each in found.items())


def changes(recorded: str, now: Sequence[Part], before: Sequence[Part] = ()) -> list[Change]:
    """What differs between a record and the parts of today, in their order.

    `before` are the parts that the record was made of, where they can still be found.
    """
    old = fingerprints(recorded)
    names = dict.fromkeys([*(part.name for part in now), *old])
    found: list[Change] = []
    for name in names:
        parts_now = [part for part in now if part.name == name]
        texts = [part.text for part in before if part.name == name]
        prints = old.get(name, [])
        texts = texts if [fingerprint(text) for text in texts] == prints else [""] * len(prints)
        found += _differences(name, prints, texts, parts_now, now)
    return found


def _differences(
    name: str,
    prints: Sequence[str],
    texts: Sequence[str],
    parts_now: Sequence[Part],
    everything: Sequence[Part],
) -> Iterator[Change]:
    here = [fingerprint(part.text) for part in parts_now]
    for kind, first, last, start, end in SequenceMatcher(
        None, prints, here, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            continue
        for step in range(max(last - first, end - start)):
            before = texts[first + step] if first + step < last else None
            part = parts_now[start + step] if start + step < end else None
            # What is gone stood before whatever follows.
            near = part or next(iter([*parts_now[end:], *parts_now[-1:], *everything]), None)
            span = near.span if near is not None else Span("")
            yield Change(name, before, part.text if part is not None else None, span)


def fingerprints(recorded: str) -> dict[str, list[str]]:
    """Those of a record, by name."""
    found: dict[str, list[str]] = {}
    name = ""
    for word in recorded.split():
        label, colon, rest = word.partition(":")
        name = label if colon else name
        found.setdefault(name, []).append(rest if colon else word)
    return found


def fingerprint(text: str) -> str:
    """Of one part: eight letters that do not depend on how it is wrapped."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return blake2b(plain.encode(), digest_size=4).hexdigest()


_FORMS = (InlineParticipant, PhotoForm, AttachmentForm, QuoteForm)
