"""Reads by month and the most read releases, as values and as the board shows them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from beyan.desk.reads import (
    MONTHS,
    MonthReads,
    MostRead,
    most_read,
    plot,
    reads_by_month,
    reads_section,
    round_ticks,
)
from beyan.model.views import MonthlyReads
from beyan.model.words import Words
from beyan.source.settings import load_config
from beyan.source.site import load_site
from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
TODAY = date(2026, 11, 22)
HEADER = "month,release,language,reads\n"


def some_months(*reads: int) -> list[MonthReads]:
    """The last months have these reads, those before none."""
    months = reads_by_month([], TODAY)
    return [
        *months[: -len(reads)],
        *(m._replace(reads=n) for m, n in zip(months[-len(reads) :], reads, strict=True)),
    ]


def test_the_months_are_the_last_two_years_with_those_without_reads() -> None:
    rows = [
        MonthlyReads("2024-11", "2024/x", "az", 9),
        MonthlyReads("2024-12", "2024/x", "az", 2),
        MonthlyReads("2026-11", "2024/x", "az", 3),
        MonthlyReads("2026-11", "2024/x", "en", 4),
        MonthlyReads("2026-12", "2024/x", "az", 9),
    ]
    months = reads_by_month(rows, TODAY)
    assert len(months) == MONTHS
    assert (months[0], months[1]) == ((date(2024, 12, 1), 2), (date(2025, 1, 1), 0))
    assert months[-1] == (date(2026, 11, 1), 7)
    assert sum(each.reads for each in months) == 9


def test_the_most_read_have_the_reads_before_this_site_and_of_all_languages(site: Make) -> None:
    folder = "content/releases/2026"
    made = site(
        {
            f"{folder}/a.az.md": release("A", "2026-03-01", views="5"),
            f"{folder}/b.az.md": release("B", "2026-03-02", views="2"),
            f"{folder}/b.en.md": release("B en", "2026-03-02", views="1"),
            f"{folder}/c.az.md": release("C", "2026-03-03"),
            f"{folder}/d.en.md": release("D en", "2026-03-04", views="5"),
            f"{folder}/e.az.md": release("Gizli", "2026-03-04", views="99", draft="true"),
            "content/views.csv": HEADER + "2026-03,2026/b,az,10\n2026-04,2026/e,az,10\n",
        }
    )
    config, _ = load_config(made.root)
    assert config is not None
    found = most_read(load_site(made.root, config, made.now).site, "az")
    assert found == [
        (Words("B", "az"), f"{folder}/b.az.md", 13),
        (Words("D en", "en"), f"{folder}/d.en.md", 5),
        (Words("A", "az"), f"{folder}/a.az.md", 5),
    ]


@given(st.integers(0, 10**12))
def test_ticks_are_round_few_and_reach_the_highest_bar(most: int) -> None:
    ticks = round_ticks(most)
    steps = {after - before for before, after in pairwise(ticks)}
    (step,) = steps
    assert re.fullmatch("[125]0*", str(step))
    assert ticks[0] == 0
    assert 2 <= len(ticks) <= 6
    assert ticks[-1] - step < max(most, 1) <= ticks[-1]


@settings(max_examples=30)
@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=MONTHS))
def test_bars_are_as_high_as_their_reads_and_stay_inside(reads: list[int]) -> None:
    months = some_months(*reads)
    drawing = html.fromstring(plot(months, "az"))
    _, _, width, height = map(float, drawing.get("viewbox", drawing.get("viewBox", "")).split())
    bars = [
        {name: float(bar.get(name, "nan")) for name in ("x", "y", "width", "height")}
        for bar in drawing.iter("rect")
    ]
    assert len(bars) == MONTHS
    for bar in bars:
        assert 0 <= bar["y"] <= bar["y"] + bar["height"] <= height
        assert 0 <= bar["x"] <= bar["x"] + bar["width"] <= width
    top = round_ticks(max(each.reads for each in months))[-1]
    for bar, month in zip(bars, months, strict=True):
        assert bar["height"] == pytest.approx(148 * month.reads / top, abs=0.11)


@pytest.mark.parametrize(
    ("language", "title", "told", "label"),
    [
        (
            "az",
            "Aylar üzrə oxunma",
            "Dekabr 2024 – noyabr 2026: cəmi 1.247; ən çoxu oktyabr 2026: 1.234.",
            "Noyabr 2026",
        ),
        (
            "en",
            "Reads per month",
            "December 2024 to November 2026: 1,247 in all; most in October 2026, 1,234.",
            "November 2026",
        ),
    ],
)
def test_the_plot_says_what_it_shows_in_the_officers_language(
    language: str, title: str, told: str, label: str
) -> None:
    drawing = html.fromstring(plot(some_months(1234, 13), language))
    named = " ".join(
        "".join(drawing.xpath(f"//*[@id='{name}']/text()"))
        for name in drawing.get("aria-labelledby", "").split()
    )
    assert drawing.get("role") == "img"
    assert named == f"{title} {told}"
    assert label in drawing.xpath("//text/text()")


def test_the_numbers_stand_beside_the_plot_in_a_table(site: Make) -> None:
    shown = html.fromstring(f"<div>{reads_section(some_months(5, 0, 7), [], 'en')}</div>")
    rows = [[cell.text_content() for cell in row] for row in shown.xpath("//tbody/tr")]
    assert rows[:3] == [["November 2026", "7"], ["October 2026", "0"], ["September 2026", "5"]]
    assert len(rows) == MONTHS


def test_titles_are_shown_in_their_language_escaped_and_linked() -> None:
    most = [MostRead(Words("<b>A & B", "az"), "a.az.md", 1234), MostRead(Words("C", "en"), "c", 1)]
    text = reads_section(some_months(1), most, "en", links={"a.az.md": "/az/releases/2026/a/"})
    shown = html.fromstring(f"<div>{text}</div>")
    assert [each.get("lang") for each in shown.xpath("//li/span[@lang]")] == ["az", "en"]
    assert shown.xpath("//li/span/a/@href") == ["/az/releases/2026/a/"]
    assert shown.xpath("//li[1]")[0].text_content() == "<b>A & B 1,234"


def test_without_reads_the_section_says_how_to_count_them() -> None:
    text = reads_section(reads_by_month([], TODAY), [], "en")
    assert "views import" in text
    assert "<svg" not in text


def test_the_section_has_no_script_style_or_address_of_its_own() -> None:
    text = reads_section(some_months(3), [MostRead(Words("A", "az"), "a", 1)], "az")
    assert not re.search(r"<script|<style|style=|https?:|on\w+=", text)
