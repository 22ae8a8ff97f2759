"""`plan_pages`: the site → every file that will exist."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from beyan.model.config import Config, MissingTranslation
from beyan.model.look import PageLook
from beyan.model.page import ChooserPage, CopiedFile, Frame, Link, NotFoundPage
from beyan.model.plan import Addresses, Artifact, Plan
from beyan.model.release import composed
from beyan.model.site import Site
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.plan.aliases import Aliases
from beyan.plan.artifact import artifact, settings_of
from beyan.plan.assets import Published, asset_addresses, asset_file, page_look
from beyan.plan.corrections import corrections_artifacts, corrections_pages
from beyan.plan.exports import Listings, export_addresses, export_artifacts, release_contents
from beyan.plan.feeds import feeds_artifacts
from beyan.plan.files import file_artifact
from beyan.plan.fixed_pages import ChooserInputs, NotFoundInputs, chooser, not_found
from beyan.plan.giving_way import giving_way
from beyan.plan.links import Targets
from beyan.plan.listing import (
    Entry,
    ListingKey,
    Standing,
    entry,
    listings,
    page_count,
    page_size,
    standing_of,
)
from beyan.plan.lists import list_artifacts
from beyan.plan.menu import menu_of, pages_artifacts
from beyan.plan.most_read import most_read_artifacts, ranking_of
from beyan.plan.office import contact_lines, office_name
from beyan.plan.people_page import people_lengths
from beyan.plan.photos import all_pictures
from beyan.plan.related import Related
from beyan.plan.releases import further_beside, release_versions
from beyan.plan.social_cards import site_card
from beyan.plan.texts import (
    best_page_edition,
    list_redirects,
    page_notices,
    page_versions,
    texts,
    word_redirects,
)
from beyan.plan.twins import everywhere


class Planned(NamedTuple):
    """A plan, and what further texts may link to: `targets`, and its lists by language."""

    plan: Plan
    targets: Targets
    lists: Listings
    around: Planned | None = None

    def length(self, language: str, key: ListingKey) -> int:
        """How many releases are on the list, with those of the site `around`."""
        own = self.lists[language].get(key)
        others = self.around.length(language, key) if self.around is not None else 0
        return others + (len(own.entries) if own is not None else 0)

    def on_topic(self, language: str, topic: str) -> list[Entry]:
        """The releases on a topic, with those of the site `around`."""
        own = self.lists[language].get(("topic", topic))
        others = self.around.on_topic(language, topic) if self.around is not None else []
        return [*others, *(own.entries if own is not None else ())]


def plan_pages(site: Site) -> Plan:
    """Every file of the output, with all that it shows. Pure: the same site, the same plan."""
    return planned(site).plan


def planned(site: Site, around: Planned | None = None) -> Planned:
    """The plan with what its texts may link to, among that what is planned `around` it."""
    config = site.config
    entries = {language: _entries(site, language) for language in config.languages}
    slugs = {language: _topic_slugs(site, language) for language in config.languages}
    standing = _standing(site, entries)
    lists = {
        language: listings(
            config,
            entries[language],
            language,
            slugs[language],
            partial(around.on_topic, language) if around is not None else _nothing,
            standing[language],
        )
        for language in config.languages
    }
    rankings = {
        language: ranking_of(site, language, entries[language]) for language in config.languages
    }
    lengths = people_lengths(lists)
    artifacts = [
        _chooser(config),
        _not_found(config, addresses.NOT_FOUND, config.default_language, config.languages),
    ]
    for language in config.languages:
        artifacts.append(_not_found(config, addresses.not_found(language), language, (language,)))
        artifacts += list_artifacts(site, language, lists, lengths, rankings[language])
        artifacts += _site_card(config, language)
    artifacts += pages_artifacts(site)
    artifacts += most_read_artifacts(site, rankings)
    artifacts += feeds_artifacts(site, lists)
    published = asset_addresses(site.assets, config.look)
    artifacts += [
        file_artifact(asset_file(source, published, config.look), source=source.path)
        for source in site.assets
    ]
    artifacts += [
        file_artifact(CopiedFile(source.path.removeprefix("static"), source), source=source.path)
        for source in site.static
    ]

    # A text may link to any address of the site, so texts are made when all others are known.
    related, aliases = Related(), Aliases(config.base_path)
    own = [
        text
        for language in config.languages
        for text in texts(site, language, entries[language], related, aliases)
    ]
    rules: dict[str, tuple[str, ...]] = {}
    for redirect, page, by_rule in list_redirects(site, lists, aliases):
        rules[page] = (*rules.get(page, ()), *by_rule)
        own += [redirect] if redirect is not None else []
    if rules:
        artifacts = [each._replace(aliases=rules.get(each.name, ())) for each in artifacts]
    known = {each.name for each in artifacts}
    known.update(corrections_pages(site).values())
    if site.ledger.is_kept:
        there = dict.fromkeys(known, "") | {text.address: text.target for text in own}
        own += word_redirects(site, entries, lists, there)
    for text in own:
        known.add(text.address)
        known.update(text.beside)
    indexed = sum(1 for each in artifacts if each.twins) + sum(1 for text in own if text.has_twins)
    further = partial(_further, site, entries, lists, indexed, around)
    targets = _targets(site, entries, Addresses(known, further))
    if around is not None:
        targets = targets.over(around.targets)
    artifacts += [each for text in own for each in text.artifacts(targets)]
    contents = release_contents(artifacts)
    artifacts += corrections_artifacts(site, entries, contents)
    artifacts += export_artifacts(site, artifacts, lists, contents)
    plan = Plan(tuple(artifacts), frames_of(site), setting_of(config))
    return Planned(plan, targets, lists, around)


def _further(
    site: Site,
    entries: Mapping[str, Sequence[Entry]],
    lists: Listings,
    indexed: int,
    around: Planned | None,
) -> Iterator[str]:
    """The addresses that hardly any text links to; `indexed` is the number of pages with twins."""
    for own in entries.values():
        for each in own:
            if each.is_own:
                yield from further_beside(each)
    yield from export_addresses(site, lists, indexed)
    if around is None:
        return
    for language, found in lists.items():
        for key, listing in found.items():
            # On the pages that a list has, and on those that it has with what is around.
            length = len(listing.entries) + around.length(language, key)
            for number in range(1, page_count(length, page_size(key, site.config)) + 1):
                yield addresses.list_page(listing.first, number)


def frames_of(site: Site) -> tuple[Frame, ...]:
    published = asset_addresses(site.assets, site.config.look)
    look = page_look(site.config.look, site.assets, published)
    return tuple(_frame(site, language, published, look) for language in site.config.languages)


def setting_of(config: Config) -> bytes:
    """Of what all artifacts read; sizes of lists are a part of the lists' own inputs."""
    return settings_of(config).digest


def _nothing(topic: str) -> Sequence[Entry]:
    return ()


def _entries(site: Site, language: str) -> Sequence[Entry]:
    listed = (entry(each, language, site.config) for each in site.summaries)
    return [each for each in listed if each is not None]


def _standing(site: Site, entries: Mapping[str, Sequence[Entry]]) -> dict[str, Standing]:
    """By language; those that list all releases share it."""
    found: dict[str, Standing] = {}
    of_all: Standing | None = None
    for language, listed in entries.items():
        if len(listed) < len(site.summaries):
            found[language] = standing_of(listed)
        else:
            found[language] = of_all = of_all or standing_of(listed)
    return found


def _topic_slugs(site: Site, language: str) -> dict[str, str]:
    return {topic.key: topic.slug.get(language) or topic.key for topic in site.topics}


def _targets(site: Site, entries: Mapping[str, Sequence[Entry]], known: Container[str]) -> Targets:
    config = site.config
    targets = Targets(
        addresses=known,
        all_pictures=partial(all_pictures, config, site.summaries),
        base_path=config.base_path,
        preferences={language: config.preferences(language) for language in config.languages},
    )
    for summary in site.summaries:
        versions = release_versions(summary, config)
        targets.versions[summary.key] = tuple(versions.items())
        for edition in summary.editions:
            targets.editions[composed(edition.path)] = versions[edition.language]
    add_pages(targets, site)
    add_topics(targets, site)
    # A list that leads to a notice in the reader's language: so does a link without a language.
    for language, found in entries.items():
        for each in found:
            if each.has_page and not each.is_own:
                targets.groups[each.summary.key, language] = each.address
    return targets


def add_pages(targets: Targets, site: Site) -> None:
    """What a text may link to of the standing pages."""
    for page in site.pages:
        versions, notices = page_versions(page), page_notices(page, site.config)
        for text in page.editions:
            targets.editions[composed(text.path)] = versions[text.language]
        for language in site.config.languages:
            best = best_page_edition(page, site.config, language)
            targets.groups[page.key, language] = notices.get(language) or versions[best.language]


def add_topics(targets: Targets, site: Site) -> None:
    for topic in site.topics:
        for language in site.config.languages:
            name = topic.name.best(site.config.preferences(language)) or Words(topic.key, language)
            slug = topic.slug.get(language) or topic.key
            targets.topics[topic.key, language] = Link(
                name, addresses.topic(site.config, language, slug)
            )


def _site_card(config: Config, language: str) -> Iterator[Artifact]:
    card = site_card(config, language)
    if card is not None:
        yield file_artifact(card)


def _chooser(config: Config) -> Artifact:
    return artifact(
        ChooserInputs(settings_of(config)),
        chooser,
        (addresses.CHOOSER,),
        config.default_language,
        template=ChooserPage.template,
        twins=tuple(everywhere(config, addresses.home).items()),
    )


def _not_found(config: Config, address: str, language: str, languages: tuple[str, ...]) -> Artifact:
    return artifact(
        NotFoundInputs(settings_of(config), language, address, languages),
        not_found,
        (address,),
        language,
        template=NotFoundPage.template,
    )


def _frame(site: Site, language: str, published: Published, look: PageLook) -> Frame:
    config = site.config
    menu = menu_of(site, language)
    follow = giving_way(site, addresses.feeds_page)
    is_hiding = config.missing_translation is MissingTranslation.HIDE
    # Those of which the language lists anything.
    listed = {language} if is_hiding else {*config.languages}
    listed &= site.places.lists.keys()
    return Frame(
        language=language,
        languages=config.languages,
        name=office_name(config, language),
        tagline=config.tagline.best(config.preferences(language)),
        origin=config.origin,
        base_path=config.base_path,
        home=addresses.home(language),
        releases=addresses.releases(config, language),
        topics=addresses.topics(config, language),
        participants=addresses.participants(config, language),
        corrections=corrections_pages(site).get(language, ""),
        has_topics=any(key[0] == "topic" for each in listed for key in site.places.lists[each]),
        has_participants=not site.places.peopled.isdisjoint(listed),
        search=addresses.search(config, language) if config.search else "",
        feeds=addresses.feeds(addresses.home(language)),
        follow=follow.get(language, ""),
        share=tuple(config.share),
        menu=menu.shown,
        pages=menu.pages,
        contact=contact_lines(config.contact, config, language),
        card=site_card(config, language),
        pseudo=config.pseudo,
        formats=config.formats,
        assets=tuple(
            (path.removeprefix("assets/"), address) for path, address in published.items()
        ),
        look=look,
    )
