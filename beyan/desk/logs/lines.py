"""A file or the standard input → pieces of whole lines, whatever they are packed and encoded in."""

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
from itertools import chain, repeat
from pathlib import Path
from typing import IO, Any, cast

from beyan.model.messages import NEEDS_ZSTANDARD

STDIN = "-"
# A line beyond it is of no log, and must not fill the memory (bytes).
LONGEST_LINE = 64 * 1024
_CHUNK = 64 * 1024
# Of a piece (bytes). The first is as small as what is read at once: most logs are no larger, and
# of many only the first line is wanted.
PIECE = 256 * 1024
_SMALL = 4 * 1024
# What `zstd` itself unpacks without being asked for more.
_LARGEST_WINDOW = 1 << 27
# What a piece takes at most, packed for another process (bytes).
ROOM = PIECE + 2 * LONGEST_LINE
# In its place, since its end was cut off.
NO_LINE = b"?\n"
DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, lzma.LZMAError)

Progress = Callable[[int], None]


@contextmanager
def opened(
    name: str, at: Progress, lengths: Iterator[int] | None = None
) -> Iterator[Iterator[tuple[bytes, bool]]]:
    """Pieces, each of whole lines that end with a line feed, and whether it did: the last line of
    a log that is being written has no end, and is a piece of its own.

    `at` is told how far in the file; `lengths` are how long the pieces are, about, in bytes.
    """
    lengths = chain((_CHUNK,), repeat(PIECE)) if lengths is None else lengths
    if name == STDIN:
        yield _pieces(_decoded(_unpacked(sys.stdin.buffer, name)), lengths)
        return
    with Path(name).open("rb") as file:
        yield _pieces(_decoded(_told(_unpacked(file, name), file, at)), lengths)


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


def _pieces(chunks: Iterator[bytes], lengths: Iterator[int]) -> Iterator[tuple[bytes, bool]]:
    """Lines end as on any system, old ones of Apple too."""
    waiting: list[bytes] = []
    size, wanted = 0, next(lengths)
    rest = b""
    for chunk in chunks:
        data = _with_line_feeds(rest + chunk)
        end = data.rfind(b"\n") + 1
        # Of what is longer than any line only the length is to be known.
        rest = data[end:] if len(data) - end <= LONGEST_LINE else data[-LONGEST_LINE - 2 :]
        start = 0
        while start < end:
            until = data.find(b"\n", start + max(wanted - size, 1) - 1) + 1 or end
            waiting.append(data[start:until])
            size += until - start
            start = until
            if size >= wanted:
                yield _without_endless(b"".join(waiting)), True
                waiting, size, wanted = [], 0, next(lengths)
    if rest.endswith(b"\r"):
        waiting.append(rest[:-1] + b"\n")
        rest = b""
    if waiting:
        yield _without_endless(b"".join(waiting)), True
    if rest:
        yield _without_endless(rest + b"\n"), False


def _with_line_feeds(data: bytes) -> bytes:
    if b"\r" not in data:
        return data
    # A line feed may follow the carriage return with the next chunk.
    end = len(data) - data.endswith(b"\r")
    return data[:end].replace(b"\r\n", b"\n").replace(b"\r", b"\n") + data[end:]


def _without_endless(piece: bytes) -> bytes:
    """With `NO_LINE` in place of each line that is too long; they are looked for from line to line
    only where half of such a length has no end of any.
    """
    half = LONGEST_LINE // 2
    if all(piece.find(b"\n", at, at + half) >= 0 for at in range(0, len(piece) - half, half)):
        return piece
    lines = piece.splitlines(keepends=True)
    return b"".join(NO_LINE if len(line) > LONGEST_LINE else line for line in lines)


def text_of(line: bytes) -> str:
    return line.decode("utf-8", "replace").strip()
