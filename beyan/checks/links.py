"""Links in texts that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from posixpath import normpath, relpath

from beyan.model.diagnostic import Diagnostic, problem
from beyan.model.known import Known
from beyan.model.page import PlannedLink
from beyan.model.picture import FORMATS
from beyan.model.plan import Plan
from beyan.model.release import as_typed, composed, file_beside, key_of, name_of


def dead_links(
    plan: Plan, drafts: frozenset[str], broken: frozenset[str], files: Iterable[str]
) -> Iterator[Diagnostic]:
    """Links that nothing answers to; one to a draft is a warning, and its text stays.

    What is broken has been reported at its own place, and while something is, an address that
    nothing answers to may be its. `files` has the paths of all that lies in the releases' folders.
    """
    known: _Names | None = None
    lying: set[str] | None = None
    for link in plan.doubtful_links:
        if link.address is not None:
            continue
        name = _name(link)
        key = key_of(name)
        is_address = link.target.startswith("/") and ".md" not in link.target
        if key in broken or (broken and is_address):
            continue
        if key in drafts or name in drafts:
            yield problem("withheld-link", link.span, target=link.target)
            continue
        file = file_beside(link.target, key_of(link.span.path))
        if lying is None:
            lying = set(map(composed, files))
        if f"content/{key_of(link.span.path)}/{file}" in lying:
            place = "photos" if file.lower().endswith(tuple(FORMATS)) else "attachments"
            yield problem("unlisted-file", link.span, file=file, typed=as_typed(file), place=place)
            continue
        if known is None:
            known = _Names(plan)
        suggestion = known.meant(link)
        yield problem("dead-link", link.span, target=link.target, suggestion=suggestion)


def withheld_links(plan: Plan, ungated: Plan, scheduled: frozenset[str]) -> Iterator[Diagnostic]:
    """Links to what is still to be published: a warning, because their text stays until then.

    Links to what has expired are silent: a site must not fail when a release is taken down.
    """
    if ungated is plan:
        return
    later = {link.span: link.address for link in ungated.links}
    sources = {each.name: each.source for each in ungated.artifacts if each.source}
    for link in plan.doubtful_links:
        address = later.get(link.span) if link.address is None else None
        if address is not None:
            source = sources.get(address.partition("#")[0], "")
            if key_of(source) in scheduled:
                yield problem("withheld-link", link.span, target=link.target)


def _name(link: PlannedLink) -> str:
    """The name of the release, page or edition that the link leads to: its path without .md."""
    target = link.target.partition("#")[0].removesuffix(".md")
    folder = link.span.path.rpartition("/")[0]
    path = f"content/{target.lstrip('/')}" if target.startswith("/") else f"{folder}/{target}"
    return name_of(normpath(path))


class _Names:
    """What an officer may have meant, the files' names and the addresses; with the files' paths."""

    def __init__(self, plan: Plan) -> None:
        pages = [each for each in plan.artifacts if each.template]
        files = {page.source.rpartition("/")[2]: page.source for page in pages if page.source}
        self._paths = files | {page.name: "" for page in pages}
        self._known = Known(self._paths)

    def meant(self, link: PlannedLink) -> str:
        """The nearest name as it would have to be typed in the link."""
        target = link.target.partition("#")[0]
        found = self._known.nearest(target.rpartition("/")[2] if target.endswith(".md") else target)
        path = self._paths.get(found)
        return relpath(path, link.span.path.rpartition("/")[0]) if path else found
