"""What is read most: the one ranking, of which the site and the press desk show what they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from beyan.model.page import MostReadPage
from beyan.model.plan import Artifact
from beyan.model.release_summary import EditionSummary, ReleaseSummary
from beyan.model.site import Site
from beyan.model.views import months_up_to
from beyan.plan import addresses
from beyan.plan.artifact import artifact, settings_of
from beyan.plan.giving_way import giving_way
from beyan.plan.list_pages import NO_DAYS, Days
from beyan.plan.listing import Entry, ListedIn
from beyan.plan.most_read_page import MostReadInputs, most_read_page
from beyan.plan.teasers import TopicNames


class Ranked(NamedTuple):
    summary: ReleaseSummary
    reads: int


class Ranking(NamedTuple):
    """The releases of a language that were read most, in some months and ever, and how often.

    `months` are the first day of the first of these months, and of the last, as far as there are
    any reads in them. `address` is that of the page that shows it all; empty where there is none.
    """

    months: Days
    recent: Sequence[tuple[Entry, int]]
    ever: Sequence[tuple[Entry, int]]
    address: str

    @property
    def first(self) -> tuple[Days, list[Entry]]:
        """What there is to be shown in brief: that of the months, where these have any."""
        return self.months, [entry for entry, _ in self.recent or self.ever]


def ranked(
    summaries: Iterable[ReleaseSummary], reads: Callable[[ReleaseSummary], int]
) -> list[Ranked]:
    """Those that were read, the most read first; of equals as they come.

    `summaries` are of what readers may see. What is withdrawn is not offered to them.
    """
    found = [(each, reads(each)) for each in summaries if not each.is_withdrawn]
    return sorted([Ranked(*each) for each in found if each[1]], key=lambda each: -each.reads)


def reads_ever(site: Site, summary: ReleaseSummary, edition: EditionSummary) -> int:
    """Before this site and on it, as the page of the edition tells."""
    return (edition.views or 0) + site.view_counts.get((summary.key, edition.language), 0)


def ranking_of(site: Site, language: str, entries: Sequence[Entry]) -> Ranking:
    """As far as pages show it. `entries` are all that the language lists."""
    chosen = site.config.most_read
    if not chosen.count:
        return Ranking(NO_DAYS, (), (), "")
    counted = site.view_counts.keys() | site.recent_counts.keys()
    own = {
        each.summary.key: each
        for each in entries
        if each.is_own and (each.edition.views or (each.summary.key, language) in counted)
    }
    summaries = [each.summary for each in own.values()]

    def ever(summary: ReleaseSummary) -> int:
        return reads_ever(site, summary, own[summary.key].edition)

    def recent(summary: ReleaseSummary) -> int:
        return site.recent_counts.get((summary.key, language), 0)

    size = max(site.config.page_size, chosen.count)
    recently, always = (
        [(own[each.summary.key], each.reads) for each in ranked(summaries, reads)[:size]]
        for reads in (recent, ever)
    )
    address = giving_way(site, addresses.most_read).get(language, "") if always else ""
    days = NO_DAYS
    if recently:
        months = months_up_to(site.now.astimezone(site.config.zone).date(), chosen.months)
        days = (f"{months[0]}-01", f"{months[-1]}-01")
    return Ranking(days, recently, always, address)


def most_read_artifacts(site: Site, rankings: Mapping[str, Ranking]) -> Iterator[Artifact]:
    """A page in each language in which any read was counted."""
    twins = tuple((language, each.address) for language, each in rankings.items() if each.address)
    for language, address in twins:
        ranking = rankings[language]
        names = TopicNames(site.topics, site.config.preferences(language))
        yield artifact(
            MostReadInputs(
                settings_of(site.config),
                language,
                ranking.months,
                ListedIn([entry for entry, _ in ranking.recent]),
                tuple(reads for _, reads in ranking.recent),
                ListedIn([entry for entry, _ in ranking.ever]),
                tuple(reads for _, reads in ranking.ever),
                names.of(ListedIn([entry for entry, _ in (*ranking.recent, *ranking.ever)])),
                twins,
            ),
            most_read_page,
            (address,),
            language,
            template=MostReadPage.template,
            twins=twins,
        )
