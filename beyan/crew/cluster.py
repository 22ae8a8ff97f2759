"""A Dask cluster as a crew: what readers may see goes out as planned, and comes back as bytes.

An artifact goes out as its outputs, which carry all that they show. What needs a file of the site
stays here, and so do files of many releases, such as feeds: to send all their texts takes longer
than to write them. A worker that is lost is Dask's affair, which has another do its work again.
What is staged, looked through and published is so by this machine alone, in the order of the plan.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import time
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from beyan.crew.processes import missing
from beyan.model.diagnostic import Span, problem
from beyan.model.inputs import Inputs
from beyan.model.messages import MUCH_KILLED, NO_SCHEDULER, NO_WORKER, OTHER_PROGRAM, SCHEDULER_LOST
from beyan.model.page import Output
from beyan.model.picture import Picture
from beyan.publish.making import STAGES, Making, Result
from beyan.render.delivery import NOTHING, Delivery, Traffic
from beyan.render.elsewhere import (
    OtherProgram,
    as_sent,
    bench_of,
    can_be_made,
    outputs_made,
    pictures_made,
    this_program,
)
from beyan.render.images import Images, picture_key, size_key
from beyan.snapshot.manifest import Outdated
from beyan.snapshot.program import program_digest

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")

# So many artifacts go out at a time: a tenth of a second's work, some hundred kilobytes.
_CHUNK = 40
# How long a cluster may be without a scheduler that answers, or without any worker (seconds).
_PATIENCE = 15.0
# How often the workers are counted while one is waited for (seconds).
_LOOK = 2.0
_CLOSING = 2.0


class ClusterFailed(Exception):
    """The work cannot be done there; `problem` is what the officer is told."""

    def __init__(self, code: str, address: str, **values: str) -> None:
        super().__init__(code, address)
        self.problem = problem(code, Span("--cluster"), address=address, **values)


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """The cluster of the scheduler at the address, for as long as the context lasts.

    Raises `ClusterFailed`, and so does whatever the cluster is asked.
    """
    from distributed import Client

    with _in_silence():
        try:
            # In a thread of its own: whoever builds may be in the loop of another program.
            with ThreadPoolExecutor(1) as alone:
                alone.submit(asyncio.run, asyncio.wait_for(_ask(address), _PATIENCE)).result()
            client = Client(address, timeout=_PATIENCE, set_as_default=False, name="beyan")
        except Exception as error:
            raise ClusterFailed("no-cluster", address, reason=NO_SCHEDULER) from error
        try:
            try:
                client.wait_for_workers(1, timeout=_PATIENCE)
                workers = client.ncores()
            except Exception as error:
                raise ClusterFailed("no-cluster", address, reason=NO_WORKER) from error
            yield Cluster(client, address, workers)
        finally:
            with suppress(Exception):
                client.close(timeout=_CLOSING)


async def _ask(address: str) -> None:
    """Whether a scheduler is there: of another server, a client of Dask waits for what it says."""
    from distributed import Security, rpc

    arguments = Security().get_connection_args("client")
    async with rpc(address, timeout=_PATIENCE, connection_args=arguments) as there:
        known = await there.identity()
    if known["type"] != "Scheduler":
        raise ValueError(known["type"])


class Cluster:
    """Those who wait for work at a scheduler."""

    def __init__(self, client: Client, address: str, workers: Mapping[str, int]) -> None:
        self._client = client
        self._address = address
        self._program = program_digest()
        self._sizes: dict[bytes, int] = {}
        # Enough that no worker waits, little enough that hardly any answer does.
        self._most = 2 * sum(workers.values()) + 2
        self.traffic = Traffic(len(workers))

    def make(
        self, making: Making, outdated: Sequence[Outdated], told: Callable[[int], object]
    ) -> Generator[Result, None, None]:
        renderer, results = making.renderer, 0
        bench = self._submitted(as_sent, bench_of(renderer, self._sizes))
        for chunk, answer in self._done(outputs_made, _chunks(outdated), bench):
            deliveries: deque[Delivery] = deque(pickle.loads(answer) if answer else ())
            made: list[Result] = []
            for each, is_sent in chunk:
                renderer.delivery = deliveries.popleft() if is_sent else NOTHING
                self._count(artifacts=int(bool(renderer.delivery.files)))
                try:
                    made.append(_with(making(each), renderer.delivery))
                finally:
                    renderer.delivery = NOTHING
                results += 1
                told(results)
            yield from making.audited(made)

    def encode(self, images: Images, pictures: Mapping[bytes, Picture]) -> Iterator[float]:
        photos = _photos(missing(images, pictures))
        for same, answer in self._done(pictures_made, photos):
            made, seconds = pickle.loads(answer) if answer else ([], 0.0)
            for picture, data in zip(same, made, strict=False):
                if data is not None:
                    images.store.put(picture_key(picture), data)
            yield seconds
        # Pages tell how large they are, and nobody there can know.
        for key, picture in pictures.items():
            size = images.size(picture) if images.store.has(key) else None
            if size is not None:
                self._sizes[size_key(picture)] = size

    def _done(
        self,
        function: Callable[..., bytes],
        parts: Iterable[tuple[T, tuple[bytes, ...]]],
        *shared: Future,
    ) -> Iterator[tuple[T, bytes | None]]:
        """Each part, in their order, with the answer to what is sent of it, if anything is.

        While one is waited for, or dealt with here, others are under way.
        """
        waiting: deque[tuple[T, Future | None]] = deque()
        under_way = 0
        for part, sent in parts:
            future = self._submitted(function, self._program, *shared, *sent) if sent else None
            waiting.append((part, future))
            under_way += future is not None
            while under_way >= self._most:
                part, future = waiting.popleft()
                under_way -= future is not None
                yield part, self._answer(future)
        for part, future in waiting:
            yield part, self._answer(future)

    def _submitted(self, function: Callable[..., bytes], *values: bytes | Future) -> Future:
        self._count(sent=sum(len(each) for each in values if isinstance(each, bytes)))
        try:
            # The same work of an earlier build is not what is meant: workers may have changed.
            return self._client.submit(function, *values, pure=False)
        except Exception as error:
            raise ClusterFailed("no-cluster", self._address, reason=SCHEDULER_LOST) from error

    def _answer(self, future: Future | None) -> bytes | None:
        if future is None:
            return None
        from distributed import KilledWorker

        try:
            answer = self._awaited(future)
        except ClusterFailed:
            raise
        except KilledWorker as error:
            raise ClusterFailed("no-cluster", self._address, reason=MUCH_KILLED) from error
        except Exception as error:
            if future.status != "error":
                raise ClusterFailed("no-cluster", self._address, reason=SCHEDULER_LOST) from error
            # What does not even know what it is asked cannot say what it is.
            there = str(error) if isinstance(error, OtherProgram) else OTHER_PROGRAM
            raise ClusterFailed(
                "cluster-differs", self._address, here=this_program(), reason=there
            ) from error
        self._count(received=len(answer))
        return answer

    def _awaited(self, future: Future) -> bytes:
        alone_since = None
        while True:
            try:
                answer: bytes = future.result(timeout=_LOOK)
                return answer
            except TimeoutError:
                pass
            if self._client.ncores():
                alone_since = None
            elif alone_since is None:
                alone_since = time.monotonic()
            elif time.monotonic() - alone_since > _PATIENCE:
                # New ones would be given the work, but somebody has to start them.
                raise ClusterFailed("no-cluster", self._address, reason=NO_WORKER)

    def _count(self, artifacts: int = 0, sent: int = 0, received: int = 0) -> None:
        workers, *counts = self.traffic
        more = (artifacts, sent, received)
        self.traffic = Traffic(workers, *(a + b for a, b in zip(counts, more, strict=True)))


def _chunks(
    outdated: Sequence[Outdated],
) -> Iterator[tuple[list[tuple[Outdated, bool]], tuple[bytes, ...]]]:
    """The artifacts in their order, each with whether something of it is sent; and what is."""
    for start in range(0, len(outdated), _CHUNK):
        chunk: list[tuple[Outdated, bool]] = []
        sent: list[list[Output]] = []
        for each in outdated[start : start + _CHUNK]:
            outputs, there = _planned(each)
            if there:
                sent.append(there)
                # Planned once is enough.
                planned = each.artifact._replace(build=partial(_as_planned, outputs))
                each = each._replace(artifact=planned)
            chunk.append((each, bool(there)))
        yield chunk, (pickle.dumps(sent),) if sent else ()


def _as_planned(outputs: Sequence[Output], _: Inputs) -> Sequence[Output]:
    return outputs


def _planned(outdated: Outdated) -> tuple[list[Output], list[Output]]:
    """What there is to make of the artifact, if another machine may, and what of it that makes."""
    artifact = outdated.artifact
    if not (artifact.template or artifact.source):
        return [], []  # of many releases
    outputs = list(artifact.outputs())
    wanted = outputs[:1] if outdated.pages_only else outputs
    return outputs, [each for each in wanted if can_be_made(each)]


def _photos(
    photos: Iterable[list[Picture]],
) -> Iterator[tuple[list[Picture], tuple[bytes, ...]]]:
    """The files to be made of each photo, and what is sent of that: it, and what they are."""
    for same in photos:
        source = same[0].source
        data = b""
        with suppress(OSError):  # it is told where the file is made
            data = (Path(source.root) / source.path).read_bytes()
        # One that was replaced during the build must not be taken for the one it was.
        is_same = sha256(data).hexdigest() == source.digest
        yield same, (data, pickle.dumps(same)) if is_same else ()


def _with(result: Result, delivery: Delivery) -> Result:
    """With what the other machine spent on it as well."""
    own = zip(STAGES, result.seconds, strict=True)
    spent = tuple(seconds + delivery.seconds.get(stage, 0.0) for stage, seconds in own)
    return result._replace(seconds=spent)


@contextmanager
def _in_silence() -> Iterator[None]:
    """Dask tells on its own of what an officer is told once, in their language, or need not be."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
