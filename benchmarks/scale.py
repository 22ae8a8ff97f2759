"""Whether a page costs the same on a site a hundred times as large: Bəyan alone, clean builds."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.outputs import written
from benchmarks.processes import run
from benchmarks.results import Scale
from benchmarks.tools.beyan import Beyan

SMALL = 1_000
"""What a page's cost at the large size is compared with."""


def measure_scale(size: int, folder: Path) -> list[Scale]:
    """The small site and the large one, each once timed and once watched for memory."""
    return [_one(SMALL, folder), _one(size, folder)]


def _one(size: int, folder: Path) -> Scale:
    tool, corpus, site = Beyan(), Corpus(size), folder / f"beyan-scale-{size}"
    tool.write_site(corpus, site)
    tool.forget(site)
    timed = run(tool.build(site, is_clean=True))
    found = written(tool, corpus, site)
    tool.forget(site)
    watched = run(tool.build(site, is_clean=True), watches_memory=True)
    shutil.rmtree(site)
    scale = Scale(
        size=size,
        pages=sum(each.files for each in found if each.kind.endswith("page")),
        files=sum(each.files for each in found),
        bytes=sum(each.bytes for each in found),
        wall=timed.wall,
        cpu=timed.cpu,
        memory=watched.memory,
    )
    print(f"{size} releases: {scale}", file=sys.stderr, flush=True)
    return scale
