"""`build --pseudo`: to be looked at, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from beyan.cli import cli
from beyan.model.defaults import PSEUDO_OUTPUT
from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
PATH = "content/releases/2026/2026-03-05-a.az.md"


@pytest.fixture
def made(site: Make) -> SampleSite:
    return site({PATH: release("Görüş", text="Bu gün görüş keçirilib.")})


def run(made: SampleSite, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["--site", str(made.root), "--ui-lang", "en", *arguments])
    return result.exit_code, result.output


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("style", PSEUDO_OUTPUT)
def test_it_has_a_folder_of_its_own_and_leaves_everything_else_alone(
    made: SampleSite, style: str
) -> None:
    assert run(made, "build", "--record")[0] == 0
    output, ledger = tree(made.root / "output"), (made.root / "content/addresses.csv").read_bytes()
    due = (made.root / ".cache/due").read_bytes()
    assert run(made, "build", "--pseudo", style)[0] == 0
    assert tree(made.root / "output") == output
    assert (made.root / "content/addresses.csv").read_bytes() == ledger
    assert (made.root / ".cache/due").read_bytes() == due
    shown = tree(made.root / PSEUDO_OUTPUT[style])
    assert shown.keys() == output.keys()
    pages = [data for path, data in shown.items() if path.endswith(".html")]
    assert all(b'<meta name="robots" content="noindex">' in page for page in pages)
    # A build that has nothing to do leaves both as they are.
    assert run(made, "build", "--pseudo", style)[0] == run(made, "build")[0] == 0
    assert tree(made.root / PSEUDO_OUTPUT[style]) == shown


def test_without_a_style_it_is_the_one_with_accents(made: SampleSite) -> None:
    assert run(made, "build", "--pseudo", "--strict")[0] == 0
    assert (made.root / "output-pseudo/az/index.html").is_file()


def test_an_ordinary_build_into_its_folder_is_an_ordinary_site(made: SampleSite) -> None:
    assert run(made, "build", "--pseudo")[0] == run(made, "build")[0] == 0
    folder = made.root / "output-pseudo"
    assert run(made, "build", "--output", str(folder))[0] == 0
    assert tree(folder) == tree(made.root / "output")


@pytest.mark.parametrize(
    "options", [("--record",), ("--output", "elsewhere"), ("--output", "output", "--record")]
)
def test_what_it_does_not_go_with_is_wrong_usage(
    made: SampleSite, options: tuple[str, ...]
) -> None:
    code, said = run(made, "build", "--pseudo", "rtl", *options)
    assert (code, list(made.root.glob("output*"))) == (2, [])
    assert "--pseudo is to be looked at only" in said


@pytest.mark.parametrize("folder", [*PSEUDO_OUTPUT.values(), "output-pseudo/az"])
def test_nothing_is_published_into_its_folder(made: SampleSite, folder: str) -> None:
    assert run(made, "build", "--pseudo")[0] == 0
    before = tree(made.root / "output-pseudo")
    code, said = run(made, "publish", "--to", str(made.root / folder))
    assert code == 2
    assert "publish-pseudo" in said
    assert tree(made.root / "output-pseudo") == before


@pytest.mark.parametrize("command", ["publish", "check", "export", "due"])
def test_no_command_that_tells_of_readers_knows_it(made: SampleSite, command: str) -> None:
    code, said = run(made, command, "--pseudo")
    assert code == 2
    assert "--pseudo" in said
