"""A sample of `make fuzz`, and that its judges see what they are there for."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.source.edition import ReleaseForm
from tests.fuzz import generated, seeds
from tests.fuzz.__main__ import hung, run
from tests.fuzz.judgement import guarded, misplaced, unknown_keys
from tests.fuzz.kinds import READERS, SITES, Kind
from tests.fuzz.place import Place

SEED = 20_261_129
# Of a thousand mutants of all kinds; `make fuzz` reads twenty thousand.
SAMPLE = 400


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    before = signal.signal(signal.SIGALRM, hung)
    yield Place(seeds.own_site(tmp_path / "site"))
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("kind", READERS, ids=lambda kind: kind.name)
def test_what_is_wrong_in_a_file_is_told_at_its_place(place: Place, kind: Kind) -> None:
    numbers = range(max(3, SAMPLE * kind.share // 1000))
    found = {number: run(kind, place, SEED, number) for number in numbers}
    assert {number: faults for number, faults in found.items() if faults} == {}


@pytest.mark.parametrize("kind", SITES, ids=lambda kind: kind.name)
def test_a_site_with_a_spoilt_file_is_published_as_it_stands_or_not_at_all(
    place: Place, kind: Kind
) -> None:
    numbers = range(max(1, SAMPLE * kind.share // 1000))
    found = {number: run(kind, place, SEED, number) for number in numbers}
    assert {number: faults for number, faults in found.items() if faults} == {}


def test_any_value_at_any_key_is_read_or_told(place: Place) -> None:
    found, told = generated.faults(place, SEED, 100)
    assert found == []
    assert told > 50


@pytest.mark.parametrize(
    "lie",
    [
        problem("empty-value", Span("content/topics.yaml", 4), key="a"),
        problem("empty-value", Span("content/topics.yaml", 0), key="a"),
        problem("empty-value", Span("content/topics.yaml", 1, 99), key="a"),
        problem("empty-value", Span("content/nothing.yaml"), key="a"),
        problem("no-such-code", Span("content/topics.yaml")),
        problem("empty-value", Span("content/topics.yaml")),
    ],
    ids=["line", "no line", "column", "file", "code", "value"],
)
def test_a_problem_that_is_told_wrongly_is_a_fault(tmp_path: Path, lie: Diagnostic) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/topics.yaml").write_text("law:\n  name: {az: Hüquq}")
    right = problem("empty-value", Span("content/topics.yaml", 2, 19), key="a")
    assert list(misplaced([right], tmp_path)) == []
    assert guarded(misplaced([lie], tmp_path)) != []


def test_a_key_that_nobody_reads_is_a_fault() -> None:
    assert list(unknown_keys("title: A\nphotos: []\n", ReleaseForm)) == []
    assert list(unknown_keys("title: A\nfotos: []\n", ReleaseForm)) != []
    assert list(unknown_keys("title: <!--\nfotos: []\n-->\n", ReleaseForm)) == []


def test_an_error_of_a_reader_is_a_fault_with_its_place() -> None:
    def broken() -> Iterator[str]:
        yield "one"
        raise ZeroDivisionError

    (fault,) = guarded(broken())
    assert fault.startswith("ZeroDivisionError")
