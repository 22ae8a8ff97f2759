"""Where the cache of an output lies, and whose it is: one build at a time has it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from beyan.model.defaults import real
from beyan.snapshot.inputs import CONFIG_FILE
from beyan.snapshot.scratch import held, scratch_folder, sweep
from beyan.snapshot.store import OUTPUT_MARK, SHARED, Cache

# In a site, where nobody says otherwise.
CACHE_FOLDER = ".cache"
# In a site, where nobody says otherwise.
OUTPUT_FOLDER = "output"
# Bytes of a key.
_KEY = 32
# What older versions of this program left beside the folders of outputs.
_OLD = ("images",)

# Called before waiting for another process, with its number and since when it is at work.
Meeting = Callable[[str, str], object]


@contextmanager
def open_cache(
    root: Path,
    output: Path,
    folder: Path | None = None,
    meets: Meeting = lambda process, since: None,
) -> Iterator[Cache]:
    """The cache of what the site in `root` publishes in `output`, while no other build has it.

    Where another has, `meets` is called, and then waited.

    It lies in `folder`, by default in the site; of a site that may not be written to, beside the
    output; and where not even that can be, in a temporary folder that is forgotten. In a folder
    that is no site, nothing is left behind.
    """
    bases = [folder] if folder is not None else [root / CACHE_FOLDER, _beside(output)]
    place = str(real(output))
    name = cache_name(root, place)
    with ExitStack() as stack:
        is_site = (root / CONFIG_FILE).is_file()
        for base in bases if is_site else ():
            own = stack.enter_context(locked(base, name, meets=meets))
            if own is not None:
                cache = Cache(own)
                keep_for(own, place)
                sweep(base)
                with suppress(OSError):  # what outputs share, each then makes for itself
                    cache.shared.mkdir(mode=0o700, exist_ok=True)
                break
        else:
            cache = Cache(stack.enter_context(scratch_folder(None)))
        try:
            yield cache
        finally:
            cache.close()


@contextmanager
def open_preview_cache(root: Path, folder: Path | None = None) -> Iterator[Cache]:
    """The cache of the site's preview: its own, because a build sweeps away what no build shows.

    A second preview of the site has a temporary one.
    """
    base = folder or root / CACHE_FOLDER
    with ExitStack() as stack:
        own = stack.enter_context(locked(base, _preview_name(root), waits=False))
        cache = Cache(own or stack.enter_context(scratch_folder(base)))
        if own is not None:
            keep_for(own, str(real(root)))
            sweep(base)
        try:
            yield cache
        finally:
            cache.close()


@contextmanager
def scratch_cache(root: Path, folder: Path | None = None) -> Iterator[Cache]:
    """One that is forgotten, with the pictures that the outputs of the site share.

    It lies in the site's cache, and where that cannot be, in a temporary folder.
    """
    base = folder or root / CACHE_FOLDER
    is_site = (root / CONFIG_FILE).is_file()
    with scratch_folder(base if is_site else None) as own:
        cache = Cache(own, shared=base / SHARED)
        try:
            yield cache
        finally:
            cache.close()


def left_cache(root: Path, output: Path, folder: Path | None = None) -> Cache | None:
    """What the last build into `output` left, to be read only."""
    name = cache_name(root, str(real(output)))
    bases = [folder] if folder is not None else [root / CACHE_FOLDER, _beside(output)]
    return next((Cache(base / name) for base in bases if (base / name).is_dir()), None)


def caches_of_site(root: Path, folder: Path | None = None) -> Iterator[Cache]:
    """Those in which most of the site is known, if they are there: that of its usual output, and
    its preview's. To be read only, whoever has them.
    """
    usual = left_cache(root, root / OUTPUT_FOLDER, folder)
    if usual is not None:
        yield usual
    preview = (folder or root / CACHE_FOLDER) / _preview_name(root)
    if preview.is_dir():
        yield Cache(preview)


def copy_cache(root: Path, output: Path, other: Path, folder: Path | None = None) -> None:
    """Let the first build into `other`, a copy of `output`, begin where the last into that ended.

    Raises OSError.
    """
    left = left_cache(root, output, folder)
    if left is not None:
        name = cache_name(root, str(other.resolve()))
        shutil.copytree(left.folder, left.folder.with_name(name), dirs_exist_ok=True)


def cache_name(root: Path, place: str) -> str:
    """After the output at `place`, so that builds into different folders do not meet.

    And after the site, whose own place is remembered with its photos.
    """
    return sha256(f"{real(root)}\0{place}".encode()).hexdigest()[:12]


def _preview_name(root: Path) -> str:
    return cache_name(root, "preview")


def keep_for(folder: Path, output: str) -> None:
    """Mark the cache as that of an output, for its owner's eyes alone; the caches of outputs that
    are gone are deleted.
    """
    mark = folder / OUTPUT_MARK
    with suppress(OSError):  # somebody else's, who lets us write there
        folder.chmod(0o700)
    if not mark.is_file() or mark.read_text("utf-8", "replace") != output:
        mark.write_text(output, "utf-8")
    for old in _OLD:
        shutil.rmtree(folder.parent / old, ignore_errors=True)
    for other_mark in folder.parent.glob(f"*/{OUTPUT_MARK}"):
        other = other_mark.parent
        if other == folder or Path(other_mark.read_text("utf-8", "replace")).exists():
            continue
        with locked(folder.parent, other.name, waits=False) as gone:
            if gone is not None:
                shutil.rmtree(gone, ignore_errors=True)


@contextmanager
def site_lock(root: Path, name: str) -> Iterator[Path | None]:
    """What `name` stands for is done by one process at a time, where locks can be had; with the
    folder that is its own, which may not be there yet.
    """
    with locked(root / CACHE_FOLDER, name) as own:
        yield own


def own_key(folder: Path | None) -> bytes:
    """Of chance, and for ever the same as long as the folder is there: nobody else knows it.
    Nothing where it cannot be kept.
    """
    if folder is None:
        return b""
    path = folder / "key"
    try:
        if path.is_file() and len(key := path.read_bytes()) == _KEY:
            return key
        folder.mkdir(mode=0o700, exist_ok=True)
        key = os.urandom(_KEY)
        path.unlink(missing_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key)
    except OSError:
        return b""
    return key


@contextmanager
def locked(
    base: Path,
    name: str,
    *,
    waits: bool = True,
    meets: Meeting = lambda process, since: None,
) -> Iterator[Path | None]:
    """The folder `name` below `base`, locked; None where nothing may be written there.

    Without `waits`, None as well where another process has it.
    """
    own = base / name
    try:
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(base / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        yield None
        return
    held.add(lock)
    try:
        # An old lock may be writable in a folder that no longer is.
        is_writable = all(os.access(each, os.W_OK) for each in (base, own) if each.exists())
        yield own if is_writable and _taken(lock, waits, meets) else None
    finally:
        held.discard(lock)
        os.close(lock)


def _beside(output: Path) -> Path:
    # Hidden: nothing that publishes a folder takes its neighbours along.
    place = real(output)
    return place.with_name(f".{place.name}.cache")


def _taken(lock: int, waits: bool, meets: Meeting) -> bool:
    # Not on Windows, where two builds at once are the user's own affair.
    with suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not waits:
                return False
            meets(*_holder(lock))
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError:  # a file system without locks
            return True
        with suppress(OSError):  # a full disk: whoever waits is told less
            os.ftruncate(lock, 0)
            os.pwrite(lock, b"%d" % os.getpid(), 0)
    return True


def _holder(lock: int) -> tuple[str, str]:
    """Who has the lock: the number of the process, and since when, by the local clock."""
    since = datetime.fromtimestamp(int(os.fstat(lock).st_mtime))
    return os.pread(lock, 20, 0).decode("ascii", "replace") or "?", str(since)
