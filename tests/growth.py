"""How much work something is, counted: what tests/test_growth.py doubles is measured by it.

Lines that are run are counted, each time round a loop, and calls of what is written in C; what goes
through a whole text or list at once counts as long as that is. Only what goes on inside of a
regular expression is not seen; tests/unit/markup/test_time.py bounds that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

_WHOLE = frozenset(
    (
        *("split", "rsplit", "splitlines", "partition", "rpartition", "replace", "translate"),
        *("casefold", "lower", "upper", "encode", "index", "copy", "sort"),
    )
)
# Per line or call, so that what is short counts as a call and no more.
_SHORT = 64


def steps(work: Callable[[], object]) -> int:
    """The same for the same work, whatever the machine does besides."""
    count = 0

    def of_python(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return of_python

    def of_c(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        if event == "c_call":
            count += 1
            if getattr(argument, "__name__", "") in _WHOLE:
                owner = getattr(argument, "__self__", None)
                if isinstance(owner, str | bytes | list | tuple):
                    count += len(owner) // _SHORT

    work()  # what is made once, for all work after it
    before = sys.gettrace(), sys.getprofile()
    sys.settrace(of_python)
    sys.setprofile(of_c)
    try:
        work()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return count


# Above this it is asked once more.
_DOUBTFUL = 2.5


def growth(work_of: Callable[[int], Callable[[], object]], length: int) -> float:
    """By what factor the work grows where its input is doubled: 2 where it grows as its input.

    What is the same for all lengths does not count, nor what is less than a step for each sign, nor
    a step that is taken once, where a text becomes long enough for something: what grows faster
    than its input does so at twice the length as well.
    """
    found = _growth(work_of, length)
    return found if found < _DOUBTFUL else min(found, _growth(work_of, 2 * length))


def _growth(work_of: Callable[[int], Callable[[], object]], length: int) -> float:
    counts = [steps(work_of(each)) for each in (length, 2 * length, 4 * length)]
    return (counts[2] - counts[1]) / max(counts[1] - counts[0], length)
