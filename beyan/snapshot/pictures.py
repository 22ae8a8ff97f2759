"""Encoded pictures by key, a sealed file each: all outputs of a site share them.

They take most of a clean build's time, so they outlive even the forgetting of everything else.
"""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Mapping, Set
from contextlib import suppress
from pathlib import Path

from beyan.snapshot.store import SEAL_SIZE, Cache, seal, write_private

# In bytes.
KEY_SIZE = 16
_KEY = re.compile("[0-9a-f]{32}")
# The folder below what outputs share, and the sealed file of each output: which pictures it shows.
PICTURES = "pictures"


class PictureStore:
    """They lie in the folder that outputs share, or where that may not be written to, with the
    cache of the one that makes them.
    """

    def __init__(self, cache: Cache) -> None:
        self._folders: tuple[Path, ...] = (
            cache.shared / PICTURES,
            cache.folder / "own-pictures",
        )

    def has(self, key: bytes) -> bool:
        return any(_file(folder, key).is_file() for folder in self._folders)

    def get(self, key: bytes) -> bytes | None:
        for folder in self._folders:
            with suppress(OSError):
                data = _file(folder, key).read_bytes()
                if seal(memoryview(data)[SEAL_SIZE:]) == data[:SEAL_SIZE]:
                    return data[SEAL_SIZE:]
        return None

    def put(self, key: bytes, blob: bytes) -> None:
        """Where nothing can be written, the blob is not kept."""
        for folder in self._folders:
            path = _file(folder, key)
            fresh = path.with_name(f"{path.name}.{os.getpid():x}")
            with suppress(OSError):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.parent.mkdir(mode=0o700, exist_ok=True)
                write_private(fresh, seal(blob), blob)
                os.replace(fresh, path)
                return

    def keys(self) -> set[bytes]:
        """Of those that outputs share."""
        names = (path.name for path in self._folders[0].glob("??/*"))
        return {bytes.fromhex(name) for name in names if _KEY.fullmatch(name)}

    def delete(self, keys: Iterable[bytes]) -> None:
        for key in keys:
            with suppress(OSError):
                _file(self._folders[0], key).unlink()


def note_pictures(
    cache: Cache, shown: Mapping[str, frozenset[bytes]], names: Container[str]
) -> None:
    """Remember which pictures the artifacts of these names show, and delete those nobody shows.

    `shown` has the keys that this build asked for, by the artifact's name.
    """
    before: dict[str, bytes] = cache.read_map(PICTURES)
    fresh = {name: b"".join(sorted(keys)) for name, keys in shown.items()}
    now = {name: keys for name, keys in (before | fresh).items() if keys and name in names}
    if now == before and (before or not fresh):
        return
    cache.write_map(PICTURES, now)
    # Without what an earlier build knew, any picture may be one that nobody shows.
    candidates = _keys(before) if before else PictureStore(cache).keys()
    _delete_unused(cache, candidates - _keys(now))


def kept_pictures(cache: Cache) -> frozenset[bytes]:
    """The keys of `keep_pictures`."""
    return frozenset(_keys(cache.read_map(PICTURES)))


def keep_pictures(cache: Cache, keys: Iterable[bytes]) -> None:
    """Remember these as shown here, by whatever artifact; those that were, and are shown nowhere
    any more, are deleted. Raises OSError.
    """
    before, now = kept_pictures(cache), frozenset(keys)
    if now != before:
        cache.write(PICTURES, {"": b"".join(sorted(now))})
        _delete_unused(cache, before - now)


def _delete_unused(cache: Cache, keys: Set[bytes]) -> None:
    """Those that no other output shows."""
    unused = set(keys)
    if unused:
        for other in cache.shared.parent.glob(f"*/{PICTURES}"):
            if other.is_file():
                unused -= _keys(Cache(other.parent).read_map(PICTURES))
    PictureStore(cache).delete(unused)


def _keys(shown: Mapping[str, bytes]) -> set[bytes]:
    return {
        keys[start : start + KEY_SIZE]
        for keys in shown.values()
        for start in range(0, len(keys), KEY_SIZE)
    }


def _file(folder: Path, key: bytes) -> Path:
    name = key.hex()
    return folder / name[:2] / name
