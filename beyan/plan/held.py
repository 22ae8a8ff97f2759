"""What is held back: planned alone, to be checked like everything else and never to be published.

It is planned beside the site that readers see, from the releases alone that they do not see: so it
costs what these cost. Its lists have only them, which is enough to make each of its teasers, and
its texts may link to all that there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from beyan.model.inputs import may_be_same
from beyan.model.plan import Artifact, AwaitedLink
from beyan.model.release import key_of
from beyan.model.release_summary import microseconds
from beyan.model.site import Site
from beyan.plan.links import resolve
from beyan.plan.plan import Planned, planned

# Later than any clock: drafts, and what waits to be translated.
_NEVER = 1 << 62
_NOW = 0


class Held(NamedTuple):
    """`files` are the artifacts that the clock alone keeps from readers. `shown` are the pages, and
    files for machines, in which a mistake of a template or a text could show, of drafts as well.
    `links` are all that may lead nowhere at some time: those of what is held back, and of what is
    not the ones that lead nowhere now.
    """

    files: tuple[Artifact, ...]
    shown: tuple[Artifact, ...]
    links: tuple[AwaitedLink, ...]


def plan_held(now: Planned, waiting: Site, unfinished: Site, corrected: Site) -> Held:
    """`now` is what readers see; `waiting` is held back by the clock alone, before its hour or
    after it, and `unfinished` are drafts, with what is being translated. Of what is to be
    `corrected` only the pages will be others.
    """
    parts, last = [], now
    for site, by_clock in ((waiting, True), (unfinished, False)):
        if site.summaries or site.pages:
            last = planned(site, last)
            parts.append(_Part(site, last, by_clock=by_clock))
    is_any = bool(parts or corrected.summaries)
    there = {(each.name, each.source) for each in now.plan.artifacts} if is_any else set()
    made = {each.name: each for each in now.plan.artifacts} if is_any else {}

    def is_made(artifact: Artifact) -> bool:
        """Whether readers have the same. A digest is asked for where the name is."""
        same = made.get(artifact.name)
        if same is None or not may_be_same(same.inputs, artifact.inputs):
            return False
        return same.fingerprint == artifact.fingerprint

    files: list[Artifact] = []
    shown: list[Artifact] = []
    texts: list[tuple[Artifact, int]] = []
    openings: dict[str, _Opening] = {}
    for part in parts:
        for artifact in part.planned.plan.artifacts:
            known = (artifact.name, artifact.source)
            is_new = known not in there
            if is_new:
                there.add(known)
                files += [artifact] if part.by_clock else []
            if artifact.source:
                is_shown = is_new and bool(artifact.template)
            else:
                is_shown = not is_made(artifact)
            if is_shown:
                shown.append(artifact)
            if is_shown and artifact.links:
                texts.append((artifact, part.seen(artifact)))
        for address, opens in part.openings():
            openings.setdefault(address, opens)

    if corrected.summaries:
        pages = planned(corrected, last).plan.artifacts
        shown += [each for each in pages if each.template and not is_made(each)]

    def opening(address: str, artifact: Artifact) -> int | None:
        page = address.partition("#")[0].partition("?")[0]
        if page in now.targets.addresses:
            return _NOW
        while page and page not in openings:
            # A photo and a feed are there when their page is.
            page = page[: page.rfind("/", 0, len(page) - 1) + 1]
        found = openings.get(page)
        own = openings.get(artifact.name)
        if found is None or (own is not None and own.unit == found.unit):
            return None
        return found.instant

    def awaited(artifact: Artifact, seen: int, *, all_links: bool) -> Iterator[AwaitedLink]:
        for link, (*_, named) in zip(artifact.planned_links, artifact.links, strict=True):
            address = link.address
            if address is None:
                typed = [(link.target, 0, 0, named)]
                (address,) = resolve(typed, artifact.name, last.targets, {})
            elif not all_links:
                continue
            opens = opening(address, artifact) if address else None
            yield AwaitedLink(link._replace(address=address), seen, opens)

    links: list[AwaitedLink] = []
    for artifact in now.plan.artifacts:
        if None in artifact.resolved:
            links += awaited(artifact, _NOW, all_links=False)
    for artifact, seen in texts:
        links += awaited(artifact, seen, all_links=True)
    return Held(tuple(files), tuple(shown), tuple(links))


class _Opening(NamedTuple):
    """When something answers at an address: see `AwaitedLink.opens`. What is of one `unit` is seen
    together: the editions of a release, without those that wait to be translated.
    """

    instant: int | None
    unit: str


class _Part:
    """Some of what is held back, as it is planned."""

    def __init__(self, site: Site, planned: Planned, *, by_clock: bool) -> None:
        now = microseconds(site.now)
        self.planned = planned
        self.by_clock = by_clock
        self._summaries = {each.key: each for each in site.summaries}
        self._translated = {
            *(text.path for each in site.summaries for text in each.editions if text.is_waiting),
            *(text.path for each in site.pages for text in each.editions if text.is_waiting),
        }
        self._opens: dict[str, int | None] = {}
        for each in site.summaries:
            has_expired = each.expires is not None and each.expires <= now
            self._opens[each.key] = None if has_expired else each.published if by_clock else _NEVER

    def seen(self, artifact: Artifact) -> int:
        """When readers may see the text first: a draft could be finished at any time."""
        summary = self._summaries.get(key_of(artifact.source))
        if summary is None:
            return _NOW
        return summary.published if self._opens[summary.key] is not None else _NEVER

    def openings(self) -> Iterator[tuple[str, _Opening]]:
        """For each address, what goes for what stands below it as well."""
        for artifact in self.planned.plan.artifacts:
            source = artifact.source
            if artifact.template and source:
                key = key_of(source)
                unit = source if source in self._translated else key
                yield artifact.name, _Opening(self._opens.get(key, _NEVER), unit)
        for listings in self.planned.lists.values():
            for listing in listings.values():
                first: int | None = _NEVER
                for each in listing.entries:
                    opens = self._opens[each.summary.key]
                    # A notice, which no source tells of.
                    yield each.address, _Opening(opens, each.summary.key)
                    # What has expired had the list as well.
                    first = None if first is None or opens is None else min(first, opens)
                yield listing.first, _Opening(first, listing.first)
