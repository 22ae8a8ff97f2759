"""`translate`: the twin of an edition to write over, and what became of the original since.

The twin states no fact, because facts hold already. Its words stand there to be replaced: a title
and names as the original has them, everything else empty below a note with the original's words.
"""

from __future__ import annotations

import re
import subprocess
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from beyan.desk.editions import AnyEdition, Stopped, editions_of, parsed
from beyan.desk.scaffold import Written, notes, quoted, unknown_language, write_new
from beyan.model.config import Config
from beyan.model.diagnostic import Span, nearest, problem
from beyan.model.records import dataclass
from beyan.model.release import Person
from beyan.saving import save
from beyan.source.edition import (
    InlineParticipant,
)
from beyan.source.fields import per_language
from beyan.source.translation import (
    WORDS,
    Change,
    Part,
    changes,
    known_by,
    own_words,
    parts,
    record,
)

_NOTE_WIDTH = 98
# How many versions of a file are looked through for the one that was translated.
_VERSIONS = 200
_PATIENCE = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in `original` since `translation` was made from it."""

    original: str
    translation: str
    changes: tuple[Change, ...]


def translate(
    root: Path, config: Config, name: str, to: str, people: Mapping[str, Person]
) -> Written:
    """Begin the edition in the language `to` of what the file `name` holds. Raises `Stopped`."""
    if to not in config.languages:
        raise Stopped(unknown_language("--to", to, config))
    return write_new(root, *begun(editions_of(root, config, name), to, people))


def begun(editions: Sequence[AnyEdition], to: str, people: Mapping[str, Person]) -> tuple[str, str]:
    """The file in which the first edition is to be translated, and its text."""
    source = editions[0]
    text = Template(notes("translation", to)).substitute(
        source=source.path.rpartition("/")[2],
        words="\n".join(_words(editions, to, people)),
        edition=source.language,
        record=record(parts(source)),
        paragraphs="\n".join(_paragraphs(source)),
    )
    # Beside the original, whose folder's name the disk may have in another form than the key.
    stem = source.path.removesuffix(f".{source.language}.md")
    return f"{stem}.{to}.md", text


def refresh(root: Path, config: Config, name: str, origin: str | None = None) -> str:
    """Note in the translation `name` that it is up to date; its path, or "" if it said so already.

    `origin` is the language it was translated from, where it does not tell: else the first of the
    site's languages that the text exists in. Raises `Stopped`.
    """
    editions = editions_of(root, config, name)
    translation, others = editions[0], editions[1:]
    stated = translation.form.translated_from
    wanted = origin or (stated.edition if stated is not None else None)
    if origin is not None and origin not in config.languages:
        raise Stopped(unknown_language("--from", origin, config))
    original = next((each for each in others if wanted in (None, each.language)), None)
    if original is None:
        languages = [each.language for each in others]
        missing = wanted or next(tag for tag in config.languages if tag != translation.language)
        place = translation.document.key_span(("translated_from",))
        suggestion = nearest(missing, languages)
        raise Stopped(problem("original-missing", place, language=missing, suggestion=suggestion))
    target = root / translation.path
    before = target.read_bytes()
    new = {"edition": original.language, "digest": record(parts(original))}
    after = _noted(before.decode("utf-8"), translation, new).encode()
    if after == before:
        return ""
    save(target, after)
    return translation.path


def difference(root: Path, config: Config, name: str) -> Difference:
    """What changed in the original of the translation `name`. Raises `Stopped`."""
    translation, *others = editions_of(root, config, name)
    stated = translation.form.translated_from
    if stated is None:
        path = translation.path
        raise Stopped(problem("no-original", Span(path), file=path))
    original = next((each for each in others if each.language == stated.edition), None)
    if original is None:
        place = translation.document.span(("translated_from", "edition"))
        raise Stopped(problem("original-missing", place, language=stated.edition))
    now = list(parts(original))
    if record(now) == stated.digest:
        return Difference(original.path, translation.path, ())
    before = _earlier(root, config, original, stated.digest)
    found = changes(stated.digest, now, before)
    return Difference(original.path, translation.path, tuple(found))


# --- reading --------------------------------------------------------------------------------


def _earlier(root: Path, config: Config, original: AnyEdition, recorded: str) -> list[Part]:
    """The parts of the version that was translated, if the site is kept in git and has it."""
    path = original.path
    for version in _git(root, "log", f"-{_VERSIONS}", "--format=%h", "--", path).split():
        data = _git(root, "show", f"{version}:./{path}").encode()
        try:
            found = list(parts(parsed(data, config, path)))
        except Stopped:
            continue
        if record(found) == recorded:
            return found
    return []


def _git(root: Path, *arguments: str) -> str:
    """What git says; nothing where there is no git, or no repository."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, check=True, timeout=_PATIENCE
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")


# --- writing --------------------------------------------------------------------------------


def _noted(text: str, translation: AnyEdition, values: Mapping[str, str]) -> str:
    """The file with the values of `translated_from`; all else stays byte for byte."""
    if translation.form.translated_from is None:
        end = "\r\n" if "\r\n" in text else "\n"
        _, closing = list(re.finditer(r"^\ufeff?---[ \t]*\r?$", text, re.MULTILINE))[:2]
        lines = ["translated_from:", *(f"  {key}: {value}" for key, value in values.items())]
        block = "".join(f"{line}{end}" for line in lines)
        return text[: closing.start()] + block + text[closing.start() :]
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    first = translation.document.first_line

    def offset(mark: Any) -> int:
        return int(starts[first + mark.line] + mark.column)

    nodes = translation.document.nodes(("translated_from",))
    # From the last to the first, so that what stands before keeps its place.
    for key, node in sorted(nodes.items(), key=lambda each: -each[1].start_mark.line):
        if key in values:
            text = text[: offset(node.start_mark)] + values[key] + text[offset(node.end_mark) :]
    return text


def _words(editions: Sequence[AnyEdition], to: str, people: Mapping[str, Person]) -> Iterator[str]:
    """The keys that an edition has of its own, with the original's words."""
    source = editions[0]
    tag = source.language
    yield from _note(tag, source.form.title)
    yield f"title: {quoted(source.form.title)}"
    yield ""
    for key in ("place", "summary"):
        text = getattr(source.form, key, None)
        if text:
            yield from _note(tag, text)
            yield f"{key}:"
            yield ""
    facts = [line for line in getattr(source.form, "key_facts", ()) if line]
    if facts:
        yield "key_facts:"
        for line in facts:
            yield from _note(tag, line, "  ")
            yield "  -"
        yield ""
    for key, fields in WORDS.items():
        stated = next((each for each in editions if getattr(each.form, key, None)), None)
        if stated is not None:
            items = getattr(stated.form, key)
            lines = list(_list(items, fields, stated.language, to, people))
            if any(line.lstrip().startswith("#") for line in lines):
                yield f"{key}:"
                yield from lines
                yield ""
            elif key == "participants":
                yield from _note(key, ", ".join(_called(items, to, people)))
                yield ""
    contact = getattr(source.form, "contact", None)
    called = contact.name if contact is not None else None
    name = own_words(called, tag)
    if name and not per_language(called, tag).get(to):
        yield "contact:"
        yield from _note(tag, name, "  ")
        yield "  name:"
        yield ""


def _list(
    items: Sequence[Any],
    fields: Sequence[str],
    language: str,
    to: str,
    people: Mapping[str, Person],
) -> Iterator[str]:
    """The same people and files in the same order, with a note wherever a word is wanted."""
    for item in items:
        if isinstance(item, str):
            yield f"  - {item}  # {''.join(_called([item], to, people))}"
            continue
        lines = list(_item(item, fields, language, to, people))
        if not isinstance(item, InlineParticipant):
            key, value = known_by(item)
            lines = [f"{key}: {quoted(value)}", *lines]
        first, *rest = lines
        # A note before the first key would stand before the dash.
        if first.startswith("#"):
            position = next(n for n, line in enumerate(rest) if not line.startswith("#"))
            yield from (f"  {line}" for line in (first, *rest[:position]))
            first, rest = rest[position], rest[position + 1 :]
        yield f"  - {first}"
        yield from (f"    {line}" for line in rest)


def _item(
    item: Any, fields: Sequence[str], language: str, to: str, people: Mapping[str, Person]
) -> Iterator[str]:
    known = _registered(item, language, people) if isinstance(item, InlineParticipant) else None
    for field in fields:
        words = per_language(getattr(item, field), language)
        own = words.get(to) or (getattr(known, field).get(to) if known is not None else "")
        typed = own or (words.pairs[0][1] if words else "")
        if not typed:
            continue
        if not own:
            yield from _note(*words.pairs[0])
        # Only a name has to be there; it is often the same in both languages.
        yield f"{field}: {quoted(typed)}" if own or field == "name" else f"{field}:"


def _called(items: Sequence[Any], to: str, people: Mapping[str, Person]) -> Iterator[str]:
    """People of the registry as readers of the language will see them."""
    for item in items:
        person = people.get(item) if isinstance(item, str) else None
        if person is not None:
            chosen = [words.get(to) or "" for words in (person.name, person.role)]
            name, role = (" ".join(text.split()) for text in chosen)
            yield f"{name} ({role})" if role else name or person.key


def _registered(
    item: InlineParticipant, language: str, people: Mapping[str, Person]
) -> Person | None:
    """Somebody of the same name whom the registry spells in other languages."""
    name = own_words(item.name, language)
    return next((each for each in people.values() if each.name.get(language) == name), None)


def _paragraphs(source: AnyEdition) -> Iterator[str]:
    """A note for each; where there is no text, for the title: without any the twin would be out."""
    found = [part.text for part in parts(source) if part.name == "text"]
    for paragraph in found or [source.form.title]:
        yield f"{waiting_note(source.language, paragraph)}\n\n"


def waiting_note(language: str, paragraph: str) -> str:
    """What stands in a translation until the paragraph is translated."""
    # What would end the note is taken apart.
    text = paragraph.replace("<!--", "<! --").replace("-->", "-- >")
    inside = f"\n{text}\n" if "\n" in text else f" {text} "
    return f"<!-- {language}:{inside}-->"


def _note(language: str, text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        _NOTE_WIDTH,
        initial_indent=f"{indent}# {language}: ",
        subsequent_indent=f"{indent}#   ",
        break_long_words=False,
        break_on_hyphens=False,
    )
