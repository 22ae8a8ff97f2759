"""What people write, mutated: texts, settings, registries, tables, catalogues, templates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from typing import TypeVar

from beyan.checks.interface import check_interface
from beyan.checks.templates import TemplateFile, read_templates
from beyan.desk.coverage import load_coverage
from beyan.language.po_file import CatalogueSyntaxError
from beyan.model.defaults import DEFAULTS
from beyan.model.diagnostic import Diagnostic
from beyan.source.edition import EditionName, PageForm, ReleaseForm, read_edition
from beyan.source.interface import load_catalogues
from beyan.source.registries import load_people, load_topics
from beyan.source.settings import ConfigForm, load_config
from beyan.source.views import load_views
from tests.fuzz import mutators, seeds
from tests.fuzz.judgement import (
    MARK,
    head_and_body,
    is_refused,
    marks_in,
    misplaced,
    unknown_keys,
)
from tests.fuzz.place import Place, seed_of

F = TypeVar("F", ReleaseForm, PageForm)


def read_as_edition(place: Place, data: bytes, path: str, form: type[F]) -> Iterator[str]:
    place.data = data
    key = path.removeprefix("content/").removesuffix(".az.md")
    name = EditionName(key, "az", "b", frozenset({"en"}))
    edition, problems = read_edition(data, path, form, name)
    place.told = bool(problems)
    yield from misplaced(problems, place.root, {path: data})
    if edition is None:
        if not is_refused(problems):
            yield "it is refused, and nobody is told why"
        return
    head, body = head_and_body(data)
    yield from unknown_keys(head, form)
    first_of_body = head.count("\n") + 1
    if edition.is_waiting or any(each.span.line >= first_of_body for each in problems):
        return
    shown = edition.prose.html + edition.summary
    if shown.count(MARK) < marks_in(body):
        yield "a word of the text is neither shown nor told"


def release(place: Place, random: Random) -> Iterator[str]:
    data = mutators.mutated(random.choice(seeds.releases()), mutators.OF_RELEASES, random)
    yield from read_as_edition(place, data, seeds.RELEASE, ReleaseForm)


def page(place: Place, random: Random) -> Iterator[str]:
    data = mutators.mutated(random.choice(seeds.pages()), mutators.OF_RELEASES, random)
    yield from read_as_edition(place, data, seeds.PAGE, PageForm)


def text(place: Place, random: Random) -> Iterator[str]:
    """Below a head that is right."""
    head, _, body = random.choice(seeds.releases()).rpartition(b"\n---\n")
    head = head or b"---\ntitle: A\ndate: 2026-03-05"
    data = mutators.mutated(body, mutators.OF_MARKDOWN, random)
    yield from read_as_edition(place, head + b"\n---\n" + data, seeds.RELEASE, ReleaseForm)


def settings(place: Place, random: Random) -> Iterator[str]:
    data = mutators.mutated(random.choice(seeds.settings()), mutators.OF_YAML, random)
    yield from read_settings(place, data)


def read_settings(place: Place, data: bytes) -> Iterator[str]:
    place.write(seeds.SETTINGS, data)
    config, problems = load_config(place.root)
    place.forget_config()
    yield from place.judged(problems)
    place.restore(seeds.SETTINGS)
    if config is None and not is_refused(problems):
        yield "it is refused, and nobody is told why"
    if config is not None:
        yield from unknown_keys(data.decode(), ConfigForm)


def people(place: Place, random: Random) -> Iterator[str]:
    data = mutators.mutated(random.choice(seeds.registries()), mutators.OF_YAML, random)
    yield from read_people(place, data)


def read_people(place: Place, data: bytes) -> Iterator[str]:
    config = place.config
    place.write(seeds.PEOPLE, data)
    found, problems = load_people(place.root, config)
    yield from place.judged(problems)
    place.restore(seeds.PEOPLE)
    if not is_refused(problems) and b":" in data and not found:
        yield from (f"{line!r} is passed over" for line in _keys(data))


def topics(place: Place, random: Random) -> Iterator[str]:
    data = mutators.mutated(random.choice(seeds.topics()), mutators.OF_YAML, random)
    yield from read_topics(place, data)


def read_topics(place: Place, data: bytes) -> Iterator[str]:
    config = place.config
    place.write(seeds.TOPICS, data)
    found, problems = load_topics(place.root, config)
    yield from place.judged(problems)
    place.restore(seeds.TOPICS)
    if not is_refused(problems) and not found:
        yield from (f"{line!r} is passed over" for line in _keys(data))


def _keys(data: bytes) -> Iterator[bytes]:
    lines = data.replace(b"\r", b"\n").split(b"\n")
    return (line for line in lines if line[:1].isalpha() and line.endswith(b":"))


def views(place: Place, random: Random) -> Iterator[str]:
    data = str(seeds.site_files()[seeds.VIEWS]).encode()
    place.write(seeds.VIEWS, mutators.mutated(data, mutators.OF_TABLES, random))
    rows, problems = load_views(place.root)
    yield from place.judged(problems)
    yield from _every_row(place, len(rows), problems)
    place.restore(seeds.VIEWS)


def coverage(place: Place, random: Random) -> Iterator[str]:
    data = str(seeds.site_files()[seeds.COVERAGE]).encode()
    place.write(seeds.COVERAGE, mutators.mutated(data, mutators.OF_TABLES, random))
    found, problems = load_coverage(place.root)
    yield from place.judged(problems)
    place.restore(seeds.COVERAGE)
    if not problems:
        again = found.text()
        place.write(seeds.COVERAGE, again.encode())
        once_more, problems = load_coverage(place.root)
        if problems or once_more.text() != again:
            yield "what was read is not read again as it is written"
        place.restore(seeds.COVERAGE)


def _every_row(place: Place, rows: int, problems: Sequence[Diagnostic]) -> Iterator[str]:
    """Each line below the header is a row, or told, unless the whole file is."""
    if any(each.span.line == 1 for each in problems):
        return
    lines = place.data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    filled = sum(1 for line in lines.split("\n")[1:] if line.strip())
    if rows + len({each.span.line for each in problems}) < filled:
        yield f"{filled} lines are {rows} rows, and {len(problems)} problems"


def catalogue(place: Place, random: Random) -> Iterator[str]:
    data = mutators.mutated(random.choice(seeds.catalogues()), mutators.OF_CATALOGUES, random)
    place.write(seeds.CATALOGUE, data)
    found, problems = load_catalogues(place.root, ["az"])
    yield from place.judged(problems)
    place.restore(seeds.CATALOGUE)
    if problems:
        return
    text = re.sub(r"#.*", "", data.decode("utf-8-sig").replace("\r", "\n"))
    # What the header says is no translation.
    text = text[text.find("msgid", text.find("msgid") + 1) :]
    typed = sum(line.count(MARK) for line in text.split("\n") if line.lstrip()[:1] in ("m", '"'))
    read = sum(form.count(MARK) for entry in found["az"] for form in entry.forms)
    read += sum(str(part).count(MARK) for entry in found["az"] for part in entry.key)
    read += sum(str(entry.plural).count(MARK) for entry in found["az"])
    if read < typed and 'msgid ""' not in data.decode("utf-8-sig")[40:]:
        yield f"{typed} words were typed, and {read} read"


def template(place: Place, random: Random) -> Iterator[str]:
    """With the program's own templates, of which it may use any."""
    folder = place.root / "templates"
    data = mutators.mutated(random.choice(seeds.templates()), mutators.OF_TEMPLATES, random)
    place.write(seeds.TEMPLATE, data)
    own = list(read_templates((folder,)))
    found = check_interface(place.root, [*own, *_default_templates()], {}, ())
    yield from place.judged(list(found))
    place.restore(seeds.TEMPLATE)


@cache
def _default_templates() -> list[TemplateFile]:
    return list(read_templates((DEFAULTS / "templates",)))


def catalogue_of_messages(place: Place, random: Random) -> Iterator[str]:
    """`messages`: what it writes is read again, with every translation that was there."""
    from jinja2 import TemplateSyntaxError

    from beyan.desk.messages import update_messages

    data = mutators.mutated(seed_of(seeds.CATALOGUE), mutators.OF_CATALOGUES, random)
    place.write(seeds.CATALOGUE, data)
    try:
        update_messages(place.root, ["az"])
    except (CatalogueSyntaxError, TemplateSyntaxError):
        place.told = True
        if (place.root / seeds.CATALOGUE).read_bytes() != data:
            yield "an update that failed has written"
    else:
        _, problems = load_catalogues(place.root, ["az"])
        yield from place.judged(problems)
        if problems:
            yield "what it writes cannot be read"
        if update_messages(place.root, ["az"]):
            yield "what it writes changes at every call"
    place.restore(seeds.CATALOGUE)
    place.restore("locales/messages.pot")
