"""A page of a release that leaves the site, and why."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Departure(StrEnum):
    """Why a page left the site."""

    FILE = "its file was deleted, or has another name"
    DRAFT = "it is a draft now"
    TRANSLATION = "its translation is being written"
    DATE = "its date is in the future now"
    EMBARGO = "its embargo ends in the future now"
    CLOCK = "its hour is still to come, by a clock that was set back"
    EXPIRED = "it has expired"
    ADDRESS = "it has another address now"
    UNUSED = "no release that readers see names it any more"
    KEY = "there is no such key any more"


class Gone(NamedTuple):
    """A page that left the site, the file that it was made of, and why."""

    address: str
    path: str
    reason: Departure
