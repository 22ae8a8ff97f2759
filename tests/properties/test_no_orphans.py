"""A build that is killed while its workers are at work: nobody goes on, and nothing is locked.

Each of these builds is held at one moment, so that it is certain who is at work when it is killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import PIL.Image
import pytest

from tests.conftest import NOW, SampleSite, release

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes")

CONFIG = """\
name: {az: Nümunə}
base_url: https://press.example.org
languages: [az]
timezone: Asia/Baku
search: true
social_cards: false
silence: [summary-missing]
"""
RELEASES = 300
# Whoever comes to the moment for the third time tells its number, and stays there.
PROGRAM = """\
import os, signal, sys, time
from pathlib import Path
from beyan.publish import search, workers
from beyan.cli import run

root, moment, held = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
workers.parallel_map.__kwdefaults__["worth"] = 5
main, calls = os.getpid(), 0
for each in (signal.SIGINT, signal.SIGHUP):  # a shell has what it starts behind itself ignore them
    signal.signal(each, signal.SIG_DFL if each == signal.SIGHUP else signal.default_int_handler)

def stay():
    # Several processes may come to the moment at once.
    own = held.with_suffix(f".{os.getpid()}")
    own.write_text(str(os.getpid()))
    own.rename(held)
    while True:  # a signal that comes just before a long sleep would wait for its end
        time.sleep(0.1)

def is_first():
    # What one process looks for, others or the main one can find: if all stay, nobody does.
    try:
        return held.with_suffix(".first").touch(exist_ok=False) is None
    except FileExistsError:
        return False

def holding(owner, name, here=False):
    real = getattr(owner, name)
    def held_up(*arguments, **keywords):
        global calls
        calls += (os.getpid() == main) == here
        if calls == 3 and (moment != "looking" or is_first()):
            stay()
        return real(*arguments, **keywords)
    setattr(owner, name, held_up)

if moment == "reading":
    from beyan.source import releases
    holding(releases, "_read")
elif moment == "encoding":
    from beyan.render import photos
    holding(photos, "encoded")
elif moment == "rendering":
    from beyan.publish import writer
    real = writer.Publication.stage
    def stage(self, path, data):
        if os.getpid() != main and "/releases/2026/" in path:
            stay()
        return real(self, path, data)
    writer.Publication.stage = stage
elif moment == "looking":
    import beyan.build
    from beyan.snapshot import standing
    beyan.build._MANY_PARTS, standing._CHUNK = 0, 10
    calls = 2
    holding(standing, "S_ISREG")
elif moment == "indexing":
    calls = 2
    holding(search, "_terms", here=True)
elif moment == "committing":
    from beyan.publish import writer
    holding(writer, "move", here=True)
# What is forgotten is not looked at.
clean = ["--clean"] if moment != "looking" else []
run(root, ["build", *clean, "--jobs", "3", "--now", sys.argv[4]])
"""
MOMENTS = ("looking", "reading", "encoding", "rendering", "indexing", "committing")


def photo(number: int) -> bytes:
    buffer = BytesIO()
    PIL.Image.linear_gradient("L").resize((820, 500 + number)).save(buffer, "PNG")
    return buffer.getvalue()


Edited = tuple[SampleSite, str, dict[str, bytes]]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edited]:
    """A site that was just edited, which of its versions it is, and a clean build's output."""
    site = SampleSite(tmp_path_factory.mktemp("killed") / "site")
    folder = "content/releases/2026"
    site.change({"site_config.yaml": CONFIG})
    site.change({f"{folder}/{n}.az.md": release(f"Xəbər {n}") for n in range(RELEASES)})
    for n in range(3):
        photos = f"[{{file: {n}.png, alt: Şəkil}}]"
        site.change({f"{folder}/{n}.az.md": release(f"Xəbər {n}", photos=photos)})
        site.change({f"{folder}/{n}/{n}.png": photo(n)})

    def edited(text: str) -> None:
        site.change({f"{folder}/{n}.az.md": release(f"Xəbər {n}", text=text) for n in range(9, 20)})

    expected = {}
    for text in ("Əvvəl.", "Sonra."):
        edited(text)
        expected[text] = pages(site, uses_cache=False)

    def turns() -> Iterator[Edited]:
        while True:
            for text in expected:
                edited(text)
                yield site, text, expected[text]

    return turns()


def pages(site: SampleSite, **options: bool) -> dict[str, bytes]:
    """What a build publishes that may not wait."""
    result = site.build(waits=False, **options)
    assert result.codes == []
    return result.tree()


def living(group: int) -> list[str]:
    """The processes of the group that still run."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, process_group = place.read_text().rpartition(") ")[2].split()[:3]
        except OSError:
            continue
        if int(process_group) == group and state not in "ZX":
            found.append(place.parent.name)
    return found


def until(holds: Callable[[], bool], what: str) -> None:
    """A minute is for a machine with much else to do."""
    last = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < last, what
        time.sleep(0.01)


class Held:
    """A build of `site` that stands at a moment, where the process `at_work` is."""

    def __init__(self, version: Edited, moment: str, folder: Path) -> None:
        self.site, _, self.expected = version
        self.folder = folder
        place, temporary = folder / "held", folder / "temporary"
        temporary.mkdir()
        if moment == "encoding":  # as if these photos were new
            shutil.rmtree(self.site.root / ".cache/shared")
        arguments = [str(self.site.root), moment, str(place), NOW.isoformat()]
        self.main = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={**os.environ, "TMPDIR": str(temporary), "LC_ALL": "C"},
        )
        until(lambda: place.exists() or self.main.poll() is not None, "nobody came to the moment")
        assert self.main.poll() is None, self.main.communicate()
        self.at_work = int(place.read_text())
        self.before = self.site.output.joinpath("az/index.html").stat().st_mtime_ns

    def said(self) -> str:
        """What the build told; when it is gone, so are all its processes."""
        said = self.main.communicate(timeout=60)[1]
        until(lambda: not living(self.main.pid), f"still there: {living(self.main.pid)}")
        return said

    def is_made_good(self) -> None:
        """The next build need not wait, and ends as a clean one."""
        assert pages(self.site) == self.expected

    def left_nothing(self) -> None:
        assert not list(self.folder.joinpath("temporary").iterdir())
        cache = self.site.root / ".cache"
        assert not [*cache.glob("*/staging"), *cache.glob("*/search")]


@pytest.fixture
def hold(versions: Iterator[Edited], tmp_path: Path) -> Iterator[Callable[[str], Held]]:
    started: list[Held] = []

    def begin(moment: str) -> Held:
        started.append(Held(next(versions), moment, tmp_path))
        return started[-1]

    yield begin
    for each in started:
        with suppress(ProcessLookupError):
            os.killpg(each.main.pid, signal.SIGKILL)
        each.main.communicate()


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_workers_of_a_build_that_is_killed_end_with_it(
    hold: Callable[[str], Held], moment: str
) -> None:
    held = hold(moment)
    # A single part of an index is made where it is.
    assert held.at_work != held.main.pid or moment in ("committing", "indexing")
    held.main.kill()
    held.said()
    held.is_made_good()


@pytest.mark.parametrize("moment", ["reading", "encoding", "committing"])
def test_when_all_processes_are_killed_the_next_build_makes_it_good(
    hold: Callable[[str], Held], moment: str
) -> None:
    held = hold(moment)
    os.killpg(held.main.pid, signal.SIGKILL)
    held.said()
    held.is_made_good()


@pytest.mark.parametrize(
    ("moment", "place"),
    [
        ("reading", "content/releases/2026/"),
        ("encoding", "content/releases/2026/"),
        ("rendering", "content/releases/2026/"),
    ],
)
def test_when_a_worker_is_killed_the_build_says_at_what_and_publishes_nothing(
    hold: Callable[[str], Held], moment: str, place: str
) -> None:
    held = hold(moment)
    os.kill(held.at_work, signal.SIGKILL)
    first, hint = held.said().splitlines()
    assert held.main.returncode == 2
    assert first.startswith(place)
    assert first.endswith(
        "error[cut-off]: the work stopped here: the system, or another program, ended the process"
    )
    assert hint.startswith("  hint: nothing was published")
    assert held.site.output.joinpath("az/index.html").stat().st_mtime_ns == held.before
    held.left_nothing()
    held.is_made_good()


def test_what_a_worker_looks_for_is_found_without_it(hold: Callable[[str], Held]) -> None:
    held = hold("looking")
    os.kill(held.at_work, signal.SIGKILL)
    assert held.said() == ""
    assert held.main.returncode == 0
    held.is_made_good()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("moment", ["reading", "rendering", "indexing"])
def test_who_ends_a_build_in_order_is_told_so_and_nothing_is_left(
    hold: Callable[[str], Held], moment: str, name: str
) -> None:
    held = hold(moment)
    if moment == "reading":  # as a terminal does: to all of them
        os.killpg(held.main.pid, getattr(signal, name))
    else:
        held.main.send_signal(getattr(signal, name))
    assert held.said().split() == ["beyan:", "error:", "stopped"]
    assert held.main.returncode == 1
    held.left_nothing()
    held.is_made_good()


def test_a_build_that_waits_says_for_which_and_one_that_may_not_refuses(
    hold: Callable[[str], Held],
) -> None:
    held = hold("rendering")
    command = [sys.executable, "-m", "beyan", "--site", str(held.site.root), "build"]
    environment = {**os.environ, "LC_ALL": "C"}
    refused = subprocess.run(
        [*command, "--no-wait"], capture_output=True, text=True, env=environment, check=False
    )
    output = held.site.output
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[0].startswith(
        f"{output}:1:1: error[build-running]: another build into {output} is at work "
        f"(process {held.main.pid}, since 20"
    )
    waiting = subprocess.Popen(
        [*command, "--now", NOW.isoformat()], stderr=subprocess.PIPE, text=True, env=environment
    )
    assert waiting.stderr is not None
    said = waiting.stderr.readline()
    assert said.startswith(
        f"waiting for another build of this site (process {held.main.pid}, since 20"
    )
    held.main.kill()
    assert waiting.wait(60) == 0
    waiting.stderr.close()
    held.said()
    held.is_made_good()
