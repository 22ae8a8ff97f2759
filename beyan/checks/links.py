"""Links in texts that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import normpath

from beyan.model.diagnostic import Diagnostic, nearest, problem
from beyan.model.page import Page, Plan, PlannedLink, PlannedProse


def dead_links(
    plan: Plan, withheld: frozenset[str], broken: frozenset[str]
) -> Iterator[Diagnostic]:
    """A link to what is held back is a warning: its text stays, and it opens with the embargo.

    What is broken has been reported at its own place.
    """
    known: list[str] | None = None
    for page in plan.pages():
        prose = getattr(page, "prose", None)
        if not isinstance(prose, PlannedProse):
            continue
        for link in prose.links:
            if link.address is not None:
                continue
            key = _key(link)
            if key in broken:
                continue
            if key in withheld:
                yield problem("withheld-link", link.span, target=link.target)
                continue
            if known is None:
                known = _known_names(plan)
            suggestion = nearest(link.target, known)
            yield problem("dead-link", link.span, target=link.target, suggestion=suggestion)


def _key(link: PlannedLink) -> str:
    """The key of the release or page that the link names: its path without language and .md."""
    target = link.target.partition("#")[0].removesuffix(".md")
    folder = link.span.path.rpartition("/")[0]
    path = f"content/{target.lstrip('/')}" if target.startswith("/") else f"{folder}/{target}"
    head, slash, name = normpath(path).removeprefix("content/").rpartition("/")
    return head + slash + name.partition(".")[0]


def _known_names(plan: Plan) -> list[str]:
    """What an officer may have meant: the files' names and the addresses."""
    files = [page.origin.rpartition("/")[2] for page in plan.pages() if page.origin]
    return files + [output.address for output in plan.outputs if isinstance(output, Page)]
