"""Where the catalogue of a language lies, whichever way its folder is spelled.

`zh-Hans` is how settings and pages write it, `zh_Hans` how Poedit and Weblate name the folder.
"""

from __future__ import annotations

import os
from pathlib import Path

INSIDE = "LC_MESSAGES/messages.po"


def catalogue_folders(locales: Path, language: str) -> tuple[str, ...]:
    """The names of the folders below `locales` that are the language's; its own spelling first."""
    try:
        found = [each for each in os.listdir(locales) if _tag(each) == _tag(language)]
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda name: (name != language, name)))


def catalogue_files(locales: Path, language: str) -> tuple[Path, ...]:
    paths = (locales / name / INSIDE for name in catalogue_folders(locales, language))
    return tuple(path for path in paths if path.is_file())


def _tag(name: str) -> str:
    return name.replace("_", "-").lower()
