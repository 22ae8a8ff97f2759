"""All that may be published: what the gate let through, joined with the registries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from beyan.model.config import Config
from beyan.model.release import Person, Release, SourceFile, StandingPage, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`releases` newest first; `people` and `topics` in registry order; `assets` by path.

    `now` is the clock of the build, for what depends on it: the news of the last days.
    """

    config: Config
    now: datetime
    releases: tuple[Release, ...]
    pages: tuple[StandingPage, ...]
    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    assets: tuple[SourceFile, ...]
