"""Regular expressions that are seldom used: of whole scripts they take milliseconds to compile."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, done when the pattern is first used."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))


class _Late:
    """What is asked of it once is its own from then on."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found
