"""The commands that read the whole site: they build it, show it and tell how it stands."""

from __future__ import annotations

import gc
import signal
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from beyan.cli.options import (
    Invocation,
    Moment,
    SystemClock,
    WebAddress,
    cache_option,
    clock,
    pseudo_option,
    quiet_option,
    result_format,
    run_options,
    settings_of,
)
from beyan.cli.usage import NOT_YET, ONLY_LOOKED_AT, Command, WrongUsage
from beyan.console import Console
from beyan.console.phrases import NO_LEDGER
from beyan.lifetime import end_in_order
from beyan.model.defaults import PSEUDO_OUTPUT
from beyan.model.ledger import LEDGER_FILE

if TYPE_CHECKING:
    from beyan.language.pseudo import Pseudo

# The exit code of `due --since-last` where no hour has come.
NOTHING_DUE = 3


@click.command(cls=Command)
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
@click.option("--no-wait", is_flag=True, help="Refuse where another build is at work.")
@click.option("--record", is_flag=True, help="Add what is published to the ledger of addresses.")
@click.option("--timings", is_flag=True, help="Show what each stage took.")
@click.option("--explain", is_flag=True, help="Show of each file that was made why.")
@click.option(
    "--changes",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write which addresses, and which releases, readers see anew.",
)
@pseudo_option
@cache_option
@run_options
@quiet_option
@click.pass_obj
def build(
    invocation: Invocation,
    output: Path | None,
    clean: bool,
    verify: bool,
    jobs: int | None,
    no_wait: bool,
    record: bool,
    timings: bool,
    explain: bool,
    changes: Path | None,
    pseudo: Pseudo | None,
    cache: Path | None,
    strict: bool,
    now: datetime | None,
    base_url: str | None,
    format: str,
    quiet: bool,
) -> None:
    """Build the site into output/."""
    from beyan import build as building
    from beyan.build.changes import changes_json
    from beyan.build.options import Options
    from beyan.console.progress import ProgressBar
    from beyan.saving import save

    site, language = invocation
    console = Console(language, format, discreet=quiet)
    if record and now is not None and clock(now, site) > clock(None, site):
        raise WrongUsage(NOT_YET, click.get_current_context())
    if pseudo is not None and (record or output is not None):
        raise WrongUsage(ONLY_LOOKED_AT, click.get_current_context())
    is_usual = output is None
    output = output or site / (PSEUDO_OUTPUT[pseudo] if pseudo is not None else "output")
    options = Options(
        now=clock(now, site),
        base_url=base_url,
        strict=strict,
        cache=cache,
        uses_cache=not clean,
        jobs=jobs,
        progress=ProgressBar(),
        waits=not no_wait,
        records=record,
        waiting=console.waiting,
        notes_due=pseudo is None and (now is None or is_usual),
        pseudo=pseudo,
    )
    report = building.build(site, output, options)
    if verify and not report.exit_code:
        found = building.verify(site, output, options)
        report = replace(report, problems=report.problems | found)
    console.build_report(report, explains=explain)
    if timings:
        console.timings(report)
    if changes is not None and not report.exit_code:
        save(changes, changes_json(report.changes))
    sys.exit(report.exit_code)


@click.command(cls=Command)
@run_options
@quiet_option
@click.pass_obj
def check(
    invocation: Invocation,
    strict: bool,
    now: datetime | None,
    base_url: str | None,
    format: str,
    quiet: bool,
) -> None:
    """Apply all rules and write nothing."""
    from beyan import build as building
    from beyan.build.options import Options

    site, language = invocation
    options = Options(now=clock(now, site), base_url=base_url, strict=strict)
    report = building.check(site, options)
    Console(language, format, discreet=quiet).check_report(report)
    sys.exit(report.exit_code)


@click.command(cls=Command)
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
@pseudo_option
@cache_option
@click.pass_obj
def serve(
    invocation: Invocation,
    port: int,
    jobs: int | None,
    pseudo: Pseudo | None,
    cache: Path | None,
) -> None:
    """Show the site as it is being written, drafts too, and reload it on every save."""
    from beyan.desk.preview.serve import serve as serving

    site, language = invocation
    # It stays for hours: see `run`.
    gc.enable()
    console = Console(language, pseudo=pseudo)
    sys.exit(serving(site, port, console, language, jobs=jobs, cache=cache))


@click.command(cls=Command)
@click.option(
    "--to",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder that the web server shows, or a symbolic link of that name.",
)
@click.option("--wait", is_flag=True, help="Go on, and publish each change at its hour.")
@click.option(
    "--webhook", type=WebAddress(), metavar="URL", help="Whom to tell of an hour that was missed."
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes may work at once; default: one for each core.",
)
@cache_option
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--now", type=Moment(), help="Set the clock, to rehearse an embargo.")
@click.option("--base-url", metavar="URL", help="Use it instead of the setting.")
@click.pass_obj
def publish(
    invocation: Invocation,
    folder: Path,
    wait: bool,
    webhook: str | None,
    jobs: int | None,
    cache: Path | None,
    strict: bool,
    now: datetime | None,
    base_url: str | None,
) -> None:
    """Publish the site into a folder, as a whole and on the second."""
    from beyan.build.options import Options
    from beyan.desk.publishing.place import Place, folder_problems
    from beyan.desk.publishing.service import Service
    from beyan.desk.publishing.telling import Telling
    from beyan.desk.publishing.workshop import Workshop

    site, language = invocation
    console = Console(language)
    settings_of(site, console)
    if problems := folder_problems(folder, site):
        console.problems(problems)
        sys.exit(2)
    telling = Telling(console, folder, webhook)
    options = Options(
        base_url=base_url, strict=strict, cache=cache, jobs=jobs, waiting=telling.waiting
    )
    place = Place(folder)
    own = SystemClock(clock(now, site) if now is not None else None)
    service = Service(Workshop(site, place, options), place, own, telling)
    if not wait:
        sys.exit(service.publish())
    # It stays for weeks, and a shell that starts it in the background has it ignore Ctrl+C.
    gc.enable()
    end_in_order(even={signal.SIGINT})
    sys.exit(service.wait())


@click.command(cls=Command)
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
def export(invocation: Invocation, release: str, folder: Path, now: datetime | None) -> None:
    """Write what journalists get of RELEASE before its embargo ends."""
    from beyan.build import prepare
    from beyan.build.options import Options
    from beyan.build.problems import CannotGoOn
    from beyan.build.report import Report
    from beyan.desk.handover import folder_problems, hand_over
    from beyan.saving import save_all

    site, language = invocation
    console = Console(language)
    options = Options(now=clock(now, site))
    problems = folder_problems(folder, site)
    try:
        with prepare(site, options) as (source, plan, checked):
            report = Report(problems=source.spoken(checked))
            handover = None if report.has_errors else hand_over(source, plan, release)
    except CannotGoOn as stop:
        report, handover = Report.stopped(stop, options), None
    if handover is None:
        console.check_report(report)
        sys.exit(report.exit_code)
    problems += handover.problems
    if problems:
        console.problems(problems)
        sys.exit(2)
    save_all(folder, handover.files)
    console.changed_files([str(folder / name) for name in handover.files])


@click.command(cls=Command)
@click.option("--since-last", is_flag=True, help="Tell whether an hour has come since a build.")
@click.option("--now", type=Moment(), help="Set the clock.")
@cache_option
@result_format
@quiet_option
@click.pass_obj
def due(
    invocation: Invocation,
    since_last: bool,
    now: datetime | None,
    cache: Path | None,
    format: str,
    quiet: bool,
) -> None:
    """Tell when the site next changes by itself, and which releases do."""
    from beyan import build as building
    from beyan.build.options import Options

    site, language = invocation
    console = Console(language, format, discreet=quiet)
    options = Options(now=clock(now, site), cache=cache)
    if not since_last:
        report = building.due(site, site / "output", options)
        console.due(report)
        sys.exit(report.exit_code)
    report, is_due = building.due_since(site, site / "output", options)
    code = report.exit_code or (0 if is_due else NOTHING_DUE)
    console.due_since(report, code, is_due=is_due)
    sys.exit(code)


@click.command(cls=Command)
@click.option("--now", type=Moment(), help="Set the clock.")
@result_format
@quiet_option
@click.pass_obj
def status(invocation: Invocation, now: datetime | None, format: str, quiet: bool) -> None:
    """Show which editions are published, wait, or are still to be written."""
    from beyan.desk.status import look
    from beyan.desk.table import discreet, show, status_values

    site, language = invocation
    console = Console(language)
    found = look(site, settings_of(site, console), clock(now, site))
    if quiet:
        found = discreet(found, console)
    if format == "json":
        console.values(status_values(found))
    else:
        if found.count("published") and not (site / LEDGER_FILE).is_file():
            console.tables(console.say(NO_LEDGER))
        show(found, console)
