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
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from beyan.lifetime import KILLED, WorkStopped, starved
from beyan.publish.forks import MOST_NUMBERS, NUMBER, fork_worker, kill_worker, numbered, write_all

T = TypeVar("T")
R = TypeVar("R")

# The results of many items, in their order; it calls back with the number of the one it works at.
_Many = Callable[[Sequence[T], Callable[[int], object]], Iterable[R]]
# The results of a piece, as far as it came, and what failed then.
_Made = tuple[list[R], BaseException | None]
_Do = Callable[[int, memoryview], _Made[R]]

# A process costs 10 ms; below that many items for each, one alone is done sooner.
_WORTH_A_WORKER = 200
# Large enough that handing them over costs nothing.
_CHUNK = 40
# Towards the end it is less at a time, down to such a part: nobody waits long for the last one.
_SMALL = 8
# Before an answer stands how many bytes it has.
_LENGTH = 8
# So many new objects of which nobody is told whether they are in cycles.
_MANY = 200_000


def parallel_map(
    function: Callable[[T], R],
    items: Sequence[T],
    *,
    jobs: int,
    worth: int = _WORTH_A_WORKER,
    chunk: int = _CHUNK,
    apart: bool = False,
    near: bool = False,
    told: Callable[[int], object] = lambda made: None,
    meanwhile: Callable[[], object] = lambda: None,
    named: Callable[[T], str] = str,
    finished: Callable[[Sequence[R]], Sequence[R]] = lambda made: made,
) -> Generator[R, None, None]:
    """`map(function, items)` by up to `jobs` processes; results must pickle.

    A function that has a method `together` does many at once by it (`_Many`). What is better done
    for many results `finished` does, in the process that made them.

    As many items as `worth` are reason enough for a process; it does `chunk` at a time. Of very
    many it takes several chunks at once, and less of the last. This one is among them, so that one
    less has all that was read in its memory. What may end the process that does it is done `apart`,
    in others. Where what is `near` one another has much in common, each process begins with a part
    of its own, and helps others after that. `told` is how many results there are, of which the next
    may still be missing. Where there are others, and only then, this one begins with what is to be
    done `meanwhile`.
    Raises `WorkStopped`, with what an item is `named`, where a process was killed or had not enough
    memory. Whoever may fail among the results closes it, so that nobody goes on with the work.
    """
    many: _Many[T, R] = getattr(function, "together", None) or partial(_one_by_one, function)
    jobs = max(min(jobs, len(items) // worth), 1)
    pieces, shares = _shared_out(len(items), jobs if near else 1, chunk, jobs)
    do = partial(_done, many, finished, items, pieces, chunk)
    # Which item each process is at, this one first: the last that is known of one that was killed.
    at = memoryview(mmap.mmap(-1, NUMBER * (jobs + 1)))
    places = [at[start : start + NUMBER] for start in range(0, len(at), NUMBER)]
    own: Iterator[int] = iter(range(len(pieces)))
    parts: list[int] = []
    workers: dict[int, int] = {}
    # Otherwise the collector writes to all that the processes share, and `_without_cycles` would
    # look at all that there was before.
    gc.freeze()
    is_done = False
    try:
        if jobs > 1 and hasattr(os, "fork"):
            with suppress(OSError):  # no more processes, or no more files, are allowed
                for share in shares:
                    parts.append(numbered(share))
                own = _taken(parts)
                for number, place in enumerate(places[1 : jobs + apart], start=1):
                    turn = number % len(parts)
                    begun = partial(_work, do, parts[turn:] + parts[:turn], place)
                    answers, worker = fork_worker(begun)
                    workers[answers] = worker
        if workers:
            own = iter(()) if apart else own
            meanwhile()
        yield from _collected(
            do, len(pieces), own, workers, places, lambda at: named(items[at]), told
        )
        is_done = True
    finally:
        # After an error, or Ctrl+C, nobody waits for what was still to be done; and at the end
        # nobody for the system, which takes 10 ms to take back the memory of a process.
        for answers, worker in workers.items():
            os.close(answers)
            kill_worker(worker, waits=not is_done)
        for part in parts:
            os.close(part)
        gc.unfreeze()


def _shared_out(count: int, shares: int, chunk: int, jobs: int) -> tuple[list[range], list[range]]:
    """The pieces in which so many items are made, and which of the pieces each share has."""
    pieces: list[range] = []
    shared: list[range] = []
    for share in range(shares):
        first = len(pieces)
        at, end = count * share // shares, count * (share + 1) // shares
        # A pipe has room for twice as many.
        most = chunk * max(1, -(-2 * (end - at) // (chunk * MOST_NUMBERS)))
        least = most if jobs == 1 else -(-most // _SMALL)
        while at < end:
            size = max(least, min(most, (end - at) // (2 * jobs)))
            size -= size % chunk if size > chunk else 0
            pieces.append(range(at, min(at + size, end)))
            at += size
        shared.append(range(first, len(pieces)))
    return pieces, shared


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


def _done(
    many: _Many[T, R],
    finished: Callable[[Sequence[R]], Sequence[R]],
    items: Sequence[T],
    pieces: Sequence[range],
    chunk: int,
    number: int,
    place: memoryview,
) -> _Made[R]:
    """What comes of the piece of this number, made a chunk at a time: what more items have in
    common would not stay at hand. `place` has, at any time, the item that is at work.
    """
    made: list[R] = []
    part: list[R] = []
    piece = pieces[number]

    def is_at(number: int) -> None:
        place[:] = (first + number).to_bytes(NUMBER)

    try:
        for first in piece[::chunk]:
            part = []
            for result in many(items[first : min(first + chunk, piece.stop)], is_at):
                part.append(result)
            made += finished(part)
        return made, None
    except BaseException as error:
        return [*made, *part], error


def _taken(parts: Iterable[int]) -> Iterator[int]:
    """Of all that wait, part after part, those that nobody was sooner to take."""
    for part in parts:
        while number := os.read(part, NUMBER):
            yield int.from_bytes(number)


def _work(do: _Do[R], parts: Sequence[int], place: memoryview, answers: int) -> None:
    os.set_blocking(answers, False)
    room = select.poll()
    room.register(answers, select.POLLOUT)
    waiting = bytearray()
    for number in _taken(parts):
        made, failed = do(number, place)
        answer = _pickled(number, made, failed, int.from_bytes(place))
        waiting += len(answer).to_bytes(_LENGTH) + answer
        # While the parent does something else, this one keeps its answers and goes on.
        while waiting and room.poll(0):
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
    do: _Do[R],
    count: int,
    own: Iterator[int],
    workers: dict[int, int],
    places: Sequence[memoryview],
    named: Callable[[int], str],
    told: Callable[[int], object],
) -> Iterator[R]:
    """The results in their order, of this process too; who has answered all leaves the workers."""
    here, *others = places
    place = dict(zip(workers, others, strict=False))
    coming = {answers: bytearray() for answers in workers}
    answered: dict[int, tuple[list[R], BaseException | None, str, int]] = {}
    results = 0
    heard = _listening(workers) if workers else None
    for number in range(count):
        while number not in answered:
            taken = next(own, None)
            if taken is not None:
                made, failed = do(taken, here)
                if failed is not None and not isinstance(failed, Exception):
                    raise failed
                answered[taken] = (made, failed, starved(failed), int.from_bytes(here))
                results += len(made)
                told(results)
                del made
                _without_cycles()
            if heard is None:
                continue
            # Who has nothing to do waits for others; who has takes what they have told.
            for answers, _ in heard.poll(0 if taken is not None else None):
                data = os.read(answers, 1 << 20)
                coming[answers] += data
                for done, *answer in _answers(coming[answers]):
                    answered[done] = (answer[0], answer[1], answer[2], answer[3])
                    results += len(answer[0])
                    told(results)
                if data:
                    continue
                heard.unregister(answers)
                os.close(answers)
                _, status = os.waitpid(workers.pop(answers), 0)
                if status:
                    raise WorkStopped(named(int.from_bytes(place[answers])), KILLED)
        made, failed, reason, at_work = answered.pop(number)
        yield from made
        if reason:
            raise WorkStopped(named(at_work), reason) from failed
        if failed is not None:
            raise failed


def _listening(workers: Iterable[int]) -> select.poll:
    heard = select.poll()  # not on every system, but wherever there are workers
    for answers in workers:
        heard.register(answers, select.POLLIN)
    return heard


def _answers(buffer: bytearray) -> Iterator[tuple[Any, ...]]:
    """Each whole answer, taken out of the buffer."""
    while len(buffer) >= _LENGTH:
        end = _LENGTH + int.from_bytes(buffer[:_LENGTH])
        if len(buffer) < end:
            return
        answer = pickle.loads(buffer[_LENGTH:end])
        del buffer[:end]
        yield answer
