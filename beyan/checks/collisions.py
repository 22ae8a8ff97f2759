"""Two outputs or aliases at one address, or a file where another needs a folder."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.old_address import OldAddress
from beyan.model.page import output_path
from beyan.model.plan import Artifact


def address_digest(artifacts: Iterable[Artifact]) -> bytes:
    """Equal for plans of the same files in the same order: what one lacks, the other lacks."""
    names = [
        address for artifact in artifacts for address in (*artifact.addresses, *artifact.aliases)
    ]
    return sha256("\n".join(names).encode()).digest()


def colliding_addresses(artifacts: Sequence[Artifact]) -> Iterator[Diagnostic]:
    """Paths are compared as a file system without case would see them."""
    if not _are_apart(artifacts):
        yield from _colliding_files(artifacts)
    with_aliases = [each for each in artifacts if each.aliases]
    if with_aliases:
        yield from _colliding_aliases(with_aliases, artifacts)


def _are_apart(artifacts: Iterable[Artifact]) -> bool:
    """Whether nothing collides, as nearly always: to find out what does takes three times as long.

    Of files, that is; aliases that have none are another matter.
    """
    paths = [_path(address) for artifact in artifacts for address in artifact.addresses]
    folders: set[str] = set()
    for above in paths:
        while (above := above.rpartition("/")[0]) not in folders:
            folders.add(above)
    return len(set(paths)) == len(paths) and folders.isdisjoint(paths)


def _path(address: str) -> str:
    return output_path(address).lower()


def _colliding_files(artifacts: Iterable[Artifact]) -> Iterator[Diagnostic]:
    first: dict[str, _File] = {}
    folders: dict[str, _File] = {}
    shared: set[str] = set()
    for file in _files(artifacts):
        path = _path(file.address)
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


def _colliding_aliases(
    with_aliases: Iterable[Artifact], artifacts: Iterable[Artifact]
) -> Iterator[Diagnostic]:
    """Old addresses that servers alone answer to: at one in use, or twice, however they are typed.

    From other aliases a server tells them by their capitals; in use, none is told apart.
    """
    files: dict[str, _File] = {}
    for file in _files(artifacts):
        files.setdefault(_path(file.address), file)
    first: dict[tuple[str, str, bool], _File] = {}
    for artifact in with_aliases:
        for alias in artifact.aliases:
            old = OldAddress.read(alias)
            assert old is not None, "planned as OldAddress.text"
            mine, bare = _File(alias, artifact.source, True, True), old.path.rstrip("/")
            same = first.setdefault((bare, old.query, bool(old.host)), mine)
            if same is not mine:
                yield from _collision(same, mine)
            elif not old.query and not old.host:
                for path in (bare, f"{bare}/"):
                    used = files.get(_path(path))
                    if used is not None and (not used.is_alias or used.address == path):
                        yield from _collision(used, mine)


def kept_addresses(
    artifacts: Iterable[Artifact], giving_way: Container[str]
) -> Iterator[Diagnostic]:
    """Standing pages where a page that the site makes of itself would be."""
    for each in artifacts:
        if each.source and each.name in giving_way:
            yield problem("address-kept", Span(each.source), address=each.name)


class _File(NamedTuple):
    address: str
    source: str
    is_page: bool
    is_alias: bool


def _files(artifacts: Iterable[Artifact]) -> Iterator[_File]:
    for artifact in artifacts:
        page, *beside = artifact.addresses
        yield _File(page, artifact.source, bool(artifact.template), bool(artifact.target))
        for address in beside:
            yield _File(address, "", False, False)


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
