"""Processes that help with a stream: the results are those of one, whatever befalls them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from beyan.desk.logs.helpers import Helpers

ROOM = 1_000
PARENT = os.getpid()


def process(_: int) -> int:
    return os.getpid()


def doubled(number: int) -> int:
    return 2 * number


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("items", [0, 1, 3, 4, 500])
def test_results_come_in_order(jobs: int, items: int) -> None:
    with Helpers(doubled, room=ROOM, jobs=jobs) as helpers:
        assert list(helpers.map(range(items))) == [2 * each for each in range(items)]


def test_several_streams_share_the_helpers() -> None:
    with Helpers(doubled, room=ROOM, jobs=2) as helpers:
        streams = [helpers.map(range(first, first + 100)) for first in (0, 1_000, 2_000)]
        for number, results in enumerate(zip(*streams, strict=True)):
            assert results == (2 * number, 2_000 + 2 * number, 4_000 + 2 * number)


def test_others_do_the_work() -> None:
    with Helpers(process, room=ROOM, jobs=2) as helpers:
        made = list(helpers.map(range(200)))
    assert {*made[3:]}.isdisjoint({os.getpid()})


def test_only_a_few_items_are_taken_ahead() -> None:
    asked: list[int] = []

    def items() -> Iterator[int]:
        for number in range(10_000):
            asked.append(number)
            yield number

    with Helpers(doubled, room=ROOM, jobs=2) as helpers:
        for number, result in enumerate(helpers.map(items())):
            assert result == 2 * number
            assert len(asked) <= number + 6
            if number == 100:
                break


@pytest.mark.parametrize("jobs", [2, 3])
@pytest.mark.parametrize("item", [3, 4, 50])
def test_what_a_helper_was_killed_at_is_made_here(jobs: int, item: int) -> None:
    def fatal(number: int) -> int:
        if number == item and os.getpid() != PARENT:
            os.kill(os.getpid(), signal.SIGKILL)
        return 2 * number

    with Helpers(fatal, room=ROOM, jobs=jobs) as helpers:
        assert list(helpers.map(range(60))) == [2 * each for each in range(60)]


def test_what_fails_fails_here() -> None:
    def fail(number: int) -> int:
        if number == 30:
            raise LookupError("here")
        return number

    with Helpers(fail, room=ROOM, jobs=2) as helpers, pytest.raises(LookupError, match="here"):
        list(helpers.map(range(60)))


def test_an_item_that_has_no_room_is_made_here() -> None:
    texts = ["a" * 10, "b" * 5_000, "c" * 2] * 9
    with Helpers(len, room=ROOM, jobs=2) as helpers:
        assert list(helpers.map(texts)) == [10, 5_000, 2] * 9


def test_no_helper_is_left() -> None:
    with Helpers(process, room=ROOM, jobs=2) as helpers:
        made = helpers.map(range(1_000))
        pids = {next(made) for _ in range(20)} - {os.getpid()}
    assert pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
