"""`plan_pages`: the site → every file that will exist."""

from __future__ import annotations

from collections.abc import Mapping

from beyan.model.config import Config, MissingTranslation
from beyan.model.page import (
    ChooserOption,
    ChooserPage,
    CopiedFile,
    Frame,
    Link,
    NotFoundPage,
    Output,
    Page,
    Plan,
)
from beyan.model.site import Site
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.plan.exports import exports
from beyan.plan.links import Targets
from beyan.plan.listing import Entry, best_edition, entry, shelves
from beyan.plan.lists import list_pages
from beyan.plan.texts import (
    best_page_edition,
    contact_lines,
    page_notices,
    page_versions,
    release_versions,
    text_outputs,
)
from beyan.plan.twins import everywhere, interface_page, switcher


def plan_pages(site: Site) -> Plan:
    """Every file of the output, with all that it shows. Pure: the same site, the same plan."""
    config = site.config
    entries = {language: _entries(site, language) for language in config.languages}
    lists = {
        language: shelves(
            entries[language],
            language,
            {topic.key: topic.slug.get(language) or topic.key for topic in site.topics},
        )
        for language in config.languages
    }
    outputs: list[Output] = [
        _chooser(config),
        _not_found(config, addresses.NOT_FOUND, config.default_language, config.languages),
    ]
    for language in config.languages:
        outputs.append(_not_found(config, addresses.not_found(language), language, (language,)))
        outputs += list_pages(site, language, entries[language], lists)
    asset_addresses = _asset_addresses(site)
    outputs += [CopiedFile(asset_addresses[source.path], source) for source in site.assets]

    # A text may link to any address of the site, so texts are made when all others are known.
    texts = [
        text
        for language in config.languages
        for text in text_outputs(site, language, entries[language])
    ]
    targets = _targets(site, entries)
    targets.addresses.update(output.address for output in outputs)
    targets.addresses.update(address for text in texts for address in (text.address, *text.files))
    outputs += [output for text in texts for output in text.make(targets)]
    outputs += exports(site, [each for each in outputs if isinstance(each, Page)], lists)
    frames = tuple(_frame(site, language, asset_addresses) for language in config.languages)
    return Plan(tuple(outputs), frames)


def _entries(site: Site, language: str) -> tuple[Entry, ...]:
    listed = (entry(release, language, site.config) for release in site.releases)
    return tuple(each for each in listed if each is not None)


def _targets(site: Site, entries: Mapping[str, tuple[Entry, ...]]) -> Targets:
    config, targets = site.config, Targets()
    for release in site.releases:
        versions = release_versions(release)
        for edition in release.editions:
            targets.editions[edition.path] = versions[edition.language]
        for language in config.languages:
            best = best_edition(release, config.preferences(language))
            targets.groups[release.key, language] = versions[best.language]
    for page in site.pages:
        versions, notices = page_versions(page), page_notices(page, config)
        for edition in page.editions:
            targets.editions[edition.path] = versions[edition.language]
        for language in config.languages:
            shown = best_page_edition(page, config, language)
            targets.groups[page.key, language] = notices.get(language) or versions[shown.language]
    for topic in site.topics:
        for language in config.languages:
            name = topic.name.best(config.preferences(language)) or Words(topic.key, language)
            slug = topic.slug.get(language) or topic.key
            targets.topics[topic.key, language] = Link(name, addresses.topic(language, slug))
    # A list that leads to a notice in the reader's language: so does a link without a language.
    for language, found in entries.items():
        for each in found:
            targets.groups[each.release.key, language] = each.address
    return targets


def _chooser(config: Config) -> ChooserPage:
    homes = everywhere(config, addresses.home)
    return ChooserPage(
        **interface_page(config, addresses.CHOOSER, config.default_language, homes),
        options=tuple(
            ChooserOption(
                language,
                homes[language],
                _name(config, language),
                config.tagline.best(config.preferences(language)),
            )
            for language in config.languages
        ),
    )


def _not_found(
    config: Config, address: str, language: str, languages: tuple[str, ...]
) -> NotFoundPage:
    return NotFoundPage(
        address=address,
        language=language,
        text_language=language,
        canonical=address,
        switcher=switcher(config, everywhere(config, addresses.home)),
        is_indexed=False,
        languages=languages,
    )


def _frame(site: Site, language: str, asset_addresses: Mapping[str, str]) -> Frame:
    config = site.config
    menu = []
    for page in site.pages:
        edition = best_page_edition(page, config, language)
        if edition.language != language and config.missing_translation is MissingTranslation.HIDE:
            continue
        at_notice = config.missing_translation is MissingTranslation.NOTICE
        folder = language if at_notice else edition.language
        address = addresses.standing_page(folder, edition.slug)
        menu.append(Link(Words(edition.title, edition.language), address))
    return Frame(
        language=language,
        languages=config.languages,
        name=_name(config, language),
        tagline=config.tagline.best(config.preferences(language)),
        origin=config.origin,
        base_path=config.base_path,
        home=addresses.home(language),
        releases=addresses.releases(language),
        topics=addresses.topics(language),
        participants=addresses.participants(language),
        feeds=(
            addresses.atom_feed(addresses.home(language)),
            addresses.json_feed(addresses.home(language)),
        ),
        menu=tuple(menu),
        contact=contact_lines(config.contact, config, language),
        assets=tuple(
            (path.removeprefix("assets/"), address) for path, address in asset_addresses.items()
        ),
    )


def _asset_addresses(site: Site) -> dict[str, str]:
    return {
        source.path: addresses.asset(source.path.removeprefix("assets/"), source.digest)
        for source in site.assets
    }


def _name(config: Config, language: str) -> Words:
    """The settings are refused unless the name is there in every language."""
    return config.name.best(config.preferences(language)) or Words("", language)
