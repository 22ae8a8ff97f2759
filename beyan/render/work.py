"""An artifact while it is made, and which of its files are made when."""

from __future__ import annotations

from itertools import islice

from beyan.model.diagnostic import Diagnostic
from beyan.model.export import MediaKitFile
from beyan.model.page import Export, Output, Page
from beyan.snapshot.manifest import Outdated, PlainFile
from beyan.snapshot.store import BlobRef


class Work:
    """`files` are by their paths, each with whether it is new."""

    __slots__ = ("documents", "files", "has_failed", "outdated", "outputs", "pictures", "problems")

    def __init__(self, outdated: Outdated) -> None:
        self.outdated = outdated
        self.outputs: tuple[Output, ...] = ()
        self.files: dict[str, tuple[PlainFile, bool]] = {}
        self.documents: dict[bytes, BlobRef] = {}
        self.pictures: set[bytes] = set()
        self.problems: list[Diagnostic] = []
        self.has_failed = False

    def plan(self) -> None:
        # Only a page has a template, and it is the first of its artifact.
        only = 1 if self.outdated.pages_only else None
        self.outputs = tuple(islice(self.outdated.artifact.outputs(), only))


def is_page(output: Output) -> bool:
    return isinstance(output, Page)


def is_text(output: Output) -> bool:
    return isinstance(output, Export) and not isinstance(output, MediaKitFile)


def is_heavy(output: Output) -> bool:
    return not (is_page(output) or is_text(output))
