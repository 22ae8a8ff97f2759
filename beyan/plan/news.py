"""How long a release is news: it decides when a site changes, and is asked before planning."""

from __future__ import annotations

from datetime import timedelta

from beyan.model.release_summary import ReleaseSummary

# What news search engines take: two days, in microseconds.
NEWS = timedelta(days=2) // timedelta(microseconds=1)


def news_ends(summary: ReleaseSummary) -> int | None:
    """The instant from which the release is no news any more, if the site then changes by it."""
    end = summary.published + NEWS
    has_gone = summary.is_withdrawn or (summary.expires is not None and summary.expires <= end)
    return None if has_gone else end
