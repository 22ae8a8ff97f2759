"""Which release is which, and how its identifier reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beyan.model.config import Identity, PlanSettings
from beyan.model.identity import (
    Owner,
    list_id,
    owner,
    permanent,
    release_address,
    release_id,
    same_language,
)
from beyan.model.ledger import NO_LEDGER, Ledger, Row
from beyan.model.release_summary import ReleaseSummary, summarised
from tests.unit.plan.conftest import config, edition, release

AUTHORITY = Identity("press.example.org", "2026")
BEFORE = config()
OWN = replace(BEFORE, identity=AUTHORITY)
KEY = "releases/2026/2026-03-05-x"
FROZEN = "tag:old.example.org,2020:releases/2020/2020-01-02-y"


def summary(
    key: str = KEY, identity: str = "", slug: str = "x", aliases: tuple[str, ...] = ()
) -> ReleaseSummary:
    text = replace(edition("az", slug=slug), aliases=aliases)
    return summarised(replace(release(text), key=key, identity=identity))


def ledger(*rows: tuple[str, str], language: str = "az") -> Ledger:
    made: tuple[Row, ...] = tuple((at, of, language, "2026-03-05") for at, of in rows)
    return Ledger(lambda: made)


def of(one: ReleaseSummary, known: Ledger = NO_LEDGER, settings: PlanSettings = OWN) -> str:
    return owner(one, settings, known).of


def test_it_is_what_the_front_matter_says_or_else_the_file_without_its_folders() -> None:
    assert of(summary()) == "releases/2026-03-05-x"
    assert of(summary("releases/a/b/2026-03-05-x")) == "releases/2026-03-05-x"
    assert of(summary(identity="meeting")) == "releases/meeting"


def test_a_site_without_an_authority_has_its_identifiers_as_ever() -> None:
    for host in ("https://press.example.org", "http://press.example.org/office"):
        settings = replace(BEFORE, base_url=host)
        found = owner(summary(), settings, NO_LEDGER)
        assert found.name == "2026/2026-03-05-x"
        year = summary().year
        expected = f"tag:press.example.org,{year}:releases/2026/2026-03-05-x.az"
        assert release_id(found, settings, "az", NO_LEDGER) == expected


@pytest.mark.parametrize("settings", [OWN, BEFORE], ids=["own", "as ever"])
@pytest.mark.parametrize("recorded", [FROZEN, "releases/old-name"])
def test_the_ledger_goes_before_the_name_of_the_file(settings: PlanSettings, recorded: str) -> None:
    here = f"/az/releases/{summary().year}/x/"
    for one, at in (
        (summary(), here),
        (summary(aliases=("/az/old/",)), "/az/old/"),
        (summary(aliases=("/az/old",)), "/az/old/"),
    ):
        found = of(one, ledger((at, recorded)), settings)
        # What only an authority tells is nothing without one.
        is_known = settings is OWN or recorded == FROZEN
        assert (found == recorded) is is_known, at
    stated = summary(identity="stated")
    if settings is OWN:
        assert of(stated, ledger((here, recorded)), settings) == "releases/stated"


def test_a_file_that_kept_its_name_keeps_its_identity_through_another_date_and_host() -> None:
    known = ledger(("/az/releases/2019/y/", FROZEN))
    one = summary("releases/2020/2020-01-02-y", slug="other")
    for settings in (OWN, BEFORE, replace(BEFORE, base_url="http://new.example.org")):
        found = owner(one, settings, known)
        assert (found.of, found.name) == (FROZEN, "2020/2020-01-02-y")
        assert release_id(found, settings, "az", known) == f"{FROZEN}.az"


def test_what_took_an_old_address_of_another_stays_itself() -> None:
    known = ledger(("/az/old/", "releases/other"), ("/az/gone/", "releases/2026-03-05-x"))
    assert of(summary(aliases=("/az/old/",)), known) == "releases/2026-03-05-x"


def test_pages_and_topics_at_an_address_are_no_releases() -> None:
    known = ledger(("/az/old/", "pages/about"), ("/az/topics/x/", "topics/x"))
    assert of(summary(aliases=("/az/old/", "/az/topics/x/")), known) == "releases/2026-03-05-x"


@pytest.mark.parametrize(
    ("language", "languages", "expected"),
    [
        ("en", ("az", "en"), "en"),
        ("en-GB", ("az", "en-GB"), "en"),
        ("pt-BR", ("pt", "pt-BR"), "pt-BR"),
        ("pt", ("pt-BR", "pt"), "pt"),
        ("pt-BR", ("pt-BR", "pt-PT"), "pt"),
        ("pt-PT", ("pt-BR", "pt-PT"), "pt-PT"),
        ("sr-Latn-RS", ("sr-Latn-RS", "sr-Cyrl"), "sr-Latn"),
        ("sr-Cyrl", ("sr-Latn-RS", "sr-Cyrl"), "sr-Cyrl"),
    ],
)
def test_a_region_is_no_part_of_an_identifier_unless_two_differ_by_it(
    language: str, languages: tuple[str, ...], expected: str
) -> None:
    assert permanent(language, languages) == expected
    settings = replace(OWN, languages=languages)
    found = release_id(Owner("releases/x"), settings, language, NO_LEDGER)
    assert found == f"tag:press.example.org,2026:releases/x.{expected}"
    feed = list_id("topics/law", settings, language, "feed.xml")
    assert feed == f"tag:press.example.org,2026:{expected}/topics/law/feed.xml"


def test_lists_of_a_site_without_an_authority_have_no_identifier_but_their_address() -> None:
    assert list_id("releases", BEFORE, "az", "feed.xml") == ""


@pytest.mark.parametrize(
    ("recorded", "now"),
    [("en", "en-GB"), ("en-GB", "en"), ("en-GB", "en-US"), ("en-GB", "en-GB"), ("en", "en")],
)
def test_a_recorded_identifier_keeps_the_language_it_was_recorded_in(
    recorded: str, now: str
) -> None:
    known = ledger(("/en/x/", FROZEN), language=recorded)
    settings = replace(BEFORE, languages=("az", now))
    assert release_id(Owner(FROZEN), settings, now, known) == f"{FROZEN}.{recorded}"
    assert release_id(Owner(FROZEN), settings, "az", known) == f"{FROZEN}.az"


def test_a_text_in_a_language_is_found_by_whichever_region_it_was_counted_for() -> None:
    assert same_language("en-GB", ("az", "en")) == "en"
    assert same_language("en", ("az", "en-US", "en")) == "en"
    assert same_language("de", ("az", "en")) == ""


def test_a_ledger_is_read_when_somebody_asks_for_a_line_of_it() -> None:
    def never() -> tuple[Row, ...]:
        raise AssertionError("nobody asked")

    Ledger(never)
    assert not NO_LEDGER.rows
    assert of(summary(identity="x"), ledger()) == "releases/x"


@pytest.mark.parametrize(
    ("word", "recorded"),
    [("releases", "/az/xeberler/2026/x/"), ("xeberler", "/az/releases/2026/x/")],
)
def test_a_site_that_calls_its_releases_otherwise_has_the_same_releases(
    word: str, recorded: str
) -> None:
    settings = replace(OWN, words=(("az", (("releases", word),)),))
    assert of(summary(), ledger((recorded, FROZEN)), settings) == FROZEN
    assert release_address(settings, "az", 2026, "x") == f"/az/{word}/2026/x/"
    assert release_address(settings, "en", 2026, "x") == "/en/releases/2026/x/"


def test_only_releases_are_found_by_an_address_with_another_word() -> None:
    settings = replace(OWN, words=(("az", (("releases", "xeberler"),)),))
    for recorded, what in (
        ("/az/releases/2026/x/", "pages/about"),
        ("/az/releases/2026/y/", FROZEN),
        ("/en/releases/2026/x/", FROZEN),
        ("/az/releases/2026/x/y/", FROZEN),
    ):
        found = of(summary(), ledger((recorded, what)), settings)
        assert found == "releases/2026-03-05-x", recorded


def test_what_the_front_matter_says_is_whole_without_an_authority_too() -> None:
    one = summary(identity="iclas")
    assert of(one, settings=BEFORE) == f"tag:press.example.org,{one.year}:releases/iclas"
    whole = "tag:old.example.org,2020:releases/iclas"
    for settings in (OWN, BEFORE):
        # Recorded while the host was another, it stays what it was.
        assert of(one, ledger(("/az/old/", whole)), settings) == whole
    other = ledger(("/az/old/", "tag:old.example.org,2020:releases/baxis"))
    assert of(one, other) == "releases/iclas"


def test_a_script_is_a_part_of_an_identifier_and_what_follows_it_is_none() -> None:
    assert permanent("zh-Hans-SG-pinyin", ("zh-Hans-SG-pinyin", "en")) == "zh-Hans"
    assert permanent("ca-valencia-ES", ("ca-valencia-ES", "en")) == "ca"
    assert permanent("de-CH-1996", ("de-CH-1996", "en")) == "de"
