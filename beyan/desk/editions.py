"""The editions that a command is told to do something with, found and read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from beyan.model.config import Config
from beyan.model.defaults import real
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.model.messages import WARNINGS
from beyan.model.release import composed, key_of
from beyan.snapshot.inputs import scan
from beyan.source.edition import (
    PAGES_FOLDER,
    RELEASES_FOLDER,
    EditionFile,
    PageForm,
    ReleaseForm,
    read_edition,
    read_name,
)
from beyan.source.files import is_inside

AnyEdition = EditionFile[Any]


class Stopped(Exception):
    """The command cannot be carried out; `problems` tells why."""

    def __init__(self, *problems: Diagnostic) -> None:
        super().__init__(problems)
        self.problems = problems


def editions_of(root: Path, config: Config, name: str) -> list[AnyEdition]:
    """The edition in the file `name`, then its twins in the order of the site's languages.

    Raises `Stopped`.
    """
    path = _path(root, name)
    paths = [each for each in texts(root) if key_of(each) == key_of(path) and each != path]
    found = [read(root, config, each) for each in (path, *paths)]
    order = config.languages.index
    return [found[0], *sorted(found[1:], key=lambda each: order(each.language))]


def _path(root: Path, name: str) -> str:
    """The file relative to the site, whether it was named from there or from here."""
    known = {composed(each): each for each in texts(root)}
    typed = composed(name).replace("\\", "/").removeprefix("./")
    for candidate in (typed, f"content/{typed}", f"{RELEASES_FOLDER}/{typed}"):
        if candidate in known:
            return known[candidate]
    here = real(Path(name))
    if here.is_relative_to(real(root)):
        candidate = composed(here.relative_to(real(root)).as_posix())
        if candidate in known:
            return known[candidate]
    names = {each.rpartition("/")[2]: path for each, path in known.items()}
    suggestion = names.get(nearest(typed.rpartition("/")[2], names), "")
    raise Stopped(problem("unknown-edition", Span(name), name=name, suggestion=suggestion))


def texts(root: Path) -> list[str]:
    """The files of all editions."""
    return [
        path
        for folder in (RELEASES_FOLDER, PAGES_FOLDER)
        for path in scan(root, folder).files
        if path.endswith(".md") and is_inside(root, path)
    ]


def read(root: Path, config: Config, path: str) -> AnyEdition:
    """Raises `Stopped`."""
    return parsed((root / path).read_bytes(), config, path)


def parsed(data: bytes, config: Config, path: str) -> AnyEdition:
    """What the bytes of the file `path` hold. Raises `Stopped`."""
    name, problems = read_name(path, config)
    if name is None:
        raise Stopped(*problems)
    edition: AnyEdition | None
    if path.startswith(PAGES_FOLDER):
        edition, problems = read_edition(data, path, PageForm, name)
    else:
        edition, problems = read_edition(data, path, ReleaseForm, name)
    errors = [each for each in problems if each.code not in WARNINGS]
    if edition is None or errors:
        raise Stopped(*errors)
    return edition
