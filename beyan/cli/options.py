"""What commands have in common: options, the clock, the settings they begin with."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from beyan.console import FORMATS, Console
from beyan.model.defaults import PSEUDO_OUTPUT

if TYPE_CHECKING:
    from beyan.language.pseudo import Pseudo
    from beyan.model.config import Config

Decorator = Callable[[Any], Any]


class Invocation(NamedTuple):
    """What every command is told: the folder of the site, the language of messages, how much of
    them is wanted.
    """

    site: Path
    language: str
    is_quiet: bool = False
    is_verbose: bool = False

    def console(
        self, format: str = "text", *, discreet: bool = False, pseudo: Pseudo | None = None
    ) -> Console:
        """What the command speaks through."""
        # Machines are told paths as the repository has them, in which the site may be a folder.
        return Console(
            self.language,
            format,
            discreet=discreet,
            pseudo=pseudo,
            is_quiet=self.is_quiet,
            folder=in_repository(self.site),
        )


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


class WebAddress(click.ParamType[str]):
    """Of HTTP or HTTPS."""

    name = "url"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        if not re.match(r"https?://[^/\s]", str(value)):
            self.fail(f"'{value}' is not an address", param, ctx)
        return str(value)


class SchedulerAddress(click.ParamType[str]):
    """Of Dask's, as that prints it."""

    name = "address"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        if not re.fullmatch(r"(tcp|tls)://[^/\s]+:[0-9]{1,5}", str(value)):
            self.fail(f"'{value}' is not an address", param, ctx)
        return str(value)


def together(*options: Decorator) -> Decorator:
    """Several options as one decorator; a help shows them in this order."""

    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


# Of every command that begins with what an earlier build left.
cache_option = click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where builds leave what later ones need; default: .cache/ in the site.",
)
# Of every command that shows the site to those who make it.
pseudo_option = click.option(
    "--pseudo",
    is_flag=False,
    flag_value="accents",
    type=click.Choice(tuple(PSEUDO_OUTPUT)),
    help="Show the interface in a pseudo-language, to be looked at only.",
)
# Of every command that finds problems as a build does.
run_options = together(
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
# Of every command whose output may stand where many can read it.
quiet_option = click.option(
    "--quiet-embargo/--no-quiet-embargo",
    "quiet",
    default=lambda: os.environ.get("CI", "").lower() == "true",
    # For a CI whose logs are read by the office alone.
    envvar="BEYAN_QUIET_EMBARGO",
    help="Tell of what is held back numbers alone; default where CI=true.",
)
# Of commands that answer a question.
result_format = click.option(
    "--format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How the result is printed.",
)


def in_repository(site: Path) -> str:
    """The site's folder as its Git repository names it; "" where it is the whole, or in none."""
    real = site.resolve()
    for folder in (real, *real.parents):
        if (folder / ".git").exists():
            return real.relative_to(folder).as_posix().removeprefix(".")
    return ""


def settings_of(site: Path, console: Console) -> Config:
    """The site's settings; without them a command ends here."""
    from beyan.source.settings import load_config

    config, problems = load_config(site)
    if config is None:
        console.problems(problems)
        sys.exit(2)
    return config


class SystemClock:
    """The computer's clock; or one that shows `start` when it is made, and goes on from there."""

    def __init__(self, start: datetime | None) -> None:
        self._start = start
        self._begun = time.monotonic()

    def instant(self) -> datetime:
        if self._start is None:
            return datetime.now(UTC)
        return self._start + timedelta(seconds=time.monotonic() - self._begun)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def clock(now: datetime | None, site: Path) -> datetime:
    """The clock to use: the real one, or the one asked for, in the site's zone if it has none."""
    if now is None:
        return datetime.now(UTC)
    if now.tzinfo is not None:
        return now
    from beyan.source.settings import load_config

    config, _ = load_config(site)
    return now.replace(tzinfo=config.zone if config else UTC)
