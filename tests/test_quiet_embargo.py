"""Logs can be read by everybody: of what is held back they have a number, in every format."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from beyan.cli import cli
from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
R = "content/releases/2026/2026-03-05-"
NOW = "2026-11-22T12:00:00+04:00"
FORMATS = ("text", "json", "github", "sarif")
# Of each held-back release: its title, slug, file, topic, people and words.
SECRET = ("zirəddin", "gizlin", "sirli", "qapalı", "hidden-page")

HELD: dict[str, str | bytes] = {
    f"{R}gizlin.az.md": release(
        "Gizlin qərar",
        text="[x](sirli.az.md) [Zirəddin](#yox) <font>qapalı</font> Qapaliy Zirəddinov",
        embargo="2026-12-10 09:00",
        participants="[{name: Zirəddin Qapalı, role: Sirli vəzifə}, zireddin]",
        topics="[sirli]",
    ),
    f"{R}sirli.az.md": release("Sirli layihə", draft="true", slug="gizlin", text="![](a.png)"),
    f"{R}qapalı.az.md": "---\ntitle: Zirəddin: [\n---\n",
    f"{R}gizlin/sirli.png": b"no picture",
    "content/pages/hidden-page.az.md": "---\ntitle: Gizlin\ndraft: true\n---\n[y](/gizlin/)\n",
    "content/participants.yaml": "zirəddin:\n  name: {az: Zirəddin, zz: x}\n",
    f"{R}a.az.md": release("Açıq", text="[x](2026-03-05-gizlin.az.md) [y](2026-03-05-sirli.az.md)"),
    f"{R}b.az.md": release("Açıq", slug="a b", text="[y](/az/topics/sirli/)"),
}
FINE: dict[str, str | bytes] = {
    f"{R}gizlin.az.md": release(
        "Gizlin qərar", embargo="2026-12-10 09:00", text='Qapalı "sirli" mətn', topics="[sirli]"
    ),
    f"{R}sirli.az.md": release("Sirli layihə", draft="true"),
    f"{R}a.az.md": release("Açıq", text="Bax: [x](2026-03-05-gizlin.az.md)."),
    "content/topics.yaml": "sirli:\n  name: {az: Sirli, en: Qapalı}\n",
}


def run(made: SampleSite, *arguments: str, ci: str = "") -> str:
    """All that the command prints."""
    found = CliRunner(env={"CI": ci, "COLUMNS": "300", "BEYAN_QUIET_EMBARGO": None}).invoke(
        cli, ["--site", str(made.root), "--ui-lang", "en", *arguments, "--now", NOW]
    )
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found.output


def told(text: str) -> list[str]:
    return [each for each in SECRET if each in text.casefold()]


COMMANDS = [
    *([name, "--format", format] for name in ("build", "check") for format in FORMATS),
    *([name, "--format", format] for name in ("status", "due") for format in ("text", "json")),
]


@pytest.mark.parametrize("files", [HELD, FINE], ids=["with mistakes", "without"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_nothing_that_is_held_back_is_told_in_public(
    site: Make, arguments: list[str], files: dict[str, str | bytes]
) -> None:
    made = site(files)
    assert told(run(made, *arguments, "--quiet-embargo")) == []
    assert told(run(made, *arguments, ci="true")) == []
    if arguments[0] == "build":
        # What the last one found is told again.
        assert told(run(made, *arguments, "--quiet-embargo")) == []


@pytest.mark.parametrize("arguments", [["check"], ["build"], ["status"]], ids=" ".join)
def test_at_the_desk_all_is_told(site: Make, arguments: list[str]) -> None:
    assert told(run(site(HELD), *arguments)) != []
    assert told(run(site(HELD), *arguments, "--no-quiet-embargo", ci="true")) != []


def test_code_and_place_stay_and_each_text_has_one_number(site: Make) -> None:
    found = json.loads(run(site(HELD), "check", "--format", "json", "--quiet-embargo"))
    problems = found["problems"]
    hidden = {each["path"] for each in problems if each["path"].startswith("held-back text ")}
    assert hidden
    assert all(path.removeprefix("held-back text ").isdigit() for path in hidden)
    assert {"dead-anchor", "dead-link", "html-dropped"} & {each["code"] for each in problems}
    assert all(each["line"] >= 1 and each["hint"] for each in problems)


def test_what_is_published_is_told_as_ever(site: Make) -> None:
    made = site({**FINE, f"{R}c.az.md": release("C", text="[z](nothing.az.md)")})
    assert "nothing.az.md" in run(made, "check", "--quiet-embargo")


def test_what_waits_is_told_by_its_number(site: Make) -> None:
    output = run(site(FINE), "build", "--quiet-embargo")
    assert "waits until 2026-12-10 09:00:00 +0400: held-back text 1" in output
    assert f"{R}gizlin.az.md" in run(site(FINE), "build", "--no-quiet-embargo")


def test_a_file_that_cannot_be_read_is_told_by_its_number(site: Make) -> None:
    made = site(FINE).change({f"{R}gizlin.az.md": None})
    (made.root / f"{R}gizlin.az.md").symlink_to(made.root / f"{R}gizlin.az.md")
    assert told(run(made, "check", "--quiet-embargo")) == []
