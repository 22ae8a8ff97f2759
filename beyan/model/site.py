"""All that may be published: what the gate let through, joined with the registries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from datetime import datetime
from functools import cached_property
from typing import Any

from beyan.model.config import Config
from beyan.model.ledger import NO_LEDGER, Ledger
from beyan.model.places import Places, places_of
from beyan.model.records import dataclass
from beyan.model.release import Person, Release, SourceFile, StandingPage, Topic
from beyan.model.release_summary import ReleaseSummary, summarised
from beyan.model.views import ViewCounts

# Groups of words and phrases by language.
Synonyms = dict[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, kw_only=True)
class Site:
    """`summaries` newest first; `people` and `topics` in registry order; `assets` and
    `static` by path.

    `release` gives the release of a summary's key. `now` is the clock of the build, for what
    depends on it: the news of the last days. `view_counts` are those counted on this site, and
    `recent_counts` those of the months of the ranking; `ledger` has what stood at its addresses;
    `synonyms` are groups of what a search takes for the same, by language.
    """

    config: Config
    now: datetime
    summaries: Sequence[ReleaseSummary]
    release: Callable[[str], Release]
    pages: tuple[StandingPage, ...]
    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    assets: tuple[SourceFile, ...]
    static: tuple[SourceFile, ...] = ()
    view_counts: ViewCounts = field(default_factory=dict)
    recent_counts: ViewCounts = field(default_factory=dict)
    ledger: Ledger = NO_LEDGER
    synonyms: Synonyms = field(default_factory=dict)

    @classmethod
    def of(cls, releases: Iterable[Release], **rest: Any) -> Site:
        """A site whose releases are at hand, newest first."""
        by_key = {release.key: release for release in releases}
        summaries = tuple(map(summarised, by_key.values()))
        return cls(summaries=summaries, release=by_key.__getitem__, **rest)

    @cached_property
    def places(self) -> Places:
        """Where the releases stand, and on which lists."""
        return places_of(self.summaries)

    @property
    def releases(self) -> Iterator[Release]:
        """Every release, read one after another."""
        return (self.release(summary.key) for summary in self.summaries)
