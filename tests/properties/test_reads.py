"""Reads are counted as a simulation knows them, whatever writes the logs, and however they come."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise, repeat
from pathlib import Path
from shutil import rmtree
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beyan.desk.counting import Counting
from beyan.desk.coverage import Coverage
from beyan.desk.logs.log import Log, Reading
from beyan.desk.views import import_views
from beyan.model.messages import WARNINGS
from beyan.source.settings import load_config
from beyan.source.site import Loaded, load_site
from tests.access_logs import (
    DECLARED,
    ENCODED,
    FIREFOX,
    FORMATS,
    HOST,
    PACKED,
    Asked,
    log,
    sieve_of,
)
from tests.conftest import CONFIG, SampleSite, release

# `make soak` tries more.
TRIED = int(os.environ.get("BEYAN_SOAK_LOGS", "12"))
PAGES = {
    "/az/releases/2026/x/": "2026/x,az",
    "/en/releases/2026/x/": "2026/x,en",
    "/kohne/x.html": "2026/x,az",
    "//az/releases/2026/x/index.html": "2026/x,az",
    "/az/releases/2026/y/?utm_source=a": "2026/y,az",
    "/az/releases/2026/y": "2026/y,az",
}
OTHERS = ("/", "/az/", "/assets/beyan.css", "/az/releases/2026/x/release.json", "/gone/")
ROBOTS = ("Googlebot/2.1", "curl/8.5.0", "Mozilla/5.0 (compatible; bingbot/2.0)")
AGENTS = (FIREFOX, FIREFOX.replace("140", "141"), "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BEGIN = int(datetime(2026, 10, 31, 15, 0, tzinfo=UTC).timestamp())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[SampleSite, Loaded]:
    made = SampleSite(tmp_path_factory.mktemp("reads") / "site")
    made.change(
        {
            "site_config.yaml": f"{CONFIG}views: {{log_formats: ['{DECLARED}']}}\n",
            "content/releases/2026/x.az.md": release(aliases="[/kohne/x.html]"),
            "content/releases/2026/x.en.md": release("X"),
            "content/releases/2026/y.az.md": release("Y"),
        }
    )
    config, _ = load_config(made.root)
    assert config is not None
    return made, load_site(made.root, config, NOW)


class Truth:
    """A day and a half of a server. `glued` are positions at which no log ends: whose visitor
    loads the page again is known while the log is read, and never after.
    """

    def __init__(self, chance: random.Random, format: str, length: int) -> None:
        chosen = FORMATS[format]
        self.asked: list[Asked] = []
        self.glued = set[int]()
        self.reads = Counter[str]()
        at = BEGIN
        for number in range(length):
            at += chance.choice((0, 0, 0, 1, 1, 7, 240, 2_500))
            visitor = f"198.51.{number // 200}.{number % 200 + 1}"
            asked = Asked(
                at,
                visitor if chance.random() < 0.8 else f"2001:db8::{number:x}",
                chance.choice(tuple(PAGES)),
                agent=chance.choice(AGENTS),
                is_proxied=chosen.has_proxies and chance.random() < 0.5,
            )
            kind = chance.random()
            if kind < 0.1:
                self.asked.append(asked._replace(agent=chance.choice(ROBOTS)))
            elif kind < 0.2:
                self.asked.append(asked._replace(path=chance.choice(OTHERS)))
            elif kind < 0.3 and chosen.has_hosts:
                self.asked.append(asked._replace(host="shop.example.net"))
            elif kind < 0.4:
                self.asked.append(asked._replace(status=404, method="GET"))
            else:
                self._read(asked, chance)

    def _read(self, asked: Asked, chance: random.Random) -> None:
        self.asked.append(asked)
        month = (datetime.fromtimestamp(asked.at, UTC) + timedelta(hours=4)).strftime("%Y-%m")
        self.reads[f"{month},{PAGES[asked.path]}"] += 1
        if chance.random() < 0.2:
            self.glued.add(len(self.asked))
            self.asked.append(asked._replace(status=304))


def split(truth: Truth, chance: random.Random) -> list[Sequence[Asked]]:
    ends = [each for each in range(1, len(truth.asked)) if each not in truth.glued]
    chosen = sorted(chance.sample(ends, min(len(ends), chance.randrange(6))))
    bounds = [0, *chosen, len(truth.asked)]
    return [truth.asked[a:b] for a, b in pairwise(bounds)]


def calls_of(
    truth: Truth, pieces: list[Sequence[Asked]], chance: random.Random
) -> list[list[Sequence[Asked]]]:
    """Each piece at least once: late, again, before it had grown, with another, or in one call."""
    calls = [[each] for each in pieces] + [[chance.choice(pieces)] for _ in range(2)]
    chance.shuffle(calls)
    growing = chance.choice(pieces)
    start = next(i for i in range(len(truth.asked)) if truth.asked[i] is growing[0])
    ends = [each for each in range(1, len(growing)) if start + each not in truth.glued]
    if ends:
        calls.insert(0, [growing[: chance.choice(ends)]])
    if chance.random() < 0.3:
        calls.append(list(pieces))
    return calls


@given(st.sampled_from(sorted(FORMATS)), st.randoms(use_true_random=False), st.integers(1, 60))
@settings(max_examples=TRIED)
def test_reads_are_those_of_the_visitors_however_the_logs_come(
    made: tuple[SampleSite, Loaded],
    tmp_path_factory: pytest.TempPathFactory,
    format: str,
    chance: random.Random,
    length: int,
) -> None:
    site, loaded = made
    folder = tmp_path_factory.mktemp("logs")
    for each in site.root.glob("content/views*.csv"):
        each.unlink()
    truth = Truth(chance, format, length)
    for number, call in enumerate(calls_of(truth, split(truth, chance), chance)):
        names = []
        for part, piece in enumerate(call):
            path = folder / f"{number}-{part}.log"
            text = log(format, with_faults(piece, chance))
            path.write_bytes(chance.choice(PACKED)(chance.choice(ENCODED)(text)))
            names.append(str(path))
        result = import_views(site.root, loaded, names, now=NOW)
        assert {each.code for each in result.problems} <= WARNINGS
    rmtree(folder)
    table = site.root / "content/views.csv"
    rows = table.read_text().splitlines()[1:] if table.exists() else []
    assert rows == sorted(f"{name},{reads}" for name, reads in truth.reads.items())
    assert nothing_of_visitors_in(site.root, truth.asked)


@given(
    st.lists(st.sampled_from(sorted(FORMATS)), min_size=1, max_size=2),
    st.randoms(use_true_random=False),
    st.integers(1, 60),
    st.sampled_from(("", "\n", "#", "?", "\n" * 70_000, "x" * 70_000, "\r\r\n")),
)
@settings(max_examples=3 * TRIED)
def test_a_log_tells_the_same_in_whatever_pieces_it_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    formats: list[str],
    chance: random.Random,
    length: int,
    between: str,
) -> None:
    """Logs of one format or of several, one of which may say what its fields are."""
    text = between.join(log(each, Truth(chance, each, length).asked) for each in formats)
    data = chance.choice(ENCODED)(text)
    path = tmp_path_factory.mktemp("pieces") / "access.log"
    path.write_bytes(data[: len(data) - chance.choice((0, 0, 1, 9, 60))])
    sieve = sieve_of(Coverage(b"key"), [*PAGES])

    def told(lengths: Iterator[int]) -> tuple[object, ...]:
        read = Log(str(path))
        counting = Counting(ZoneInfo("Asia/Baku"))
        readings: list[Reading] = []
        for sifted in read.sifted(partial(map, sieve.sift), lengths):
            counting.count(sifted)
            readings += sifted.readings
        counting.add(readings)
        reach = read.reach
        return (
            readings, counting.tally, reach.stretches, set(reach.first), set(reach.last),
            (read.lines, read.hits, read.malformed, read.first_malformed, read.ahead),
        )  # fmt: skip

    whole = told(repeat(1 << 30))
    lengths = (1, 300, 5_000, 1 << 17)
    assert told(iter(lambda: chance.choice(lengths), 0)) == whole
    assert told(repeat(1)) == whole


@pytest.mark.parametrize("visitors", [3, 5_000])
def test_a_log_tells_the_same_to_one_process_and_to_many(
    made: tuple[SampleSite, Loaded], tmp_path: Path, visitors: int
) -> None:
    """Also beside another log of the same time."""
    site, loaded = made
    chance, paths = random.Random(visitors), [*PAGES, *OTHERS]
    asked = [
        Asked(BEGIN + number, f"2001:db8::{chance.randrange(visitors):x}", chance.choice(paths))
        for number in range(8_000)
    ]
    names = [str(tmp_path / name) for name in ("a.log", "b.log")]
    for name, some in zip(names, (asked[::2], asked[1::2]), strict=True):
        Path(name).write_text(log("combined", some))
    told = []
    for jobs in (1, 2, 3):
        for each in site.root.glob("content/views*.csv"):
            each.unlink()
        result = import_views(site.root, loaded, names, now=NOW, jobs=jobs)
        written = [path.read_bytes() for path in sorted(site.root.glob("content/views*.csv"))]
        told.append((result.tally, result.problems, written))
    assert told[0] == told[1] == told[2]
    assert told[0][0].requests == len(asked)


def with_faults(piece: Sequence[Asked], chance: random.Random) -> list[Asked]:
    """A clock that was wrong for a line: years ahead, or never set."""
    lines = list(piece)
    if chance.random() < 0.3:
        at = chance.choice((2_090_000_000, 86_400))
        lines.insert(chance.randrange(len(lines) + 1), piece[0]._replace(at=at))
    return lines


def nothing_of_visitors_in(root: Path, asked: Sequence[Asked]) -> bool:
    sought = {each.visitor.encode() for each in asked} | {b"Mozilla", b"Firefox", HOST.encode()}
    files = (*root.glob("content/*.csv"), *(root / ".cache").rglob("*"))
    return not any(each in path.read_bytes() for path in files if path.is_file() for each in sought)
