"""docs/benchmarks.md, all of it, from the results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.outputs import KINDS
from benchmarks.plot import draw
from benchmarks.results import Results, Scale, Stages, ToolFacts

DOCS = Path(__file__).resolve().parent.parent / "docs"

MEASURES = {
    "clean": "clean build",
    "nothing": "nothing changed",
    "edit": "one text edited",
    "rename": "one participant renamed",
    "template": "one template edited",
    "preview": "preview, save to page",
}
MEMORY = "memory, clean build"

INTRODUCTION = """\
# Benchmarks

What a build costs with Bəyan and with other generators, which build the same pages from the same
texts on the same machine, in turns. This page is written by `make bench`
(`benchmarks/report.py`): the numbers stand in `benchmarks/results.json`, and nothing here is
edited by hand.

![Seconds and memory of each tool, on a logarithmic scale](images/benchmarks.svg)
"""

HOW = """\
## What is measured

The corpus (`benchmarks/corpus.py`) is made up: releases over 16 years, each in Azerbaijani and
English, with some 5 kB of Markdown in each (headings, paragraphs, lists, quotes, links), 3 to 12
participants from a registry that grows with the site, and 1 to 3 topics of 20. Each tool gets it
as its own kind of source files, with links already written out for the peers, and builds: the
release pages with structured data, the way to them, links for sharing, a citation, their twins and
neighbours; lists of all releases, of each year, topic and participant, 20 a page; a feed of each
language, topic and participant with the newest 20 in full; the release for agencies as JSON;
sitemap and "not found" pages. The run compares pages of each kind and stops if a peer's have other
words than Bəyan's. A peer that lacks something builds less, never more; what it lacks is listed
below.

What only Bəyan does is not on the pages: related releases, which every tool would choose by rules
of its own (Bəyan plans them all the same), the search index and the pictures of titles for shared
pages, which are switched off. There are no photos in the corpus.

- *Clean build*: neither output nor cache is there. *Nothing changed*: the same command again.
- *One text edited*: a word in one of the newest releases. *One participant renamed*: in the
  registry, one of its middle. *One template edited*: a line more below every release. After each,
  the run looks for the edit in the output, in each repetition another one, and stops if it is not
  there. Peers build everything again, as their command line does; Pelican reads from its cache
  what has not changed.
- *Memory*: the largest sum, over time, of what all processes of a clean build hold, shared pages
  counted once (PSS, looked at every 50 ms), in a run of its own that is not timed.
- *Preview*: from saving a text to the moment when its address, asked for again and again, answers
  with the new word. It is each tool's own server that watches: Bəyan's `serve`; Hugo's in its fast
  mode, which renders only pages that were looked at; Pelican's, of one language; Eleventy's,
  incremental. The first save does not count, and the tool has time to finish its work before the
  next one.

All values are medians, of as many runs as stand beside them. A tool whose clean build takes more
than two minutes may have fewer of the rest. Sites and outputs lie in memory (`/dev/shm`) where
there is room, so that the disk does not enter.
"""


# Set before there was anything to measure: at most so much of what Hugo needs, at this size.
GOALS_SIZE = 10_000
GOALS = {"clean": 0.7, "nothing": 1 / 40, "edit": 1 / 30, "memory": 1 / 4}
PREVIEW_GOAL = 0.15  # seconds
SCALE_GOAL = 1.2


def write(results: Results, docs: Path = DOCS) -> None:
    (docs / "images").mkdir(parents=True, exist_ok=True)
    (docs / "benchmarks.md").write_text(page(results), encoding="utf-8")
    (docs / "images" / "benchmarks.svg").write_text(draw(results), encoding="utf-8")


def page(results: Results) -> str:
    parts = [INTRODUCTION]
    for size in reversed(results.sizes):
        parts.append(_size(results, size))
    if results.scale:
        parts.append(_scale(results))
    parts.append(_goals(results))
    parts += [_stages(each) for each in results.stages]
    parts += [HOW, _lacks(results.tools), _machine(results)]
    return "\n".join(part for part in parts if part)


def _size(results: Results, size: int) -> str:
    tools = results.tools
    rows = [["", *(tool.label for tool in tools)]]
    for measure, label in MEASURES.items():
        cells = [_time(results, size, tool, measure) for tool in tools]
        if any(cell != "–" for cell in cells):
            rows.append([label, *cells])
    rows.append([MEMORY, *(_memory(results, size, tool) for tool in tools)])
    processor = [["", *(tool.label for tool in tools)]]
    for measure, label in MEASURES.items():
        seconds = [results.row(size, tool.key, measure).cpu_seconds for tool in tools]
        if any(seconds):
            processor.append(
                [label, *("–" if each is None else _seconds(each) for each in seconds)]
            )
    return f"""\
## {size:,} bilingual releases

In brackets: what Bəyan needs, as a share of it.

{_table(rows)}
Seconds of processor time, all processes together:

{_table(processor)}
Runs that each of these is the median of:

{_table(_runs(results, size))}
What was written, files and their average size:

{_table(_written(results, size))}{_failed(results, size)}"""


def _failed(results: Results, size: int) -> str:
    """What has no value, and why."""
    labels = {tool.key: tool.label for tool in results.tools}
    lines = [
        f"- {labels[row.tool]}, {MEASURES.get(row.measure, row.measure)}: "
        f"{' '.join(row.failed.split())}"
        for row in results.rows
        if row.size == size and row.failed
    ]
    return "\n".join(["\nWithout a value:\n", *lines, ""]) if lines else ""


def _time(results: Results, size: int, tool: ToolFacts, measure: str) -> str:
    row = results.row(size, tool.key, measure)
    if row.seconds is None:
        return "failed" if row.failed and measure != "preview" else "–"
    text = f"{row.seconds * 1000:,.0f} ms" if measure == "preview" else _seconds(row.seconds)
    own = results.row(size, "beyan", measure).seconds
    if tool.key == "beyan" or own is None:
        return text
    return f"{text} ({share(own / row.seconds)})"


def _memory(results: Results, size: int, tool: ToolFacts) -> str:
    peak = results.row(size, tool.key, "memory").peak
    if peak is None:
        return "–"
    own = results.row(size, "beyan", "memory").peak
    text = f"{peak / 1e6:,.0f} MB"
    return text if tool.key == "beyan" or own is None else f"{text} ({share(own / peak)})"


def _runs(results: Results, size: int) -> list[list[str]]:
    rows = [["", *(tool.label for tool in results.tools)]]
    for measure, label in {**MEASURES, "memory": MEMORY}.items():
        runs = [results.row(size, tool.key, measure).runs for tool in results.tools]
        if any(runs):
            rows.append([label, *(str(each or "–") for each in runs)])
    return rows


def _written(results: Results, size: int) -> list[list[str]]:
    rows = [["", *(tool.label for tool in results.tools)]]
    found = {(each.tool, each.kind): each for each in results.written if each.size == size}
    for kind, _ in KINDS:
        cells = []
        for tool in results.tools:
            each = found.get((tool.key, kind))
            if each is None:
                cells.append("none")
            elif kind == "other":
                # A sitemap beside "not found" pages: an average would say nothing.
                cells.append(f"{each.files:,}, {each.bytes / 1e3:,.0f} kB")
            else:
                cells.append(f"{each.files:,} × {each.bytes / each.files / 1e3:,.1f} kB")
        rows.append([kind, *cells])
    totals = []
    for tool in results.tools:
        own = [each for each in found.values() if each.tool == tool.key]
        files, size_of_all = sum(each.files for each in own), sum(each.bytes for each in own)
        totals.append(f"{files:,}, {size_of_all / 1e6:,.0f} MB" if files else "–")
    rows.append(["all", *totals])
    return rows


def _scale(results: Results) -> str:
    small, large = results.scale[0], results.scale[-1]
    rows = [["releases", "pages", "output", "clean build", "processor", "a page", "memory"]]
    for each in results.scale:
        rows.append(
            [
                f"{each.size:,}",
                f"{each.pages:,}",
                f"{each.files:,} files, {each.bytes / 1e9:,.2f} GB",
                _seconds(each.wall),
                _seconds(each.cpu),
                f"{each.wall / each.pages * 1e3:.2f} ms, {each.cpu / each.pages * 1e3:.2f} ms cpu",
                f"{each.memory / 1e6:,.0f} MB",
            ]
        )
    wall = _dearer(small, large)
    cpu = large.cpu / large.pages / (small.cpu / small.pages)
    return f"""\
## A hundred times as many

Bəyan alone, one clean build of each size. A page costs {wall:.2f} times as many seconds at
{large.size:,} releases as at {small.size:,}, and {cpu:.2f} times as much processor time; memory
grows {large.memory / small.memory:.1f} times, the texts {large.size / small.size:.0f} times.

{_table(rows)}"""


def _goals(results: Results) -> str:
    """The goals for which there is a value; nothing if there is none."""
    rows = [["", "goal", "found", ""]]
    for measure, goal in GOALS.items():
        own, hugo = (results.row(GOALS_SIZE, key, measure) for key in ("beyan", "hugo"))
        values = (own.peak, hugo.peak) if measure == "memory" else (own.seconds, hugo.seconds)
        if values[0] and values[1]:
            label = f"{MEASURES.get(measure, MEMORY)}, as a share of Hugo’s"
            found = values[0] / values[1]
            rows.append([label, share(goal), share(found), _reached(found <= goal)])
    preview = results.row(GOALS_SIZE, "beyan", "preview").seconds
    if preview is not None:
        said = [f"{each * 1000:,.0f} ms" for each in (PREVIEW_GOAL, preview)]
        rows.append([MEASURES["preview"], *said, _reached(preview <= PREVIEW_GOAL)])
    if results.scale:
        more = _dearer(results.scale[0], results.scale[-1])
        label = f"a page at {results.scale[-1].size:,} releases, beside one at 1,000"
        rows.append([label, f"{SCALE_GOAL}", f"{more:.2f}", _reached(more <= SCALE_GOAL)])
    if len(rows) == 1:
        return ""
    return f"""\
## Goals

Set before anything was measured, for {GOALS_SIZE:,} bilingual releases.

{_table(rows)}"""


def _reached(is_reached: bool) -> str:
    return "reached" if is_reached else "missed"


def _dearer(small: Scale, large: Scale) -> float:
    """How many times as many seconds a page costs at the large size."""
    return large.wall / large.pages / (small.wall / small.pages)


def _stages(stages: Stages) -> str:
    total = sum(stages.seconds.values())
    rows = [["stage", "seconds of a processor", "share"]]
    for name, seconds in stages.seconds.items():
        rows.append([name, _seconds(seconds), f"{seconds / total:.1%}"])
    return f"""\
## Where Bəyan's time goes

One clean build of {stages.size:,} releases, as `build --timings` shows it, takes
{_seconds(stages.wall)} on the clock. The floor is what the system needs for the files alone:
copying the finished output, in one process, takes {_seconds(stages.copying)}.

{_table(rows)}"""


def _lacks(tools: Iterable[ToolFacts]) -> str:
    lines = ["## What the peers have less", ""]
    for tool in tools:
        if tool.lacks:
            lines += [f"{tool.label}:", "", *(f"- {each}" for each in tool.lacks), ""]
    return "\n".join(lines)


def _machine(results: Results) -> str:
    machine = results.machine
    rows = [
        ["what", "value"],
        ["processor", f"{machine.cores} cores, {machine.processor}"],
        ["memory", f"{machine.memory / 2**30:.0f} GiB"],
        ["system", machine.system],
        ["Python", machine.python],
        *([tool.label, tool.version] for tool in results.tools),
        ["date", " to ".join(dict.fromkeys([results.days[0], results.days[-1]]))],
    ]
    return f"## Where it ran\n\n{_table(rows)}"


def share(ratio: float) -> str:
    """`0.35`, or `1/30` where a decimal says little."""
    return f"{ratio:.2f}" if ratio >= 0.2 else f"1/{1 / ratio:,.0f}"


def _seconds(value: float) -> str:
    return (
        f"{value:.2f} s" if value < 10 else f"{value:,.1f} s" if value < 100 else f"{value:,.0f} s"
    )


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(row)} |" for row in body]
    return "\n".join(lines) + "\n"
