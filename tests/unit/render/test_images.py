"""Photos are made in no more memory than they need."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import PIL.Image
import pytest

from beyan.crew.processes import Processes
from beyan.model.picture import Format, Picture
from beyan.model.release import SourceFile
from beyan.render import images
from beyan.snapshot.pictures import PictureStore
from beyan.snapshot.store import Cache


def stored(tmp_path: Path, name: str, size: tuple[int, int]) -> SourceFile:
    PIL.Image.linear_gradient("L").resize(size).convert("RGB").save(tmp_path / name)
    return SourceFile(str(tmp_path), name, name, (tmp_path / name).stat().st_size)


@pytest.mark.parametrize(
    ("name", "wanted", "read"),
    [
        ("a.jpg", (100, 75), (200, 150)),
        ("b.jpg", (150, 113), (400, 300)),
        ("c.jpg", (300, 225), (800, 600)),
        ("d.jpg", (500, 375), (1600, 1200)),
        ("e.jpg", None, (1600, 1200)),
        ("f.png", (100, 75), (1600, 1200)),
    ],
)
def test_a_large_jpeg_is_read_in_twice_the_size_that_is_wanted_at_least(
    name: str,
    wanted: tuple[int, int] | None,
    read: tuple[int, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened, sizes = images.opened, []

    def seen(data: bytes, shrunk: int = 1) -> PIL.Image.Image:
        found = opened(data, shrunk)
        sizes.append(found.size)
        return found

    monkeypatch.setattr(images, "_LARGE", 1_000_000)
    monkeypatch.setattr(images, "opened", seen)
    picture = Picture("/x", stored(tmp_path, name, (1600, 1200)), Format.WEBP, wanted)
    made = images.Images(PictureStore(Cache(tmp_path / "cache"))).picture(picture)
    assert sizes == [read]
    assert PIL.Image.open(BytesIO(made)).size == (wanted or (1600, 1200))


@pytest.mark.parametrize(("side", "together"), [(200, 4), (5000, 3), (6000, 2), (8000, 1)])
def test_the_larger_a_photo_the_fewer_are_made_at_a_time(
    side: int, together: int, tmp_path: Path
) -> None:
    picture = Picture("/x", stored(tmp_path, "a.png", (side, side)), Format.PNG, (100, 100))
    assert Processes(4)._at_a_time(picture) == together
