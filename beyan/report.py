"""How a run is asked for, and what it found and did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from beyan.model.diagnostic import Diagnostic
from beyan.model.messages import USAGE, WARNINGS

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How one run differs from the default. `now` is aware; `base_url` replaces the setting.

    `jobs` is the greatest number of processes, by default one for each core. Without `uses_cache`
    what earlier builds left behind is forgotten first. Without `indexes` the search index stays as
    it is: a preview need not wait for it.
    """

    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    base_url: str | None = None
    strict: bool = False
    uses_cache: bool = True
    jobs: int | None = None
    indexes: bool = True
    progress: Progress = lambda done, total: None


@dataclass(slots=True)
class Report:
    """What a run found and did. `due` is when the site will next change by itself.

    `plan_problems` are those that only the plan of the whole site shows. `made` names the artifacts
    that were rendered, by the address of their first file. `stages` has the seconds of every stage,
    of all processes together. `kept` is what the run was made of: to free it takes a tenth of an
    incremental build, and a program that ends anyway need not.
    """

    problems: set[Diagnostic] = field(default_factory=set)
    releases: int = 0
    editions: int = 0
    pages: int = 0
    written: int = 0
    removed: int = 0
    seconds: float = 0.0
    due: datetime | None = None
    settings_are_wrong: bool = False
    strict: bool = False
    made: list[str] = field(default_factory=list)
    stages: dict[str, float] = field(default_factory=dict)
    plan_problems: set[Diagnostic] = field(default_factory=set)
    kept: object = field(default=None, repr=False, compare=False)

    @property
    def has_errors(self) -> bool:
        return any(self.strict or each.code not in WARNINGS for each in self.problems)

    @property
    def exit_code(self) -> int:
        if self.settings_are_wrong or any(each.code in USAGE for each in self.problems):
            return 2
        return 1 if self.has_errors else 0

    def spent(self, stage: str, seconds: float) -> None:
        self.stages[stage] = self.stages.get(stage, 0.0) + seconds
