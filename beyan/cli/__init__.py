"""The command line: what `beyan` and `python build.py` run."""

from __future__ import annotations

import gc
import os
import sys
import warnings
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

import click

from beyan import __version__
from beyan.cli.commands import COMMANDS
from beyan.cli.usage import COMMON_OPTIONS, Program
from beyan.lifetime import end_in_order, end_unhindered, reap
from beyan.snapshot.scratch import discard_all


class DefaultToBuild(Program):
    """`python build.py` and `python build.py --strict` mean the command `build`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {"-h", "--help", "--version"}
        position = 0
        while position < len(args) and (name := args[position].partition("=")[0]) in COMMON_OPTIONS:
            takes_value = name in {"--site", "--ui-lang"} and "=" not in args[position]
            position += 2 if takes_value else 1
        rest = args[position:]
        # A shell that completes asks what may stand here.
        is_asked = ctx.resilient_parsing
        if not is_asked and (not rest or (rest[0].startswith("-") and rest[0] not in own)):
            args = [*args[:position], "build", *rest]
        return super().parse_args(ctx, args)


@click.group(cls=DefaultToBuild)
@click.version_option(__version__, prog_name="beyan")
def cli() -> None:
    """Bəyan: multilingual press releases from Markdown to a static site."""


for command in COMMANDS:
    cli.add_command(command)


def main(default_site: Path | None = None, arguments: Sequence[str] | None = None) -> None:
    """Run the command line; `default_site` stands in for the current folder."""
    # Messages and machine formats are UTF-8 wherever they go, a terminal that lacks letters too.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if not sys.warnoptions:
        # What libraries tell programmers, such as Pillow of damaged notes of a camera.
        warnings.simplefilter("ignore")
    cli.main(args=list(arguments) if arguments is not None else None, obj=default_site)


def run(default_site: Path | None = None, arguments: Sequence[str] | None = None) -> None:
    """`main` for a process that does nothing else: it ends without freeing its memory.

    Nor does it look for cycles there: when that is allowed again after a build of ten thousand
    releases, the first look takes 0.2 s.
    """
    gc.disable()
    end_in_order()
    try:
        main(default_site, arguments)
    except SystemExit as end:
        if not isinstance(end.code, int | None):
            raise
        sys.stdout.flush()
        sys.stderr.flush()
        end_unhindered()
        discard_all()
        reap(waits=True)  # so that what they took is counted with what this one took
        os._exit(end.code or 0)
