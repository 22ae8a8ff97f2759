"""The page and the plot, from results that stand still."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import report
from benchmarks.alone import ALONE
from benchmarks.plot import draw
from benchmarks.results import Alone, Machine, Results, Row, Scale, ToolFacts, Written, load
from benchmarks.tables import share

GB = 10**9


@pytest.fixture
def results() -> Results:
    return Results(
        machine=Machine(2, "Some processor", 24 * 2**30, "Linux 6", "3.11.7", "not optimised"),
        tools=[
            ToolFacts("beyan", "Bəyan", "0.1", ()),
            ToolFacts("beyan-defaults", "Bəyan, everything on", "0.1", ()),
            ToolFacts("hugo", "Hugo", "0.168.0", ("no choice of language at `/`",)),
        ],
        days=["2026-11-23", "2026-11-24"],
        rows=[
            Row(1_000, "beyan", "clean", [5.0, 4.0, 9.0], [8.0, 8.0, 8.0]),
            Row(1_000, "hugo", "clean", [10.0, 10.0, 10.0], [18.0, 18.0, 18.0]),
            Row(1_000, "beyan", "edit", [0.1], [0.1]),
            Row(1_000, "hugo", "edit", [3.0], [5.0]),
            Row(1_000, "beyan", "memory", memory=[GB // 10]),
            Row(1_000, "hugo", "memory", memory=[GB]),
            Row(1_000, "beyan", "preview", failed="it has no preview"),
            Row(1_000, "hugo", "preview", [0.25]),
            Row(1_000, "beyan-defaults", "clean", [12.5], [20.0]),
            Row(1_000, "beyan-defaults", "kept", [7.5], [11.0]),
            Row(1_000, "beyan-defaults", "memory", memory=[GB // 5]),
        ],
        written=[
            Written(1_000, "beyan", "release page", 2_000, 34_000_000),
            Written(1_000, "beyan", "other", 4, 100_000),
            Written(1_000, "beyan-defaults", "release page", 2_000, 40_000_000),
            Written(1_000, "beyan-defaults", "other", 2_004, 60_000_000),
        ],
        scale=[
            Scale(1_000, 3_000, 6_000, GB, 10.0, 20.0, 100),
            Scale(100_000, 300_000, 600_000, 100 * GB, 1_100.0, 2_200.0, 200),
        ],
    )


def test_a_row_shows_the_median_and_the_share(results: Results) -> None:
    page = report.page(results)
    assert "| clean build | 5.00 s | 10.0 s (0.50) |" in page
    assert "| one text edited | 0.10 s | 3.00 s (1/30) |" in page
    assert "| memory, clean build | 100 MB | 1,000 MB (1/10) |" in page
    assert "| preview, save to page | – | 250 ms |" in page


def test_the_page_says_of_how_many_runs_each_value_is_the_median(results: Results) -> None:
    _, _, runs = report.page(results).partition("Runs that each of these is the median of:")
    assert runs.splitlines()[2:8] == [
        "|  | Bəyan | Hugo |",
        "|---|---|---|",
        "| clean build | 3 | 3 |",
        "| one text edited | 1 | 1 |",
        "| preview, save to page | – | 1 |",
        "| memory, clean build | 1 | 1 |",
    ]


def test_the_page_says_what_was_written_and_where(results: Results) -> None:
    page = report.page(results)
    assert "| release page | 2,000 × 17.0 kB | none |" in page
    assert "| other | 4, 100 kB | none |" in page
    assert "| processor | 2 cores, Some processor |" in page
    assert "- no choice of language at `/`" in page
    assert "| date | 2026-11-23 to 2026-11-24 |" in page
    assert "| Python | 3.11.7, not optimised |" in page


def test_everything_on_has_a_table_of_its_own_and_no_place_among_the_peers(
    results: Results,
) -> None:
    page = report.page(results)
    assert "|  | Bəyan | Hugo |" in page
    assert "| clean build | 5.00 s | 12.5 s | 2.50 |" in page
    assert "| clean build, pictures kept | 5.00 s | 7.50 s | 1.50 |" in page
    assert "| memory, clean build | 100 MB | 200 MB | 2.00 |" in page
    assert "4,004 files, 100 MB" in page
    assert "everything on" not in draw(results)
    results.rows = [row for row in results.rows if row.tool != "beyan-defaults"]
    assert "| with everything on |" not in report.page(results)


def test_what_bəyan_alone_was_asked_is_told_beside_what_it_is_compared_with(
    results: Results,
) -> None:
    assert "## Bəyan alone" not in report.page(results)
    results.alone = [
        Alone("check", 10_000, [9.0, 6.0, 8.0], [24.0, 25.0, 20.0]),
        Alone("cards", 1_002, [4.008]),
        Alone("logs", 1_000_000, [3.0], [10.0]),
    ]
    page = report.page(results)
    assert "| 1,002 social cards, of processor | 4.01 s | – | – |" in page
    assert "never built; beside it a clean build | 8.00 s | 24.0 s | 0.33 |" in page
    assert "1,000,000 lines of an access log; beside it GoAccess | 3.00 s | 10.0 s | 0.30 |" in page
    assert report.ALONE.keys() == ALONE.keys()


def test_a_page_at_the_large_size_is_compared_with_one_at_the_small(results: Results) -> None:
    assert "1.10 times as many seconds" in " ".join(report.page(results).split())


def test_goals_are_told_as_reached_missed_or_not_measured(results: Results) -> None:
    results.rows += [
        Row(10_000, "beyan", "clean", [30.0]),
        Row(10_000, "hugo", "clean", [40.0]),
        Row(10_000, "beyan", "edit", [0.4]),
        Row(10_000, "hugo", "edit", [40.0]),
        Row(10_000, "beyan", "preview", [0.04]),
    ]
    page = report.page(results)
    assert "| clean build at 10,000 releases, as a share of Hugo’s | 0.50 | 0.75 | missed |" in page
    assert "| clean build at 1,000 releases, as a share of Hugo’s | 0.70 | 0.50 | reached |" in page
    label = "| one text edited at 10,000 releases, as a share of Hugo’s"
    assert f"{label} | 1/80 | 1/100 | reached |" in page
    label = "| nothing changed at 10,000 releases, as a share of Hugo’s"
    assert f"{label} | 1/100 | – | not measured |" in page
    assert "| preview at 10,000 releases, save to page | 150 ms | 40 ms | reached |" in page
    assert "| a page at 100,000 releases, beside one at 1,000 | 1.20 | 1.10 | reached |" in page


def goal(results: Results, label: str) -> str:
    goals = report.page(results).partition("## Goals")[2].partition("\n## ")[0]
    (line,) = (line for line in goals.splitlines() if label in line)
    return line.partition(label)[2].strip(" |")


CHECK = "a check at 10,000 releases, as a share of a clean build"


@pytest.mark.parametrize(
    ("found", "label", "told"),
    [
        (
            Alone("everything", 2_000, [19.0], [9.0]),
            "on, from nothing",
            "20.0 s | 19.0 s | reached",
        ),
        (
            Alone("everything", 2_000, [19.0], [9.0]),
            "on, pictures kept",
            "8.00 s | 9.00 s | missed",
        ),
        (Alone("cards", 1_000, [3.5]), "a social card, of processor", "4.0 ms | 3.5 ms | reached"),
        (Alone("cards", 1_000, [87.0]), "a social card, of processor", "4.0 ms | 87 ms | missed"),
        (Alone("search", 10_000, [65.0], [26.0]), "what search adds", "25% | 150% | missed"),
        (Alone("search", 10_000, [30.0], [26.0]), "what search adds", "25% | 15% | reached"),
        (Alone("search", 100, [30.0], [26.0]), "what search adds", "25% | – | not measured"),
        (Alone("photo", 12_000_000, [0.5]), "12 megapixels, of", "0.60 s | 0.50 s | reached"),
        (Alone("check", 10_000, [9.0], [24.0]), f"{CHECK} |", "0.33 | 0.38 | missed"),
        (Alone("check", 10_000, [8.04], [24.0]), f"{CHECK} |", "0.33 | more than 0.33 | missed"),
        (Alone("held", 10_000, [8.0], [25.0]), f"{CHECK}, where", "0.33 | 0.32 | reached"),
        (Alone("logs", 1_000_000, [4.0], [9.0]), "`views import`, as", "0.50 | 0.44 | reached"),
    ],
    ids=lambda each: each.name if isinstance(each, Alone) else None,
)
def test_a_goal_of_bəyan_alone_is_held_to_its_own_size(
    results: Results, found: Alone, label: str, told: str
) -> None:
    results.alone = [found]
    assert goal(results, label).endswith(told)


def test_without_any_value_there_are_no_goals(results: Results) -> None:
    results.rows, results.scale = [], []
    assert "## Goals" not in report.page(results)


@pytest.mark.parametrize(
    ("ratio", "text"), [(2.705, "2.71"), (0.5, "0.50"), (0.1, "1/10"), (0.001, "1/1,000")]
)
def test_a_share_is_easy_to_read(ratio: float, text: str) -> None:
    assert share(ratio) == text


def test_the_plot_is_well_formed_and_keeps_text_as_text(results: Results) -> None:
    plot = ElementTree.fromstring(draw(results))
    texts = [element.text for element in plot.iter("{http://www.w3.org/2000/svg}text")]
    assert "Clean build" in texts
    assert "Bəyan" in texts
    assert "5.0 s" in texts
    assert "1.0 GB" in texts


def test_results_come_back_from_their_file_as_they_were(results: Results, tmp_path: Path) -> None:
    results.alone = [Alone("cards", 1_002, [4.0])]
    results.save(tmp_path / "results.json")
    assert load(tmp_path / "results.json") == results


def test_results_of_before_can_still_be_read() -> None:
    """Their fields stay; what came later is empty."""
    found = load()
    assert found.rows
    assert found.compared == [tool for tool in found.tools if tool.key != "beyan-defaults"]


def test_page_and_plot_are_written_from_results(results: Results, tmp_path: Path) -> None:
    report.write(results, tmp_path)
    assert (tmp_path / "benchmarks.md").read_text() == report.page(results)
    assert (tmp_path / "images" / "benchmarks.svg").read_text() == draw(results)
