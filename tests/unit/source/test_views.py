"""Reads counted on this site, as content/views.csv has them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyan.model.views import VIEWS_FILE, VIEWS_HEADER, MonthlyReads
from beyan.source.table import read_table, table_text
from beyan.source.views import load_view_counts, load_views
from tests.conftest import CONFIG, SampleSite, release

Make = Callable[..., SampleSite]
HEADER = "month,release,language,reads\n"
X = "content/releases/2026/x.az.md"
PAGE = "/az/releases/2026/x/"


def file(folder: Path, text: str) -> Path:
    path = folder / VIEWS_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return folder


def test_a_site_without_the_file_has_no_reads(tmp_path: Path) -> None:
    assert load_views(tmp_path) == ([], [])


def test_months_are_summed_by_release_and_language(tmp_path: Path) -> None:
    rows = "2026-03,2026/x,az,5\n2026-04,2026/x,az,6\n2026-04,2026/x,en,1\n"
    counted, problems = load_view_counts(file(tmp_path, HEADER + rows))
    assert problems == []
    assert counted.totals == {("releases/2026/x", "az"): 11, ("releases/2026/x", "en"): 1}
    assert counted.months == {"2026-03", "2026-04"}


def test_blank_lines_windows_ends_and_spaces_are_no_problem(tmp_path: Path) -> None:
    rows, problems = load_views(file(tmp_path, HEADER + "\r\n2026-03 , 2026/x,az,5\r\n\r\n"))
    assert problems == []
    assert rows == [MonthlyReads("2026-03", "2026/x", "az", 5)]


def test_all_problems_of_the_file_come_at_once(tmp_path: Path) -> None:
    _, problems = load_views(file(tmp_path, HEADER + "March,2026/x,az,many\n1,2\n2026-03,x,,01\n"))
    assert [(each.code, each.span.line, each.span.column) for each in problems] == [
        ("table-row", 3, 1),
        ("bad-month", 2, 1),
        ("bad-number", 2, 17),
        ("empty-value", 4, 11),
        ("bad-number", 4, 12),
    ]


@given(
    st.lists(
        st.tuples(*[st.text("ab ,\"əİ/-=+@'", min_size=1).filter(lambda t: t == t.strip())] * 4),
        unique=True,
    )
)
def test_a_table_that_was_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    root = file(tmp_path_factory.mktemp("table"), table_text(VIEWS_HEADER, rows))
    found, problems = read_table(root, VIEWS_FILE, VIEWS_HEADER)
    assert problems == []
    assert [tuple(each.values) for each in found] == sorted(rows)
    for row in found:
        for column in range(4):
            rest = row.text[row.span(column).column - 1 :]
            assert rest.lstrip("\"'").startswith(row.values[column].lstrip("\"'")[:1])


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("https://example.org")', "+1", "-1", "@x", "'=x", "'"]
)
def test_no_cell_begins_a_formula(tmp_path: Path, name: str) -> None:
    text = table_text(VIEWS_HEADER, [("2026-03", name, "az", 8)])
    (cells,) = list(csv.reader(text.splitlines()))[1:]
    assert not cells[1].startswith(("=", "+", "-", "@"))
    (row,), _ = read_table(file(tmp_path, text), VIEWS_FILE, VIEWS_HEADER)
    assert row.values[1] == name


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\x0b"])
def test_no_cell_begins_another_row(sign: str) -> None:
    text = table_text(VIEWS_HEADER, [("2026-03", f"x{sign}2026-04,y", "az", 8)])
    assert len(text.splitlines()) == 2


def test_the_page_shows_the_reads_before_this_site_and_on_it(site: Make) -> None:
    made = site({X: release(views="360"), VIEWS_FILE: HEADER + "2026-03,2026/x,az,8\n"})
    page = made.build().html(PAGE)
    assert "368 dəfə oxunub" in page
    assert '"userInteractionCount": 368' in page.replace('":', '": ').replace("  ", " ")


def test_without_any_read_no_count_is_shown(site: Make) -> None:
    made = site({X: release(), VIEWS_FILE: HEADER + "2026-03,2026/x,az,0\n"})
    page = made.build().html(PAGE)
    assert "dəfə oxunub" not in page
    assert "interactionStatistic" not in page


def test_a_count_of_nought_that_an_officer_wrote_is_shown(site: Make) -> None:
    page = site({X: release(views="0")}).build().html(PAGE)
    assert "0 dəfə oxunub" in page


def test_a_withdrawn_release_shows_no_count(site: Make) -> None:
    withdrawn = release(views="360", withdrawn="{date: 2026-04-01, reason: səhv}")
    page = site({X: withdrawn, VIEWS_FILE: HEADER + "2026-03,2026/x,az,8\n"}).build().html(PAGE)
    assert "oxunub" not in page


@pytest.mark.parametrize("count", [0, 5])
def test_a_count_changes_the_release_page_and_the_lists_of_the_most_read(
    site: Make, count: int
) -> None:
    settings = f"{CONFIG}most_read: {{count: {count}}}\n"
    made = site({X: release(), "content/releases/2026/y.en.md": release("Y")}, settings)
    before = made.change({VIEWS_FILE: HEADER + "2026-03,2026/x,az,7\n"}).build().tree()
    after = made.change({VIEWS_FILE: HEADER + "2026-03,2026/x,az,8\n"}).build().tree()
    page, ranking = "az/releases/2026/x/index.html", "az/most-read/index.html"
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == ({page, ranking} if count else {page})
