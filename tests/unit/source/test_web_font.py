from __future__ import annotations

from pathlib import Path
from struct import pack

import pytest

from beyan.source.web_font import is_variable
from tests.conftest import REPOSITORY

FONTS = sorted((REPOSITORY / "assets/fonts").glob("*.woff2"))
DATA = FONTS[0].read_bytes()


def font(tables: bytes, count: int) -> bytes:
    return pack(">4sLLH34x", b"wOF2", 0x10000, 48 + len(tables), count) + tables


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_the_fonts_of_the_program_have_every_weight(path: Path) -> None:
    assert is_variable(path.read_bytes()) is True


@pytest.mark.parametrize(
    ("tables", "count", "found"),
    [
        (b"\x00\x81\x00", 1, False),  # cmap, in two bytes how long it is
        (b"\x2f\x05", 1, True),  # fvar
        (b"\x3ffvar\x05", 1, True),
        (b"\x3fABCD\x05", 1, False),
        (b"\x0a\x05\x05\x2f\x05", 2, True),  # glyf says twice how long it is
        (b"\xca\x05\x2f\x05", 2, True),  # and once where it is as it was
        (b"\x40\x05\x05\x2f\x05", 2, True),
    ],
)
def test_a_font_is_variable_where_it_has_axes(tables: bytes, count: int, found: bool) -> None:
    assert is_variable(font(tables, count)) is found


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"wOF2",
        DATA[:-1],
        DATA + b"x",
        b"wOFF" + DATA[4:],
        (REPOSITORY / "assets/logo.svg").read_bytes(),
        font(b"", 0),
        font(b"", 3),
        font(b"\x00\x81", 1),
        font(b"\x00\x81\x81\x81\x81\x81\x81", 1),
    ],
)
def test_what_is_no_font_or_damaged_is_known(data: bytes) -> None:
    assert is_variable(data) is None
