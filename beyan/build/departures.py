"""What readers could see until now and will not any more, and why."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from beyan.model.departure import Departure, Gone
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.release_summary import ReleaseSummary
from beyan.plan.releases import release_versions
from beyan.source.lost import reason_of
from beyan.source.site import Loaded

# Of releases, and of addresses that they had before; of their notices, which go as they come.
_PAGE = re.compile(r"/[^/]+/releases/[0-9]{4}/[^/]+/")
_FOLDER = "content/releases"
VANISHES = "release-vanishes"


def departures(
    published: Iterable[str],
    planned: Iterable[str],
    before: Iterable[ReleaseSummary],
    loaded: Loaded,
    now: int,
) -> Iterator[Gone]:
    """Of the `published` addresses those of releases that are not `planned` any more.

    `before` are releases that are not what they were then, as they were; `now` is in microseconds
    since 1970.
    """
    lost = sorted(filter(_PAGE.fullmatch, {*published} - {*planned}))
    if not lost:
        return
    summaries = {each.key: each for each in loaded.readings.summaries}
    # What is known from then goes before what would stand there today.
    owners = {
        address: (each, language)
        for each in (*summaries.values(), *before)
        for language, address in release_versions(each).items()
    }
    for address in lost:
        if address not in owners:
            yield Gone(address, _FOLDER, Departure.FILE)
            continue
        was, language = owners[address]
        edition = was.edition(language)
        assert edition is not None, "it has an address in this language"
        if was.key in loaded.held.broken:
            continue  # and nothing will be published
        yield Gone(address, edition.path, reason_of(summaries.get(was.key), language, now))


def vanishing(gone: Iterable[Gone], lost: Collection[str]) -> Iterator[Diagnostic]:
    """What nobody said would end is told before it does; `lost` are addresses told of already."""
    for each in gone:
        if each.reason is not Departure.EXPIRED and each.address not in lost:
            span = Span(each.path)
            yield problem(VANISHES, span, address=each.address, reason=each.reason)
