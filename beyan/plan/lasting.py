"""The pages whose addresses last: releases, standing pages, topics and people."""

from __future__ import annotations

from collections.abc import Iterator

from beyan.model.identity import owner
from beyan.model.site import Site
from beyan.plan import addresses
from beyan.plan.listing import entry, owner_of
from beyan.plan.releases import release_versions
from beyan.plan.texts import page_versions


def lasting_pages(site: Site) -> Iterator[tuple[str, str, str]]:
    """Address, what stands there, and its language.

    No notices, no further pages of lists, and no files: what refers to them finds its way.
    """
    config = site.config
    for summary in site.summaries:
        of = owner(summary, config, site.ledger).of
        for language, address in release_versions(summary, site.config).items():
            yield address, of, language
    for page in site.pages:
        for language, address in page_versions(page).items():
            yield address, page.key, language
    slugs = {topic.key: topic.slug for topic in site.topics}
    for language in config.languages:
        listed = [each for each in site.summaries if entry(each, language, config) is not None]
        for key in sorted({key for each in listed for key in each.topics}):
            slug = slugs[key].get(language) or key
            yield addresses.topic(config, language, slug), owner_of(("topic", key)), language
        for key in sorted({key for each in listed for key in each.people}):
            address = addresses.participant(config, language, key)
            yield address, owner_of(("participant", key)), language
