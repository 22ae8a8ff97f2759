"""Photos and attachments: found, inside the site, and what they claim to be."""

from __future__ import annotations

from pathlib import Path

from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.model.release import SourceFile
from beyan.source.files import is_inside, source_file, walk

# Formats every current browser shows. SVG is left out: it may carry scripts.
PHOTO_TYPES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")

# A browser would run what these contain with the site's own rights.
REFUSED_ATTACHMENTS = (".htm", ".html", ".js", ".mjs", ".svg", ".xht", ".xhtml", ".xml", ".xsl")


def read_photo(
    root: Path, path: str, span: Span
) -> tuple[tuple[SourceFile, int, int] | None, list[Diagnostic]]:
    """The photo with its width and height in pixels. `span` is where the release names it."""
    problems = _file_problems(root, path, span)
    if problems:
        return None, problems
    if not path.lower().endswith(PHOTO_TYPES):
        known = ", ".join(PHOTO_TYPES)
        return None, [problem("bad-photo", span, file=_name(path), known=known)]

    # Imported here: a site without photos does not pay for it.
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(root / path) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        known = ", ".join(PHOTO_TYPES)
        return None, [problem("bad-photo", span, file=_name(path), known=known)]
    return (source_file(root, path), width, height), []


def read_attachment(
    root: Path, path: str, span: Span
) -> tuple[SourceFile | None, list[Diagnostic]]:
    problems = _file_problems(root, path, span)
    if problems:
        return None, problems
    if path.lower().endswith(REFUSED_ATTACHMENTS):
        return None, [problem("bad-attachment", span, file=_name(path))]
    return source_file(root, path), []


def _file_problems(root: Path, path: str, span: Span) -> list[Diagnostic]:
    if not is_inside(root, path):
        return [problem("symlink-escapes", span, file=_name(path))]
    if not (root / path).is_file():
        folder = path.rpartition("/")[0]
        there = [each.removeprefix(f"{folder}/") for each in walk(root, folder)]
        suggestion = nearest(_name(path), there)
        return [
            problem("missing-file", span, file=_name(path), folder=folder, suggestion=suggestion)
        ]
    return []


def _name(path: str) -> str:
    return path.rpartition("/")[2]
