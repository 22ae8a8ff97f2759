"""The plan of edited texts is that part of the whole plan which the edit can have changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from beyan.model.diagnostic import Span
from beyan.model.plan import Artifact, Plan
from beyan.model.release import Correction, Edition, Moment, Prose, ProseLink, Release, Withdrawal
from beyan.model.release_summary import summarised
from beyan.model.site import Site
from beyan.plan.delta import are_texts_alone, plan_delta
from beyan.plan.plan import plan_pages
from tests.unit.plan.conftest import (
    BAKU,
    config,
    edition,
    moment,
    participant,
    person,
    release,
    site,
    standing,
    topic,
    words,
)


def text(slug: str, language: str, *links: str, **more: Any) -> Edition:
    path = f"content/releases/2026/{slug}.{language}.md"
    span = Span(path, 5, 1)
    prose = Prose(
        "Mətn.", span, tuple(ProseLink(each, span) for each in links), html="<p>Mətn.</p>"
    )
    return edition(language, slug, path=path, prose=prose, summary="Qısa.", **more)


def one(day: str, *editions: Edition, **facts: Any) -> Release:
    return release(*editions, day=day, key=f"releases/2026/{editions[0].slug}", **facts)


ANA, RAUF = participant("ana", az="Ana", en="Ana"), participant("rauf", az="Rauf", en="Rauf")
ABOUT = "../../pages/about.en.md"
# Newest first; of each kind there is one that the feeds of two items no longer show.
RELEASES = (
    one("2026-03-09", text("g", "az"), text("g", "en"), participants=(RAUF,)),
    one("2026-03-08", text("f", "en"), topics=("law",), participants=(ANA, ANA)),
    one("2026-03-07", text("e", "az", "a.az.md", "f.en.md"), text("e", "en", ABOUT)),
    one("2026-03-06", text("d", "az"), topics=("law", "trade"), participants=(ANA, RAUF)),
    one("2026-03-05", text("c", "az"), text("c", "en"), topics=("law",), participants=(ANA,)),
    one("2026-03-04", text("b", "az"), topics=("trade",)),
    one("2026-03-03", text("a", "az"), text("a", "en"), topics=("law",), participants=(RAUF,)),
)  # fmt: skip
KEYS = [each.key for each in RELEASES]


def made(*releases: Release, missing: str = "link") -> Site:
    return site(
        *releases,
        settings=config(missing, feed_size=2, home_size=2, page_size=2),
        people=(person("ana", az="Ana", en="Ana"), person("rauf", az="Rauf", en="Rauf")),
        topics=(topic("law", az="Hüquq", en="Law"), topic("trade", az="Ticarət", en="Trade")),
        pages=(
            standing(
                edition("az", "about", path="content/pages/about.az.md"),
                edition("en", "about", path="content/pages/about.en.md"),
            ),
        ),
    )


def with_prose(each: Edition) -> Edition:
    prose = each.prose._replace(text="Başqa mətn.", html="<p>Başqa mətn.</p>")
    return replace(each, prose=prose)


# What may change in an edition, and nothing but its page and the feeds that show it has to know.
TEXTS = {
    "text": with_prose,
    "pictures without words": lambda each: replace(
        each, prose=each.prose._replace(undescribed=(ProseLink("x.png", each.prose.span),))
    ),
    # A word more before a link moves it.
    "place of a link": lambda each: replace(
        each,
        prose=each.prose._replace(
            links=tuple(ProseLink(old.target, Span(each.path, 9, 7)) for old in each.prose.links)
        ),
    ),
    "lead": lambda each: replace(each, lead="Qısa."),
    "original": lambda each: replace(each, original="az"),
    "out of date": lambda each: replace(each, is_outdated=True),
    "all at once": lambda each: replace(with_prose(each), lead="Qısa.", is_outdated=True),
}
MORE_THAN_TEXTS = {
    "title": lambda each: replace(each, title="Başqa"),
    "summary": lambda each: replace(each, summary="Başqa."),
    "place": lambda each: replace(each, place="Gəncə"),
    "slug": lambda each: replace(each, slug="other"),
    "alias": lambda each: replace(each, aliases=("/old/",)),
    "correction": lambda each: replace(
        each, corrections=(Correction(moment("2026-03-09"), "Səhv."),)
    ),
    # They decide what is read most.
    "reads": lambda each: replace(each, views=7),
    "waiting": lambda each: replace(each, is_waiting=True),
    "link": lambda each: replace(
        each, prose=each.prose._replace(links=(ProseLink("a.az.md", each.prose.span),))
    ),
    "link to another text": lambda each: replace(
        each,
        prose=each.prose._replace(links=(ProseLink("b.az.md", Span(each.path, 9, 1)),)),
    ),
}
FACTS = {
    "topics": {"topics": ("trade",)},
    "people": {"participants": (RAUF,)},
    "date": {"date": Moment(datetime(2026, 3, 5, 10, tzinfo=BAKU))},
    "time of day": {"date": Moment(datetime(2026, 3, 5, tzinfo=BAKU), True)},
    "draft": {"draft": True},
    "expiry": {"expires": Moment(datetime(2027, 3, 5, tzinfo=BAKU))},
    "embargo": {"embargo": Moment(datetime(2026, 3, 6, tzinfo=BAKU))},
    "withdrawal": {"withdrawn": Withdrawal(moment("2026-03-09"), words(az="Səhv.", en="Wrong."))},
}


def edited(key: str, change: Any, language: str = "") -> tuple[Release, ...]:
    """The releases with a change in the editions of one, or in that of one language."""
    return tuple(
        replace(
            each,
            editions=tuple(
                change(own) if language in ("", own.language) else own for own in each.editions
            ),
        )
        if each.key == key
        else each
        for each in RELEASES
    )


def by_name(plan: Plan) -> dict[str, Artifact]:
    return {each.name: each for each in plan.artifacts}


def alone(key: str, releases: tuple[Release, ...], anchored: set[str] | None = None) -> bool:
    """Whether the change of this one release is one of texts alone."""
    (before,) = (summarised(each) for each in RELEASES if each.key == key)
    (now,) = (summarised(each) for each in releases if each.key == key)
    return are_texts_alone([(before, now)], made(*releases), anchored or set())


def assert_is_a_part_of_the_whole(
    releases: tuple[Release, ...], keys: set[str], missing: str
) -> None:
    """All that the edit changed in the whole plan, each as it stands there."""
    before, now = (
        by_name(plan_pages(made(*RELEASES, missing=missing))),
        made(*releases, missing=missing),
    )
    whole = plan_pages(now)
    delta = plan_delta(now, frozenset(keys), by_name(whole).keys())
    after, planned = by_name(whole), by_name(delta)
    assert before.keys() == after.keys()
    outdated = {name for name in after if before[name].fingerprint != after[name].fingerprint}
    assert outdated <= planned.keys()
    assert len(planned) == len(delta.artifacts) < len(after)
    for name, artifact in planned.items():
        assert artifact == after[name]
        assert artifact.traces == after[name].traces
        assert list(artifact.outputs()) == list(after[name].outputs())
    assert (delta.frames, delta.setting) == (whole.frames, whole.setting)


@pytest.mark.parametrize("missing", ["hide", "link", "notice"])
@pytest.mark.parametrize("key", KEYS)
def test_a_delta_has_all_that_an_edited_text_changes(key: str, missing: str) -> None:
    assert_is_a_part_of_the_whole(edited(key, with_prose), {key}, missing)


@pytest.mark.parametrize("language", ["az", "en"])
@pytest.mark.parametrize("change", TEXTS)
def test_a_delta_has_all_that_each_change_of_a_text_changes(change: str, language: str) -> None:
    key = "releases/2026/c"
    releases = edited(key, TEXTS[change], language)
    assert alone(key, releases)
    assert_is_a_part_of_the_whole(releases, {key}, "link")


def test_a_delta_has_all_that_several_texts_change() -> None:
    releases = tuple(
        replace(each, editions=tuple(map(with_prose, each.editions))) for each in RELEASES
    )
    several = {"releases/2026/a", "releases/2026/e", "releases/2026/f"}
    some = tuple(
        new if new.key in several else old for old, new in zip(RELEASES, releases, strict=True)
    )
    assert_is_a_part_of_the_whole(some, several, "link")


def test_the_feeds_may_be_left_for_later() -> None:
    now = made(*edited("releases/2026/c", with_prose))
    known = by_name(plan_pages(now)).keys()
    pages = plan_delta(now, frozenset({"releases/2026/c"}), known, feeds=False)
    whole = plan_delta(now, frozenset({"releases/2026/c"}), known)
    assert {"/az/releases/2026/c/", "/en/releases/2026/c/"} == set(by_name(pages))
    assert by_name(pages).keys() < by_name(whole).keys()


def test_no_text_is_no_work() -> None:
    assert plan_delta(made(*RELEASES), frozenset(), ()).artifacts == ()


# --- when it does -----------------------------------------------------------------------------


def test_nothing_edited_is_texts_alone() -> None:
    assert are_texts_alone([], made(*RELEASES), set())
    assert alone(KEYS[0], RELEASES)


@pytest.mark.parametrize("change", TEXTS)
@pytest.mark.parametrize("key", KEYS)
def test_a_text_is_a_text_alone(key: str, change: str) -> None:
    assert alone(key, edited(key, TEXTS[change]))


@pytest.mark.parametrize("change", MORE_THAN_TEXTS)
@pytest.mark.parametrize("language", ["az", "en"])
def test_what_lists_and_addresses_need_is_more_than_a_text(change: str, language: str) -> None:
    key = "releases/2026/c"
    assert not alone(key, edited(key, MORE_THAN_TEXTS[change], language))


@pytest.mark.parametrize("change", FACTS)
def test_a_fact_is_more_than_a_text(change: str) -> None:
    key = "releases/2026/c"
    releases = tuple(
        replace(each, **FACTS[change]) if each.key == key else each  # type: ignore[arg-type]
        for each in RELEASES
    )
    assert not alone(key, releases)


@pytest.mark.parametrize("count", [0, 1])
def test_an_edition_that_comes_or_goes_is_more_than_a_text(count: int) -> None:
    key = "releases/2026/c"
    fewer = tuple(
        replace(each, editions=each.editions[:1]) if each.key == key else each for each in RELEASES
    )
    (both,) = (summarised(each) for each in RELEASES if each.key == key)
    (first,) = (summarised(each) for each in fewer if each.key == key)
    change = (both, first) if count else (first, both)
    assert not are_texts_alone([change], made(*RELEASES), set())


def test_what_the_gate_holds_back_is_checked_with_the_whole_site() -> None:
    key = "releases/2026/c"
    now = edited(key, with_prose)
    change = [(summarised(old), summarised(new)) for old, new in zip(RELEASES, now, strict=True)]
    assert are_texts_alone(change, made(*now), set())
    assert not are_texts_alone(change, made(*(each for each in now if each.key != key)), set())


@pytest.mark.parametrize(
    ("anchored", "is_alone"),
    [
        ("/az/releases/2026/c/", False),
        ("/en/releases/2026/c/", False),
        ("/az/releases/2026/b/", True),
        ("/az/", True),
    ],
)
def test_a_heading_that_others_link_to_may_have_gone(anchored: str, is_alone: bool) -> None:
    """Wherever the link is, and whichever language was edited."""
    key = "releases/2026/c"
    assert alone(key, edited(key, with_prose, "az"), {anchored}) == is_alone


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_edit_that_is_more_is_enough(place: int) -> None:
    now = [summarised(each) for each in edited(KEYS[place], MORE_THAN_TEXTS["title"])]
    changes = list(zip(map(summarised, RELEASES), now, strict=True))[:3]
    assert not are_texts_alone(changes, made(*RELEASES), set())
