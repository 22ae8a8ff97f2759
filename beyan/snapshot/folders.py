"""A folder that is opened: what lies below it is looked at without the way down to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_CAN_BE_OPENED = (
    hasattr(os, "O_DIRECTORY") and os.scandir in os.supports_fd and os.stat in os.supports_dir_fd
)


@contextmanager
def opened(folder: Path) -> Iterator[int | None]:
    """Its number, for `os.scandir` and as a `dir_fd`: that saves a sixth of the time which many
    files take. None where it cannot be had, for whatever reason.
    """
    number: int | None = None
    if _CAN_BE_OPENED:
        with suppress(OSError):
            number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield number
    except OSError as error:
        # Who is told of it needs the whole way, not what it is called there.
        if number is not None:
            named = error.filename
            error.filename = str(folder / named) if isinstance(named, str) else str(folder)
        raise
    finally:
        if number is not None:
            os.close(number)
