"""What the rules of all servers begin with: old addresses, seen from the root of the server."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from beyan.model.old_address import OldAddress


class Moved(NamedTuple):
    """`new` is the whole address, percent-encoded, without any "$"."""

    old: OldAddress
    new: str

    @property
    def paths(self) -> tuple[str, ...]:
        """With the closing slash and without: nobody remembers which of them it was."""
        bare = self.old.path.rstrip("/")
        return (bare, f"{bare}/") if bare else ("/",)


def told_apart(moved: Iterable[Moved]) -> frozenset[OldAddress]:
    """The old addresses that differ from others in capitals alone and lead elsewhere.

    All others are found in whatever capitals they are asked for: many earlier servers took no
    notice of them.
    """
    found: dict[tuple[str, str], set[Moved]] = {}
    for each in moved:
        found.setdefault((caseless(each.paths[0]), caseless(each.old.query)), set()).add(each)
    return frozenset(
        each.old
        for alike in found.values()
        if len({each.new for each in alike}) > 1
        for each in alike
    )


def caseless(text: str) -> str:
    """As servers compare: bytes, of which A to Z alone have small ones."""
    return text.encode("utf-8", "surrogateescape").lower().decode("utf-8", "surrogateescape")


def site_mark(base: str) -> str:
    """Tells the names of a site from those of others on its server, http or https."""
    return sha256(base.partition("://")[2].encode()).hexdigest()[:8]
