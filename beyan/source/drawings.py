"""SVG among the site's own files: a browser that opens one by itself runs what is in it.

In a page a picture is only a picture. By its own address it is a document of the site with all its
rights, and not every server sends the headers that forbid it scripts (`plan/headers.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
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


class _Reader:
    """`found` is the first thing that would be run, with its line and column."""

    def __init__(self) -> None:
        self.found: tuple[str, int, int] | None = None
        self.parser: XMLParserType = ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.ProcessingInstructionHandler = self._instruction

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if _local(name) in _RUN:
            self._note(f"<{name}>")
        for attribute, value in attributes.items():
            local = _local(attribute)
            if attribute.lower().startswith("on") or _has_code(local, value):
                self._note(f"{attribute}=")

    def _instruction(self, target: str, data: str) -> None:
        if target.lower() == "xml-stylesheet":
            self._note(f"<?{target}?>")

    def _note(self, name: str) -> None:
        if self.found is None:
            place = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
            self.found = (name, *place)


def _has_code(local: str, value: str) -> bool:
    parts = [value] if local in _ADDRESSES else value.split(";") if local in _ANIMATED else []
    return any(_CODE.match(_IGNORED.sub("", part)) for part in parts)


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
