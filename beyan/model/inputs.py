"""What an artifact is made from, and the digest that tells whether it is still the same.

Inputs are a named tuple. Each of its fields is either plain, that is what `marshal` writes (text,
numbers, bytes, None, and tuples of these that have no names), or `Digested`: a value that a digest
stands for. So what many artifacts share is digested once, and the text of a release is read only
when its page is made. Nothing is digested before somebody asks: in a clean build the processes that
make the pages do, and a check asks for few.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar
from zlib import crc32

from beyan.model.packing import BY_VALUE
from beyan.model.release_summary import digest

T = TypeVar("T")
Item = TypeVar("Item")
D = TypeVar("D", bound="Digested[Any]")
SharedInputs = TypeVar("SharedInputs", bound="Inputs")

_TRACE = 4  # bytes


class Cause(StrEnum):
    """What of its inputs may have changed, where an artifact is not what it was."""

    SETTINGS = "settings"
    ADDRESS = "address"
    VERSIONS = "versions"
    FACTS = "facts"
    TEXT = "text"
    LINKS = "links"
    PHOTOS = "photos"
    TOPICS = "topics"
    PEOPLE = "people"
    COUNTS = "counts"
    NEIGHBOURS = "neighbours"
    RELATED = "related"
    LIST = "list"
    NAME = "name"
    FILE = "file"
    KIND = "kind"


class Inputs(Protocol):
    """A named tuple whose fields are plain or `Digested`."""

    @property
    def _fields(self) -> tuple[str, ...]: ...

    def __iter__(self) -> Iterator[Any]: ...


class Digested(Generic[T]):
    """A value that a digest stands for: equal digests, equal values.

    Nothing else can be got out of it. One without its `digest` computes it when it is asked first.
    """

    __slots__ = ("_digest",)

    def __init__(self, digest: bytes = b"") -> None:
        self._digest = digest

    @property
    def digest(self) -> bytes:
        if not self._digest:
            self._digest = self._computed()
        return self._digest

    def _computed(self) -> bytes:
        raise NotImplementedError

    @property
    def value(self) -> T:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)


class Stated(Digested[T]):
    """A value at hand, all of which its `repr` tells: named tuples and frozen dataclasses."""

    __slots__ = ("value",)

    value: T

    def __init__(self, value: T) -> None:
        super().__init__()
        self.value = value

    def _computed(self) -> bytes:
        return digest(repr(self.value).encode())


class Later(Digested[T]):
    """Such a value that is made once somebody asks for it: by whoever makes what shows it."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Digested[T]]) -> None:
        super().__init__()
        self._make = make
        self._made: Digested[T] | None = None

    @property
    def value(self) -> T:
        return self._found.value

    def _computed(self) -> bytes:
        return self._found.digest

    @property
    def _found(self) -> Digested[T]:
        if self._made is None:
            self._made = self._make()
        return self._made


class Shared(Digested[SharedInputs]):
    """All inputs of an artifact, or those that several have in common."""

    __slots__ = ("_inputs",)

    _inputs: SharedInputs

    def __init__(self, inputs: SharedInputs) -> None:
        super().__init__()
        self._inputs = inputs

    @property
    def value(self) -> SharedInputs:
        return self._inputs

    def _computed(self) -> bytes:
        return fingerprint(self.value)


class SharedLater(Shared[SharedInputs]):
    """Those that are put together once somebody asks for them."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[], SharedInputs]) -> None:
        Digested.__init__(self)
        self._make: Callable[[], SharedInputs] | None = make

    @property
    def value(self) -> SharedInputs:
        if self._make is not None:
            self._inputs, self._make = self._make(), None
        return self._inputs


class Several(Digested[tuple[D, ...]]):
    """Several such values of one kind, whose digests are of one length, in their order."""

    __slots__ = ("value",)

    value: tuple[D, ...]

    def __init__(self, value: Iterable[D]) -> None:
        super().__init__()
        self.value = tuple(value)

    def _computed(self) -> bytes:
        return b"".join([each.digest for each in self.value])


class EachOf(Digested[tuple[T, ...]], Generic[Item, T]):
    """The plain values that `make` gives for some items, one after another, once somebody asks."""

    __slots__ = ("_items", "_make")

    def __init__(self, items: Sequence[Item], make: Callable[[Item], T]) -> None:
        super().__init__()
        self._items, self._make = items, make

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, some: slice) -> EachOf[Item, T]:
        return EachOf(self._items[some], self._make)

    @property
    def value(self) -> tuple[T, ...]:
        return tuple([self._make(each) for each in self._items])

    def _computed(self) -> bytes:
        plain: Any = self.value
        return digest(marshal.dumps(plain, BY_VALUE))


def fingerprint(inputs: Inputs) -> bytes:
    """Of all that the inputs are: SHA-256 truncated to 16 bytes."""
    parts = [each.digest if isinstance(each, Digested) else each for each in inputs]
    parts.append(type(inputs).__name__)
    return digest(marshal.dumps(parts, BY_VALUE))


def may_be_same(one: Inputs, other: Inputs) -> bool:
    """Whether digests have to tell: what lists more of the site than the other is not the same."""
    return list(_lengths(one)) == list(_lengths(other))


def _lengths(inputs: Inputs) -> Iterator[int]:
    for each in inputs:
        if isinstance(each, Shared):
            yield from _lengths(each.value)
        elif isinstance(each, EachOf):
            yield len(each)


def traces(inputs: Inputs) -> bytes:
    """Four bytes for each input, in the order of `causes`; what is shared counts one by one."""
    return b"".join(
        [
            traces(each.value)
            if isinstance(each, Shared)
            else crc32(
                marshal.dumps(each.digest if isinstance(each, Digested) else each, BY_VALUE)
            ).to_bytes(_TRACE, "big")
            for each in inputs
        ]
    )


def causes(inputs: Inputs) -> tuple[Cause, ...]:
    """What each of the inputs is."""
    found: list[Cause] = []
    for name, each in zip(inputs._fields, inputs, strict=True):
        if isinstance(each, Shared):
            found += causes(each.value)
        else:
            found.append(CAUSE_OF[name])
    return tuple(found)


def changed(inputs: Inputs, before: bytes) -> tuple[Cause, ...]:
    """What is not as it was when `traces` gave `before`, each cause once.

    Where neither tells, the address had a page or file of another kind.
    """
    now, known = traces(inputs), causes(inputs)
    if len(now) != len(before):
        return (Cause.KIND,)
    found = {
        cause: None
        for cause, at in zip(known, range(0, len(now), _TRACE), strict=True)
        if now[at : at + _TRACE] != before[at : at + _TRACE]
    }
    return tuple(found) or (Cause.KIND,)


# By the name of the input.
CAUSE_OF: Mapping[str, Cause] = {
    "settings": Cause.SETTINGS,
    "size": Cause.SETTINGS,
    "help": Cause.SETTINGS,
    "language": Cause.ADDRESS,
    "languages": Cause.ADDRESS,
    "address": Cause.ADDRESS,
    "target": Cause.ADDRESS,
    "source": Cause.ADDRESS,
    "page": Cause.ADDRESS,
    "name": Cause.ADDRESS,
    "number": Cause.ADDRESS,
    "of": Cause.ADDRESS,
    "follow": Cause.ADDRESS,
    "versions": Cause.VERSIONS,
    "twins": Cause.VERSIONS,
    "notices": Cause.VERSIONS,
    "firsts": Cause.VERSIONS,
    "lengths": Cause.VERSIONS,
    "facts": Cause.FACTS,
    "id": Cause.FACTS,
    "clock": Cause.FACTS,
    "text": Cause.TEXT,
    "title": Cause.TEXT,
    "resolved": Cause.LINKS,
    "pictures": Cause.PHOTOS,
    "width": Cause.PHOTOS,
    "height": Cause.PHOTOS,
    "is_transparent": Cause.PHOTOS,
    "topics": Cause.TOPICS,
    "subjects": Cause.TOPICS,
    "tints": Cause.TOPICS,
    "places": Cause.VERSIONS,
    "synonyms": Cause.SETTINGS,
    "people": Cause.PEOPLE,
    "mentions": Cause.PEOPLE,
    "total": Cause.COUNTS,
    "counts": Cause.COUNTS,
    "years": Cause.COUNTS,
    "months": Cause.COUNTS,
    "reads": Cause.COUNTS,
    "recent_reads": Cause.COUNTS,
    "views": Cause.COUNTS,
    "newer": Cause.NEIGHBOURS,
    "older": Cause.NEIGHBOURS,
    "related": Cause.RELATED,
    "teasers": Cause.LIST,
    "recent": Cause.LIST,
    "most_read": Cause.LIST,
    "read_in": Cause.LIST,
    "rankings": Cause.LIST,
    "days": Cause.LIST,
    "since": Cause.LIST,
    "releases": Cause.LIST,
    "corrections": Cause.LIST,
    "pages": Cause.LIST,
    "modified": Cause.LIST,
    "parts": Cause.LIST,
    "entries": Cause.LIST,
    "heading": Cause.NAME,
    "subject": Cause.NAME,
    "file": Cause.FILE,
}
