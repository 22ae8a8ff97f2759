"""Addresses of the ledger at which readers would find nothing any more, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from beyan.model.departure import Departure
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.identity import Owner, owner
from beyan.model.ledger import KINDS, Row
from beyan.model.release import PEOPLE_FILE, TOPICS_FILE
from beyan.model.release_summary import ReleaseSummary, instant_of
from beyan.source.edition import PAGES_FOLDER, RELEASES_FOLDER
from beyan.source.ledger import ledger_lines
from beyan.source.registries import entry_lines
from beyan.source.site import Loaded

LOST = "address-lost"
_RELEASES, _PAGES, _TOPICS, _PEOPLE = KINDS


def lost_addresses(
    planned: Iterable[str],
    before: Iterable[ReleaseSummary],
    loaded: Loaded,
    root: Path,
    now: int,
) -> list[Diagnostic]:
    """What the ledger has and the plan has not, but for what expired. `before` are releases that
    are not what they were at the last build, as they were; `now` is in microseconds since 1970.

    What is recorded since a day that the clock has not reached yet may not be there yet.
    """
    ledger = loaded.site.ledger
    if not ledger.is_kept:
        return []
    today = instant_of(now, loaded.site.config.zone).date().isoformat()
    here = frozenset(planned)
    missing = [
        row for address, row in ledger.rows.items() if address not in here and row[3] <= today
    ]
    return list(_Search(before, loaded, root, now).told(missing)) if missing else []


class _Search:
    """What became of those who had the addresses."""

    def __init__(
        self, before: Iterable[ReleaseSummary], loaded: Loaded, root: Path, now: int
    ) -> None:
        site, readings = loaded.site, loaded.readings
        self._loaded, self._root, self._now = loaded, root, now
        self._releases = {
            owner(each, site.config, site.ledger): each for each in readings.summaries
        }
        self._stems = {each.key.rpartition("/")[2]: each for each in readings.summaries}
        self._before = {owner(each, site.config, site.ledger): each for each in before}
        ended = [each for each in readings.summaries if self._has_ended(each)]
        self._ended = (
            {key for each in ended for key in each.topics},
            {key for each in ended for key in each.people},
        )

    def told(self, missing: Iterable[Row]) -> Iterator[Diagnostic]:
        for address, of, language, _ in missing:
            if of.startswith(_PAGES):
                found = self._page(of, language)
            elif of.startswith((_TOPICS, _PEOPLE)):
                found = self._entry(of)
            else:
                found = self._release(Owner(of), language)
            if found is not None:
                (span, file), reason = found
                span = span or self._lines.get(address, Span(file))
                yield problem(LOST, span, address=address, file=file, reason=reason)

    def _release(
        self, of: Owner, language: str
    ) -> tuple[tuple[Span | None, str], Departure] | None:
        stem = of.name.rpartition("/")[2]
        summary = self._releases.get(of) or self._stems.get(stem)
        if summary is None:
            if self._loaded.held.broken:
                return None  # it may be one of these, and nothing will be published
            gone = self._before.get(of)
            edition = gone.edition(language) if gone is not None else None
            if edition is not None:
                return (Span(edition.path), edition.path), Departure.FILE
            return (None, f"{RELEASES_FOLDER}/…/{stem}.{language}.md"), Departure.FILE
        if self._has_ended(summary):
            return None
        edition = summary.edition(language) or summary.editions[0]
        path = edition.path
        if edition.language != language:
            path = f"{path.removesuffix(f'.{edition.language}.md')}.{language}.md"
        return (Span(path), path), reason_of(summary, language, self._now)

    def _page(self, of: str, language: str) -> tuple[tuple[Span | None, str], Departure] | None:
        if of in self._loaded.held.broken:
            return None
        seen = {each.key: each for each in self._loaded.site.pages}
        drafted = {each.key: each for each in self._loaded.readings.drafted}
        whole = drafted.get(of) or seen.get(of)
        edition = whole.edition(language) if whole is not None else None
        if edition is None:
            path = f"{PAGES_FOLDER}/{of.removeprefix(_PAGES)}.{language}.md"
            return (Span(path), path), Departure.FILE
        if of in seen and seen[of].edition(language) is not None:
            reason = Departure.ADDRESS
        else:
            reason = Departure.TRANSLATION if edition.is_waiting else Departure.DRAFT
        return (Span(edition.path), edition.path), reason

    def _entry(self, of: str) -> tuple[tuple[Span | None, str], Departure] | None:
        kind, _, key = of.partition("/")
        is_topic = f"{kind}/" == _TOPICS
        file = TOPICS_FILE if is_topic else PEOPLE_FILE
        context = self._loaded.readings.context
        known = context.topics if is_topic else context.people
        if key in self._ended[0 if is_topic else 1]:
            return None
        if key not in known:
            if context.around.people is None:
                return None  # it may be in a registry that has errors
            return (Span(file), file), Departure.KEY
        site = self._loaded.site
        seen = site.topics if is_topic else site.people
        reason = Departure.ADDRESS if any(each.key == key for each in seen) else Departure.UNUSED
        if reason == Departure.UNUSED and self._loaded.held.broken:
            return None  # one of these may name it
        return (self._entries(file).get(key, Span(file)), file), reason

    def _has_ended(self, summary: ReleaseSummary) -> bool:
        return summary.expires is not None and summary.expires <= self._now and not summary.is_draft

    def _entries(self, file: str) -> Mapping[str, Span]:
        return self._topics if file == TOPICS_FILE else self._people

    @cached_property
    def _topics(self) -> Mapping[str, Span]:
        return entry_lines(self._root, TOPICS_FILE)

    @cached_property
    def _people(self) -> Mapping[str, Span]:
        return entry_lines(self._root, PEOPLE_FILE)

    @cached_property
    def _lines(self) -> Mapping[str, Span]:
        return ledger_lines(self._root)


def reason_of(summary: ReleaseSummary | None, language: str, now: int) -> Departure:
    """Why the edition is not where readers could see it."""
    edition = summary.edition(language) if summary is not None else None
    if summary is None or edition is None:
        return Departure.FILE
    if summary.is_draft:
        return Departure.DRAFT
    if edition.is_waiting:
        return Departure.TRANSLATION
    if summary.instant > now:
        return Departure.DATE
    if summary.published > now:
        return Departure.EMBARGO
    if summary.expires is not None and summary.expires <= now:
        return Departure.EXPIRED
    return Departure.ADDRESS


def addresses_of(lost: Iterable[Diagnostic]) -> Collection[str]:
    """Those that are told of."""
    return frozenset(dict(each.values)["address"] for each in lost)
