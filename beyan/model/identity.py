"""Which release is which, whatever becomes of its file, its address, its date or the site's host.

It is what `id:` says, else what the ledger of addresses has recorded, else the name of its file
with its date and without folders. A site that names no authority for its identifiers has them as
they always were, of the host, the year and the whole path; its ledger keeps these as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from beyan.model.config import PlanSettings
from beyan.model.ledger import FROZEN, Ledger, without_word
from beyan.model.release_summary import ReleaseSummary
from beyan.model.views import RELEASES

_SCRIPT = 4  # letters: "sr-Latn" is no region's


class Owner(NamedTuple):
    """What ledgers and counts of reads call a release: `of` in full, `name` without its kind."""

    of: str

    @property
    def name(self) -> str:
        if self.is_frozen:
            return unquote(self.of.partition(f":{RELEASES}")[2])
        return self.of.removeprefix(RELEASES)

    @property
    def is_frozen(self) -> bool:
        return self.of.startswith(FROZEN)


def release_address(settings: PlanSettings, language: str, year: int, slug: str) -> str:
    return f"/{language}/{settings.word(language, 'releases')}/{year}/{slug}/"


def owner(summary: ReleaseSummary, settings: PlanSettings, ledger: Ledger) -> Owner:
    """The release as the ledger has it, or will have it."""
    own = _own(summary, settings)
    if not ledger.is_kept:
        return Owner(own)
    if summary.identity:
        # Recorded before the site had an authority, or while its host was another, it stays that.
        return Owner(ledger.frozen.get(summary.identity, own))
    if frozen := ledger.frozen.get(summary.key.removeprefix(RELEASES), ""):
        return Owner(_recorded_now(summary, ledger, settings) or frozen)
    found = _recorded_now(summary, ledger, settings)
    if not found and own not in ledger.owners:
        found = _recorded_before(summary, ledger, settings)
    return Owner(found or own)


def release_id(of: Owner, settings: PlanSettings, language: str, ledger: Ledger) -> str:
    """A tag URI (RFC 4151) of the release in the language."""
    if of.is_frozen:
        return f"{of.of}.{quote(_frozen_language(of, settings, language, ledger))}"
    return f"{_authority(settings)}:{quote(of.of)}.{quote(permanent(language, settings.languages))}"


def list_id(of: str, settings: PlanSettings, language: str, file: str) -> str:
    """The same of a list's feed, whose file is called so; "" where the site has no authority.

    `of` is what the list is of: "releases", "topics/KEY", "participants/KEY".
    """
    if settings.identity is None:
        return ""
    return f"{_authority(settings)}:{permanent(language, settings.languages)}/{quote(of)}/{file}"


@lru_cache(maxsize=64)
def permanent(language: str, languages: tuple[str, ...]) -> str:
    """The language without its region, as "en" of "en-GB": a site may come to say it or not.

    Where several languages of the site are regions of one, the first has it, or the one without.
    """
    base = _without_region(language)
    same = [tag for tag in languages if _without_region(tag) == base]
    first = base if base in same else same[0] if same else language
    return base if language == first or len(same) < 2 else language


def same_language(recorded: str, languages: Iterable[str]) -> str:
    """The one of the `languages` that a text recorded in this language is in now; or ""."""
    tags = tuple(languages)
    if recorded in tags:
        return recorded
    base = _without_region(recorded)
    return next((tag for tag in tags if _without_region(tag) == base), "")


def _own(summary: ReleaseSummary, settings: PlanSettings) -> str:
    """What it is called where nobody has recorded it."""
    if settings.identity is None:
        key = RELEASES + summary.identity if summary.identity else summary.key
        return f"{FROZEN}{_host(settings.base_url)},{summary.year}:{quote(key)}"
    return RELEASES + (summary.identity or summary.key.rpartition("/")[2])


def _recorded_now(summary: ReleaseSummary, ledger: Ledger, settings: PlanSettings) -> str:
    """Who had the addresses that the release has now, or had with another word in them."""
    for each in summary.editions:
        address = release_address(settings, each.language, summary.year, each.slug)
        if found := _recorded(address, ledger, settings):
            return found
        if found := _in_other_words(address, ledger, settings):
            return found
    return ""


def _recorded_before(summary: ReleaseSummary, ledger: Ledger, settings: PlanSettings) -> str:
    """Who had the addresses that lead to the release."""
    for each in summary.editions:
        for alias in each.aliases:
            if found := _recorded(alias, ledger, settings):
                return found
    return ""


def _recorded(address: str, ledger: Ledger, settings: PlanSettings) -> str:
    return _usable(ledger.release_at(address), settings)


def _in_other_words(address: str, ledger: Ledger, settings: PlanSettings) -> str:
    return _usable(ledger.releases_in_any_words.get(without_word(address), ""), settings)


def _usable(found: str, settings: PlanSettings) -> str:
    """What is no whole identifier is one by the site's authority alone, which may be gone."""
    return found if settings.identity is not None or found.startswith(FROZEN) else ""


def _frozen_language(of: Owner, settings: PlanSettings, language: str, ledger: Ledger) -> str:
    """The one that it was recorded in, where the site says its region now, or no more."""
    recorded = ledger.languages.get(of.of, frozenset())
    if language not in recorded:
        for tag in sorted(recorded.difference(settings.languages)):
            if same_language(tag, [language]):
                return tag
    return language


def _authority(settings: PlanSettings) -> str:
    assert settings.identity is not None, "who has none has whole identifiers"
    return f"{FROZEN}{settings.identity.authority},{settings.identity.since}"


def _without_region(tag: str) -> str:
    language, *rest = tag.split("-")
    return "-".join([language, *(each for each in rest[:1] if len(each) == _SCRIPT)])


@lru_cache(maxsize=1)
def _host(base_url: str) -> str | None:
    return urlsplit(base_url).hostname
