"""The commands that a site is begun and kept up with: its first files, schemas, strings."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from beyan.cli.options import Invocation, clock, settings_of
from beyan.cli.usage import NO_LANGUAGE, NO_WHEEL, Command, WrongUsage
from beyan.console import Console, ui_language
from beyan.console.phrases import (
    KEPT,
    NEXT_SITE,
    NEXT_STRINGS,
    PROGRAM,
)
from beyan.desk.recipes import PLACES
from beyan.model.diagnostic import shown_path

if TYPE_CHECKING:
    pass


@click.command(
    cls=Command,
    examples=(
        "init press",
        "init press --lang az,en --ci github",
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--lang",
    "languages",
    multiple=True,
    metavar="TAG",
    help="A language of the site, or several such as az,en; the first is the default.",
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
    from zoneinfo import ZoneInfo

    from beyan.desk.first_languages import (
        is_language,
        meant_language,
        to_be_translated,
        usual_languages,
    )
    from beyan.desk.messages import first_catalogues
    from beyan.desk.starter import folder_problems, starter_files
    from beyan.desk.vendoring import NoWheel, requirements
    from beyan.saving import save_all

    console = invocation.console()
    named = [tag.strip() for each in languages for tag in each.split(",")]
    for tag in named:
        if not is_language(tag):
            wrong = WrongUsage(NO_LANGUAGE, click.get_current_context(), value=tag)
            wrong.suggestion = meant_language(tag)
            raise wrong
    problems = folder_problems(folder)
    if problems:
        console.problems(problems)
        sys.exit(2)
    today = clock(None, folder).astimezone(ZoneInfo("Asia/Baku")).date().isoformat()
    chosen = tuple(dict.fromkeys(named)) or usual_languages()
    catalogues, count = first_catalogues(folder, to_be_translated(chosen))
    empty = [path for path in catalogues if path.endswith(".po")]
    files = dict(starter_files(chosen, today, console.say, place, empty))
    try:
        files |= catalogues | requirements(package, Console(ui_language(chosen[0])).say(PROGRAM))
    except (NoWheel, OSError):
        raise WrongUsage(NO_WHEEL, click.get_current_context(), value=package or "") from None
    kept = [name for name in files if (folder / name).exists()]
    save_all(folder, {name: data for name, data in files.items() if name not in kept})
    for name in kept:
        console.line(KEPT, path=name)
    console.created(str(folder), NEXT_SITE)
    for path in empty:
        console.line(NEXT_STRINGS, path=path, count=count)


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
