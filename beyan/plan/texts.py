"""What is made from one edition: pages of releases, standing pages, notices, redirects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from beyan.model.config import Config, MissingTranslation
from beyan.model.inputs import Later, Stated
from beyan.model.page import NoticePage, RedirectPage, TextPage
from beyan.model.plan import Artifact
from beyan.model.release import PEOPLE_FILE, TOPICS_FILE, Edition, Person, StandingPage, Topic
from beyan.model.release_summary import EditionSummary, ReleaseSummary, links_of
from beyan.model.site import Site
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.plan.aliases import Aliases, in_other_words
from beyan.plan.artifact import artifact, settings_of
from beyan.plan.links import Targets, resolve
from beyan.plan.listing import Dated, Entry, Listing, ListingKey, dated
from beyan.plan.office import office_name
from beyan.plan.related import Related, Relations
from beyan.plan.releases import ReleaseArtifacts, addresses_beside, release_versions
from beyan.plan.social_cards import social_card
from beyan.plan.text_pages import (
    NoticeInputs,
    RedirectInputs,
    TextInputs,
    notice_page,
    redirect_page,
    text_page,
)
from beyan.plan.twins import Twins


class Text(NamedTuple):
    """What is made from one edition, once every address of the site is known.

    `beside` are the addresses of what is published with the page at `address`. `has_twins` and
    `target` as in the page's artifact.
    """

    address: str
    artifacts: Callable[[Targets], Iterator[Artifact]]
    beside: tuple[str, ...] = ()
    has_twins: bool = False
    target: str = ""


def texts(
    site: Site, language: str, entries: Sequence[Entry], related: Related, aliases: Aliases
) -> Iterator[Text]:
    """Everything in `language` that stands at an address of its own because of an edition."""
    own = [each for each in entries if each.is_own]
    releases = ReleaseArtifacts(site, language)
    relations = related.among([each.summary for each in own])
    for position, each in enumerate(own):
        newer = own[position - 1] if position else None
        older = own[position + 1] if position + 1 < len(own) else None
        near = Later(partial(_related, own, position, relations))
        card = social_card(site.config, each)
        artifacts = partial(releases.artifacts, each, newer, older, near, card)
        text = Text(each.address, artifacts, addresses_beside(each, card), has_twins=True)
        if each.edition.aliases:
            yield from _moved(text, each.edition, aliases)
        else:
            yield text
    for each in entries:
        if each.has_page and not each.is_own:
            title = (each.edition.title, each.edition.language)
            versions = release_versions(each.summary, site.config)
            yield _notice(site.config, each.address, language, title, each.summary, versions)
    for page in site.pages:
        yield from _standing_page(site.config, page, language, aliases)


def _related(
    own: Sequence[Entry], position: int, relations: Relations
) -> Stated[tuple[Dated, ...]]:
    return dated(own[number] for number in relations.of(position))


def page_versions(page: StandingPage) -> dict[str, str]:
    return {
        edition.language: addresses.standing_page(edition.language, edition.slug)
        for edition in page.editions
    }


def page_notices(page: StandingPage, config: Config) -> dict[str, str]:
    return {
        language: addresses.standing_page(language, best_page_edition(page, config, language).slug)
        for language in config.languages
        if config.missing_translation is MissingTranslation.NOTICE
        and page.edition(language) is None
    }


def _standing_page(
    config: Config, page: StandingPage, language: str, aliases: Aliases
) -> Iterator[Text]:
    edition = page.edition(language)
    versions = page_versions(page)
    if edition is not None:
        address, shown = versions[language], edition

        def artifacts(targets: Targets) -> Iterator[Artifact]:
            links = links_of(shown)
            resolved = resolve(links, address, targets, {})
            twins = tuple(versions.items())
            yield artifact(
                TextInputs(
                    settings_of(config),
                    language,
                    address,
                    twins,
                    tuple(page_notices(page, config).items()),
                    Stated(shown),
                    resolved,
                    targets.pictures(resolved),
                ),
                text_page,
                (address,),
                language,
                template=TextPage.template,
                source=shown.path,
                twins=twins,
                links=links,
                resolved=resolved,
            )

        yield from _moved(Text(address, artifacts, has_twins=True), edition, aliases)
    elif config.missing_translation is MissingTranslation.NOTICE:
        best = best_page_edition(page, config, language)
        address = addresses.standing_page(language, best.slug)
        yield _notice(config, address, language, (best.title, best.language), None, versions)


def best_page_edition(page: StandingPage, config: Config, language: str) -> Edition:
    found = (page.edition(tag) for tag in config.preferences(language))
    return next(edition for edition in found if edition is not None)


def _notice(
    config: Config,
    address: str,
    language: str,
    title: tuple[str, str],
    summary: ReleaseSummary | None,
    versions: Twins,
) -> Text:
    def artifacts(_: Targets) -> Iterator[Artifact]:
        clock = summary.clock if summary is not None else None
        twins = tuple(versions.items())
        yield artifact(
            NoticeInputs(settings_of(config), language, address, title, clock, twins),
            notice_page,
            (address,),
            language,
            template=NoticePage.template,
        )

    return Text(address, artifacts)


def _moved(text: Text, edition: Edition | EditionSummary, aliases: Aliases) -> Iterator[Text]:
    """The text, which knows what leads to it by rules alone, and pages at its other aliases."""
    pages, rules = aliases.divided(edition.aliases)

    def artifacts(targets: Targets) -> Iterator[Artifact]:
        page, *beside = text.artifacts(targets)
        yield page._replace(aliases=rules)
        yield from beside

    yield text._replace(artifacts=artifacts) if rules else text
    for address in pages:
        title = (edition.title, edition.language)
        yield _redirect(address, edition.language, edition.path, title, text.address)


def list_redirects(
    site: Site, lists: Mapping[str, Mapping[ListingKey, Listing]], aliases: Aliases
) -> Iterator[tuple[Text | None, str, tuple[str, ...]]]:
    """Those to the pages of topics and people, as far as these are there.

    Each with the address of the page, and with what leads there by rules alone.
    """
    registries = (("topic", TOPICS_FILE, site.topics), ("participant", PEOPLE_FILE, site.people))
    for kind, source, entries in registries:
        for each in entries:
            if each.aliases:
                key = (kind, each.key)
                pages = {tag: own[key] for tag, own in lists.items() if key in own}
                for typed in each.aliases:
                    yield from _list_redirect(site.config, source, each, typed, pages, aliases)


def _list_redirect(
    config: Config,
    source: str,
    of: Topic | Person,
    typed: str,
    pages: Mapping[str, Listing],
    aliases: Aliases,
) -> Iterator[tuple[Text | None, str, tuple[str, ...]]]:
    """To the page in the language that the old address begins with, or else in the site's first."""
    begins = typed.split("/", 2)[1]
    tags = (begins,) if begins in config.languages else config.languages
    language = next((tag for tag in tags if tag in pages), None)
    if language is not None:
        name = of.name.best(config.preferences(language)) or Words(of.key, language)
        title, target = (name.text, name.language), pages[language].first
        found, rules = aliases.divided((typed,))
        if rules:
            yield None, target, rules
        for address in found:
            yield _redirect(address, language, source, title, target), target, ()


def _redirect(
    address: str, language: str, source: str, title: tuple[str, str], target: str
) -> Text:
    def artifacts(_: Targets) -> Iterator[Artifact]:
        yield artifact(
            RedirectInputs(language, address, source, title, target),
            redirect_page,
            (address,),
            language,
            template=RedirectPage.template,
            source=source,
            target=target,
        )

    return Text(address, artifacts, target=target)


def word_redirects(
    site: Site,
    entries: Mapping[str, Sequence[Entry]],
    lists: Mapping[str, Mapping[ListingKey, Listing]],
    planned: Mapping[str, str],
) -> Iterator[Text]:
    """From what the ledger has with another word in its address. `planned` are all addresses that
    there are without these, with where they lead if not to a page.
    """
    moved = {
        addresses.alias(old): planned[new] or new
        for old, new in in_other_words(site.ledger.rows.values(), site.config)
        if new in planned and addresses.alias(old) not in planned
    }
    if not moved:
        return
    shown = {
        each.address: (each.edition.path, (each.edition.title, each.edition.language))
        for listed in entries.values()
        for each in listed
        if each.is_own
    }
    of = {
        ("topic", TOPICS_FILE): {each.key: each.name for each in site.topics},
        ("participant", PEOPLE_FILE): {each.key: each.name for each in site.people},
    }
    for language, own in lists.items():
        for (kind, source), names in of.items():
            for key, name in names.items():
                if (kind, key) in own:
                    words = name.best(site.config.preferences(language)) or Words(key, language)
                    shown[own[kind, key].first] = (source, (words.text, words.language))
    for address, target in moved.items():
        language = address.split("/", 2)[1]
        office = office_name(site.config, language)
        source, title = shown.get(target, ("", (office.text, office.language)))
        yield _redirect(address, language, source, title, target)
