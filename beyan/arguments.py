"""What commands have in common: options, the default command, the settings they begin with."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from beyan.console import FORMATS, Console
from beyan.usage import Program

if TYPE_CHECKING:
    from beyan.model.config import Config


class DefaultToBuild(Program):
    """`python build.py` and `python build.py --strict` mean the command `build`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {"--help", "--version", "--site", "--ui-lang"}
        position = 0
        while position < len(args) and args[position].partition("=")[0] in {"--site", "--ui-lang"}:
            position += 1 if "=" in args[position] else 2
        rest = args[position:]
        if not rest or (rest[0].startswith("-") and rest[0] not in own):
            args = [*args[:position], "build", *rest]
        return super().parse_args(ctx, args)


class Moment(click.ParamType[datetime]):
    """`2026-12-10T09:00+04:00`; without an offset it is in the site's time zone."""

    name = "time"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"'{value}' is not a time", param, ctx)


def run_options(command: Any) -> Any:
    for option in reversed(
        (
            click.option("--strict", is_flag=True, help="Warnings count as errors."),
            click.option("--now", type=Moment(), help="Set the clock, to rehearse an embargo."),
            click.option("--base-url", metavar="URL", help="Use it instead of the setting."),
            click.option(
                "--format",
                type=click.Choice(FORMATS),
                default="text",
                show_default=True,
                help="How problems are printed.",
            ),
        )
    ):
        command = option(command)
    return command


result_format = click.option(
    "--format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How the result is printed.",
)


def settings_of(site: Path, console: Console) -> Config:
    """The site's settings; without them a command ends here."""
    from beyan.source.settings import load_config

    config, problems = load_config(site)
    if config is None:
        console.problems(problems)
        sys.exit(2)
    return config
