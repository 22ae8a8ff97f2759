"""Two outputs at one address, or a file where another needs a folder."""

from __future__ import annotations

from collections.abc import Iterator

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.page import CopiedFile, Output, Page, Plan


def colliding_addresses(plan: Plan) -> Iterator[Diagnostic]:
    """Paths are compared as a file system without case would see them."""
    first: dict[str, Output] = {}
    folders: dict[str, Output] = {}
    shared: set[str] = set()
    for output in plan.outputs:
        path = output.path.lower()
        parent = path.rpartition("/")[0]
        if path in first:
            # Two pages at one address also share what lies beside them: that is one problem.
            if isinstance(output, Page):
                shared.add(parent)
            if isinstance(output, Page) or parent not in shared:
                yield from _collision(first[path], output)
        first.setdefault(path, output)
        while parent and parent not in folders:
            folders[parent] = output
            parent = parent.rpartition("/")[0]
    for path, output in first.items():
        if path in folders:
            yield from _collision(folders[path], output)


def _collision(one: Output, other: Output) -> Iterator[Diagnostic]:
    """Reported at every file of the content that causes it."""
    for mine, theirs in ((one, other), (other, one)):
        origin = _origin(mine)
        if origin:
            yield problem(
                "address-collision",
                Span(origin),
                address=mine.address,
                other=_origin(theirs) or theirs.address,
            )


def _origin(output: Output) -> str:
    if isinstance(output, CopiedFile):
        return output.source.path
    return output.origin if isinstance(output, Page) else ""
