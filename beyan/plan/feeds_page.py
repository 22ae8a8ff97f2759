"""What the page of feeds is made from, and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from beyan.language.letters import sort_key, without_opening
from beyan.model.config import PlanSettings
from beyan.model.inputs import Stated
from beyan.model.page import FeedsPage, Subject
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.plan.twins import interface_page

# What a topic or person is called, and the address of its list.
Named = tuple[Words, str]


class FeedsInputs(NamedTuple):
    """`topics` are in the order of the registry. `twins` are the languages that have such a page,
    with its addresses.
    """

    settings: Stated[PlanSettings]
    language: str
    topics: Stated[tuple[Named, ...]]
    people: Stated[tuple[Named, ...]]
    twins: tuple[tuple[str, str], ...]


def feeds_page(made_of: FeedsInputs) -> Iterator[FeedsPage]:
    settings, language, twins = made_of.settings.value, made_of.language, dict(made_of.twins)
    people = sorted(
        made_of.people.value,
        key=lambda each: (sort_key(without_opening(each[0].text), language), each[1]),
    )
    yield FeedsPage(
        **interface_page(settings, twins[language], language, twins),
        topics=tuple(map(_subject, made_of.topics.value)),
        people=tuple(map(_subject, people)),
    )


def _subject(named: Named) -> Subject:
    name, list = named
    return Subject(name, list, addresses.subject(list), addresses.feeds(list))
