"""What a photo is published as: the picture in several widths and formats.

All of it follows from the photo's size, so that it is planned without opening a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from beyan.model.media_type import media_type
from beyan.model.records import dataclass
from beyan.model.release import SourceFile


class Format(StrEnum):
    """By the ending of the file's name."""

    AVIF = "avif"
    WEBP = "webp"
    JPEG = "jpg"
    PNG = "png"
    GIF = "gif"


FORMATS = {
    ".avif": Format.AVIF,
    ".gif": Format.GIF,
    ".jpeg": Format.JPEG,
    ".jpg": Format.JPEG,
    ".png": Format.PNG,
    ".webp": Format.WEBP,
}

# From a phone's column to the full width of a large screen.
WIDTHS = (400, 800, 1200, 1600)
# What a page shows where a browser chooses for itself, and what other sites show in a preview.
_SHOWN, _SHARED = 800, 1200


class Rendition(NamedTuple):
    """One file of a photo; `width` and `height` in pixels."""

    address: str
    width: int
    height: int
    format: Format

    @property
    def type(self) -> str:
        """The media type: "image/avif"."""
        return media_type(self.address)


class Renditions(NamedTuple):
    """The files of a photo in all widths and formats.

    `stem` is how their addresses begin. `fallback` is the format that every program reads:
    JPEG, or PNG for what is transparent.
    """

    stem: str
    width: int
    height: int
    widths: tuple[int, ...]
    fallback: Format

    @property
    def formats(self) -> tuple[tuple[Rendition, ...], ...]:
        """By format, those first that a browser should take, in each the narrowest first."""
        return tuple(
            tuple(self._rendition(width, format) for width in self.widths)
            for format in (Format.AVIF, Format.WEBP, self.fallback)
        )

    @property
    def shown(self) -> Rendition:
        """What a page shows where the browser has no choice."""
        return self._at_least(_SHOWN)

    @property
    def shared(self) -> Rendition:
        """What other sites and programs are given."""
        return self._at_least(_SHARED)

    @property
    def large(self) -> Rendition:
        return self._rendition(self.widths[-1], self.fallback)

    def _at_least(self, wanted: int) -> Rendition:
        wide = (width for width in self.widths if width >= wanted)
        return self._rendition(next(wide, self.widths[-1]), self.fallback)

    def _rendition(self, width: int, format: Format) -> Rendition:
        height = max(1, round(self.height * width / self.width))
        return Rendition(f"{self.stem}.{width}.{format}", width, height, format)


@dataclass(frozen=True, slots=True)
class Picture:
    """A file made from the photo `source`: upright, in sRGB, and without anything but its pixels.

    `size` is its width and height in pixels. Without one it is the photo as it may leave the house:
    in its own size, and hardly compressed.
    """

    address: str
    source: SourceFile
    format: Format
    size: tuple[int, int] | None = None

    @property
    def path(self) -> str:
        return self.address.removeprefix("/")


def widths(width: int) -> tuple[int, ...]:
    """The widths of a photo that is `width` pixels wide: none is larger than it is."""
    # One that is nearly as wide as the next would cost a file and spare nobody anything.
    last = min(width, WIDTHS[-1])
    return (*(each for each in WIDTHS if each * 1.2 <= last), last)


def pictures(source: SourceFile, original: str, renditions: Renditions) -> Iterator[Picture]:
    """All files of a photo whose original stands at the address `original`; that one first."""
    yield Picture(original, source, FORMATS[f".{original.rpartition('.')[2].lower()}"])
    for same in renditions.formats:
        for each in same:
            yield Picture(each.address, source, each.format, (each.width, each.height))
