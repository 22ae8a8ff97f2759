"""A file or the standard input → lines of text, whatever they are packed and encoded in."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from beyan.model.messages import NEEDS_ZSTANDARD

STDIN = "-"
# A line beyond it is of no log, and must not fill the memory (bytes).
LONGEST_LINE = 64 * 1024
_CHUNK = 64 * 1024
_SMALL = 4 * 1024
# What `zstd` itself unpacks without being asked for more.
_LARGEST_WINDOW = 1 << 27
# In its place, since its end was cut off.
NO_LINE = "?"
DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, lzma.LZMAError)

Progress = Callable[[int], None]


@contextmanager
def opened(name: str, at: Progress) -> Iterator[Iterator[tuple[str, bool]]]:
    """Lines without their ends, and whether there was one; `at` is told how far in the file."""
    if name == STDIN:
        yield _lines(_decoded(_unpacked(sys.stdin.buffer, name)))
        return
    with Path(name).open("rb") as file:
        yield _lines(_decoded(_told(_unpacked(file, name), file, at)))


def _unpacked(raw: Any, name: str) -> IO[bytes]:
    """By what is in it: rotation leaves `access.log.2.gz`, a pipe has no name."""
    stream = raw if hasattr(raw, "peek") else io.BufferedReader(raw)
    head = stream.peek(6)[:6]
    if head.startswith(b"\x1f\x8b"):
        return cast(IO[bytes], gzip.GzipFile(fileobj=stream))
    if head.startswith(b"BZh"):
        return cast(IO[bytes], bz2.BZ2File(stream))
    if head.startswith(b"\xfd7zXZ\x00"):
        return cast(IO[bytes], lzma.LZMAFile(stream))
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return _zstandard(stream, name)
    return cast(IO[bytes], stream)


def _zstandard(stream: Any, name: str) -> IO[bytes]:
    try:
        import zstandard
    except ImportError as error:
        raise OSError(0, NEEDS_ZSTANDARD, name) from error
    return cast(IO[bytes], _Zstandard(stream, zstandard))


class _Zstandard:
    """Frame after frame. `stream_reader` of the package takes an end that was cut off for one."""

    def __init__(self, stream: Any, package: Any) -> None:
        self._stream, self._package = stream, package
        self._frame: Any = None

    def read1(self, size: int) -> bytes:
        """More than `size` where it was packed small, so little is unpacked at once."""
        while chunk := self._stream.read(_SMALL):
            if data := b"".join(self._unpacked(chunk)):
                return data
        if self._frame is not None:
            raise EOFError
        return b""

    def _unpacked(self, chunk: bytes) -> Iterator[bytes]:
        while chunk:
            if self._frame is None:
                unpacker = self._package.ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
                self._frame = unpacker.decompressobj()
            try:
                yield self._frame.decompress(chunk)
            except self._package.ZstdError as error:
                raise EOFError from error
            chunk = self._frame.unused_data if self._frame.eof else b""
            self._frame = None if self._frame.eof else self._frame


def _told(stream: Any, file: IO[bytes], at: Progress) -> Iterator[bytes]:
    while chunk := stream.read1(_CHUNK):
        at(file.tell())
        yield chunk


def _decoded(stream: Any) -> Iterator[bytes]:
    """Chunks of UTF-8."""
    chunks = stream if isinstance(stream, Iterator) else iter(lambda: stream.read1(_CHUNK), b"")
    first = next(chunks, b"")
    while len(first) < len(BOM_UTF8) and (more := next(chunks, b"")):
        first += more
    wide = {BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}.get(first[:2])
    if wide is None:
        yield first.removeprefix(BOM_UTF8)
        yield from chunks
        return
    decoder = getincrementaldecoder(wide)("replace")
    yield decoder.decode(first[2:]).encode()
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode()


def _lines(chunks: Iterator[bytes]) -> Iterator[tuple[str, bool]]:
    """Ended as on any system, old ones of Apple too."""
    rest, is_cut = b"", False
    for chunk in chunks:
        lines = (rest + chunk).splitlines(keepends=True)
        # A line feed may follow the carriage return with the next chunk.
        rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        for line in lines:
            yield NO_LINE if is_cut or len(line) > LONGEST_LINE else _text(line), True
            is_cut = False
        if len(rest) > LONGEST_LINE:
            rest, is_cut = b"", True
    if rest or is_cut:
        yield NO_LINE if is_cut else _text(rest), rest.endswith(b"\r")


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").strip()
