"""Reading an access log: Bəyan's `views import` beside GoAccess, in turns, of the same lines.

GoAccess makes one report of all that a log tells; Bəyan counts the reads of releases, and leaves
out robots, reloads and what was counted before. Both read every line once.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median

from benchmarks.processes import Cost, run
from benchmarks.tools.beyan import CHECKOUT
from benchmarks.tools.tool import Command

LINES = 1_000_000
REPEAT = 3
SEED = 22
# So many seconds pass between two visits on the average: a million lines are three weeks.
_BETWEEN = 7.5
_BEGIN = datetime(2026, 7, 1, tzinfo=UTC)
# After the log ends, whatever the clock says.
_NOW = "2027-06-01T12:00+04:00"
_VISITORS, _CAME_BACK = 60_000, 0.35
# Parts of all visits.
_ROBOTS, _LOST = 0.25, 0.05
_ASSETS = (
    "/assets/beyan.css", "/assets/fonts/source-sans-3.woff2", "/assets/logo.svg", "/favicon.ico",
)  # fmt: skip
_OTHERS = ("/", "/az/", "/en/", "/az/releases/", "/en/releases/", "/az/atom.xml", "/feed.json")
_LOST_PATHS = ("/wp-login.php", "/az/xeberler/", "/.env", "/news/2019/", "/xmlrpc.php")
_ROBOT_AGENTS = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "curl/8.5.0",
    "python-requests/2.32.3",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
)
_SYSTEMS = (
    "Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64",
    "Linux; Android 10; K", "iPhone; CPU iPhone OS 18_5 like Mac OS X",
)  # fmt: skip


@dataclass(slots=True)
class LogCost:
    """Of one program that reads the log: a value per run, in seconds and bytes."""

    key: str
    label: str
    version: str
    lines: int
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: int = 0

    @property
    def seconds(self) -> float:
        return median(self.wall)

    @property
    def cpu_seconds(self) -> float:
        return median(self.cpu)


class NoGoAccess(Exception):
    """It is a package of Debian, which this benchmark does not install."""


def compare(
    site: Path, folder: Path, *, lines: int = LINES, repeat: int = REPEAT
) -> tuple[LogCost, LogCost]:
    """Bəyan and GoAccess, each `repeat` times, in turns. `site` has been built; `folder` is for
    the log, 0.2 GB for a million lines, and for what both write. Raises `NoGoAccess`.
    """
    goaccess = shutil.which("goaccess")
    if goaccess is None:
        raise NoGoAccess("goaccess: apt-get install goaccess")
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "access.log"
    write_log(log, pages_of(site / "output"), lines)
    costs = (
        LogCost("beyan", "Bəyan", _version([sys.executable, "-m", "beyan", "--version"]), lines),
        LogCost("goaccess", "GoAccess", _version([goaccess, "--version"]), lines),
    )
    commands = (
        (sys.executable, "-m", "beyan", "--quiet", "--site", str(site), "views", "import",
         "--now", _NOW, str(log)),
        (goaccess, str(log), "--log-format=COMBINED", "--no-global-config", "--no-progress",
         "-o", str(folder / "report.json")),
    )  # fmt: skip
    for watches_memory in (*(False,) * repeat, True):
        for cost, command in zip(costs, commands, strict=True):
            spent = _once(site, command, watches_memory=watches_memory)
            if watches_memory:
                cost.memory = spent.memory
            else:
                cost.wall.append(spent.wall)
                cost.cpu.append(spent.cpu)
    log.unlink()
    return costs


def _once(site: Path, command: Sequence[str], *, watches_memory: bool) -> Cost:
    """As if the log had never been read."""
    for each in site.glob("content/views*.csv"):
        each.unlink()
    return run([Command(tuple(command), CHECKOUT)], watches_memory=watches_memory)


def _version(command: Sequence[str]) -> str:
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=CHECKOUT)
    return next(each for each in said.stdout.split() if each[0].isdigit()).rstrip(".")


def pages_of(output: Path) -> list[str]:
    """The addresses of all releases of an output."""
    found = output.glob("*/releases/*/*/index.html")
    return sorted(f"/{path.parent.relative_to(output).as_posix()}/" for path in found)


def write_log(path: Path, pages: Sequence[str], lines: int, seed: int = SEED) -> None:
    """The same bytes for the same pages, anywhere. Some pages are read a thousand times as often
    as others, and some visitors come every day.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for line, _ in zip(_lines(pages, random.Random(seed)), range(lines), strict=False):
            file.write(line)


def _lines(pages: Sequence[str], chance: random.Random) -> Iterator[str]:
    shuffled = chance.sample(pages, len(pages))
    weights = list(accumulate(1 / number for number in range(1, len(pages) + 1)))
    addresses = [_address(chance) for _ in range(_VISITORS)]
    agents = [_agent(chance) for _ in range(400)]
    moment, regulars = _BEGIN, [*range(2_000)]
    while True:
        moment += timedelta(seconds=chance.expovariate(1 / _BETWEEN))
        page = chance.choices(shuffled, cum_weights=weights)[0]
        kind = chance.random()
        if kind < _ROBOTS:
            number = chance.randrange(300)
            yield _line(addresses[-number - 1], moment, page, 200,
                        _ROBOT_AGENTS[number % len(_ROBOT_AGENTS)], "-", chance)  # fmt: skip
            continue
        if kind < _ROBOTS + _LOST:
            yield _line(addresses[-chance.randrange(300) - 1], moment,
                        chance.choice(_LOST_PATHS), 404, "-", "-", chance)  # fmt: skip
            continue
        is_regular = chance.random() < _CAME_BACK
        number = chance.choice(regulars) if is_regular else chance.randrange(_VISITORS)
        yield from _visit(
            addresses[number], agents[number % len(agents)], moment, page, is_regular, chance
        )


def _visit(
    address: str, agent: str, moment: datetime, page: str, is_regular: bool, chance: random.Random
) -> Iterator[str]:
    """A page with what is loaded for it; who was there before has most of it already."""
    source = chance.choice(("-", "https://www.google.com/", "https://t.co/Ab3dEf", "-"))
    entry = chance.choice(_OTHERS) if chance.random() < 0.4 else page
    for number, shown in enumerate(dict.fromkeys((entry, page))):
        at = moment + timedelta(seconds=20 * number)
        more = f"?utm_source={chance.choice('abc')}" if chance.random() < 0.1 else ""
        yield _line(address, at, shown + more, 304 if is_regular and number else 200, agent,
                    source, chance)  # fmt: skip
        source = f"https://press.example.org{shown}"
        for asset in _ASSETS if not is_regular else _ASSETS[:1]:
            yield _line(address, at, asset, 304 if number else 200, agent, source, chance)


def _line(
    address: str,
    moment: datetime,
    target: str,
    status: int,
    agent: str,
    source: str,
    chance: random.Random,
) -> str:
    size = 0 if status == 304 else chance.randrange(900, 60_000)
    return (
        f"{address} - - [{moment:%d/%b/%Y:%H:%M:%S} +0000] "
        f'"GET {target} HTTP/1.1" {status} {size} "{source}" "{agent}"\n'
    )


def _address(chance: random.Random) -> str:
    """Of networks that are kept for documents and tests, which belong to nobody."""
    if chance.random() < 0.2:
        return f"2001:db8:{chance.randrange(65_536):x}::{chance.randrange(65_536):x}"
    return f"198.{chance.choice((18, 19))}.{chance.randrange(256)}.{chance.randrange(1, 255)}"


def _agent(chance: random.Random) -> str:
    system, version = chance.choice(_SYSTEMS), chance.randrange(118, 146)
    if "iPhone" in system:
        return (
            f"Mozilla/5.0 ({system}) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            f"Version/18.{version % 10} Mobile/15E148 Safari/604.1"
        )
    if version % 4 == 0:
        return f"Mozilla/5.0 ({system}; rv:{version}.0) Gecko/20100101 Firefox/{version}.0"
    return (
        f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"Chrome/{version}.0.0.0 Safari/537.36"
    )
