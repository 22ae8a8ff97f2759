"""A font file of the site → the characters that it has, of its table `cmap`.

Of all that a font is this is the smallest part: a library for the whole would be the largest
dependency of the program. What draws the letters reads the rest itself.
https://learn.microsoft.com/typography/opentype/spec/cmap
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from struct import error, unpack_from

_KINDS = (b"\0\1\0\0", b"OTTO", b"true")
# By platform and encoding: all of Unicode, then its first 65,536 characters.
_WHOLE = ((3, 10), (0, 4), (0, 6))
_FIRST = ((3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
_MOST = 0x10FFFF


def letters_of(data: bytes) -> str:
    """Its characters as what stands in the brackets of a regular expression; empty for what is no
    TrueType or OpenType font, or says of no character of Unicode what it looks like.
    """
    joined: list[tuple[int, int]] = []
    try:
        for first, last in _ranges(data):
            if joined and first <= joined[-1][1]:
                return ""  # they stand in order, or it is damaged
            if joined and first == joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], last)
            else:
                joined.append((first, last))
    except error:  # it ends before its end
        return ""
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in joined)


def _ranges(data: bytes) -> Iterator[tuple[int, int]]:
    if data[:4] not in _KINDS:
        return
    (tables,) = unpack_from(">H", data, 4)
    for number in range(tables):
        tag, _, start, _ = unpack_from(">4sLLL", data, 12 + 16 * number)
        if tag == b"cmap":
            yield from _of_table(data, start)
            return


def _of_table(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    (count,) = unpack_from(">H", data, start + 2)
    records = [unpack_from(">HHL", data, start + 4 + 8 * number) for number in range(count)]
    places = {(platform, encoding): start + at for platform, encoding, at in records}
    for key in (*_WHOLE, *_FIRST):
        at = places.get(key)
        format = unpack_from(">H", data, at)[0] if at is not None else 0
        if at is not None and format == 12:
            (groups,) = unpack_from(">L", data, at + 12)
            for number in range(groups):
                first, last, glyph = unpack_from(">LLL", data, at + 16 + 12 * number)
                first = first if glyph else first + 1
                if first <= last <= _MOST:
                    yield first, last
            return
        if at is not None and format == 4:
            yield from _of_segments(data, at)
            return


def _of_segments(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    (double,) = unpack_from(">H", data, at + 6)
    count = double // 2
    ends = unpack_from(f">{count}H", data, at + 14)
    starts, deltas, offsets = (
        unpack_from(f">{count}H", data, at + 16 + part * double) for part in (1, 2, 3)
    )
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        here = at + 16 + 3 * double + 2 * number + offsets[number]
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offsets[number]:
                (glyph,) = unpack_from(">H", data, here + 2 * (code - first))
                if not glyph:
                    continue
            if (glyph + deltas[number]) & 0xFFFF:
                yield code, code
