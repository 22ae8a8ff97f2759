"""A build on a Dask cluster: the same bytes as alone, or one line, and nothing published.

The scheduler and its workers are started as their officer starts them, on this machine.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import PIL.Image
import pytest
from click.testing import CliRunner
from distributed import Client

from beyan.build import build
from beyan.build.options import Options
from beyan.cli import cli
from beyan.crew import cluster
from tests.browser.webserver import PATIENCE, free_port
from tests.conftest import CONFIG, NOW, REPOSITORY, Result, SampleSite, release

# Seconds in which nobody comes who cannot come.
IN_VAIN = 1.0
SECRET = "Mürəkkəbqurudan"
FOLDER = "content/releases/2026"


@dataclass
class Dask:
    """`dask scheduler` and some `dask worker`."""

    folder: Path
    port: int = field(default_factory=free_port)
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        options = ("--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
        self.scheduler = self._start("scheduler", *options)

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def hire(self, number: int) -> None:
        options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory")
        self.workers += [
            self._start("worker", self.address, *options, str(self.folder)) for _ in range(number)
        ]
        end = time.monotonic() + PATIENCE
        while self._log().count("Registered to:") < len(self.workers):
            assert time.monotonic() < end, self._log()
            time.sleep(0.05)

    def end(self) -> None:
        for each in (self.scheduler, *self.workers):
            each.kill()
            each.wait()

    def _log(self) -> str:
        return (self.folder / "log").read_text()

    def _start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{what}", *options],
                env={**os.environ, "PYTHONPATH": str(REPOSITORY), "DASK_CONFIG": str(self.folder)},
                stdout=log,
                stderr=log,
            )


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    """With three workers that are at hand."""
    made = Dask(tmp_path_factory.mktemp("dask"))
    try:
        made.hire(3)
        yield made
    finally:
        made.end()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> SampleSite:
    """With all that is made by different means, and built alone."""
    made = SampleSite(tmp_path_factory.mktemp("alone") / "site")
    config = CONFIG.replace("cards: false", "cards: true").replace("search: false", "search: true")
    made.change({"site_config.yaml": config})
    for number in range(30):
        name, day = f"{FOLDER}/r{number}", f"2026-03-{number + 1:02}"
        text = f"Mətn {number}, [əvvəlki](r{max(number - 1, 0)}.az.md)."
        photos = (
            "[{file: hall.png, alt: {az: Boş otaq, en: An empty room}}]" if number < 4 else "[]"
        )
        made.change(
            {
                f"{name}.az.md": release(f"Xəbər {number}", day, text, photos=photos),
                f"{name}.en.md": release(f"News {number}", day, f"Text {number}."),
            }
        )
        if number < 4:
            made.change({f"{name}/hall.png": _photo(number)})
    made.change({f"{FOLDER}/later.az.md": release(SECRET, "2026-03-05", embargo="2027-01-01")})
    assert made.build().codes == []
    return made


def _photo(number: int) -> bytes:
    buffer = BytesIO()
    PIL.Image.linear_gradient("L").rotate(number).resize((500, 300)).save(buffer, "PNG")
    return buffer.getvalue()


@dataclass
class Apart:
    """Another build of the site, into a folder and with a cache of its own."""

    office: SampleSite
    folder: Path

    def build(self, **options: Any) -> Result:
        output = self.folder / "output"
        made = Options(now=NOW, cache=self.folder / "cache", **options)
        return Result(build(self.office.root, output, made), output)

    def left(self) -> list[Path]:
        """What stands in the output, and waits to."""
        places = (self.folder / "output", *(self.folder / "cache").glob("*/staging"))
        return [path for place in places for path in place.rglob("*")]


@pytest.fixture
def apart(office: SampleSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Apart:
    # Little goes out at a time, so that a build has a middle, and nobody waits for what is lost.
    monkeypatch.setattr(cluster, "_CHUNK", 4)
    monkeypatch.setattr(cluster, "_LOOK", 0.1)
    return Apart(office, tmp_path)


def after(results: int, act: Callable[[], object]) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        if done == results:
            assert total > 3 * results
            act()

    return progress


def test_a_worker_that_is_killed_changes_no_byte_and_none_is_told_what_is_held_back(
    office: SampleSite, apart: Apart, dask: Dask, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []
    submitted = cluster.Cluster._submitted

    def recorded(self: cluster.Cluster, function: Any, *values: Any) -> Any:
        sent.extend(each for each in values if isinstance(each, bytes))
        return submitted(self, function, *values)

    monkeypatch.setattr(cluster.Cluster, "_submitted", recorded)
    made = apart.build(cluster=dask.address, progress=after(9, dask.workers[0].kill))
    assert made.codes == []
    assert made.tree() == Result(made.report, office.output).tree()
    traffic = made.report.traffic
    assert traffic is not None
    assert traffic.workers == 3
    # Pages and cards; not files of many releases or of the index, and not what is copied or packed.
    there = re.compile(r"/(?!search-index).*(/|\.html)|/|/.+/releases/.+/card\..+")
    pages_and_cards = [each for each in made.report.made if there.fullmatch(each)]
    assert traffic.artifacts == len(pages_and_cards) > 100
    assert traffic.sent == sum(map(len, sent)) > 10_000
    everything = b"".join(sent)
    assert "Xəbər 7".encode() in everything
    assert _photo(2) in everything
    assert SECRET.encode() not in everything


def test_the_command_says_what_the_cluster_did(
    office: SampleSite, dask: Dask, tmp_path: Path
) -> None:
    options = ["--cluster", dask.address, "--output", str(tmp_path / "o"), "--timings"]
    cache = ["--cache", str(tmp_path / "cache"), "--now", NOW.isoformat()]
    command = ["--site", str(office.root), "--ui-lang", "en", "build", *options, *cache]
    done = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert (done.exit_code, done.stderr) == (0, "")
    assert re.search(r"^on the cluster: workers: \d, artifacts: \d{3}, ", done.stdout, re.MULTILINE)


def test_what_is_wrong_with_a_page_is_told_as_it_is_alone(
    site: Callable[..., SampleSite], dask: Dask
) -> None:
    template = '{% extends "base.html" %}{% block main %}{{ page.nothing }}{% endblock %}'
    made = site({f"{FOLDER}/a.az.md": release(), "templates/release.html": template})
    alone, far = made.build(), made.build(cluster=dask.address)
    assert far.lines == alone.lines != []
    assert not far.output.exists()


def test_a_worker_of_another_version_is_refused(
    apart: Apart, dask: Dask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "program_digest", lambda: b"of another version")
    made = apart.build(cluster=dask.address)
    assert made.codes == ["cluster-differs"]
    assert made.report.exit_code == 2
    assert "Bəyan" in made.lines[0]
    assert apart.left() == []


def test_a_cluster_that_is_lost_publishes_nothing(
    apart: Apart, dask: Dask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First its workers, then its scheduler, each in the middle of a build; then there is none."""

    def told(act: Callable[[], object]) -> list[str]:
        made = apart.build(cluster=dask.address, uses_cache=False, progress=after(9, act))
        assert made.report.exit_code == 2
        assert apart.left() == []
        return made.lines

    def no_worker_is_left() -> None:
        for each in dask.workers:
            each.kill()
        # Whoever is there is waited for as long as ever, and only who cannot come is not.
        monkeypatch.setattr(cluster, "_PATIENCE", IN_VAIN)

    patience, wait = cluster._PATIENCE, Client.wait_for_workers
    start = f"--cluster:1:1: [no-cluster] the cluster at {dask.address} cannot do the work:"
    assert told(no_worker_is_left) == [f"{start} it has no worker"]
    monkeypatch.setattr(cluster, "_PATIENCE", patience)
    with monkeypatch.context() as patched:
        patched.setattr(Client, "wait_for_workers", lambda it, n, **_: wait(it, n, IN_VAIN))
        assert told(no_worker_is_left) == [f"{start} it has no worker"]
    dask.hire(1)
    assert told(dask.scheduler.kill) == [f"{start} its scheduler does not answer any more"]
    monkeypatch.setattr(cluster, "_PATIENCE", IN_VAIN)
    assert told(dask.scheduler.kill) == [f"{start} no scheduler answers there"]


def _nobody() -> socket.socket:
    return socket.socket()


def _another_program() -> socket.socket:
    return socket.create_server(("127.0.0.1", 0))


@pytest.mark.parametrize("there", [_nobody, _another_program])
def test_where_no_scheduler_is_that_is_said(
    apart: Apart, monkeypatch: pytest.MonkeyPatch, there: Callable[[], socket.socket]
) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", IN_VAIN)
    with there() as bound:
        if there is _nobody:
            bound.bind(("127.0.0.1", 0))
        made = apart.build(cluster=f"tcp://127.0.0.1:{bound.getsockname()[1]}")
    assert (made.codes, made.report.exit_code) == (["no-cluster"], 2)
    assert "no scheduler answers there" in made.lines[0]
    assert apart.left() == []


@pytest.mark.parametrize("language", ["en", "az"])
def test_without_dask_the_command_says_what_to_install(
    office: SampleSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr("beyan.build.find_spec", lambda name: None)
    options = ["--cluster", "tcp://127.0.0.1:8786", "--output", str(tmp_path / "o")]
    command = ["--site", str(office.root), "--ui-lang", language, "build", *options]
    done = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert done.exit_code == 2
    assert "[cluster-extra]" in done.stderr
    assert "pip install 'beyan[cluster]'" in done.stderr
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize("address", ["here", "http://127.0.0.1:8786", "tcp://127.0.0.1", "tcp://"])
def test_what_is_no_address_of_a_scheduler_is_wrong_usage(office: SampleSite, address: str) -> None:
    command = ["--site", str(office.root), "--ui-lang", "en", "build", "--cluster", address]
    done = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert done.exit_code == 2
    assert address in done.stderr
