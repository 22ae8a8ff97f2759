"""What the preview says to the officer; msgids of `beyan/locales/` like all messages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from beyan.console import Console
from beyan.console.languages import formats_of

READY = "preview: {address} (Ctrl+C ends it)"
DRAFT = "Draft: readers do not see this page."
SCHEDULED = "Held back: this page appears on {date} at {time}."
EXPIRED = "Taken down: readers have not seen this page since {date}, {time}."
DESK = "Press desk"
HIDE = "Hide"
NOT_SHOWN = "This page cannot be shown yet"
UNTIL_MENDED = "The page below is as it was before."
LOST = "The preview has ended."
PHRASES = (READY, DRAFT, SCHEDULED, EXPIRED, DESK, HIDE, NOT_SHOWN, UNTIL_MENDED, LOST)

_HELD_BACK: Mapping[str, str] = {"draft": DRAFT, "scheduled": SCHEDULED, "expired": EXPIRED}


def held_back(console: Console, language: str, why: str, at: datetime | None) -> str:
    """Why readers do not see a page, with the time at which that changes or changed."""
    if at is None:
        return console.say(_HELD_BACK[why])
    own = formats_of(language)
    return console.say(_HELD_BACK[why], date=own.date_long(at), time=own.time(at))
