"""A WOFF2 file of the site: whether it is one, and whether it has every weight.

Its list of tables is all that can be read without unpacking it.
https://www.w3.org/TR/WOFF2/#woff20Header
"""

from __future__ import annotations

from struct import error, unpack_from

_SIGNATURE = b"wOF2"
_HEADER = 48
# Tables that fonts often have are known by a number; that of a variable font's axes is this one.
_AXES, _ANY_NAME = 47, 63
_TRANSFORMED = (10, 11)  # glyf, loca: those that are packed in a way of their own


def is_variable(data: bytes) -> bool | None:
    """None for what is no WOFF2 font, or a damaged one."""
    try:
        signature, length, tables = unpack_from(">4s4xLH", data)
        if signature != _SIGNATURE or length != len(data) or not tables:
            return None
        at, found = _HEADER, False
        for _ in range(tables):
            flags = data[at]
            number, version = flags & 0x3F, flags >> 6
            at += 1
            if number == _ANY_NAME:
                found = found or data[at : at + 4] == b"fvar"
                at += 4
            found = found or number == _AXES
            at = _after_number(data, at)
            if (version != 3) if number in _TRANSFORMED else (version != 0):
                at = _after_number(data, at)
    except (error, IndexError):
        return None
    return found


def _after_number(data: bytes, at: int) -> int:
    """Where a number ends that takes as many bytes as it needs, five at most."""
    for end in range(at, at + 5):
        if data[end] < 0x80:
            return end + 1
    raise IndexError
