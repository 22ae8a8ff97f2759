"""Sealed files and packs in one folder, which may vanish at any time: unreadable means empty.

A *sealed* file holds plain values (`marshal`) behind a digest of its bytes. *Packs* hold blobs one
after another, each with its own digest; every process writes a pack of its own, so that workers
need not wait for one another, and a blob is found again by its `BlobRef`. What was half-written,
cut off or put there by another program is noticed in both.
"""

from __future__ import annotations

import marshal
import os
import shutil
import weakref
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from beyan.saving import writing
from beyan.snapshot.scratch import discard, private_folder

SEAL_SIZE = 16
# What changed in a mapping since it was written as a whole stands in a file of its own.
SINCE = ".since"
# What all outputs of a site share lies beside their folders.
SHARED = "shared"
# Names the output that the cache is for, as text.
OUTPUT_MARK = "output"

# The mode of files that only their owner may read.
PRIVATE = 0o600
# Windows would translate line ends.
BINARY = getattr(os, "O_BINARY", 0)

# The pack's name, and the offset and length in bytes of the blob with its seal.
BlobRef = tuple[str, int, int]


class CacheLost(Exception):
    """A blob that should be there is not, or not whole. A build without the cache helps."""


class Cache:
    """The files in `folder`; without one, in a new folder below `base` that goes with the object.

    Nobody else may look into it, because it has texts under embargo. `shared` is the folder of what
    all outputs of the site share.
    """

    def __init__(
        self, folder: Path | None, shared: Path | None = None, *, base: Path | None = None
    ) -> None:
        self.folder = private_folder(base) if folder is None else folder
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder is None:
            weakref.finalize(self, discard, self.folder)
        if shared is None:
            shared = (self.folder if folder is None else folder.parent) / SHARED
        self.shared = shared
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
        return self.read_sealed(name)[1]

    def write(self, name: str, value: Any) -> None:
        """Replace a sealed file; until the last moment the old one stands."""
        body = marshal.dumps(value)
        self.replace(name, seal(body), body)

    def replace(self, name: str, *data: bytes) -> None:
        """Put a file in the place of another."""
        fresh = self.folder / f"{name}.new"
        with writing(fresh):
            write_private(fresh, *data)
            os.replace(fresh, self.folder / name)

    def read_map(self, name: str) -> dict[str, Any]:
        """What `write_map` wrote, or nothing."""
        found, base = self.read_sealed(name)
        if not isinstance(base, dict):
            return {}
        self._bases[name] = (found, base)
        since = self.read(name + SINCE)
        if since is None or since[0] != found:
            return base
        _, changed, gone = since
        values: dict[str, Any] = base | changed
        for key in gone:
            del values[key]
        return values

    def write_map(self, name: str, values: Mapping[str, Any]) -> None:
        """A mapping with many entries. Those that equal what `read_map` gave stay unwritten."""
        found, base = self._bases.get(name, (b"", {}))
        changed = {key: each for key, each in values.items() if base.get(key) != each}
        gone = base.keys() - values.keys()
        if len(changed) + len(gone) <= len(base) // 10:
            self.write(name + SINCE, (found, changed, set(gone)))
        else:
            self.write(name, dict(values))

    def read_sealed(self, name: str) -> tuple[bytes, Any]:
        """The seal of a sealed file, by which what was changed since names it, and its value."""
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return b"", None
        body = memoryview(data)[SEAL_SIZE:]
        if seal(body) != data[:SEAL_SIZE]:
            return b"", None
        return data[:SEAL_SIZE], marshal.loads(body)

    def forget(self, *, keep: Collection[str] = ()) -> None:
        """Delete everything but whose cache it is and the sealed files of the names to `keep`."""
        self.close()
        self._bases.clear()
        kept = {OUTPUT_MARK, *keep, *(name + SINCE for name in keep)}
        self.folder.mkdir(parents=True, exist_ok=True)
        for entry in list(os.scandir(self.folder)):
            if entry.name in kept:
                continue
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry, ignore_errors=True)
            else:
                with suppress(OSError):
                    os.unlink(entry)

    # --- packs ---

    def put(self, blob: bytes) -> BlobRef:
        # A forked worker has its parent's file open, but must not write to it.
        if self._writing is None or self._writing[0] != os.getpid():
            name = f"{os.getpid():x}-{os.urandom(4).hex()}.pack"
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY
            with writing(self.folder / name):
                self._open[name] = os.open(self.folder / name, flags, PRIVATE)
            self._writing = (os.getpid(), name, self._open[name])
            self._end = 0
        _, name, descriptor = self._writing
        data = seal(blob) + blob
        rest = memoryview(data)
        try:
            # A disk, or a limit, that has room for a part takes it, and then refuses the rest.
            with writing(self.folder / name):
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
        except OSError:
            # What follows would not be where its reference says.
            self._writing = None
            raise
        blob_ref = (name, self._end, len(data))
        self._end += len(data)
        return blob_ref

    def get(self, blob_ref: BlobRef) -> bytes:
        name, offset, length = blob_ref
        try:
            if name not in self._open:
                self._open[name] = os.open(self.folder / name, os.O_RDONLY | BINARY)
            data = read_at(self._open[name], length, offset)
        except OSError as error:
            raise CacheLost(name) from error
        blob = data[SEAL_SIZE:]
        if len(data) != length or seal(blob) != data[:SEAL_SIZE]:
            raise CacheLost(name)
        return blob

    def share(self, names: Iterable[str], other: Cache) -> None:
        """Have these packs of another cache as well. Raises OSError.

        Nobody writes to a pack that has an end, and one that goes there stays here: they are linked
        where the file system can.
        """
        for name in names:
            try:
                os.link(other.folder / name, self.folder / name)
            except FileExistsError:
                pass
            except OSError:
                shutil.copyfile(other.folder / name, self.folder / name)

    def compacted(self, live: Iterable[BlobRef]) -> Mapping[BlobRef, BlobRef]:
        """Copies of the live blobs in a pack of their own, where packs are mostly waste.

        Empty where nothing needs to move. The old packs stand until `sweep`.
        """
        blob_refs = set(live)
        total = sum(pack.stat().st_size for pack in self._packs())
        used = sum(length for _, _, length in blob_refs)
        if self.has_few_packs and total <= 2 * used + _SMALL:
            return {}
        self._writing = None
        return {each: self.put(self.get(each)) for each in sorted(blob_refs)}

    @property
    def has_few_packs(self) -> bool:
        """Whether nobody has to look yet for what is waste in them."""
        return len(self._packs()) <= _MANY_PACKS

    def _packs(self) -> list[Path]:
        return list(self.folder.glob("*.pack"))

    def sweep(self, live: Iterable[BlobRef]) -> None:
        """Delete the packs that hold nothing live."""
        names = {name for name, _, _ in live}
        for pack in self._packs():
            if pack.name not in names:
                with suppress(OSError):
                    pack.unlink()
                descriptor = self._open.pop(pack.name, None)
                if descriptor is not None:
                    os.close(descriptor)
                if self._writing is not None and self._writing[1] == pack.name:
                    self._writing = None


# Every build adds packs; now and then they are joined.
_MANY_PACKS = 40
_SMALL = 1 << 20


def seal(data: bytes | memoryview) -> bytes:
    """SHA-256 truncated to 16 bytes: what a sealed file or blob begins with."""
    # Processors have instructions for it: half of BLAKE2's time.
    return sha256(data).digest()[:SEAL_SIZE]


def write_private(path: Path, *data: bytes) -> None:
    """For what may be under embargo, wherever the file will lie."""
    with open(path, "wb", opener=lambda path, flags: os.open(path, flags, PRIVATE)) as file:
        file.writelines(data)


def read_at(descriptor: int, length: int, offset: int) -> bytes:
    """Fewer bytes where the file ends before. Raises OSError."""
    if hasattr(os, "pread"):
        return os.pread(descriptor, length, offset)
    # On Windows no other process shares the descriptor, so its position may move.
    end = os.lseek(descriptor, 0, os.SEEK_CUR)
    try:
        os.lseek(descriptor, offset, os.SEEK_SET)
        return os.read(descriptor, length)
    finally:
        os.lseek(descriptor, end, os.SEEK_SET)
