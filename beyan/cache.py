"""What earlier builds left behind, which may vanish at any time: unreadable means empty.

Two kinds of files in one folder. A *sealed* file holds plain values (`marshal`) behind a digest of
its bytes. *Packs* hold blobs one after another, each with its own digest; every process writes a
pack of its own, so that workers need not wait for one another, and a blob is found again by its
`Place`. What was half-written, cut off or put there by another program is noticed in both.
"""

from __future__ import annotations

import marshal
import os
import re
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

_SEAL_SIZE = 16
# What changed in a mapping since it was written as a whole stands in a file of its own.
_SINCE = ".since"
# Names the output that the cache is for, as text.
_OUTPUT = "output"

# Windows would translate line ends.
_BINARY = getattr(os, "O_BINARY", 0)

# The pack's name, and the offset and length in bytes of the blob with its seal.
Place = tuple[str, int, int]


class CacheLost(Exception):
    """A blob that should be there is not, or not whole. A build without the cache helps."""


class Cache:
    """The files in `folder`; without one, in a temporary folder that goes with the object."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="beyan-")) if folder is None else folder
        self.folder.mkdir(parents=True, exist_ok=True)
        if folder is None:
            weakref.finalize(self, _remove, self.folder, os.getpid())
        self._open: dict[str, int] = {}
        self._bases: dict[str, tuple[bytes, dict[str, Any]]] = {}
        self._writing: tuple[int, str, int] | None = None
        self._end = 0

    def close(self) -> None:
        for descriptor in self._open.values():
            os.close(descriptor)
        self._open.clear()
        self._writing = None

    # --- sealed files ---

    def read(self, name: str) -> Any:
        """The value of a sealed file, or None."""
        return self._read(name)[1]

    def write(self, name: str, value: Any) -> None:
        """Replace a sealed file; until the last moment the old one stands."""
        body = marshal.dumps(value)
        fresh = self.folder / f"{name}.new"
        fresh.write_bytes(_seal(body) + body)
        os.replace(fresh, self.folder / name)

    def read_map(self, name: str) -> dict[str, Any]:
        """What `write_map` wrote, or nothing."""
        seal, base = self._read(name)
        if not isinstance(base, dict):
            return {}
        self._bases[name] = (seal, base)
        since = self.read(name + _SINCE)
        if since is None or since[0] != seal:
            return base
        _, changed, gone = since
        return {key: each for key, each in (base | changed).items() if key not in gone}

    def write_map(self, name: str, values: Mapping[str, Any]) -> None:
        """A mapping with many entries. Those that `read_map` gave and that stay, stay unwritten."""
        seal, base = self._bases.get(name, (b"", {}))
        changed = {key: each for key, each in values.items() if base.get(key) is not each}
        gone = base.keys() - values.keys()
        if len(changed) + len(gone) <= len(base) // 10:
            self.write(name + _SINCE, (seal, changed, set(gone)))
        else:
            self.write(name, dict(values))

    def _read(self, name: str) -> tuple[bytes, Any]:
        """The seal of a sealed file and its value."""
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return b"", None
        body = memoryview(data)[_SEAL_SIZE:]
        if _seal(body) != data[:_SEAL_SIZE]:
            return b"", None
        return data[:_SEAL_SIZE], marshal.loads(body)

    def forget(self) -> None:
        """Delete everything."""
        self.close()
        self._bases.clear()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)

    # --- packs ---

    def put(self, blob: bytes) -> Place:
        # A forked worker has its parent's file open, but must not write to it.
        if self._writing is None or self._writing[0] != os.getpid():
            name = f"{os.getpid():x}-{os.urandom(4).hex()}.pack"
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY
            self._open[name] = os.open(self.folder / name, flags, 0o666)
            self._writing = (os.getpid(), name, self._open[name])
            self._end = 0
        _, name, descriptor = self._writing
        data = _seal(blob) + blob
        if os.write(descriptor, data) != len(data):
            raise OSError(28, "No space left on device", str(self.folder / name))
        place = (name, self._end, len(data))
        self._end += len(data)
        return place

    def get(self, place: Place) -> bytes:
        name, offset, length = place
        try:
            if name not in self._open:
                self._open[name] = os.open(self.folder / name, os.O_RDONLY | _BINARY)
            data = _read_at(self._open[name], length, offset)
        except OSError as error:
            raise CacheLost(name) from error
        blob = data[_SEAL_SIZE:]
        if len(data) != length or _seal(blob) != data[:_SEAL_SIZE]:
            raise CacheLost(name)
        return blob

    def moved(self, live: Iterable[Place]) -> Mapping[Place, Place]:
        """Copies of the live blobs in a pack of their own, where packs are mostly waste.

        Empty where nothing needs to move. The old packs stand until `sweep`.
        """
        places = set(live)
        packs = list(self.folder.glob("*.pack"))
        total = sum(pack.stat().st_size for pack in packs)
        used = sum(length for _, _, length in places)
        if len(packs) <= _MANY_PACKS and total <= 2 * used + _SMALL:
            return {}
        self._writing = None
        return {place: self.put(self.get(place)) for place in sorted(places)}

    def sweep(self, live: Iterable[Place]) -> None:
        """Delete the packs that hold nothing live."""
        names = {name for name, _, _ in live}
        for pack in self.folder.glob("*.pack"):
            if pack.name not in names:
                with suppress(OSError):
                    pack.unlink()
                descriptor = self._open.pop(pack.name, None)
                if descriptor is not None:
                    os.close(descriptor)
        self._writing = None


# Every build adds packs; now and then they are joined.
_MANY_PACKS = 40
_SMALL = 1 << 20


def _read_at(descriptor: int, length: int, offset: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(descriptor, length, offset)
    # On Windows no other process shares the descriptor, so its position may move.
    end = os.lseek(descriptor, 0, os.SEEK_CUR)
    try:
        os.lseek(descriptor, offset, os.SEEK_SET)
        return os.read(descriptor, length)
    finally:
        os.lseek(descriptor, end, os.SEEK_SET)


def _remove(folder: Path, process: int) -> None:
    # A forked worker has the object as well, but not the folder.
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)


def _seal(data: bytes | memoryview) -> bytes:
    # Processors have instructions for it: half of BLAKE2's time.
    return sha256(data).digest()[:_SEAL_SIZE]


# --- what several outputs share ---


class Store:
    """Blobs by key, a sealed file each: what is the same for every output of a site.

    They lie in `folder`, or in `spare` where that may not be written to.
    """

    def __init__(self, folder: Path, spare: Path) -> None:
        self._folders = (folder, spare)

    def has(self, key: bytes) -> bool:
        return any(_file(folder, key).is_file() for folder in self._folders)

    def get(self, key: bytes) -> bytes | None:
        for folder in self._folders:
            with suppress(OSError):
                data = _file(folder, key).read_bytes()
                if _seal(memoryview(data)[_SEAL_SIZE:]) == data[:_SEAL_SIZE]:
                    return data[_SEAL_SIZE:]
        return None

    def put(self, key: bytes, blob: bytes) -> None:
        """Where nothing can be written, the blob is not kept."""
        for folder in self._folders:
            path = _file(folder, key)
            fresh = path.with_name(f"{path.name}.{os.getpid():x}")
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                fresh.write_bytes(_seal(blob) + blob)
                os.replace(fresh, path)
                return

    def keys(self) -> set[bytes]:
        names = (path.name for path in self._folders[0].glob("??/*"))
        return {bytes.fromhex(name) for name in names if _KEY.fullmatch(name)}

    def delete(self, keys: Iterable[bytes]) -> None:
        for key in keys:
            with suppress(OSError):
                _file(self._folders[0], key).unlink()


# In bytes.
KEY_SIZE = 16
_KEY = re.compile("[0-9a-f]{32}")


def _file(folder: Path, key: bytes) -> Path:
    name = key.hex()
    return folder / name[:2] / name


# --- whose cache it is ---


def keep_for(folder: Path, output: str) -> None:
    """Mark the cache as that of an output; the caches of outputs that are gone are deleted."""
    (folder / _OUTPUT).write_text(output, "utf-8")
    for mark in folder.parent.glob(f"*/{_OUTPUT}"):
        if mark.parent == folder or Path(mark.read_text("utf-8", "replace")).exists():
            continue
        with locked(folder.parent, mark.parent.name, waits=False) as other:
            if other is not None:
                shutil.rmtree(other, ignore_errors=True)


def _taken(lock: int, waits: bool) -> bool:
    # Not on Windows, where two builds at once are the user's own affair.
    with suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(lock, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks
            return True
    return True


@contextmanager
def locked(place: Path, name: str, *, waits: bool = True) -> Iterator[Path | None]:
    """The folder of this output's cache; None where the site may not be written to.

    Without `waits`, None as well where another build has it.
    """
    try:
        place.mkdir(parents=True, exist_ok=True)
        lock = os.open(place / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        yield None
        return
    try:
        yield place / name if _taken(lock, waits) else None
    finally:
        os.close(lock)
