"""What goes to other machines and comes back from them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Traffic(NamedTuple):
    """Of how many `artifacts` others made files, how many bytes they were sent for all, and how
    many came back; `workers` are those there were to begin with.
    """

    workers: int = 0
    artifacts: int = 0
    sent: int = 0
    received: int = 0


class Delivery(NamedTuple):
    """What another machine made of an artifact.

    `files` are bytes by address: what is not among them is still to be made.

    `documents` are what the search index takes of them, by key; `pictures` the keys of those that
    were asked for. `seconds` are as the renderer there counted them.
    """

    files: Mapping[str, bytes] = MappingProxyType({})
    documents: tuple[tuple[bytes, bytes], ...] = ()
    pictures: frozenset[bytes] = frozenset()
    seconds: Mapping[str, float] = MappingProxyType({})


NOTHING = Delivery()
