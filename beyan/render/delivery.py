"""What another machine made of an artifact, on its way to the one that publishes it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Delivery(NamedTuple):
    """`files` are bytes by address: what is not among them is still to be made.

    `documents` are what the search index takes of them, by key; `pictures` the keys of those that
    were asked for. `seconds` are as the renderer there counted them.
    """

    files: Mapping[str, bytes] = MappingProxyType({})
    documents: tuple[tuple[bytes, str], ...] = ()
    pictures: frozenset[bytes] = frozenset()
    seconds: Mapping[str, float] = MappingProxyType({})


NOTHING = Delivery()
