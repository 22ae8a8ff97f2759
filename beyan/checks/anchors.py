"""Links to a heading that its page does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from beyan.model.diagnostic import Diagnostic, nearest, problem
from beyan.model.page import Plan, PlannedLink, PlannedProse

_ID = re.compile(r'\bid="([^"]+)"')


def anchored_links(plan: Plan) -> dict[str, list[PlannedLink]]:
    """Links with a fragment, by the address of the page that should have it.

    A withdrawn release has no headings any more: links from it are not shown, and those to it lead
    to its notice.
    """
    found: dict[str, list[PlannedLink]] = {}
    withdrawn = {page.address for page in plan.pages() if getattr(page, "withdrawn", None)}
    for page in plan.pages():
        prose = getattr(page, "prose", None)
        if not isinstance(prose, PlannedProse) or page.address in withdrawn:
            continue
        for link in prose.links:
            if link.address is not None and "#" in link.address:
                address = link.address.partition("#")[0]
                if address not in withdrawn:
                    found.setdefault(address, []).append(link)
    return found


def dead_anchors(links: list[PlannedLink], html: str) -> Iterator[Diagnostic]:
    """Of links to the page with this HTML, those whose fragment names nothing on it."""
    ids = set(_ID.findall(html))
    for link in links:
        fragment = unquote((link.address or "").partition("#")[2])
        if fragment and fragment not in ids:
            suggestion = nearest(fragment, ids)
            yield problem("dead-anchor", link.span, target=link.target, suggestion=suggestion)
