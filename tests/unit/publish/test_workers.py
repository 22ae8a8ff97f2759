"""What comes back does not depend on how many processes there are."""

from __future__ import annotations

import gc
import os
import signal
import time
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from beyan.lifetime import WorkStopped, killed, reap
from beyan.publish import workers
from beyan.publish.forks import MOST_NUMBERS, fork_worker
from beyan.publish.tasks import BackgroundTask, SharedTask
from beyan.publish.workers import parallel_map


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    items = list(range(1500))
    assert list(parallel_map(lambda n: n * n, items, jobs=jobs)) == [n * n for n in items]


def test_little_work_is_done_here() -> None:
    assert set(parallel_map(lambda _: os.getpid(), range(10), jobs=4)) == {os.getpid()}


def test_much_work_is_done_here_and_elsewhere_by_no_more_than_are_allowed(tmp_path: Path) -> None:
    here, begun = os.getpid(), tmp_path / "begun"

    def work(_: int) -> int:
        if os.getpid() != here:
            begun.touch()
        until = time.monotonic() + 60
        while not begun.exists():
            assert time.monotonic() < until, "nobody else works"
            time.sleep(0.001)
        return os.getpid()

    at_work = set(parallel_map(work, range(2000), jobs=2))
    assert len(at_work) == 2
    assert here in at_work


def test_what_is_near_is_begun_by_each_process_in_a_part_of_its_own(tmp_path: Path) -> None:
    def work(item: int) -> tuple[int, int]:
        (tmp_path / f"{os.getpid()}").touch()
        until = time.monotonic() + 60
        while len(list(tmp_path.iterdir())) < 2:
            assert time.monotonic() < until, "nobody else works"
            time.sleep(0.001)
        return item, os.getpid()

    made = list(parallel_map(work, range(2000), jobs=2, near=True))
    assert [item for item, _ in made] == list(range(2000))
    assert made[0][1] == os.getpid()
    assert made[1000][1] != os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3, 40])
@pytest.mark.parametrize("items", [200, 1500, 8001])
def test_what_is_near_is_made_once_and_in_order_by_however_many(jobs: int, items: int) -> None:
    assert [*parallel_map(abs, range(items), jobs=jobs, near=True)] == [*range(items)]


@pytest.mark.parametrize("jobs", [2, 3, 64])
@pytest.mark.parametrize("near", [True, False])
@pytest.mark.parametrize("count", [1, 1000, 4001, 300_001])
def test_towards_the_end_less_is_made_at_a_time(count: int, jobs: int, near: bool) -> None:
    pieces, shares = workers._shared_out(count, jobs if near else 1, 40, jobs)
    assert [item for piece in pieces for item in piece] == list(range(count))
    assert [piece for share in shares for piece in share] == list(range(len(pieces)))
    for share in shares:
        sizes = [len(pieces[number]) for number in share]
        assert sizes == sorted(sizes, reverse=True)
        assert len(sizes) <= MOST_NUMBERS
        assert not sizes or sizes[-1] <= max(5, sizes[0] // 8 + 1)


def test_alone_nobody_waits_and_no_piece_is_small() -> None:
    pieces, _ = workers._shared_out(2000, 1, 40, 1)
    assert {len(piece) for piece in pieces} == {40}


@pytest.mark.parametrize("near", [True, False])
@pytest.mark.parametrize("jobs", [1, 2])
def test_it_is_told_how_many_results_there_are_whatever_comes_next(jobs: int, near: bool) -> None:
    told: list[int] = []
    results = parallel_map(abs, range(1500), jobs=jobs, near=near, told=told.append)
    for number, _ in enumerate(results, start=1):
        assert told[-1] >= number
    assert told == sorted({*told})
    assert told[-1] == 1500
    # Once for each piece, of 40 or fewer.
    assert max(map(int.__sub__, told, [0, *told])) <= 40


@pytest.mark.parametrize("jobs", [2, 3])
def test_what_may_end_its_process_ends_another_one(jobs: int) -> None:
    elsewhere = set(parallel_map(lambda _: os.getpid(), range(2000), jobs=jobs, apart=True))
    assert os.getpid() not in elsewhere
    assert len(elsewhere) <= jobs


@pytest.mark.parametrize("apart", [True, False])
def test_when_another_process_is_killed_what_it_was_at_is_named(
    apart: bool, tmp_path: Path
) -> None:
    here, begun = os.getpid(), tmp_path / "begun"

    def work(item: int) -> int:
        if os.getpid() != here:
            begun.touch()
            if item % 40 == 7:
                os.kill(os.getpid(), signal.SIGKILL)
        else:
            until = time.monotonic() + 60
            while not begun.exists():
                assert time.monotonic() < until, "nobody else works"
                time.sleep(0.001)
        return item

    with pytest.raises(WorkStopped) as stopped:
        list(parallel_map(work, range(2000), jobs=2, apart=apart))
    assert int(stopped.value.name) % 40 == 7


def test_whoever_ends_the_work_here_ends_it_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    here, begun = os.getpid(), list[int]()

    def noted(work: Callable[[int], object]) -> tuple[int, int]:
        answers, worker = fork_worker(work)
        begun.append(worker)
        return answers, worker

    def work(_: int) -> None:
        if os.getpid() == here:
            raise KeyboardInterrupt
        time.sleep(0.001)

    monkeypatch.setattr(workers, "fork_worker", noted)
    with pytest.raises(KeyboardInterrupt):
        list(parallel_map(work, range(2000), jobs=2))
    (other,) = begun
    # Nothing is left of it. Asked for by its number: the tests of browsers have children as well.
    with pytest.raises(ChildProcessError):
        os.waitpid(other, os.WNOHANG)


def test_something_is_done_here_while_others_work(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def work(item: int) -> int:
        begun.touch()
        return item

    def meanwhile() -> None:
        until = time.monotonic() + 60
        while not begun.exists():
            assert time.monotonic() < until, "nobody else works"
            time.sleep(0.001)
        done.append(os.getpid())

    done: list[int] = []
    results = parallel_map(work, range(1500), jobs=2, meanwhile=meanwhile)
    assert next(results) == 0
    assert done == [os.getpid()]
    assert list(results) == list(range(1, 1500))
    assert done == [os.getpid()]


@pytest.mark.parametrize(("items", "jobs"), [(1500, 1), (10, 4)])
def test_where_nobody_else_works_nothing_is_done_meanwhile(items: int, jobs: int) -> None:
    done: list[bool] = []
    results = parallel_map(abs, range(items), jobs=jobs, meanwhile=lambda: done.append(True))
    assert list(results) == list(range(items))
    assert done == []


def test_what_fails_meanwhile_fails_here() -> None:
    def fail() -> None:
        raise LookupError("meanwhile")

    with pytest.raises(LookupError, match="meanwhile"):
        list(parallel_map(abs, range(1500), jobs=2, meanwhile=fail))
    assert list(parallel_map(abs, range(1500), jobs=2)) == list(range(1500))


def test_an_exception_of_a_worker_is_raised_here() -> None:
    def fail(item: int) -> int:
        if item == 700:
            raise LookupError("seven hundred")
        return item

    with pytest.raises(LookupError, match="seven hundred"):
        list(parallel_map(fail, range(1500), jobs=2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_done_aside_gives_the_same_here(jobs: int) -> None:
    task = BackgroundTask(lambda: ("ə" * 100_000, frozenset({1})), jobs=jobs)
    assert task.result() == ("ə" * 100_000, frozenset({1}))
    assert task.result() == ("ə" * 100_000, frozenset({1}))


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("items", [0, 1, 2, 7, 200, 5000])
def test_what_processes_share_is_the_same_and_done_once(jobs: int, items: int) -> None:
    joined: list[int] = []

    def join(made: Iterable[int]) -> list[int]:
        joined.append(1)
        return [*made]

    task = SharedTask(lambda n: n * n, range(items), join, jobs=jobs)
    for _ in range(2):
        assert task.result() == [n * n for n in range(items)]
    assert joined == [1]


@pytest.mark.parametrize("jobs", [2, 3])
def test_what_is_shared_with_a_process_that_is_killed_or_fails_is_done_here(jobs: int) -> None:
    here = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != here:
            if number % 2:
                raise LookupError
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.001)  # so that the others come to something
        return number

    assert SharedTask(work, range(300), list, jobs=jobs).result() == [*range(300)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_fails_where_it_is_shared_fails_here(jobs: int) -> None:
    def fail(number: int) -> int:
        raise LookupError("shared")

    with pytest.raises(LookupError, match="shared"):
        SharedTask(fail, range(10), list, jobs=jobs).result()


def test_what_is_done_here_is_done_once() -> None:
    done: list[int] = []
    task = BackgroundTask(lambda: done.append(1), jobs=1)
    task.result()
    task.result()
    assert done == [1]


def test_what_fails_aside_fails_here() -> None:
    def fail() -> int:
        raise LookupError("aside")

    with pytest.raises(LookupError, match="aside"):
        BackgroundTask(fail, jobs=2).result()


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("items", [0, 3, 40, 41, 1500])
def test_what_is_better_done_for_many_is_done_where_they_were_made(jobs: int, items: int) -> None:
    def work(number: int) -> tuple[int, ...]:
        return number, os.getpid()

    def together(made: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
        assert {process for _, process in made} == {os.getpid()}
        return [(*each, len(made)) for each in made]

    results = list(parallel_map(work, range(items), jobs=jobs, finished=together))
    assert [number for number, *_ in results] == list(range(items))
    pieces, _ = workers._shared_out(items, 1, 40, min(jobs, max(items // 200, 1)))
    assert [size for *_, size in results] == [len(piece) for piece in pieces for _ in piece]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_fails_when_many_are_done_is_raised(jobs: int) -> None:
    def fail(_: object) -> list[int]:
        raise ValueError("all of them")

    with pytest.raises(ValueError, match="all of them"):
        list(parallel_map(abs, range(1500), jobs=jobs, finished=fail))


class InTwoStages:
    """What a number is, for many at once; `bad` is the one that there is no memory for."""

    def __init__(self, bad: int | None = None) -> None:
        self._bad = bad

    def __call__(self, item: int) -> int:
        raise AssertionError("many are done together")

    def together(self, items: Sequence[int], at: Callable[[int], object]) -> Iterator[int]:
        for stage in ("first", "second"):
            for number, item in enumerate(items):
                at(number)
                if stage == "second" and item == self._bad:
                    raise MemoryError
        yield from items


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("bad", [0, 57, 799])
def test_of_many_that_are_made_together_the_one_at_work_is_named(jobs: int, bad: int) -> None:
    with pytest.raises(WorkStopped) as stopped:
        list(parallel_map(InTwoStages(bad), range(800), jobs=jobs))
    assert stopped.value.name == str(bad)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_made_together_comes_in_the_order_of_the_items(jobs: int) -> None:
    results = parallel_map(InTwoStages(), range(900, 0, -1), jobs=jobs)
    assert list(results) == list(range(900, 0, -1))


class AtOnce:
    """Of each item how many are made together."""

    def together(self, items: Sequence[int], at: Callable[[int], object]) -> Iterator[int]:
        return (len(items) for _ in items)


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_very_many_no_more_are_made_together_than_of_few(
    jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "MOST_NUMBERS", 4)
    function: Any = AtOnce()
    results = list(parallel_map(function, range(1_005), jobs=jobs))
    assert results == [40] * 1_000 + [5] * 5


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("bad", [0, 57, 799])
def test_what_was_made_before_one_of_very_many_fails_is_told(
    bad: int, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "MOST_NUMBERS", 4)

    def work(item: int) -> int:
        if item == bad:
            raise ValueError("bad")
        return item

    results = parallel_map(work, range(1_000), jobs=jobs)
    assert [next(results) for _ in range(bad)] == list(range(bad))
    with pytest.raises(ValueError, match="bad"):
        next(results)


class _Ring:
    """Refers to itself, as a page does whose template has a macro in a part that it includes."""

    def __init__(self) -> None:
        self.self = self


@pytest.mark.parametrize(("items", "jobs"), [(1500, 1), (1500, 2), (4000, 2)])
def test_what_is_in_cycles_is_not_held_until_the_end(
    items: int, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_MANY", 100)
    alive = weakref.WeakSet[_Ring]()

    def work(_: int) -> int:
        alive.add(_Ring())
        return len(alive)

    gc.disable()
    try:
        most = max(parallel_map(work, range(items), jobs=jobs))
    finally:
        gc.enable()
    assert most <= 200


def test_who_has_done_its_work_is_known_until_nobody_has_to_wait_for_it() -> None:
    list(parallel_map(abs, range(2000), jobs=2))
    left = [*killed]
    reap(waits=True)
    assert not killed
    for worker in left:
        with pytest.raises(ChildProcessError):
            os.waitpid(worker, os.WNOHANG)


def test_two_threads_that_look_at_once_are_not_in_each_others_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The other one has looked, and forgotten the process, while this one asked for it."""
    worker = os.fork()
    if not worker:
        os._exit(0)
    ask = os.waitpid

    def asked(asked_for: int, how: int) -> tuple[int, int]:
        ask(asked_for, how)
        killed.remove(asked_for)
        raise ChildProcessError

    monkeypatch.setattr(os, "waitpid", asked)
    killed.append(worker)
    reap(waits=True)
    assert not killed
