"""The search index: parts of the output that are made of the documents in the cache.

A part is an artifact like any other, whose fingerprint is the digest of its documents, so one whose
texts did not change is left alone. `assets/search.js` reads it:

- `index` tells of each document its day, topics and people, and where the rest is;
- files of terms, in the order of their plain forms, each with the documents that have it;
- files of texts, of which what is found is shown.

All are JSON packed with gzip, each so large that a first query loads little besides what it needs.
What the terms and texts are called changes with what is in them, so that a browser never takes an
old file for a new one.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple, TypeVar

import orjson

from beyan.language.stems import BETWEEN_TERMS, stemmer
from beyan.model.release_summary import digest
from beyan.model.search import SearchDocument, language_of
from beyan.publish.workers import parallel_map
from beyan.render.search import part_of
from beyan.snapshot.manifest import Row
from beyan.snapshot.store import BlobRef, Cache

R = TypeVar("R")

# Names the other files of a part.
ENTRY = "index"
# Bytes of a file before it is packed: a third of that, or a quarter, goes over the wire. Larger
# ones are fewer, but a first query may load no more than 250 kB (`make search-quality`).
_TERMS_SIZE, _TEXTS_SIZE = 4_000, 16_000
_VERSION_SIZE = 10


class Part(NamedTuple):
    """`documents` are pairs of a page's address and where the cache has what it says."""

    address: str
    fingerprint: bytes
    documents: tuple[tuple[str, BlobRef], ...]


def rows_by_part(
    remembered: Iterable[tuple[str, Iterable[tuple[bytes, BlobRef]]]],
) -> dict[str, tuple[Row, ...]]:
    """What every part that the index has is made of, from what the cache keeps for each page."""
    found: dict[str, list[Row]] = {}
    for page, texts in remembered:
        for key, ref in texts:
            part = part_of(key)
            if part is not None:
                found.setdefault(part, []).append((page, key, ref))
    return {address: tuple(sorted(rows)) for address, rows in sorted(found.items())}


def parts(by_part: Mapping[str, Sequence[Row]]) -> list[Part]:
    """The parts that are made of these rows, each sorted."""
    return [
        Part(
            address,
            digest(*(b"%s\0%s\0" % (page.encode(), key) for page, key, _ in rows)),
            tuple((page, ref) for page, _, ref in rows),
        )
        for address, rows in by_part.items()
    ]


def index(
    outdated: Sequence[Part],
    cache: Cache,
    then: Callable[[Part, Mapping[str, bytes]], R],
    *,
    jobs: int,
) -> Iterator[R]:
    """What `then` makes of each part and its files, by path below the output; in the process that
    made them, since to hand all of them over takes longer. Raises `CacheLost`, `WorkStopped`.
    """
    return parallel_map(
        partial(_then, cache, then),
        outdated,
        jobs=jobs,
        worth=2,
        chunk=1,
        named=lambda part: part.address,
    )


def _then(cache: Cache, then: Callable[[Part, Mapping[str, bytes]], R], part: Part) -> R:
    return then(part, _made(cache, part))


def _made(cache: Cache, part: Part) -> dict[str, bytes]:
    documents = [SearchDocument(*orjson.loads(cache.get(ref))) for _, ref in part.documents]
    # The newest first.
    documents.sort(key=lambda each: (each.day, each.address), reverse=True)
    terms = list(_terms(documents, language_of(part.address)))
    texts = list(_texts(documents))
    packed = {
        **{f"terms-{number}": _packed(found) for number, (_, found) in enumerate(terms)},
        **{f"texts-{number}": _packed(found) for number, (_, found) in enumerate(texts)},
    }
    version = sha256(b"".join(packed.values())).hexdigest()[:_VERSION_SIZE]
    topics = _numbered(key for each in documents for key in each.topics)
    people = _numbered(key for each in documents for key in each.people)
    entry = {
        "version": version,
        "terms": [first for first, _ in terms],
        "texts": [first for first, _ in texts],
        "topics": [*topics],
        "people": [*people],
        "documents": [
            [each.day, [topics[key] for key in each.topics], [people[key] for key in each.people]]
            for each in documents
        ],
    }
    folder = part.address[1:]
    files = {f"{folder}{version}/{name}": data for name, data in packed.items()}
    # That which names the others is the last.
    return {**files, f"{folder}{ENTRY}": _packed(entry)}


def _numbered(keys: Iterable[str]) -> dict[str, int]:
    return {key: number for number, key in enumerate(sorted({*keys}))}


def _terms(documents: Sequence[SearchDocument], language: str) -> Iterator[tuple[str, list[Any]]]:
    """The content of each file with the plain form of its first term.

    A term is followed by its documents, each as its distance from the one before, and its weight.
    """
    # What will be the line of each: until then it begins with the last document that has the term.
    found: dict[str, list[Any]] = defaultdict(lambda: [0])
    for number, document in enumerate(documents):
        for term, weight in zip(document.terms.split(BETWEEN_TERMS), document.weights, strict=True):
            line = found[term]
            line += (number - line[0], weight)
            line[0] = number
    plain = stemmer(language).plain_of.__getitem__
    # As JavaScript compares.
    order = sorted((plain(term).encode("utf-16-be", "surrogatepass"), term) for term in found)
    lines: list[Any] = []
    size, first = 0, ""
    for key, term in order:
        shown = key.decode("utf-16-be", "surrogatepass")
        # One plain form is in one file, so that the next file begins behind it.
        if size > _TERMS_SIZE and shown != plain(lines[-1][0]):
            yield first, lines
            lines, size = [], 0
        if not lines:
            first = shown
        line = found[term]
        line[0] = term
        lines.append(line)
        size += len(term) + 2 * len(line)
    if lines:
        yield first, lines


def _texts(documents: Sequence[SearchDocument]) -> Iterator[tuple[int, list[Any]]]:
    """The content of each file with the number of its first document."""
    items: list[Any] = []
    size = 0
    for number, each in enumerate(documents):
        items.append([each.address, each.title, each.shown_day, each.place, each.text])
        size += len(each.text)
        if size > _TEXTS_SIZE:
            yield number - len(items) + 1, items
            items, size = [], 0
    if items:
        yield len(documents) - len(items), items


def _packed(value: object) -> bytes:
    # Packing as hard as usual takes half as long again for 3 % of the bytes.
    return gzip.compress(orjson.dumps(value), 4, mtime=0)
