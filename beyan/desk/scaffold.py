"""`new`: the file of a release, with notes that say what goes where.

The notes are in the language of the file where there are some (`scaffolds/`), else in English. A
line that is ready for use begins with "#" and no blank: without the sign it is right.
Nothing is ever overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template

from beyan.console.languages import ENGLISH
from beyan.language.characters import forbidden
from beyan.language.slug import slugify
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span, nearest, nearest_key, problem
from beyan.model.records import dataclass
from beyan.model.release import Person, Topic, names_of
from beyan.model.words import Translations
from beyan.saving import save
from beyan.snapshot.inputs import scan
from beyan.source.dates import clock_of, clock_text, local
from beyan.source.edition import RELEASES_FOLDER
from beyan.source.files import character_problem, is_inside, stored
from beyan.source.meant_dates import why_no_date
from beyan.source.strict_yaml import parse

FOLDER = Path(__file__).parent / "scaffolds"
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
    typed = clock_of(wanted.date.strip())
    problems = [*_asked_wrongly(config, wanted, title, slug, people, topics)]
    if typed is None:
        code, values = why_no_date(wanted.date)
        problems.append(problem(code, Span("--date"), **values))
    if typed is None or problems:
        return Written(problems=tuple(problems))
    when = local(typed, config.zone)
    day, _ = when
    name = f"{day.isoformat()}-{_free(slug, day.year, _names(root))}"
    stem = f"{RELEASES_FOLDER}/{day.year}/{name}"
    text = Template(notes("release", wanted.language)).substitute(
        title=quoted(title),
        date=clock_text(when),
        id=name,
        day=day.isoformat(),
        folder=stem,
        topics=_keys(wanted.topics, topics, wanted.language, config)
        + _others(wanted.topics, topics, wanted.language, config),
        participants=_keys(wanted.participants, people, wanted.language, config),
    )
    return write_new(root, f"{stem}.{wanted.language}.md", text)


def write_new(root: Path, path: str, text: str) -> Written:
    """The file, unless there is one already. Raises `NotSaved`."""
    # One whose name has other code points for the same letters is there already.
    path = stored(root, path)
    if not is_inside(root, path):
        return Written(problems=(problem("symlink-escapes", Span(path), file=path),))
    try:
        save(root / path, text.encode(), is_new=True)
    except FileExistsError:
        return Written(problems=(problem("file-exists", Span(path), file=path),))
    return Written(path)


def notes(name: str, language: str) -> str:
    """The scaffold with its notes in the language, or in English."""
    tags = (language, language.partition("-")[0], ENGLISH)
    paths = (FOLDER / f"{name}.{tag}.md" for tag in tags)
    return next(path for path in paths if path.is_file()).read_text("utf-8")


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


def _others(
    keys: tuple[str, ...], topics: Mapping[str, Topic], language: str, config: Config
) -> str:
    """The rest as items that count once their first "#" is deleted."""
    others = tuple(key for key in topics if key not in keys)
    return "".join(f"#{line}\n" for line in _keys(others, topics, language, config).splitlines())


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
