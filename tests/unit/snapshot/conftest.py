"""Values that a build leaves, made by hand, and what may befall the files they lie in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from beyan.model.inputs import Shared, fingerprint, traces
from beyan.model.packing import pack, plain
from beyan.model.page import Page
from beyan.model.plan import Artifact, Plan
from beyan.model.release import Release
from beyan.model.release_summary import summarised
from beyan.snapshot.manifest import Extent, Manifest, PlainEntry
from beyan.snapshot.releases import CachedRelease
from beyan.snapshot.store import BlobRef, Cache
from beyan.snapshot.tables.stamps import Stamps
from tests.unit.plan.conftest import release

SIGNED = (5, 1, 1)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def again(cache: Cache) -> Cache:
    """The same folder, seen by the next build."""
    cache.close()
    return Cache(cache.folder)


def other_bytes(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


# What befalls a file: what becomes of its bytes, None where it goes.
DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    "gone": lambda data: None,
    "empty": lambda data: b"",
    "cut": lambda data: data[:-1],
    "half": lambda data: data[: len(data) // 2],
    "longer": lambda data: data + b"x",
    "other bytes": other_bytes,
    "foreign": lambda data: b"not written by a build",
}


def damage(path: Path, how: str) -> None:
    left = DAMAGES[how](path.read_bytes())
    if left is None:
        path.unlink()
    else:
        path.write_bytes(left)


class Shown(NamedTuple):
    """What a page is made from."""

    text: str = "text"
    views: int = 5
    newer: str = ""


def artifact(name: str, shown: Shown = Shown(), **more: Any) -> Artifact:  # noqa: B008
    return Artifact((name,), Shared(shown), _nothing, **more)


def _nothing(shown: Shown) -> tuple[Page, ...]:
    return ()


def plan(*artifacts: Artifact, setting: bytes = b"setting") -> Plan:
    return Plan(artifacts, (), setting)


def file(path: str, digest: bytes = b"d" * 32) -> tuple[str, bytes]:
    return (path, digest)


def made(
    *files: tuple[str, bytes],
    shown: Shown = Shown(),  # noqa: B008
    template: bytes = b"",
    documents: tuple[tuple[bytes, BlobRef], ...] = (),
) -> PlainEntry:
    return (fingerprint(shown), template, traces(shown), files, documents)


def manifest(
    entries: dict[str, PlainEntry],
    *,
    releases: Iterable[str] = (),
    seen: Iterable[str] = (),
) -> Manifest:
    return Manifest(
        entries=entries,
        stamps=Stamps({path: SIGNED for *_, files, _ in entries.values() for path, _ in files}),
        folders=Stamps({"": 7, "az": 8}),
        setting=b"setting",
        extent=Extent(
            pages=len(entries),
            anchors={"/a/": ("x",)},
            addresses_digest=b"addresses",
            releases=frozenset(releases),
        ),
        seen=frozenset(seen),
        has_documents=any(documents for *_, documents in entries.values()),
    )


def cached(
    shown: Release | None = None, blob: BlobRef = ("pack", 0, 16), **facts: Any
) -> CachedRelease:
    """A release in two languages as it is cached."""
    shown = shown or release()
    found = CachedRelease(
        key=shown.key,
        files=tuple((each.path, SIGNED, each.path.encode()) for each in shown.editions),
        people=(),
        names=b"names",
        inline=(),
        circle=b"",
        problems=(),
        summary=plain(summarised(shown, pack(shown))),
        blob=blob,
        first=100,
        last=200,
    )
    return found._replace(**facts)
