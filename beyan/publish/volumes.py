"""An output on another file system than the cache: no file can be renamed into it from there.

New files are copied to a place on its own file system first, and only when all are there, which is
what may fail for want of room, they are renamed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from errno import EDQUOT, EFBIG, ENOSPC, EROFS, EXDEV
from pathlib import Path

from beyan.model.defaults import real

# What the system says to nobody who only reads.
UNWRITABLE = frozenset({ENOSPC, EDQUOT, EROFS, EFBIG})


def waiting_places(output: Path) -> tuple[Path, Path]:
    """Where new files may wait: beside the output; inside of it, where it is a volume of its own.

    Hidden, so that neither is taken along by what publishes a folder or its neighbours.
    """
    place = real(output)
    name = f".{place.name}.staging"
    return place.parent / name, place / name


def sweep(output: Path) -> None:
    """Take away what waits there: nobody needs it after a build, nor after one that was killed."""
    for place in waiting_places(output):
        if place.is_symlink() or place.is_file():  # somebody else's: nothing is written through it
            with suppress(OSError):
                place.unlink()
        else:
            shutil.rmtree(place, ignore_errors=True)


def near(staging: str, paths: Iterable[str], output: Path) -> str:
    """The folder from which the files can be renamed into the output: where they are, or copies.

    A folder is renamed to find out: of bind mounts and quotas numbers of devices tell nothing.
    """
    beside, inside = waiting_places(output)
    if _reaches(staging, inside):
        return staging
    place = str(beside if _reaches(str(beside), inside) else inside)
    made = {place}
    with suppress(FileExistsError):
        os.mkdir(place)
    for path in paths:
        copy = f"{place}/{path}"
        folder = copy.rpartition("/")[0]
        if folder not in made:
            os.makedirs(folder, exist_ok=True)
            made.add(folder)
        shutil.copyfile(f"{staging}/{path}", copy)
    return place


def move(waiting: str, target: Path) -> None:
    """Rename the file into place."""
    try:
        os.replace(waiting, target)
    except OSError as error:
        if error.errno != EXDEV:
            raise
        # A volume that is mounted somewhere inside the output.
        neighbour = target.with_name(f".{target.name}.tmp")
        try:
            shutil.copyfile(waiting, neighbour)
            os.replace(neighbour, target)
        except BaseException:
            neighbour.unlink(missing_ok=True)
            raise


def _reaches(folder: str, inside: Path) -> bool:
    probe = f"{folder}/{inside.name}"
    try:
        os.makedirs(probe)
        os.rename(probe, inside)
    except OSError:
        return False
    os.rmdir(inside)
    return True
