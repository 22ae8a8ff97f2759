"""What makes the output besides the site's own files: this program and the libraries it uses."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

# Whose release may change a byte of the output, as their folders in site-packages begin.
_LIBRARIES = (
    "anyascii-", "babel-", "jinja2-", "manimgx_fonts", "markdown-", "markupsafe-", "nh3-",
    "orjson-", "pillow-", "pydantic-",
    "pydantic_core-", "pyyaml-", "tzdata-",
)  # fmt: skip


def program_digest() -> bytes:
    """Of the program's code and tables, and the versions of Python and the libraries.

    SHA-256 truncated to 16 bytes; what another program left is void.
    """
    found = sha256(sys.version.encode())
    package = Path(__file__).parent.parent
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if name.endswith((".py", ".txt")):
                found.update(f"{folder[len(str(package)) :]}/{name}\0".encode())
                found.update(Path(folder, name).read_bytes())
    found.update("\n".join(_libraries()).encode())
    return found.digest()[:16]


def _libraries() -> list[str]:
    """The folders in which versions stand: importing the libraries to ask them takes 200 ms."""
    spec = find_spec("jinja2")
    assert spec is not None
    assert spec.origin is not None
    site_packages = Path(spec.origin).parent.parent
    return sorted(
        name
        for name in os.listdir(site_packages)
        if name.lower().startswith(_LIBRARIES) and name.endswith(".dist-info")
    )
