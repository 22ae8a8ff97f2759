"""The benchmark: builds the same site with every tool and writes what it cost.

    python -m benchmarks.run --releases 1000 10000 --repeat 3

writes benchmarks/results.json after each value, and at the end docs/benchmarks.md and
docs/images/benchmarks.svg. With `--redraw` it only writes the last two again.

With `--add` what the results have already stays and is not measured again. So a run that was cut
off, or ended after `--minutes`, goes on where it stopped, and sizes, peers, measures and
repetitions are added one by one: `--add --releases 10000 --peers pelican`, or `--add --releases
--scale 100000` for the scaling check alone. On another machine than before it refuses to.

An option's word that is not known ends with 2 and the known ones, before anything is measured.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from benchmarks import alone, report
from benchmarks.corpus import Corpus
from benchmarks.machine import this_machine
from benchmarks.options import PEERS, TOOLS, parser
from benchmarks.results import RESULTS, Results, ResultsDiffer, ToolFacts, load
from benchmarks.scale import measure_scale
from benchmarks.stages import measure_stages
from benchmarks.tools.beyan import Beyan
from benchmarks.tools.tool import Tool
from benchmarks.turns import OutOfTime, Turns, Wanted, say


def main(arguments: Sequence[str] | None = None) -> None:
    parsing = parser(__doc__)
    options = parsing.parse_args(arguments)
    if options.redraw:
        report.write(load())
        return
    ends = time.monotonic() + 60 * options.minutes if options.minutes else float("inf")
    tools: list[Tool] = [Beyan()]
    tools += [tool() for tool in TOOLS[1:] if tool.key in options.tools]
    tools += [peer() for peer in PEERS if peer.key in options.peers]
    for tool in tools:
        tool.install()
    facts = [ToolFacts(tool.key, tool.label, tool.version(), tool.lacks) for tool in tools]
    results = Results(this_machine(), facts)
    if options.add and options.results.is_file():
        try:
            results = load(options.results).going_on(results)
        except ResultsDiffer as reason:
            parsing.error(f"--add: {reason}")
    results.days = sorted({*results.days, datetime.now(UTC).date().isoformat()})
    try:
        _measure(options, tools, results, lambda: time.monotonic() > ends)
    except OutOfTime:
        say(f"{options.minutes} minutes are over; --add goes on")
    if options.results == RESULTS:
        report.write(results)


def _measure(
    options: argparse.Namespace,
    tools: Sequence[Tool],
    results: Results,
    is_over: Callable[[], bool],
) -> None:
    def save() -> None:
        results.save(options.results)

    wanted = Wanted(options.measures, options.repeat, options.slow_repeat, options.once)
    for size in options.releases:
        turns = Turns(tools, Corpus(size), options.folder, wanted, results, save, is_over)
        try:
            turns.take()
        finally:
            if not options.keep:
                turns.clear()
    for name in alone.ALONE if "all" in options.alone else options.alone:
        if options.add and any(
            each.name == name and len(each.values) >= options.repeat for each in results.alone
        ):
            continue
        _end_if(is_over())
        asked = alone.Asked(options.folder, options.repeat, options.alone_size)
        try:
            found = alone.measure(name, asked)
        except alone.CannotMeasure as reason:
            say(f"{name}: {reason}")
            continue
        say(f"{name}: {found}")
        results.alone = [each for each in results.alone if each.name != name] + [found]
        save()
    if options.stages:
        _end_if(is_over())
        results.stages = [measure_stages(options.stages, options.folder)]
        save()
    if options.scale:
        _end_if(is_over())
        results.scale = measure_scale(options.scale, options.folder)
        save()


def _end_if(is_over: bool) -> None:
    if is_over:
        raise OutOfTime


if __name__ == "__main__":
    main()
