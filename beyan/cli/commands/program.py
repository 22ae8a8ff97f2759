"""The commands about the program itself: its files in a site, its handbook, completion."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from beyan.cli.options import Invocation
from beyan.cli.usage import (
    COMPLETE,
    COPIED_ALREADY,
    NO_FILE_TO_COPY,
    NO_PAGE,
    SEE_PAGES,
    SEVERAL_FILES,
    Command,
    Group,
    WrongUsage,
)
from beyan.console import command_name
from beyan.console.phrases import HANDBOOK, IN_ENGLISH, NEXT_COPY, NO_OVERRIDES, OVERRIDES
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


def _names(ctx: click.Context, param: click.Parameter, begun: str) -> list[str]:
    """What a shell completes."""
    from beyan.desk.handbook import known_names

    root = ctx.find_root().command
    commands = root.commands if isinstance(root, click.Group) else ()
    names = dict.fromkeys((*(name for name, _ in known_names()), *commands))
    return [name for name in names if name.startswith(begun) and " " not in name]


@click.command("help", cls=Command, examples=("help", "help write", "help views import"))
@click.argument("name", metavar="[NAME]", nargs=-1, shell_complete=_names)
@click.pass_context
def help_(ctx: click.Context, name: tuple[str, ...]) -> None:
    """Show the page of the handbook called NAME, or what the command NAME does."""
    from beyan.desk.handbook import TOPICS, find_topic, known_names, read_page, shown_name

    console = ctx.obj.console()
    language = console.language
    asked = " ".join(name)
    if not name:
        pages = {topic: read_page(topic, language, command_name()) for topic in TOPICS}
        if any(page.language != language for page in pages.values()):
            console.answer(IN_ENGLISH)
        console.answer(HANDBOOK)
        width = max(len(shown_name(topic, language)) for topic in TOPICS)
        for topic, page in pages.items():
            console.verbatim(f"  {shown_name(topic, language):<{width}}  {page.title}")
    elif known := find_topic(asked):
        page = read_page(known, language, command_name())
        if page.language != language:
            console.answer(IN_ENGLISH)
        console.page(page.text)
    elif command := _command(ctx.find_root(), name):
        console.document(command.get_help())
    else:
        wrong = WrongUsage(NO_PAGE, ctx, name=asked)
        wrong.hint = SEE_PAGES
        group = ctx.find_root().command
        assert isinstance(group, click.Group)
        names = dict(known_names())
        meant = nearest(asked, [*group.commands, *names])
        wrong.suggestion = shown_name(names[meant], language) if meant in names else meant
        raise wrong


def _command(root: click.Context, names: Sequence[str]) -> click.Context | None:
    """As if it had been called, with the names of the groups that it stands in."""
    ctx = root
    for name in names:
        group = ctx.command
        command = group.get_command(ctx, name) if isinstance(group, click.Group) else None
        if command is None:
            return None
        ctx = click.Context(command, info_name=name, parent=ctx)
    return ctx
