"""The page that says how to get new releases, and where all feeds are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from beyan.model.inputs import Stated
from beyan.model.page import FeedsPage
from beyan.model.plan import Artifact
from beyan.model.site import Site
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.plan.artifact import artifact, settings_of
from beyan.plan.feeds_page import FeedsInputs, Named, feeds_page
from beyan.plan.giving_way import giving_way
from beyan.plan.listing import Listing, ListingKey

Listings = Mapping[str, Mapping[ListingKey, Listing]]


def feeds_artifacts(site: Site, listings: Listings) -> Iterator[Artifact]:
    twins = tuple(giving_way(site, addresses.feeds_page).items())
    for language, address in twins:
        yield artifact(
            FeedsInputs(
                settings_of(site.config),
                language,
                _named(site, listings[language], "topic", language),
                _named(site, listings[language], "participant", language),
                twins,
            ),
            feeds_page,
            (address,),
            language,
            template=FeedsPage.template,
            twins=twins,
        )


def _named(
    site: Site, own: Mapping[ListingKey, Listing], kind: str, language: str
) -> Stated[tuple[Named, ...]]:
    """The lists of that kind, in the order of their registry."""
    preferences = site.config.preferences(language)
    registry = site.topics if kind == "topic" else site.people
    return Stated(
        tuple(
            (each.name.best(preferences) or Words(each.key, language), own[kind, each.key].first)
            for each in registry
            if (kind, each.key) in own
        )
    )
