"""Builds that are given too little of the system: a line that says so, and nothing half published.

The commands run in processes of their own, since a limit cannot be taken back. Which limits are too
small for a build is the system's affair; asked is that the least of each kind is, and the greatest
is not.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CONFIG, REPOSITORY, SampleSite, release

resource = pytest.importorskip("resource", reason="the system has no such limits")

Make = Callable[..., SampleSite]
MB = 1 << 20
# Nobody's: what runs as this user is what the test runs.
USER = "54321"
# May read and write what root may, such as folders for root alone.
AS_USER = (
    *("setpriv", "--reuid", USER, "--clear-groups"),
    *("--inh-caps", "-all,+dac_override", "--ambient-caps", "-all,+dac_override"),
)

LIMITS = {
    "memory": (resource.RLIMIT_AS, (50 * MB, 90 * MB, 2000 * MB)),
    # Python does not begin with four.
    "open files": (resource.RLIMIT_NOFILE, (5, 8, 256)),
    "size of a file": (resource.RLIMIT_FSIZE, (1000, 50_000, 200 * MB)),
}

SEARCHED = CONFIG.replace("search: false", "search: true")
TEXTS = {f"content/releases/2026/r{n}.az.md": release(f"Bəyanat {n}") for n in range(80)}


def built(made: SampleSite, kind: int, limit: int) -> subprocess.CompletedProcess[str]:
    """With two workers, whatever machine it is."""
    is_root = kind == resource.RLIMIT_NPROC and os.geteuid() == 0
    return subprocess.run(
        [
            *(AS_USER if is_root else ()),
            *(sys.executable, "-m", "beyan", "--ui-lang", "en", "build", "--jobs", "2"),
        ],
        cwd=made.root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(kind, (limit, limit)),
    )


@pytest.mark.parametrize("name", LIMITS)
def test_a_build_ends_with_a_site_or_with_a_line(name: str, site: Make) -> None:
    kind, limits = LIMITS[name]
    made = site(TEXTS, SEARCHED)
    codes = []
    for limit in limits:
        found = built(made, kind, limit)
        codes.append(found.returncode)
        told = found.stdout + found.stderr
        assert "Traceback" not in told, told
        if found.returncode:
            assert found.returncode == 2, told
            assert re.search(r"error\[(cut-off|cannot-write)\]: ", told), told
            assert not made.output.exists()
        else:
            assert (made.output / "az/releases/2026/r7/index.html").is_file()
        assert left(made) == set()
    assert (codes[0], codes[-1]) == (2, 0), codes


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_a_build_that_may_have_few_processes_beside_it_works_with_those(
    limit: int, site: Make
) -> None:
    """Or alone: the search index too is made by the build itself."""
    made = site(TEXTS, SEARCHED)
    found = built(made, resource.RLIMIT_NPROC, limit)
    assert found.returncode == 0, found.stderr
    assert (made.output / "az/releases/2026/r79/index.html").is_file()
    assert left(made) == set()


def left(made: SampleSite) -> set[Path]:
    """What stands beside the site and is none of it."""
    # Another user's cache stands beside the output.
    kept = ("content", "site_config.yaml", "output", ".cache", ".output.cache")
    return {*made.root.iterdir()} - {made.root / name for name in kept}
