"""What a build leaves for the next one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from beyan.build.auditing import guarded
from beyan.build.committing import Published
from beyan.build.departures import VANISHES
from beyan.build.options import Options
from beyan.build.reading import Source
from beyan.build.rendering import Rendered
from beyan.build.report import Report
from beyan.model.diagnostic import Diagnostic
from beyan.snapshot.snapshot import Ending, Snapshot, bounds
from beyan.snapshot.told import plain_problem
from beyan.source.outline import outline_of


def snapshot(
    source: Source,
    checked: Iterable[Diagnostic],
    rendered: Rendered,
    published: Published,
    report: Report,
    options: Options,
    last: Snapshot,
) -> Snapshot:
    """What the next build begins with."""
    end, outline = None, None
    if published.manifest is not None:
        inputs = source.inputs.plain()
        problems = tuple(map(plain_problem, sorted(_still(report.problems))))
        if source.edited is not None and source.edited.ending is not None:
            end = source.edited.ending._replace(inputs=inputs, problems=problems)
        else:
            first, until = bounds(source.instants, options.clock)
            end = Ending(
                inputs=inputs,
                base_url=options.base_url,
                pseudo=options.pseudo,
                first=first,
                last=until,
                is_quiet=not checked,
                releases=report.releases,
                editions=report.editions,
                pages=report.pages,
                due=report.due.isoformat() if report.due is not None else None,
                waiting=tuple((path, at.isoformat()) for path, at in report.waiting.items()),
                withheld=tuple(report.withheld),
                also=tuple(sorted(report.also)),
                changing=report.changing,
                problems=problems,
            )
            outline = (outline_of(source.loaded), guarded(source)) if end.is_quiet else None
    return Snapshot(
        manifest=published.manifest or last.manifest,
        ending=end,
        load_known=lambda: source.known,
        pictures={result.name: result.pictures for result in rendered.results},
        outline=outline,
    )


def _still(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What a build that finds everything as it is has to tell again: what has left, has left."""
    return (each for each in problems if each.code != VANISHES)
