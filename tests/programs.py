"""Programs that tests ask. With CI=true a missing one fails; elsewhere it is a skip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest


def gettext(name: str) -> str:
    """The path of one of GNU gettext's."""
    return needed(name, "GNU gettext")


def needed(name: str, package: str = "") -> str:
    """The path of a program that `package` brings, by default one of its own name."""
    found = shutil.which(name)
    if found is None:
        reason = f"{name} is missing (sh tests/browser/setup.sh installs {package or name})"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def loaded_by(code: str, *arguments: str) -> set[str]:
    """The modules that a fresh Python has loaded once it has run the code."""
    # `make coverage` would load libraries of its own.
    environment = {key: each for key, each in os.environ.items() if "COVERAGE" not in key}
    found = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)", *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return set(found.stdout.split())
