"""`views import`: access logs → `content/views.csv`, each request at most once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from beyan.desk.access_logs import STDIN, Log, merged
from beyan.desk.counting import Tally, count, pages_of
from beyan.desk.coverage import COVERAGE_FILE, Coverage, load_coverage
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.plan import Plan
from beyan.model.views import VIEWS_FILE, VIEWS_HEADER
from beyan.plan.plan import plan_pages
from beyan.saving import save
from beyan.snapshot.location import site_lock
from beyan.source.site import Loaded
from beyan.source.table import table_text
from beyan.source.views import ReleaseNames, load_views


@dataclass(slots=True)
class Import:
    """What an import counted. With errors among `problems` nothing was written."""

    tally: Tally = field(default_factory=Tally)
    problems: list[Diagnostic] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def import_views(root: Path, loaded: Loaded, logs: Sequence[str], source: str = "") -> Import:
    """Add the reads in the logs to those of the site. `source` tells servers apart.

    A log that cannot be read to its end leaves everything as it was.
    """
    # Two at once would each write what they alone have counted.
    with site_lock(root, "views"):
        rows, problems = load_views(root)
        names = ReleaseNames(loaded.readings.summaries, loaded.site.config, loaded.site.ledger)
        coverage, found = load_coverage(root)
        problems += found
        if problems:
            return Import(problems=problems)
        opened = [Log(name) for name in _distinct(logs)]
        try:
            tally = _counted(opened, loaded, names.names, coverage, source)
        except OSError as error:
            name = str(error.filename or "")
            reason = error.strerror or str(error)
            return Import(problems=[problem("cannot-read", Span(name), file=name, reason=reason)])
        reads: Counter[tuple[str, str, str]] = Counter()
        for each in rows:
            reads[each.month, *names.named(each.release, each.language)] += each.reads
        reads.update(tally.reads)
        table = [(*edition, number) for edition, number in reads.items()]
        coverage.add(source, [log.span for log in opened if log.span is not None])
        # The times first: if the computer stops in between, reads are lost but none is doubled.
        changed = []
        if tally.requests and _replace(root / COVERAGE_FILE, coverage.text()):
            changed.append(COVERAGE_FILE)
        if reads and _replace(root / VIEWS_FILE, table_text(VIEWS_HEADER, table)):
            changed.append(VIEWS_FILE)
        return Import(tally, [_malformed(log) for log in opened if log.malformed], changed)


def _distinct(names: Sequence[str]) -> list[str]:
    """A log that is named twice is read once."""
    found = {name if name == STDIN else os.path.realpath(name): name for name in names}
    return list(found.values())


def _counted(
    logs: list[Log], loaded: Loaded, names: Mapping[str, str], coverage: Coverage, source: str
) -> Tally:
    # Robots are known to this command alone: their list takes 60 ms to import.
    from crawleruseragents import is_crawler

    config = loaded.site.config
    # What has expired since was read before it did.
    plan: Plan = plan_pages(loaded.ungated)
    known = (1, 0)

    def is_known(at: int) -> bool:
        nonlocal known
        if not known[0] <= at <= known[1]:
            known = coverage.span_at(source, at) or (1, 0)
        return known[0] <= at <= known[1]

    pages = pages_of(plan, config.base_path, names)
    with closing(merged(logs)) as requests:
        return count(requests, pages, config.zone, is_crawler, is_known)


def _malformed(log: Log) -> Diagnostic:
    span = Span(log.name, log.first_malformed)
    return problem("log-line", span, count=log.malformed, lines=log.lines)


def _replace(path: Path, text: str) -> bool:
    """Whether there was anything to write."""
    data = text.encode()
    if path.is_file() and path.read_bytes() == data:
        return False
    save(path, data)
    return True
