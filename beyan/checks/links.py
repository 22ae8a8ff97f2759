"""Links in texts that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import normpath, relpath

from beyan.model.diagnostic import Diagnostic, nearest, problem
from beyan.model.page import Page, Plan, PlannedLink, PlannedProse


def dead_links(
    plan: Plan, withheld: frozenset[str], broken: frozenset[str]
) -> Iterator[Diagnostic]:
    """A link to what is held back is a warning: its text stays, and it opens with the embargo.

    What is broken has been reported at its own place, and while something is, an address that
    nothing answers to may be its.
    """
    known: dict[str, str] | None = None
    for page in plan.pages():
        prose = getattr(page, "prose", None)
        if not isinstance(prose, PlannedProse):
            continue
        for link in prose.links:
            if link.address is not None:
                continue
            key = _key(link)
            is_address = link.target.startswith("/") and ".md" not in link.target
            if key in broken or (broken and is_address):
                continue
            if key in withheld:
                yield problem("withheld-link", link.span, target=link.target)
                continue
            if known is None:
                known = _known_names(plan)
            suggestion = _meant(link, known)
            yield problem("dead-link", link.span, target=link.target, suggestion=suggestion)


def _key(link: PlannedLink) -> str:
    """The key of the release or page that the link names: its path without language and .md."""
    target = link.target.partition("#")[0].removesuffix(".md")
    folder = link.span.path.rpartition("/")[0]
    path = f"content/{target.lstrip('/')}" if target.startswith("/") else f"{folder}/{target}"
    head, slash, name = normpath(path).removeprefix("content/").rpartition("/")
    return head + slash + name.partition(".")[0]


def _known_names(plan: Plan) -> dict[str, str]:
    """What an officer may have meant, the files' names and the addresses; with the files' paths."""
    files = {page.origin.rpartition("/")[2]: page.origin for page in plan.pages() if page.origin}
    return files | {output.address: "" for output in plan.outputs if isinstance(output, Page)}


def _meant(link: PlannedLink, known: Mapping[str, str]) -> str:
    """The nearest name as it would have to be typed in the link."""
    target = link.target.partition("#")[0]
    found = nearest(target.rpartition("/")[2] if target.endswith(".md") else target, known)
    path = known.get(found)
    return relpath(path, link.span.path.rpartition("/")[0]) if path else found
