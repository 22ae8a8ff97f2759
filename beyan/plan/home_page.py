"""The home page: which releases it has room for, which of them leads, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from beyan.model.config import PlanSettings
from beyan.model.inputs import Stated
from beyan.model.page import HelpLines, HomePage
from beyan.plan import addresses
from beyan.plan.list_pages import Days, Topics, instant, period
from beyan.plan.listing import Entry
from beyan.plan.teasers import Names, Teasers, shown_teasers
from beyan.plan.twins import everywhere, interface_page

# The style sheet has as many.
TINTS = 6


class HomeInputs(NamedTuple):
    """`tints` are those of the teasers."""

    settings: Stated[PlanSettings]
    language: str
    modified: int | None
    teasers: Teasers
    tints: tuple[int, ...]
    topics: Topics
    corrections: str
    help: Stated[HelpLines]
    most_read: Teasers
    read_in: Days
    rankings: str
    subjects: Names


def leading(entries: Sequence[Entry], size: int) -> list[Entry]:
    """The newest `size` of the entries, which come in the order of publication; before them the
    newest that is featured, if it can be read in the language.
    """
    for each in entries:
        if each.summary.is_featured and each.is_own and not each.summary.is_withdrawn:
            return [each, *(other for other in entries[:size] if other is not each)][:size]
    return list(entries[:size])


def tint(entry: Entry, places: Mapping[str, int]) -> int:
    """By the place of its first topic in the registry, so that neighbours there differ."""
    return max((places[topic] for topic in entry.summary.topics[:1]), default=0) % TINTS


def home(made_of: HomeInputs) -> Iterator[HomePage]:
    settings, language = made_of.settings.value, made_of.language
    twins = everywhere(settings, addresses.home)
    yield HomePage(
        **interface_page(settings, addresses.home(language), language, twins),
        modified=instant(made_of.modified, settings),
        teasers=shown_teasers(made_of.teasers, language, made_of.settings, made_of.subjects),
        topics=made_of.topics.value,
        tints=made_of.tints,
        help=made_of.help.value,
        corrections=made_of.corrections,
        most_read=shown_teasers(made_of.most_read, language, made_of.settings, made_of.subjects),
        read_in=period(made_of.read_in),
        rankings=made_of.rankings,
    )
