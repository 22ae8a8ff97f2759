"""Two outputs at one address, or a file where another needs a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.page import CorrectionsPage, output_path
from beyan.model.plan import Artifact


def address_digest(artifacts: Iterable[Artifact]) -> bytes:
    """Equal for plans of the same files in the same order: what one lacks, the other lacks."""
    names = [address for artifact in artifacts for address in artifact.addresses]
    return sha256("\n".join(names).encode()).digest()


def colliding_addresses(artifacts: Iterable[Artifact]) -> Iterator[Diagnostic]:
    """Paths are compared as a file system without case would see them."""
    first: dict[str, _File] = {}
    folders: dict[str, _File] = {}
    shared: set[str] = set()
    for file in _files(artifacts):
        path = output_path(file.address).lower()
        parent = path.rpartition("/")[0]
        if path in first:
            # Two pages at one address also share what lies beside them: that is one problem.
            if file.is_page:
                shared.add(parent)
            if file.is_page or parent not in shared:
                yield from _collision(first[path], file)
        first.setdefault(path, file)
        while parent and parent not in folders:
            folders[parent] = file
            parent = parent.rpartition("/")[0]
    for path in first.keys() & folders.keys():
        yield from _collision(folders[path], first[path])


def kept_addresses(artifacts: Iterable[Artifact]) -> Iterator[Diagnostic]:
    """Standing pages where a page that the site makes of itself would be."""
    for each in artifacts:
        if each.name == f"/{each.language}/{CorrectionsPage.slug}/" and each.source:
            yield problem("address-kept", Span(each.source), address=each.name)


class _File(NamedTuple):
    address: str
    source: str
    is_page: bool


def _files(artifacts: Iterable[Artifact]) -> Iterator[_File]:
    for artifact in artifacts:
        page, *beside = artifact.addresses
        yield _File(page, artifact.source, bool(artifact.template))
        for address in beside:
            yield _File(address, "", False)


def _collision(one: _File, other: _File) -> Iterator[Diagnostic]:
    """Reported at every file of the content that causes it."""
    for mine, theirs in ((one, other), (other, one)):
        if mine.source:
            yield problem(
                "address-collision",
                Span(mine.source),
                address=mine.address,
                other=theirs.source or theirs.address,
            )
