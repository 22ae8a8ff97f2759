"""The real build behind `publish`: what it makes, where that lies, and how the command ends."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from beyan.build import build
from beyan.build.options import Options
from beyan.cli import cli
from tests.conftest import SampleSite, release
from tests.unit.desk.publishing.conftest import HOUR, PAGE, SECRET, Hands, Press, at, tree

OPEN = "content/releases/2026/2026-12-09-open.az.md"


def test_readers_see_what_a_clean_build_shows_and_until_the_hour_all_else_is_private(
    real: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    real.wait(Hands(at("08:59:50"), at("08:59:55")))
    site, around = tmp_path / "site", real.target.parent

    assert not list(temporary.iterdir())
    assert real.place.private.stat().st_mode & 0o777 == 0o700
    held = {path for path, data in tree(around).items() if b"Gizli" in data or "secret" in path}
    assert held
    assert all(path.startswith(".press.trees/private/") for path in held)
    assert not (site / ".cache/due").exists()

    before, after = real.tree(), HOUR.replace(minute=1)
    assert real.publish(after) == 0
    for name, shown, now in (("one", before, at("08:59:50")), ("two", real.tree(), after)):
        report = build(site, tmp_path / name, Options(now=now, jobs=1))
        assert not report.has_errors
        assert shown == tree(tmp_path / name)
    assert (PAGE in before, PAGE in real.tree()) == (False, True)


def test_what_is_edited_is_seen_as_edited_and_an_expired_text_is_in_no_tree_that_is_seen(
    real: Press, tmp_path: Path
) -> None:
    site = SampleSite(tmp_path / "site")
    hands = Hands(at("08:59:00"), at("09:00:30"))
    hands.acts[at("08:59:20")] = lambda: site.change(
        {
            SECRET: release("Gizli", "2026-12-01", embargo="2026-12-11 09:00"),
            OPEN: release("Açıq", "2026-12-09", expires="2026-12-10 09:00"),
        }
    )
    real.wait(hands)
    assert not [path for path in real.tree() if "secret" in path or "open" in path]


def test_what_does_not_change_at_the_hour_is_not_made_again_the_search_index_included(
    real: Press, tmp_path: Path
) -> None:
    site = SampleSite(tmp_path / "site")
    settings = (site.root / "site_config.yaml").read_text()
    site.change(
        {
            "site_config.yaml": settings.replace("search: false\n", ""),
            "content/releases/2020/2020-05-22-old.az.md": release("Köhnə", "2020-05-22"),
        }
    )
    real.wait(Hands(at("08:59:50"), at("08:59:55")))
    before = {path: (real.target / path).stat().st_ino for path in real.tree()}
    real.publish(HOUR)
    after = {path: (real.target / path).stat().st_ino for path in real.tree()}
    index = {path for path in before if path.startswith("search-index/az/2020/")}
    assert index
    assert all(after.get(path) == before[path] for path in index)
    assert after["404.html"] == before["404.html"]
    assert after["az/index.html"] != before["az/index.html"]


def run(site: Path, *arguments: str) -> int:
    command = ["--site", str(site), "--ui-lang", "en", "publish", *arguments]
    code: int = CliRunner().invoke(cli, command).exit_code
    return code


CLOCK = ("--now", "2026-12-10T08:00+04:00")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--to", "{folder}/www"), 0),
        (("--to", "{site}/public"), 0),
        ((), 2),
        (("--to", "{site}"), 2),
        (("--to", "{folder}"), 2),
        (("--to", "{site}/content/www"), 2),
        (("--to", "{folder}/www", "--webhook", "ftp://example.org/told"), 2),
        (("--to", "{folder}/www", "--webhook", "geheim"), 2),
        (("--to", "{folder}/file"), 2),
        (("--to", "{folder}/www", "--strict"), 0),
    ],
)
def test_how_the_command_ends(
    site: Callable[..., SampleSite], tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    made = site({OPEN: release("Açıq", "2026-12-09")})
    (tmp_path / "file").write_text("mine")
    given = [each.format(folder=tmp_path, site=made.root) for each in arguments]
    before = tree(made.root)
    assert run(made.root, *given, *CLOCK) == code
    if code:
        shutil.rmtree(made.root / ".cache", ignore_errors=True)
        assert tree(made.root) == before
        assert (tmp_path / "file").read_text() == "mine"


def test_with_errors_nothing_is_published_and_the_code_is_that_of_a_build(
    site: Callable[..., SampleSite], tmp_path: Path
) -> None:
    made = site({OPEN: release("Açıq", "2026-12-09")})
    www = ("--to", str(tmp_path / "www"))
    assert run(made.root, *www, *CLOCK) == 0
    before = tree(tmp_path / "www")
    made.change({OPEN: release("Açıq", "2026-13-09")})
    assert run(made.root, *www, *CLOCK) == 1
    made.change({OPEN: release("Açıq", "2026-12-09", topics="[nobody]")})
    assert run(made.root, *www, *CLOCK) == 1
    made.change({"site_config.yaml": "name: [\n"})
    assert run(made.root, *www, *CLOCK) == 2
    assert tree(tmp_path / "www") == before
