"""`new`: the file of a release, with notes that say what goes where.

The notes are in the language of the file where there are some (`scaffolds/`), else in English.
Nothing is ever overwritten.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from string import Template

from pydantic import TypeAdapter, ValidationError

from beyan.language.characters import forbidden
from beyan.language.slug import slugify
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span, nearest, nearest_key, problem
from beyan.model.release import Person, Topic, names_of
from beyan.model.words import Translations
from beyan.saving import save
from beyan.source.edition import RELEASES_FOLDER, clock_text
from beyan.source.fields import Clock, meant_date
from beyan.source.files import character_problem, is_inside, scan
from beyan.source.strict_yaml import parse

FOLDER = Path(__file__).parent / "scaffolds"
_NOTES_WIDTH = 98
# What `check` allows a title, and what a file's name keeps of it.
_MAX_TITLE = 5_000
_MAX_SLUG = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the officer asked for, as typed. `topics` and `participants` are keys."""

    title: str
    language: str
    date: str
    topics: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """The file that was made, relative to the site; or why none was."""

    path: str = ""
    problems: tuple[Diagnostic, ...] = ()


def new_release(
    root: Path,
    config: Config,
    wanted: Wanted,
    people: Mapping[str, Person],
    topics: Mapping[str, Topic],
) -> Written:
    """A draft in `content/releases/<year>/`, named by its date and the slug of its title.

    Where another release of that year has the name already, a number is added: their addresses
    would be the same.
    """
    title = " ".join(wanted.title.split())
    slug = shortened(slugify(title))
    when = _clock(wanted.date)
    problems = [*_asked_wrongly(config, wanted, title, slug, people, topics)]
    if when is None:
        problems.append(
            problem(
                "bad-date", Span("--date"), value=wanted.date, suggestion=meant_date(wanted.date)
            )
        )
    if when is None or problems:
        return Written(problems=tuple(problems))
    day, _ = when
    name = f"{day.isoformat()}-{_free(slug, day.year, _names(root))}"
    stem = f"{RELEASES_FOLDER}/{day.year}/{name}"
    text = Template(notes("release", wanted.language)).substitute(
        title=quoted(title),
        date=clock_text(when),
        day=day.isoformat(),
        folder=stem,
        known_topics=_known(topics, wanted.language, config),
        topics=_keys(wanted.topics, topics, wanted.language, config),
        participants=_keys(wanted.participants, people, wanted.language, config),
    )
    return write_new(root, f"{stem}.{wanted.language}.md", text)


def write_new(root: Path, path: str, text: str) -> Written:
    """The file, unless there is one already. Raises `NotSaved`."""
    if not is_inside(root, path):
        return Written(problems=(problem("symlink-escapes", Span(path), file=path),))
    try:
        save(root / path, text.encode(), is_new=True)
    except FileExistsError:
        return Written(problems=(problem("file-exists", Span(path), file=path),))
    return Written(path)


def notes(name: str, language: str) -> str:
    """The scaffold with its notes in the language, or in English."""
    path = FOLDER / f"{name}.{language.partition('-')[0]}.md"
    return (path if path.is_file() else FOLDER / f"{name}.en.md").read_text("utf-8")


def quoted(text: str) -> str:
    """The text as a value of YAML: as it is, or in quotation marks where it needs them."""
    document, problems = parse(f"key: {text}\n", "")
    if not problems and document.values == {"key": text} and " #" not in text:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def shortened(slug: str) -> str:
    """At most as long as a file's name stays readable, cut between words."""
    if len(slug) <= _MAX_SLUG:
        return slug
    return slug[: _MAX_SLUG + 1].rpartition("-")[0] or slug[:_MAX_SLUG]


def _asked_wrongly(
    config: Config,
    wanted: Wanted,
    title: str,
    slug: str,
    people: Mapping[str, Person],
    topics: Mapping[str, Topic],
) -> Iterable[Diagnostic]:
    place = Span("TITLE")
    found = forbidden(title)
    for typed, offsets in found.items():
        spans = [Span("TITLE", 1, offset + 1) for offset in offsets]
        yield character_problem(typed, spans, len(spans))
    if not title:
        yield problem("empty-value", place, key="TITLE")
    elif not slug and not found:
        yield problem("bad-slug", place, value=title, better="press-release")
    elif len(title) > _MAX_TITLE:
        yield problem("text-too-long", place, limit=_MAX_TITLE)
    if wanted.language not in config.languages:
        yield unknown_language("--lang", wanted.language, config)
    for option, code, keys, known in (
        ("--topic", "unknown-topic", wanted.topics, topics),
        ("--participant", "unknown-participant", wanted.participants, people),
    ):
        for position, key in enumerate(keys):
            if key not in known:
                yield problem(
                    code, Span(option), key=key, suggestion=nearest_key(key, names_of(known))
                )
            elif key in keys[:position]:
                yield problem("duplicate-item", Span(option), value=key)


def unknown_language(option: str, language: str, config: Config) -> Diagnostic:
    return problem(
        "unknown-language",
        Span(option),
        language=language,
        known=", ".join(config.languages),
        suggestion=nearest(language.lower(), config.languages),
    )


def _clock(text: str) -> tuple[date, time | None] | None:
    try:
        clock: tuple[date, time | None] = TypeAdapter(Clock).validate_python(text)
    except ValidationError:
        return None
    return clock


def _names(root: Path) -> set[str]:
    """The names of all releases without language: 2026-03-05-open-day."""
    paths = scan(root, RELEASES_FOLDER).files
    return {path.rpartition("/")[2].partition(".")[0] for path in paths if path.endswith(".md")}


def _free(slug: str, year: int, names: set[str]) -> str:
    """The slug, or with the first number that no release of the year has."""
    taken = {name[11:] for name in names if name.startswith(f"{year}-")}
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _known(topics: Mapping[str, Topic], language: str, config: Config) -> str:
    """All keys, as lines of a note."""
    listed = ", ".join(
        f"{key} ({_name(topic.name, language, config)})" for key, topic in topics.items()
    )
    wrapped = textwrap.wrap(
        listed,
        _NOTES_WIDTH,
        initial_indent="#   ",
        subsequent_indent="#   ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(wrapped) or "#   –"


def _keys(
    keys: tuple[str, ...],
    known: Mapping[str, Person] | Mapping[str, Topic],
    language: str,
    config: Config,
) -> str:
    """Items of a list, each with the name that readers will see as a note."""
    return "".join(f"  - {key}  # {_name(known[key].name, language, config)}\n" for key in keys)


def _name(name: Translations, language: str, config: Config) -> str:
    words = name.best(config.preferences(language))
    return " ".join(words.text.split()) if words is not None else "–"
