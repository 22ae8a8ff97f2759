"""Where the time of a clean build goes, and what the system alone needs for its files."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.results import Stages
from benchmarks.tools.beyan import Beyan

_LINE = re.compile(r"^(\w+) +([\d.]+) s ", re.MULTILINE)


def measure_stages(size: int, folder: Path) -> Stages:
    """One clean build of Bəyan alone with `--timings`, and one copy of its output."""
    tool, site = Beyan(), folder / f"beyan-stages-{size}"
    tool.write_site(Corpus(size), site)
    tool.forget(site)
    (command,) = tool.build(site, is_clean=True)
    arguments = [*command.arguments, "--timings"]
    started = time.perf_counter()
    done = subprocess.run(arguments, cwd=command.folder, check=True, capture_output=True, text=True)
    wall = time.perf_counter() - started
    started = time.perf_counter()
    shutil.copytree(tool.output(site), folder / "copy")
    copying = time.perf_counter() - started
    shutil.rmtree(folder / "copy")
    shutil.rmtree(site)
    found = {name: float(seconds) for name, seconds in _LINE.findall(done.stdout)}
    return Stages(size=size, wall=wall, seconds=found, copying=copying)
