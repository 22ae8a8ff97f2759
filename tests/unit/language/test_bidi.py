"""What is kept apart in a line that runs the other way, and what needs no sign."""

from __future__ import annotations

import unicodedata

import pytest

from beyan.language.bidi import (
    _RIGHT_TO_LEFT,
    direction_of,
    isolated,
    isolation,
    without_signs,
)
from beyan.language.cldr import Direction


@pytest.mark.parametrize(
    ("text", "own", "around", "needed"),
    [
        ("Görüş", "ltr", "ltr", ""),
        ("Встреча 5–9", "ltr", "ltr", ""),
        ("2026", "ltr", "rtl", ""),
        ("٢٠٢٦", "rtl", "ltr", ""),
        ("", "rtl", "rtl", ""),
        ("زيارة", "rtl", "rtl", ""),
        ("ביקור (5)", "rtl", "rtl", ""),
        ("UNESCO", "rtl", "rtl", "auto"),
        ("Baku", "ltr", "rtl", "auto"),
        ("زيارة", "rtl", "ltr", "auto"),
        ("زيارة UNESCO", "rtl", "rtl", "auto"),
        ("Visit of محمد", "ltr", "ltr", "auto"),
        ("UNESCO تستقبل وفدا", "rtl", "rtl", "rtl"),
        ("«ביקור» haqqında", "ltr", "ltr", "ltr"),
        ("محمد (UNESCO)", "ltr", "ltr", "ltr"),
        # A name in the letters of another language, whatever its own is said to be.
        ("محمد علي", "ltr", "ltr", "auto"),
        # What has been put together of parts that are.
        ("\u2068زيارة\u2069 · page 2", "ltr", "ltr", ""),
        ("A · \u2068زيارة\u2069 · \u2067UN زيارة\u2069", "ltr", "ltr", ""),
        ("\u2068UN\u2069 زيارة UN", "rtl", "rtl", "auto"),
    ],
)
def test_a_text_is_kept_apart_where_a_letter_of_it_runs_another_way(
    text: str, own: Direction, around: Direction, needed: str
) -> None:
    assert isolation(text, own, around) == needed
    shown = isolated(text, own, around)
    assert without_signs(shown) == without_signs(text)
    signs = {"": text, "auto": f"\u2068{text}\u2069", "ltr": f"\u2066{text}\u2069"}
    assert shown == {**signs, "rtl": f"\u2067{text}\u2069"}[needed]


@pytest.mark.parametrize(
    ("text", "own", "way"),
    [
        ("UNESCO تستقبل", "rtl", "rtl"),
        ("What now? (UNHCR)", "rtl", "ltr"),
        ("ביקור haqqında", "ltr", "ltr"),
        ("محمد علي", "ltr", "rtl"),
        ("2026!", "rtl", "rtl"),
    ],
)
def test_a_line_of_its_own_runs_as_its_language_does_if_it_has_a_letter_of_it(
    text: str, own: Direction, way: Direction
) -> None:
    assert direction_of(text, own) == way


@pytest.mark.parametrize("address", ["https://example.org/ar/", "http://example.org/a"])
def test_no_sign_touches_an_address_that_is_made_a_link(address: str) -> None:
    assert isolated(address, "rtl", "rtl") == f"\u2068{address} \u2069"
    assert isolated(address, "ltr", "ltr") == address


def test_no_letter_that_runs_from_right_to_left_is_overlooked() -> None:
    letters = map(chr, range(0x110000))
    running = [each for each in letters if unicodedata.bidirectional(each) in ("R", "AL")]
    assert len(running) > 1000
    assert [each for each in running if not _RIGHT_TO_LEFT.match(each)] == []
