"""A run goes on where it was cut off, and mixes no machines."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import turns
from benchmarks.corpus import Corpus, Release
from benchmarks.outputs import OutputsDiffer, samples
from benchmarks.results import Machine, Results, ResultsDiffer, Row, ToolFacts
from benchmarks.tools.tool import Command, Tool, fresh_folder, write
from benchmarks.turns import SLOW, OutOfTime, Turns, Wanted
from benchmarks.words import Pair

pytestmark = pytest.mark.slow

CORPUS = Corpus(25)
MACHINE = Machine(2, "Some processor", 24 * 2**30, "Linux 6", "3.11.7")

# Each build leaves a line, and copies the source to the output.
COPY = """\
import shutil
shutil.copytree("content", "output", dirs_exist_ok=True)
print("built", file=open("builds.txt", "a"))
"""


class Copier(Tool):
    """A generator that copies: its output is its source."""

    def __init__(self, key: str, says: str = "text", *, keeps: bool = False) -> None:
        self.key = self.label = key
        self._says = says
        self._keeps = keeps
        self.has_same_pages = not keeps

    def takes(self, measure: str) -> bool:
        return measure in ("clean", "kept") if self._keeps else super().takes(measure)

    def forget_but_pictures(self, folder: Path) -> None:
        self.forget(folder)
        write(folder / "kept.txt", "kept")

    def install(self) -> None:
        pass

    def version(self) -> str:
        return "1.0"

    def write_site(self, corpus: Corpus, folder: Path) -> None:
        fresh_folder(folder)
        write(folder / "copy.py", COPY)
        for address in addresses(corpus):
            write(folder / "content" / address.strip("/") / "index.html", f"{self._says} {address}")

    def build(self, folder: Path, *, is_clean: bool) -> tuple[Command, ...]:
        return (Command((sys.executable, "-S", "copy.py"), folder),)

    def output(self, folder: Path) -> Path:
        return folder / "output"

    def left_behind(self, folder: Path) -> tuple[Path, ...]:
        return (folder / "output",)

    def text_file(self, folder: Path, release: Release, language: str) -> Path:
        raise NotImplementedError

    def rename(self, folder: Path, key: str, name: Pair) -> None:
        raise NotImplementedError

    def release_template(self, folder: Path) -> Path:
        raise NotImplementedError


def addresses(corpus: Corpus) -> set[str]:
    releases = {release.address(tag) for release in corpus for tag in ("az", "en")}
    return releases | set(samples(corpus))


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.processes.os.sync", lambda: None)


OWN, PEER = Copier("beyan"), Copier("peer")


def results_of(*tools: Tool) -> Results:
    return Results(MACHINE, [ToolFacts(tool.key, tool.label, tool.version(), ()) for tool in tools])


def take(
    results: Results, folder: Path, wanted: Wanted, tools: tuple[Tool, ...] = (OWN, PEER)
) -> int:
    """Measure; how often the results were saved."""
    saved: list[int] = []
    Turns(tools, CORPUS, folder, wanted, results, lambda: saved.append(1)).take()
    return len(saved)


def builds(folder: Path, tool: Tool) -> int:
    return len((folder / f"{tool.key}-{CORPUS.size}" / "builds.txt").read_text().splitlines())


def runs(results: Results) -> dict[tuple[str, str], int]:
    return {(row.tool, row.measure): row.runs for row in results.rows if row.runs}


WANTED = Wanted(("clean", "nothing"), repeat=2, slow_repeat=1)


def test_every_value_is_saved_when_it_is_there(tmp_path: Path) -> None:
    results = results_of(OWN, PEER)
    assert take(results, tmp_path, WANTED) == 8
    assert set(runs(results).values()) == {2}
    assert {(each.tool, each.files) for each in results.written if each.kind == "release page"} == {
        ("beyan", 50),
        ("peer", 50),
    }


def test_a_run_that_was_cut_off_takes_only_what_is_missing(tmp_path: Path) -> None:
    results = results_of(OWN, PEER)
    results.rows = [
        Row(CORPUS.size, "beyan", "clean", [1.0, 1.0], [1.0, 1.0]),
        Row(CORPUS.size, "beyan", "nothing", [1.0], [1.0]),
        Row(CORPUS.size, "peer", "clean", [1.0], [1.0]),
    ]
    assert take(results, tmp_path, WANTED) == 4
    assert set(runs(results).values()) == {2}
    # One build each that is not measured, for the others to follow on.
    assert (builds(tmp_path, OWN), builds(tmp_path, PEER)) == (2, 4)
    assert take(results, tmp_path, WANTED) == 0


def test_a_peer_is_added_without_measuring_the_others_again(tmp_path: Path) -> None:
    results = results_of(OWN)
    take(results, tmp_path, WANTED, (OWN,))
    before = [list(row.wall) for row in results.rows]
    assert take(results, tmp_path, WANTED) == 4
    assert [list(row.wall) for row in results.rows if row.tool == "beyan"] == before


def test_pages_that_differ_end_the_run_before_their_cost_counts(tmp_path: Path) -> None:
    results = results_of(OWN, PEER)
    with pytest.raises(OutputsDiffer):
        take(results, tmp_path, WANTED, (OWN, Copier("peer", says="other words")))
    assert runs(results) == {("beyan", "clean"): 1}


def test_a_slow_tool_repeats_its_clean_build_only(tmp_path: Path) -> None:
    results = results_of(OWN, PEER)
    results.rows = [Row(CORPUS.size, "peer", "clean", [SLOW + 1], [1.0])]
    take(results, tmp_path, WANTED)
    assert runs(results)["peer", "clean"] == 2
    assert runs(results)["peer", "nothing"] == 1
    assert runs(results)["beyan", "nothing"] == 2


def test_a_preview_is_measured_as_often_as_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "save_to_page", lambda site, times: [0.1] * times)
    results = results_of(OWN, PEER)
    results.rows = [Row(CORPUS.size, "peer", "preview", [0.2])]
    take(results, tmp_path, Wanted(("preview",), repeat=3, slow_repeat=3))
    assert results.row(CORPUS.size, "peer", "preview").wall == [0.2, 0.1, 0.1]
    assert results.row(CORPUS.size, "beyan", "preview").runs == 3


def test_a_tool_is_measured_only_as_it_can_be(tmp_path: Path) -> None:
    """Nor are its pages compared where it has others."""
    more = Copier("beyan-defaults", says="other words", keeps=True)
    results = results_of(OWN, more)
    wanted = Wanted(("clean", "nothing", "kept"), repeat=1, slow_repeat=1)
    take(results, tmp_path, wanted, (OWN, more))
    assert runs(results) == {
        ("beyan", "clean"): 1,
        ("beyan", "nothing"): 1,
        ("beyan-defaults", "clean"): 1,
        ("beyan-defaults", "kept"): 1,
    }
    assert (tmp_path / f"{more.key}-{CORPUS.size}" / "kept.txt").is_file()
    assert take(results, tmp_path, wanted, (OWN, more)) == 0


def test_no_measure_begins_when_the_time_is_over(tmp_path: Path) -> None:
    results = results_of(OWN, PEER)
    saved: list[int] = []
    turns = Turns(
        (OWN, PEER),
        CORPUS,
        tmp_path,
        WANTED,
        results,
        lambda: saved.append(1),
        lambda: len(saved) == 3,
    )
    with pytest.raises(OutOfTime):
        turns.take()
    assert sum(runs(results).values()) == 3
    assert take(results, tmp_path, WANTED) == 5
    assert set(runs(results).values()) == {2}


def test_results_of_another_machine_or_version_are_refused() -> None:
    earlier = results_of(OWN, PEER)
    assert earlier.going_on(results_of(OWN)).tools == earlier.tools
    with pytest.raises(ResultsDiffer, match="4"):
        earlier.going_on(replace(results_of(OWN), machine=replace(MACHINE, cores=4)))
    other = replace(results_of(OWN), tools=[ToolFacts("peer", "peer", "2.0", ())])
    with pytest.raises(ResultsDiffer, match=r"peer 1\.0, and this is 2\.0"):
        earlier.going_on(other)
