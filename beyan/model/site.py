"""All that may be published: what the gate let through, joined with the registries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from beyan.model.card import Card, card_of
from beyan.model.config import Config
from beyan.model.release import Person, Release, SourceFile, StandingPage, Topic
from beyan.model.views import Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`cards` newest first; `people` and `topics` in registry order; `assets` by path.

    `release` gives the release of a card's key. `now` is the clock of the build, for what depends
    on it: the news of the last days. `reads` are those counted on this site.
    """

    config: Config
    now: datetime
    cards: tuple[Card, ...]
    release: Callable[[str], Release]
    pages: tuple[StandingPage, ...]
    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    assets: tuple[SourceFile, ...]
    reads: Totals = field(default_factory=dict)

    @classmethod
    def of(cls, releases: Iterable[Release], **rest: Any) -> Site:
        """A site whose releases are at hand, newest first."""
        by_key = {release.key: release for release in releases}
        cards = tuple(map(card_of, by_key.values()))
        return cls(cards=cards, release=by_key.__getitem__, **rest)

    @property
    def releases(self) -> Iterator[Release]:
        """Every release, read one after another."""
        return (self.release(card.key) for card in self.cards)
