"""Photos → the files that are published: pixels alone, upright and in sRGB.

A photo carries more than what it shows: where and when it was taken, with which camera, a preview
of what was cut away, sometimes a film behind the picture. None of it is copied: every file is
encoded anew from the decoded pixels.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beyan.model.picture import Format, Picture
from beyan.model.release_summary import digest
from beyan.model.social_card import SocialCard
from beyan.render.social_cards import card_key, drawn
from beyan.snapshot.pictures import PictureStore

if TYPE_CHECKING:
    from PIL.Image import Image

# Chosen by eye on photos and drawings. AVIF at speed 6 takes three times as long for 3 % fewer
# bytes. With more threads than one, the encoder's bytes might depend on how many there are.
_SETTINGS: dict[Format, dict[str, Any]] = {
    Format.AVIF: {"quality": 55, "speed": 8, "max_threads": 1},
    Format.WEBP: {"quality": 76, "method": 4},
    Format.JPEG: {"quality": 80, "optimize": True, "progressive": True},
    Format.PNG: {"optimize": True},
}
# The photo for download is encoded once more, but so that nobody sees it.
_ORIGINAL: dict[Format, dict[str, Any]] = {
    Format.AVIF: {"quality": 90, "speed": 8, "max_threads": 1, "subsampling": "4:4:4"},
    Format.WEBP: {"quality": 95, "method": 4},
    Format.JPEG: {"quality": 95, "subsampling": 0, "optimize": True, "progressive": True},
    Format.PNG: {"optimize": True},
    Format.GIF: {},
}

# A JPEG of more pixels is read in a part of its size, so that a poster needs no more memory than a
# photo; those of cameras are read whole, which looks better by a trace.
_LARGE = 24_000_000
# How many bytes a pixel takes at most, of the original's encoder or of what is made smaller.
_BYTES: dict[Format | None, int] = {
    None: 6,
    Format.AVIF: 24,
    Format.WEBP: 17,
    Format.JPEG: 11,
    Format.PNG: 6,
    Format.GIF: 6,
}


class Images:
    """Makes pictures, each only once: what was made before comes from `store`.

    `used` has the keys of what was asked for since it was last emptied.
    """

    def __init__(self, store: PictureStore) -> None:
        self.store = store
        self._opened: tuple[tuple[str, int], Image] | None = None
        self._resized: tuple[tuple[str, tuple[int, int]], Image] | None = None
        self.used: set[bytes] = set()

    def picture(self, picture: Picture) -> bytes:
        """The file's bytes. Raises OSError."""
        key = picture_key(picture)
        self.used.add(key)
        made = self.store.get(key)
        if made is None:
            data = (Path(picture.source.root) / picture.source.path).read_bytes()
            made = self.encoded(picture, data)
            # A file that was replaced during the build must not be taken for the one it was.
            if sha256(data).hexdigest() == picture.source.digest:
                self.store.put(key, made)
        return made

    def image(self, output: Picture | SocialCard) -> bytes:
        return self.picture(output) if isinstance(output, Picture) else self.card(output)

    def card(self, card: SocialCard) -> bytes:
        """The file's bytes."""
        key = card_key(card)
        self.used.add(key)
        made = self.store.get(key)
        if made is None:
            made = drawn(card)
            self.store.put(key, made)
        return made

    def size(self, picture: Picture, *, is_glance: bool = False) -> int | None:
        """How many bytes the file has; None at a glance, for which nothing is made."""
        # Kept apart, because a page tells the size of files that need not be read for it.
        key = size_key(picture)
        self.used.add(key)
        known = self.store.get(key)
        if known is not None:
            return int(known)
        if is_glance:
            return None
        size = len(self.picture(picture))
        if self.store.has(picture_key(picture)):
            self.store.put(key, b"%d" % size)
        return size

    def keep(self, card: SocialCard, data: bytes) -> None:
        """The file of a card, as another machine made it."""
        key = card_key(card)
        self.used.add(key)
        self.store.put(key, data)

    def encoded(self, picture: Picture, data: bytes) -> bytes:
        """The file's bytes, of those of the photo's file."""
        source = picture.source
        # The files of one photo are made one after another, and opening it takes as long as
        # encoding.
        shrunk = _shrinking(*_header(BytesIO(data)), picture.size)
        if self._opened is None or self._opened[0] != (source.digest, shrunk):
            # Two of them need not have room at a time.
            self._opened = self._resized = None
            self._opened = ((source.digest, shrunk), opened(data, shrunk))
        image = self._opened[1]
        if picture.size is None:
            return encoded(image, picture.format, _ORIGINAL[picture.format])
        name = (source.digest, picture.size)
        if self._resized is None or self._resized[0] != name:
            self._resized = (name, _resized(image, picture.size))
        return encoded(self._resized[1], picture.format, _SETTINGS[picture.format])


def picture_key(picture: Picture) -> bytes:
    """Of all that the file's bytes depend on."""
    # Without the parts that decode and encode, which take 40 ms to import.
    import PIL

    settings = (_ORIGINAL if picture.size is None else _SETTINGS)[picture.format]
    made_of = (PIL.__version__, picture.source.digest, picture.size, picture.format, settings)
    return digest(repr(made_of).encode())


def size_key(picture: Picture) -> bytes:
    """Of what is kept of how large the file is."""
    return digest(b"size", picture_key(picture))


def by_source(picture: Picture) -> tuple[str, tuple[int, int], str]:
    """An order in which each photo is opened, and resized to each width, once."""
    return (picture.source.digest, picture.size or (0, 0), picture.format)


def room(picture: Picture) -> int:
    """How many bytes of memory it takes at most to make the file, nearly; 0 where nobody knows."""
    source = picture.source
    try:
        is_jpeg, stored = _header_of(Path(source.root) / source.path, source.digest)
    except Exception:
        return 0  # it is told where the file is made
    a_pixel = _BYTES[picture.format if picture.size is None else None]
    return stored[0] * stored[1] * a_pixel // _shrinking(is_jpeg, stored, picture.size) ** 2


@lru_cache(maxsize=1)
def _header_of(path: Path, digest: str) -> tuple[bool, tuple[int, int]]:
    return _header(path)


def _header(file: Path | BytesIO) -> tuple[bool, tuple[int, int]]:
    """Whether the photo is a JPEG, and its width and height as it is stored."""
    import PIL.Image

    PIL.Image.MAX_IMAGE_PIXELS = None  # the source stage has limits of its own
    with PIL.Image.open(file) as image:
        return image.format in ("JPEG", "MPO"), image.size


def _shrinking(is_jpeg: bool, stored: tuple[int, int], wanted: tuple[int, int] | None) -> int:
    """By what a large JPEG is made smaller as it is read; twice the size that is wanted remains."""
    if wanted is None or not is_jpeg or stored[0] * stored[1] <= _LARGE:
        return 1
    # It may be stored on its side.
    ratio = min(max(stored) / max(wanted), min(stored) / min(wanted))
    return next((factor for factor in (8, 4, 2) if ratio >= 2 * factor), 1)


def opened(data: bytes, shrunk: int = 1) -> Image:
    """The pixels of a photo: upright, RGB or, if any shines through, RGBA, in sRGB.

    A JPEG is read in that part of its width and height.
    """
    import PIL.Image
    from PIL import ImageOps

    PIL.Image.MAX_IMAGE_PIXELS = None  # the source stage has limits of its own
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
    buffer = BytesIO()
    if format is Format.JPEG and image.mode != "RGB":
        image = image.convert("RGB")
    image.save(buffer, {"jpg": "JPEG"}.get(format, format.upper()), **settings)
    return buffer.getvalue()


def _resized(image: Image, size: tuple[int, int]) -> Image:
    import PIL.Image

    if image.size == size:
        return image
    return image.resize(size, PIL.Image.Resampling.LANCZOS)


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
