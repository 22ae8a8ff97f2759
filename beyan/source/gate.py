"""The one gate of visibility: what it holds back never enters the site that the plan reads.

Instants are in microseconds since 1970 (UTC), as cards have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from beyan.model.card import Card
from beyan.model.release import StandingPage


def finished(card: Card) -> Card | None:
    """The release without the translations that are being written; None for a draft."""
    if card.is_draft:
        return None
    for edition in card.editions:
        if edition.is_waiting:
            editions = tuple(each for each in card.editions if not each.is_waiting)
            return card._replace(editions=editions) if editions else None
    return card


def finished_page(page: StandingPage) -> StandingPage | None:
    """The standing page without the translations that are being written."""
    editions = tuple(each for each in page.editions if not each.is_waiting)
    if editions == page.editions:
        return page
    return replace(page, editions=editions) if editions else None


def is_visible(card: Card, now: int) -> bool:
    """A date in the future holds a release back just as an embargo does."""
    if card.is_draft or is_scheduled(card, now):
        return False
    return card.expires is None or card.expires > now


def is_scheduled(card: Card, now: int) -> bool:
    """Whether the release waits for its date or the end of its embargo."""
    return card.published > now


def changes(card: Card) -> Iterator[int]:
    """The instants at which readers see something else, past ones as well."""
    if card.is_draft:
        return
    if card.expires is None or card.expires > card.published:
        yield card.published
        if card.expires is not None:
            yield card.expires
        if card.awaited is not None and is_visible(card, card.awaited):
            yield card.awaited


def next_change(cards: Iterable[Card], now: int) -> int | None:
    """The next instant at which the site changes by itself, if there is one."""
    instants = (instant for card in cards for instant in changes(card) if instant > now)
    return min(instants, default=None)
