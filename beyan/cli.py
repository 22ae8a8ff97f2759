"""The commands: options in, exit code out. What they do stands in the pipeline and the desk."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from beyan import __version__
from beyan.arguments import DefaultToBuild, Moment, result_format, run_options, settings_of
from beyan.console import UI_LANGUAGES, Console, ProgressBar, ui_language
from beyan.upkeep import init, messages, schema
from beyan.usage import ONE_WAY, WrongUsage

if TYPE_CHECKING:
    from beyan.model.diagnostic import Diagnostic


@click.group(cls=DefaultToBuild)
@click.option(
    "--site",
    type=click.Path(file_okay=False, readable=False, path_type=Path),
    help="The site's folder; default: the current one.",
)
@click.option("--ui-lang", type=click.Choice(UI_LANGUAGES), help="The language of messages.")
@click.version_option(__version__, prog_name="beyan")
@click.pass_context
def cli(ctx: click.Context, site: Path | None, ui_lang: str | None) -> None:
    """Bəyan: multilingual press releases from Markdown to a static site."""
    ctx.obj = (site or ctx.obj or Path.cwd(), ui_language(ui_lang))


@cli.command()
@click.option(
    "--output",
    type=click.Path(readable=False, path_type=Path),
    help="Default: output/ in the site.",
)
@click.option("--clean", is_flag=True, help="Forget what earlier builds left behind.")
@click.option("--verify", is_flag=True, help="Compare with a clean build, byte by byte.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes may work at once; default: one for each core.",
)
@click.option("--timings", is_flag=True, help="Show what each stage took.")
@run_options
@click.pass_obj
def build(
    place: tuple[Path, str],
    output: Path | None,
    clean: bool,
    verify: bool,
    jobs: int | None,
    timings: bool,
    strict: bool,
    now: datetime | None,
    base_url: str | None,
    format: str,
) -> None:
    """Build the site into output/."""
    from beyan import build as building
    from beyan.build.options import Options

    site, language = place
    options = Options(
        now=_aware(now, site),
        base_url=base_url,
        strict=strict,
        uses_cache=not clean,
        jobs=jobs,
        progress=ProgressBar(),
    )
    report = building.build(site, output or site / "output", options)
    if verify and not report.exit_code:
        found = building.verify(site, output or site / "output", options)
        report = replace(report, problems=report.problems | found)
    console = Console(language, format)
    console.build_report(report)
    if timings:
        console.timings(report)
    sys.exit(report.exit_code)


@cli.command()
@run_options
@click.pass_obj
def check(
    place: tuple[Path, str],
    strict: bool,
    now: datetime | None,
    base_url: str | None,
    format: str,
) -> None:
    """Apply all rules and write nothing."""
    from beyan import build as building
    from beyan.build.options import Options

    site, language = place
    options = Options(now=_aware(now, site), base_url=base_url, strict=strict)
    report = building.check(site, options)
    Console(language, format).check_report(report)
    sys.exit(report.exit_code)


@cli.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    metavar="N",
    show_default=True,
    help="Where to show the site; 0 takes any free port.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes may read the site at the start; default: one for each core.",
)
@click.pass_obj
def serve(place: tuple[Path, str], port: int, jobs: int | None) -> None:
    """Show the site as it is being written, drafts too, and reload it on every save."""
    from beyan.desk.preview.serve import serve as serving

    site, language = place
    # It stays for hours: see `run`.
    gc.enable()
    sys.exit(serving(site, port, Console(language), language, jobs=jobs))


@cli.command()
@click.argument("release")
@click.option(
    "--embargoed",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder to write to; it must not exist yet, or be empty.",
)
@click.option("--now", type=Moment(), help="Set the clock.")
@click.pass_obj
def export(place: tuple[Path, str], release: str, folder: Path, now: datetime | None) -> None:
    """Write what journalists get of RELEASE before its embargo ends."""
    from beyan.build import prepare
    from beyan.build.options import Options
    from beyan.build.report import CannotGoOn, Report
    from beyan.desk.handover import folder_problems, hand_over
    from beyan.saving import save_all

    site, language = place
    console = Console(language)
    options = Options(now=_aware(now, site))
    try:
        source, plan, checked = prepare(site, options)
        report = Report(problems=source.spoken(checked))
    except CannotGoOn as stop:
        report = Report.stopped(stop, options)
    if report.has_errors:
        console.check_report(report)
        sys.exit(report.exit_code)
    problems = folder_problems(folder, site)
    handover = hand_over(source, plan, release)
    problems += handover.problems
    if problems:
        console.problems(problems)
        sys.exit(2)
    save_all(folder, handover.files)
    console.changed_files([str(folder / name) for name in handover.files])


@cli.command()
@click.argument("title")
@click.option("--lang", required=True, metavar="TAG", help="The language of the text.")
@click.option("--date", help="Such as 2026-03-05 or 2026-03-05 14:30; default: today.")
@click.option("--topic", "topics", multiple=True, metavar="KEY", help="May stand several times.")
@click.option(
    "--participant", "participants", multiple=True, metavar="KEY", help="May stand several times."
)
@click.pass_obj
def new(
    place: tuple[Path, str],
    title: str,
    lang: str,
    date: str | None,
    topics: tuple[str, ...],
    participants: tuple[str, ...],
) -> None:
    """Begin a press release called TITLE: a draft with notes on what goes where."""
    from beyan.console import NEXT_RELEASE
    from beyan.desk.scaffold import Wanted, new_release
    from beyan.model.messages import WARNINGS
    from beyan.source.registries import load_people, load_topics

    site, language = place
    console = Console(language)
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


@cli.command()
@click.option("--now", type=Moment(), help="Set the clock.")
@result_format
@click.pass_obj
def due(place: tuple[Path, str], now: datetime | None, format: str) -> None:
    """Tell when the site next changes by itself."""
    from beyan import build as building
    from beyan.build.options import Options

    site, language = place
    report = building.due(site, site / "output", Options(now=_aware(now, site)))
    Console(language, format).due(report)
    sys.exit(report.exit_code)


@cli.group()
def views() -> None:
    """How often releases were read."""


@views.command("import")
@click.argument("logs", nargs=-1, required=True, metavar="LOG...")
@click.option(
    "--source", default="", metavar="NAME", help="The server, where several have logs of one time."
)
@result_format
@click.pass_obj
def import_(place: tuple[Path, str], logs: tuple[str, ...], source: str, format: str) -> None:
    """Count reads in access logs; "-" is the standard input."""
    from beyan import build as building
    from beyan.build.options import Options
    from beyan.desk.views import Import, import_views

    site, language = place
    report, loaded = building.load(site, site / "output", Options())
    counted = Import()
    if loaded is not None and not report.has_errors:
        # Warnings are about the content, not about the logs.
        counted = import_views(site, loaded, logs, source.strip())
        report = replace(report, problems=frozenset(counted.problems))
    tally = counted.tally
    Console(language, format).reads(report, tally.counts(), tally.months(), counted.changed)
    sys.exit(report.exit_code)


@cli.command()
@click.argument("file")
@click.option("--to", metavar="TAG", help="Begin the translation into this language.")
@click.option("--refresh", is_flag=True, help="Note that the translation FILE is up to date.")
@click.option("--from", "origin", metavar="TAG", help="With --refresh: translated from this.")
@click.option("--diff", is_flag=True, help="Show what changed since FILE was translated.")
@click.pass_obj
def translate(
    place: tuple[Path, str],
    file: str,
    to: str | None,
    refresh: bool,
    origin: str | None,
    diff: bool,
) -> None:
    """Begin a translation of the edition FILE, or keep one up to date."""
    from beyan.console import NEXT_TRANSLATION
    from beyan.desk import translation
    from beyan.model.messages import USAGE
    from beyan.source.registries import load_people

    if [to is not None, refresh, diff].count(True) != 1 or (origin and not refresh):
        raise WrongUsage(ONE_WAY, click.get_current_context())
    site, language = place
    console = Console(language)
    config = settings_of(site, console)
    problems: Sequence[Diagnostic] = ()
    try:
        if to is not None:
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
    except translation.Stopped as stopped:
        problems = stopped.problems
    if problems:
        console.problems(problems)
        # What an option says has its name for a place.
        is_usage = any(each.code in USAGE or each.span.path.startswith("-") for each in problems)
        sys.exit(2 if is_usage else 1)


@cli.command()
@click.option("--now", type=Moment(), help="Set the clock.")
@result_format
@click.pass_obj
def status(place: tuple[Path, str], now: datetime | None, format: str) -> None:
    """Show which editions are published, wait, or are still to be written."""
    from beyan.desk.status import look
    from beyan.desk.table import show, status_values

    site, language = place
    console = Console(language)
    found = look(site, settings_of(site, console), _aware(now, site))
    if format == "json":
        console.values(status_values(found))
    else:
        show(found, console)


for command in (init, schema, messages):
    cli.add_command(command)


def main(default_site: Path | None = None, arguments: Sequence[str] | None = None) -> None:
    """Run the command line; `default_site` stands in for the current folder."""
    # Messages and machine formats are UTF-8 wherever they go, a terminal that lacks letters too.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli.main(args=list(arguments) if arguments is not None else None, obj=default_site)


def run(default_site: Path | None = None, arguments: Sequence[str] | None = None) -> None:
    """`main` for a process that does nothing else: it ends without freeing its memory.

    Nor does it look for cycles there: when that is allowed again after a build of ten thousand
    releases, the first look takes 0.2 s.
    """
    gc.disable()
    try:
        main(default_site, arguments)
    except SystemExit as end:
        if not isinstance(end.code, int | None):
            raise
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code or 0)


def _aware(now: datetime | None, site: Path) -> datetime:
    """The clock to use: the real one, or the one asked for, in the site's zone if it has none."""
    if now is None:
        return datetime.now(UTC)
    if now.tzinfo is not None:
        return now
    from beyan.source.settings import load_config

    config, _ = load_config(site)
    return now.replace(tzinfo=config.zone if config else UTC)
