"""Old addresses: which of them have a page, and where they all lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from beyan.model.old_address import OldAddress
from beyan.model.plan import Artifact
from beyan.plan import addresses


class Aliases:
    """Divides the aliases of a site, in plan order, into pages and rules of servers."""

    def __init__(self, base_path: str) -> None:
        self._base_path = base_path
        self._pages: dict[str, str] = {}

    def divided(self, aliases: Iterable[str]) -> tuple[list[str], tuple[str, ...]]:
        """The addresses of pages, and what no page can answer to, as `OldAddress.text`.

        A page stands wherever a file can. Of addresses that differ in capitals alone the first has
        it, because not every file system tells them apart; a server does.
        """
        pages, rules = [], []
        for alias in aliases:
            old = OldAddress.read(alias)
            assert old is not None, "what is no address was told when it was read"
            old = old.below(self._base_path)
            page = addresses.alias(old.path)
            if old.is_file and self._pages.setdefault(page.lower(), page) == page:
                pages.append(page)
            else:
                rules.append(old.text)
        return pages, tuple(rules)


def redirects(artifacts: Iterable[Artifact]) -> Iterator[tuple[str, str]]:
    """All old addresses as `OldAddress.text`, with the new address of each, in plan order."""
    for artifact in artifacts:
        if artifact.target:
            yield OldAddress(artifact.name).text, artifact.target
        for old in artifact.aliases:
            yield old, artifact.name
