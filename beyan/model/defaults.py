"""Where the generator's own templates, assets and locales lie, which a site may override.

And which files of a folder are nobody's content.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

# Where a site is built in each pseudo-language, to be looked at and never published.
PSEUDO_OUTPUT = {"accents": "output-pseudo", "rtl": "output-pseudo-rtl"}

_PACKAGE = Path(__file__).resolve().parent.parent
# A wheel carries them inside the package; a checkout has them beside it, at the top level.
DEFAULTS = _PACKAGE / "defaults" if (_PACKAGE / "defaults").is_dir() else _PACKAGE.parent


def program_cache(purpose: str, *modules: str) -> Path:
    """The folder for what is made of the program's own files, which may not be there.

    It lies where Python keeps compiled modules of the program: beside them, or where the
    environment says. `modules` are the files that decide what is made.
    """
    code = sha256(b"".join(Path(module).read_bytes() for module in modules)).hexdigest()
    place = Path(cache_from_source(str(_PACKAGE / f"{purpose}.py"))).with_suffix("")
    return place / code[:12]


def keep_for_program(file: Path, data: bytes) -> None:
    """Write it into a `program_cache`, where Python may; whoever runs the program may read it."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        made = file.with_name(f"{file.name}.{os.getpid()}")
        made.write_bytes(data)
        os.replace(made, file)


def real(path: Path) -> Path:
    """With links followed; Path.resolve() raises RuntimeError on ones that lead in a circle."""
    return Path(os.path.realpath(path))


def search_path(root: Path, folder: str) -> tuple[Path, ...]:
    """The site's folder and then the default one, each only once and only if it exists."""
    candidates = dict.fromkeys((real(root / folder), real(DEFAULTS / folder)))
    return tuple(candidate for candidate in candidates if candidate.is_dir())


def is_left_out(name: str, *, is_folder: bool) -> bool:
    """Hidden files and folders, what editors put beside a file, and what Python does."""
    if name.startswith("."):
        return True
    return name.startswith("__") if is_folder else name.endswith(("~", ".swp", ".tmp"))
