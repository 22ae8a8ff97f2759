"""The plan after an edit of texts alone: the few artifacts that it can change, and when it does.

Where every summary says what it said but for the digests of its texts, the site has the same files,
lists, neighbours and links. What differs is the pages of these texts and the feeds that show them;
on a site of ten thousand releases they are planned in a twentieth of the time.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, repeat

from beyan.model.inputs import Shared
from beyan.model.plan import Artifact, Plan
from beyan.model.release import composed, key_of
from beyan.model.release_summary import ReleaseSummary, shape
from beyan.model.site import Site
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.plan.corrections import corrections_artifacts
from beyan.plan.exports import feed_artifact
from beyan.plan.links import Targets
from beyan.plan.listing import Entry, Listing, ListingKey, entry
from beyan.plan.photos import all_pictures
from beyan.plan.plan import add_pages, add_topics, frames_of, setting_of
from beyan.plan.related import Relations
from beyan.plan.release_pages import ReleaseContent
from beyan.plan.releases import ReleaseArtifacts, release_versions

# Beyond as many, the plan of the whole site costs no more.
MANY_TEXTS = 200


def plan_delta(
    site: Site, keys: frozenset[str], known: Container[str], *, feeds: bool = True
) -> Plan:
    """The artifacts that new texts of these releases can change, as `plan_pages` plans them.

    `known` has every address of the site; what is not listed stays. Of a site of ten thousand
    releases, most of the work is for the feeds.
    """
    artifacts: list[Artifact] = []
    places = {summary.key: number for number, summary in enumerate(site.summaries)}
    touched = sorted(places[key] for key in keys)
    near = {number: _near(site.summaries, site.summaries[number]) for number in touched}
    for language in site.config.languages:
        own = [number for number in touched if site.summaries[number].edition(language) is not None]
        shown = [site.summaries[number] for number in own]
        in_feeds = list(_feeds(site, language, shown)) if feeds else []
        # On the page of corrections, if any of these is.
        right = list(_corrected(site, language)) if _is_corrected(shown, language) else []
        needed = sorted(
            {
                *own,
                *(places[each.key] for each in right),
                *(places[summary.key] for _, summaries in in_feeds for summary in summaries),
            }
        )
        targets = _targets(site, [site.summaries[number] for number in needed], places, known)
        releases = ReleaseArtifacts(site, language)
        contents: dict[str, Shared[ReleaseContent]] = {}
        for number in needed:
            here = entry(site.summaries[number], language, site.config)
            assert here is not None, "an own summary has an edition in the language"
            contents[here.address] = releases.content(here, targets)
            if number in own:
                newer = _neighbour(site, range(number - 1, -1, -1), language)
                older = _neighbour(site, range(number + 1, len(site.summaries)), language)
                related = list(_related(site, language, number, near))
                artifacts += releases.artifacts(here, newer, older, related, targets)
        put_right = (entry(each, language, site.config) for each in right)
        listed = {language: [each for each in put_right if each is not None]}
        artifacts += corrections_artifacts(site, listed, contents)
        for key, summaries in in_feeds:
            entries = [
                each for summary in summaries if (each := entry(summary, language, site.config))
            ]
            listing = Listing(_first(site, language, key), entries)
            subject = _subject(site, language, key)
            artifacts.append(feed_artifact(site, language, key, listing, subject, contents))
    return Plan(tuple(artifacts), frames_of(site), setting_of(site.config))


def are_texts_alone(
    changes: Iterable[tuple[ReleaseSummary, ReleaseSummary]], site: Site, anchored: Container[str]
) -> bool:
    """Whether a delta does, where nothing but these releases changed: what each said, and says now.

    `site` is what may be published now, `anchored` has the pages that others link into.
    """
    visible = {each.key for each in site.summaries}
    return all(
        # What the gate holds back is on no page: its text is checked with the whole site's.
        now.key in visible
        and shape(now) == shape(before)
        and not any(address in anchored for address in release_versions(now, site.config).values())
        for before, now in changes
    )


def _neighbour(site: Site, numbers: Iterable[int], language: str) -> Entry | None:
    """The first of these releases that the language has a page of its own for."""
    for number in numbers:
        if site.summaries[number].edition(language) is not None:
            return entry(site.summaries[number], language, site.config)
    return None


def _near(summaries: Iterable[ReleaseSummary], summary: ReleaseSummary) -> list[ReleaseSummary]:
    """Those that share a topic or a person with the summary, and the summary itself."""
    topics, people = frozenset(summary.topics), frozenset(summary.people)
    return [
        each
        for each in summaries
        if not (topics.isdisjoint(each.topics) and people.isdisjoint(each.people))
        or each is summary
    ]


def _related(
    site: Site, language: str, number: int, near: Mapping[int, Sequence[ReleaseSummary]]
) -> Iterator[Entry]:
    """What `Relations` of all releases of the language gives, from those that share anything."""
    summary = site.summaries[number]
    summaries = [each for each in near[number] if each.edition(language) is not None]
    for place in Relations(summaries, only=summary).of(summaries.index(summary)):
        found = entry(summaries[place], language, site.config)
        assert found is not None, "what has an edition is listed"
        yield found


def _feeds(
    site: Site, language: str, touched: Iterable[ReleaseSummary]
) -> Iterator[tuple[ListingKey, list[ReleaseSummary]]]:
    """The lists whose feeds show a touched release, each with all that its feed shows."""
    keys: set[str] = set()
    lists: dict[ListingKey, None] = {}
    for summary in touched:
        keys.add(summary.key)
        lists["releases", ""] = None
        lists.update(dict.fromkeys(("topic", topic) for topic in summary.topics))
        lists.update(dict.fromkeys(("participant", person) for person in summary.people))
    newest = sorted(site.summaries, key=lambda each: each.published, reverse=True)
    for key in lists:  # as `by_publication` has them
        summaries = list(islice(_on(key, language, newest), site.config.feed_size))
        if any(summary.key in keys for summary in summaries):
            yield key, summaries


def _on(
    key: ListingKey, language: str, summaries: Iterable[ReleaseSummary]
) -> Iterator[ReleaseSummary]:
    """The summaries of the list in their order; a person named twice stands in it twice."""
    kind, of = key
    for summary in summaries:
        if kind == "releases":
            times = 1
        else:
            times = (of in summary.topics) if kind == "topic" else summary.people.count(of)
        if times and summary.edition(language) is not None:
            yield from repeat(summary, times)


def _is_corrected(summaries: Iterable[ReleaseSummary], language: str) -> bool:
    return any(
        each.is_withdrawn or (own is not None and own.is_corrected)
        for each in summaries
        for own in (each.edition(language),)
    )


def _corrected(site: Site, language: str) -> Iterator[ReleaseSummary]:
    """Those on the language's page of corrections, newest first."""
    for summary in site.summaries:
        if summary.edition(language) is not None and _is_corrected([summary], language):
            yield summary


def _first(site: Site, language: str, key: ListingKey) -> str:
    kind, of = key
    if kind == "topic":
        topic = next(each for each in site.topics if each.key == of)
        return addresses.topic(site.config, language, topic.slug.get(language) or topic.key)
    if kind == "participant":
        return addresses.participant(site.config, language, of)
    return addresses.releases(site.config, language)


def _subject(site: Site, language: str, key: ListingKey) -> Words | None:
    kind, of = key
    preferences = site.config.preferences(language)
    if kind == "topic":
        return next(each for each in site.topics if each.key == of).name.best(preferences)
    if kind == "participant":
        return next(each for each in site.people if each.key == of).name.best(preferences)
    return None


def _targets(
    site: Site,
    summaries: Iterable[ReleaseSummary],
    places: Mapping[str, int],
    known: Container[str],
) -> Targets:
    """What the texts of these summaries link to."""
    config = site.config
    targets = Targets(
        addresses=known,
        all_pictures=partial(all_pictures, config, site.summaries),
        base_path=config.base_path,
    )
    add_pages(targets, site)
    add_topics(targets, site)
    for summary in summaries:
        targets.versions[summary.key] = tuple(release_versions(summary, site.config).items())
        for edition in summary.editions:
            for *_, named in edition.links:
                place = places.get(key_of(named)) if named else None
                if place is None:
                    continue
                linked = site.summaries[place]
                versions = release_versions(linked, site.config)
                for other in linked.editions:
                    targets.editions[composed(other.path)] = versions[other.language]
                for language in config.languages:
                    listed = entry(linked, language, config)
                    shown = next(tag for tag in config.preferences(language) if tag in versions)
                    address = listed.address if listed is not None else versions[shown]
                    targets.groups[linked.key, language] = address
    return targets
