"""The page and the plot, from results that stand still."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import report
from benchmarks.plot import draw
from benchmarks.results import Machine, Results, Row, Scale, ToolFacts, Written, load

GB = 10**9


@pytest.fixture
def results() -> Results:
    return Results(
        machine=Machine(2, "Some processor", 24 * 2**30, "Linux 6", "3.11.7"),
        tools=[
            ToolFacts("beyan", "Bəyan", "0.1", ()),
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
        ],
        written=[
            Written(1_000, "beyan", "release page", 2_000, 34_000_000),
            Written(1_000, "beyan", "other", 4, 100_000),
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


def test_a_page_at_the_large_size_is_compared_with_one_at_the_small(results: Results) -> None:
    assert "1.10 times as many seconds" in " ".join(report.page(results).split())


def test_goals_are_told_as_reached_or_missed_at_their_size_only(results: Results) -> None:
    assert "one text edited, as a share" not in report.page(results)
    results.rows += [
        Row(10_000, "beyan", "clean", [30.0]),
        Row(10_000, "hugo", "clean", [40.0]),
        Row(10_000, "beyan", "edit", [0.5]),
        Row(10_000, "hugo", "edit", [40.0]),
        Row(10_000, "beyan", "preview", [0.04]),
    ]
    page = report.page(results)
    assert "| clean build, as a share of Hugo’s | 0.70 | 0.75 | missed |" in page
    assert "| one text edited, as a share of Hugo’s | 1/30 | 1/80 | reached |" in page
    assert "| preview, save to page | 150 ms | 40 ms | reached |" in page
    assert "| a page at 100,000 releases, beside one at 1,000 | 1.2 | 1.10 | reached |" in page


@pytest.mark.parametrize(
    ("ratio", "text"), [(2.705, "2.71"), (0.5, "0.50"), (0.1, "1/10"), (0.001, "1/1,000")]
)
def test_a_share_is_easy_to_read(ratio: float, text: str) -> None:
    assert report.share(ratio) == text


def test_the_plot_is_well_formed_and_keeps_text_as_text(results: Results) -> None:
    plot = ElementTree.fromstring(draw(results))
    texts = [element.text for element in plot.iter("{http://www.w3.org/2000/svg}text")]
    assert "Clean build" in texts
    assert "Bəyan" in texts
    assert "5.0 s" in texts
    assert "1.0 GB" in texts


def test_results_come_back_from_their_file_as_they_were(results: Results, tmp_path: Path) -> None:
    results.save(tmp_path / "results.json")
    assert load(tmp_path / "results.json") == results


def test_page_and_plot_are_written_from_results(results: Results, tmp_path: Path) -> None:
    report.write(results, tmp_path)
    assert (tmp_path / "benchmarks.md").read_text() == report.page(results)
    assert (tmp_path / "images" / "benchmarks.svg").read_text() == draw(results)
