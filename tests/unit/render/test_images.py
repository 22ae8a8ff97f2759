"""Photos are made in no more time and memory than they need."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import PIL.Image
import pytest
from PIL import AvifImagePlugin, ImageChops, ImageStat
from PIL.JpegImagePlugin import JpegImageFile, get_sampling

from beyan.crew.processes import Processes
from beyan.model.picture import Format, Picture, Renditions, pictures, widths
from beyan.model.release import SourceFile
from beyan.render import photos
from beyan.render.images import Images, picture_key
from beyan.snapshot.pictures import PictureStore
from beyan.snapshot.store import Cache

LANCZOS = PIL.Image.Resampling.LANCZOS


def stored(tmp_path: Path, name: str, size: tuple[int, int]) -> SourceFile:
    PIL.Image.linear_gradient("L").resize(size).convert("RGB").save(
        tmp_path / name, compress_level=1
    )
    return SourceFile(str(tmp_path), name, name, (tmp_path / name).stat().st_size)


def drawing(size: tuple[int, int], mode: str = "RGB") -> PIL.Image.Image:
    """With edges, stripes and shades, as photos have them."""
    image = PIL.Image.effect_mandelbrot(size, (-2.2, -1.4, 0.8, 1.4), 40)
    stripes = PIL.Image.linear_gradient("L").resize((64, 64)).rotate(30)
    other = PIL.Image.new("L", size)
    for left in range(0, size[0], 64):
        other.paste(stripes, (left, left % size[1]))
    shade = PIL.Image.radial_gradient("L").resize(size)
    channels = (image, other, shade, shade)
    return PIL.Image.merge(mode, channels[: len(mode)])


def all_files(tmp_path: Path, name: str, image: PIL.Image.Image, **more: Any) -> list[Picture]:
    """Of a photo that is saved so."""
    image.save(tmp_path / name, **more)
    data = (tmp_path / name).read_bytes()
    source = SourceFile(str(tmp_path), name, sha256(data).hexdigest(), len(data))
    width, height = image.size
    if more.get("exif"):
        width, height = height, width
    fallback = Format.PNG if image.mode == "RGBA" else Format.JPEG
    renditions = Renditions("/x", width, height, widths(width), fallback)
    return list(pictures(source, f"/{name}", renditions))


def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """How hard a PNG is pressed is another matter."""
    for settings in (photos._SETTINGS, photos._ORIGINAL):
        monkeypatch.setitem(settings, Format.PNG, {"compress_level": 1})


def fresh(tmp_path: Path, name: str = "cache") -> Images:
    return Images(PictureStore(Cache(tmp_path / name)))


def made(images: Images, files: Iterable[Picture]) -> dict[str, bytes]:
    return {each.address: images.picture(each) for each in files}


def sideways() -> PIL.Image.Exif:
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    return exif


KINDS = [
    ("a.jpg", (1000, 600), "RGB", {}),
    ("b.jpg", (600, 900), "RGB", {"exif": sideways()}),
    ("c.png", (850, 500), "RGBA", {}),
    ("d.webp", (700, 900), "RGB", {"lossless": True}),
    ("e.jpg", (1800, 150), "RGB", {}),
]


@pytest.mark.parametrize(("name", "size", "mode", "more"), KINDS)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_photo_is_decoded_once_for_all_its_files(
    name: str,
    size: tuple[int, int],
    mode: str,
    more: dict[str, Any],
    jobs: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen, opened = tmp_path / "seen", photos.opened

    def counted(data: bytes, shrunk: int = 1) -> PIL.Image.Image:
        with seen.open("a") as file:
            file.write("once\n")
        return opened(data, shrunk)

    monkeypatch.setattr(photos, "opened", counted)
    quickly(monkeypatch)
    files = all_files(tmp_path, name, drawing(size, mode), **more)
    # A second photo, so that two processes are at work.
    files += all_files(tmp_path, f"other-{name}", drawing((420, 300), mode))
    images = fresh(tmp_path)
    seconds = list(Processes(jobs).encode(images, {picture_key(each): each for each in files}))
    assert len(seconds) == 2
    assert seen.read_text() == "once\n" * 2
    assert all(images.store.has(picture_key(each)) for each in files)


def test_the_pixels_of_a_whole_photo_go_before_its_sizes_are_encoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole: list[weakref.ref[PIL.Image.Image]] = []
    opened, encoded, left = photos.opened, photos.encoded, []

    def seen(data: bytes, shrunk: int = 1) -> PIL.Image.Image:
        found = opened(data, shrunk)
        whole.append(weakref.ref(found))
        return found

    def counted(image: PIL.Image.Image, *more: Any) -> bytes:
        left.append(sum(each() is not None for each in whole))
        return encoded(image, *more)

    monkeypatch.setattr(photos, "opened", seen)
    monkeypatch.setattr(photos, "encoded", counted)
    files = all_files(tmp_path, "a.jpg", drawing((1800, 150)))
    images = fresh(tmp_path)
    assert len(list(Processes(1).encode(images, {picture_key(each): each for each in files}))) == 1
    assert left == [1, *[0] * (len(files) - 1)]


def test_a_photo_for_download_is_taken_from_the_store_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, *others = all_files(tmp_path, "a.jpg", drawing((300, 200)))
    other, *_ = all_files(tmp_path, "b.jpg", drawing((300, 200)), quality=90)
    before = made(fresh(tmp_path), [whole, *others, other])
    get, asked = PictureStore.get, []

    def counted(store: PictureStore, key: bytes) -> bytes | None:
        asked.append(key)
        return get(store, key)

    monkeypatch.setattr(PictureStore, "get", counted)
    images = fresh(tmp_path)
    for each in (whole, *others, whole, whole, other, whole):
        assert images.picture(each) == before[each.address]
    assert asked == [picture_key(each) for each in (whole, *others, other, whole)]
    assert images.used == {picture_key(each) for each in (whole, *others, other)}


def test_a_photo_that_was_replaced_is_not_remembered_as_the_one_that_was_planned(
    tmp_path: Path,
) -> None:
    whole, *_ = all_files(tmp_path, "a.jpg", drawing((300, 200)))
    planned = (tmp_path / "a.jpg").read_bytes()
    drawing((200, 300)).save(tmp_path / "a.jpg")
    images = fresh(tmp_path)
    assert PIL.Image.open(BytesIO(images.picture(whole))).size == (200, 300)
    (tmp_path / "a.jpg").write_bytes(planned)
    images.let_go()
    assert PIL.Image.open(BytesIO(images.picture(whole))).size == (300, 200)


@pytest.mark.parametrize(("name", "size", "mode", "more"), KINDS)
@pytest.mark.parametrize("large", [24_000_000, 100_000])
def test_a_file_is_the_same_whichever_others_are_made(
    name: str,
    size: tuple[int, int],
    mode: str,
    more: dict[str, Any],
    large: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(photos, "_LARGE", large)
    monkeypatch.setattr(photos, "WIDTHS", (100, 200, 400))
    quickly(monkeypatch)
    files = all_files(tmp_path, name, drawing(size, mode), **more)
    # AVIF takes ten times as long, and nothing about it is another matter.
    files = [each for each in files if each.format is not Format.AVIF]
    together = made(fresh(tmp_path), files)
    assert made(fresh(tmp_path, "backwards"), reversed(files)) == together
    for number, each in enumerate(files):
        assert made(fresh(tmp_path, f"{number}"), [each]) == {each.address: together[each.address]}


@pytest.mark.parametrize(
    ("size", "mode"),
    [((2100, 700), "RGB"), ((1700, 1100), "RGB"), ((4000, 500), "RGB"), ((1300, 600), "RGBA")],
)
def test_nobody_sees_that_a_size_is_made_of_the_next_wider_one(
    size: tuple[int, int], mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quickly(monkeypatch)
    image = drawing(size, mode)
    image.save(tmp_path / "a.png", compress_level=1)
    source = SourceFile(str(tmp_path), "a.png", "", 0)
    photo = photos.Photo((tmp_path / "a.png").read_bytes())
    for width in widths(size[0])[:-1]:
        wanted = (width, round(size[1] * width / size[0]))
        own = photo.encoded(Picture("/x", source, Format.PNG, wanted))
        shown = PIL.Image.open(BytesIO(own)).convert("RGB")
        whole = image.resize(wanted, LANCZOS).convert("RGB")
        apart = ImageStat.Stat(ImageChops.difference(shown, whole))
        assert max(apart.rms) < 3, width


@pytest.mark.parametrize(("subsampling", "kept"), [("4:2:0", 2), ("4:2:2", 0), ("4:4:4", 0)])
@pytest.mark.parametrize("more", [{}, {"progressive": True}, {"exif": sideways()}])
def test_a_jpeg_for_download_has_the_colours_that_the_camera_kept(
    subsampling: str, kept: int, more: dict[str, Any], tmp_path: Path
) -> None:
    image = drawing((300, 200))
    original, *_ = all_files(tmp_path, "a.jpg", image, subsampling=subsampling, quality=90, **more)
    found = PIL.Image.open(BytesIO(fresh(tmp_path).picture(original)))
    assert isinstance(found, JpegImageFile)
    assert get_sampling(found) == kept
    before = PIL.Image.open(tmp_path / "a.jpg").convert("RGB")
    if "exif" in more:
        before = before.rotate(-90, expand=True)
    assert max(ImageStat.Stat(ImageChops.difference(before, found.convert("RGB"))).rms) < 3


@pytest.mark.parametrize(
    ("name", "stored_as", "wanted", "read"),
    [
        ("a.jpg", (4800, 900), (400, 75), (2400, 450)),
        ("b.jpg", (900, 4800), (900, 4800), (900, 4800)),
        ("c.jpg", (8000, 400), (800, 40), (2000, 100)),
        ("d.jpg", (14_000, 400), (1600, 46), (3500, 100)),
        ("e.jpg", (1600, 1200), (400, 300), (1600, 1200)),
        ("f.jpg", (4800, 900), None, (4800, 900)),
        ("g.png", (4800, 900), (400, 75), (4800, 900)),
    ],
)
def test_a_large_jpeg_is_read_in_no_more_than_its_widest_file_needs(
    name: str,
    stored_as: tuple[int, int],
    wanted: tuple[int, int] | None,
    read: tuple[int, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened, sizes = photos.opened, []

    def seen(data: bytes, shrunk: int = 1) -> PIL.Image.Image:
        found = opened(data, shrunk)
        sizes.append(found.size)
        return found

    monkeypatch.setattr(photos, "_LARGE", 1_000_000)
    monkeypatch.setattr(photos, "opened", seen)
    picture = Picture("/x", stored(tmp_path, name, stored_as), Format.WEBP, wanted)
    made = fresh(tmp_path).picture(picture)
    assert sizes == [read]
    assert PIL.Image.open(BytesIO(made)).size == (wanted or stored_as)


@pytest.mark.parametrize(("side", "together"), [(200, 4), (5000, 3), (6000, 2), (8000, 1)])
def test_the_larger_a_photo_the_fewer_are_made_at_a_time(
    side: int, together: int, tmp_path: Path
) -> None:
    source = stored(tmp_path, "a.png", (side, side))
    files = [Picture("/x", source, Format.PNG, (100, 100)), Picture("/y", source, Format.PNG)]
    assert Processes(4)._at_a_time(files) == together
    assert Processes(4)._at_a_time([]) == 4


def test_an_encoder_that_knows_no_words_of_the_usual_one_is_told_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """libavif fails at such a word, and Pillow may be built with another encoder."""
    told: list[dict[str, Any]] = []
    save = PIL.Image.Image.save

    def saving(image: PIL.Image.Image, *to: Any, **settings: Any) -> None:
        told.append(settings)
        save(image, *to, **settings)

    monkeypatch.setattr(PIL.Image.Image, "save", saving)
    files = all_files(tmp_path, "a.jpg", drawing((1000, 600)))
    wanted = [each for each in files if each.format is Format.AVIF and each.size]
    data = (tmp_path / "a.jpg").read_bytes()
    told.clear()

    usual = [photos.Photo(data).encoded(each) for each in wanted]
    monkeypatch.setattr(AvifImagePlugin, "get_codec_version", lambda name: None)
    others = [photos.Photo(data).encoded(each) for each in wanted]

    assert usual
    assert all(others)
    assert ["advanced" in each for each in told] == [True] * len(usual) + [False] * len(others)
