"""What came of a run: made once, when all is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from beyan.build.changes import MANIFEST, Changes
from beyan.build.options import Options
from beyan.build.problems import CannotGoOn, is_error, is_usage
from beyan.model.diagnostic import Diagnostic
from beyan.model.records import dataclass
from beyan.model.withheld import UNKNOWN, Withheld
from beyan.snapshot.told import told_again

if TYPE_CHECKING:
    from beyan.build.committing import Published
    from beyan.build.planning import SitePlan
    from beyan.build.reading import Source
    from beyan.build.rendering import Rendered
    from beyan.publish.making import Result
    from beyan.render.delivery import Traffic
    from beyan.snapshot.snapshot import Ending, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run found and did. `due` is when the site will next change by itself, `changing` has
    the releases that do, by a file of each.

    `also` are the codes of advice that `strict` makes errors of. `waiting` are releases that wait
    for their hour, by the file of one of their editions, and `withheld` is what must not be told of
    those and others where many can read it.

    `made` are the artifacts that were made, by the address of their first file. `stages` has the
    seconds of every stage, of all processes together, `traffic` what a cluster had to do, if one
    was asked. `recorded` is the ledger's path, if that has grown. `keeps` is what the run was made
    of: to free it takes a tenth of an incremental build, and a program that ends anyway need not.
    """

    problems: frozenset[Diagnostic] = frozenset()
    releases: int = 0
    editions: int = 0
    pages: int = 0
    written: int = 0
    removed: int = 0
    seconds: float = 0.0
    due: datetime | None = None
    waiting: Mapping[str, datetime] = field(default_factory=dict)
    withheld: Withheld = UNKNOWN
    changing: tuple[str, ...] = ()
    is_usage: bool = False
    strict: bool = False
    also: frozenset[str] = frozenset()
    made: Mapping[str, Result] = field(default_factory=dict)
    stages: Mapping[str, float] = field(default_factory=dict)
    traffic: Traffic | None = None
    changes: Changes = field(default_factory=Changes)
    recorded: tuple[str, ...] = ()
    keeps: object = field(default=None, repr=False, compare=False)

    @classmethod
    def stopped(cls, stop: CannotGoOn, options: Options) -> Report:
        return cls(problems=stop.problems, is_usage=True, strict=options.strict)

    @classmethod
    def again(cls, last: Snapshot, options: Options) -> Report:
        """That of a run with nothing to do: all is as the last one found and left it."""
        ending = last.ending
        assert ending is not None, "only what ended well still holds"
        return replace(
            cls._told(ending),
            problems=frozenset(map(told_again, ending.problems)),
            strict=options.strict,
            changes=Changes(base=MANIFEST),
        )

    @classmethod
    def of(
        cls,
        planned: SitePlan,
        source: Source,
        checked: Iterable[Diagnostic],
        rendered: Rendered,
        published: Published,
        options: Options,
    ) -> Report:
        """That of a run from beginning to end."""
        problems = source.spoken(checked) | rendered.problems | published.problems
        edited = source.edited
        if edited is not None and edited.ending is not None:
            found = cls._told(edited.ending)
        else:
            found = cls._counted(planned, source, problems, options)
        return replace(
            found,
            problems=problems,
            written=published.written,
            removed=published.removed,
            strict=options.strict,
            made=published.made,
            stages=_summed(
                source.seconds, {"plan": planned.seconds}, rendered.seconds, published.seconds
            ),
            traffic=rendered.traffic if rendered.traffic.workers else None,
            changes=published.changes,
            keeps=(source, planned, rendered, published),
        )

    @classmethod
    def _told(cls, ending: Ending) -> Report:
        """What the last build told of the whole site."""
        return cls(
            releases=ending.releases,
            editions=ending.editions,
            pages=ending.pages,
            due=datetime.fromisoformat(ending.due) if ending.due else None,
            also=frozenset(ending.also),
            waiting={path: datetime.fromisoformat(until) for path, until in ending.waiting},
            withheld=Withheld(*ending.withheld),
            changing=ending.changing,
        )

    @classmethod
    def _counted(
        cls, planned: SitePlan, source: Source, problems: frozenset[Diagnostic], options: Options
    ) -> Report:
        # Not loaded where nothing is to be done.
        from beyan.build.withholding import withheld

        summaries = source.loaded.site.summaries
        due, changing = source.coming(options.clock)
        return cls(
            releases=len(summaries),
            editions=sum(len(each.editions) for each in summaries),
            pages=planned.extent.pages,
            due=due,
            also=source.config.strict,
            waiting=dict(source.waiting),
            withheld=withheld(source.loaded, problems),
            changing=changing,
        )

    @property
    def has_errors(self) -> bool:
        return any(map(self.is_error, self.problems))

    def is_error(self, problem: Diagnostic) -> bool:
        """Whether it kept this run from publishing."""
        return is_error(problem.code, strict=self.strict, also=self.also)

    @property
    def exit_code(self) -> int:
        if self.is_usage or is_usage(self.problems):
            return 2
        return 1 if self.has_errors else 0


def _summed(*stages: Mapping[str, float]) -> Mapping[str, float]:
    """The seconds of each stage in all of these together."""
    total: dict[str, float] = defaultdict(float)
    for each in stages:
        for stage, seconds in each.items():
            total[stage] += seconds
    return dict(total)
