"""`views.csv`, the reads that `views import` counted → rows, and sums by edition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from functools import cached_property
from pathlib import Path

from beyan.model.config import Config, PlanSettings
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.identity import owner, same_language
from beyan.model.ledger import Ledger
from beyan.model.release import composed
from beyan.model.release_summary import ReleaseSummary, microseconds
from beyan.model.views import (
    RELEASES,
    VIEWS_FILE,
    VIEWS_HEADER,
    Counted,
    MonthlyReads,
    ViewCounts,
    turns,
)
from beyan.source.table import Row, read_table

_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_READS = re.compile(r"0|[1-9][0-9]{0,14}")


def load_views(root: Path) -> tuple[list[MonthlyReads], list[Diagnostic]]:
    """The rows in the order of the file, each release as it is called there."""
    rows, problems = read_table(root, VIEWS_FILE, VIEWS_HEADER)
    found: dict[tuple[str, ...], MonthlyReads] = {}
    for row in rows:
        month, release, language, reads = row.values
        release = composed(release)
        wrong = _wrong(row)
        problems += wrong
        if wrong:
            continue
        key = (month, release, language)
        if key in found:
            span, value = Span(row.path, row.line), ", ".join(key)
            problems.append(problem("duplicate-item", span, value=value))
        found[key] = MonthlyReads(month, release, language, int(reads))
    return list(found.values()), problems


def load_view_counts(root: Path) -> tuple[Counted, list[Diagnostic]]:
    """The sums of all months, each release as it is called there behind "releases/"."""
    rows, problems = load_views(root)
    return Counted(_sums(rows), frozenset(each.month for each in rows if each.reads)), problems


def load_recent_counts(root: Path, months: Collection[str]) -> ViewCounts:
    """The sums of these months, called as those of all."""
    return _sums(each for each in load_views(root)[0] if each.month in months)


def instants_of_months(months: Iterable[str], settings: Config) -> Iterator[int]:
    """When the ranking changes by the clock, past instants as well (microseconds since 1970)."""
    if settings.most_read.count:
        zone = settings.zone
        for day in turns(months, settings.most_read.months):
            yield microseconds(datetime.combine(day, time(), zone))


def _sums(rows: Iterable[MonthlyReads]) -> ViewCounts:
    totals: Counter[tuple[str, str]] = Counter()
    for each in rows:
        totals[RELEASES + each.release, each.language] += each.reads
    return dict(totals)


class ReleaseNames:
    """Which release a line is of. Besides its identity, it may be called as it once was: by the
    path of its file below content/releases/.
    """

    def __init__(
        self, summaries: Sequence[ReleaseSummary], settings: PlanSettings, ledger: Ledger
    ) -> None:
        self._summaries, self._settings, self._ledger = summaries, settings, ledger
        self._found: dict[str, str] = {}

    def key(self, name: str) -> str:
        """The key of the release that is called so; "" where none is, or ever was."""
        if name not in self._found:
            self._found[name] = self._key(name)
        return self._found[name]

    def _key(self, name: str) -> str:
        first = ""
        for each in (name, name.rpartition("/")[2]):
            near = self._near.get(each, "")
            if near and self._is_called(near, each):
                return near
            if recorded := self._recorded.get(each):
                return recorded
            first = first or near
        # A file of that name, though the ledger calls its release otherwise: nobody else has it.
        return first

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each release is called, by its key."""
        settings, ledger = self._settings, self._ledger
        return {each.key: owner(each, settings, ledger).name for each in self._summaries}

    def named(self, release: str, language: str) -> tuple[str, str]:
        """As the line should have them; as they are where the site knows neither."""
        tag = same_language(language, self._settings.languages) or language
        return self.names.get(self.key(release), release), tag

    def counts(self, counted: ViewCounts) -> ViewCounts:
        """By the releases' keys."""
        totals: Counter[tuple[str, str]] = Counter()
        for (release, language), reads in counted.items():
            tag = same_language(language, self._settings.languages) or language
            totals[self.key(release.removeprefix(RELEASES)) or release, tag] += reads
        return dict(totals)

    def unknown(self, root: Path, counted: ViewCounts) -> Iterator[Diagnostic]:
        """Of releases that the site does not have, not even held back: each at its first line."""
        called = {release.removeprefix(RELEASES) for release, _ in counted}
        names = {name for name in called if not self.key(name)}
        if not names:
            return
        lines: dict[str, list[Row]] = {}
        for row in read_table(root, VIEWS_FILE, VIEWS_HEADER)[0]:
            if (name := composed(row.values[1])) in names:
                lines.setdefault(name, []).append(row)
        for name, rows in lines.items():
            yield problem("unknown-reads", rows[0].span(1), name=name, count=len(rows))

    def _is_called(self, key: str, name: str) -> bool:
        """Whether the release is the one of this name: another may have had it, whose file was
        renamed before this one got the name.
        """
        summary = self._by_key[key]
        if not self._ledger.is_kept or summary.identity:
            return True
        called = owner(summary, self._settings, self._ledger).name
        return called in (name, name.rpartition("/")[2])

    @cached_property
    def _by_key(self) -> Mapping[str, ReleaseSummary]:
        return {each.key: each for each in self._summaries}

    @cached_property
    def _near(self) -> Mapping[str, str]:
        """The keys by what the files are called, without asking the ledger."""
        paths = {each.key.removeprefix(RELEASES): each.key for each in self._summaries}
        if self._settings.identity is None:
            return paths
        stems = {
            each.key.rpartition("/")[2]: each.key for each in self._summaries if not each.identity
        }
        stated = {each.identity: each.key for each in self._summaries if each.identity}
        return {**paths, **stems, **stated}

    @cached_property
    def _recorded(self) -> Mapping[str, str]:
        """The keys by what the releases are called for ever."""
        return {name: key for key, name in self.names.items()}


def _wrong(row: Row) -> list[Diagnostic]:
    month, release, language, reads = row.values
    problems = []
    if not _MONTH.fullmatch(month):
        problems.append(problem("bad-month", row.span(0), value=month))
    for column, value in ((1, release), (2, language)):
        if not value:
            key = VIEWS_HEADER[column]
            problems.append(problem("empty-value", row.span(column), key=key))
    if not _READS.fullmatch(reads):
        problems.append(problem("bad-number", row.span(3), value=reads))
    return problems
