"""The command line in the officer's language: help, and what is said of a wrong command.

Click parses; what it would say in English is said here, in the phrases of the console.
"""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from beyan import __version__
from beyan.cli.options import Invocation
from beyan.console import UI_LANGUAGES, Console, command_name, ui_language
from beyan.language.letters import capitalize
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem, shown_path
from beyan.model.messages import MESSAGES
from beyan.saving import NotSaved

USAGE, OPTIONS, COMMANDS = "usage", "options", "commands"
DEFAULT, NEEDED, ANY_OPTIONS, ANY_COMMAND = (
    "default: {value}",
    "needed",
    "[OPTIONS]",
    "COMMAND [ARGS]...",
)
HELP, VERSION = "Show this message and exit.", "Show the version and exit."
COMMON, EXAMPLES = "options of every command", "examples"
SITE = "The site's folder; default: the current one."
UI_LANG = "The language of messages."
QUIET = "Tell problems alone."
VERBOSE = "Tell more: what runs, and what each stage took."
RUNS = "beyan {version} runs with Python {python} in {site}"
NO_OPTION = 'there is no option "{name}"'
NO_COMMAND = 'there is no command "{name}"'
MISSING = "{name} is missing"
NEEDS_VALUE = "{name} needs a value"
NO_VALUE = "{name} takes no value"
NOT_EXPECTED = 'it is not clear what "{name}" is for'
BAD_VALUE = '"{value}" is not a possible value of {name}'
WHOLE_NUMBER = "write a whole number"
FROM_ON = "write a whole number from {least} on"
FROM_TO = "write a whole number from {least} to {most}"
FOLDER = "name a folder"
TIME = "write it like 2026-12-10T09:00"
URL = "write it like https://example.org/told"
ONE_OF = MESSAGES["bad-choice"].hint
SEE_HELP = "see {command} --help"
STOPPED = "stopped"
ONE_WAY = (
    "give one of --to TAG, --refresh (with --from TAG) and --diff, and one FILE; or --export "
    "FORMAT (with --to TAG and --output FILE) or --import, and any number of files"
)
NOT_YET = "--record is for what is published: with a --now that is still to come, nothing is yet"
ONLY_LOOKED_AT = (
    "--pseudo is to be looked at only: it has a folder of its own, and goes neither with --output "
    "nor with --record"
)
ONE_MOVE = (
    "give FILE --slug NEW, or --topic KEY --slug NEW (with --lang TAG), or "
    "--participant KEY --key NEW"
)
NO_FILE_TO_COPY = 'the program has no file "{name}" that a site may have of its own'
NO_WHEEL = '"{value}" is no wheel that can be read'
COPIED_ALREADY = 'the site has a file "{name}" of its own: nothing is overwritten'
NO_PAGE = 'there is no page of the handbook "{name}", and no command'
SEE_PAGES = "the pages are listed by {beyan} help, the commands by {beyan} --help"
SEVERAL_FILES = '"{name}" may be one of {files}: write which'
NO_LANGUAGE = MESSAGES["bad-language"].what
PHRASES = (
    USAGE, OPTIONS, COMMANDS, COMMON, EXAMPLES, DEFAULT, NEEDED, ANY_OPTIONS, ANY_COMMAND, HELP,
    VERSION, SITE, UI_LANG, QUIET, VERBOSE, RUNS, NO_OPTION,
    NO_COMMAND, MISSING, NEEDS_VALUE, NO_VALUE, NOT_EXPECTED, BAD_VALUE, WHOLE_NUMBER, FROM_ON,
    FROM_TO, FOLDER, TIME, URL, ONE_OF, SEE_HELP, STOPPED, ONE_WAY, ONE_MOVE, NOT_YET, NO_LANGUAGE,
    ONLY_LOOKED_AT, NO_FILE_TO_COPY, COPIED_ALREADY, NO_WHEEL,
    SEVERAL_FILES, NO_PAGE, SEE_PAGES,
)  # fmt: skip

# Where a shell asks what may stand next, as Click has it.
COMPLETE = "_BEYAN_COMPLETE"
_LANGUAGE = "beyan.language"
# Click tells a value within its own sentence only.
_TOLD_VALUE = re.compile(r"^[^']*'(.*?)'|^(\S+)")


class WrongUsage(click.UsageError):
    """A command that says a phrase, filled with `values`; its text alone is in English.

    `hint` is a phrase, where the command's own help is not what helps.
    """

    hint = ""

    def __init__(self, phrase: str, ctx: click.Context | None = None, **values: str) -> None:
        super().__init__(phrase.format(**values), ctx)
        self.phrase = phrase
        self.values = values
        self.suggestion = ""


def _told(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """What is said beside a command that stands within another goes for both."""
    if value is not None and isinstance(ctx.obj, Invocation):
        ctx.obj = ctx.obj._replace(**{str(param.name): value})


def _common(*names: str, **options: Any) -> click.Option:
    return click.Option(names, expose_value=False, callback=_told, **options)


# Wherever they stand in the line.
_COMMON = (
    _common(
        "--site",
        type=click.Path(file_okay=False, readable=False, path_type=Path),
        help=SITE,
    ),
    # Found before anything can be wrong, by `_asked_language`.
    click.Option(("--ui-lang",), expose_value=False, type=click.Choice(UI_LANGUAGES), help=UI_LANG),
    _common("-q", "--quiet", "is_quiet", is_flag=True, default=None, help=QUIET),
    _common("-v", "--verbose", "is_verbose", is_flag=True, default=None, help=VERBOSE),
)
COMMON_OPTIONS = frozenset(name for option in _COMMON for name in option.opts)


class Command(click.Command):
    """Shows its help in the officer's language, and refuses what it has no use for.

    `examples` are command lines as an officer types them, without the program's name.
    """

    def __init__(self, *args: Any, examples: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        # Said by each, since Click remembers the option of whoever asked first.
        self.context_settings.setdefault("help_option_names", ["-h", "--help"])
        self.examples = tuple(examples)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        *own, help = super().get_params(ctx)
        return [*own, *_COMMON, help]

    def invoke(self, ctx: click.Context) -> Any:
        if ctx.obj.is_verbose and not isinstance(self, click.Group):
            _console(ctx).aside(
                RUNS, version=__version__, python=platform.python_version(), site=ctx.obj.site
            )
        return super().invoke(ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            # Click's parser does not tell where it met it.
            error.ctx = error.ctx or ctx
            raise
        if rest and not isinstance(self, click.Group):
            raise WrongUsage(NOT_EXPECTED, ctx, name=rest[0])
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        console = _console(ctx)
        pieces = " ".join(
            console.say(each) if each in (ANY_OPTIONS, ANY_COMMAND) else each
            for each in self.collect_usage_pieces(ctx)
        )
        label = capitalize(console.say(USAGE), console.language)
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{label}: ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_console(ctx).say(self.help or ""))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        console = _console(ctx)
        params = self.get_params(ctx)
        common = [*_COMMON, params[-1]]
        own = [each for each in params if each not in common]
        for title, rows in ((OPTIONS, own), (COMMON, common)):
            if shown := list(_options(rows, ctx, console)):
                with formatter.section(capitalize(console.say(title), console.language)):
                    formatter.write_dl(shown)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)
        if self.examples:
            program = ctx.find_root().command_path
            with formatter.section(capitalize(console.say(EXAMPLES), console.language)):
                for example in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{program} {example}\n")


class Group(Command, click.Group):
    """Commands of which each speaks the officer's language."""

    command_class = Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        console = _console(ctx)
        rows = [(name, console.say(each.help or "")) for name, each in self.commands.items()]
        with formatter.section(capitalize(console.say(COMMANDS), console.language)):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            wrong = WrongUsage(NO_COMMAND, ctx, name=args[0])
            wrong.suggestion = nearest(args[0], self.commands)
            raise wrong
        return super().resolve_command(ctx, args)


class Program(Group):
    """The outermost group: it finds out the language, and ends the process."""

    group_class = Group
    asked_language: str | None = None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # Before anything can be wrong or asked for.
        self.asked_language = _asked_language(args)
        language = ctx.meta[_LANGUAGE] = ui_language(self.asked_language)
        ctx.obj = Invocation(ctx.obj or Path.cwd(), language)
        return super().parse_args(ctx, args)

    def main(self, *args: Any, **options: Any) -> Any:
        try:
            named = {"prog_name": command_name(), "complete_var": COMPLETE, **options}
            ended = super().main(*args, **{**named, "standalone_mode": False})
        except click.UsageError as error:
            _tell(error)
            sys.exit(2)
        except click.Abort:
            Console(ui_language(self.asked_language)).wrong_usage("beyan", STOPPED, "")
            sys.exit(1)
        except Exception as error:
            Console(ui_language(self.asked_language)).problems(_denied(error))
            sys.exit(2)
        sys.exit(ended if isinstance(ended, int) else 0)


def _denied(error: Exception) -> Iterable[Diagnostic]:
    """What the system does not let a command do that makes no report of its own.

    Raises any other error.
    """
    if isinstance(error, NotSaved):
        path = shown_path(Path(str(error.filename)), Path.cwd())
        reason = error.strerror or str(error)
        return [problem("cannot-write", Span(path), folder=path, reason=reason)]
    # Imported here: it is needed in one run of many.
    from beyan.build.problems import CannotGoOn

    return CannotGoOn.because(error, Path.cwd()).problems


def _asked_language(args: Sequence[str]) -> str | None:
    for position, each in enumerate(args):
        if each.startswith("--ui-lang="):
            return each.partition("=")[2]
        if each == "--ui-lang" and position + 1 < len(args):
            return args[position + 1]
    return None


def _console(ctx: click.Context | None) -> Console:
    return Console(ui_language(ctx.meta.get(_LANGUAGE) if ctx is not None else None))


def _options(
    params: Iterable[click.Parameter], ctx: click.Context, console: Console
) -> Iterator[tuple[str, str]]:
    for option in params:
        record = option.get_help_record(ctx)
        if record is None or not isinstance(option, click.Option):
            continue
        text = {"--help": HELP, "--version": VERSION}.get(option.opts[-1], option.help or "")
        notes = []
        if option.show_default:
            notes.append(console.say(DEFAULT, value=option.default))
        if option.required:
            notes.append(console.say(NEEDED))
        shown = console.say(text)
        yield record[0], f"{shown}  [{'; '.join(notes)}]" if notes else shown


def _tell(error: click.UsageError) -> None:
    ctx = error.ctx
    console = _console(ctx)
    command = ctx.command_path if ctx is not None else "beyan"
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
        return
    phrase, values, suggestion, hint = _said(error, console)
    hint = hint or console.say(SEE_HELP, command=command)
    console.wrong_usage(command, console.say(phrase, **values), hint, suggestion)


def _said(error: click.UsageError, console: Console) -> tuple[str, dict[str, str], str, str]:
    """The phrase, what fills it, what was probably meant, and a hint."""
    say = console.say
    match error:
        case WrongUsage():
            hint = say(error.hint) if error.hint else ""
            return error.phrase, error.values, error.suggestion, hint
        case click.NoSuchOption():
            known = [name for name in _known_options(error.ctx) if name.startswith("--")]
            name = error.option_name
            return NO_OPTION, {"name": name}, nearest(name, known), ""
        case click.BadOptionUsage():
            option = _option(error.ctx, error.option_name)
            is_flag = option is not None and option.is_flag
            return NO_VALUE if is_flag else NEEDS_VALUE, {"name": error.option_name}, "", ""
        case click.MissingParameter() if error.param is not None:
            return MISSING, {"name": _name(error.param)}, "", ""
        case click.BadParameter() if error.param is not None:
            told = _TOLD_VALUE.search(error.message)
            value = (told[1] or told[2] or "") if told is not None else ""
            kind = error.param.type
            hint, suggestion = "", ""
            if isinstance(kind, click.Choice):
                choices = [str(each) for each in kind.choices]
                hint = say(ONE_OF, choices=", ".join(choices))
                suggestion = nearest(value, choices)
            elif isinstance(kind, click.IntRange):
                hint = say(FROM_ON if kind.max is None else FROM_TO, least=kind.min, most=kind.max)
            elif kind is click.INT:
                hint = say(WHOLE_NUMBER)
            elif isinstance(kind, click.Path):
                hint = say(FOLDER)
            elif kind.name == "time":
                hint = say(TIME)
            elif kind.name == "url":
                hint = say(URL)
            return BAD_VALUE, {"value": value, "name": _name(error.param)}, suggestion, hint
    return "{text}", {"text": error.format_message()}, "", ""


def _known_options(ctx: click.Context | None) -> Iterator[str]:
    if ctx is not None:
        for param in ctx.command.get_params(ctx):
            yield from param.opts


def _option(ctx: click.Context | None, name: str) -> click.Option | None:
    for param in ctx.command.params if ctx is not None else ():
        if isinstance(param, click.Option) and name in param.opts:
            return param
    return None


def _name(param: click.Parameter) -> str:
    """`--lang`; an argument as the help shows it, `TITLE`."""
    if isinstance(param, click.Option):
        return param.opts[0]
    return (param.metavar or param.name or "").upper()
