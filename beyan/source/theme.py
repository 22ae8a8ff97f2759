"""The files of the site's look: what the settings name, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from struct import unpack_from

from beyan.lifetime import starved
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.model.look import NO_FILES, Look, Mark, OwnFont
from beyan.model.messages import NO_PNG, NO_SIZE, NO_SVG, TOO_LARGE
from beyan.snapshot.inputs import Signature, walk
from beyan.snapshot.memo import Memos
from beyan.source.drawings import read_drawing
from beyan.source.files import is_inside, stored, why_no_file
from beyan.source.setting_spans import setting_span
from beyan.source.web_font import is_variable

_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
_MOST = 4096
_AS_WIDE_AS_HIGH = 1.1


def known_look(
    root: Path, config: Config, files: Mapping[str, Signature], memos: Memos
) -> tuple[Config, list[Diagnostic]]:
    """The settings with the look that they ask for, and all that is wrong with its files; these
    depend on `files`.
    """
    if config.theme == NO_FILES:
        return config, []
    also = (str(root), config.theme, config.look)
    look, problems = memos.memoised("look", files, also, partial(_with_files, root, config))
    return replace(config, look=look), problems


def _with_files(root: Path, config: Config) -> tuple[Look, list[Diagnostic]]:
    problems: list[Diagnostic] = []
    theme = config.theme

    def mark(key: str, name: str) -> Mark | None:
        found, wrong = _mark(root, key, name) if name else (None, [])
        problems.extend(wrong)
        return found

    def font(key: str, wanted: OwnFont | None) -> OwnFont | None:
        found, wrong = _font(root, key, wanted) if wanted is not None else (None, [])
        problems.extend(wrong)
        return found

    logo = mark("logo", theme.logo)
    favicon = mark("favicon", theme.favicon)
    if not theme.favicon and logo is not None and _is_square(logo):
        favicon = logo
    headings, text = font("headings", theme.headings), font("text", theme.text)
    look = replace(config.look, logo=logo, favicon=favicon, headings=headings, text=text)
    return look, list(dict.fromkeys(problems))


def _is_square(mark: Mark) -> bool:
    """Nearly: a line of letters is nothing for the corner of a window."""
    return max(mark.width, mark.height) <= _AS_WIDE_AS_HIGH * min(mark.width, mark.height)


def _mark(root: Path, key: str, name: str) -> tuple[Mark | None, list[Diagnostic]]:
    span = setting_span(root, "theme", key)
    path, problems = _file(root, name, span)
    if problems:
        return None, problems
    if name.lower().endswith(".svg"):
        drawing = read_drawing(root / path)
        if drawing is None:
            return None, [problem("theme-picture", span, file=name, reason=NO_SVG)]
        if drawing.unwanted is not None:
            found, line, column = drawing.unwanted
            return None, [problem("theme-drawing", Span(path, line, column), found=found)]
        width, height, reason = drawing.width, drawing.height, NO_SIZE
    else:
        width, height, reason = _png(root / path)
    if not (width and height):
        return None, [problem("theme-picture", span, file=name, reason=reason)]
    return Mark(path, width, height), []


def _png(path: Path) -> tuple[int, int, str]:
    """Width and height, or 0 and why."""
    # Imported here: a site without such a picture does not pay for it.
    from PIL import Image

    with path.open("rb") as file:
        head = file.read(24)
        if len(head) < 24 or not head.startswith(_PNG):
            return 0, 0, NO_PNG
        width, height = unpack_from(">LL", head, 16)
        if max(width, height) > _MOST:
            return 0, 0, TOO_LARGE
        try:
            with Image.open(path, formats=["PNG"]) as picture:
                picture.load()
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
            if starved(error):
                raise
            return 0, 0, NO_PNG
    return width, height, NO_PNG


def _font(root: Path, key: str, font: OwnFont) -> tuple[OwnFont | None, list[Diagnostic]]:
    problems: list[Diagnostic] = []
    paths = []
    for place, name in (("file", font.file), ("bold", font.bold)):
        if not name:
            continue
        span = setting_span(root, "theme", "fonts", key, place)
        path, wrong = _file(root, name, span)
        variable = is_variable((root / path).read_bytes()) if not wrong else False
        if variable is None:
            wrong = [problem("no-woff2", span, file=name)]
        problems += wrong
        paths.append((path, bool(variable)))
    if problems:
        return None, problems
    (file, has_all), *bold = paths
    return OwnFont(font.family, file, bold[0][0] if bold else "", has_all), []


def _file(root: Path, name: str, span: Span) -> tuple[str, list[Diagnostic]]:
    """The path as the disk has it, and why it is no file of the site."""
    path = stored(root, name)
    if not is_inside(root / "assets", path.removeprefix("assets/")):
        return path, [problem("symlink-escapes", span, file=name)]
    if reason := why_no_file(root / path):
        return path, [problem("wrong-kind", span, file=name, reason=reason)]
    there = [each.removeprefix("assets/") for each in walk(root, "assets")]
    file = path.removeprefix("assets/")
    if file not in there:  # nor if it is hidden, as nothing is published that is
        ending = name[name.rindex(".") :].lower()
        near = nearest(file, sorted(each for each in there if each.lower().endswith(ending)))
        return path, [problem("missing-asset", span, file=file, suggestion=near)]
    return path, []
