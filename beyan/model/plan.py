"""The plan: every file that will exist, in the units that a build makes or leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any, NamedTuple

from beyan.model.diagnostic import Span
from beyan.model.inputs import Cause, Inputs, Shared, changed, traces
from beyan.model.page import Frame, Output, Page, PlannedLink
from beyan.model.records import dataclass

# Why an artifact is made: it is new, its template changed, a file of it was damaged, or an input
# is not what it was.
REASONS: tuple[str, ...] = ("new", "template", "damaged", *Cause)


class Artifact(NamedTuple):
    """A page, or a file, with what stands beside it: the unit that a build makes or leaves alone.

    `addresses` are those of all its files in the order in which `outputs` gives them. `build` is a
    function that makes these of the inputs alone that the artifact is `made_of`. `template` is
    empty where the first file is no page. `twins` are the page's real versions as pairs of language
    and address; only a page that has some, itself included, is indexed. `modified` is in
    microseconds since 1970 (UTC). `links` are the links of its text as `EditionSummary.links` has
    them, `resolved` where each leads. `target` is where a redirect leads. `aliases` are old
    addresses of the page that no file can answer to, as `OldAddress.text` has them: they are in the
    rules of servers alone.
    """

    addresses: tuple[str, ...]
    made_of: Shared[Any]
    build: Callable[[Any], Iterable[Output]]
    language: str = ""
    template: str = ""
    source: str = ""
    twins: tuple[tuple[str, str], ...] = ()
    modified: int | None = None
    links: tuple[tuple[str, int, int, str], ...] = ()
    resolved: tuple[str | None, ...] = ()
    target: str = ""
    is_withdrawn: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Unique where no addresses collide."""
        return self.addresses[0]

    @property
    def inputs(self) -> Inputs:
        found: Inputs = self.made_of.value
        return found

    @property
    def fingerprint(self) -> bytes:
        """The digest of the inputs: equal fingerprints, equal outputs."""
        return self.made_of.digest

    @property
    def traces(self) -> bytes:
        """Four bytes for each of the inputs, by which a later plan knows those that changed."""
        return traces(self.inputs)

    def causes(self, traces: bytes) -> tuple[str, ...]:
        """Which inputs are not what they were when the traces were these."""
        return changed(self.inputs, traces)

    def outputs(self) -> Iterable[Output]:
        """A page, or a file, and what stands beside it, with all that they show."""
        return self.build(self.made_of.value)

    @property
    def planned_links(self) -> tuple[PlannedLink, ...]:
        """Those of its text."""
        return planned_links(self.source, self.links, self.resolved)


class Addresses:
    """What a text may link to. `rest` makes those that hardly any does, once one is asked for that
    is not among the `first`.
    """

    def __init__(self, first: Container[str], rest: Callable[[], Iterable[str]]) -> None:
        self._first = first
        self._make_rest = rest
        self._rest: frozenset[str] | None = None

    def __contains__(self, address: object) -> bool:
        if address in self._first:
            return True
        if self._rest is None:
            self._rest = frozenset(self._make_rest())
        return address in self._rest


class AwaitedLink(NamedTuple):
    """A link that leads nowhere now, or stands in a text that is held back; `link` has the address
    that it will lead to.

    `seen` is the instant from which on readers may see it, `opens` the one at which something
    answers there: 0 where it does already, None where it did and has expired. Both in microseconds
    since 1970 (UTC).
    """

    link: PlannedLink
    seen: int
    opens: int | None


def planned_links(
    path: str, links: Iterable[tuple[str, int, int, str]], resolved: Iterable[str | None]
) -> tuple[PlannedLink, ...]:
    """The links of the text in the file `path`."""
    return tuple(
        PlannedLink(target, address, Span(path, line, column))
        for (target, line, column, _), address in zip(links, resolved, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """Every file that will exist, and one frame per language.

    `setting` is the digest of those settings that every artifact depends on. The plan of an edit
    lists what the edit can have changed, and what it does not list stays.
    """

    artifacts: tuple[Artifact, ...]
    frames: tuple[Frame, ...]
    setting: bytes

    @property
    def outputs(self) -> Iterator[Output]:
        """All files with what they carry, in plan order; made one after another."""
        return (output for artifact in self.artifacts for output in artifact.outputs())

    @property
    def links(self) -> Iterator[PlannedLink]:
        """Those of all texts."""
        return (link for artifact in self.artifacts for link in artifact.planned_links)

    @property
    def doubtful_links(self) -> Iterator[PlannedLink]:
        """Those of texts in which one leads nowhere, or to a place on a page."""
        for artifact in self.artifacts:
            for address in artifact.resolved:
                if address is None or "#" in address:
                    yield from artifact.planned_links
                    break

    def pages(self) -> Iterator[Page]:
        """Pages in plan order."""
        return (output for output in self.outputs if isinstance(output, Page))
