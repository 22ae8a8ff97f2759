"""The testing workflow runs what a contributor runs, on every Python that is supported."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from beyan.cli import cli

REPOSITORY = Path(__file__).resolve().parent.parent
WORKFLOWS = REPOSITORY / ".github/workflows"
WORKFLOW = yaml.safe_load((WORKFLOWS / "ci.yml").read_text())
PUBLISH = yaml.safe_load((WORKFLOWS / "publish.yml").read_text())


def _steps(workflow: dict[str, Any] = WORKFLOW) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def _runs(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job["steps"] if "run" in step]


RUNS = {step["name"]: step["run"] for step in _steps() if "run" in step}


@pytest.mark.parametrize("name", [name for name, run in RUNS.items() if run.startswith("make ")])
def test_each_step_is_a_target_of_the_makefile(name: str) -> None:
    done = subprocess.run(
        [*RUNS[name].split(), "--dry-run"], cwd=REPOSITORY, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert re.search("pytest|ruff|mypy|pip-audit|cyclonedx", done.stdout)


def test_everything_that_is_run_for_a_release_is_run_here() -> None:
    assert {"make lint", "make unit", "make test", "make audit", "make wheel"} <= set(RUNS.values())
    assert (REPOSITORY / RUNS["Programs"].split()[-1]).is_file()


def test_the_three_systems_are_tested_with_what_exists() -> None:
    job = WORKFLOW["jobs"]["systems"]
    systems = {each.partition("-")[0] for each in job["strategy"]["matrix"]["os"]}
    assert systems == {"ubuntu", "windows", "macos"}
    assert job["defaults"]["run"]["shell"] == "bash"
    for name in re.findall(r"\b(?:tests|requirements)/[\w/.]+", "\n".join(_runs(job))):
        assert (REPOSITORY / name).exists(), name


def test_what_an_office_does_there_are_commands_of_the_program() -> None:
    """They run word for word in tests/test_docs.py, and on what those systems have in
    tests/test_other_systems.py."""
    (office,) = (run for run in _runs(WORKFLOW["jobs"]["systems"]) if "beyan init" in run)
    typed = [shlex.split(line) for line in office.splitlines()]
    called = [words[1] for words in typed if words[0] == "beyan"]
    assert {"init", "check", "build", "new"} <= set(called) <= set(cli.commands)
    assert [words[1] for words in typed if words[0] == "cd"] == [typed[0][2]]


def test_commits_and_pull_requests_are_tested_and_nothing_may_be_written() -> None:
    triggers = WORKFLOW[True]  # YAML 1.1 reads the key `on` as true
    assert triggers["push"] == PUBLISH[True]["push"]
    assert "pull_request" in triggers
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert not [job for job in WORKFLOW["jobs"].values() if "permissions" in job]


def test_the_oldest_python_that_is_promised_is_among_the_tested() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    tested = WORKFLOW["jobs"]["quick"]["strategy"]["matrix"]["python-version"]
    assert f">={tested[0]}" == project["requires-python"]


def test_both_workflows_use_the_same_versions_of_actions() -> None:
    pinned = dict(step["uses"].split("@") for step in _steps(PUBLISH) if "uses" in step)
    used = dict(step["uses"].split("@") for step in _steps() if "uses" in step)
    assert used.items() <= pinned.items()


@pytest.mark.parametrize("workflow", [WORKFLOW, PUBLISH], ids=["ci", "publish"])
@pytest.mark.parametrize(
    ("target", "file"), [("install", "site"), ("lint", "test"), ("wheel", "release")]
)
def test_the_workflows_install_nothing_but_files_of_known_digests(
    workflow: dict[str, Any], target: str, file: str
) -> None:
    done = subprocess.run(
        # As on a machine that has nothing yet.
        ["make", target, "--dry-run", "VENV=fresh"],
        cwd=REPOSITORY,
        env={**os.environ, **workflow["env"]},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    installs = re.findall(r"pip (?:--python \S+ )?install[^&\n]*", done.stdout)
    assert f"requirements/{file}.txt" in installs[0]
    assert len(installs) > 1
    assert all("--require-hashes" in each or "--no-deps" in each for each in installs), installs


@pytest.mark.parametrize(
    "path",
    ["ISSUE_TEMPLATE/problem.md", "ISSUE_TEMPLATE/wish.md", "pull_request_template.md"],
)
def test_whoever_reports_is_asked_for_a_small_site(path: str) -> None:
    assert "small site" in (REPOSITORY / ".github" / path).read_text()
