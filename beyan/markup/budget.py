"""How much work a text may be to read.

It is counted in steps and not in seconds, so that it ends at the same place on every machine.
"""

from __future__ import annotations

# Of the slowest texts that were tried, a 2026 laptop takes about so many in a second.
STEPS_A_SECOND = 400_000


class OverBudget(Exception):
    """Raised with the offset in the source that the reading had come to."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class Budget:
    """What is left of the steps for one text."""

    __slots__ = ("left",)

    def __init__(self, seconds: int) -> None:
        self.left = seconds * STEPS_A_SECOND

    def spend(self, steps: int, offset: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise OverBudget(offset)
