"""Rules. Each is a function that yields problems; none knows where its subject comes from."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from beyan.checks.collisions import colliding_addresses, kept_addresses
from beyan.checks.links import dead_links, withheld_links
from beyan.model.diagnostic import Diagnostic
from beyan.model.plan import Artifact, AwaitedLink


def check_plan(
    artifacts: Sequence[Artifact],
    links: Sequence[AwaitedLink],
    *,
    unfinished: Sequence[Artifact],
    now: int,
    broken: frozenset[str],
    giving_way: Container[str],
    files: Iterable[str],
    are_addresses_free: bool = False,
) -> Iterator[Diagnostic]:
    """What is wrong between the files of the site.

    `artifacts` are all, those as well that the clock holds back: what is wrong with them is told
    when it is written, and not at the hour when an embargo ends. The `unfinished` ones may collide
    with others: a draft may be what takes their place. `links` are those that may lead nowhere.
    `broken` has the keys of releases and pages with errors, `files` the paths of all that lies in
    the releases' folders. `are_addresses_free` tells that no two collide, which a plan with the
    same `address_digest` has shown.
    """
    yield from dead_links([each.link for each in links], (*artifacts, *unfinished), broken, files)
    yield from withheld_links(links, now)
    yield from kept_addresses(artifacts, giving_way)
    if not are_addresses_free:
        yield from colliding_addresses(artifacts)
