"""The commands of whoever keeps the site, and not its texts: interface strings, schemas."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from beyan.arguments import settings_of
from beyan.console import Console
from beyan.model.diagnostic import nearest, shown_path
from beyan.usage import NO_STRINGS, Command, WrongUsage


@click.command(cls=Command)
@click.option("--check", "is_check", is_flag=True, help="Only tell whether anything would change.")
@click.pass_obj
def messages(place: tuple[Path, str], is_check: bool) -> None:
    """Collect the templates' interface strings into locales/."""
    from jinja2 import TemplateSyntaxError

    from beyan.desk.messages import update_messages
    from beyan.language.catalogue import CatalogueSyntaxError
    from beyan.model.diagnostic import Span, problem

    site, language = place
    console = Console(language)
    config = settings_of(site, console)
    try:
        changed = update_messages(site, config.languages, dry=is_check)
    except TemplateSyntaxError as error:
        span = Span(str(error.filename), error.lineno)
        console.problems([problem("template-syntax", span, reason=error.message or "")])
        sys.exit(1)
    except CatalogueSyntaxError as error:
        span = Span(str(error.path), error.line)
        console.problems([problem("catalogue-syntax", span, reason=error.reason)])
        sys.exit(1)
    console.changed_files(changed, dry=is_check)
    sys.exit(1 if is_check and changed else 0)


@click.command(cls=Command)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to; default: .vscode/schemas/ in the site.",
)
@click.pass_obj
def schema(place: tuple[Path, str], output: Path | None) -> None:
    """Write JSON Schemas, with which editors complete and check what is typed."""
    from beyan.desk.schema import FOLDER, Known, schemas, write_schemas
    from beyan.source.registries import load_people, load_topics

    site, language = place
    console = Console(language)
    config = settings_of(site, console)
    people, _ = load_people(site, config)
    topics, _ = load_topics(site, config)
    known = Known(config.languages, tuple(topics), tuple(people))
    files = schemas(known, console.say)
    changed = write_schemas(output or site / FOLDER, files)
    console.changed_files([shown_path(Path(each), site) for each in changed])


@click.command(cls=Command)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--lang",
    "languages",
    multiple=True,
    metavar="TAG",
    help="A language of the site, the first being the default; may stand several times.",
)
@click.pass_obj
def init(place: tuple[Path, str], folder: Path, languages: tuple[str, ...]) -> None:
    """Begin a new site in the folder DIR, with a sample of content to write over."""
    from beyan.console import NEXT_SITE
    from beyan.desk.starter import folder_problems, known_languages, starter_files
    from beyan.saving import save_all

    console = Console(place[1])
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
    today = datetime.now(ZoneInfo("Asia/Baku")).date().isoformat()
    files = starter_files(tuple(dict.fromkeys(languages)) or known, today, console.say)
    save_all(folder, {name: text.encode() for name, text in files})
    console.created(str(folder), NEXT_SITE)
