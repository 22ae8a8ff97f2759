"""The sample site, built once and served on this machine, and a real Chromium to read it with.

With CI=true a missing part fails; elsewhere it is a skip that says how to get it.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from beyan.build import build
from beyan.build.options import Options

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

# What is expected of a page may come late where other work is done as well.
expect.set_options(timeout=20_000)

# Chromium without the services that look for other hosts; the flags it needs where it runs as root.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def needed(path: str | None, how: str) -> str:
    """The path of a part of the tests, or the skip or failure that its absence is."""
    if path is not None and Path(path).exists():
        return path
    if os.environ.get("CI") == "true":
        pytest.fail(f"missing: {how}")
    pytest.skip(f"missing: {how} (make browser-tools)")


def chromium_path() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    # The same engine without the windows around it, which take three quarters of a page's time.
    shell = shutil.which("chromium-headless-shell")
    path = needed(shell or chromium_path(), "Chromium")
    # Letters as wide as those of a browser with windows, which are not fitted to the pixels.
    flags = [*FLAGS, "--font-render-hinting=none"]
    return {**browser_type_launch_args, "executable_path": path, "args": flags}


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built sample site."""
    folder = tmp_path_factory.mktemp("sample") / "output"
    report = build(REPOSITORY, folder, Options(now=NOW))
    assert not report.has_errors, sorted(report.problems)
    return folder


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on this machine's loopback: "http://127.0.0.1:PORT"."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def coming_late(page: Page, *addresses: str) -> Iterator[None]:
    """What the page asks for at these addresses comes once the block has ended."""
    held: list[Route] = []
    has_ended = False

    def hold(route: Route) -> None:
        if has_ended:
            route.continue_()
        else:
            held.append(route)

    for each in addresses:
        page.route(each, hold)
    yield
    has_ended = True
    for route in held:
        route.continue_()


@pytest.fixture(scope="session")
def address(output: Path) -> Iterator[str]:
    """Where the sample site is served."""
    with served(output) as url:
        yield url


@pytest.fixture(scope="session")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site in seven languages, with a search."""
    folder = tmp_path_factory.mktemp("languages")
    site = folder / "site"
    shutil.copytree(REPOSITORY / "tests/sites/languages", site)
    settings = site / "site_config.yaml"
    settings.write_text(settings.read_text().replace("search: false\n", ""))
    report = build(site, folder / "output", Options(now=NOW))
    assert not report.problems, sorted(report.problems)
    return folder / "output"


@pytest.fixture(scope="session")
def arabic(languages: Path) -> Iterator[str]:
    """Where that site is served, of whose languages one runs from right to left."""
    with served(languages) as url:
        yield url


@pytest.fixture(scope="session")
def axe_source() -> str:
    path = needed(str(HERE / "node_modules/axe-core/axe.min.js"), "axe-core (npm ci)")
    return Path(path).read_text()


@pytest.fixture(scope="session")
def validator() -> list[str]:
    """The command line of the HTML validator."""
    java = needed(shutil.which("java"), "a Java runtime")
    jar = needed(str(HERE / "node_modules/vnu-jar/build/dist/vnu.jar"), "vnu-jar (npm ci)")
    return [java, "-Xss8m", "-jar", jar]
