"""A folder that readers see, a clock that moves when somebody sleeps, and sites to publish there:
a small one of which every file is known, and a real one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from beyan.build.options import Options
from beyan.build.report import Report
from beyan.console import Console
from beyan.desk.publishing.place import Hour, Place
from beyan.desk.publishing.service import Service
from beyan.desk.publishing.telling import Telling
from beyan.desk.publishing.workshop import Built, Workshop
from beyan.model.diagnostic import Diagnostic, Span, problem
from tests.conftest import CONFIG, SampleSite, release

SECRET = "content/releases/2026/2026-12-01-secret.az.md"
PAGE = "az/releases/2026/secret/index.html"


def at(text: str) -> datetime:
    """An hour of 10 December 2026 in Baku."""
    return datetime.fromisoformat(f"2026-12-10T{text}+04:00")


HOUR = at("09:00:00")


@dataclass
class Hands:
    """A clock. When it has slept past an instant, somebody `acts`, or sets it: `jumps`.

    At `end`, or after a day of sleep, somebody ends it all.
    """

    now: datetime
    end: datetime
    acts: dict[datetime, Callable[[], object]] = field(default_factory=dict)
    jumps: dict[datetime, timedelta] = field(default_factory=dict)
    watched: Callable[[datetime], object] = lambda now: None
    slept: float = 0.0

    def instant(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.watched(self.now)
        self.now += timedelta(seconds=seconds)
        self.slept += seconds
        for when in sorted(each for each in self.acts if each <= self.now):
            self.acts.pop(when)()
        for when in sorted(each for each in self.jumps if each <= self.now):
            self.now += self.jumps.pop(when)
        if self.now >= self.end or self.slept > 86_400:
            raise KeyboardInterrupt


@dataclass
class Shown:
    """When readers may see a page, and its words."""

    since: datetime
    until: datetime | None = None
    words: str = "Gizli"


class Small(Workshop):
    """A page for each of `releases`, and a list of them. `built` are the builds that were asked
    for.
    """

    def __init__(self, place: Place) -> None:
        super().__init__(Path("site"), place, Options())
        self.releases = {"open": Shown(HOUR - timedelta(days=1), words="Açıq"), "x": Shown(HOUR)}
        self.has_error = False
        self.differs = False
        self.is_trusted = True
        self.built: list[tuple[str, datetime]] = []
        self.verified: list[datetime] = []

    def made_of(self) -> tuple[str, bool]:
        return f"{self.releases}{self.has_error}", self.is_trusted

    def files(self, now: datetime) -> dict[str, bytes]:
        """What is to be seen at that instant."""
        shown = {
            name: each
            for name, each in self.releases.items()
            if each.since <= now and (each.until is None or now < each.until)
        }
        pages = {f"az/{name}/index.html": each.words.encode() for name, each in shown.items()}
        listed = b"\n".join(pages.values())
        return {**pages, "index.html": listed, "az/index.html": listed, "style.css": b"body{}"}

    def build(self, name: str, now: datetime, *, clean: bool = False) -> Built:
        self.built.append((name, now))
        if self.has_error:
            return Built(Report(problems=frozenset({problem("empty-file", Span("x.md"))})), None)
        output, files = self._place.private / name, self.files(now)
        for path, data in files.items():
            file = output / path
            if not file.is_file() or file.read_bytes() != data:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.unlink(missing_ok=True)
                file.write_bytes(data)
        due = min((hour for hour, _ in self._changes() if hour > now), default=None)
        changing = tuple(each for hour, each in self._changes() if hour == due)
        report = Report(due=due, changing=changing)
        return Built(report, {path: sha256(data).hexdigest() for path, data in files.items()})

    def hours(self, name: str, now: datetime, since: datetime) -> tuple[Hour, ...]:
        return tuple(each for each in self._changes() if since < each.instant <= now)

    def _changes(self) -> list[Hour]:
        return [
            Hour(instant, name)
            for name, each in self.releases.items()
            for instant in (each.since, each.until)
            if instant is not None
        ]

    def verify(self, name: str, now: datetime) -> frozenset[Diagnostic]:
        self.verified.append(now)
        span = Span(name)
        found = {problem("output-differs", span, address=name, how="other bytes")}
        return frozenset(found if self.differs else ())


@dataclass
class Press:
    """`publish --to`, in this process."""

    place: Place
    workshop: Workshop
    webhook: str | None = None

    @property
    def target(self) -> Path:
        return self.place.target

    def service(self, hands: Hands) -> Service:
        telling = Telling(Console("en"), self.target, self.webhook)
        return Service(self.workshop, self.place, hands, telling)

    def wait(self, hands: Hands) -> int:
        return self.service(hands).wait()

    def publish(self, now: datetime) -> int:
        return self.service(Hands(now, now)).publish()

    def tree(self) -> dict[str, bytes]:
        return tree(self.target)


@dataclass
class SmallPress(Press):
    workshop: Small

    def shows(self, now: datetime) -> bool:
        """Whether readers see just what they may see at that instant."""
        return self.tree() == self.workshop.files(now)

    def shows_alone(self, now: datetime) -> bool:
        """The same, whatever others put there."""
        found = {path: data for path, data in self.tree().items() if not path.startswith(".")}
        return found == self.workshop.files(now)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    """A page of yesterday, and one whose hour is `HOUR`."""
    (tmp_path / "www").mkdir()
    place = Place(tmp_path / "www/press")
    return SmallPress(place, Small(place))


@pytest.fixture
def real(site: Callable[..., SampleSite], tmp_path: Path) -> Press:
    """A site with a release of the day before, and one that is embargoed until `HOUR`."""
    made = site(
        {
            "content/releases/2026/2026-12-09-open.az.md": release("Açıq", "2026-12-09"),
            SECRET: release("Gizli başlıq", "2026-12-01", embargo="2026-12-10 09:00"),
        },
        config=CONFIG.replace("[az, en]", "[az]").replace(", en: Sample Office", ""),
    )
    (tmp_path / "www").mkdir()
    place = Place(tmp_path / "www/press")
    return Press(place, Workshop(made.root, place, Options(jobs=1)))
