"""The benchmark: builds the same site with every tool and writes what it cost.

    python -m benchmarks.run --releases 1000 10000 --repeat 3

writes benchmarks/results.json, docs/benchmarks.md and docs/images/benchmarks.svg. With `--redraw`
it only writes the last two again; with `--add` the results of sizes that are not measured now stay
(`--add --releases --scale 100000` adds the scaling check alone).
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import report
from benchmarks.corpus import Corpus
from benchmarks.edits import EDITS, Edited
from benchmarks.machine import this_machine
from benchmarks.outputs import check_same_words, written
from benchmarks.preview import NoPreview, save_to_reload
from benchmarks.processes import BuildFailed, run
from benchmarks.results import RESULTS, Results, Row, ToolFacts, load
from benchmarks.scale import measure_scale
from benchmarks.stages import measure_stages
from benchmarks.tools.beyan import Beyan
from benchmarks.tools.eleventy import Eleventy
from benchmarks.tools.hugo import Hugo
from benchmarks.tools.pelican import Pelican
from benchmarks.tools.tool import PEERS_FOLDER, Tool

PEERS: tuple[type[Tool], ...] = (Hugo, Pelican, Eleventy)
MEASURES = ("clean", "nothing", *EDITS, "memory", "preview")

# A clean build beyond this many seconds makes a tool a slow one, for --slow-repeat.
SLOW = 120.0


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    if options.redraw:
        report.write(load())
        return
    tools: list[Tool] = [Beyan(), *(peer() for peer in PEERS if peer.key in options.peers)]
    for tool in tools:
        tool.install()
    facts = [ToolFacts(tool.key, tool.label, tool.version(), tool.lacks) for tool in tools]
    results = Results(this_machine(), facts)
    if options.add and options.results.is_file():
        earlier = load(options.results)
        results.rows = [row for row in earlier.rows if row.size not in options.releases]
        results.written = [each for each in earlier.written if each.size not in options.releases]
        results.scale = earlier.scale
        results.stages = earlier.stages
    for size in options.releases:
        _Size(tools, Corpus(size), options, results).measure()
        results.save(options.results)
    if options.scale:
        results.scale = measure_scale(options.scale, options.folder)
        results.save(options.results)
    if options.stages:
        results.stages = [measure_stages(options.stages, options.folder)]
        results.save(options.results)
    if options.results == RESULTS:
        report.write(results)


def _folder() -> Path:
    """In memory where there is room: what a disk does to 50,000 files differs from run to run.

    On ext4, creating files takes four times as long while many have just been deleted.
    """
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > 15_000_000_000
    return memory / "beyan-benchmark" if has_room else PEERS_FOLDER / "sites"


class _Size:
    """All measures at one size. Tools take turns, so that noise of the machine hits all alike."""

    def __init__(
        self, tools: Sequence[Tool], corpus: Corpus, options: argparse.Namespace, results: Results
    ) -> None:
        self._options = options
        self._results = results
        self._corpus = corpus
        self._sites = {
            tool.key: Edited(tool, corpus, options.folder / f"{tool.key}-{corpus.size}")
            for tool in tools
        }

    def measure(self) -> None:
        for site in self._sites.values():
            _say(f"{self._corpus.size} releases: writing the source files of {site.tool.label}")
            site.tool.write_site(self._corpus, site.folder)
        for repetition in range(self._options.repeat):
            for measure in self._options.measures:
                is_due = repetition == 0 or measure not in self._options.once
                if measure != "preview" and is_due:
                    self._round(measure, repetition)
        if "preview" in self._options.measures:
            self._previews()
        if not self._options.keep:
            for site in self._sites.values():
                shutil.rmtree(site.folder)

    def _round(self, measure: str, repetition: int) -> None:
        for site in list(self._sites.values()):
            if repetition >= self._repetitions(site.tool):
                continue
            row = self._results.row(self._corpus.size, site.tool.key, measure)
            try:
                self._once(site, measure, repetition)
            except BuildFailed as failure:
                if site.tool.key == "beyan":
                    raise
                # A peer that cannot build a site of this size is told so, and left out.
                row.failed = str(failure)[-300:]
                _say(f"{site.tool.label} failed: {failure}")
                del self._sites[site.tool.key]

    def _once(self, site: Edited, measure: str, repetition: int) -> None:
        tool, folder, row = site.tool, site.folder, self._row(site, measure)
        is_clean = measure in ("clean", "memory")
        if is_clean:
            tool.forget(folder)
        if measure in EDITS:
            EDITS[measure][0](site, repetition)
        cost = run(tool.build(folder, is_clean=is_clean), watches_memory=measure == "memory")
        if measure == "memory":
            row.memory.append(cost.memory)
            _say(f"{tool.label}, {measure} {repetition + 1}: {cost.memory / 1e6:.0f} MB")
        else:
            row.wall.append(cost.wall)
            row.cpu.append(cost.cpu)
            _say(f"{tool.label}, {measure} {repetition + 1}: {cost.wall:.2f} s, {cost.cpu:.2f} cpu")
        if measure in EDITS:
            EDITS[measure][1](site, repetition)
        elif measure == "clean" and repetition == 0:
            self._results.written += written(tool, self._corpus, folder)
            own = self._sites["beyan"]
            check_same_words(own.tool, tool, self._corpus, (own.folder, folder))

    def _previews(self) -> None:
        for site in self._sites.values():
            row = self._row(site, "preview")
            try:
                row.wall += save_to_reload(site, self._repetitions(site.tool))
                _say(f"{site.tool.label}, preview: {row.seconds:.3f} s")
            except NoPreview as reason:
                row.failed = str(reason)
                _say(f"{site.tool.label}, preview: {reason}")

    def _row(self, site: Edited, measure: str) -> Row:
        return self._results.row(self._corpus.size, site.tool.key, measure)

    def _repetitions(self, tool: Tool) -> int:
        clean = self._results.row(self._corpus.size, tool.key, "clean")
        is_slow = bool(clean.wall) and clean.wall[0] > SLOW
        repeat: int = self._options.repeat
        return min(repeat, self._options.slow_repeat) if is_slow else repeat


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--releases", type=int, nargs="*", default=[1_000], help="sizes")
    parser.add_argument("--peers", type=_names, default=tuple(peer.key for peer in PEERS))
    parser.add_argument("--measures", type=_names, default=MEASURES)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument(
        "--slow-repeat",
        type=int,
        default=3,
        help=f"repetitions of a tool whose clean build takes more than {SLOW:.0f} s",
    )
    parser.add_argument(
        "--once", type=_names, default=(), help="measures that are taken in one repetition only"
    )
    parser.add_argument("--stages", type=int, default=0, help="Bəyan's stages at this size")
    parser.add_argument("--scale", type=int, default=0, help="Bəyan alone at this size, once")
    parser.add_argument("--add", action="store_true", help="keep the results of other sizes")
    parser.add_argument("--redraw", action="store_true", help="from results.json, without a run")
    parser.add_argument("--keep", action="store_true", help="leave the sites where they are")
    parser.add_argument("--folder", type=Path, default=_folder())
    parser.add_argument("--results", type=Path, default=RESULTS)
    return parser


def _names(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(",") if part)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
