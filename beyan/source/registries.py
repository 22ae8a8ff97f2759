"""`participants.yaml` and `topics.yaml` → people and topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from beyan.language.slug import is_slug, slugify
from beyan.language.spelling import same_name
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.model.release import (
    PEOPLE_FILE,
    PORTRAITS_FOLDER,
    TOPICS_FILE,
    EarlierRole,
    Person,
    Portrait,
    Topic,
)
from beyan.model.words import Translations
from beyan.source.fields import (
    Alias,
    Day,
    FileName,
    Form,
    SomeTranslationsField,
    SomeWordsField,
    TranslationsField,
)
from beyan.source.files import is_inside, read_text
from beyan.source.lengths import too_long
from beyan.source.media import read_photo
from beyan.source.portable import unportable_address
from beyan.source.strict_yaml import Document, parse
from beyan.source.validation import validate
from beyan.source.writing import strange_letters


class EarlierRoleForm(Form):
    until: Day
    role: SomeTranslationsField


class PersonForm(Form):
    name: SomeTranslationsField
    role: TranslationsField = Translations()
    organisation: TranslationsField = Translations()
    sort_as: SomeWordsField | None = None
    portrait: FileName | None = None
    earlier_roles: list[EarlierRoleForm] = []
    aliases: list[Alias] = []


class TopicForm(Form):
    name: SomeTranslationsField
    slug: TranslationsField = Translations()
    aliases: list[Alias] = []


F = TypeVar("F", bound=Form)

# What no reader sees, and is made of the name in a language that lacks it.
_OPTIONAL = frozenset({"slug", "sort_as"})


def load_people(root: Path, config: Config) -> tuple[dict[str, Person], list[Diagnostic]]:
    """People by key, in the order of the file; a missing file is an empty registry."""
    entries, problems = entries_of(root, PEOPLE_FILE, PersonForm)
    people = {}
    for key, (form, document) in entries.items():
        portrait, found = _portrait(root, key, form, document)
        problems += found
        sort_as = form.sort_as or {}
        if isinstance(sort_as, str):
            sort_as = dict.fromkeys(config.languages, sort_as)
        people[key] = Person(
            key=key,
            name=form.name,
            role=form.role,
            organisation=form.organisation,
            earlier_roles=tuple(
                EarlierRole(until=earlier.until, role=earlier.role)
                for earlier in sorted(form.earlier_roles, key=lambda earlier: earlier.until)
            ),
            aliases=tuple(form.aliases),
            sort_as=Translations.of(sort_as),
            portrait=portrait,
        )
        problems += _long_aliases(key, form.aliases, document)
        problems += too_long(key, partial(document.key_span, (key,)))
        problems += unportable_address(key, partial(document.key_span, (key,)))
        texts = {"name": form.name, "role": form.role, "organisation": form.organisation}
        if isinstance(form.sort_as, dict):
            texts["sort_as"] = Translations.of(sort_as)
        problems += _language_problems(config, document, key, texts)
        for position, earlier in enumerate(form.earlier_roles):
            problems += _language_problems(
                config, document, key, {"role": earlier.role}, ("earlier_roles", position)
            )
    problems += _same_names(entries)
    return people, problems


def _portrait(
    root: Path, key: str, form: PersonForm, document: Document
) -> tuple[Portrait | None, list[Diagnostic]]:
    if form.portrait is None:
        return None, []
    span = document.span((key, "portrait"))
    photo, problems = read_photo(root, f"{PORTRAITS_FOLDER}/{form.portrait}", span)
    return Portrait(*photo) if photo is not None else None, problems


def load_topics(root: Path, config: Config) -> tuple[dict[str, Topic], list[Diagnostic]]:
    """Topics by key, in the order of the file, each with a slug for every language."""
    entries, problems = entries_of(root, TOPICS_FILE, TopicForm)
    topics = {}
    for key, (form, document) in entries.items():
        for tag, slug in form.slug.pairs:
            if not is_slug(slug):
                span = document.span((key, "slug", tag))
                better = slugify(slug) or "…"
                problems.append(problem("bad-slug", span, key="slug", value=slug, better=better))
        slugs = {
            tag: form.slug.get(tag) or slugify(form.name.get(tag) or "") or key
            for tag in config.languages
        }
        topics[key] = Topic(key, form.name, Translations.of(slugs), tuple(form.aliases))
        problems += _long_aliases(key, form.aliases, document)
        for tag in config.languages:
            where = partial(_slug_span, key, tag, form, document)
            problems += (*too_long(slugs[tag], where), *unportable_address(slugs[tag], where))
        texts = {"name": form.name, "slug": form.slug}
        problems += _language_problems(config, document, key, texts)
    problems += _shared_addresses(config, topics, entries)
    return topics, problems


def entry_lines(root: Path, path: str) -> dict[str, Span]:
    """Where the registry has each key."""
    if not (root / path).is_file() or not is_inside(root, path):
        return {}
    document, _ = parse(read_text(root, path)[0], path)
    return {key: document.key_span((key,)) for key in document.values}


def _shared_addresses(
    config: Config, topics: Mapping[str, Topic], entries: Mapping[str, tuple[TopicForm, Document]]
) -> Iterator[Diagnostic]:
    """Topics of one slug in a language, each at what its slug is made of."""
    for tag in config.languages:
        first: dict[str, str] = {}
        for key, topic in topics.items():
            slug = topic.slug.get(tag) or key
            if slug in first:
                here = _slug_span(key, tag, *entries[key])
                there = _slug_span(first[slug], tag, *entries[first[slug]])
                address = f"/{tag}/{config.word(tag, 'topics')}/{slug}/"
                yield problem("address-collision", there, address=address, other=str(here))
                yield problem("address-collision", here, address=address, other=str(there))
            first.setdefault(slug, key)


def _long_aliases(key: str, aliases: Iterable[str], document: Document) -> Iterator[Diagnostic]:
    for position, alias in enumerate(aliases):
        yield from too_long(alias, partial(document.span, (key, "aliases", position)))


def _slug_span(key: str, tag: str, form: TopicForm, document: Document) -> Span:
    return document.span((key, "slug" if form.slug.get(tag) else "name", tag))


def _same_names(entries: Mapping[str, tuple[PersonForm, Document]]) -> Iterator[Diagnostic]:
    """People of one name in a language: the same one under two keys, or two."""
    first: dict[tuple[str, str], str] = {}
    for key, (form, document) in entries.items():
        told: set[str] = set()
        for tag, name in form.name.pairs:
            other = first.setdefault((tag, same_name(name)), key)
            if other not in (key, *told):
                told.add(other)
                span, there = (document.span((each, "name", tag)) for each in (key, other))
                yield problem("same-name", span, name=name, other=str(there))


def entries_of(
    root: Path, path: str, form_type: type[F]
) -> tuple[dict[str, tuple[F, Document]], list[Diagnostic]]:
    """What the registry has, by its keys; a missing file is an empty one."""
    if not (root / path).is_file():
        return {}, []
    if not is_inside(root, path):
        return {}, [problem("symlink-escapes", Span(path), file=path)]
    text, problems = read_text(root, path)
    if not text:
        return {}, problems
    document, found = parse(text, path)
    problems += found
    problems += strange_letters(text, path)
    entries = {}
    for key, values in document.values.items():
        if not is_slug(key):
            better = slugify(key) or "…"
            span = document.key_span((key,))
            problems.append(problem("bad-slug", span, key="key", value=key, better=better))
        if not isinstance(values, dict):
            problems.append(
                problem(
                    "wrong-type",
                    document.span((key,)),
                    key=key,
                    expected="group of keys",
                    example=f"{key}: {{{next(iter(form_type.model_fields))}: {{az: …, en: …}}}}",
                )
            )
            continue
        form, found = validate(form_type, document.at(key))
        problems += found
        if form is not None:
            entries[key] = (form, document)
    return entries, problems


def _language_problems(
    config: Config,
    document: Document,
    key: str,
    texts: Mapping[str, Translations],
    inside: tuple[str | int, ...] = (),
) -> list[Diagnostic]:
    """Languages the site does not have are errors; ones it lacks a text in are warnings."""
    problems: list[Diagnostic] = []
    for field, translations in texts.items():
        location = (key, *inside, field)
        spelled = [tag for tag, _ in translations.pairs]
        problems.extend(
            problem(
                "unknown-language",
                document.key_span((*location, tag)),
                language=tag,
                known=", ".join(config.languages),
                suggestion=nearest(tag, config.languages),
            )
            for tag in spelled
            if tag not in config.languages
        )
        # With an unknown one, which is missing may be what it was meant to be.
        if not spelled or field in _OPTIONAL or not set(spelled).issubset(config.languages):
            continue
        problems.extend(
            problem(
                "words-in-other-language",
                document.span(location),
                key=f"{key}: {field}",
                language=tag,
                shown=translations.pairs[0][0],
            )
            for tag in config.languages
            if tag not in spelled
        )
    return problems
