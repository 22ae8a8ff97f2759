"""SVG among the site's own files: a browser that opens one by itself runs what is in it.

In a page a picture is only a picture. By its own address it is a document of the site with all its
rights, and not every server sends the headers that forbid it scripts (`plan/headers.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from beyan.model.diagnostic import Diagnostic, Span, problem, shown_path
from beyan.model.release import SourceFile

_ENDING = ".svg"
# By their names alone, because every namespace can be given every prefix. The first two are those
# of SVG; the others come in with elements of HTML.
_RUN = frozenset(
    ("script", "foreignobject", "handler", "listener", "iframe", "object", "embed", "frame")
)
_ADDRESSES = frozenset(("href", "src", "data", "action", "formaction", "base"))
# What <animate> and <set> can make of an address.
_ANIMATED = frozenset(("to", "from", "by", "values"))
_IGNORED = re.compile(r"[\x00-\x20]")
_CODE = re.compile(r"(?:javascript|vbscript):|data:(?!image/(?:avif|gif|jpeg|png|webp)[;,])", re.I)

# What a style fetches, as an element, an attribute, or one of the attributes that stand for it.
_URL = re.compile(r"url\s*\(([^)]*)", re.I)
# So are these, and whatever is written in a way that only browsers read.
_FETCH = re.compile(r"@import|image-set\s*\(|(?<![\w-])(?:image|src)\s*\(|\\", re.I)
_INSIDE = re.compile(r"#|data:image/(?:avif|gif|jpeg|png|webp)[;,]|data:font/|$", re.I)
_LENGTH = re.compile(r"\s*([0-9]{0,9}\.?[0-9]{1,9})(|px|pt|pc|mm|cm|in)\s*")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_BLANKS = re.compile(r"\s*,\s*|\s+")


def unsafe_drawings(root: Path, files: Iterable[SourceFile]) -> list[Diagnostic]:
    """What a browser could run in the SVG files among `files`, the first place in each."""
    return [
        found
        for file in files
        if file.path.lower().endswith(_ENDING)
        for found in _unsafe(Path(file.root) / file.path, root)
    ]


def _unsafe(path: Path, root: Path) -> Iterator[Diagnostic]:
    shown = shown_path(path, root)
    reader = _Reader()
    try:
        reader.parser.Parse(path.read_bytes(), True)
    except ExpatError as error:
        # Browsers show, and run, what stands before it.
        reason = str(error).partition(":")[0]
        yield problem("damaged-svg", Span(shown, error.lineno, error.offset + 1), reason=reason)
    except (LookupError, ValueError) as error:  # of an encoding that nobody knows
        yield problem("damaged-svg", Span(shown), reason=str(error))
    if reader.found is not None:
        name, line, column = reader.found
        yield problem("svg-script", Span(shown, line, column), found=name)


class Drawing(NamedTuple):
    """What an SVG file is: its own size in pixels, 0 where it has none; and the first thing in it
    that would be run or fetched, with its line and column.
    """

    width: int
    height: int
    unwanted: tuple[str, int, int] | None


def read_drawing(path: Path) -> Drawing | None:
    """What is to be a picture by itself; None for what is no SVG that can be read in full."""
    reader = _Reader(is_alone=True)
    try:
        reader.parser.Parse(path.read_bytes(), True)
    except (ExpatError, LookupError, ValueError):
        return None
    return Drawing(*reader.size, reader.found) if reader.is_svg else None


class _Reader:
    """`found` is the first thing that would be run, with its line and column; where the picture
    is to be `is_alone`, what it would fetch as well. `size` is that of the root.
    """

    def __init__(self, *, is_alone: bool = False) -> None:
        self.found: tuple[str, int, int] | None = None
        self.size = (0, 0)
        self.is_svg = False
        self._is_alone = is_alone
        self._is_root = True
        # A style may come in pieces.
        self._style: list[str] | None = None
        self.parser: XMLParserType = ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._is_root:
            self._is_root = False
            self.is_svg = _local(name) == "svg"
            self.size = _size(attributes)
        if _local(name) in _RUN:
            self._note(f"<{name}>")
        if self._is_alone and _local(name) == "style":
            self._style = []
        for attribute, value in attributes.items():
            local = _local(attribute)
            if attribute.lower().startswith("on") or _has_code(local, value):
                self._note(f"{attribute}=")
            if self._is_alone and _fetches(attribute, value):
                self._note(f"{attribute}=")

    def _end(self, name: str) -> None:
        if self._style is not None and _fetches("style", "".join(self._style)):
            self._note(f"<{name}>")
        self._style = None

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _instruction(self, target: str, data: str) -> None:
        if target.lower() == "xml-stylesheet":
            self._note(f"<?{target}?>")

    def _doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        # Programs that draw for print have always named the one of SVG, which nothing reads.
        if self._is_alone and internal:
            self._note("<!DOCTYPE>")

    def _note(self, name: str) -> None:
        if self.found is None:
            place = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
            self.found = (name, *place)


def _has_code(local: str, value: str) -> bool:
    parts = [value] if local in _ADDRESSES else value.split(";") if local in _ANIMATED else []
    return any(_CODE.match(_IGNORED.sub("", part)) for part in parts)


def _fetches(attribute: str, value: str) -> bool:
    """Whether a browser would fetch something for the attribute, or for a style."""
    if _local(attribute) in ("href", "src"):
        return not _INSIDE.match(value.strip())
    if ":" in attribute:  # of drawing programs
        return False
    asked = (each.strip("\"' \t\r\n") for each in _URL.findall(value))
    return bool(_FETCH.search(value)) or not all(map(_INSIDE.match, asked))


def _size(attributes: Mapping[str, str]) -> tuple[int, int]:
    """In pixels; where it states none, that of its window upon the drawing."""
    stated = [_pixels(attributes.get(each, "")) for each in ("width", "height")]
    window = [_pixels(each) for each in _BLANKS.split(attributes.get("viewBox", "").strip())[2:]]
    for size in (stated, window):
        if len(size) == 2 and all(size):
            return size[0], size[1]
    return 0, 0


def _pixels(length: str) -> int:
    match = _LENGTH.fullmatch(length)
    return round(float(match[1]) * _UNITS[match[2]]) if match is not None else 0


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
