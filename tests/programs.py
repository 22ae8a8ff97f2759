"""Programs of others that tests ask. With CI=true a missing one fails; elsewhere it is a skip."""

from __future__ import annotations

import os
import shutil

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
