"""The commands about the program itself, and what every command takes."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from beyan.cli import cli
from beyan.desk import overrides
from beyan.desk.overrides import State
from beyan.model.defaults import DEFAULTS
from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
X = "content/releases/2026/2026-03-05-x.az.md"


def beyan(*arguments: str | Path) -> Result:
    command = ["--ui-lang", "en", *map(str, arguments)]
    return CliRunner().invoke(cli, command, prog_name="beyan", catch_exceptions=False)


def commands(
    group: click.Group = cli, *path: str
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)
        else:
            yield (*path, name), command


COMMANDS = dict(commands())


# --- what every command takes ---


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_takes_the_common_options_and_shows_examples_that_it_understands(
    path: tuple[str, ...],
) -> None:
    short, long = (beyan(*path, name) for name in ("-h", "--help"))
    assert short.output == long.output
    assert all(f"{each}" in short.output for each in ("--site", "--ui-lang", "-q, ", "-v, "))
    examples = getattr(COMMANDS[path], "examples", ())
    assert examples
    for example in examples:
        assert f"  beyan {example}\n" in short.output
        typed = shlex.split(example.partition(" && ")[0].partition(" >")[0])
        assert tuple(typed[: len(path)]) == path
        context = click.Context(cli, info_name="beyan", obj=None)
        COMMANDS[path].make_context(path[-1], typed[len(path) :], parent=context)


@pytest.mark.parametrize("path", [("build",), ("due",), ("views", "report")], ids=" ".join)
def test_help_answers_to_both_names_whoever_asked_first(path: tuple[str, ...]) -> None:
    COMMANDS[path].make_context("alone", [], resilient_parsing=True)
    assert beyan(*path, "-h").output == beyan(*path, "--help").output != ""


@pytest.mark.parametrize(
    "typed",
    [
        "--site SITE build --ui-lang az",
        "build --site SITE --ui-lang az",
        "--ui-lang=az --site=SITE",
        "build --ui-lang=az --site=SITE",
    ],
)
def test_the_site_and_the_language_are_named_before_the_command_or_after_it(
    site: Make, typed: str
) -> None:
    made = site({X: release()})
    result = CliRunner().invoke(cli, typed.replace("SITE", str(made.root)).split())
    assert result.exit_code == 0
    assert "releases:" not in result.output
    assert (made.output / "az/releases/2026/x/index.html").is_file()


def test_a_group_and_its_command_are_told_the_same(site: Make, tmp_path: Path) -> None:
    made = site({X: release()})
    log = tmp_path / "access.log"
    log.write_text("")
    for typed in (
        ("views", "--site", made.root, "import", log),
        ("views", "import", log, "--site", made.root),
    ):
        assert "site_config.yaml" not in beyan(*typed).output


@pytest.mark.parametrize("name", ["-q", "--quiet"])
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_quiet_command_tells_problems_alone(site: Make, command: str, name: str) -> None:
    made = site({X: release()})
    assert beyan(command, name, "--site", made.root).output == ""
    made.change({X: release(date="soon")})
    told = beyan(command, name, "--site", made.root)
    assert told.exit_code == 1
    assert [line.split(": ")[1] for line in told.output.splitlines() if "error" in line] == [
        "error[bad-date]"
    ]
    assert len(told.output.splitlines()) == 2


def test_a_verbose_command_says_what_runs(site: Make) -> None:
    made = site({X: release()})
    told = beyan("build", "-v", "--site", made.root)
    assert told.stderr.startswith("beyan ")
    assert str(made.root) in told.stderr
    assert "templates" in told.stdout


# --- files of one's own ---


def test_a_copied_template_is_used_and_its_version_noted(site: Make) -> None:
    made = site({X: release()})
    assert beyan("theme", "copy", "release.html", "--site", made.root).exit_code == 0
    own = made.root / "templates/release.html"
    assert own.read_bytes() == (DEFAULTS / "templates/release.html").read_bytes()
    assert [each.state for each in overrides.overrides(made.root)] == [State.SAME]
    own.write_text(own.read_text().replace("{% endblock %}", "<!-- ours -->{% endblock %}"))
    assert [each.state for each in overrides.overrides(made.root)] == [State.CURRENT]
    assert "<!-- ours -->" in made.build().html("/az/releases/2026/x/")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("relase.html", 'did you mean "release.html"?'),
        ("messages.po", "write which"),
        ("../site_config.yaml", "the program has no file"),
        ("", "the program has no file"),
        ("locales/messages.pot", "the program has no file"),
    ],
)
def test_what_cannot_be_copied_is_told_and_nothing_written(
    site: Make, name: str, told: str
) -> None:
    made = site({X: release()})
    result = beyan("theme", "copy", name, "--site", made.root)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not (made.root / overrides.RECORD).exists()


@pytest.mark.parametrize(
    "name", ["release.html", "beyan.css", "locales/az/LC_MESSAGES/messages.po"]
)
def test_nothing_is_overwritten(site: Make, name: str) -> None:
    made = site({X: release()})
    assert beyan("theme", "copy", name, "--site", made.root).exit_code == 0
    (path,) = (each.path for each in overrides.overrides(made.root))
    (made.root / path).write_text("ours")
    result = beyan("theme", "copy", name, "--site", made.root)
    assert (result.exit_code, f'"{path}"' in result.stderr) == (2, True)
    assert (made.root / path).read_text() == "ours"


def test_upgrade_notes_tell_what_the_program_has_changed_since(site: Make) -> None:
    made = site({X: release()})
    assert beyan("upgrade-notes", "--site", made.root).stdout.startswith("this site has no")
    for name in ("release.html", "home.html", "favicon.svg"):
        beyan("theme", "copy", name, "--site", made.root)
    record = made.root / overrides.RECORD
    digests = {row.split(",")[0]: row.split(",")[2] for row in record.read_text().splitlines()}
    # As if the program's own had been another when it was copied.
    text = record.read_text().replace(digests["templates/home.html"], "0" * 64)
    record.write_text(text + f"templates/gone.html,0.0.1,{'1' * 64}\n")
    made.change(
        {
            "templates/home.html": "ours\n",
            "templates/gone.html": "ours\n",
            "templates/topic.html": "ours\n",
            "templates/parts/quite-our-own.html": "ours\n",
        }
    )
    found = {each.path: each.state for each in overrides.overrides(made.root)}
    assert found == {
        "assets/favicon.svg": State.SAME,
        "templates/gone.html": State.GONE,
        "templates/home.html": State.CHANGED,
        "templates/release.html": State.SAME,
        "templates/topic.html": State.UNKNOWN,
    }
    told = beyan("upgrade-notes", "--diff", "--site", made.root).stdout
    assert "compare with beyan upgrade-notes --diff" in told
    assert "+ours" in told


@pytest.mark.parametrize("text", ["", "nonsense", "a,b\n", 'path,version,sha256\n"', "\0"])
def test_a_damaged_record_is_as_good_as_none(site: Make, text: str) -> None:
    made = site({"copied.csv": text, "templates/home.html": "ours"})
    assert [each.state for each in overrides.overrides(made.root)] == [State.UNKNOWN]


# --- completion ---


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_what_it_completes_with(shell: str) -> None:
    script = beyan("completion", shell)
    assert script.exit_code == 0
    assert f"_BEYAN_COMPLETE={shell}_complete" in script.stdout


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("beyan bui", "build"),
        ("beyan build --stri", "--strict"),
        ("beyan theme c", "copy"),
        ("beyan help emb", "embarqo"),
        ("beyan help vie", "views"),
    ],
)
def test_bash_completes_commands_and_options(typed: str, completed: str) -> None:
    words = typed.split()
    env = {**os.environ, "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)}
    env["_BEYAN_COMPLETE"] = "bash_complete"
    python = sys.executable
    told = subprocess.run(
        [python, "-m", "beyan"], env=env, capture_output=True, text=True, check=False
    )
    assert f"plain,{completed}" in told.stdout.split()
