"""The benchmark: builds the same site with every tool and writes what it cost.

    python -m benchmarks.run --releases 1000 10000 --repeat 3

writes benchmarks/results.json after each value, and at the end docs/benchmarks.md and
docs/images/benchmarks.svg. With `--redraw` it only writes the last two again.

With `--add` what the results have already stays and is not measured again. So a run that was cut
off goes on where it stopped, and sizes, peers, measures and repetitions are added one by one:
`--add --releases 10000 --peers pelican`, or `--add --releases --scale 100000` for the scaling check
alone. On another machine than before it refuses to.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import report
from benchmarks.corpus import Corpus
from benchmarks.machine import this_machine
from benchmarks.results import RESULTS, Results, ToolFacts, load
from benchmarks.scale import measure_scale
from benchmarks.stages import measure_stages
from benchmarks.tools.beyan import Beyan
from benchmarks.tools.eleventy import Eleventy
from benchmarks.tools.hugo import Hugo
from benchmarks.tools.pelican import Pelican
from benchmarks.tools.tool import PEERS_FOLDER, Tool
from benchmarks.turns import MEASURES, SLOW, Turns, Wanted

PEERS: tuple[type[Tool], ...] = (Hugo, Pelican, Eleventy)


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
        results = load(options.results).going_on(results)
    results.days = sorted({*results.days, datetime.now(UTC).date().isoformat()})
    wanted = Wanted(options.measures, options.repeat, options.slow_repeat, options.once)

    def save() -> None:
        results.save(options.results)

    for size in options.releases:
        turns = Turns(tools, Corpus(size), options.folder, wanted, results, save)
        turns.take()
        if not options.keep:
            turns.clear()
    if options.scale:
        results.scale = measure_scale(options.scale, options.folder)
        save()
    if options.stages:
        results.stages = [measure_stages(options.stages, options.folder)]
        save()
    if options.results == RESULTS:
        report.write(results)


def _folder() -> Path:
    """In memory where there is room: what a disk does to 50,000 files differs from run to run.

    On ext4, creating files takes four times as long while many have just been deleted.
    """
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > 15_000_000_000
    return memory / "beyan-benchmark" if has_room else PEERS_FOLDER / "sites"


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
        help=f"of all but the clean build, for a tool whose clean build takes over {SLOW:.0f} s",
    )
    parser.add_argument("--once", type=_names, default=(), help="measures that are taken once only")
    parser.add_argument("--stages", type=int, default=0, help="Bəyan's stages at this size")
    parser.add_argument("--scale", type=int, default=0, help="Bəyan alone at this size, once")
    parser.add_argument("--add", action="store_true", help="go on with the results there are")
    parser.add_argument("--redraw", action="store_true", help="from results.json, without a run")
    parser.add_argument("--keep", action="store_true", help="leave the sites where they are")
    parser.add_argument("--folder", type=Path, default=_folder())
    parser.add_argument("--results", type=Path, default=RESULTS)
    return parser


def _names(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(",") if part)


if __name__ == "__main__":
    main()
