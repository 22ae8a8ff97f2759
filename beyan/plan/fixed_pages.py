"""What the pages that every site has are made from, and how: the chooser, the 404 pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from beyan.model.config import PlanSettings
from beyan.model.inputs import Stated
from beyan.model.page import ChooserOption, ChooserPage, NotFoundPage
from beyan.plan import addresses
from beyan.plan.office import office_name
from beyan.plan.twins import everywhere, interface_page, switcher


class ChooserInputs(NamedTuple):
    settings: Stated[PlanSettings]


class NotFoundInputs(NamedTuple):
    """`languages` are those that the page speaks."""

    settings: Stated[PlanSettings]
    language: str
    address: str
    languages: tuple[str, ...]


def chooser(made_of: ChooserInputs) -> Iterator[ChooserPage]:
    settings = made_of.settings.value
    homes = everywhere(settings, addresses.home)
    yield ChooserPage(
        **interface_page(settings, addresses.CHOOSER, settings.default_language, homes),
        options=tuple(
            ChooserOption(
                language,
                homes[language],
                office_name(settings, language),
                settings.tagline.best(settings.preferences(language)),
            )
            for language in settings.languages
        ),
    )


def not_found(made_of: NotFoundInputs) -> Iterator[NotFoundPage]:
    settings, language, address, languages = made_of
    yield NotFoundPage(
        address=address,
        language=language,
        text_language=language,
        canonical=address,
        switcher=switcher(settings.value, everywhere(settings.value, addresses.home)),
        is_indexed=False,
        languages=languages,
    )
