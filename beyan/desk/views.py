"""`views import`: access logs → `content/views.csv`, each request at most once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from beyan.desk.counting import Counting, Tally
from beyan.desk.coverage import Counted, Coverage, load_coverage
from beyan.desk.logs.addresses import Visitors
from beyan.desk.logs.helpers import Helpers
from beyan.desk.logs.hosts import Hosts
from beyan.desk.logs.lines import ROOM, STDIN
from beyan.desk.logs.log import Log, Reading, merged
from beyan.desk.logs.reader import FORMATS
from beyan.desk.pages import Pages, pages_of
from beyan.desk.sifting import Sieve
from beyan.desk.unmatched import load_unmatched, matched, unmatched_text
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.log_format import LogFormat
from beyan.model.messages import WARNINGS
from beyan.model.plan import Plan
from beyan.model.records import dataclass
from beyan.model.views import COVERAGE_FILE, UNMATCHED_FILE, VIEWS_FILE, VIEWS_HEADER
from beyan.plan.plan import plan_pages
from beyan.saving import save
from beyan.snapshot.location import own_key, site_lock
from beyan.source.site import Loaded
from beyan.source.table import table_text
from beyan.source.views import ReleaseNames, load_views

# More of all requests than that from one address are a proxy's, in percent.
_MOST = 50


@dataclass(slots=True)
class Import:
    """What an import counted. With errors among `problems` nothing was written."""

    tally: Tally = field(default_factory=Tally)
    problems: list[Diagnostic] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def import_views(
    root: Path,
    loaded: Loaded,
    logs: Sequence[str],
    source: str = "",
    *,
    now: datetime,
    jobs: int | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Import:
    """Add the reads in the logs to those of the site. `source` tells servers apart.

    A log that cannot be read to its end leaves everything as it was. `progress` is told of bytes.
    """
    # Two at once would each write what they alone have counted.
    with site_lock(root, "views") as folder:
        rows, problems = load_views(root)
        config = loaded.site.config
        names = ReleaseNames(loaded.readings.summaries, config, loaded.site.ledger)
        coverage, found = load_coverage(root, own_key(folder))
        unmatched, more = load_unmatched(root)
        problems += found + more
        if problems:
            return Import(problems=problems)
        clock = now.astimezone(UTC)
        told = [
            problem("imported-ahead", Span(COVERAGE_FILE), source=name or "-", until=_time(until))
            for name, until in coverage.until(int(clock.timestamp()))
        ]
        # What has expired since was read before it did.
        plan: Plan = plan_pages(loaded.ungated)
        pages = pages_of(plan, config.base_path, names.names)
        opened = _opened(logs, progress)
        try:
            counted = coverage.counted(source)
            tally = _counted(opened, loaded, pages, counted, int(clock.timestamp()), jobs)
        except OSError as error:
            name = str(error.filename or "")
            reason = error.strerror or str(error)
            return Import(problems=[problem("cannot-read", Span(name), file=name, reason=reason)])
        finally:
            progress(1, 1)  # also where a log was not read to its end
        problems = [*told, *_problems(opened, coverage, source, tally)]
        if any(each.code not in WARNINGS for each in problems):
            return Import(problems=problems)
        unmatched.update(tally.unmatched)
        late = matched(unmatched, pages)
        tally.found = late.total()
        reads: Counter[tuple[str, str, str]] = Counter()
        for each in rows:
            reads[each.month, *names.named(each.release, each.language)] += each.reads
        reads.update(tally.reads)
        reads.update(late)
        for log in opened:
            coverage.reached(source, log.reach)
        month = clock.astimezone(config.zone).strftime("%Y-%m")
        # The times first: if the computer stops in between, reads are lost but none is doubled.
        texts = {
            COVERAGE_FILE: coverage.text(int(clock.timestamp())) if tally.requests else "",
            UNMATCHED_FILE: unmatched_text(unmatched, month),
            VIEWS_FILE: table_text(VIEWS_HEADER, ((*e, n) for e, n in reads.items())),
        }
        changed = [path for path, text in texts.items() if _replace(root / path, text)]
        return Import(tally, problems, changed)


def _opened(names: Sequence[str], progress: Callable[[int, int], None]) -> list[Log]:
    """A log that is named twice is read once."""
    distinct = {name if name == STDIN else os.path.realpath(name): name for name in names}
    sizes = {name: os.path.getsize(name) for name in distinct.values() if os.path.isfile(name)}
    read: dict[str, int] = {}

    def at(name: str, position: int) -> None:
        read[name] = position
        progress(sum(read.values()), sum(sizes.values()))

    return [Log(name, partial(at, name)) for name in distinct.values()]


def _counted(
    logs: list[Log], loaded: Loaded, pages: Pages, counted: Counted, now: int, jobs: int | None
) -> Tally:
    # Robots are known to this command alone: their list takes 60 ms to import.
    from beyan.desk.logs.robots import is_robot

    config = loaded.site.config
    sieve = Sieve(
        pages,
        is_robot,
        Visitors(config.logs.proxies),
        Hosts(config.base_url, config.logs.hosts),
        counted,
        [LogFormat(each) for each in config.logs.formats],
        now,
    )
    counting = Counting(config.zone)

    with Helpers(sieve.sift, room=ROOM, jobs=jobs) as helpers:

        def read(log: Log) -> Iterator[Reading]:
            for sifted in log.sifted(helpers.map):
                counting.count(sifted)
                yield from sifted.readings

        with closing(merged(logs, read, sieve.glance)) as readings:
            counting.add(readings)
    return counting.tally


def _problems(
    logs: list[Log], coverage: Coverage, source: str, tally: Tally
) -> Iterator[Diagnostic]:
    for log in logs:
        span = Span(log.name, log.first_malformed)
        if log.malformed and not log.hits and not log.ahead:
            yield problem("log-format", span, formats=", ".join(FORMATS))
        elif log.malformed:
            yield problem("log-line", span, count=log.malformed, lines=log.lines)
        if log.ahead:
            yield problem("log-ahead", Span(log.name, log.first_ahead), count=log.ahead)
    before = [log for log in logs if log.hits and log.known == log.hits]
    if before:
        since = coverage.stretch_at(source, before[0].reach.stretches[0][0])
        assert since is not None
        yield problem(
            "log-known", Span(before[0].name), count=len(before), since=_time(since.first)
        )
    if tally.share > _MOST and logs:
        yield problem("log-proxy", Span(logs[0].name), share=tally.share)


def _time(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M UTC")


def _replace(path: Path, text: str) -> bool:
    """Whether there was anything to write. An empty table is not begun."""
    data = text.encode()
    if path.is_file():
        if not text or path.read_bytes() == data:
            return False
    elif text.count("\n") <= 1:
        return False
    save(path, data)
    return True
