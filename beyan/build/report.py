"""What came of a run: made once, when all is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from beyan.model.diagnostic import Diagnostic, Span, problem, shown_path
from beyan.model.messages import USAGE, WARNINGS
from beyan.snapshot.releases import told_again

if TYPE_CHECKING:
    from pathlib import Path

    from beyan.build.committing import Published
    from beyan.build.options import Options
    from beyan.build.reading import SitePlan, Source
    from beyan.build.rendering import Rendered
    from beyan.snapshot.snapshot import Snapshot


class CannotGoOn(Exception):
    """There is no site to speak of: the settings are wrong, or a file cannot be read or written."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        super().__init__("the settings, or a file that cannot be read")
        self.problems = frozenset(problems)

    @classmethod
    def because(cls, error: OSError, root: Path, found: Iterable[Diagnostic] = ()) -> CannotGoOn:
        """The system does not let us read `error.filename`."""
        path = shown_path(_path(error), root)
        reason = error.strerror or str(error)
        return cls({*found, problem("cannot-read", Span(path), file=path, reason=reason)})


def _path(error: OSError) -> Path:
    from pathlib import Path

    return Path(str(error.filename))


# What changes are compared with: the files that the last build left.
MANIFEST = "manifest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What readers see anew: addresses, and releases that they see for the first time by their key,
    each with its address by language.

    `base` tells what it was compared with; None where nobody knows what was published before, and
    then nothing counts as new.
    """

    base: str | None = None
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    releases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run found and did. `due` is when the site will next change by itself.

    `made` tells of each artifact that was made, by the address of its first file, why. `stages` has
    the seconds of every stage, of all processes together. `keeps` is what the run was made of: to
    free it takes a tenth of an incremental build, and a program that ends anyway need not.
    """

    problems: frozenset[Diagnostic] = frozenset()
    releases: int = 0
    editions: int = 0
    pages: int = 0
    written: int = 0
    removed: int = 0
    seconds: float = 0.0
    due: datetime | None = None
    is_usage: bool = False
    strict: bool = False
    made: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stages: Mapping[str, float] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    keeps: object = field(default=None, repr=False, compare=False)

    @classmethod
    def stopped(cls, stop: CannotGoOn, options: Options) -> Report:
        return cls(problems=stop.problems, is_usage=True, strict=options.strict)

    @classmethod
    def again(cls, last: Snapshot, options: Options) -> Report:
        """That of a run with nothing to do: all is as the last one found and left it."""
        ending = last.ending
        assert ending is not None, "only what ended well still holds"
        return cls(
            problems=frozenset(map(told_again, ending.problems)),
            releases=ending.releases,
            editions=ending.editions,
            pages=ending.pages,
            due=datetime.fromisoformat(ending.due) if ending.due else None,
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
        summaries = source.loaded.site.summaries
        return cls(
            problems=source.spoken(checked) | rendered.problems | published.problems,
            releases=len(summaries),
            editions=sum(len(each.editions) for each in summaries),
            pages=planned.extent.pages,
            written=published.written,
            removed=published.removed,
            due=source.due(options.clock),
            strict=options.strict,
            made=published.made,
            stages=_summed(
                source.seconds, {"plan": planned.seconds}, rendered.seconds, published.seconds
            ),
            changes=published.changes,
            keeps=(source, planned, rendered, published),
        )

    @property
    def has_errors(self) -> bool:
        return has_errors(self.problems, strict=self.strict)

    @property
    def exit_code(self) -> int:
        if self.is_usage or is_usage(self.problems):
            return 2
        return 1 if self.has_errors else 0


def has_errors(problems: Iterable[Diagnostic], *, strict: bool) -> bool:
    """Whether nothing may be published."""
    return any(strict or each.code not in WARNINGS for each in problems)


def is_usage(problems: Iterable[Diagnostic]) -> bool:
    """Whether it is the command that is wrong, or the machine, and not the content."""
    return any(each.code in USAGE for each in problems)


def _summed(*stages: Mapping[str, float]) -> Mapping[str, float]:
    """The seconds of each stage in all of these together."""
    total: dict[str, float] = defaultdict(float)
    for each in stages:
        for stage, seconds in each.items():
            total[stage] += seconds
    return dict(total)
