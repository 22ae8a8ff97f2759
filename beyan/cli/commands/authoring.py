"""The commands by which texts are begun, translated and moved."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from beyan.cli.options import Invocation, settings_of
from beyan.cli.usage import ONE_MOVE, ONE_WAY, Command, WrongUsage
from beyan.console import Console
from beyan.console.phrases import (
    IMPORTED,
    NEXT_EXCHANGE,
    NEXT_RELEASE,
    NEXT_TRANSLATION,
    SEGMENTS,
)

if TYPE_CHECKING:
    from beyan.model.config import Config
    from beyan.model.diagnostic import Diagnostic


@click.command(
    cls=Command,
    examples=(
        'new "Ombudsman məktəblilərlə görüşdü" --lang az',
        'new "The year in figures" --lang en --date "2026-12-10 14:30"',
    ),
)
@click.argument("title")
@click.option("--lang", required=True, metavar="TAG", help="The language of the text.")
@click.option("--date", help="Such as 2026-03-05 or 2026-03-05 14:30; default: today.")
@click.option("--topic", "topics", multiple=True, metavar="KEY", help="May stand several times.")
@click.option(
    "--participant", "participants", multiple=True, metavar="KEY", help="May stand several times."
)
@click.pass_obj
def new(
    invocation: Invocation,
    title: str,
    lang: str,
    date: str | None,
    topics: tuple[str, ...],
    participants: tuple[str, ...],
) -> None:
    """Begin a press release called TITLE: a draft with notes on what goes where."""
    from beyan.desk.scaffold import Wanted, new_release
    from beyan.model.messages import WARNINGS
    from beyan.source.registries import load_people, load_topics

    site = invocation.site
    console = invocation.console()
    config = settings_of(site, console)
    people, problems = load_people(site, config)
    known_topics, found = load_topics(site, config)
    errors = [each for each in (*problems, *found) if each.code not in WARNINGS]
    if errors:
        console.problems(errors)
        sys.exit(1)
    today = datetime.now(config.zone).date().isoformat()
    wanted = Wanted(
        title=title,
        language=lang,
        date=date or today,
        topics=topics,
        participants=participants,
    )
    written = new_release(site, config, wanted, people, known_topics)
    if written.problems:
        console.problems(written.problems)
        sys.exit(2)
    console.created(written.path, NEXT_RELEASE)


@click.command(
    cls=Command,
    examples=(
        "translate content/releases/2026/2026-12-10-report.az.md --to en",
        "translate --diff content/releases/2026/2026-12-10-report.en.md",
        "translate --export xliff --to en --output work.xliff content/releases/2026/*.az.md",
        "translate --import work.xliff",
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--to", metavar="TAG", help="Begin the translation into this language.")
@click.option("--refresh", is_flag=True, help="Note that the translation FILE is up to date.")
@click.option("--from", "origin", metavar="TAG", help="With --refresh: translated from this.")
@click.option("--diff", is_flag=True, help="Show what changed since FILE was translated.")
@click.option(
    "--export",
    "form",
    type=click.Choice(("xliff", "po", "csv")),
    metavar="FORMAT",
    help="Write a file of this form for a translator.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="With --export: the file to write.",
)
@click.option("--import", "imports", is_flag=True, help="Read such files, with what is translated.")
@click.pass_obj
def translate(
    invocation: Invocation,
    files: tuple[str, ...],
    to: str | None,
    refresh: bool,
    origin: str | None,
    diff: bool,
    form: str | None,
    output: Path | None,
    imports: bool,
) -> None:
    """Begin a translation of the edition FILE, keep one up to date, or let others translate."""
    from beyan.desk import translation
    from beyan.desk.editions import Stopped
    from beyan.model.messages import USAGE
    from beyan.source.registries import load_people

    begins = to is not None and form is None
    ways = [begins, refresh, diff, form is not None, imports]
    is_one = form is None and not imports
    if (
        ways.count(True) != 1
        or (origin and not refresh)
        or (output and form is None)
        or (is_one and len(files) != 1)
    ):
        raise WrongUsage(ONE_WAY, click.get_current_context())
    site = invocation.site
    console = invocation.console()
    config = settings_of(site, console)
    problems: Sequence[Diagnostic] = ()
    file = files[0]
    try:
        if form is not None:
            _export(console, site, config, files, form, to, output)
        elif imports:
            _import(console, site, config, files)
        elif to is not None:
            people, _ = load_people(site, config)
            written = translation.translate(site, config, file, to, people)
            problems = written.problems
            if not problems:
                console.created(written.path, NEXT_TRANSLATION)
        elif refresh:
            changed = translation.refresh(site, config, file, origin)
            console.changed_files([changed] if changed else [])
        else:
            found = translation.difference(site, config, file)
            console.difference(found.original, found.translation, found.changes)
    except Stopped as stopped:
        problems = stopped.problems
    if problems:
        console.problems(problems)
        # What an option says has its name for a place.
        is_usage = any(each.code in USAGE or each.span.path.startswith("-") for each in problems)
        sys.exit(2 if is_usage else 1)


def _export(
    console: Console,
    site: Path,
    config: Config,
    files: Sequence[str],
    form: str,
    to: str | None,
    output: Path | None,
) -> None:
    from beyan.desk.exchange.exporting import export
    from beyan.source.glossary import load_glossary

    glossary, _ = load_glossary(site, config)
    exported = export(site, config, files, form, to, output, glossary)
    console.created(str(exported.path), NEXT_EXCHANGE)
    console.line(SEGMENTS, **exported.counts)


def _import(console: Console, site: Path, config: Config, files: Sequence[str]) -> None:
    from beyan.desk.exchange.importing import import_files
    from beyan.source.registries import load_people

    people, _ = load_people(site, config)
    imported = import_files(site, config, [Path(each) for each in files], people)
    console.changed_files([each.path for each in imported if each.is_changed])
    for each in imported:
        console.line(IMPORTED, path=each.path, **each.counts)


@click.command(
    cls=Command,
    examples=(
        "move content/releases/2026/2026-12-10-report.az.md --slug hesabat",
        "move --topic civil-society --slug ngo --lang en",
    ),
)
@click.argument("file", required=False)
@click.option("--slug", metavar="NEW", help="The new part of the address.")
@click.option("--topic", metavar="KEY", help="Move this topic's pages.")
@click.option("--lang", metavar="TAG", help="With --topic: in this language alone.")
@click.option("--participant", metavar="KEY", help="Move this person's pages.")
@click.option("--key", metavar="NEW", help="With --participant: the new key.")
@click.pass_obj
def move(
    invocation: Invocation,
    file: str | None,
    slug: str | None,
    topic: str | None,
    lang: str | None,
    participant: str | None,
    key: str | None,
) -> None:
    """Give the text FILE, a topic or a person another address, to which the old one leads."""
    from beyan import build as building
    from beyan.build.options import Options
    from beyan.desk.editions import Stopped
    from beyan.desk.move import move_person, move_text, move_topic
    from beyan.desk.scaffold import unknown_language
    from beyan.model.messages import USAGE

    site = invocation.site
    console = invocation.console()
    config = settings_of(site, console)
    stated = {
        name
        for name, value in (
            ("file", file),
            ("slug", slug),
            ("topic", topic),
            ("lang", lang),
            ("participant", participant),
            ("key", key),
        )
        if value is not None
    }
    try:
        if file and slug and stated == {"file", "slug"}:
            _, loaded = building.load(site, site / "output", Options())
            changed = move_text(site, config, loaded, file, slug) if loaded else []
        elif topic and slug and stated - {"lang"} == {"topic", "slug"}:
            if lang is not None and lang not in config.languages:
                raise Stopped(unknown_language("--lang", lang, config))
            changed = move_topic(site, config, topic, slug, [lang] if lang else config.languages)
        elif participant and key and stated == {"participant", "key"}:
            changed = move_person(site, config, participant, key)
        else:
            raise WrongUsage(ONE_MOVE, click.get_current_context())
    except Stopped as stopped:
        console.problems(stopped.problems)
        # What an option says has its name for a place.
        is_usage = any(
            each.code in USAGE or each.span.path.startswith("-") for each in stopped.problems
        )
        sys.exit(2 if is_usage else 1)
    console.changed_files(changed)
