"""The publishing workflow does on a clean clone what it says."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parent.parent
WORKFLOW = yaml.safe_load((REPOSITORY / ".github/workflows/publish.yml").read_text())


def _steps() -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = WORKFLOW["jobs"]["build"]["steps"]
    return steps


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a clone would have: every file that git tracks or would add, and nothing ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
    )
    folder = tmp_path / "clone"
    for name in filter(None, listed.stdout.decode().split("\0")):
        source, target = REPOSITORY / name, folder / name
        if source.is_symlink() or source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target, follow_symlinks=False)
    return folder


def _git(folder: Path, *arguments: str) -> str:
    name = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    command = ["git", *name, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def _run(step: dict[str, Any], clone: Path) -> subprocess.CompletedProcess[str]:
    """As GitHub runs it: bash that stops at the first failure."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("VIRTUAL", "PYTEST"))
    }
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=clone,
        # What is installed here runs a few times: its bytecode is made where it is imported.
        env={**environment, **WORKFLOW["env"], "CI": "true", "PIP_NO_COMPILE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_shell_steps_publish_a_clean_clone_and_mark_a_mistake_at_its_line(clone: Path) -> None:
    """One test, because installing takes most of the time."""
    steps = [step for step in _steps() if "run" in step]
    assert [step["name"] for step in steps] == ["Install", "Check", "Build", "Keep the ledger"]
    _git(clone.parent, "init", "--quiet", "--bare", "origin")
    for command in ("init --quiet", "add .", "commit --quiet -m x", "remote add origin ../origin"):
        _git(clone, *command.split())
    for step in steps:
        done = _run(step, clone)
        assert done.returncode == 0, f"{step['name']}: {done.stdout}{done.stderr}"
    assert (clone / ".cache/due").is_file()
    assert not [path for path in (clone / "output").rglob("*") if path.name == "due"]
    page = clone / "output/az/releases/2020/qht-gorusu/index.html"
    assert "368 dəfə oxunub" in page.read_text()
    pushed = _git(clone.parent / "origin", "show", "main:content/addresses.csv")
    assert "/az/releases/2020/qht-gorusu/,releases/2020-05-22-ngo-meeting,az," in pushed
    # What is recorded already is not committed again.
    assert _run(steps[2], clone).returncode == _run(steps[3], clone).returncode == 0
    assert _git(clone, "log", "--format=%s").splitlines() == ["Record published addresses", "x"]

    release = clone / "content/releases/2020/2020-05-22-ngo-meeting.az.md"
    release.write_text(release.read_text().replace("date: 2020-05-22", "date: 22.05.2020", 1))
    before = page.read_bytes()
    check = _run(steps[1], clone)
    assert check.returncode == 1
    assert "::error file=content/releases/2020/2020-05-22-ngo-meeting.az.md,line=" in check.stdout
    assert "title=bad-date::" in check.stdout
    assert _run(steps[2], clone).returncode == 1
    assert page.read_bytes() == before


def test_the_cache_and_the_output_are_handed_on() -> None:
    used = {
        step["uses"].partition("@")[0]: step.get("with", {}) for step in _steps() if "uses" in step
    }
    assert used["actions/cache"]["path"] == ".cache"
    assert used["actions/upload-pages-artifact"]["path"] == "output"


def test_a_schedule_publishes_what_an_embargo_releases_and_pull_requests_are_only_checked() -> None:
    triggers = WORKFLOW[True]  # YAML 1.1 reads the key `on` as true
    assert triggers["schedule"]
    assert "pull_request" in triggers
    assert "github.event_name != 'pull_request'" in WORKFLOW["jobs"]["deploy"]["if"]


# --- the schedule ---


def _compared(folder: Path, due: str | None, now: datetime) -> str:
    """What the short job decides at that time, with this in `.cache/due`."""
    job = WORKFLOW["jobs"]["due"]
    (step,) = (step for step in job["steps"] if "run" in step)
    if due is not None:
        (folder / ".cache").mkdir()
        (folder / ".cache/due").write_text(due)
    # The clock is the test's: `date` with an instant tells it as it does, and else our own.
    own = folder / "bin/date"
    own.parent.mkdir()
    real = shutil.which("date")
    own.write_text(f'#!/bin/sh\n[ "$1" = -d ] && exec {real} "$@"\necho {int(now.timestamp())}\n')
    own.chmod(0o755)
    told = folder / "told"
    subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={"PATH": f"{own.parent}:/usr/bin:/bin", "GITHUB_OUTPUT": str(told)},
        check=True,
    )
    return told.read_text()


HOUR = datetime.fromisoformat("2026-12-10T09:00:00+04:00")


@pytest.mark.parametrize(
    ("due", "minutes", "builds"),
    [
        ("2026-12-10T09:00:00+04:00\n", -1, False),
        ("2026-12-10T09:00:00+04:00\n", 0, True),
        ("2026-12-10T09:00:00+04:00\n", 600, True),
        ("2026-12-10T05:00:00.500000+00:00\n", -1, False),
        ("2026-12-10T05:00:00.500000+00:00\n", 1, True),
        ("", 600, False),
        (None, 0, True),
    ],
)
def test_the_schedule_builds_where_the_hour_has_come_or_nobody_knows(
    tmp_path: Path, due: str | None, minutes: int, builds: bool
) -> None:
    decided = _compared(tmp_path, due, HOUR + timedelta(minutes=minutes))
    assert decided == f"build={str(builds).lower()}\n"


def test_the_schedule_decides_before_anything_is_installed_in_one_short_job() -> None:
    jobs = WORKFLOW["jobs"]
    assert jobs["due"]["if"] == "github.event_name == 'schedule'"
    assert [step.get("uses", "").partition("@")[0] for step in jobs["due"]["steps"]] == [
        "actions/cache/restore",
        "",
    ]
    assert jobs["build"]["needs"] == "due"
    assert "needs.due.outputs.build == 'true'" in jobs["build"]["if"]
    # A pending run is cancelled by the next one: no schedule may be that to a commit.
    assert "concurrency" not in WORKFLOW
    assert "concurrency" not in jobs["due"]


def test_the_next_instant_is_remembered_only_when_the_site_is_deployed() -> None:
    restore = WORKFLOW["jobs"]["due"]["steps"][0]["with"]
    *_, deployed, fetched, saved = WORKFLOW["jobs"]["deploy"]["steps"]
    assert deployed["uses"].startswith("actions/deploy-pages@")
    assert fetched["with"]["path"] == ".cache"
    assert saved["uses"].startswith("actions/cache/save@")
    assert saved["with"]["path"] == restore["path"] == ".cache/due"
    assert saved["with"]["key"].startswith(restore["restore-keys"])
    (caches,) = (step["with"] for step in _steps() if "actions/cache@" in step.get("uses", ""))
    assert not saved["with"]["key"].startswith(caches["restore-keys"])
