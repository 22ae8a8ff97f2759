"""The commands that show the site, hand it on and tell how it stands."""

from __future__ import annotations

import gc
import signal
import sys
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
    settings_of,
)
from beyan.cli.usage import Command
from beyan.console.phrases import NO_LEDGER
from beyan.lifetime import end_in_order
from beyan.model.ledger import LEDGER_FILE

if TYPE_CHECKING:
    from beyan.language.pseudo import Pseudo

# The exit code of `due --since-last` where no hour has come.
NOTHING_DUE = 3


@click.command(
    cls=Command,
    examples=(
        "serve",
        "serve --port 8080",
        "serve --pseudo rtl",
    ),
)
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

    site = invocation.site
    # It stays for hours: see `run`.
    gc.enable()
    console = invocation.console(pseudo=pseudo)
    sys.exit(serving(site, port, console, console.language, jobs=jobs, cache=cache))


@click.command(
    cls=Command,
    examples=(
        "publish --to /var/www/press",
        "publish --to /var/www/press --wait",
    ),
)
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

    site = invocation.site
    console = invocation.console()
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


@click.command(
    cls=Command,
    examples=("export 2026/2026-12-10-report --embargoed ../handover",),
)
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

    site = invocation.site
    console = invocation.console()
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


@click.command(
    cls=Command,
    examples=(
        "due",
        "due --since-last && beyan build",
    ),
)
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

    site = invocation.site
    console = invocation.console(format, discreet=quiet)
    options = Options(now=clock(now, site), cache=cache)
    if not since_last:
        report = building.due(site, site / "output", options)
        console.due(report)
        sys.exit(report.exit_code)
    report, is_due = building.due_since(site, site / "output", options)
    code = report.exit_code or (0 if is_due else NOTHING_DUE)
    console.due_since(report, code, is_due=is_due)
    sys.exit(code)


@click.command(
    cls=Command,
    examples=(
        "status",
        "status --format json",
    ),
)
@click.option("--now", type=Moment(), help="Set the clock.")
@result_format
@quiet_option
@click.pass_obj
def status(invocation: Invocation, now: datetime | None, format: str, quiet: bool) -> None:
    """Show which editions are published, wait, or are still to be written."""
    from beyan.desk.status import look
    from beyan.desk.table import discreet, show, status_values

    site = invocation.site
    console = invocation.console()
    found = look(site, settings_of(site, console), clock(now, site))
    if quiet:
        found = discreet(found, console)
    if format == "json":
        console.values(status_values(found))
    else:
        if found.count("published") and not (site / LEDGER_FILE).is_file():
            console.tables(console.say(NO_LEDGER))
        show(found, console)
