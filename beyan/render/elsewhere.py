"""Pages, cards and pictures made on another machine, of what it is sent and of nothing else.

It has none of the site's files and nothing of what earlier builds left. What cannot be made without
them, or goes wrong, is just not delivered: whoever asked for it makes it, and tells what is wrong.
"""

from __future__ import annotations

import pickle
import platform
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from beyan import __version__
from beyan.language.catalogue import Catalogue
from beyan.model.export import MediaKitFile
from beyan.model.page import Export, Frame, Output, Page
from beyan.model.picture import Picture
from beyan.model.social_card import SocialCard
from beyan.render.delivery import Delivery
from beyan.render.images import Images, size_key
from beyan.render.page import DocumentMemory, Renderer
from beyan.render.photos import Photo
from beyan.render.templating import template_texts
from beyan.snapshot.pictures import PictureStore
from beyan.snapshot.program import program_digest
from beyan.snapshot.store import BlobRef


class OtherProgram(Exception):
    """What a worker runs would not make the same bytes; the message has what that is."""


class Bench(NamedTuple):
    """All that pages need besides what they show. `sizes` has how large pictures are."""

    frames: Sequence[Frame]
    catalogues: Mapping[str, Catalogue]
    templates: Mapping[str, str]
    sizes: Mapping[bytes, int]


def bench_of(renderer: Renderer, sizes: Mapping[bytes, int]) -> bytes:
    frames, catalogues, folders = renderer.made_of
    return pickle.dumps(Bench(frames, catalogues, template_texts(folders), sizes))


def can_be_made(output: Output) -> bool:
    """Whether it shows nothing that only the site's files have."""
    if isinstance(output, SocialCard):
        return output.font is None or not output.font.digest
    return isinstance(output, Page | Export) and not isinstance(output, MediaKitFile)


def this_program() -> str:
    return f"Bəyan {__version__}, Python {platform.python_version()}"


# --- what a worker does: these names are how it is told ---


def as_sent(bench: bytes) -> bytes:
    """The bench as a result, which the workers hand one another."""
    return bench


def outputs_made(program: bytes, bench: bytes, work: bytes) -> bytes:
    """A `Delivery` for each of several artifacts. Raises `OtherProgram`."""
    _check(program)
    renderer, images, memory = _at(bench)
    return pickle.dumps([_made(renderer, images, memory, each) for each in pickle.loads(work)])


def pictures_made(program: bytes, data: bytes, work: bytes) -> bytes:
    """The files of a photo whose own are these bytes, None for one that cannot be made; and the
    seconds. Raises `OtherProgram`.
    """
    _check(program)
    started = time.perf_counter()
    photo = Photo(data)
    made: list[bytes | None] = []
    for picture in pickle.loads(work):
        made.append(None)
        with suppress(Exception):
            made[-1] = photo.encoded(picture)
    return pickle.dumps((made, time.perf_counter() - started))


def _check(program: bytes) -> None:
    if _own_program() != program:
        raise OtherProgram(f"{this_program()} ({platform.node()})")


@cache
def _own_program() -> bytes:
    return program_digest()


def _made(
    renderer: Renderer, images: SentImages, memory: SentMemory, outputs: Iterable[Output]
) -> Delivery:
    images.used, memory.texts = set(), {}
    renderer.seconds.update(dict.fromkeys(renderer.seconds, 0.0))
    files: dict[str, bytes] = {}
    for output in outputs:
        with suppress(Exception):
            data = renderer.render(output)
            renderer.remember(output)
            files[output.address] = data
    return Delivery(
        files, tuple(memory.texts.items()), frozenset(images.used), dict(renderer.seconds)
    )


class SentImages(Images):
    """Of pictures it knows how large they are, and no more."""

    def __init__(self, sizes: Mapping[bytes, int]) -> None:
        super().__init__(NoPictures())
        self._sizes = sizes

    def picture(self, picture: Picture) -> bytes:
        raise LookupError(picture.path)

    def size(self, picture: Picture, *, is_glance: bool = False) -> int | None:
        key = size_key(picture)
        self.used.add(key)
        return self._sizes[key]


class NoPictures(PictureStore):
    def __init__(self) -> None:
        self._folders = ()


class SentMemory(DocumentMemory):
    """Nothing is kept here: `texts` go back with the page."""

    def __init__(self) -> None:
        self.used: dict[bytes, BlobRef] = {}
        self.texts: dict[bytes, bytes] = {}

    def keep(self, key: bytes, document: bytes) -> None:
        self.texts[key] = document


class _Bench(threading.local):
    """The last one: a renderer makes one page at a time, and a worker may have several threads."""

    name = b""
    ready: tuple[Renderer, SentImages, SentMemory]


_bench = _Bench()


def _at(bench: bytes) -> tuple[Renderer, SentImages, SentMemory]:
    name = sha256(bench).digest()
    if _bench.name != name:
        frames, catalogues, templates, sizes = pickle.loads(bench)
        images, memory = SentImages(sizes), SentMemory()
        renderer = Renderer(frames, catalogues, templates, memory=memory, images=images)
        _bench.name, _bench.ready = name, (renderer, images, memory)
    return _bench.ready
