"""The media type of a file by its name.

A table of our own, because the standard library's `mimetypes` reads the machine's and would make
the same site differ from one machine to another.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from beyan.language.word_groups import word_groups

_TABLE = Path(__file__).with_name("media_types.txt")


def media_type(name: str) -> str:
    """ "agenda.pdf" → "application/pdf"; what is not known is bytes."""
    return _types().get(name.rpartition(".")[2].lower(), "application/octet-stream")


@cache
def _types() -> dict[str, str]:
    return {ending: type for type, endings in word_groups(_TABLE).items() for ending in endings}
