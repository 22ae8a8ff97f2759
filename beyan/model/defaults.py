"""Where the generator's own templates, assets and locales lie, which a site may override.

And which files of a folder are nobody's content.
"""

from __future__ import annotations

import os
from pathlib import Path

# Where a site is built in each pseudo-language, to be looked at and never published.
PSEUDO_OUTPUT = {"accents": "output-pseudo", "rtl": "output-pseudo-rtl"}

_PACKAGE = Path(__file__).resolve().parent.parent
# A wheel carries them inside the package; a checkout has them beside it, at the top level.
DEFAULTS = _PACKAGE / "defaults" if (_PACKAGE / "defaults").is_dir() else _PACKAGE.parent


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
