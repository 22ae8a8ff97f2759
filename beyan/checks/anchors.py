"""Links to a heading that its page does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from beyan.model.diagnostic import Diagnostic, problem
from beyan.model.known import Known
from beyan.model.page import PlannedLink
from beyan.model.plan import Plan

_ID = re.compile(r'\bid="([^"]+)"')


def anchored_links(plan: Plan) -> dict[str, list[PlannedLink]]:
    """Links with a fragment, by the address of the page that should have it.

    Links to a withdrawn release lead to its notice, which has no headings any more.
    """
    found: dict[str, list[PlannedLink]] = {}
    for link in plan.doubtful_links:
        if link.address is not None and "#" in link.address:
            found.setdefault(link.address.partition("#")[0], []).append(link)
    for artifact in plan.artifacts:
        if artifact.is_withdrawn:
            found.pop(artifact.name, None)
    return found


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
