"""A site that may be read and not written to, and a cache that is put elsewhere.

The commands run in processes of their own that the permissions of files hold for, whoever runs the
tests.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, SampleSite, release

Make = Callable[..., SampleSite]
CLOCK = ("--now", "2026-11-22T12:00:00+00:00")
A = "content/releases/2026/a.az.md"

# Of Linux: what lets root write everywhere, and how a process gives it up for its children.
_CAP_DAC_OVERRIDE, _PR_CAPBSET_DROP = 1, 24


def as_anybody() -> None:
    if sys.platform == "linux" and os.geteuid() == 0:
        ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, 0, 0, 0)


class Folder:
    """A site with what lies around it."""

    def __init__(self, site: SampleSite) -> None:
        self.site = site
        self.around = site.root.parent
        self.temporary = self.around / "temporary"
        self.temporary.mkdir()

    @property
    def tree(self) -> dict[str, bytes | None]:
        """Everything but temporary files; folders are None."""
        return {
            path.relative_to(self.around).as_posix(): path.read_bytes() if path.is_file() else None
            for path in self.around.rglob("*")
            if self.temporary not in (path, *path.parents)
        }

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "beyan", "--ui-lang", "en", *arguments)

    def python(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "TMPDIR": str(self.temporary)}
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=self.site.root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=as_anybody,
        )

    def lock(self, *, files: bool = True) -> None:
        """Nothing may be written in the site any more; not even old files, where asked to."""
        for path in (self.site.root, *self.site.root.rglob("*")):
            if path.is_dir() or files:
                path.chmod(0o555 if path.is_dir() else 0o444)
        refused = self.python("-c", "open('new', 'w')")
        assert "PermissionError" in refused.stderr, "the site can be written to all the same"


@pytest.fixture
def open_folder(site: Make) -> Iterator[Folder]:
    """A site with a draft and an embargo, that may still be written to."""
    made = site(
        {
            A: release("A", summary="Qısa."),
            "content/releases/2026/b.az.md": release("B", draft="true"),
            "content/releases/2026/c.az.md": release("C", embargo="2026-12-01"),
        }
    )
    folder = Folder(made)
    yield folder
    for path in (folder.around, made.root, *made.root.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.fixture
def folder(open_folder: Folder) -> Folder:
    open_folder.lock()
    return open_folder


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("check", *CLOCK), "no problems"),
        (("status",), "draft: 1"),
        (("status", "--format", "json"), '"state": "draft"'),
        (("due", *CLOCK), "2026-12-01T00:00:00+04:00"),
    ],
)
def test_what_only_reads_works_and_leaves_nothing(
    folder: Folder, command: tuple[str, ...], says: str
) -> None:
    before = folder.tree
    result = folder.run(*command)
    assert (result.returncode, result.stderr) == (0, "")
    assert says in result.stdout
    assert folder.tree == before
    assert temporary_folders(folder) == []


@pytest.mark.parametrize("command", [("check", *CLOCK), ("status",), ("due", *CLOCK)])
def test_what_only_reads_and_is_killed_leaves_nothing_for_longer_than_to_the_next(
    folder: Folder, command: tuple[str, ...]
) -> None:
    """Its folder is among the temporary files, and only its owner may look into it."""
    killed = (
        "import os, sys; from beyan.source import site; from beyan.cli import run\n"
        "site.doubles = lambda *_: os.kill(os.getpid(), 9)\n"
        "run(None, sys.argv[1:])"
    )
    before = folder.tree
    assert folder.python("-c", killed, *command).returncode == -9
    (name,) = temporary_folders(folder)
    left = folder.temporary / name
    assert left.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in left.rglob("*")} == {0o600}
    assert folder.run(*command).returncode == 0
    assert temporary_folders(folder) == []
    assert folder.tree == before


def test_a_build_into_the_site_says_that_nothing_can_be_written_there(folder: Folder) -> None:
    before = folder.tree
    result = folder.run("build", *CLOCK)
    place = folder.site.root / "output"
    assert result.returncode == 2
    assert result.stderr.splitlines()[0] == (
        f"{place}:1:1: error[cannot-write]: {place} cannot be written: Permission denied"
    )
    assert result.stderr.count("error[") == 1
    assert folder.tree == before


def test_a_build_elsewhere_keeps_its_cache_beside_the_output(folder: Folder) -> None:
    output = folder.around / "public"
    before = folder.tree.keys()
    first = folder.run("build", *CLOCK, "--output", output)
    assert (first.returncode, first.stderr) == (0, "")
    left = {path.partition("/")[0] for path in folder.tree.keys() - before}
    assert left == {"public", ".public.cache"}
    second = folder.run("build", *CLOCK, "--output", output, "--explain", "--format", "json")
    assert json.loads(second.stdout)["made"] == {}
    assert folder.run("build", *CLOCK, "--output", output, "--verify").returncode == 0
    assert {path.partition("/")[0] for path in folder.tree.keys() - before} == left


def test_the_next_build_elsewhere_makes_what_changed(folder: Folder) -> None:
    output = folder.around / "public"
    folder.run("build", *CLOCK, "--output", output)
    (folder.site.root / A).chmod(0o644)
    folder.site.change({A: release("A", text="Başqa mətn.", summary="Qısa.")})
    result = folder.run("build", *CLOCK, "--output", output, "--explain", "--format", "json")
    assert set(json.loads(result.stdout)["made"]) >= {"/az/releases/2026/a/", "/az/feed.xml"}
    assert "/az/" not in json.loads(result.stdout)["made"]


def test_a_cache_of_the_site_that_can_no_longer_be_written_is_left_alone(
    open_folder: Folder,
) -> None:
    """Its files may be writable still, and its folders not."""
    folder, output = open_folder, open_folder.around / "public"
    assert folder.run("build", *CLOCK, "--output", output).returncode == 0
    folder.site.change({A: release("A", text="Başqa mətn.", summary="Qısa.")})
    folder.lock(files=False)
    before = {path: data for path, data in folder.tree.items() if path.startswith("site/")}
    result = folder.run("build", *CLOCK, "--output", output)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Başqa mətn." in (output / "az/releases/2026/a/index.html").read_text()
    assert (folder.around / ".public.cache").is_dir()
    now = {path: data for path, data in folder.tree.items() if path.startswith("site/")}
    assert now == before


def test_where_nothing_can_be_left_a_build_is_a_clean_one(folder: Folder) -> None:
    output = folder.around / "public"
    output.mkdir()
    folder.around.chmod(0o555)
    for _ in range(2):
        result = folder.run("build", *CLOCK, "--output", output)
        assert (result.returncode, result.stderr) == (0, "")
    assert (output / "az/index.html").is_file()
    assert {path.name for path in folder.around.iterdir()} == {"site", "public", "temporary"}


@pytest.mark.parametrize("is_locked", [True, False])
def test_a_given_folder_has_all_that_a_build_leaves(open_folder: Folder, is_locked: bool) -> None:
    folder, output, cache = open_folder, open_folder.around / "public", open_folder.around / "cache"
    if is_locked:
        folder.lock()
    before = folder.tree.keys()
    for _ in range(2):
        result = folder.run("build", *CLOCK, "--output", output, "--cache", cache, "--explain")
        assert (result.returncode, result.stderr) == (0, "")
    assert "files written: 0" in result.stdout
    left = {path.partition("/")[0] for path in folder.tree.keys() - before}
    assert left == {"public", "cache"}
    assert temporary_folders(folder) == []


def temporary_folders(folder: Folder) -> list[str]:
    return sorted(path.name for path in folder.temporary.iterdir())


def test_a_build_with_a_cache_leaves_no_temporary_folder(folder: Folder) -> None:
    folder.run("build", *CLOCK, "--output", folder.around / "public")
    assert temporary_folders(folder) == []


@pytest.mark.parametrize("inside", ["", "c", "az/deep/c", "../output/c"])
def test_a_cache_never_lies_in_what_is_published(site: Make, inside: str) -> None:
    made = site({"content/releases/2026/a.az.md": release(embargo="2030-01-01 09:00")})
    result = made.build(cache=made.output / inside)
    assert (result.report.exit_code, result.codes) == (2, ["output-overlaps"])
    assert not made.output.exists()
