"""Links in texts that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from posixpath import normpath, relpath

from beyan.model.diagnostic import Diagnostic, problem
from beyan.model.known import Known
from beyan.model.page import PlannedLink
from beyan.model.picture import FORMATS
from beyan.model.plan import Artifact, AwaitedLink
from beyan.model.release import as_typed, composed, file_beside, key_of

# How an address of the site begins, within it or as a whole one.
_ADDRESS = re.compile("/|https?:", re.IGNORECASE)


def dead_links(
    links: Iterable[PlannedLink],
    artifacts: Iterable[Artifact],
    broken: frozenset[str],
    files: Iterable[str],
) -> Iterator[Diagnostic]:
    """Links that nothing answers to, of all the artifacts.

    What is broken has been reported at its own place, and while something is, an address that
    nothing answers to may be its. `files` has the paths of all that lies in the releases' folders.
    """
    known: _Names | None = None
    lying: set[str] | None = None
    for link in links:
        if link.address is not None:
            continue
        is_address = bool(_ADDRESS.match(link.target)) and ".md" not in link.target
        if _key(link) in broken or (broken and is_address):
            continue
        file = file_beside(link.target, key_of(link.span.path))
        if lying is None:
            lying = set(map(composed, files))
        if f"content/{key_of(link.span.path)}/{file}" in lying:
            place = "photos" if file.lower().endswith(tuple(FORMATS)) else "attachments"
            yield problem("unlisted-file", link.span, file=file, typed=as_typed(file), place=place)
            continue
        if known is None:
            known = _Names(artifacts)
        suggestion = known.meant(link)
        yield problem("dead-link", link.span, target=link.target, suggestion=suggestion)


def withheld_links(links: Iterable[AwaitedLink], now: int) -> Iterator[Diagnostic]:
    """Links to what is still to be published: a warning, because their text stays until then.

    Of a text that waits itself, only those that will have to wait longer than it: so none is told
    first when its embargo ends. Links to what has expired are silent: a site must not fail when a
    release is taken down.
    """
    for link, seen, opens in links:
        if link.address is not None and opens is not None and opens > max(seen, now):
            yield problem("withheld-link", link.span, target=link.target)


def _key(link: PlannedLink) -> str:
    """The key of the release or page that the link names."""
    target = link.target.partition("#")[0].removesuffix(".md")
    folder = link.span.path.rpartition("/")[0]
    path = f"content/{target.lstrip('/')}" if target.startswith("/") else f"{folder}/{target}"
    return key_of(normpath(path))


class _Names:
    """What an officer may have meant, the files' names and the addresses; with the files' paths."""

    def __init__(self, artifacts: Iterable[Artifact]) -> None:
        pages = [each for each in artifacts if each.template]
        files = {page.source.rpartition("/")[2]: page.source for page in pages if page.source}
        self._paths = files | {page.name: "" for page in pages}
        self._known = Known(self._paths)

    def meant(self, link: PlannedLink) -> str:
        """The nearest name as it would have to be typed in the link."""
        target = link.target.partition("#")[0]
        found = self._known.nearest(target.rpartition("/")[2] if target.endswith(".md") else target)
        path = self._paths.get(found)
        return relpath(path, link.span.path.rpartition("/")[0]) if path else found
