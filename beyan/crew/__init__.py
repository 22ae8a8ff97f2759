"""Who makes what is outdated: the same bytes, in the same order, whoever does."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from typing import Protocol

from beyan.model.picture import Picture
from beyan.publish.making import Making, Result
from beyan.render.delivery import Traffic
from beyan.render.images import Images
from beyan.snapshot.manifest import Outdated


class Crew(Protocol):
    """`traffic` is what was sent out, and came back."""

    @property
    def traffic(self) -> Traffic: ...

    def make(
        self, making: Making, outdated: Sequence[Outdated], told: Callable[[int], object]
    ) -> Generator[Result, None, None]:
        """Every artifact, in this order; `told` is how many are made. Whoever may fail among the
        results closes it.
        """
        ...

    def encode(self, images: Images, pictures: Mapping[bytes, Picture]) -> Iterator[float]:
        """Have all these in the store, by their keys; the seconds that each took."""
        ...
