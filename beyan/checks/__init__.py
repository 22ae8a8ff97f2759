"""Rules. Each is a function that yields problems; none knows where its subject comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from beyan.checks.collisions import colliding_addresses
from beyan.checks.links import dead_links, withheld_links
from beyan.model.diagnostic import Diagnostic
from beyan.model.plan import Plan


def check_plan(
    plan: Plan,
    ungated: Plan,
    *,
    drafts: frozenset[str],
    scheduled: frozenset[str],
    broken: frozenset[str],
    files: Iterable[str],
    are_addresses_free: bool = False,
) -> Iterator[Diagnostic]:
    """What is wrong between the files of the site.

    `ungated` is the plan as if no clock held anything back: what is wrong in it is told now and not
    at the hour when an embargo ends. The sets have the keys of releases and pages that exist but
    are not in `plan`, by reason, and `drafts` those of single editions. `files` has the paths of
    all that lies in the releases' folders. `are_addresses_free` tells that no two collide, which a
    plan with the same `address_digest` has shown.
    """
    yield from dead_links(ungated, drafts, broken, files)
    yield from withheld_links(plan, ungated, scheduled)
    if not are_addresses_free:
        yield from colliding_addresses(ungated)
