"""An office takes the wheel into an empty folder, and its site goes online: each recipe runs.

The wheel is installed where nothing of the checkout can be found; what it needs is what the tests
have installed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from zipfile import ZipFile

import pytest
import yaml
from click.testing import CliRunner, Result

from beyan.cli import cli
from beyan.desk.recipes import INSTALL, PLACES, recipe
from beyan.desk.vendoring import own_wheel
from tests.browser.webserver import free_port, nginx
from tests.programs import needed
from tests.test_read_only import as_anybody

CLEAN = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a blank and Azerbaijani letters, with the program in `bin/` of its own."""
    place = tmp_path_factory.mktemp("Mətbuat xidməti")
    venv = place / "program"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    packages = next(venv.glob("lib/python*/site-packages"))
    # The packages that it needs, without the checkout that is installed beside them.
    (packages / "needs.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    wheel = own_wheel()
    (place / wheel.name).write_bytes(wheel.data)
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", venv, "install", "--quiet", "--no-deps",
         "--no-index", place / wheel.name],
        check=True,
    )  # fmt: skip
    return place


def run(office: Path, folder: Path, *command: str | Path, **more: str) -> str:
    program = office / "program/bin"
    env = {**CLEAN, "PATH": f"{program}:{CLEAN['PATH']}", **more}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def begun(office: Path, place: str) -> Path:
    folder = office / place
    run(office, office, "beyan", "init", folder, "--lang", "az", "--lang", "en", "--ci", place)
    return folder


def test_the_program_runs_from_its_wheel_alone(office: Path) -> None:
    shown = run(office, office, office / "program/bin/python", "-c",
                "import beyan; print(beyan.__file__)")  # fmt: skip
    assert str(office / "program") in shown


def test_the_handbook_comes_along(office: Path) -> None:
    shown = run(office, office, "beyan", "--ui-lang", "az", "help", "yazmaq")
    assert shown.startswith("# Mətbuat açıqlaması yazmaq")


def test_who_may_not_write_to_the_program_has_a_site_all_the_same(office: Path) -> None:
    program, folder = office / "program", office / "Onun saytı"
    before = {path: path.stat().st_mode for path in (program, *program.rglob("*"))}
    for path, mode in before.items():
        if not path.is_symlink():
            path.chmod(mode & 0o555)
    try:
        commands: tuple[list[str | Path], ...] = (
            ["init", folder],
            ["--site", folder, "build", "--strict"],
        )
        for command in commands:
            done = subprocess.run(
                [program / "bin/beyan", "--ui-lang", "en", *command],
                env={key: CLEAN[key] for key in ("PATH", "LC_ALL")},
                preexec_fn=as_anybody,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
        assert before.keys() == {program, *program.rglob("*")}
    finally:
        for path, mode in before.items():
            if not path.is_symlink():
                path.chmod(mode)
    assert (folder / "output/en/index.html").is_file()


@pytest.mark.parametrize("place", ["rsync", "s3"])
def test_a_script_publishes_the_site_and_then_only_when_an_hour_has_come(
    office: Path, place: str, tmp_path: Path
) -> None:
    if place == "rsync":
        needed("rsync")
    folder, web = begun(office, place), office / f"web-{place}"
    web.mkdir()
    # What stands in for the cloud's program copies as it does: `s3 sync FROM s3://NAME`.
    (office / "program/bin/aws").write_text(
        '#!/bin/sh\n[ "$1 $2" = "s3 sync" ] || exit 9\ncp -r "$3/." "${4#s3://}/"\n'
    )
    (office / "program/bin/aws").chmod(0o755)
    target = {"TARGET": str(web), "BUCKET": str(web)}
    run(office, folder, "sh", "publish.sh", **target)
    built = {p.relative_to(folder / "output") for p in (folder / "output").rglob("*")}
    assert {p.relative_to(web) for p in web.rglob("*")} == built
    port = free_port()
    with nginx(tmp_path, f"server {{ listen 127.0.0.1:{port}; root '{web}'; }}", port):
        for address in ("/", "/az/", "/en/"):
            with urlopen(f"http://127.0.0.1:{port}{address}") as answer:
                shown = answer.read()
            assert shown == (folder / "output" / address[1:] / "index.html").read_bytes()
    (web / "az/index.html").unlink()
    run(office, folder, "sh", "publish.sh", "--if-due", **target)
    assert not (web / "az/index.html").exists()


def test_a_script_that_knows_no_place_builds_nothing(office: Path) -> None:
    folder = begun(office, "rsync") if not (office / "rsync").exists() else office / "rsync"
    done = subprocess.run(
        ["sh", "publish.sh"], cwd=folder, env=CLEAN, capture_output=True, check=False
    )
    assert done.returncode != 0
    assert b"TARGET" in done.stderr


def _steps(place: str, text: str) -> list[str]:
    """The shell commands of a recipe, in the order they run in on a commit."""
    if place == "github":
        jobs = yaml.safe_load(text)["jobs"].values()
        return [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    if place == "gitlab":
        jobs = yaml.safe_load(text)
        return [*jobs["before_script"], *jobs["preview"]["script"], *jobs["pages"]["script"]]
    if place == "netlify":
        found = re.search(r'command = "(.*)"', text)
        assert found is not None
        return found[1].split(" && ")
    return [f"sh {name}" for name in recipe(place) if name.endswith(".sh")]


@pytest.mark.parametrize("place", ["github", "gitlab", "netlify", "cloudflare"])
def test_the_steps_of_a_recipe_run_in_a_clean_clone(office: Path, place: str) -> None:
    begun(office, place)
    clone = office / f"clone-{place}"
    git = (
        "git",
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@example.org",
        "-c",
        "init.defaultBranch=main",
    )
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "New site")):
        run(office, office / place, *git, *command)
    run(office, office, *git, "clone", "-q", office / place, clone)
    # Nothing is fetched here: what would be installed is what runs, checked by its digest.
    own = (clone / "requirements.txt").read_text().splitlines()[1]
    path, digest = own.split(" --hash=sha256:")
    assert hashlib.sha256((clone / path).read_bytes()).hexdigest() == digest
    text = "\n".join(
        (clone / name).read_text() for name in recipe(place) if not name.endswith("version")
    )
    for step in _steps(place, text):
        skipped = step.replace(INSTALL, "true")
        if skipped.startswith("sh "):
            script = clone / skipped[3:]
            script.write_text(script.read_text().replace(INSTALL, "true"))
        run(office, clone, "bash", "-e", "-c", skipped, GITHUB_OUTPUT=str(clone / "out"),
            GITHUB_EVENT_NAME="push", CI_PIPELINE_SOURCE="push")  # fmt: skip
    assert (clone / "output/az/index.html").is_file()
    if place == "github":
        assert (clone / "out").read_text() == "is-due=true\n"
    if place == "gitlab":
        assert json.loads((clone / "problems.json").read_text()) == []


# --- what init writes ---


def init(folder: Path, *arguments: str) -> Result:
    command = ["--ui-lang", "en", "init", str(folder), *arguments]
    return CliRunner().invoke(cli, command, prog_name="beyan", catch_exceptions=False)


@pytest.mark.parametrize("place", PLACES)
def test_every_file_of_a_recipe_is_written_and_readable(tmp_path: Path, place: str) -> None:
    assert init(tmp_path / "s", "--ci", place).exit_code == 0
    for name, text in recipe(place).items():
        assert (tmp_path / "s" / name).read_text() == text
        if name.endswith((".yml", ".yaml")):
            values: Any = yaml.safe_load(text)
            assert isinstance(values, dict)
    readme = (tmp_path / "s/README.md").read_text("utf-8")
    assert "OFFICE" not in readme
    assert "PUBLISHING" not in readme
    assert all(
        name in readme or name in {"wrangler.toml", ".python-version", ".dockerignore"}
        for name in recipe(place)
    )


def test_the_wheel_has_the_program_alone_and_the_same_bytes_each_time() -> None:
    wheel = own_wheel()
    assert wheel.data == own_wheel().data
    with ZipFile(BytesIO(wheel.data)) as archive:
        names = archive.namelist()
        tops = {name.split("/")[0] for name in names}
        record = archive.read(next(name for name in names if name.endswith("/RECORD"))).decode()
    assert tops == {"beyan", wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"}
    assert {line.split(",")[0] for line in record.splitlines()} == set(names)
    assert "beyan/defaults/templates/release.html" in names
    assert "beyan/defaults/requirements/site.txt" in names


@pytest.mark.parametrize(
    ("spec", "own", "has_digests"),
    [
        ("beyan-press==1.0", "beyan-press==1.0", False),
        ("https://files.example.org/beyan-1.0-py3-none-any.whl",
         "beyan @ https://files.example.org/beyan-1.0-py3-none-any.whl", False),
        (f"https://files.example.org/beyan-1.0-py3-none-any.whl#sha256={'a' * 64}",
         f"beyan @ https://files.example.org/beyan-1.0-py3-none-any.whl --hash=sha256:{'a' * 64}",
         True),
    ],
)  # fmt: skip
def test_the_program_may_come_from_elsewhere(
    tmp_path: Path, spec: str, own: str, has_digests: bool
) -> None:
    assert init(tmp_path / "s", "--package", spec).exit_code == 0
    _, line, *pins = (tmp_path / "s/requirements.txt").read_text().splitlines()
    assert line == own
    assert any(pin.lower().startswith("jinja2==") for pin in pins)
    assert any("--hash" in pin for pin in pins) is has_digests
    assert not any(pin.endswith("\\") for pin in pins) or has_digests
    assert not (tmp_path / "s/vendor").exists()


@pytest.mark.parametrize("name", ["missing.whl", "text.whl", "beyan-1.0-py3-none-any.whl"])
def test_what_is_no_wheel_is_refused(tmp_path: Path, name: str) -> None:
    if name != "missing.whl":
        (tmp_path / name).write_text("text")
    result = init(tmp_path / "s", "--package", str(tmp_path / name))
    assert (result.exit_code, "is no wheel" in result.stderr) == (2, True)
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize("name", ["README.md", "LICENSE", ".gitignore", ".git/config"])
def test_a_fresh_clone_becomes_a_site_and_keeps_its_files(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    result = init(tmp_path)
    assert result.exit_code == 0
    assert (tmp_path / name).read_text() == "mine"
    assert (tmp_path / "site_config.yaml").is_file()
    assert (f"stays as it is: {name}" in result.stdout) is (name in {"README.md", ".gitignore"})
