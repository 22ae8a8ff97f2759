"""The commands that count how often releases are read, and tell it."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from beyan.cli.options import Invocation, Moment, cache_option, clock, result_format
from beyan.cli.usage import Group

# As `desk/views_report.py` has them, which only the command itself imports.
KINDS = ("release", "month", "year", "language", "topic", "person")


@click.group(cls=Group)
def views() -> None:
    """How often releases were read."""


@views.command(
    "import",
    examples=("views import /var/log/nginx/access.log*", "views import --source cdn july.log.gz"),
)
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
    from beyan.console.progress import ProgressBar
    from beyan.desk.views import Import, import_views

    site = invocation.site
    at = clock(now, site)
    report, loaded = building.load(site, site / "output", Options(cache=cache, now=at))
    counted = Import()
    if loaded is not None and not report.has_errors:
        # Warnings are about the content, not about the logs.
        counted = import_views(
            site,
            loaded,
            logs,
            source.strip(),
            now=at,
            progress=ProgressBar(is_shown=not invocation.is_quiet),
        )
        report = replace(report, problems=frozenset(counted.problems))
    tally = counted.tally
    invocation.console(format).reads(report, tally.counts(), tally.months(), counted.changed)
    sys.exit(report.exit_code)


@views.command(
    "report",
    examples=(
        "views report",
        "views report --by topic --months 3",
        "views report --by month --format svg",
    ),
)
@click.option(
    "--by",
    type=click.Choice(KINDS),
    default="release",
    show_default=True,
    help="What the reads are added up by.",
)
@click.option(
    "--months", type=click.IntRange(min=1), metavar="N", help="Of the last N months alone."
)
@click.option("--count", type=click.IntRange(min=1), metavar="N", help="No more lines than these.")
@click.option(
    "--format",
    type=click.Choice(("table", "csv", "json", "svg")),
    default="table",
    show_default=True,
    help="How the result is printed.",
)
@click.option("--now", type=Moment(), help="Set the clock.")
@cache_option
@click.pass_obj
def report_(
    invocation: Invocation,
    by: str,
    months: int | None,
    count: int | None,
    format: str,
    now: datetime | None,
    cache: Path | None,
) -> None:
    """Tell what was read most."""
    from beyan import build as building
    from beyan.build.options import Options
    from beyan.desk import views_report as telling
    from beyan.source.views import ReleaseNames, load_views

    site = invocation.site
    at = clock(now, site)
    console = invocation.console("json" if format == "json" else "text")
    language = invocation.language
    report, loaded = building.load(site, site / "output", Options(cache=cache, now=at))
    if loaded is None or report.has_errors:
        console.check_report(report)
        sys.exit(report.exit_code or 1)
    here = loaded.site
    rows, _ = load_views(site)
    names = ReleaseNames(loaded.readings.summaries, here.config, here.ledger)
    since = month_before(at.astimezone(here.config.zone), months - 1) if months else ""
    lines = telling.report(here, rows, names, language, by, since=since, count=count)
    match format:
        case "csv":
            console.document(telling.csv_report(lines, by))
        case "json":
            console.values(telling.json_report(lines, by))
        case "svg":
            console.document(telling.svg_report(lines, by, console, language) + "\n")
        case _:
            telling.show(lines, by, console, language)


def month_before(at: datetime, months: int) -> str:
    """`2026-09`, two months before a day of November."""
    number = at.year * 12 + at.month - 1 - months
    return f"{number // 12:04}-{number % 12 + 1:02}"
