"""The plan after an edit of texts alone: the few artifacts that it can change, and when it does.

Where every summary says what it said but for the digests of its texts, the site has the same files,
lists, neighbours and links. What differs is the pages of these texts and the feeds that show them;
on a site of ten thousand releases they are planned in a twentieth of the time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial

from beyan.model.inputs import Shared
from beyan.model.places import ALL
from beyan.model.plan import Artifact, Plan
from beyan.model.release import composed, key_of
from beyan.model.release_summary import ReleaseSummary, shape
from beyan.model.site import Site
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.plan.corrections import corrections_artifacts
from beyan.plan.exports import feed_artifact
from beyan.plan.links import Targets
from beyan.plan.listing import Entry, ListingKey, dated, entry
from beyan.plan.photos import all_pictures
from beyan.plan.plan import add_pages, add_topics, frames_of, setting_of
from beyan.plan.related import nearest
from beyan.plan.release_pages import ReleaseContent
from beyan.plan.releases import ReleaseArtifacts, release_versions
from beyan.plan.social_cards import social_card

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
    places, summaries = site.places, site.summaries
    touched = sorted(places.of[key] for key in keys)
    for language in site.config.languages:
        own = [number for number in touched if summaries[number].edition(language) is not None]
        in_feeds = list(_feeds(site, language, own)) if feeds else []
        put_right = places.corrected.get(language, ())
        # On the page of corrections, if any of these is.
        right = [] if set(own).isdisjoint(put_right) else [*put_right]
        needed = sorted({*own, *right, *(number for _, shown in in_feeds for number in shown)})
        targets = _targets(site, needed, known)
        releases = ReleaseArtifacts(site, language)
        entries = {number: _entry(site, language, number) for number in needed}
        contents: dict[str, Shared[ReleaseContent]] = {
            each.address: releases.content(each, targets) for each in entries.values()
        }
        for number in own:
            newer, older = _neighbours(site, language, number)
            near = _related(site, language, number)
            related = dated(_entry(site, language, each) for each in near)
            card = social_card(site.config, entries[number])
            artifacts += releases.artifacts(entries[number], newer, older, related, card, targets)
        listed = {language: [entries[number] for number in right]}
        artifacts += corrections_artifacts(site, listed, contents)
        for key, shown in in_feeds:
            first, newest = _first(site, language, key), [entries[number] for number in shown]
            subject = _subject(site, language, key)
            artifacts.append(feed_artifact(site, language, key, first, newest, subject, contents))
    return Plan(tuple(artifacts), frames_of(site), setting_of(site.config))


def are_texts_alone(
    changes: Iterable[tuple[ReleaseSummary, ReleaseSummary]], site: Site, anchored: Container[str]
) -> bool:
    """Whether a delta does, where nothing but these releases changed: what each said, and says now.

    `site` is what may be published now, `anchored` has the pages that others link into.
    """
    visible = site.places.of
    return all(
        # What the gate holds back is on no page: its text is checked with the whole site's.
        now.key in visible
        and shape(now) == shape(before)
        and not any(address in anchored for address in release_versions(now, site.config).values())
        for before, now in changes
    )


def _entry(site: Site, language: str, number: int) -> Entry:
    found = entry(site.summaries[number], language, site.config)
    assert found is not None, "what has an edition in the language is listed there"
    return found


def _neighbours(site: Site, language: str, number: int) -> tuple[Entry | None, Entry | None]:
    """The releases before and after this one that the language has pages of its own for."""
    listed = site.places.on(language, ALL)
    at = bisect_left(listed, number)
    newer = _entry(site, language, listed[at - 1]) if at else None
    older = _entry(site, language, listed[at + 1]) if at + 1 < len(listed) else None
    return newer, older


def _related(site: Site, language: str, number: int) -> list[int]:
    """What `Relations` of all releases of the language gives."""
    summary, places = site.summaries[number], site.places
    if summary.is_withdrawn:
        return []

    def sharing(key: ListingKey) -> Sequence[int]:
        # Who is named twice counts once, and what is withdrawn not at all.
        return [n for n in dict.fromkeys(places.on(language, key)) if n not in places.withdrawn]

    topics = [sharing(("topic", topic)) for topic in summary.topics]
    people = [sharing(("participant", person)) for person in set(summary.people)]
    return nearest(number, topics, people, places.instants)


def _feeds(
    site: Site, language: str, touched: Iterable[int]
) -> Iterator[tuple[ListingKey, list[int]]]:
    """The lists whose feeds show a touched release, each with all that its feed shows."""
    places, own = site.places, frozenset(touched)
    lists: dict[ListingKey, None] = {}
    for number in sorted(own):
        summary = site.summaries[number]
        lists[ALL] = None
        lists.update(dict.fromkeys(("topic", topic) for topic in summary.topics))
        lists.update(dict.fromkeys(("participant", person) for person in summary.people))
    for key in lists:
        newest = sorted(places.on(language, key), key=places.published.__getitem__, reverse=True)
        shown = newest[: site.config.feed_size]  # as `by_publication` has them
        if not own.isdisjoint(shown):
            yield key, shown


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


def _targets(site: Site, numbers: Iterable[int], known: Container[str]) -> Targets:
    """What the texts of these releases link to."""
    config = site.config
    targets = Targets(
        addresses=known,
        all_pictures=partial(all_pictures, config, site.summaries),
        base_path=config.base_path,
    )
    add_pages(targets, site)
    add_topics(targets, site)
    places = site.places.of
    linked: set[int] = set()
    for summary in map(site.summaries.__getitem__, numbers):
        targets.versions[summary.key] = tuple(release_versions(summary, config).items())
        for edition in summary.editions:
            keys = (key_of(named) for *_, named in edition.links if named)
            linked.update(places[key] for key in keys if key in places)
    for summary in map(site.summaries.__getitem__, sorted(linked)):
        versions = release_versions(summary, config)
        for edition in summary.editions:
            targets.editions[composed(edition.path)] = versions[edition.language]
        for language in config.languages:
            listed = entry(summary, language, config)
            shown = next(tag for tag in config.preferences(language) if tag in versions)
            address = listed.address if listed is not None else versions[shown]
            targets.groups[summary.key, language] = address
    return targets
