"""A wrong command gets one line and a hint in the officer's language, and ends with 2."""

import click
import pytest
from click.testing import CliRunner

from beyan.cli import cli


def told(*arguments: str, language: str = "en") -> tuple[int, list[str]]:
    command = ["--ui-lang", language, *arguments]
    result = CliRunner().invoke(cli, command, prog_name="beyan", catch_exceptions=False)
    return result.exit_code, result.stderr.splitlines()


@pytest.mark.parametrize(
    ("arguments", "what", "hint"),
    [
        ("chek", 'beyan: error: there is no command "chek"',
         'did you mean "check"? See beyan --help'),
        ("views imprt", 'beyan views: error: there is no command "imprt"',
         'did you mean "import"? See beyan views --help'),
        ("build --strct", 'beyan build: error: there is no option "--strct"',
         'did you mean "--strict"? See beyan build --help'),
        ("build --format jsno", 'beyan build: error: "jsno" is not a possible value of --format',
         'did you mean "json"? Choose one of text, json, github, gitlab, sarif'),
        ("build --jobs 0", 'beyan build: error: "0" is not a possible value of --jobs',
         "write a whole number from 1 on"),
        ("serve --port x", 'beyan serve: error: "x" is not a possible value of --port',
         "write a whole number from 0 to 65535"),
        ("check --now noon", 'beyan check: error: "noon" is not a possible value of --now',
         "write it like 2026-12-10T09:00"),
        ("check more", 'beyan check: error: it is not clear what "more" is for',
         "see beyan check --help"),
        ("build --output", "beyan build: error: --output needs a value", "see beyan build --help"),
        ("build --strict=1", "beyan build: error: --strict takes no value",
         "see beyan build --help"),
        ("new", "beyan new: error: TITLE is missing", "see beyan new --help"),
        ("new X", "beyan new: error: --lang is missing", "see beyan new --help"),
        ("translate x.az.md",
         "beyan translate: error: give one of --to TAG, --refresh (with --from TAG) and --diff, "
         "and one FILE; or --export FORMAT (with --to TAG and --output FILE) or --import, and any "
         "number of files",
         "see beyan translate --help"),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_with_what_was_meant(arguments: str, what: str, hint: str) -> None:
    assert told(*arguments.split()) == (2, [what, f"  hint: {hint}"])


def test_wrong_usage_is_told_in_azerbaijani() -> None:
    assert told("chek", language="az") == (
        2,
        [
            "beyan: səhv: «chek» əmri yoxdur",
            "  məsləhət: bəlkə «check» yazmaq istəyirdiniz? Bax: beyan --help",
        ],
    )


def test_what_click_says_of_its_own_is_in_no_help() -> None:
    """An Azerbaijani help has the Azerbaijani of every English sentence, and not the English."""

    def look(command: click.Command, *path: str) -> None:
        shown = CliRunner().invoke(cli, ["--ui-lang", "az", *path, "--help"])
        assert shown.exit_code == 0
        text = " ".join(shown.output.split())
        assert "İstifadə qaydası: " in text
        assert "Bu köməyi göstərib çıxır." in text
        for word in ("Usage", "Options", "Commands", "OPTIONS", "default", "required", "Show"):
            assert word not in text
        for name, inner in getattr(command, "commands", {}).items():
            look(inner, *path, name)

    look(cli)


def test_the_language_is_the_locales_where_none_is_asked_for() -> None:
    runner = CliRunner(env={"LC_ALL": "az_AZ.UTF-8"})
    assert "«chek» əmri yoxdur" in runner.invoke(cli, ["chek"]).stderr
    assert "Əmrlər:" in runner.invoke(cli, ["--help"]).output
