"""All measures at one size. Tools take turns, so that noise of the machine hits all alike."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.edits import EDITS, Edited
from benchmarks.outputs import check_same_words, written
from benchmarks.preview import NoPreview, save_to_page
from benchmarks.processes import BuildFailed, run
from benchmarks.results import Results, Row
from benchmarks.tools.tool import Tool

MEASURES = ("clean", "nothing", *EDITS, "memory", "kept", "preview")

# A clean build beyond this many seconds makes a tool a slow one.
SLOW = 30.0


class OutOfTime(Exception):
    """No further measure is to begin; what there is has been saved."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be measured: `repeat` times, unless it is one of `once`.

    Of a slow tool everything but the clean build is taken `slow_repeat` times at most.
    """

    measures: tuple[str, ...]
    repeat: int
    slow_repeat: int
    once: tuple[str, ...] = ()

    def times(self, measure: str, *, is_slow: bool) -> int:
        times = 1 if measure in self.once else self.repeat
        return min(times, self.slow_repeat) if is_slow and measure != "clean" else times


class Turns:
    """What the results have already is not measured again; `save` is called after each value.

    `tools` begins with Bəyan, whose pages are what the peers' are compared with.
    """

    def __init__(
        self,
        tools: Sequence[Tool],
        corpus: Corpus,
        folder: Path,
        wanted: Wanted,
        results: Results,
        save: Callable[[], None],
        is_over: Callable[[], bool] = lambda: False,
    ) -> None:
        self._corpus = corpus
        self._wanted = wanted
        self._results = results
        self._save = save
        self._is_over = is_over
        sites = [Edited(tool, corpus, folder / f"{tool.key}-{corpus.size}") for tool in tools]
        self._own = sites[0]
        self._sites = [site for site in sites if site is self._own or self._lacks_any(site)]

    def take(self) -> None:
        if not any(map(self._lacks_any, self._sites)):
            say(f"{self._corpus.size} releases: everything has been measured")
            return
        for site in self._sites:
            say(f"{self._corpus.size} releases: writing the source files of {site.tool.label}")
            site.tool.write_site(self._corpus, site.folder)
        self._prepare()
        for repetition in range(self._wanted.repeat):
            for measure in self._wanted.measures:
                if measure != "preview":
                    self._round(measure, repetition)
        if "preview" in self._wanted.measures:
            for site in self._sites:
                self._preview(site)

    def clear(self) -> None:
        for site in self._sites:
            shutil.rmtree(site.folder, ignore_errors=True)

    def _prepare(self) -> None:
        """Sites whose first clean build is not measured now are built, for the rest to follow on.

        Then Bəyan's has to be there as well, since theirs is compared with it.
        """
        built = [site for site in self._sites if not self._is_due(site, "clean", 0)]
        if built and self._own not in built:
            built.insert(0, self._own)
        for site in built:
            say(f"{site.tool.label}: a build that is not measured")
            self._try(site, "clean", partial(self._build, site))

    def _round(self, measure: str, repetition: int) -> None:
        for site in list(self._sites):
            if self._is_due(site, measure, repetition):
                self._end_if_over()
                self._try(site, measure, partial(self._once, site, measure, repetition))

    def _try(self, site: Edited, measure: str, work: Callable[[], None]) -> None:
        try:
            work()
        except BuildFailed as failure:
            if site is self._own:
                raise
            # A peer that cannot build a site of this size is told so, and left out.
            self._row(site, measure).failed = str(failure)[-300:]
            self._sites.remove(site)
            self._save()
            say(f"{site.tool.label} failed: {failure}")

    def _build(self, site: Edited) -> None:
        site.tool.forget(site.folder)
        run(site.tool.build(site.folder, is_clean=True))
        self._look_at(site)

    def _once(self, site: Edited, measure: str, repetition: int) -> None:
        tool, folder, row = site.tool, site.folder, self._row(site, measure)
        is_clean = measure in ("clean", "memory")
        if is_clean:
            tool.forget(folder)
        elif measure == "kept":
            tool.forget_but_pictures(folder)
        if measure in EDITS:
            EDITS[measure][0](site, repetition)
        cost = run(tool.build(folder, is_clean=is_clean), watches_memory=measure == "memory")
        if measure in EDITS:
            EDITS[measure][1](site, repetition)
        elif measure == "clean" and repetition == 0:
            self._look_at(site)
        row.failed = ""
        if measure == "memory":
            row.memory.append(cost.memory)
            say(f"{tool.label}, {measure} {repetition + 1}: {cost.memory / 1e6:.0f} MB")
        else:
            row.wall.append(cost.wall)
            row.cpu.append(cost.cpu)
            say(f"{tool.label}, {measure} {repetition + 1}: {cost.wall:.2f} s, {cost.cpu:.2f} cpu")
        self._save()

    def _look_at(self, site: Edited) -> None:
        """Whether the first build, before any edit, is the site that it has to be."""
        found = written(site.tool, self._corpus, site.folder)
        if site.tool.has_same_pages:
            folders = (self._own.folder, site.folder)
            check_same_words(self._own.tool, site.tool, self._corpus, folders)
        self._results.written = [
            each
            for each in self._results.written
            if (each.size, each.tool) != (self._corpus.size, site.tool.key)
        ] + found

    def _preview(self, site: Edited) -> None:
        if not site.tool.takes("preview"):
            return
        row = self._row(site, "preview")
        missing = self._times(site, "preview") - row.runs
        if missing <= 0:
            return
        self._end_if_over()
        try:
            row.wall += save_to_page(site, missing)
            row.failed = ""
            say(f"{site.tool.label}, preview: {row.seconds:.3f} s")
        except NoPreview as reason:
            row.failed = str(reason)
            say(f"{site.tool.label}, preview: {reason}")
        self._save()

    def _lacks_any(self, site: Edited) -> bool:
        return any(
            self._row(site, measure).runs < self._times(site, measure)
            for measure in self._wanted.measures
            if site.tool.takes(measure)
        )

    def _is_due(self, site: Edited, measure: str, repetition: int) -> bool:
        if measure not in self._wanted.measures or not site.tool.takes(measure):
            return False
        return self._row(site, measure).runs <= repetition < self._times(site, measure)

    def _times(self, site: Edited, measure: str) -> int:
        clean = self._row(site, "clean").wall
        return self._wanted.times(measure, is_slow=bool(clean) and clean[0] > SLOW)

    def _end_if_over(self) -> None:
        if self._is_over():
            raise OutOfTime

    def _row(self, site: Edited, measure: str) -> Row:
        return self._results.row_to_fill(self._corpus.size, site.tool.key, measure)


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
