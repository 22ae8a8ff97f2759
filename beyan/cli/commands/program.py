"""The commands about the program itself: its files in a site, and the shell's completion."""

from __future__ import annotations

from pathlib import Path

import click

from beyan.cli.options import Invocation
from beyan.cli.usage import (
    COMPLETE,
    COPIED_ALREADY,
    NO_FILE_TO_COPY,
    SEVERAL_FILES,
    Command,
    Group,
    WrongUsage,
)
from beyan.console import command_name
from beyan.console.phrases import NEXT_COPY, NO_OVERRIDES, OVERRIDES
from beyan.model.diagnostic import nearest, shown_path


@click.group(cls=Group)
def theme() -> None:
    """Templates, style sheets and interface strings of your own."""


@theme.command(examples=("theme copy release.html", "theme copy assets/beyan.css"))
@click.argument("file", metavar="FILE")
@click.pass_obj
def copy(invocation: Invocation, file: str) -> None:
    """Copy the program's FILE into the site, to be changed there, and note its version."""
    from beyan.desk.overrides import NoSuchFile, program_files
    from beyan.desk.overrides import copy as copied

    console = invocation.console()
    try:
        path = copied(invocation.site, file)
    except NoSuchFile as none:
        phrase = SEVERAL_FILES if none.names else NO_FILE_TO_COPY
        wrong = WrongUsage(
            phrase, click.get_current_context(), name=file, files=", ".join(none.names)
        )
        names = [*program_files(), *(each.split("/", 1)[1] for each in program_files())]
        wrong.suggestion = "" if none.names else nearest(file, names)
        raise wrong from None
    except FileExistsError as error:
        path = shown_path(Path(error.filename), invocation.site)
        raise WrongUsage(COPIED_ALREADY, click.get_current_context(), name=path) from None
    console.created(path, NEXT_COPY)


@click.command("upgrade-notes", cls=Command, examples=("upgrade-notes", "upgrade-notes --diff"))
@click.option("--diff", is_flag=True, help="Show what your files have otherwise.")
@click.pass_obj
def upgrade_notes(invocation: Invocation, diff: bool) -> None:
    """Tell which files of your own stand in place of ones that the program has changed since."""
    from beyan.desk.overrides import State, difference, overrides

    console = invocation.console()
    found = list(overrides(invocation.site))
    for each in found:
        console.answer(OVERRIDES[each.state.value], path=each.path, version=each.version)
        if diff and each.state in (State.CHANGED, State.UNKNOWN, State.CURRENT):
            for line in difference(invocation.site, each.path):
                console.verbatim(line)
    if not found:
        console.answer(NO_OVERRIDES)


@click.command(
    cls=Command,
    examples=(
        "completion bash >> ~/.bashrc",
        "completion zsh >> ~/.zshrc",
        "completion fish > ~/.config/fish/completions/beyan.fish",
    ),
)
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")), metavar="SHELL")
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Write what lets SHELL (bash, zsh or fish) complete commands and options."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None, "Click has all three"
    name = command_name()
    program = name if " " not in name else "beyan"
    ctx.obj.console().document(kind(ctx.find_root().command, {}, program, COMPLETE).source())
