"""A file that is joined of parts which other files have as well."""

from __future__ import annotations

from collections.abc import Iterable


class Joined(bytes):
    """Its bytes: `head`, then the parts with `between` between them, then `end`.

    Parts that stand in many files are one object: whoever looks at all files looks at each once.
    """

    head: bytes
    parts: tuple[bytes, ...]
    end: bytes

    @classmethod
    def of(cls, head: bytes, parts: Iterable[bytes], end: bytes, between: bytes = b"") -> Joined:
        kept = tuple(parts)
        # To fill them into a pattern takes twenty times as long.
        joined = cls(b"".join((head, between.join(kept), end)))
        joined.head, joined.parts, joined.end = head, kept, end
        return joined
