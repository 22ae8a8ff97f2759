"""What comes back does not depend on how many processes there are."""

from __future__ import annotations

import os

import pytest

from beyan.publish.workers import Aside, spread


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    items = list(range(1500))
    assert list(spread(lambda n: n * n, items, jobs=jobs)) == [n * n for n in items]


def test_much_work_is_done_elsewhere_and_little_here() -> None:
    assert set(spread(lambda _: os.getpid(), range(10), jobs=4)) == {os.getpid()}
    elsewhere = set(spread(lambda _: os.getpid(), range(2000), jobs=2))
    assert os.getpid() not in elsewhere


@pytest.mark.parametrize(("items", "jobs", "expected"), [(1500, 2, 1), (1500, 1, 0), (10, 4, 0)])
def test_something_is_done_here_while_others_work(items: int, jobs: int, expected: int) -> None:
    done: list[int] = []
    results = spread(abs, range(items), jobs=jobs, meanwhile=lambda: done.append(os.getpid()))
    assert next(results) == 0
    assert done == [os.getpid()] * expected
    assert list(results) == list(range(1, items))
    assert len(done) == expected


def test_an_exception_of_a_worker_is_raised_here() -> None:
    def fail(item: int) -> int:
        if item == 700:
            raise LookupError("seven hundred")
        return item

    with pytest.raises(LookupError, match="seven hundred"):
        list(spread(fail, range(1500), jobs=2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_done_aside_gives_the_same_here(jobs: int) -> None:
    aside = Aside(lambda: ("ə" * 100_000, frozenset({1})), jobs=jobs)
    assert aside.result() == ("ə" * 100_000, frozenset({1}))
    assert aside.result() == ("ə" * 100_000, frozenset({1}))


def test_what_fails_aside_fails_here() -> None:
    def fail() -> int:
        raise LookupError("aside")

    with pytest.raises(LookupError, match="aside"):
        Aside(fail, jobs=2).result()
