"""Spans of time whose requests have been counted."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from beyan.desk.coverage import Coverage, Stretch, load_coverage
from beyan.model.views import COVERAGE_FILE

HEADER = "source,from,until,first,last\n"


@pytest.fixture(params=["UTC", "Asia/Baku", "America/New_York"])
def zone(request: pytest.FixtureRequest) -> Iterator[None]:
    """That of the machine, which nothing may depend on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


def table(root: Path, *rows: str) -> Path:
    path = root / COVERAGE_FILE
    path.parent.mkdir()
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows))
    return root


@pytest.mark.parametrize(
    ("spans", "joined"),
    [
        ([(10, 20), (15, 30)], [(10, 30)]),
        ([(10, 30), (15, 20)], [(10, 30)]),
        # Both ends are included, so what begins a second later goes on.
        ([(10, 20), (20, 30)], [(10, 30)]),
        ([(10, 20), (21, 30)], [(10, 30)]),
        ([(10, 20), (22, 30)], [(10, 20), (22, 30)]),
        ([(22, 30), (10, 20)], [(10, 20), (22, 30)]),
        ([(5, 5), (5, 5)], [(5, 5)]),
    ],
)
def test_spans_that_touch_are_one(
    spans: list[tuple[int, int]], joined: list[tuple[int, int]]
) -> None:
    at_once, in_turn = Coverage(), Coverage()
    at_once.add("web", [Stretch(*span) for span in spans])
    for span in spans:
        in_turn.add("web", [Stretch(*span)])
    for coverage in (at_once, in_turn):
        found = [coverage.stretch_at("web", first) for first, _ in joined]
        assert found == [Stretch(*span) for span in joined]
        assert coverage.text().count("\n") == 1 + len(joined)


SOME, OTHERS = frozenset({"aaaaaa"}), frozenset({"bbbbbb"})


@pytest.mark.parametrize(
    ("alone", "other", "counted"),
    [
        # A log that ends in the second, after a hole, and one that begins in it.
        (Stretch(20, 20, None, SOME), Stretch(20, 30, OTHERS, None), SOME | OTHERS),
        # One that begins in it, before a hole, and one that ends in it.
        (Stretch(20, 20, SOME, None), Stretch(10, 20, None, OTHERS), SOME | OTHERS),
        # Both have that second alone at an end.
        (Stretch(20, 20, None, SOME), Stretch(20, 20, OTHERS, None), SOME | OTHERS),
        (Stretch(20, 20, None, SOME), Stretch(20, 20, OTHERS, OTHERS), SOME | OTHERS),
        # One goes on before and after it, or has it alone between two holes: all is known.
        (Stretch(20, 20, None, SOME), Stretch(10, 30, OTHERS, OTHERS), None),
        (Stretch(20, 20, SOME, None), Stretch(20, 20), None),
    ],
)
def test_a_second_alone_at_the_end_of_a_log_may_go_on_in_another(
    alone: Stretch, other: Stretch, counted: frozenset[str] | None
) -> None:
    for both in ([alone, other], [other, alone]):
        at_once, in_turn = Coverage(), Coverage()
        at_once.add("web", both)
        for each in both:
            in_turn.add("web", [each])
        for coverage in (at_once, in_turn):
            assert coverage.counted("web").ends.get(20) == counted


@pytest.mark.parametrize(
    ("at", "span"),
    [
        (9, None),
        (10, (10, 20)),
        (20, (10, 20)),
        (21, None),
        (39, None),
        (40, (40, 40)),
        (41, None),
    ],
)
def test_an_instant_lies_in_a_span_up_to_both_its_ends(
    at: int, span: tuple[int, int] | None
) -> None:
    coverage = Coverage()
    coverage.add("web", [Stretch(10, 20), Stretch(40, 40)])
    assert coverage.stretch_at("web", at) == (Stretch(*span) if span else None)
    assert coverage.stretch_at("mirror", at) is None


@pytest.mark.usefixtures("zone")
def test_what_is_written_is_read_again_whatever_the_machines_zone(tmp_path: Path) -> None:
    row = "web,2026-03-29T00:30:00Z,2026-11-22T08:00:00Z,,"
    coverage, problems = load_coverage(table(tmp_path, row))
    assert problems == []
    assert coverage.stretch_at("web", 1_774_744_200) == Stretch(1_774_744_200, 1_795_334_400)
    assert coverage.text() == f"{HEADER}{row}\n"


def test_each_instant_that_cannot_be_read_is_told_where_it_stands(tmp_path: Path) -> None:
    rows = (
        "web,2026-11-22T08:00:00Z,2026-11-22T09:00:00Z,,",
        "web,yesterday,2026-11-22,,",
        "mirror,2026-11-22T08:00:00Z,soon,,",
    )
    coverage, problems = load_coverage(table(tmp_path, *rows))
    assert [(str(each.span), each.code, dict(each.values)) for each in problems] == [
        (f"{COVERAGE_FILE}:3:5", "bad-instant", {"value": "yesterday"}),
        (f"{COVERAGE_FILE}:3:15", "bad-instant", {"value": "2026-11-22"}),
        (f"{COVERAGE_FILE}:4:29", "bad-instant", {"value": "soon"}),
    ]
    assert coverage.text() == f"{HEADER}{rows[0]}\n"
