"""What the page of the most read releases is made from, and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from beyan.model.config import PlanSettings
from beyan.model.inputs import Stated
from beyan.model.page import MostReadPage, ReadRelease
from beyan.plan.list_pages import Days, period
from beyan.plan.teasers import Names, Teasers, shown_teasers
from beyan.plan.twins import interface_page


class MostReadInputs(NamedTuple):
    """`read_in` are the months of which there are `recent` reads, `teasers` and `reads` those ever.

    `twins` are the languages that have such a page, with its addresses.
    """

    settings: Stated[PlanSettings]
    language: str
    read_in: Days
    recent: Teasers
    recent_reads: tuple[int, ...]
    teasers: Teasers
    reads: tuple[int, ...]
    subjects: Names
    twins: tuple[tuple[str, str], ...]


def most_read_page(made_of: MostReadInputs) -> Iterator[MostReadPage]:
    settings, language, twins = made_of.settings.value, made_of.language, dict(made_of.twins)
    recent, ever = (
        tuple(
            map(
                ReadRelease,
                shown_teasers(teasers, language, made_of.settings, made_of.subjects),
                reads,
            )
        )
        for teasers, reads in (
            (made_of.recent, made_of.recent_reads),
            (made_of.teasers, made_of.reads),
        )
    )
    yield MostReadPage(
        **interface_page(settings, twins[language], language, twins),
        read_in=period(made_of.read_in),
        recent=recent,
        ever=ever,
    )
