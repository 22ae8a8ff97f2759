"""Characters that no text may have, whether typed as such or by their number."""

from __future__ import annotations

import re
from functools import cache

# All but what neither YAML nor HTML may carry, and what nobody sees but YAML acts on: a byte-order
# mark inside a text, and the line ends that word processors leave (U+0085, U+2028, U+2029).
_ALLOWED = " -~\t\n\r\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_IN_NO_NAME = re.compile("[\0-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
# HTML reads a number without its semicolon as well.
_REFERENCE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));?")
# What they do where they come from: they end a line, or a part of it.
_LINE_ENDS = frozenset("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


def forbidden(text: str) -> dict[str, list[int]]:
    """The offsets of each forbidden character, by how it is typed."""
    found: dict[str, list[int]] = {}
    if not _allowed().fullmatch(text):
        for match in _forbidden().finditer(text):
            found.setdefault(match[0], []).append(match.start())
    if "&#" in text:
        for match in _REFERENCE.finditer(text):
            if _stands_for_nothing(match):
                found.setdefault(match[0], []).append(match.start())
    return found


def without_forbidden(text: str) -> str:
    """The text to read on with: a blank for what parts words, nothing for what stands in them."""
    text = _forbidden().sub(lambda match: " " if match[0] in _LINE_ENDS else "", text)
    return _REFERENCE.sub(
        lambda match: " " * len(match[0]) if _stands_for_nothing(match) else match[0], text
    )


def invisible(name: str) -> str | None:
    """The first character that nobody sees in a name: one that no text may have, the end of a line,
    or what turns letters around, so that `exe.pdf` can be shown for `fdp.exe`."""
    match = _IN_NO_NAME.search(name) or (None if name.isascii() else _forbidden().search(name))
    return match[0] if match is not None else None


def called(typed: str) -> str:
    """How a message names it: U+000B, or the reference as it stands there."""
    return typed if typed.startswith("&") else f"U+{ord(typed):04X}"


@cache
def _forbidden() -> re.Pattern[str]:
    # 4 ms, because of so large a set: not for a build that reads no text.
    return re.compile(f"[^{_ALLOWED}]")


@cache
def _allowed() -> re.Pattern[str]:
    """A text without any: what goes on as long as it may is a quarter of the time of a search."""
    return re.compile(f"[{_ALLOWED}]*+")


def _stands_for_nothing(reference: re.Match[str]) -> bool:
    """128 to 159 are read as in Windows-1252, as by every browser: &#150; is a dash."""
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    digits = digits.lstrip("0")
    number = int(digits or "0", base) if len(digits) < 8 else 0
    if not 0 < number <= 0x10FFFF:
        return True
    sign = chr(number)
    if 0x80 <= number < 0xA0:
        sign = bytes([number]).decode("cp1252", "ignore") or sign
    return _forbidden().match(sign) is not None
