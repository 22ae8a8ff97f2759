"""The one gate of visibility: what it holds back never enters the site that the plan reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from beyan.model.release import Release


def is_visible(release: Release, now: datetime) -> bool:
    """A date in the future holds a release back just as an embargo does."""
    if release.draft or is_scheduled(release, now):
        return False
    return release.expires is None or release.expires.instant > now


def is_scheduled(release: Release, now: datetime) -> bool:
    """Whether the release waits for its date or the end of its embargo."""
    return release.published > now


def next_change(releases: Iterable[Release], now: datetime) -> datetime | None:
    """The next instant at which the site changes by itself, if there is one."""
    instants = []
    for release in releases:
        if release.draft:
            continue
        opens = release.published
        closes = release.expires.instant if release.expires is not None else None
        if closes is None or closes > opens:
            instants += [opens] if closes is None else [opens, closes]
    return min((instant for instant in instants if instant > now), default=None)
