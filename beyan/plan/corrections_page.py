"""What the page of corrections is made from, and how: the last correction stands first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from beyan.model.config import PlanSettings
from beyan.model.inputs import Several, Shared, Stated
from beyan.model.page import CorrectedRelease, CorrectionsPage
from beyan.plan.release_pages import ReleaseContent, planned_page
from beyan.plan.twins import interface_page


class CorrectionsInputs(NamedTuple):
    """`total` is how many releases there are in the language. `twins` are the languages that have
    such a page, with its addresses.
    """

    settings: Stated[PlanSettings]
    language: str
    releases: Several[Shared[ReleaseContent]]
    total: int
    twins: tuple[tuple[str, str], ...]


def corrections_page(made_of: CorrectionsInputs) -> Iterator[CorrectionsPage]:
    settings, language, twins = made_of.settings.value, made_of.language, dict(made_of.twins)
    pages = [planned_page(each.value) for each in made_of.releases.value]
    shown = [
        CorrectedRelease(
            page.address,
            page.title,
            page.date,
            tuple(sorted(page.corrections, key=lambda note: note.date, reverse=True)),
            page.withdrawn,
        )
        for page in pages
    ]
    yield CorrectionsPage(
        **interface_page(settings, twins[language], language, twins),
        modified=max(page.modified or page.published for page in pages),
        releases=tuple(sorted(shown, key=lambda each: each.last, reverse=True)),
        total=made_of.total,
    )
