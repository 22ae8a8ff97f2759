"""Work spread over processes. What comes back, and in which order, does not depend on how many.

Where the system cannot fork, or will not just now, everything happens in this process.
"""

from __future__ import annotations

import gc
import mmap
import os
import pickle
import select
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from beyan.lifetime import KILLED, WorkStopped, starved
from beyan.publish.forks import MOST_NUMBERS, NUMBER, fork_worker, kill_worker, numbered, write_all

T = TypeVar("T")
R = TypeVar("R")

# The results of many items, in their order; it calls back with the number of the one it works at.
_Many = Callable[[Sequence[T], Callable[[int], object]], Iterable[R]]

# A process costs 10 ms; below that many items for each, one alone is done sooner.
_WORTH_A_WORKER = 200
# Large enough that handing them over costs nothing, small enough that nobody waits at the end.
_CHUNK = 40
# Before an answer stands how many bytes it has.
_LENGTH = 8
# So many new objects of which nobody is told whether they are in cycles.
_MANY = 200_000
# While the parent does something else, a worker keeps its answers and goes on (milliseconds).
_PATIENCE = 5


def parallel_map(
    function: Callable[[T], R],
    items: Sequence[T],
    *,
    jobs: int,
    worth: int = _WORTH_A_WORKER,
    chunk: int = _CHUNK,
    meanwhile: Callable[[], object] = lambda: None,
    named: Callable[[T], str] = str,
    finished: Callable[[Sequence[R]], Sequence[R]] = lambda made: made,
) -> Generator[R, None, None]:
    """`map(function, items)` by up to `jobs` processes; results must pickle.

    A function that has a method `together` does many at once by it (`_Many`). What is better done
    for many results `finished` does, in the process that made them.

    As many items as `worth` are reason enough for a process; it takes `chunk` at a time. While
    other processes are at work, and only then, this one does what is to be done `meanwhile`.
    Raises `WorkStopped`, with what an item is `named`, where a process was killed or had not enough
    memory. Whoever may fail among the results closes it, so that nobody goes on with the work.
    """
    many: _Many[T, R] = getattr(function, "together", None) or partial(_one_by_one, function)
    workers: dict[int, int] = {}
    chunk = max(chunk, -(-len(items) // MOST_NUMBERS))
    jobs = min(jobs, len(items) // worth)
    # Which item each worker has: the last that is known of one that was killed.
    at = mmap.mmap(-1, NUMBER * max(jobs, 1))
    # Otherwise the collector writes to all that the processes share, and `_without_cycles` would
    # look at all that there was before.
    gc.freeze()
    if jobs > 1 and hasattr(os, "fork"):
        workers = _forked(many, finished, items, chunk, jobs, at)
    try:
        if workers:
            meanwhile()
            yield from _collected(workers, items, chunk, at, named)
            return
        for start in range(0, len(items), chunk):
            part, place = items[start : start + chunk], [0]
            try:
                made = [*many(part, partial(place.__setitem__, 0))]
            except Exception as error:
                reason = starved(error)
                if not reason:
                    raise
                raise WorkStopped(named(part[place[0]]), reason) from error
            yield from finished(made)
            _without_cycles()
    finally:
        # After an error, or Ctrl+C, nobody waits for what was still to be done.
        for answers, worker in workers.items():
            os.close(answers)
            kill_worker(worker)
        gc.unfreeze()


def _without_cycles() -> None:
    """Let go of what is in cycles, such as a page whose template has a macro in an included part:
    it would be held until the end. Looks at new objects alone, and at each of them once.
    """
    if gc.get_count()[0] > _MANY:
        gc.collect(0)


def _one_by_one(
    function: Callable[[T], R], items: Sequence[T], at: Callable[[int], object]
) -> Iterator[R]:
    for number, item in enumerate(items):
        at(number)
        yield function(item)


def _forked(
    many: _Many[T, R],
    finished: Callable[[Sequence[R]], Sequence[R]],
    items: Sequence[T],
    chunk: int,
    jobs: int,
    at: mmap.mmap,
) -> dict[int, int]:
    """As many workers as the system lets us have: where each answers, and its process."""
    workers: dict[int, int] = {}
    try:
        numbers = numbered(-(-len(items) // chunk))
    except OSError:
        return workers
    try:
        for own in range(jobs):

            def work(answers: int, own: int = own) -> None:
                place = memoryview(at)[own * NUMBER :]
                _work(many, finished, items, chunk, numbers, answers, place)

            answers, worker = fork_worker(work)
            workers[answers] = worker
    except OSError:
        pass  # no more processes, or no more files, are allowed
    os.close(numbers)
    return workers


def _work(
    many: _Many[T, R],
    finished: Callable[[Sequence[R]], Sequence[R]],
    items: Sequence[T],
    chunk: int,
    numbers: int,
    answers: int,
    at: memoryview,
) -> None:
    os.set_blocking(answers, False)
    room = select.poll()
    room.register(answers, select.POLLOUT)
    waiting = bytearray()
    while number := os.read(numbers, NUMBER):
        start = int.from_bytes(number) * chunk
        made: list[R] = []
        failed: BaseException | None = None

        def is_at(number: int, start: int = start) -> None:
            at[:NUMBER] = (start + number).to_bytes(NUMBER)

        try:
            for result in many(items[start : start + chunk], is_at):
                made.append(result)
            made = [*finished(made)]
        except BaseException as error:
            failed = error
        answer = _pickled(int.from_bytes(number), made, failed, int.from_bytes(at[:NUMBER]))
        waiting += len(answer).to_bytes(_LENGTH) + answer
        while waiting and room.poll(_PATIENCE):
            del waiting[: os.write(answers, waiting)]
        del made, answer
        _without_cycles()
    os.set_blocking(answers, True)
    write_all(answers, waiting)


def _pickled(number: int, made: list[Any], failed: BaseException | None, place: int) -> bytes:
    reason = starved(failed)
    if failed is not None and not reason:
        import traceback

        # Where it was raised is not handed over otherwise.
        failed.add_note(traceback.format_exc())
        try:
            pickle.loads(pickle.dumps(failed))
        except Exception:
            failed = RuntimeError(f"{failed!r}\n{traceback.format_exc()}")
    try:
        return pickle.dumps((number, made, None if reason else failed, reason, place))
    except Exception as error:
        reason = starved(error)
        return pickle.dumps(
            (number, [], None if reason else RuntimeError(repr(error)), reason, place)
        )


def _collected(
    workers: dict[int, int],
    items: Sequence[T],
    chunk: int,
    at: mmap.mmap,
    named: Callable[[T], str],
) -> Iterator[Any]:
    """The results in their order; who has answered all leaves the workers."""
    place = {answers: number * NUMBER for number, answers in enumerate(workers)}
    coming = {answers: bytearray() for answers in workers}
    answered: dict[int, tuple[list[Any], BaseException | None, str, int]] = {}
    heard = select.poll()
    for answers in workers:
        heard.register(answers, select.POLLIN)
    for number in range(-(-len(items) // chunk)):
        while number not in answered:
            for answers, _ in heard.poll():
                data = os.read(answers, 1 << 20)
                coming[answers] += data
                for done, *answer in _answers(coming[answers]):
                    answered[done] = (answer[0], answer[1], answer[2], answer[3])
                if data:
                    continue
                heard.unregister(answers)
                os.close(answers)
                _, status = os.waitpid(workers.pop(answers), 0)
                if status:
                    begin = place[answers]
                    last = items[int.from_bytes(at[begin : begin + NUMBER])]
                    raise WorkStopped(named(last), KILLED)
        made, failed, reason, at_work = answered.pop(number)
        yield from made
        if reason:
            raise WorkStopped(named(items[at_work]), reason)
        if failed is not None:
            raise failed


def _answers(buffer: bytearray) -> Iterator[tuple[Any, ...]]:
    """Each whole answer, taken out of the buffer."""
    while len(buffer) >= _LENGTH:
        end = _LENGTH + int.from_bytes(buffer[:_LENGTH])
        if len(buffer) < end:
            return
        answer = pickle.loads(buffer[_LENGTH:end])
        del buffer[:end]
        yield answer
