"""The one gate of visibility: what it holds back never enters the site that the plan reads.

Instants are in microseconds since 1970 (UTC), as summaries have them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from beyan.model.release import StandingPage
from beyan.model.release_summary import ReleaseSummary


def finished(summary: ReleaseSummary) -> ReleaseSummary | None:
    """The release without the translations that are being written; None for a draft."""
    if summary.is_draft:
        return None
    for edition in summary.editions:
        if edition.is_waiting:
            editions = tuple(each for each in summary.editions if not each.is_waiting)
            return summary._replace(editions=editions) if editions else None
    return summary


def finished_page(page: StandingPage) -> StandingPage | None:
    """The standing page without the translations that are being written."""
    editions = tuple(each for each in page.editions if not each.is_waiting)
    if editions == page.editions:
        return page
    return replace(page, editions=editions) if editions else None


def is_visible(summary: ReleaseSummary, now: int) -> bool:
    """A date in the future holds a release back just as an embargo does."""
    if summary.is_draft or is_scheduled(summary, now):
        return False
    return summary.expires is None or summary.expires > now


def is_scheduled(summary: ReleaseSummary, now: int) -> bool:
    """Whether the release waits for its date or the end of its embargo."""
    return summary.published > now


def changes(summary: ReleaseSummary) -> Iterator[int]:
    """The instants at which readers see something else, past ones as well."""
    if summary.is_draft:
        return
    if summary.expires is None or summary.expires > summary.published:
        yield summary.published
        if summary.expires is not None:
            yield summary.expires
        if summary.awaited is not None and is_visible(summary, summary.awaited):
            yield summary.awaited
