"""The handbook that ships with the program: its commands, its files and what they show are true.

An officer's site goes through all pages of a language, from `init` on.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from PIL import Image

import beyan
from beyan.cli import cli, options
from beyan.console import UI_LANGUAGES, Console
from beyan.console.phrases import PHRASES
from beyan.desk import words
from beyan.desk.handbook import FOLDER, TOPICS, find_topic, read_page
from beyan.language.slug import slugify
from beyan.model.messages import MESSAGES
from tests.conftest import NOW
from tests.fenced import blocks

LANGUAGES = ("az", "en")
PACKAGE = Path(beyan.__file__).parent
# They go on until somebody ends them, or take a whole build and show nothing.
NOT_RUN = ("serve", "--wait", "--clean")


def page(topic: str, language: str) -> str:
    return (FOLDER / language / f"{topic}.md").read_text("utf-8")


def commands(topic: str, language: str) -> Iterator[str]:
    """Every command line of the page, in order: those that are typed, and those that are named."""
    for match in re.finditer(r"(?m)^ *(beyan .+)$|`(beyan [^`]+)`", page(topic, language)):
        yield re.sub(r"\s+", " ", match[1] or match[2])


# --- two languages, one handbook ------------------------------------------------------------


def test_both_languages_have_every_topic_and_no_other_page() -> None:
    for language in LANGUAGES:
        names = {path.stem for path in (FOLDER / language).iterdir()}
        assert names == TOPICS.keys()
    assert {path.name for path in FOLDER.iterdir()} == set(LANGUAGES)


def in_both(command: str) -> str:
    """A topic has a name in each language."""
    *_, name = command.split()
    return f"beyan help {find_topic(name)}" if command.startswith("beyan help ") else command


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_have_the_same_commands_and_files_in_the_same_order(topic: str) -> None:
    az, en = (
        [
            (block.kind, block.file, "" if block.kind == "text" else block.text)
            for block in blocks(page(topic, language))
        ]
        for language in LANGUAGES
    )
    assert az == en
    named = [[in_both(each) for each in commands(topic, language)] for language in LANGUAGES]
    # Within a paragraph a language has its own order of words.
    assert sorted(named[0]) == sorted(named[1])
    codes = [re.findall(r"`\[([a-z0-9-]+)\]`", page(topic, language)) for language in LANGUAGES]
    assert codes[0] == codes[1]


# --- what they say is true ------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_command_of_a_page_is_one(topic: str, language: str) -> None:
    for line in commands(topic, language):
        _, *typed = shlex.split(line)
        context = click.Context(cli, info_name="beyan", obj=None)
        command: click.Command = cli
        while isinstance(command, click.Group) and typed and not typed[0].startswith("-"):
            inner = command.get_command(context, typed[0])
            assert inner is not None, line
            command, typed = inner, typed[1:]
        if typed and typed[-1] in ("--help", "--version"):
            continue
        if command.name == "help":
            assert all(find_topic(each) for each in typed), line
        try:
            command.make_context(command.name, typed, parent=context)
        except click.MissingParameter:
            # One that is named in a sentence need not be whole.
            assert f"`{line}`" in re.sub(r"\s+", " ", page(topic, language)), line


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_code_of_a_page_is_one_of_a_problem(topic: str, language: str) -> None:
    codes = set(re.findall(r"`\[([a-z0-9-]+)\]`", page(topic, language)))
    assert codes
    assert codes <= MESSAGES.keys()


def photo() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (160, 90), "teal").save(data, "JPEG")
    return data.getvalue()


# What an officer has at hand, by the name that a release gives it.
AT_HAND = {"hall.jpg": photo(), "programme.pdf": b"%PDF-1.4\n"}


LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path d="M0 0h40v40z"/></svg>'
)


class AtThatTime(datetime):
    """The clock of the handbook: its embargo is still to come."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> AtThatTime:
        return cls.fromtimestamp(NOW.timestamp(), tz)


def told_by(line: str, language: str) -> str:
    command = ["--ui-lang", language, *shlex.split(line)[1:]]
    result = CliRunner().invoke(cli, command, prog_name="beyan", catch_exceptions=False)
    return result.stderr + result.stdout


def lines(text: str) -> list[str]:
    """Counts and seconds differ from run to run; places do not."""
    return [
        line.strip()
        if re.search(r":\d+:\d+: ", line)
        else re.sub(r"\d+([.,]\d+)?", "0", line.strip())
        for line in text.splitlines()
        if line.strip()
    ]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbook_works_word_for_word(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(options, "datetime", AtThatTime)
    monkeypatch.chdir(tmp_path)
    for topic in TOPICS:
        told = ""
        for block in blocks(page(topic, language)):
            if block.file:
                path = Path(block.file)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.text, "utf-8")
                for name in AT_HAND.keys() & set(re.findall(r"file: (\S+)", block.text)):
                    folder = path.with_name(path.name.split(".")[0])
                    folder.mkdir(exist_ok=True)
                    (folder / name).write_bytes(AT_HAND[name])
            elif block.kind == "yaml":
                # Lines for the settings, with the file that they name.
                with Path("site_config.yaml").open("a", encoding="utf-8") as settings:
                    settings.write(block.text)
                Path("assets").mkdir(exist_ok=True)
                Path("assets/office.svg").write_text(LOGO)
            elif block.kind == "sh":
                told = ""
                for line in block.text.splitlines():
                    if line.startswith("cd "):
                        monkeypatch.chdir(line.removeprefix("cd "))
                    elif line.startswith("beyan ") and not any(each in line for each in NOT_RUN):
                        told += told_by(line, language)
            elif block.kind == "text" and "127.0.0.1" not in block.text:
                assert [line for line in lines(block.text) if line not in lines(told)] == []
        checked = CliRunner().invoke(cli, ["--ui-lang", language, "check", "--strict"])
        assert (topic, checked.exit_code, checked.stderr) == (topic, 0, "")


# --- `beyan help` ---------------------------------------------------------------------------


def asked(*arguments: str, language: str) -> str:
    result = CliRunner().invoke(cli, ["--ui-lang", language, "help", *arguments], prog_name="beyan")
    return result.output if result.exit_code == 0 else f"{result.exit_code}: {result.stderr}"


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_help_lists_every_page_with_its_title_in_the_officers_language(language: str) -> None:
    shown = asked(language=language)
    own = language if language in LANGUAGES else "en"
    rows = [line.split(maxsplit=1) for line in shown.splitlines() if line.startswith("  ")]
    assert [find_topic(name) for name, _ in rows] == list(TOPICS)
    assert [title for _, title in rows] == [
        page(topic, own).splitlines()[0].removeprefix("# ") for topic in TOPICS
    ]
    assert ("help NAME" in shown.splitlines()[0]) == (language in LANGUAGES)


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("yazmaq", "write"),
        ("write", "write"),
        ("ŞƏKİL", "photos"),
        ("sekil", "photos"),
        ("Photos", "photos"),
        ("quraşdırmaq", "install"),
        ("qurasdirmaq", "install"),
        ("QURAŞDIRMAQ", "install"),
        ("geri götürmək", "withdraw"),
        ("geri-goturmek", "withdraw"),
        ("dərc", "publish"),
        ("SƏHV", "errors"),
        ("sehv", "errors"),
    ],
)
def test_a_page_is_found_by_its_name_in_either_language_however_it_is_typed(
    typed: str, topic: str
) -> None:
    assert asked(*typed.split(), language="az") == page(topic, "az")
    assert asked(*typed.split(), language="en") == page(topic, "en")


@pytest.mark.parametrize("language", ["ru", "tr"])
def test_a_language_without_a_handbook_is_told_so_and_gets_the_english_one(language: str) -> None:
    note, _, text = asked("embargo", language=language).partition("\n")
    assert text == page("embargo", "en")
    assert not note.isascii()


@pytest.mark.parametrize("names", [("build",), ("views", "import"), ("theme",), ("help",)])
def test_help_of_a_command_is_the_commands_own(names: tuple[str, ...]) -> None:
    own = CliRunner().invoke(cli, ["--ui-lang", "az", *names, "--help"], prog_name="beyan")
    assert asked(*names, language="az") == own.output


@pytest.mark.parametrize(
    ("typed", "language", "suggestion"),
    [
        ("wriet", "en", '"write"'),
        ("yazmak", "az", "«yazmaq»"),
        ("emabrgo", "az", "«embarqo»"),
        ("biuld", "en", '"build"'),
        ("şəkill", "en", '"photos"'),
        ("views imprt", "en", ""),
        ("../../model/messages", "en", ""),
    ],
)
def test_a_page_that_does_not_exist_is_told_with_the_nearest_one(
    typed: str, language: str, suggestion: str
) -> None:
    shown = asked(*typed.split(), language=language)
    assert shown.startswith("2: beyan help: ")
    assert "beyan help" in shown.splitlines()[1]
    assert suggestion in shown


def test_no_two_topics_answer_to_one_name() -> None:
    names = [slugify(each) for topic, others in TOPICS.items() for each in (topic, *others)]
    assert len(names) == len(set(names))


def test_commands_begin_as_the_program_was_called_here() -> None:
    text = read_page("write", "en", "python build.py").text
    assert "\npython build.py check\n" in text
    assert "`python build.py serve`" in text
    assert not re.search(r"(?m)(^|`)beyan ", text.replace("tells what is wrong", ""))
    assert read_page("write", "en", "beyan").text == page("write", "en")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("width", ["40", "200"])
def test_a_terminal_shows_a_page_whole_and_breaks_no_command(
    width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for topic in TOPICS:
        with contextlib.redirect_stdout(Terminal()) as terminal:
            Console("az").page(page(topic, "az"))
        shown = re.sub(r"\x1b\[[0-9;]*m", "", terminal.getvalue())
        assert "```" not in shown
        for block in blocks(page(topic, "az")):
            for line in block.text.splitlines():
                assert f"    {line}\n" in f"{shown}\n" or line.lstrip() in shown


# --- nothing points to what an office does not have -----------------------------------------


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    return list(shown_texts())


def shown_texts() -> Iterator[tuple[str, str]]:
    """What officers are shown, and the files that they get."""
    for code, message in MESSAGES.items():
        yield code, f"{message.what}\n{message.hint}"
    yield "phrases", "\n".join((*PHRASES, *words.PHRASES))
    for path in sorted(PACKAGE.rglob("*")):
        kind = path.relative_to(PACKAGE).parts[0]
        is_shown = kind in ("starter", "handbook", "locales") or path.suffix in (".html", ".toml")
        is_text = path.is_file() and path.suffix not in (".jpg", ".woff2")
        if is_text and (is_shown or "scaffolds" in path.parts):
            yield str(path.relative_to(PACKAGE)), path.read_text("utf-8")
    yield "help", "\n".join(helps(cli))


def helps(command: click.Command, *names: str) -> Iterator[str]:
    yield CliRunner().invoke(cli, ["--ui-lang", "en", *names, "--help"], prog_name="beyan").output
    for name, inner in getattr(command, "commands", {}).items():
        yield from helps(inner, *names, name)


@pytest.mark.parametrize("pointer", ["docs/", "build.py", ".venv/", "CONTRIBUTING"])
def test_nothing_that_officers_read_points_into_the_programs_own_repository(
    pointer: str, texts: list[tuple[str, str]]
) -> None:
    # Entries say for translators where they are from: "#. cli/usage.py".
    found = [
        (name, line)
        for name, text in texts
        for line in text.splitlines()
        if re.search(rf"(?<![\w/]){re.escape(pointer)}", line) and not line.startswith("#.")
    ]
    assert found == []


def test_pages_that_are_pointed_to_exist(texts: list[tuple[str, str]]) -> None:
    named = {
        match[1]
        for _, text in texts
        for match in re.finditer(r"(?:\{beyan\}|beyan) help ([^\W\d][\w-]*)", text)
    } - {"NAME"}
    assert {"templates", "publish", "şablon", "dərc"} <= named
    assert [each for each in named if not find_topic(each) and each not in cli.commands] == []
