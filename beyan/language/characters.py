"""Characters that no text may have, whether typed as such or by their number."""

from __future__ import annotations

import re

# What neither YAML nor HTML may carry, and what nobody sees but YAML acts on: a byte-order mark
# inside a text, and the line ends that word processors leave (U+0085, U+2028, U+2029).
_FORBIDDEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_IN_NO_NAME = re.compile("[\0-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
# HTML reads a number without its semicolon as well.
_REFERENCE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));?")
# Bytes of UTF-8 that neither of these begins with, and how they go on behind the others, which are
# controls where they are not among these.
_HARMLESS = bytes({*range(256)} - {*range(32), *b"&\x7f\xc2\xe2\xef"} | {*b"\t\n\r"})
_IN_BYTES = {
    ord("&"): re.compile(b"&#"),
    0xC2: re.compile(b"\xc2[\x80-\x9f]"),
    0xE2: re.compile(b"\xe2\x80[\xa8\xa9]"),
    0xEF: re.compile(b"\xef(?:\xbb\xbf|\xbf[\xbe\xbf])"),
}
# What they do where they come from: they end a line, or a part of it.
_LINE_ENDS = frozenset("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


def is_harmless(data: bytes) -> bool:
    """Whether the text that these bytes are in UTF-8 has nothing forbidden, and no number of a
    character either: of nearly all that is so, and of bytes it is known at the speed of memory.
    """
    begun = set(data.translate(None, _HARMLESS))
    return begun.issubset(_IN_BYTES) and not any(_IN_BYTES[each].search(data) for each in begun)


def forbidden(text: str) -> dict[str, list[int]]:
    """The offsets of each forbidden character, by how it is typed."""
    found: dict[str, list[int]] = {}
    if _FORBIDDEN.search(text):
        for match in _FORBIDDEN.finditer(text):
            found.setdefault(match[0], []).append(match.start())
    if "&#" in text:
        for match in _REFERENCE.finditer(text):
            if _stands_for_nothing(match):
                found.setdefault(match[0], []).append(match.start())
    return found


def without_forbidden(text: str) -> str:
    """The text to read on with: a blank for what parts words, nothing for what stands in them."""
    text = _FORBIDDEN.sub(lambda match: " " if match[0] in _LINE_ENDS else "", text)
    return _REFERENCE.sub(
        lambda match: " " * len(match[0]) if _stands_for_nothing(match) else match[0], text
    )


def invisible(name: str) -> str | None:
    """The first character that nobody sees in a name: one that no text may have, the end of a line,
    or what turns letters around, so that `exe.pdf` can be shown for `fdp.exe`."""
    match = _IN_NO_NAME.search(name) or (None if name.isascii() else _FORBIDDEN.search(name))
    return match[0] if match is not None else None


def called(typed: str) -> str:
    """How a message names it: U+000B, or the reference as it stands there."""
    return typed if typed.startswith("&") else f"U+{ord(typed):04X}"


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
    return _FORBIDDEN.match(sign) is not None
