"""What makes the output besides the site's own files: this program and the libraries it uses."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from beyan.model.defaults import keep_for_program, program_cache

_Stamp = tuple[str, int, int, int, int]
# Nanoseconds.
_LATELY = 2_000_000_000
# Whose release may change a byte of the output, as their folders in site-packages begin.
_LIBRARIES = (
    "anyascii-", "babel-", "jinja2-", "manimgx_fonts", "markdown-", "markupsafe-", "nh3-",
    "orjson-", "pillow-", "pydantic-",
    "pydantic_core-", "pyyaml-", "tzdata-",
)  # fmt: skip


def program_digest() -> bytes:
    """Of the program's code and tables, and the versions of Python and the libraries.

    SHA-256 truncated to 16 bytes; what another program left is void. To read four hundred files
    takes as long as all else that a build with nothing to do has to do: it is done anew where one
    of them is not what it was.
    """
    package = str(Path(__file__).parent.parent)
    stamps = [_stamp(path) for path in _files(package)]
    found = sha256(sys.version.encode())
    found.update("\n".join(_libraries()).encode())
    found.update(_code(package, stamps))
    return found.digest()[:16]


def _code(package: str, stamps: Sequence[_Stamp]) -> bytes:
    """Of all files; taken from an earlier process that found the same stamps."""
    seen = sha256(repr(stamps).encode()).digest()
    kept = program_cache("program") / "digest"
    with suppress(OSError):
        data = kept.read_bytes()
        if len(data) == 2 * len(seen) and data.startswith(seen):
            return data[len(seen) :]
    found = sha256()
    for path, *_ in stamps:
        found.update(f"{path[len(package) :]}\0".encode())
        found.update(Path(path).read_bytes())
    # A file of just now may change again in the same instant, as clocks of files count them.
    if max(changed for *_, changed in stamps) < time.time_ns() - _LATELY:
        keep_for_program(kept, seen + found.digest())
    return found.digest()


def _files(package: str) -> Iterator[str]:
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (f"{folder}/{name}" for name in sorted(names) if name.endswith((".py", ".txt")))


def _stamp(path: str) -> _Stamp:
    """The last instant is that of any change, and nobody can set it."""
    found = os.stat(path)
    return path, found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns


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
