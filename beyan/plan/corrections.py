"""Which releases are on the page of corrections, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from beyan.model.inputs import Several, Shared
from beyan.model.page import CorrectionsPage
from beyan.model.places import ALL
from beyan.model.plan import Artifact
from beyan.model.site import Site
from beyan.plan import addresses
from beyan.plan.artifact import artifact, settings_of
from beyan.plan.corrections_page import CorrectionsInputs, corrections_page
from beyan.plan.giving_way import giving_way
from beyan.plan.listing import Entry
from beyan.plan.release_pages import ReleaseContent


def corrected(entries: Sequence[Entry]) -> list[Entry]:
    """The releases that are on the page of their language."""
    return [
        each
        for each in entries
        if each.is_own and (each.edition.is_corrected or each.summary.is_withdrawn)
    ]


def corrections_pages(site: Site) -> dict[str, str]:
    """The addresses of these pages, by language. A standing page keeps one that it has already."""
    having = {language for language, found in site.places.corrected.items() if len(found)}
    places = giving_way(site, addresses.corrections)
    return {language: address for language, address in places.items() if language in having}


def corrections_artifacts(
    site: Site,
    entries: Mapping[str, Sequence[Entry]],
    contents: Mapping[str, Shared[ReleaseContent]],
) -> Iterator[Artifact]:
    """`contents` has what is shown of each release by the address of its page."""
    if not any(entries.values()):
        return  # as after nearly every edit: nobody has to look for all that was corrected
    twins = tuple(corrections_pages(site).items())
    for language, address in twins:
        found = corrected(entries.get(language, ()))
        if not found:
            continue  # nothing of it can have changed
        yield artifact(
            CorrectionsInputs(
                settings_of(site.config),
                language,
                Several(contents[each.address] for each in found),
                len(site.places.on(language, ALL)),
                twins,
            ),
            corrections_page,
            (address,),
            language,
            template=CorrectionsPage.template,
            twins=twins,
            modified=max(each.edition.modified for each in found),
        )
