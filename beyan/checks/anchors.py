"""Links to a heading that its page does not have."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from urllib.parse import unquote

from beyan.model.diagnostic import Diagnostic, problem
from beyan.model.known import Known
from beyan.model.page import PlannedLink
from beyan.model.plan import Artifact
from beyan.model.release import name_of

_ID = re.compile(r'\bid="([^"]+)"')


def anchored_links(
    links: Iterable[PlannedLink],
    artifacts: Iterable[Artifact],
    waiting: Container[str] = frozenset(),
) -> dict[str, list[PlannedLink]]:
    """Links with a fragment, by the address of that of the pages that should have it.

    Links to a withdrawn release lead to its notice, which has no headings any more. The editions
    `waiting` to be translated may not have theirs yet: to ask others for these is no mistake.
    """
    found: dict[str, list[PlannedLink]] = {}
    for link in links:
        if link.address is not None and "#" in link.address:
            found.setdefault(link.address.partition("#")[0], []).append(link)
    if not found:
        return {}
    of_pages = {}
    for artifact in artifacts:
        meant = found.get(artifact.name, [])
        if name_of(artifact.source) in waiting:
            meant = [link for link in meant if link.span.path == artifact.source]
        if meant and not artifact.is_withdrawn:
            of_pages[artifact.name] = meant
    return of_pages


def dead_anchors(links: list[PlannedLink], html: str) -> Iterator[Diagnostic]:
    """Of links to the page with this HTML, those whose fragment names nothing on it."""
    ids = dict.fromkeys(_ID.findall(html))
    known = Known(ids)
    for link in links:
        fragment = unquote((link.address or "").partition("#")[2])
        if fragment and fragment not in ids:
            suggestion = known.nearest(fragment)
            yield problem("dead-anchor", link.span, target=link.target, suggestion=suggestion)


def fragments(links: Iterable[PlannedLink]) -> tuple[str, ...]:
    """What they link to on their page, sorted, each once."""
    return tuple(sorted({(link.address or "").partition("#")[2] for link in links}))
