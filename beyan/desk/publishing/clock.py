"""The clock on the wall, which may be set forward and back while somebody waits for an hour."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tests have one of their own: none of them waits, nor knows what time it is."""

    def instant(self) -> datetime:
        """The time now, aware."""

    def sleep(self, seconds: float) -> None:
        """Return after about as long; sooner or later is no harm, the time is asked again."""
