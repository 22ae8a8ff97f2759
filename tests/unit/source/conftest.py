"""What the source stage makes of a site's files."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic
from beyan.model.release import Release
from beyan.source.settings import load_config
from beyan.source.site import Loaded, load_site
from tests.conftest import SampleSite


class Source(NamedTuple):
    """What was loaded, and its problems in order."""

    loaded: Loaded
    problems: list[Diagnostic]

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.problems]

    @property
    def places(self) -> list[tuple[str, str]]:
        """Codes with the end of their place: ("facts-differ", "x.az.md:3:1")."""
        return [(each.code, str(each.span).rpartition("/")[2]) for each in self.problems]

    @property
    def release(self) -> Release:
        (only,) = self.loaded.site.releases
        return only

    @property
    def config(self) -> Config:
        return self.loaded.site.config


@pytest.fixture
def load() -> Callable[[SampleSite], Source]:
    def load(site: SampleSite) -> Source:
        config, problems = load_config(site.root)
        assert config is not None, problems
        loaded = load_site(site.root, config, site.now)
        return Source(loaded, sorted(loaded.problems))

    return load
