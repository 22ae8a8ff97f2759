"""The recipes of docs/publishing.md are what systemd, cron and the command line take."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from beyan.cli import cli
from tests.conftest import REPOSITORY

TEXT = (REPOSITORY / "docs/publishing.md").read_text()
UNITS = dict(
    re.findall(r"`(?:/etc/systemd/system/)?(press[\w.-]*)`:\n\n```ini\n(.*?)```", TEXT, re.DOTALL)
)
CALLS = re.findall(r"beyan(?:\.exe)?'?(?: `\n +-Argument '| +)(--site \S+ publish [^'\n]*)", TEXT)


def test_each_kind_of_recipe_is_there() -> None:
    assert sorted(UNITS) == ["press-pull.service", "press-pull.timer", "press.service"]
    assert len(CALLS) == 4


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for name, text in UNITS.items():
        here = re.sub(r"ExecStart=\S+", f"ExecStart={shutil.which('true')}", text)
        (tmp_path / name).write_text(here)
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / name) for name in UNITS)],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("call", CALLS)
def test_the_command_line_takes_each_call(call: str) -> None:
    _, _, name, *arguments = shlex.split(call.replace("\\", "/"))
    command = cli.commands[name]
    context = command.make_context(name, arguments)
    assert isinstance(context, click.Context)
    assert context.params["folder"].name == "current"
