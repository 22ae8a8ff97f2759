"""The commands that count how often releases are read, and tell it."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from beyan.cli.options import Invocation, Moment, cache_option, clock, result_format
from beyan.cli.usage import Command, Group
from beyan.console import Console
from beyan.console.progress import ProgressBar


@click.group(cls=Group)
def views() -> None:
    """How often releases were read."""


@views.command("import")
@click.argument("logs", nargs=-1, required=True, metavar="LOG...")
@click.option(
    "--source", default="", metavar="NAME", help="The server, where several have logs of one time."
)
@click.option("--now", type=Moment(), help="Set the clock.")
@cache_option
@result_format
@click.pass_obj
def import_(
    invocation: Invocation,
    logs: tuple[str, ...],
    source: str,
    now: datetime | None,
    cache: Path | None,
    format: str,
) -> None:
    """Count reads in access logs; "-" is the standard input."""
    from beyan import build as building
    from beyan.build.options import Options
    from beyan.desk.views import Import, import_views

    site, language = invocation
    at = clock(now, site)
    report, loaded = building.load(site, site / "output", Options(cache=cache, now=at))
    counted = Import()
    if loaded is not None and not report.has_errors:
        # Warnings are about the content, not about the logs.
        counted = import_views(
            site, loaded, logs, source.strip(), now=at, progress=ProgressBar()
        )
        report = replace(report, problems=frozenset(counted.problems))
    tally = counted.tally
    Console(language, format).reads(report, tally.counts(), tally.months(), counted.changed)
    sys.exit(report.exit_code)
