"""A text under embargo is nowhere but in its source and in the cache, however a command ends."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import CONFIG, REPOSITORY, SampleSite, release

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and modes are of POSIX")

Make = Callable[..., SampleSite]
CLOCK = ("--now", "2026-11-22T12:00:00+00:00")
SECRETS = ("Gizli qərar", "yalnız dekabrda")
# Held once all releases are read, for the `turn`th time, where a file to tell it is named.
PROGRAM = """\
import signal, sys, time
from pathlib import Path
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # nohup has what it starts ignore it
from beyan.publish import workers
from beyan.source import site
workers.parallel_map.__kwdefaults__["worth"] = 2
held, turn, real = sys.argv[1], int(sys.argv[2]), site.doubles
def holding(*arguments):
    global turn
    turn -= 1
    if held and not turn:
        Path(held).touch()
        while True:  # a signal that comes just before a long sleep would wait for its end
            time.sleep(0.1)
    return real(*arguments)
site.doubles = holding
from beyan.cli import run
run(None, sys.argv[3:])
"""
CHECK = ("check", *CLOCK)
VERIFY = ("build", "--verify", "--jobs", "2", *CLOCK)
STATUS = ("status", *CLOCK)
DUE = ("due", *CLOCK)
VIEWS = ("views", "import", "access.log")
EXPORT = ("export", "2026/c", "--embargoed", "../handed", *CLOCK)
TRANSLATE = ("translate", "content/releases/2026/c.az.md", "--to", "en")
ORDERLY = ("INT", "TERM", "HUP")


class Desk:
    """A site with an embargo, and a temporary folder of its own."""

    def __init__(self, site: SampleSite) -> None:
        self.site = site
        self.around = site.root.parent
        self.temporary = self.around / "temporary"
        self.temporary.mkdir()
        self.held = self.around / "held"

    @property
    def cache(self) -> Path:
        return self.site.root / ".cache"

    def start(self, *arguments: str, held: int = 0) -> subprocess.Popen[bytes]:
        self.held.unlink(missing_ok=True)
        return subprocess.Popen(
            [
                *(sys.executable, "-c", PROGRAM, str(self.held) if held else "", str(held)),
                *arguments,
            ],
            cwd=self.site.root,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), "TMPDIR": str(self.temporary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, *arguments: str) -> int:
        process = self.start(*arguments)
        process.communicate(timeout=120)
        return process.returncode

    def hold(self, process: subprocess.Popen[bytes]) -> None:
        while not self.held.exists():
            assert process.poll() is None, process.communicate()[0].decode()
            time.sleep(0.01)

    def scratch(self) -> list[Path]:
        return [*self.cache.glob("beyan-*"), *self.temporary.iterdir()]

    def leaks(self) -> list[Path]:
        """Where a secret is, outside of the sources, the cache, and what was asked for."""
        allowed = (self.site.root / "content", self.cache, self.around / "handed")
        return [
            path
            for path in self.around.rglob("*")
            if not any(path.is_relative_to(each) for each in allowed) and tells(path)
        ]


def tells(path: Path) -> bool:
    """Whether the name or the bytes have a secret, also unpacked."""
    if any(secret in path.name for secret in SECRETS):
        return True
    if not path.is_file():
        return False
    parts = [path.read_bytes()]
    with suppress(OSError, EOFError):
        parts.append(gzip.decompress(parts[0]))
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            parts += [packed.read(each) for each in packed.namelist()]
    return any(secret.encode() in part for secret in SECRETS for part in parts)


@pytest.fixture
def desk(site: Make) -> Desk:
    made = site(
        {
            "content/releases/2026/a.az.md": release("A"),
            "content/releases/2026/b.az.md": release("B"),
            "content/releases/2026/c.az.md": release(
                SECRETS[0], text=f"Mətn {SECRETS[1]}.", embargo="2026-12-01"
            ),
            "access.log": '203.0.113.7 - - [21/Nov/2026:10:00:00 +0400] "GET / HTTP/1.1" 200 9\n',
        },
        config=CONFIG.replace("search: false", "search: true"),
    )
    return Desk(made)


@pytest.mark.parametrize(
    "command", [CHECK, VERIFY, STATUS, DUE, VIEWS, EXPORT, TRANSLATE], ids=lambda each: each[0]
)
def test_a_command_leaves_nothing(desk: Desk, command: tuple[str, ...]) -> None:
    assert desk.run(*command) == 0
    assert desk.leaks() == []
    assert desk.scratch() == []


@pytest.mark.parametrize("command", [CHECK, EXPORT, VIEWS, STATUS], ids=lambda each: each[0])
def test_a_command_that_finds_mistakes_leaves_nothing(desk: Desk, command: tuple[str, ...]) -> None:
    desk.site.change({"content/releases/2026/d.az.md": release(date="dünən")})
    desk.run(*command)
    assert desk.leaks() == []
    assert desk.scratch() == []


@pytest.mark.parametrize("signal_name", ORDERLY)
@pytest.mark.parametrize(
    ("command", "turn"), [(CHECK, 1), (VERIFY, 2), (EXPORT, 1)], ids=["check", "verify", "export"]
)
def test_a_command_that_is_ended_takes_all_with_it(
    desk: Desk, command: tuple[str, ...], turn: int, signal_name: str
) -> None:
    process = desk.start(*command, held=turn)
    desk.hold(process)
    (folder,) = desk.scratch()
    assert folder.parent == desk.cache
    assert [path for path in folder.rglob("*") if tells(path)], "there is nothing to hide yet"
    process.send_signal(getattr(signal, f"SIG{signal_name}"))
    process.communicate(timeout=60)
    assert desk.leaks() == []
    assert desk.scratch() == []


@pytest.mark.parametrize(
    ("command", "following"),
    [(STATUS, STATUS), (VIEWS, CHECK), (CHECK, ("build", *CLOCK)), (DUE, EXPORT)],
    ids=lambda each: each[0],
)
def test_what_a_killed_command_leaves_is_taken_away_by_the_next(
    desk: Desk, command: tuple[str, ...], following: tuple[str, ...]
) -> None:
    process = desk.start(*command, held=1)
    desk.hold(process)
    process.kill()
    process.communicate(timeout=60)
    assert desk.leaks() == []
    assert len(desk.scratch()) == 1
    assert desk.run(*following) == 0
    assert desk.scratch() == []


def test_the_folder_of_a_command_that_is_still_at_work_is_left_alone(desk: Desk) -> None:
    process = desk.start(*CHECK, held=1)
    desk.hold(process)
    (folder,) = desk.scratch()
    assert desk.run(*STATUS) == 0
    assert desk.scratch() == [folder]
    process.terminate()
    process.communicate(timeout=60)
    assert desk.scratch() == []


@pytest.mark.parametrize("signal_name", ORDERLY)
def test_the_preview_leaves_nothing_but_its_cache(desk: Desk, signal_name: str) -> None:
    process = desk.start("serve", "--port", "0", "--jobs", "2")
    assert process.stdout is not None
    while "http://" not in process.stdout.readline().decode():
        assert process.poll() is None
    assert desk.leaks() == []
    assert len(desk.scratch()) == 1
    process.send_signal(getattr(signal, f"SIG{signal_name}"))
    process.communicate(timeout=60)
    assert desk.leaks() == []
    assert desk.scratch() == []
    assert_private(desk.cache)


def test_what_has_a_text_under_embargo_is_for_its_owner_alone(desk: Desk) -> None:
    old = desk.cache
    old.mkdir()  # as earlier versions made it
    assert desk.run(*VERIFY) == 0
    process = desk.start(*CHECK, held=1)
    desk.hold(process)
    assert_private(desk.cache)
    process.terminate()
    process.communicate(timeout=60)


def assert_private(cache: Path) -> None:
    found = [path for path in cache.rglob("*") if tells(path)]
    assert found
    for path in found:
        assert path.stat().st_mode & 0o777 == 0o600, path
        assert path.parent.stat().st_mode & 0o777 == 0o700, path
    is_published = {"staging", "search"}
    folders = [path for path in cache.iterdir() if path.is_dir() and path.name not in is_published]
    assert {path.stat().st_mode & 0o777 for path in folders if path.name != "shared"} == {0o700}
