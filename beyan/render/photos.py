"""Photos → the files that are published: pixels alone, upright and in sRGB.

A photo carries more than what it shows: where and when it was taken, with which camera, a preview
of what was cut away, sometimes a film behind the picture. None of it is copied: every file is
encoded anew from the decoded pixels.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from beyan.model.picture import WIDTHS, Format, Picture, widths

if TYPE_CHECKING:
    from PIL.Image import Image

# Chosen by eye on photos and drawings. AVIF at speed 6 takes three times as long for 3 % fewer
# bytes, WebP with method 4 twice as long for 3 %, JPEG in several passes for 3 %. With more threads
# than one, the encoder's bytes might depend on how many there are; tiles are for threads.
# AVIF's encoder need not weigh every way to keep a block: a fifth less time for the same bytes.
_SETTINGS: dict[Format, dict[str, Any]] = {
    Format.AVIF: {
        "quality": 55,
        "speed": 8,
        "max_threads": 1,
        "autotiling": False,
        "advanced": {"disable-trellis-quant": "2", "use-intra-dct-only": "1"},
    },
    Format.WEBP: {"quality": 76, "method": 2},
    Format.JPEG: {"quality": 79, "optimize": True},
    Format.PNG: {"optimize": True},
}
# Of a wider AVIF, speed 8 takes three times as long for 6 % fewer bytes; of what phones load, 14 %.
# Without the search for the cheapest rounding it takes a quarter less, and a little more quality
# then makes the same bytes look the same.
_NARROW = 800
_WIDE: dict[str, Any] = {
    "quality": 58,
    "speed": 9,
    "advanced": {"disable-trellis-quant": "1"},
}
# The photo for download is encoded once more, but so that nobody sees it. A JPEG that is written
# in several passes takes six times as long for 5 % fewer bytes.
_ORIGINAL: dict[Format, dict[str, Any]] = {
    Format.AVIF: {"quality": 90, "speed": 9, "max_threads": 1, "subsampling": "4:4:4"},
    Format.WEBP: {"quality": 95, "method": 2},
    Format.JPEG: {"quality": 95, "subsampling": "4:4:4"},
    Format.PNG: {"optimize": True},
    Format.GIF: {},
}
# As most cameras keep colours: half as wide and high as the photo. More would be made up.
_HALVED = 2

# How much wider than what is made of it a photo stays where it is first made smaller in whole
# steps, which takes half the time.
_GAP = 1.2
# In pieces of so many bytes pixels take the room that others left. For larger ones the system
# clears memory anew each time: a twentieth of what a photo takes.
_PIECE = 1 << 16
# A JPEG of more pixels is read in a part of its size, so that a poster needs no more memory than a
# photo; those of cameras are read whole anyway, for what is downloaded.
_LARGE = 24_000_000
# How many bytes a pixel takes at most, of the original's encoder or of what is made smaller.
_BYTES: dict[Format | None, int] = {
    None: 6,
    Format.AVIF: 24,
    Format.WEBP: 17,
    Format.JPEG: 10,
    Format.PNG: 6,
    Format.GIF: 6,
}


class _Header(NamedTuple):
    """`size` is the width and height as they are stored; `is_halved` of a JPEG whose colours have
    half of that.
    """

    is_jpeg: bool
    size: tuple[int, int]
    is_halved: bool


class Photo:
    """One photo, of the bytes of its file: decoded once, or a large JPEG once more in a part.

    Each size is made of the next wider one. All of them take a quarter of the time that they take
    from the whole photo, and nobody sees a difference.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        # In what part the pixels were read, how many there are, and they, while they are needed.
        self._shrunk = 0
        self._size = (0, 0)
        self._pixels: Image | None = None
        self._sizes: dict[tuple[int, int], Image] = {}

    def encoded(self, picture: Picture) -> bytes:
        """The file's bytes."""
        shrunk = _shrinking(self._header, picture.size)
        if shrunk != self._shrunk:
            # Two of them need not have room at a time.
            self._pixels, self._sizes = None, {}
            self._shrunk = shrunk
        settings = _settings(picture)
        if picture.size is None and picture.format is Format.JPEG and self._header.is_halved:
            settings = {**settings, "subsampling": "4:2:0"}
        image = self._whole() if picture.size is None else self._sized(picture.size)
        return encoded(image, picture.format, _understood(settings))

    @cached_property
    def _header(self) -> _Header:
        return _header(BytesIO(self._data))

    def _whole(self) -> Image:
        if self._pixels is None:
            self._pixels = opened(self._data, self._shrunk)
            self._size = self._pixels.size
        return self._pixels

    def _sized(self, size: tuple[int, int]) -> Image:
        import PIL.Image

        if not self._sizes:
            self._whole()  # which tells how large it is
        if size == self._size:
            return self._whole()
        if size not in self._sizes:
            width, height = self._size
            # Whichever are asked for, in whichever order: the bytes are the same.
            wider = next((each for each in widths(width) if each > size[0]), width)
            if wider < width:
                source = self._sized((wider, max(1, round(height * wider / width))))
            else:
                source = self._whole()
            lanczos = PIL.Image.Resampling.LANCZOS
            self._sizes[size] = source.resize(size, lanczos, reducing_gap=_GAP)
            if source is self._pixels and width > WIDTHS[-1]:
                # Nothing else is made of all of them, and the encoders need as much room.
                self._pixels = None
        return self._sizes[size]


def made_by(picture: Picture) -> tuple[object, ...]:
    """How the file is made: with the photo, and the version of Pillow, all that its bytes depend
    on.
    """
    return (_settings(picture), None if picture.size is None else (_GAP, "of the next wider one"))


def _settings(picture: Picture) -> dict[str, Any]:
    """What the encoder of the file is told."""
    if picture.size is None:
        return _ORIGINAL[picture.format]
    settings = _SETTINGS[picture.format]
    if picture.format is Format.AVIF and picture.size[0] > _NARROW:
        return {**settings, **_WIDE}
    return settings


def _understood(settings: dict[str, Any]) -> dict[str, Any]:
    """What every AVIF encoder understands, where Pillow comes with another one than it mostly does:
    it fails at a word that it does not know.
    """
    if "advanced" not in settings:
        return settings
    from PIL.AvifImagePlugin import get_codec_version

    if get_codec_version("aom") is not None:
        return settings
    return {name: value for name, value in settings.items() if name != "advanced"}


def room(pictures: Iterable[Picture]) -> int:
    """How many bytes of memory it takes at most to make these files of one photo, nearly; 0 where
    nobody knows.
    """
    return max(map(_room, pictures), default=0)


def _room(picture: Picture) -> int:
    source = picture.source
    try:
        header = _header_of(Path(source.root) / source.path, source.digest)
    except Exception:
        return 0  # it is told where the file is made
    a_pixel = _BYTES[picture.format if picture.size is None else None]
    width, height = header.size
    return width * height * a_pixel // _shrinking(header, picture.size) ** 2


@lru_cache(maxsize=1)
def _header_of(path: Path, digest: str) -> _Header:
    return _header(path)


def _header(file: Path | BytesIO) -> _Header:
    import PIL.Image
    from PIL.JpegImagePlugin import JpegImageFile, get_sampling

    PIL.Image.MAX_IMAGE_PIXELS = None  # the source stage has limits of its own
    with PIL.Image.open(file) as image:
        is_jpeg = isinstance(image, JpegImageFile)
        return _Header(is_jpeg, image.size, is_jpeg and get_sampling(image) == _HALVED)


def _shrinking(header: _Header, wanted: tuple[int, int] | None) -> int:
    """By what a large JPEG is made smaller as it is read, so that its widest file can be made."""
    stored = header.size
    if wanted is None or not header.is_jpeg or stored[0] * stored[1] <= _LARGE:
        return 1
    # It may be stored on its side.
    ratio = min(max(stored) / max(wanted), min(stored) / min(wanted)) * wanted[0] / WIDTHS[-1]
    return next((factor for factor in (8, 4, 2) if ratio >= _GAP * factor), 1)


def opened(data: bytes, shrunk: int = 1) -> Image:
    """The pixels of a photo: upright, RGB or, if any shines through, RGBA, in sRGB.

    A JPEG is read in that part of its width and height.
    """
    import PIL.Image
    from PIL import ImageOps

    PIL.Image.MAX_IMAGE_PIXELS = None  # the source stage has limits of its own
    PIL.Image.core.set_block_size(_PIECE)  # type: ignore[attr-defined]
    with PIL.Image.open(BytesIO(data)) as image:
        if shrunk > 1:
            image.draft(None, (image.width // shrunk, image.height // shrunk))
        image.load()
        profile = image.info.get("icc_profile")
        # In place, and no copy further down where none is needed: one may have 300 MB.
        ImageOps.exif_transpose(image, in_place=True)
    upright: Image = image
    alpha = None
    if upright.has_transparency_data:
        channels = upright if upright.mode == "RGBA" else upright.convert("RGBA")
        alpha = channels.getchannel("A")
        del channels
    if upright.mode.startswith("I"):
        # 16 bits of grey; converting cuts them off at 255 instead of dividing.
        upright = upright.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif upright.mode not in ("L", "RGB", "CMYK"):
        upright = upright.convert("RGB")
    found = _in_srgb(upright, profile) if profile else _rgb(upright)
    if found is image:
        # The pixels alone: what was opened has more behind it, such as the frames of a film.
        found = image._new(image.im)
    if alpha is not None and any(alpha.histogram()[:255]):
        found.putalpha(alpha)
    # A comment, an XMP packet or the resolution would be written out again.
    found.info = {}
    return found


def encoded(image: Image, format: Format, settings: dict[str, Any]) -> bytes:
    # Where one is missing Pillow loads all its formats, which takes 25 ms.
    from PIL import AvifImagePlugin, WebPImagePlugin  # noqa: F401

    buffer = BytesIO()
    if format is Format.JPEG and image.mode != "RGB":
        image = image.convert("RGB")
    image.save(buffer, {"jpg": "JPEG"}.get(format, format.upper()), **settings)
    return buffer.getvalue()


def _rgb(image: Image) -> Image:
    return image if image.mode == "RGB" else image.convert("RGB")


def _in_srgb(image: Image, profile: bytes) -> Image:
    """The colours as screens show them; a profile that makes no sense is left out of account."""
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(source).lower():
            return _rgb(image)
        target = ImageCms.createProfile("sRGB")
        found = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return _rgb(image)
    assert found is not None, "it is None only where the image is changed in place"
    return found
