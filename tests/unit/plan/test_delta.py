"""The plan of edited texts is a part of the plan of the whole site."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from beyan.model.release import Release
from beyan.plan.delta import plan_delta
from beyan.plan.plan import plan_pages
from tests.unit.plan.conftest import config, edition, participant, person, release, site, topic

TOPICS = (topic("t", az="T", en="T"), topic("u", az="U", en="U"))
PEOPLE = (person("p", az="P"),)


def releases(count: int) -> list[Release]:
    """Newest first, of which every third has no translation."""
    return [
        release(
            *(
                edition(tag, f"r{n}", links=("/az/topics/t/",))
                for tag in ("az", "en")[: 2 - n % 3 // 2]
            ),
            day=f"2026-02-{20 - n}",
            topics=("t", "u")[: n % 3],
            participants=(participant("p", az="P"),) if n % 2 else (),
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("missing", ["hide", "link", "notice"])
@pytest.mark.parametrize("touched", [(0,), (3,), (8,), (2, 3, 7)])
def test_what_it_lists_is_what_the_whole_plan_has_there(
    missing: str, touched: tuple[int, ...]
) -> None:
    before = releases(9)
    edited = [
        replace(each, editions=tuple(replace(e, lead="Yeni.") for e in each.editions))
        if number in touched
        else each
        for number, each in enumerate(before)
    ]
    settings = config(missing, feed_size=3)
    options: dict[str, Any] = {"settings": settings, "topics": TOPICS, "people": PEOPLE}
    old = {each.name: each for each in plan_pages(site(*before, **options)).artifacts}
    whole = {each.name: each for each in plan_pages(site(*edited, **options)).artifacts}
    keys = frozenset(before[number].key for number in touched)
    delta = plan_delta(site(*edited, **options), keys, whole.keys())
    assert all(each == whole[each.name] for each in delta.artifacts)
    listed = [each.name for each in delta.artifacts]
    assert len(listed) == len(set(listed))
    changed = {name for name, each in whole.items() if each.fingerprint != old[name].fingerprint}
    assert changed <= set(listed)
    assert changed


def test_without_feeds_it_is_the_pages_alone() -> None:
    made = site(*releases(4), topics=TOPICS, people=PEOPLE)
    names = {each.name for each in plan_pages(made).artifacts}
    delta = plan_delta(made, frozenset({made.summaries[0].key}), names, feeds=False)
    assert [each.name for each in delta.artifacts] == [
        "/az/releases/2026/r0/",
        "/en/releases/2026/r0/",
    ]
