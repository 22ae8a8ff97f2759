"""The processes of this machine as a crew."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Generator, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from beyan.model.picture import Picture
from beyan.publish.making import Making, Result
from beyan.publish.workers import parallel_map
from beyan.render.delivery import Traffic
from beyan.render.images import Images
from beyan.render.photos import room
from beyan.snapshot.manifest import Outdated

# What all processes together may take for photos that are being made (bytes).
_ROOM = 512_000_000
# Where one of each kind is looked through, some are as much work as a hundred pages: the sitemap,
# everybody by the alphabet, all releases for agencies.
_FEW, _WORTH_OF_FEW = 200, 10


class Processes:
    """Up to so many of this machine, forked."""

    traffic = Traffic()

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def make(self, making: Making, outdated: Sequence[Outdated]) -> Generator[Result, None, None]:
        is_check = making.publication is None and len(outdated) < _FEW
        make = partial(parallel_map, worth=_WORTH_OF_FEW, chunk=1) if is_check else parallel_map
        return make(
            making,
            outdated,
            jobs=self._jobs,
            named=worked_on,
            finished=making.audited,
        )

    def encode(self, images: Images, pictures: Mapping[bytes, Picture]) -> Iterator[float]:
        # The larger a photo, the fewer at a time.
        together: dict[int, list[list[Picture]]] = defaultdict(list)
        for photo in missing(images, pictures):
            together[self._at_a_time(photo)].append(photo)
        making = partial(_encoded, images)
        for jobs, alike in sorted(together.items(), reverse=True):
            yield from parallel_map(
                making,
                alike,
                jobs=jobs,
                worth=1,
                chunk=1,
                apart=True,
                named=lambda photo: photo[0].source.path,
            )

    def _at_a_time(self, photo: Sequence[Picture]) -> int:
        """How many like this one there is memory for."""
        return max(1, min(self._jobs, _ROOM // (room(photo) or 1)))


def missing(images: Images, pictures: Mapping[bytes, Picture]) -> list[list[Picture]]:
    """Those that are not in the store, the files of each photo together: it is decoded once."""
    waiting = sorted(
        (each for key, each in pictures.items() if not images.store.has(key)), key=_turn
    )
    return [list(photo) for _, photo in groupby(waiting, key=lambda each: each.source.digest)]


def _turn(picture: Picture) -> tuple[str, tuple[int, int], str]:
    """The photo in its own size first: of a large one, nothing else is made of all its pixels."""
    return (picture.source.digest, picture.size or (0, 0), picture.format)


def worked_on(outdated: Outdated) -> str:
    """The officer's file where there is one, else the address."""
    return outdated.artifact.source or outdated.artifact.name


def _encoded(images: Images, photo: Sequence[Picture]) -> float:
    started = time.perf_counter()
    for picture in photo:
        images.picture(picture)
    images.let_go()
    return time.perf_counter() - started
