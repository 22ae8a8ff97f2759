"""What a file has inside: parts of a search index, files of a ZIP, notes of a picture."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from zipfile import BadZipFile, ZipFile

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
# A picture's bytes between these are its pixels.
_PNG, _JPEG, _RIFF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF"
_SCAN = 0xDA
_PIXELS = frozenset({b"PLTE", b"tRNS", b"IDAT", b"VP8 ", b"VP8L", b"ALPH", b"ANMF"})
# Fonts, sound, films and what is packed in ways of its own: nothing can be read in them.
_CLOSED = (b"wOF2", b"wOFF", b"%PDF", b"OggS", b"ID3", b"7z\xbc\xaf", b"Rar!")
# What other files (AVIF) have their notes behind.
_NOTES = (b"Exif\0\0", b"<x:xmpmeta", b"Photoshop 3.0")
_UNREADABLE = (BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError)
# More than any search index or media kit of a release has.
_MOST = 1 << 30


def texts(name: str, data: bytes) -> Iterator[bytes]:
    """All that can be read in a file as a text."""
    if data.startswith(_GZIP):
        with suppress(zlib.error):
            yield zlib.decompressobj(31).decompress(data, _MOST)
    elif data.startswith(_PNG):
        yield from _png(data)
    elif data.startswith(_JPEG):
        yield from _jpeg(data)
    elif data.startswith(_RIFF):
        yield from _riff(data)
    elif data[4:8] == b"ftyp":
        places = (data.find(each) for each in _NOTES)
        yield from (data[at : at + 0x10000] for at in places if at >= 0)
    elif not data.startswith(_CLOSED) and not data.startswith(_ZIP):
        yield data
    if name.endswith(".pdf"):
        # What a PDF says of itself is not packed.
        at = data.find(_NOTES[1])
        yield from ([data[at : at + 0x10000]] if at >= 0 else [])


def files(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a ZIP, and of each what it holds."""
    if data.startswith(_ZIP):
        with suppress(*_UNREADABLE), ZipFile(BytesIO(data)) as packed:
            for entry in packed.infolist():
                if entry.file_size <= _MOST:
                    yield entry.filename, packed.read(entry)


def _png(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = b"" if kind in _PIXELS else data[at + 8 : at + 8 + size]
        if body:
            yield body
        if kind in (b"zTXt", b"iTXt", b"iCCP"):
            # Packed behind a name and some marks of one byte.
            for start in range(body.find(b"\0") + 1, min(len(body), body.find(b"\0") + 200)):
                if body[start : start + 1] == b"\x78":
                    with suppress(zlib.error):
                        yield zlib.decompressobj().decompress(body[start:], _MOST)
        at += 12 + size


def _jpeg(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _SCAN:
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        yield data[at + 4 : at + 2 + size]
        at += 2 + max(size, 2)


def _riff(data: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if kind not in _PIXELS:
            yield data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
