"""What is made from one edition: pages of releases, standing pages, notices, redirects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from beyan.model.config import Config, MissingTranslation
from beyan.model.inputs import Stated
from beyan.model.page import NoticePage, RedirectPage, TextPage
from beyan.model.plan import Artifact
from beyan.model.release import Edition, StandingPage
from beyan.model.release_summary import EditionSummary, ReleaseSummary, links_of
from beyan.model.site import Site
from beyan.plan import addresses
from beyan.plan.aliases import Aliases
from beyan.plan.artifact import artifact, settings_of
from beyan.plan.links import Targets, resolve
from beyan.plan.listing import Entry
from beyan.plan.related import Related
from beyan.plan.releases import ReleaseArtifacts, addresses_beside, release_versions
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

    `beside` are the addresses of what is published with the page at `address`. `has_twins` as in
    the page's artifact.
    """

    address: str
    artifacts: Callable[[Targets], Iterator[Artifact]]
    beside: tuple[str, ...] = ()
    has_twins: bool = False


def texts(
    site: Site, language: str, entries: Sequence[Entry], related: Related, aliases: Aliases
) -> Iterator[Text]:
    """Everything in `language` that stands at an address of its own because of an edition."""
    own = [each for each in entries if each.is_own]
    releases = ReleaseArtifacts(site, language)
    places = related.among([each.summary for each in own])
    for position, each in enumerate(own):
        newer = own[position - 1] if position else None
        older = own[position + 1] if position + 1 < len(own) else None
        near = [own[number] for number in places[position]]
        artifacts = partial(releases.artifacts, each, newer, older, near)
        text = Text(each.address, artifacts, addresses_beside(site.config, each), has_twins=True)
        if each.edition.aliases:
            yield from _moved(text, each.edition, aliases)
        else:
            yield text
    for each in entries:
        if each.has_page and not each.is_own:
            title = (each.edition.title, each.edition.language)
            versions = release_versions(each.summary)
            yield _notice(site.config, each.address, language, title, each.summary, versions)
    for page in site.pages:
        yield from _standing_page(site.config, page, language, aliases)


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
        yield _redirect(address, edition, text.address)


def _redirect(address: str, edition: Edition | EditionSummary, target: str) -> Text:
    def artifacts(_: Targets) -> Iterator[Artifact]:
        yield artifact(
            RedirectInputs(edition.language, address, edition.path, edition.title, target),
            redirect_page,
            (address,),
            edition.language,
            template=RedirectPage.template,
            source=edition.path,
            target=target,
        )

    return Text(address, artifacts)
