"""Names that not every system can have, though this one does.

What is committed on Linux has to be there on a colleague's Windows as well, and what lies side by
side there may be one file on a Mac. Nothing is opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.snapshot.inputs import Inputs

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: signs, an end that is left off,
# and devices, whatever stands behind their dot.
_SIGNS = '<>:"|?*\\'
_ENDS = ("./", " /", ".\n", " \n")
_DEVICE = r"(?:con|prn|aux|nul|(?:com|lpt)[1-9¹²³])"
_IS_DEVICE = re.compile(_DEVICE)
_DEVICES = re.compile(rf"/{_DEVICE}[./\n]")
# Of a whole path there, MAX_PATH without the zero at its end; and what of it the folder takes that
# the site lies in, such as C:\Users\Aysel\Documents\press\.
_PATH, _HOME = 259, 59


def unportable_names(inputs: Inputs, root: str) -> Iterator[Diagnostic]:
    """Of the site's own files, whatever folder they are in."""
    of_program = (inputs.templates, inputs.locales, inputs.assets)
    own = [
        path.removeprefix(f"{root}/")
        for files in of_program
        for path in files
        if path.startswith(f"{root}/")
    ]
    paths = [*inputs.content.files, *inputs.static.files, *own]
    # Most sites have none: as one text they are looked through in milliseconds.
    text = "\n".join((*paths, ""))
    if _is_impossible(text):
        yield from _impossible(paths)
    if max(map(len, paths), default=0) > _PATH - _HOME:
        for path in paths:
            if len(path) > _PATH - _HOME:
                yield problem("path-on-windows", Span(path), size=len(path), limit=_PATH)
    if text.lower() != text:
        yield from _same(paths)


def unportable_address(part: str, where: Callable[[], Span]) -> Iterator[Diagnostic]:
    """A folder of the output is called as this part of an address is."""
    if _IS_DEVICE.fullmatch(part):
        yield problem("address-on-windows", where(), name=part)


def _is_impossible(text: str) -> bool:
    """Whether a name of the text is; each has `/` before it, and that or a line's end behind it."""
    has = text.__contains__
    if any(map(has, _SIGNS)) or any(map(has, _ENDS)):
        return True
    return _DEVICES.search(text.lower()) is not None


def _impossible(paths: Iterable[str]) -> Iterator[Diagnostic]:
    for path in paths:
        name = next((each for each in path.split("/") if _is_impossible(f"/{each}\n")), "")
        if name:
            yield problem("name-on-windows", Span(path), name=name)


def _same(paths: list[str]) -> Iterator[Diagnostic]:
    """All but editions: of these `doubles` asks whether they are one text."""
    lower = [path.lower() for path in paths]
    if len(set(lower)) == len(paths):
        return
    first: dict[str, str] = {}
    for path, key in zip(paths, lower, strict=True):
        other = first.setdefault(key, path)
        if other != path and not path.endswith(".md"):
            yield problem("same-but-capitals", Span(path), other=other)
