"""Bytes of a file → its text, and in which encoding it seems to be where that is not UTF-8."""

from __future__ import annotations

import re
from codecs import BOM_UTF8

REASONS = (
    "it seems to be saved in UTF-16",
    "it seems to be saved in Windows-1251",
    "it seems to be saved in Windows-1254",
    "a part of it is damaged or in another encoding",
)
_UTF_16, _CYRILLIC, _TURKISH, _DAMAGED = REASONS

_WIDE = {
    b"\xff\xfe\0\0": "utf-32-le",
    b"\0\0\xfe\xff": "utf-32-be",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
# So many bytes are enough to tell UTF-16: of many signs one of two bytes is zero, the same always.
_SAMPLE, _MANY = 400, 8
# A byte that is no UTF-8, as Python reads on over it, and several side by side.
_STRAY, _STRAY_RUN = re.compile("[\udc80-\udcff]"), re.compile("[\udc80-\udcff]+")
_BESIDE_LETTER = re.compile("[A-Za-z][\udc80-\udcff]|[\udc80-\udcff][A-Za-z]")


def text_of(data: bytes) -> tuple[str, list[int], str]:
    """The text with "\\n" line ends, without a byte-order mark.

    Then where in the text something begins that is no UTF-8, and the reason, one of `REASONS`. It
    is read in the encoding that it seems to be in.
    """
    encoding = _wide_encoding(data)
    if encoding:
        text = _with_plain_ends(data.decode(encoding, "replace").removeprefix("\ufeff"))
        return text, [0], _UTF_16
    try:
        return _with_plain_ends(data.removeprefix(BOM_UTF8).decode("utf-8")), [], ""
    except UnicodeDecodeError:
        text = _with_plain_ends(data.removeprefix(BOM_UTF8).decode("utf-8", "surrogateescape"))
    runs = list(_STRAY_RUN.finditer(text))
    # Cyrillic words are stray bytes altogether; Turkish ones have some among their letters.
    is_turkish = len(_BESIDE_LETTER.findall(text)) > len(runs) / 2
    codec, reason = ("cp1254", _TURKISH) if is_turkish else ("cp1251", _CYRILLIC)
    stray = len(_STRAY.findall(text))
    if sum(not each.isascii() for each in text) - stray > stray:
        reason = _DAMAGED

    def meant(match: re.Match[str]) -> str:
        return bytes([ord(match[0]) - 0xDC00]).decode(codec, "replace")

    return _STRAY.sub(meant, text), [match.start() for match in runs], reason


def _wide_encoding(data: bytes) -> str:
    for mark, encoding in _WIDE.items():
        if data.startswith(mark):
            return encoding
    if b"\0" in data:
        even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
        if max(even, odd) >= _MANY and not min(even, odd):
            return "utf-16-le" if odd else "utf-16-be"
    return ""


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
