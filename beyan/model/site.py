"""All that may be published: what the gate let through, joined with the registries."""

from __future__ import annotations

from dataclasses import dataclass

from beyan.model.config import Config
from beyan.model.release import Person, Release, SourceFile, StandingPage, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`releases` newest first; `people` and `topics` in registry order; `assets` by path."""

    config: Config
    releases: tuple[Release, ...]
    pages: tuple[StandingPage, ...]
    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    assets: tuple[SourceFile, ...]
