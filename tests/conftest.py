"""A small site in a folder of its own, built by the real pipeline: `site({...}).build()`."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from beyan.build import build, check
from beyan.build.options import Options
from beyan.build.report import Report
from beyan.console import Console
from beyan.language.catalogue import Catalogue, CatalogueSyntaxError, read_catalogue
from beyan.model.diagnostic import Diagnostic
from beyan.model.page import Page, RedirectPage, ReleasePage, TextPage
from beyan.model.plan import Plan
from beyan.model.release_summary import microseconds

# In CI as well, commands say to tests all that they say to an officer.
os.environ.setdefault("BEYAN_QUIET_EMBARGO", "false")

# No example is wrong for having taken long: the machine may do other things as well.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

REPOSITORY = Path(__file__).resolve().parent.parent

# Sites of tests live for a second: where memory has room for them, no test waits for a disk.
MEMORY = Path("/dev/shm")
if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 3 << 30:
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

# The clock of every test that does not set its own.
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

CONFIG = """\
name: {az: Nümunə İdarəsi, en: Sample Office}
base_url: https://press.example.org
languages: [az, en]
timezone: Asia/Baku
contact: {call_centre: "916", email: press@example.org}
social_cards: false
silence: [summary-missing]
search: false
"""

Content = Mapping[str, str | bytes]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite tests/sites/*/expected/ with what the sites say now",
    )


# One test of each takes up to half a minute: begun at the end, it would leave a core without work.
LONG = {
    "test_hostile.py", "test_other_pages.py", "test_preview_soak.py", "test_publish_workflow.py",
    "test_rehearsal.py", "test_volumes.py",
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What builds a site takes a hundred times as long as what calls a function: `make unit`."""
    items.sort(key=lambda item: item.path.name not in LONG)
    for item in items:
        if "site" in getattr(item, "fixturenames", ()):
            item.add_marker("slow")


def pytest_unconfigure() -> None:
    """What all tests have left is not looked through for cycles at the end: that may take longer
    than xdist waits for a process, which it interrupts then, wherever it is.
    """
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _default_catalogues_once() -> Iterator[None]:
    """Reading the strings that come with the program is a sixth of the time of a small build."""
    known: dict[object, tuple[Catalogue, list[CatalogueSyntaxError]]] = {}

    def remembered(
        paths: Iterable[Path], language: str, told: list[CatalogueSyntaxError] | None = None
    ) -> Catalogue:
        paths = list(paths)
        if told is None or not all(path.is_relative_to(REPOSITORY / "locales") for path in paths):
            return read_catalogue(paths, language, told)
        key = (language, *((path, path.read_bytes()) for path in paths))
        if key not in known:
            found: list[CatalogueSyntaxError] = []
            known[key] = read_catalogue(paths, language, found), found
        told += known[key][1]
        return known[key][0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("beyan.source.interface.read_catalogue", remembered)
        yield


@dataclass
class Result:
    """What a run printed, decided and wrote."""

    report: Report
    output: Path

    @property
    def diagnostics(self) -> list[Diagnostic]:
        return sorted(self.report.problems)

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.diagnostics]

    @property
    def lines(self) -> list[str]:
        """Problems as an officer sees them: `path:line:column: [code] what`."""
        console = Console("en")
        return [f"{each.span}: [{each.code}] {console.what(each)}" for each in self.diagnostics]

    def html(self, address: str) -> str:
        """The file that answers to the address."""
        path = address.lstrip("/")
        return (self.output / (f"{path}index.html" if address.endswith("/") else path)).read_text()

    @property
    def files(self) -> set[str]:
        return {
            path.relative_to(self.output).as_posix()
            for path in self.output.rglob("*")
            if path.is_file()
        }

    def tree(self) -> dict[str, bytes]:
        return {path: (self.output / path).read_bytes() for path in self.files}


@dataclass
class SampleSite:
    """Files below `root`; every method returns the site, or the result of a run."""

    root: Path
    now: datetime = NOW
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def output(self) -> Path:
        return self.root / "output"

    def change(self, files: Mapping[str, str | bytes | None]) -> SampleSite:
        """Write files; None deletes one."""
        for path, content in files.items():
            target = self.root / path
            if content is None:
                target.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def at(self, now: datetime) -> SampleSite:
        self.now = now
        return self

    def build(self, **options: Any) -> Result:
        report = build(self.root, self.output, Options(now=self.now, **options))
        return Result(report, self.output)

    def check(self, **options: Any) -> Result:
        return Result(check(self.root, Options(now=self.now, **options)), self.output)


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., SampleSite]:
    """`site({"content/…": "…"}, config=CONFIG)` → a site with these files."""

    def make(files: Content | None = None, config: str = CONFIG) -> SampleSite:
        made = SampleSite(tmp_path / "site")
        return made.change({"site_config.yaml": config, **(files or {})})

    return make


def release(
    title: str = "Bəyanat", date: str = "2026-03-05", text: str = "Mətn.", **more: str
) -> str:
    """The file of an edition; further keys are written as they are given."""
    keys = {"title": title, "date": date, **more}
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\n{lines}---\n{text}\n"


def assert_artifacts_are_as_declared(plan: Plan) -> None:
    """A build reads what an artifact says of itself, and does not make it: it must be true."""
    for artifact in plan.artifacts:
        outputs = list(artifact.outputs())
        assert [each.address for each in outputs] == list(artifact.addresses)
        first, *beside = outputs
        assert not any(isinstance(each, Page) for each in beside), artifact.name
        if not isinstance(first, Page):
            assert (artifact.template, artifact.twins, artifact.planned_links) == ("", (), ()), (
                artifact.name
            )
            assert artifact.language in ("", getattr(first, "language", artifact.language))
            continue
        modified = first.modified
        assert artifact.template == first.template
        assert artifact.language == first.language
        assert artifact.source == first.source
        assert artifact.modified == (microseconds(modified) if modified is not None else None)
        assert bool(artifact.twins) == first.is_indexed, artifact.name
        assert sorted(artifact.twins) == sorted(first.alternates), artifact.name
        target = first.target if isinstance(first, RedirectPage) else ""
        assert artifact.target == target
        links = first.prose.links if isinstance(first, ReleasePage | TextPage) else ()
        assert artifact.planned_links == links, artifact.name
        is_withdrawn = isinstance(first, ReleasePage) and first.withdrawn is not None
        assert artifact.is_withdrawn == is_withdrawn
