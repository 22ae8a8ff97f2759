"""Photos and attachments: found, inside the site, and what they claim to be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from beyan.lifetime import starved
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.model.kinds import danger_of, ending_inside, is_usual
from beyan.model.picture import FORMATS
from beyan.model.release import SourceFile, composed
from beyan.snapshot.inputs import walk
from beyan.source.files import is_inside, source_file, stored
from beyan.source.lengths import too_long

if TYPE_CHECKING:
    from PIL.Image import Image

# Pictures that tell where and when they were taken, and that are not encoded anew.
REFUSED_PICTURES = (
    *(".arw", ".bmp", ".cr2", ".cr3", ".dng", ".heic", ".heif", ".jfif", ".jp2", ".jxl", ".mpo"),
    *(".nef", ".orf", ".psd", ".raf", ".rw2", ".tif", ".tiff"),
)

# A few kilobytes can stand for gigabytes of pixels. The limits let through what cameras make, and
# no rendition comes near the 16,383 pixels that WebP can hold.
MOST_PIXELS, MOST_ON_A_SIDE = 80_000_000, 16_000

# What the names of a photo's renditions have instead of its ending: ".0123abcd.1600.avif".
_RENDITION = 19

# Formats as Pillow names them, and how a file's name ends in each.
_NAMES = {
    "AVIF": (".avif",),
    "GIF": (".gif",),
    "JPEG": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
}
_ORIENTATION = 0x0112


class PhotoFile(NamedTuple):
    """`width` and `height` as the photo is seen, in pixels."""

    file: SourceFile
    width: int
    height: int
    is_transparent: bool


def read_photo(
    root: Path, path: str, span: Span, *, has_hint: bool = True
) -> tuple[PhotoFile | None, list[Diagnostic]]:
    """The photo, all of whose pixels could be read. `span` is where the release names it.

    `has_hint`: where it is missing, it is compared with all that is there.
    """
    name = _name(path)
    if not _is_picture(path):
        return None, [problem("bad-photo", span, file=name, known=", ".join(FORMATS))]
    stem = name.rpartition(".")[0]
    problems = _name_problems(path, span) or too_long(stem, lambda: span, more=_RENDITION)
    if problems:
        return None, problems
    path = stored(root, path)
    problems = _file_problems(root, path, span, has_hint=has_hint)
    if problems:
        return None, problems

    # Imported here: a site without photos does not pay for it.
    import PIL.Image

    # Where one of them is missing Pillow loads all that it knows, which takes 20 ms.
    from PIL import (  # noqa: F401
        AvifImagePlugin,
        GifImagePlugin,
        JpegImagePlugin,
        PngImagePlugin,
        WebPImagePlugin,
    )

    PIL.Image.MAX_IMAGE_PIXELS = None  # there are limits of our own

    file = source_file(root, path)
    try:
        with PIL.Image.open(root / path, formats=list(_NAMES)) as image:
            # A camera's JPEG with a second picture behind the first is called MPO.
            format = "JPEG" if image.format == "MPO" else image.format or ""
            width, height = image.size
            if width * height > MOST_PIXELS or max(width, height) > MOST_ON_A_SIDE:
                size = f"{width} × {height}"
                return None, [problem("huge-photo", span, file=name, size=size)]
            if not path.lower().endswith(_NAMES[format]):
                better = f"{name.rpartition('.')[0]}{_NAMES[format][0]}"
                return None, [problem("misnamed-photo", span, file=name, better=better)]
            is_on_its_side = image.getexif().get(_ORIENTATION, 1) in (5, 6, 7, 8)
            # A JPEG is read to its end and decoded in an eighth of its size.
            image.draft(None, (width // 8 or 1, height // 8 or 1))
            image.load()
            is_transparent = _is_transparent(image)
    except Exception as error:
        if starved(error):  # the photo need not be at fault
            raise
        # Pillow's readers raise whatever the broken bytes lead them to: OSError, SyntaxError,
        # struct.error, ValueError, EOFError, its own bomb error …
        return None, [problem("damaged-photo", span, file=name)]
    if is_on_its_side:
        width, height = height, width
    return PhotoFile(file, width, height, is_transparent), []


def read_attachment(
    root: Path, path: str, span: Span, *, has_hint: bool = True
) -> tuple[tuple[SourceFile, int, int] | None, list[Diagnostic]]:
    """The attachment with the width and height of a picture, else 0.

    A picture has to be whole: it is published without its metadata. Beside an attachment there
    are warnings only. `has_hint` as of photos.
    """
    if _is_picture(path):
        photo, problems = read_photo(root, path, span, has_hint=has_hint)
        return photo and photo[:3], problems
    problems = _name_problems(path, span)
    if problems:
        return None, problems
    path = stored(root, path)
    problems = _file_problems(root, path, span, has_hint=has_hint)
    if problems:
        return None, problems
    name = _name(path)
    unusual = [] if is_usual(name) else [problem("unusual-attachment", span, file=name)]
    return (source_file(root, path), 0, 0), unusual


def _is_picture(path: str) -> bool:
    return path.lower().endswith(tuple(FORMATS))


def _is_transparent(image: Image) -> bool:
    if not image.has_transparency_data:
        return False
    # A photo may have a hundred megabytes; what has the channel already needs no copy.
    channels = image if image.mode == "RGBA" else image.convert("RGBA")
    return any(channels.getchannel("A").histogram()[:255])


def _name_problems(path: str, span: Span) -> list[Diagnostic]:
    """What speaks against a file before anybody looks for it."""
    name = _name(path)
    danger = danger_of(name)
    if danger is not None:
        return [problem("bad-attachment", span, file=name, reason=danger)]
    inside = ending_inside(name)
    if inside:
        stem, _, ending = name.rpartition(".")
        better = f"{stem.replace('.', '-')}.{ending}"
        return [problem("server-ending", span, file=name, ending=inside, better=better)]
    if name.lower().endswith(REFUSED_PICTURES):
        return [problem("telling-picture", span, file=name, known=", ".join(FORMATS))]
    return too_long(path, lambda: span)


def _file_problems(root: Path, path: str, span: Span, *, has_hint: bool) -> list[Diagnostic]:
    if not is_inside(root, path):
        return [problem("symlink-escapes", span, file=_name(path))]
    if not (root / path).is_file():
        folder = path.rpartition("/")[0]
        lies = stored(root, folder)
        found = walk(root, lies) if has_hint else ()
        there = [composed(each.removeprefix(f"{lies}/")) for each in found]
        suggestion = nearest(_name(path), there)
        return [
            problem("missing-file", span, file=_name(path), folder=folder, suggestion=suggestion)
        ]
    return []


def _name(path: str) -> str:
    return composed(path.rpartition("/")[2])
