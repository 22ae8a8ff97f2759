"""What readers could see until now and will not any more, and why."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator

from beyan.model.departure import Departure, Gone
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.release_summary import ReleaseSummary
from beyan.plan.releases import release_versions
from beyan.source.lost import reason_of
from beyan.source.site import Loaded

# Of releases, and of addresses that they had before; of their notices, which go as they come.
_PAGE = re.compile(r"/([^/]+)/([^/]+)/[0-9]{4}/[^/]+/")
_USUAL = "releases"
_FOLDER = "content/releases"
VANISHES = "release-vanishes"
_HOURS = (Departure.DATE, Departure.EMBARGO)
_BY_THE_CLOCK = (Departure.EXPIRED, Departure.CLOCK)


def departures(
    published: Iterable[str],
    planned: Iterable[str],
    known: Container[str],
    before: Iterable[ReleaseSummary],
    loaded: Loaded,
    now: int,
) -> Iterator[Gone]:
    """Of the `published` addresses those of releases that are not `planned` any more.

    `known` are the keys of the releases of which anybody knows what they were then, `before` those
    that are not the same now, as they were; `now` is in microseconds since 1970.
    """
    config = loaded.site.config
    found = filter(None, map(_PAGE.fullmatch, {*published} - {*planned}))
    lost = sorted(each[0] for each in found if each[2] in (_USUAL, config.word(each[1], _USUAL)))
    if not lost:
        return
    summaries = {each.key: each for each in loaded.readings.summaries}
    # What is known from then goes before what would stand there today.
    earlier = {each.key: each for each in before}
    owners = {
        address: (each, language)
        for each in (*summaries.values(), *earlier.values())
        for language, address in release_versions(each, config).items()
    }
    for address in lost:
        if address not in owners:
            if loaded.held.broken:
                continue  # it may be of one of those, and nothing will be published
            yield Gone(address, _FOLDER, Departure.FILE)
            continue
        was, language = owners[address]
        edition = was.edition(language)
        assert edition is not None, "it has an address in this language"
        if was.key in loaded.held.broken:
            continue  # and nothing will be published
        now_is = summaries.get(was.key)
        reason = reason_of(now_is, language, now)
        if reason in _HOURS and was.key in known and earlier.get(was.key, now_is) == now_is:
            reason = Departure.CLOCK
        yield Gone(address, edition.path, reason)


def vanishing(gone: Iterable[Gone], lost: Collection[str]) -> Iterator[Diagnostic]:
    """What nobody said would end is told before it does; `lost` are addresses told of already."""
    for each in gone:
        if each.reason not in _BY_THE_CLOCK and each.address not in lost:
            span = Span(each.path)
            yield problem(VANISHES, span, address=each.address, reason=each.reason)
