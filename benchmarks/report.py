"""docs/benchmarks.md, all of it, from the results."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from statistics import median

from benchmarks.goals import goals
from benchmarks.outputs import KINDS
from benchmarks.plot import draw
from benchmarks.results import DEFAULTS, Alone, Results, Stages, ToolFacts
from benchmarks.tables import seconds, share, table

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
KEPT = "clean build, pictures kept"
ALL_MEASURES = {**MEASURES, "memory": MEMORY, "kept": KEPT}

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
participants from a registry that grows with the site or written in place, and 1 to 3 topics of 20.
Each tool gets it as its own kind of source files, with links already written out for the peers, and
builds: the release pages with structured data, the way to them, links for sharing, a citation,
their twins and neighbours; the home page; lists of all releases, of each year, topic, year of a
topic and participant; everybody by the alphabet; the most read; how to follow; feeds of each
language, topic and participant in three formats with the newest 20 in full; the release for
agencies as JSON; sitemap and "not found" pages. The run compares pages of each kind and stops if a
peer's have other words than Bəyan's. A peer that lacks something builds less, never more; what it
lacks is listed below.

What only Bəyan does is not on the pages: related releases, which every tool would choose by rules
of its own (Bəyan plans them all the same), the search and the pictures of titles for shared pages,
which are switched off (`search: false`, `social_cards: false`) but for the tables of everything on.
There are no photos in the corpus.

Eleventy's and Astro's pages are made by the same functions in JavaScript, which write strings: the
fastest kind of template that both have. Astro has its own collection of texts and its own Markdown,
and sets the finished HTML into a page of its own.

- *Clean build*: neither output nor cache is there. *Nothing changed*: the same command again.
- *One text edited*: a word in one of the newest releases. *One participant renamed*: in the
  registry, one of its middle. *One template edited*: a line more below every release. After each,
  the run looks for the edit in the output, in each repetition another one, and stops if it is not
  there. Peers build everything again, as their command line does; Pelican reads from its cache
  what has not changed.
- *Pictures kept*: a clean build that finds the pictures which were encoded before, as on each
  machine that has built the site once.
- *Memory*: the largest sum, over time, of what all processes of a clean build hold, shared pages
  counted once (PSS, looked at every 50 ms), in a run of its own that is not timed.
- *Preview*: from saving a text to the moment when its address, asked for again and again, answers
  with the new word. It is each tool's own server that watches: Bəyan's `serve`; Hugo's in its fast
  mode, which renders only pages that were looked at; Pelican's, of one language; Eleventy's,
  incremental; Astro's, which renders a page when it is asked for. The first save does not count,
  and the tool has time to finish its work before the next one. After three minutes it has none.

All values are medians, of as many runs as stand beside them. A tool whose clean build takes more
than half a minute has fewer of the rest. Sites and outputs lie in memory (`/dev/shm`) where
there is room, so that the disk does not enter.
"""


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
    if results.alone:
        parts.append(_alone(results.alone))
    parts.append(goals(results))
    parts += [_stages(each) for each in results.stages]
    parts += [HOW, _lacks(results.compared), _machine(results)]
    return "\n".join(part for part in parts if part)


def _size(results: Results, size: int) -> str:
    tools = results.compared
    rows = [["", *(tool.label for tool in tools)]]
    for measure, label in MEASURES.items():
        cells = [_time(results, size, tool, measure) for tool in tools]
        if any(cell != "–" for cell in cells):
            rows.append([label, *cells])
    rows.append([MEMORY, *(_memory(results, size, tool) for tool in tools)])
    processor = [["", *(tool.label for tool in tools)]]
    for measure, label in MEASURES.items():
        spent = [results.row(size, tool.key, measure).cpu_seconds for tool in tools]
        if any(spent):
            processor.append([label, *("–" if each is None else seconds(each) for each in spent)])
    return f"""\
## {size:,} bilingual releases

In brackets: what Bəyan needs, as a share of it.

{table(rows)}
Seconds of processor time, all processes together:

{table(processor)}
Runs that each of these is the median of:

{table(_runs(results, size))}
What was written, files and their average size:

{table(_written(results, size))}{_everything(results, size)}{_failed(results, size)}"""


def _everything(results: Results, size: int) -> str:
    """Bəyan with its defaults beside itself with what peers have; nothing if it was not built."""
    rows = [["", "Bəyan as above", "with everything on", "times as much"]]
    measures = ("clean", "kept", "nothing", "edit", "memory")
    for measure in measures:
        # Without pictures to keep, a clean build is what it is.
        own = results.row(size, "beyan", "clean" if measure == "kept" else measure)
        full = results.row(size, DEFAULTS, measure)
        is_memory = measure == "memory"
        values = [each.peak if is_memory else each.seconds for each in (own, full)]
        said = [
            "–" if each is None else f"{each / 1e6:,.0f} MB" if is_memory else seconds(each)
            for each in values
        ]
        times = f"{values[1] / values[0]:.2f}" if values[0] and values[1] else "–"
        if values[1] is not None:
            rows.append([ALL_MEASURES[measure], *said, times])
    if len(rows) == 1:
        return ""
    output = [each for each in results.written if (each.size, each.tool) == (size, DEFAULTS)]
    files, large = sum(each.files for each in output), sum(each.bytes for each in output)
    runs = results.row(size, DEFAULTS, "clean").runs
    return f"""
Search and social cards, which no peer has, are switched off above; an office that sets nothing has
them. With everything on, Bəyan writes {files:,} files, {large / 1e6:,.0f} MB; medians, the clean
build of {runs}:

{table(rows)}"""


def _failed(results: Results, size: int) -> str:
    """What has no value, and why."""
    labels = {tool.key: tool.label for tool in results.tools}
    lines = [
        f"- {labels[row.tool]}, {ALL_MEASURES.get(row.measure, row.measure)}: "
        f"{' '.join(row.failed.split())}"
        for row in results.rows
        if row.size == size and row.failed
    ]
    return "\n".join(["\nWithout a value:\n", *lines, ""]) if lines else ""


def _time(results: Results, size: int, tool: ToolFacts, measure: str) -> str:
    row = results.row(size, tool.key, measure)
    if row.seconds is None:
        return "failed" if row.failed and measure != "preview" else "–"
    text = f"{row.seconds * 1000:,.0f} ms" if measure == "preview" else seconds(row.seconds)
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
    rows = [["", *(tool.label for tool in results.compared)]]
    for measure, label in {**MEASURES, "memory": MEMORY}.items():
        runs = [results.row(size, tool.key, measure).runs for tool in results.compared]
        if any(runs):
            rows.append([label, *(str(each or "–") for each in runs)])
    return rows


def _written(results: Results, size: int) -> list[list[str]]:
    rows = [["", *(tool.label for tool in results.compared)]]
    found = {(each.tool, each.kind): each for each in results.written if each.size == size}
    for kind, _ in KINDS:
        cells = []
        for tool in results.compared:
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
    for tool in results.compared:
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
                seconds(each.wall),
                seconds(each.cpu),
                f"{each.wall / each.pages * 1e3:.2f} ms, {each.cpu / each.pages * 1e3:.2f} ms cpu",
                f"{each.memory / 1e6:,.0f} MB",
            ]
        )
    wall = results.dearer
    cpu = large.cpu / large.pages / (small.cpu / small.pages)
    return f"""\
## A hundred times as many

Bəyan alone, one clean build of each size. A page costs {wall:.2f} times as many seconds at
{large.size:,} releases as at {small.size:,}, and {cpu:.2f} times as much processor time; memory
grows {large.memory / small.memory:.1f} times, the texts {large.size / small.size:.0f} times.

{table(rows)}"""


ALONE = {
    "everything": "{size} releases, everything on, from nothing; beside it with pictures kept",
    "cards": "{size} social cards, of processor",
    "photo": "a photo of {millions:.0f} megapixels (a JPEG of 4.7 MB), of processor",
    "search": "clean build of {size} releases with the search; beside it without",
    "check": "check of {size} releases that were never built; beside it a clean build",
    "held": "the same where two releases are held back",
    "logs": "`views import` of {size} lines of an access log; beside it GoAccess",
}


def _alone(found: Iterable[Alone]) -> str:
    rows = [["", "seconds", "beside it", "share"]]
    for each in sorted(found, key=lambda each: list(ALONE).index(each.name)):
        label = ALONE[each.name].format(size=f"{each.size:,}", millions=each.size / 1e6)
        beside = [seconds(median(each.beside)), share(each.share)] if each.beside else ["–", "–"]
        rows.append([label, seconds(each.seconds), *beside])
    return f"""\
## Bəyan alone

Each by itself, on a site of its own (`benchmarks/alone.py`); medians.

{table(rows)}"""


def _stages(stages: Stages) -> str:
    total = sum(stages.seconds.values())
    rows = [["stage", "seconds of a processor", "share"]]
    for name, spent in stages.seconds.items():
        rows.append([name, seconds(spent), f"{spent / total:.1%}"])
    return f"""\
## Where Bəyan's time goes

One clean build of {stages.size:,} releases, as `build --timings` shows it, takes
{seconds(stages.wall)} on the clock. The floor is what the system needs for the files alone:
copying the finished output, in one process, takes {seconds(stages.copying)}.

{table(rows)}"""


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
        ["Python", ", ".join(filter(None, [machine.python, machine.python_build]))],
        *([tool.label, tool.version] for tool in results.compared),
        ["date", " to ".join(dict.fromkeys([results.days[0], results.days[-1]]))],
    ]
    return f"## Where it ran\n\n{table(rows)}"
