"""The commands that build the site, and look at all of it."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from beyan.cli.options import (
    Invocation,
    SchedulerAddress,
    cache_option,
    clock,
    pseudo_option,
    quiet_option,
    run_options,
)
from beyan.cli.usage import NOT_YET, ONLY_LOOKED_AT, Command, WrongUsage
from beyan.model.defaults import PSEUDO_OUTPUT

if TYPE_CHECKING:
    from beyan.language.pseudo import Pseudo


@click.command(
    cls=Command,
    examples=(
        "build",
        "build --strict --verify",
        "build --site press --now 2026-12-10T09:00",
        "build --format github --changes changes.json",
    ),
)
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
@click.option(
    "--cluster",
    type=SchedulerAddress(),
    metavar="tcp://HOST:PORT",
    help="Render on the workers of this Dask scheduler.",
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
    cluster: str | None,
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

    site = invocation.site
    console = invocation.console(format, discreet=quiet)
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
        progress=ProgressBar(is_shown=not invocation.is_quiet),
        waits=not no_wait,
        records=record,
        waiting=console.waiting,
        notes_due=pseudo is None and (now is None or is_usual),
        pseudo=pseudo,
        cluster=cluster,
    )
    report = building.build(site, output, options)
    if verify and not report.exit_code:
        found = building.verify(site, output, options)
        report = replace(report, problems=report.problems | found)
    console.build_report(report, explains=explain)
    if timings or invocation.is_verbose:
        console.timings(report)
    if changes is not None and not report.exit_code:
        save(changes, changes_json(report.changes))
    sys.exit(report.exit_code)


@click.command(
    cls=Command,
    examples=(
        "check",
        "check --strict",
        "check --now 2026-12-10T09:00 --format sarif",
    ),
)
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

    site = invocation.site
    options = Options(now=clock(now, site), base_url=base_url, strict=strict)
    report = building.check(site, options)
    invocation.console(format, discreet=quiet).check_report(report)
    sys.exit(report.exit_code)
