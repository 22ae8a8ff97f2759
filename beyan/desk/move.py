"""`move`: another address, and the old one as an alias that leads to it.

Only the values that change are written; texts, notes and the order of lines stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from beyan.desk.editions import AnyEdition, Stopped, editions_of, read, texts
from beyan.desk.edits import Edits
from beyan.language.slug import is_slug, slugify
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span, nearest_key, problem
from beyan.model.messages import WARNINGS
from beyan.model.release import PEOPLE_FILE, TOPICS_FILE, names_of
from beyan.plan import addresses
from beyan.saving import save
from beyan.source.dates import local
from beyan.source.edition import RELEASES_FOLDER
from beyan.source.files import read_text
from beyan.source.registries import load_people, load_topics
from beyan.source.site import Loaded
from beyan.source.strict_yaml import Document, parse

# What the file has to say at these places.
Wanted = Mapping[tuple[str, ...], str]
_CLOSING = re.compile(r"^\ufeff?---[ \t]*\r?$", re.MULTILINE)


def move_text(root: Path, config: Config, loaded: Loaded, name: str, slug: str) -> list[str]:
    """Give the edition in the file `name` the slug; the files that changed. Raises `Stopped`."""
    _check_slug("--slug", slug)
    editions = editions_of(root, config, name)
    edition = editions[0]
    old, new = (_address(editions, config, each) for each in (edition.slug, slug))
    if old == new:
        return []
    taken = {**_taken(config, loaded), **_aliases(loaded)}
    if taken.get(new, edition.path) != edition.path:
        other = taken[new]
        raise Stopped(problem("address-collision", Span("--slug"), address=new, other=other))
    text = _text(root, edition.path)
    edits, node = Edits(text, edition.document), edition.document.node
    assert node is not None, "an edition has a title"
    lines = [] if edits.set(node, "slug", slug) else [f"slug: {slug}"]
    if _lead_here(edits, edition.document, node, (), {old: new}):
        lines.append(f"aliases: [{old}]")
    _, closing = list(_CLOSING.finditer(text))[:2]
    edits.insert_lines(closing.start(), *lines)
    wanted: Wanted = {("slug",): slug, ("aliases",): old}
    made = _made(edits, edition.path, wanted, f"slug: {slug}, aliases: [{old}]")
    return _saved(root, {edition.path: made})


def move_topic(
    root: Path, config: Config, key: str, slug: str, languages: Iterable[str]
) -> list[str]:
    """Give the topic the slug in these languages; the files that changed. Raises `Stopped`."""
    _check_slug("--slug", slug)
    topics, problems = load_topics(root, config)
    _stop_at(problems)
    if key not in topics:
        near = nearest_key(key, names_of(topics))
        raise Stopped(problem("unknown-topic", Span("--topic"), key=key, suggestion=near))
    text, document, entry = _entry(root, TOPICS_FILE, key)
    edits = Edits(text, document)
    changed = {tag: topics[key].slug.get(tag) or key for tag in languages}
    changed = {tag: old for tag, old in changed.items() if old != slug}
    for tag in changed:
        address = addresses.topic(config, tag, slug)
        if other := next((o.key for o in topics.values() if o.slug.get(tag) == slug), ""):
            where = f"{TOPICS_FILE} ({other})"
            raise Stopped(
                problem("address-collision", Span("--slug"), address=address, other=where)
            )
    stated = document.node_at((key, "slug"))
    if isinstance(stated, yaml.MappingNode):
        for tag in changed:
            if not edits.set(stated, tag, slug):
                edits.add_key(stated, tag, slug)
    elif changed:
        words = ", ".join(f"{tag}: {slug}" for tag in changed)
        if not edits.set(entry, "slug", f"{{{words}}}"):
            edits.add_key(entry, "slug", f"{{{words}}}")
    old = {
        addresses.topic(config, tag, was): addresses.topic(config, tag, slug)
        for tag, was in changed.items()
    }
    if rest := _lead_here(edits, document, entry, (key,), old):
        edits.add_key(entry, "aliases", f"[{', '.join(rest)}]")
    wanted: Wanted = {(key, "slug", tag): slug for tag in changed}
    made = _made(edits, TOPICS_FILE, wanted, f"aliases: [{', '.join(old)}]")
    return _saved(root, {TOPICS_FILE: made})


def move_person(root: Path, config: Config, key: str, new: str) -> list[str]:
    """Call the participant by the new key, wherever releases name them. Raises `Stopped`."""
    _check_slug("--key", new)
    people, problems = load_people(root, config)
    _stop_at(problems)
    if key not in people:
        near = nearest_key(key, names_of(people))
        raise Stopped(
            problem("unknown-participant", Span("--participant"), key=key, suggestion=near)
        )
    if new == key:
        return []
    if new in people:
        raise Stopped(problem("duplicate-item", Span("--key"), value=new))
    text, document, entry = _entry(root, PEOPLE_FILE, key)
    edits = Edits(text, document)
    assert document.node is not None, "the entry is in it"
    edits.replace(next(name for name, _ in document.node.value if name.value == key), new)
    old = {
        addresses.participant(config, t, key): addresses.participant(config, t, new)
        for t in config.languages
    }
    if rest := _lead_here(edits, document, entry, (key,), old):
        edits.add_key(entry, "aliases", f"[{', '.join(rest)}]")
    wanted: Wanted = {(new, "aliases"): next(iter(old))}
    made = _made(edits, PEOPLE_FILE, wanted, f"aliases: [{', '.join(old)}]")
    return _saved(root, {PEOPLE_FILE: made, **dict(_renamed(root, config, key, new))})


def _renamed(root: Path, config: Config, key: str, new: str) -> Iterator[tuple[str, str]]:
    """The releases that name the person, with the new key."""
    for path in texts(root):
        if not path.startswith(RELEASES_FOLDER) or key.encode() not in (root / path).read_bytes():
            continue
        edition = read(root, config, path)
        listed = edition.document.node_at(("participants",))
        edits = Edits(_text(root, path), edition.document)
        if isinstance(listed, yaml.SequenceNode):
            for item in listed.value:
                if isinstance(item, yaml.ScalarNode) and item.value.strip() == key:
                    edits.replace(item, new)
        yield path, edits.made()


def _check_slug(option: str, slug: str) -> None:
    if not is_slug(slug):
        better = slugify(slug) or "…"
        raise Stopped(problem("bad-slug", Span(option), value=slug, better=better))


def _stop_at(problems: Iterable[Diagnostic]) -> None:
    found = [each for each in problems if each.code not in WARNINGS]
    if found:
        raise Stopped(*found)


def _address(editions: list[AnyEdition], config: Config, slug: str) -> str:
    edition = editions[0]
    if not edition.path.startswith(RELEASES_FOLDER):
        return addresses.standing_page(edition.language, slug)
    date = next((each.form.date for each in editions if each.form.date is not None), None)
    if date is None:
        raise Stopped(problem("missing-key", Span(edition.path), key="date"))
    return addresses.release(config, edition.language, local(date, config.zone)[0].year, slug)


def _taken(config: Config, loaded: Loaded) -> Mapping[str, str]:
    """The files of all texts, by address."""
    releases = {
        addresses.release(config, each.language, summary.year, each.slug): each.path
        for summary in loaded.readings.summaries
        for each in summary.editions
    }
    pages = {
        addresses.standing_page(each.language, each.slug): each.path
        for page in (*loaded.site.pages, *loaded.readings.drafted)
        for each in page.editions
    }
    return {**pages, **releases}


def _aliases(loaded: Loaded) -> Mapping[str, str]:
    texts = [each for summary in loaded.readings.summaries for each in summary.editions]
    return {addresses.alias(alias): each.path for each in texts for alias in each.aliases}


def _entry(root: Path, path: str, key: str) -> tuple[str, Document, yaml.MappingNode]:
    """The file, what is in it, and the entry of the key."""
    document, _ = parse(read_text(root, path)[0], path)
    entry = document.node_at((key,))
    assert isinstance(entry, yaml.MappingNode), "it has been read"
    return _text(root, path), document, entry


def _text(root: Path, path: str) -> str:
    return (root / path).read_bytes().decode("utf-8")


def _lead_here(
    edits: Edits,
    document: Document,
    mapping: yaml.MappingNode,
    place: tuple[str, ...],
    moved: Mapping[str, str],
) -> list[str]:
    """Have old addresses lead here, and the new ones not: they are no aliases any more.

    `moved` has the new ones by the old ones. What is left has no key `aliases` to stand at yet.
    """
    listed = document.node_at((*place, "aliases"))
    items = listed.value if isinstance(listed, yaml.SequenceNode) else []
    known = {addresses.alias(str(each.value).strip()): each for each in items}
    further = []
    for old, new in moved.items():
        if new in known and old not in known:
            edits.replace(known[new], old)
        elif old not in known:
            further.append(old)
    return [] if not further or edits.add_items(mapping, "aliases", further) else further


def _made(edits: Edits, path: str, wanted: Wanted, lines: str) -> str:
    """The text, if it says what was `wanted` at these places. Raises `Stopped`."""
    text = edits.made()
    head = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if path.endswith(".md"):
        _, head, _ = re.split(r"^---[ \t]*$", head, maxsplit=2, flags=re.MULTILINE)
    document, problems = parse(head, path)
    for place, value in wanted.items():
        found = document.value(place)
        is_there = value in found if isinstance(found, list) else found == value
        if problems or not is_there:
            raise Stopped(problem("edit-by-hand", Span(path), file=path, lines=lines))
    return text


def _saved(root: Path, files: Mapping[str, str]) -> list[str]:
    """Write all of the files, or leave all as they were. Raises `NotSaved`."""
    before = {path: (root / path).read_bytes() for path in files}
    changed = {path: text.encode() for path, text in files.items() if text.encode() != before[path]}
    written: list[str] = []
    try:
        for path, data in changed.items():
            save(root / path, data)
            written.append(path)
    except BaseException:
        for path in written:
            save(root / path, before[path])
        raise
    return sorted(changed)
