"""What of a release that is held back can be found in the output."""

from __future__ import annotations

from enum import StrEnum


class Leak(StrEnum):
    """By which rule it was found."""

    TITLE = "its title"
    TEXT = "words of its text"
    NAME = "a name or a role"
    ADDRESS = "a part of its address"
    FILE = "a photo or an attachment"
    PAGE = "its page"
