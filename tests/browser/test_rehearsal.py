"""Hours as readers live them: a real nginx is asked again and again while `publish --wait` changes
what it shows, is killed, suspended, and has its clock set.

`make rehearsal` takes minutes for it, and tells how late each hour came. The clock is that of the
processes alone (libfaketime); what the computer's own says does not matter.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from importlib.util import find_spec
from pathlib import Path

import pytest

from beyan.build import build
from beyan.build.options import Options
from tests.browser.conftest import REPOSITORY, needed
from tests.browser.webserver import PATIENCE, free_port, nginx
from tests.conftest import CONFIG, SampleSite, release

# How many hours there are; with more than those of `make test`, lateness counts as well.
HOURS = int(os.environ.get("BEYAN_REHEARSAL", "4"))
IS_LONG = "BEYAN_REHEARSAL" in os.environ
# Each hour is this long after the last (seconds). As soon as what it shows waits for it, the clock
# is set to so short before it.
APART, BEFORE = 3600, (4.0 if IS_LONG else 1.5)
KINDS = ("link", "folder") if IS_LONG else ("link",)
# Between two rounds of questions.
PAUSE = 0.005 if IS_LONG else 0.03
START = datetime(2060, 3, 1, 8, 0, tzinfo=UTC)
PATHS = ("/az/", "/az/feed.xml", "/az/releases/", "/sitemap.xml", "/az/releases/2060/r{}/")


def hour(number: int) -> datetime:
    return START + timedelta(seconds=APART * (number + 1))


class FakeClock:
    """The clock of the processes that are started with it. It can be set while they run."""

    def __init__(self, folder: Path) -> None:
        spec = find_spec("libfaketime")
        assert spec is not None
        assert spec.origin is not None
        found = [*Path(spec.origin).parent.rglob("libfaketime.so.1")]
        self._library = needed(str(found[0]) if found else None, "libfaketime")
        self._file = folder / "clock"
        self._ahead = START.timestamp() - time.time()
        self._write()

    def now(self) -> datetime:
        return datetime.fromtimestamp(time.time() + self._ahead, UTC)

    def set(self, now: datetime) -> None:
        self._ahead = now.timestamp() - time.time()
        self._write()

    @property
    def environment(self) -> dict[str, str]:
        return {
            "LD_PRELOAD": self._library,
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }

    def _write(self) -> None:
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{self._ahead:+.6f}\n")
        fresh.replace(self._file)


@dataclass
class Seen:
    """A state of the site that readers saw: from the hour of this number on; between two instants
    (monotonic) it was asked for.
    """

    number: int
    address: str
    asked: float
    answered: float


@dataclass
class Readers:
    """Ask nginx for all addresses, and know by their bytes which hour's they are."""

    port: int
    states: dict[tuple[str, str], set[int]]
    clock: FakeClock
    seen: list[Seen] = field(default_factory=list)
    newest: int = 0

    def ask(self) -> None:
        """Whoever saw something new sees nothing older afterwards, at any address."""
        for path in PATHS:
            address = path.format(self.newest if self.newest < HOURS else 0)
            asked, before = time.monotonic(), self.clock.now()
            status, body = self._get(address)
            after = self.clock.now()
            digest = sha256(body).hexdigest() if status == 200 else str(status)
            numbers = self.states.get((address, digest))
            assert numbers, f"{address}: {status}, a mixture of {body[:300]!r}"
            most = sum(hour(each) <= after for each in range(HOURS))
            possible = [each for each in numbers if self.newest <= each <= most]
            assert possible, f"{address}: {numbers}, where it was {self.newest}; {before}"
            self.newest = max(self.newest, min(possible))
            self.seen.append(Seen(self.newest, address, asked, time.monotonic()))

    def have_seen(self, number: int) -> bool:
        return self.newest > number

    def until(self, done: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Ask until it is so; how long that takes is no matter here."""
        end = time.monotonic() + patience
        while not done():
            assert time.monotonic() < end, f"still {self.newest} at {self.clock.now()}"
            self.ask()
            time.sleep(PAUSE)

    def _get(self, address: str) -> tuple[int, bytes]:
        for _ in range(3):
            connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            with suppress(HTTPException, ConnectionError):
                connection.request("GET", address)
                answer = connection.getresponse()
                return answer.status, answer.read()
            connection.close()
        raise AssertionError(f"no answer at {address}")


@dataclass
class Publisher:
    """`publish --wait` as a process, which may be killed and begun again."""

    site: Path
    target: Path
    clock: FakeClock
    process: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        log = (self.site.parent / "log").open("ab")
        program = ["-m", "beyan", "--site", str(self.site), "--ui-lang", "en"]
        self.process = subprocess.Popen(
            [sys.executable, *program, "publish", "--to", str(self.target), "--wait"],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), **self.clock.environment},
            stdout=log,
            stderr=log,
        )

    def send(self, number: int) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def kill(self) -> None:
        self.send(signal.SIGKILL)
        assert self.process is not None
        self.process.wait()

    @property
    def log(self) -> str:
        return (self.site.parent / "log").read_text()

    def is_ready_for(self, number: int) -> bool:
        """Whether what that hour shows waits for it."""
        page = f"*/az/releases/2060/r{number}/index.html"
        private = self.target.parent / f".{self.target.name}.trees/private"
        names = {each.relative_to(private).parts[0] for each in private.glob(page)}
        return any(len(name) == 16 and (private / f"{name}.json").is_file() for name in names)


@contextmanager
def running(publisher: Publisher) -> Iterator[None]:
    publisher.begin()
    try:
        yield
    finally:
        if publisher.process is not None and publisher.process.poll() is None:
            publisher.send(signal.SIGCONT)
            publisher.send(signal.SIGTERM)
            assert publisher.process.wait(PATIENCE) == 0


def states_of(root: Path, folder: Path) -> dict[tuple[str, str], set[int]]:
    """By address and digest of its bytes, which hours the bytes may be of."""
    states: dict[tuple[str, str], set[int]] = {}
    for number in range(HOURS + 1):
        now = hour(number - 1) if number else START
        report = build(root, folder, Options(now=now, cache=folder.with_suffix(".cache"), jobs=1))
        assert not report.exit_code, sorted(report.problems)
        for path in PATHS:
            for each in range(HOURS) if "{}" in path else (0,):
                address = path.format(each)
                file = folder / (address[1:] + ("index.html" if address.endswith("/") else ""))
                digest = sha256(file.read_bytes()).hexdigest() if file.is_file() else "404"
                states.setdefault((address, digest), set()).add(number)
    return states


@pytest.mark.parametrize("kind", KINDS)
def test_readers_see_old_bytes_before_the_hour_new_ones_after_it_and_no_mixture(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = SampleSite(tmp_path / "site")
    config = CONFIG.replace("[az, en]", "[az]").replace(", en: Sample Office", "")
    made.change({"site_config.yaml": config})
    for number in range(HOURS):
        embargo = hour(number).isoformat()
        text = release(f"Xəbər {number}", "2060-02-01", embargo=embargo, slug=f"r{number}")
        made.change({f"content/releases/2060/2060-02-01-r{number}.az.md": text})
    states = states_of(made.root, tmp_path / "expected")
    www, port = tmp_path / "www", free_port()
    www.mkdir()
    if kind == "folder":
        (www / "press").mkdir()
    clock = FakeClock(tmp_path)
    publisher = Publisher(made.root, www / "press", clock)
    server = f"server {{ listen 127.0.0.1:{port}; root {www}/press; }}"
    passed: dict[int, float] = {}

    def has_passed(number: int) -> bool:
        if clock.now() < hour(number):
            return False
        passed.setdefault(number, time.monotonic())
        return True

    with running(publisher):
        end = time.monotonic() + PATIENCE
        while not (www / "press/az/index.html").is_file():
            assert time.monotonic() < end, publisher.log
            time.sleep(0.05)
        with nginx(tmp_path, server, port):
            readers = Readers(port, states, clock)
            for number in range(HOURS):
                readers.until(partial(publisher.is_ready_for, number))
                before = BEFORE
                match number % 4:
                    case 1:
                        publisher.kill()
                        publisher.begin()
                        before = 3 * BEFORE
                    case 2:
                        before = -0.5  # over the hour
                    case 3:
                        publisher.send(signal.SIGSTOP)
                clock.set(hour(number) - timedelta(seconds=before))
                readers.until(partial(has_passed, number))
                if number % 4 == 3:
                    publisher.send(signal.SIGCONT)
                    passed[number] = time.monotonic()
                readers.until(partial(readers.have_seen, number))
    first = {n: min(e.answered for e in readers.seen if e.number > n) for n in range(HOURS)}
    late = [first[number] - passed[number] for number in range(HOURS)]
    if IS_LONG:
        with capsys.disabled():
            told = ", ".join(f"{each:.3f}" for each in late)
            print(f"\n{kind}: {len(readers.seen)} answers; late by {told} s")
        assert max(late) <= 1.0
    assert publisher.log.count("Traceback") == 0
