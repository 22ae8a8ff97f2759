"""The commands that a site is begun and kept up with: its first files, schemas, strings."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from beyan.cli.options import Invocation, clock, settings_of
from beyan.cli.usage import NO_STRINGS, NO_WHEEL, Command, WrongUsage
from beyan.console import Console
from beyan.console.phrases import (
    KEPT,
    NEXT_SITE,
    PROGRAM,
)
from beyan.desk.recipes import PLACES
from beyan.model.diagnostic import nearest, shown_path

if TYPE_CHECKING:
    pass


@click.command(
    cls=Command,
    examples=(
        "init press",
        "init press --lang az --lang en --ci github",
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--lang",
    "languages",
    multiple=True,
    metavar="TAG",
    help="A language of the site, the first being the default; may stand several times.",
)
@click.option(
    "--ci",
    "place",
    type=click.Choice(PLACES),
    default="none",
    show_default=True,
    help="Where the site goes online: with what publishes it there.",
)
@click.option(
    "--package",
    metavar="SPEC",
    help="Install the program from this wheel, address or name; default: what runs now.",
)
@click.pass_obj
def init(
    invocation: Invocation,
    folder: Path,
    languages: tuple[str, ...],
    place: str,
    package: str | None,
) -> None:
    """Begin a new site in the folder DIR, with a sample of content to write over."""
    from beyan.desk.starter import (
        folder_problems,
        known_languages,
        starter_files,
        usual_languages,
    )
    from beyan.desk.vendoring import NoWheel, requirements
    from beyan.saving import save_all

    console = invocation.console()
    known = known_languages()
    unknown = [tag for tag in languages if tag not in known]
    if unknown:
        wrong = WrongUsage(NO_STRINGS, click.get_current_context(), value=unknown[0])
        wrong.suggestion = nearest(unknown[0].lower(), known)
        raise wrong
    problems = folder_problems(folder)
    if problems:
        console.problems(problems)
        sys.exit(2)
    today = clock(None, folder).astimezone(ZoneInfo("Asia/Baku")).date().isoformat()
    chosen = tuple(dict.fromkeys(languages)) or usual_languages()
    files = {name: text.encode() for name, text in starter_files(chosen, today, console.say, place)}
    try:
        files |= requirements(package, Console(chosen[0]).say(PROGRAM))
    except (NoWheel, OSError):
        raise WrongUsage(NO_WHEEL, click.get_current_context(), value=package or "") from None
    kept = [name for name in files if (folder / name).exists()]
    save_all(folder, {name: data for name, data in files.items() if name not in kept})
    for name in kept:
        console.line(KEPT, path=name)
    console.created(str(folder), NEXT_SITE)


@click.command(
    cls=Command,
    examples=("schema",),
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to; default: .vscode/schemas/ in the site.",
)
@click.pass_obj
def schema(invocation: Invocation, output: Path | None) -> None:
    """Write JSON Schemas, with which editors complete and check what is typed."""
    from beyan.desk.schema import FOLDER, Known, schemas, write_schemas
    from beyan.source.registries import load_people, load_topics

    site = invocation.site
    console = invocation.console()
    config = settings_of(site, console)
    people, _ = load_people(site, config)
    topics, _ = load_topics(site, config)
    known = Known(config.languages, tuple(topics), tuple(people))
    files = schemas(known, console.say)
    changed = write_schemas(output or site / FOLDER, files)
    console.changed_files([shown_path(Path(each), site) for each in changed])


@click.command(
    cls=Command,
    examples=(
        "messages",
        "messages --check",
    ),
)
@click.option("--check", "is_check", is_flag=True, help="Only tell whether anything would change.")
@click.pass_obj
def messages(invocation: Invocation, is_check: bool) -> None:
    """Collect the templates' interface strings into locales/."""
    from jinja2 import TemplateSyntaxError

    from beyan.desk.messages import update_messages
    from beyan.language.catalogue import CatalogueSyntaxError
    from beyan.model.diagnostic import Span, problem

    site = invocation.site
    console = invocation.console()
    config = settings_of(site, console)
    try:
        own = [tag for tag in config.languages if config.has_own_strings(tag)]
        changed = update_messages(site, own, dry=is_check)
    except TemplateSyntaxError as error:
        span = Span(shown_path(Path(error.filename or ""), site), error.lineno)
        console.problems([problem("template-syntax", span, reason=error.message or "")])
        sys.exit(1)
    except CatalogueSyntaxError as error:
        span = Span(shown_path(error.path, site), error.line)
        console.problems([problem("catalogue-syntax", span, reason=error.reason)])
        sys.exit(1)
    console.changed_files(changed, dry=is_check)
    sys.exit(1 if is_check and changed else 0)
