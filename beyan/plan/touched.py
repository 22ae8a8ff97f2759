"""The plan after an edit of texts alone: the few sections that it can change.

Where every card says what it said but for the digests of its texts, the site has the same files,
lists, neighbours and links. What differs is the pages of these texts and the feeds that show them;
on a site of ten thousand releases they are planned in a twentieth of the time.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import islice

from beyan.model.card import Card
from beyan.model.plan import Plan, Section
from beyan.model.release import key_of
from beyan.model.site import Site
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.plan.exports import feed_section
from beyan.plan.links import Targets
from beyan.plan.listing import Entry, Shelf, ShelfKey, entry
from beyan.plan.plan import add_pages, add_topics, frames_of, setting_of
from beyan.plan.related import Relations
from beyan.plan.releases import ReleaseSections, release_versions


def plan_touched(site: Site, keys: frozenset[str], known: Container[str]) -> Plan:
    """The sections that new texts of these releases can change, as `plan_pages` plans them.

    `known` has every address of the site. `Plan.is_partial` tells that the others stay.
    """
    sections: list[Section] = []
    by_key = {card.key: card for card in site.cards}
    for language in site.config.languages:
        own = [card for card in site.cards if card.edition(language) is not None]
        touched = [card for card in own if card.key in keys]
        feeds = list(_feeds(site, language, own, touched))
        shown = {card.key for _, cards in feeds for card in cards}
        needed = [number for number, card in enumerate(own) if card.key in keys | shown]
        targets = _targets(site, [own[number] for number in needed], by_key, known)
        releases, relations = ReleaseSections(site, language), Relations(own)
        planned: dict[str, list[Section]] = {}
        for number in needed:
            here = entry(own[number], language, site.config)
            assert here is not None, "an own card has an edition in the language"
            newer = _entry(site, own, number - 1, language)
            older = _entry(site, own, number + 1, language)
            # Feeds, for which the others are planned, do not show what is related.
            near = relations.of(number) if own[number].key in keys else []
            related = [each for place in near if (each := _entry(site, own, place, language))]
            planned[own[number].key] = list(releases.sections(here, newer, older, related, targets))
        for card in touched:
            sections += planned[card.key]
        pages = {each[0].name: each[0] for each in planned.values()}
        for key, cards in feeds:
            entries = [each for card in cards if (each := entry(card, language, site.config))]
            shelf = Shelf(_first(site, language, key), entries)
            subject = _subject(site, language, key)
            sections.append(feed_section(site, language, shelf, subject, pages))
    return Plan(tuple(sections), frames_of(site), setting_of(site.config), is_partial=True)


def _entry(site: Site, own: list[Card], number: int, language: str) -> Entry | None:
    """The entry at a place in the list of the language's own releases, if there is one."""
    return entry(own[number], language, site.config) if 0 <= number < len(own) else None


def _feeds(
    site: Site, language: str, own: list[Card], touched: Iterable[Card]
) -> Iterator[tuple[ShelfKey, list[Card]]]:
    """The lists whose feeds show a touched release, each with all that its feed shows."""
    keys = {card.key for card in touched}
    lists: dict[ShelfKey, None] = {}
    for card in touched:
        lists["releases", ""] = None
        lists.update(dict.fromkeys(("topic", topic) for topic in card.topics))
        lists.update(dict.fromkeys(("participant", person) for person in card.people))
    for key in lists:
        cards = list(islice(_on(key, own), site.config.feed_size))
        if any(card.key in keys for card in cards):
            yield key, cards


def _on(key: ShelfKey, own: Iterable[Card]) -> Iterator[Card]:
    """The cards of the list, newest first; a person named twice stands in it twice."""
    kind, of = key
    for card in own:
        if kind == "releases" or (kind == "topic" and of in card.topics):
            yield card
        elif kind == "participant":
            for person in card.people:
                if person == of:
                    yield card


def _first(site: Site, language: str, key: ShelfKey) -> str:
    kind, of = key
    if kind == "topic":
        topic = next(each for each in site.topics if each.key == of)
        return addresses.topic(language, topic.slug.get(language) or topic.key)
    if kind == "participant":
        return addresses.participant(language, of)
    return addresses.releases(language)


def _subject(site: Site, language: str, key: ShelfKey) -> Words | None:
    kind, of = key
    preferences = site.config.preferences(language)
    if kind == "topic":
        return next(each for each in site.topics if each.key == of).name.best(preferences)
    if kind == "participant":
        return next(each for each in site.people if each.key == of).name.best(preferences)
    return None


def _targets(
    site: Site, cards: Iterable[Card], by_key: dict[str, Card], known: Container[str]
) -> Targets:
    """What the texts of these cards link to."""
    config = site.config
    targets = Targets(addresses=known)
    add_pages(targets, site)
    add_topics(targets, site)
    for card in cards:
        targets.versions[card.key] = tuple(release_versions(card).items())
        for edition in card.editions:
            for *_, named in edition.places:
                linked = by_key.get(key_of(named)) if named else None
                if linked is None:
                    continue
                versions = release_versions(linked)
                for other in linked.editions:
                    targets.editions[other.path] = versions[other.language]
                for language in config.languages:
                    listed = entry(linked, language, config)
                    shown = next(tag for tag in config.preferences(language) if tag in versions)
                    address = listed.address if listed is not None else versions[shown]
                    targets.groups[linked.key, language] = address
    return targets
