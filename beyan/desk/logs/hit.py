"""A request as a log tells of it."""

from __future__ import annotations

from typing import NamedTuple


class Hit(NamedTuple):
    """`at` in seconds since 1970. `addresses` are those of who asked, as far as the server could
    see, `forwarded` what stands in X-Forwarded-For; "" where the log names no `host`. `agent` is
    None where the log has no place for one.
    """

    at: int
    addresses: tuple[str, ...]
    forwarded: str
    host: str
    method: str
    target: str
    status: int
    agent: str | None
    is_prefetch: bool

    @property
    def may_be_read(self) -> bool:
        """Whether a page was shown. 304: the visitor opened it again, and the browser had it."""
        return self.method == "GET" and self.status in (200, 304)


class Unreadable(ValueError):
    """The line is none of this format."""
