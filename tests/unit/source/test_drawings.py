from __future__ import annotations

from pathlib import Path

import pytest

from beyan.source.drawings import read_drawing
from tests import hostile
from tests.conftest import REPOSITORY

SVG = '<svg xmlns="http://www.w3.org/2000/svg" '


def drawing(text: str, folder: Path) -> tuple[int, int, str] | None:
    (folder / "x.svg").write_text(text)
    found = read_drawing(folder / "x.svg")
    if found is None:
        return None
    return found.width, found.height, found.unwanted[0] if found.unwanted else ""


@pytest.mark.parametrize("text", hostile.DRAWINGS)
def test_what_runs_or_comes_from_elsewhere_is_seen(text: str, tmp_path: Path) -> None:
    found = drawing(text, tmp_path)
    assert found is not None
    assert found[2]


@pytest.mark.parametrize(
    ("rest", "size"),
    [
        ("width='96' height='48'/>", (96, 48)),
        ("width='96px' height=' 48 '/>", (96, 48)),
        ("width='1in' height='25.4mm'/>", (96, 96)),
        ("width='72pt' height='6pc'/>", (96, 96)),
        ("viewBox='0 0 64 32'/>", (64, 32)),
        ("viewBox='-1,-1, 64.4 ,31.6'/>", (64, 32)),
        ("width='100%' height='100%' viewBox='0 0 64 32'/>", (64, 32)),
        ("width='96' viewBox='0 0 64 32'/>", (64, 32)),
        ("/>", (0, 0)),
        ("width='0' height='48'/>", (0, 0)),
        ("width='-9' height='48'/>", (0, 0)),
        ("width='1e999' height='48'/>", (0, 0)),
        ("viewBox='0 0 nan inf'/>", (0, 0)),
        ("viewBox='0 0 64'/>", (0, 0)),
        ("viewBox='none'/>", (0, 0)),
    ],
)
def test_a_drawing_says_how_large_it_is(rest: str, size: tuple[int, int], tmp_path: Path) -> None:
    assert drawing(SVG + rest, tmp_path) == (*size, "")


@pytest.mark.parametrize(
    "rest",
    [
        "><use href='#a'/><rect fill='url(#a)' style='fill: url( \"#a\" )'/></svg>",
        "><image href='data:image/png;base64,iVBORw0KGgo='/></svg>",
        "><style>@media (prefers-color-scheme: dark) { .a { fill: #fff } }</style></svg>",
        " xmlns:i='urn:i' i:export='C:\\a (1).png'><metadata i:href=''/></svg>",
        "><title>url(https://example.org) @import</title></svg>",
    ],
)
def test_what_draws_is_let_be(rest: str, tmp_path: Path) -> None:
    found = drawing(f"{SVG}width='9' height='9'{rest}", tmp_path)
    assert found == (9, 9, "")


@pytest.mark.parametrize(
    "text", ["", "no picture", f"{SVG}>", "<html/>", "\x89PNG", "<?xml encoding='x-none'?><svg/>"]
)
def test_what_is_no_drawing_is_none(text: str, tmp_path: Path) -> None:
    assert drawing(text, tmp_path) is None


@pytest.mark.parametrize("name", ["logo.svg", "favicon.svg"])
def test_the_programs_own_are_right(name: str) -> None:
    found = read_drawing(REPOSITORY / "assets" / name)
    assert found == (64, 64, None)
