"""How the program was called, so that messages show commands that can be pasted."""

from __future__ import annotations

import sys
from pathlib import Path


def command_name() -> str:
    """What a command begins with where this one was typed: `beyan`, or what stands in its place."""
    typed = Path(sys.argv[0]) if sys.argv else Path()
    if typed.name == "build.py":
        return "python build.py"
    return "python -m beyan" if typed.parts[-2:] == ("beyan", "__main__.py") else "beyan"
