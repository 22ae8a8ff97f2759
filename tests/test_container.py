"""The Containerfile of this repository, and the one that `init` gives: their steps, executed.

No engine is needed. Each stage is a folder; what a step runs finds Python and nginx where images
have them, and nothing is fetched.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from beyan.cli import cli
from beyan.desk.container import IGNORED, containerfile
from beyan.desk.recipes import PYTHON
from tests.browser.test_security_headers import Served
from tests.browser.webserver import free_port, nginx, nginx_program, settings_of_nginx
from tests.conftest import CONFIG, REPOSITORY, SampleSite, release


def steps(text: str) -> Iterator[tuple[str, str]]:
    """The instructions, each with what stands behind it; a line that ends with \\ goes on."""
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        if line.strip():
            name, _, value = line.partition(" ")
            yield name, value.strip()


@dataclass
class Stage:
    root: Path
    work: str = ""
    arguments: dict[str, str] = field(default_factory=dict)

    def at(self, path: str) -> Path:
        return self.root / (path if path.startswith("/") else f"{self.work}/{path}").lstrip("/")


@dataclass
class Engine:
    """Carries out a Containerfile; `programs` is what its images bring, a folder of the PATH."""

    context: Path
    programs: Path
    place: Path
    stages: dict[str, Stage] = field(default_factory=dict)

    def build(self, text: str, **given: str) -> Stage:
        stage = Stage(self.place)
        for name, value in steps(text):
            match name:
                case "FROM":
                    image, _, called = value.partition(" AS ")
                    assert re.fullmatch(r"[a-z]+:[\w.-]+", image), "no host, and a version"
                    stage = self.stages[called] = Stage(self.place / (called or "last"))
                case "WORKDIR":
                    stage.work = value
                    stage.at(".").mkdir(parents=True)
                case "ARG":
                    key, _, default = value.partition("=")
                    stage.arguments[key] = given.get(key, default)
                case "COPY":
                    self._copy(stage, *value.split())
                case "RUN":
                    self._run(stage, value)
                case _:
                    assert name == "EXPOSE", name
        return stage

    def _copy(self, stage: Stage, *words: str) -> None:
        *option, source, target = words
        origin = self.context / source
        if option:
            origin = self.stages[option[0].removeprefix("--from=")].at(source)
        ignored = (self.context / ".dockerignore").read_text().splitlines()

        def left_out(folder: str, names: list[str]) -> set[str]:
            beside = Path(folder) == self.context
            return {name for name in names if beside and any(fnmatch(name, e) for e in ignored)}

        if origin.is_dir():
            shutil.copytree(origin, stage.at(target), ignore=left_out, dirs_exist_ok=True)
        else:
            stage.at(target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(origin, stage.at(target))

    def _run(self, stage: Stage, command: str) -> None:
        env = {
            "PATH": f"{self.programs}:{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            # What is asked for is there, in the version that is asked for.
            "PIP_NO_INDEX": "1",
            "ROOT": str(stage.root),
            **stage.arguments,
        }
        if stage.at("/etc/nginx").is_dir():
            settings_of_nginx(stage.root, server_of(stage, free_port()))
        done = subprocess.run(
            ["sh", "-c", command], cwd=stage.at("."), env=env, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


def server_of(stage: Stage, port: int) -> str:
    """As the image has it, for this machine."""
    text = stage.at("/etc/nginx/conf.d/default.conf").read_text()
    for shown, real in {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "/srv/press": str(stage.at("/srv/press")),
    }.items():
        assert shown in text
        text = text.replace(shown, real)
    return text


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Python as it is in an image, but with the packages that the tests have; and nginx."""
    venv = tmp_path / "image"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    packages = next(venv.glob("lib/python*/site-packages"))
    (packages / "has.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    server = venv / "bin/nginx"
    server.write_text(f'#!/bin/sh\nexec {nginx_program()} -p "$ROOT" -c "$ROOT/nginx.conf" "$@"\n')
    server.chmod(0o755)
    return venv / "bin"


def checkout(folder: Path) -> Path:
    """This repository, with a site of somebody's own in a folder of it."""
    for name in ("beyan", "templates", "assets", "locales", "requirements"):
        shutil.copytree(
            REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("build.py", "Containerfile", ".dockerignore"):
        shutil.copy(REPOSITORY / name, folder)
    SampleSite(folder / "office").change({"site_config.yaml": CONFIG})
    return folder


def begun(folder: Path) -> Path:
    """A site as `init` begins it."""
    command = ["--ui-lang", "en", "init", str(folder), "--lang", "az", "--lang", "en"]
    assert CliRunner().invoke(cli, [*command, "--ci", "container"]).exit_code == 0
    return folder


@pytest.mark.parametrize(("made", "site"), [(checkout, "office"), (begun, ".")])
def test_the_steps_make_an_image_that_answers_as_the_site_says(
    tmp_path: Path, programs: Path, made: Callable[[Path], Path], site: str
) -> None:
    context = made(tmp_path / "context")
    moved = release("Yeni", "2026-03-05", aliases="[/kohne/]")
    held = release("Gizli", "2026-03-05", embargo="2999-01-01")
    here = SampleSite(context / site)
    here.change({"content/releases/2026/x.az.md": moved, "content/releases/2026/held.az.md": held})
    here.change({"output/left.html": "of an earlier build", ".cache/left": "of an earlier build"})
    text = (context / "Containerfile").read_text()
    image = Engine(context, programs, tmp_path).build(text, SITE=site, WHEN="now")
    shown = image.at("/srv/press")
    assert not (shown / "left.html").exists()
    assert not list(shown.rglob("held"))
    port = free_port()
    with nginx(tmp_path, server_of(image, port), port):
        there = Served(f"http://127.0.0.1:{port}", shown)
        status, headers = there.get("/az/releases/2026/x/")
        assert status == 200
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        status, headers = there.get("/kohne/")
        assert status == 301
        assert headers["Location"].endswith("/az/releases/2026/x/")
        # Whoever is in front of it may have another port.
        assert there.get("/az/releases")[1]["Location"] == "/az/releases/"
        for language in ("az", "en"):
            assert there.get(f"/{language}/nothing/")[0] == 404
            page = _body(f"http://127.0.0.1:{port}/{language}/nothing/")
            assert page == (shown / language / "404.html").read_bytes()


def _body(url: str) -> bytes:
    with pytest.raises(HTTPError) as answered:
        urlopen(url)
    body: bytes = answered.value.read()
    return body


def test_the_repository_has_the_file_that_an_office_gets_but_for_how_it_is_installed() -> None:
    install = "python -m pip install --quiet --no-cache-dir --require-hashes"
    assert (REPOSITORY / "Containerfile").read_text() == containerfile(
        PYTHON,
        f"{install} -r requirements/site.txt",
        'python build.py --site "$SITE" build --strict --output output',
        "SITE=.",
    )
    assert (REPOSITORY / ".dockerignore").read_text() == IGNORED


@pytest.mark.parametrize(
    "wrong",
    ["RUN false", "RUN nothing-that-is-there", "FROM somewhere/else:latest", "ADD a b"],
)
def test_a_step_that_fails_is_seen(tmp_path: Path, wrong: str) -> None:
    text = f"FROM python:3.12-slim AS build\nWORKDIR /x\n{wrong}\n"
    with pytest.raises(AssertionError):
        Engine(tmp_path, tmp_path, tmp_path / "image").build(text)
