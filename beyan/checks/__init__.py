"""Rules. Each is a function that yields problems; none knows where its subject comes from."""

from __future__ import annotations

from collections.abc import Iterator

from beyan.checks.collisions import colliding_addresses
from beyan.checks.links import dead_links
from beyan.model.diagnostic import Diagnostic
from beyan.model.page import Plan


def check_plan(
    plan: Plan, withheld: frozenset[str], broken: frozenset[str]
) -> Iterator[Diagnostic]:
    """What is wrong between the files of the site, seen on the plan.

    `withheld` has the keys of releases and pages that exist but are not published, `broken` of
    those that are left out because of errors of their own.
    """
    yield from dead_links(plan, withheld, broken)
    yield from colliding_addresses(plan)
