"""The options of the benchmark, each held to what there is: a wrong word measures nothing."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks.alone import ALONE
from benchmarks.alone import SIZE as ALONE_SIZE
from benchmarks.results import RESULTS
from benchmarks.tools.astro import Astro
from benchmarks.tools.beyan import Beyan, BeyanDefaults
from benchmarks.tools.eleventy import Eleventy
from benchmarks.tools.hugo import Hugo
from benchmarks.tools.pelican import Pelican
from benchmarks.tools.tool import PEERS_FOLDER, Tool
from benchmarks.turns import MEASURES, SLOW

PEERS: tuple[type[Tool], ...] = (Hugo, Pelican, Eleventy, Astro)
TOOLS: tuple[type[Tool], ...] = (Beyan, BeyanDefaults)

SMALLEST = 25
"""Fewer releases have no second page of a list, which is compared."""


def parser(description: str | None) -> argparse.ArgumentParser:
    peers, tools = _keys(PEERS), _keys(TOOLS)
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.run",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--releases", type=_whole(SMALLEST), nargs="*", default=[1_000], help="sizes")
    add(
        "--peers",
        type=_names("peer", peers, least=0),
        default=peers,
        help=f"{_listed(peers)}; '' is none",
    )
    add(
        "--tools",
        type=_names("tool", tools),
        default=tools,
        help=f"Bəyan's own: {_listed(tools)}; the first is always measured",
    )
    add("--measures", type=_names("measure", MEASURES), default=MEASURES, help=_listed(MEASURES))
    add("--repeat", type=_whole(1), default=3)
    add(
        "--slow-repeat",
        type=_whole(1),
        default=1,
        help=f"of all but the clean build, for a tool whose clean build takes over {SLOW:.0f} s",
    )
    add(
        "--once",
        type=_names("measure", MEASURES),
        default=(),
        help="measures that are taken once only",
    )
    add("--minutes", type=_whole(0), default=0, help="after so many no measure begins; 0: no end")
    add("--stages", type=_whole(0), default=0, help="Bəyan's stages at this size")
    add("--scale", type=_whole(0), default=0, help="Bəyan alone at this size, once")
    alone = ("all", *ALONE)
    add("--alone", type=_names("measure", alone), default=(), help=_listed(alone))
    add("--alone-size", type=_whole(SMALLEST), default=ALONE_SIZE, help="of its large sites")
    add("--add", action="store_true", help="go on with the results there are")
    add("--redraw", action="store_true", help="from results.json, without a run")
    add("--keep", action="store_true", help="leave the sites where they are")
    add("--folder", type=Path, default=_folder())
    add("--results", type=Path, default=RESULTS)
    return parser


def _keys(tools: Iterable[type[Tool]]) -> tuple[str, ...]:
    return tuple(tool.key for tool in tools)


def _listed(known: Sequence[str]) -> str:
    return ", ".join(known)


def _names(of: str, known: Sequence[str], least: int = 1) -> Callable[[str], tuple[str, ...]]:
    """Names with commas between, of which each is known, and at least so many are there."""

    def names(text: str) -> tuple[str, ...]:
        found = tuple(part.strip() for part in text.split(",") if part.strip())
        if len(found) < least:
            raise argparse.ArgumentTypeError(f"no {of} is named; known are {_listed(known)}")
        for name in found:
            if name not in known:
                raise argparse.ArgumentTypeError(
                    f"there is no {of} “{name}”; known are {_listed(known)}"
                )
        return found

    return names


def _whole(least: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"“{text}” is no whole number from {least} on")
        return int(text)

    return whole


def _folder() -> Path:
    """In memory where there is room: what a disk does to 50,000 files differs from run to run.

    On ext4, creating files takes four times as long while many have just been deleted.
    """
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > 15_000_000_000
    return memory / "beyan-benchmark" if has_room else PEERS_FOLDER / "sites"
