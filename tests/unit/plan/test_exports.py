"""Which files for machines are planned, and what each carries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest

from beyan.model.config import Config, Contact
from beyan.model.export import (
    AtomFeed,
    JsonFeed,
    NewsSitemap,
    RedirectRules,
    Robots,
    RssFeed,
    Sitemap,
    SitemapIndex,
)
from beyan.model.page import Export, output_path
from beyan.model.picture import Picture
from beyan.model.plan import Artifact, Plan
from beyan.model.release import Correction, Moment, Photo, Release, Withdrawal
from beyan.model.words import Translations
from beyan.plan import exports
from beyan.plan.exports import export_artifacts
from beyan.plan.plan import plan_pages
from tests.unit.plan.conftest import (
    BAKU,
    config,
    edition,
    file,
    moment,
    participant,
    person,
    release,
    site,
    topic,
    words,
)

NOW = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
E = TypeVar("E", bound=Export)


def planned(
    *releases: Release, now: datetime = NOW, settings: Config | None = None, **more: object
) -> Plan:
    return plan_pages(site(*releases, now=now, settings=settings, **more))


def of(plan: Plan, kind: type[E]) -> dict[str, E]:
    return {each.address: each for each in plan.outputs if isinstance(each, kind)}


def many(count: int) -> list[Release]:
    """Newest first."""
    start = datetime(2026, 3, 5)
    return [
        release(edition("az", slug=f"r{n}"), day=(start - timedelta(days=n)).date().isoformat())
        for n in range(count)
    ]


def test_every_language_topic_and_participant_has_all_feeds() -> None:
    plan = planned(
        release(topics=("yol",), participants=(participant("ali", az="Əli", en="Ali"),)),
        topics=(topic("yol", az="Yol", en="Road"),),
        people=(person("ali", az="Əli", en="Ali"),),
    )
    lists = [
        f"/{language}/{rest}"
        for language in ("az", "en")
        for rest in ("", "topics/yol/", "participants/ali/")
    ]
    assert set(of(plan, AtomFeed)) == {f"{each}feed.xml" for each in lists}
    assert set(of(plan, JsonFeed)) == {f"{each}feed.json" for each in lists}
    assert set(of(plan, RssFeed)) == {f"{each}rss.xml" for each in lists}
    assert of(plan, AtomFeed)["/en/topics/yol/feed.xml"].title == "Road · Sample Office"
    assert of(plan, AtomFeed)["/az/feed.xml"].title == "Nümunə İdarəsi"


def test_a_feed_holds_only_its_own_language() -> None:
    plan = planned(release(edition("en")), release(edition("az", slug="y")))
    feeds = of(plan, AtomFeed)
    assert [entry.title for entry in feeds["/az/feed.xml"].entries] == ["y az"]
    assert [entry.title for entry in feeds["/en/feed.xml"].entries] == ["x en"]


def test_a_feed_has_the_newest_releases_up_to_its_size() -> None:
    feed = of(planned(*many(5), settings=config(feed_size=3)), AtomFeed)["/az/feed.xml"]
    assert [entry.title for entry in feed.entries] == ["r0 az", "r1 az", "r2 az"]


def test_foreign_editions_do_not_take_the_places_of_own_ones() -> None:
    foreign = [release(edition("en", slug=f"e{n}"), day="2026-03-06") for n in range(3)]
    plan = planned(*foreign, *many(2), settings=config(feed_size=2))
    assert len(of(plan, AtomFeed)["/az/feed.xml"].entries) == 2


def test_an_empty_feed_has_a_time_that_no_clock_changes() -> None:
    one, two = (
        of(planned(now=NOW + timedelta(days=days)), AtomFeed)["/az/feed.xml"] for days in (0, 9)
    )
    assert one == two
    assert one.entries == ()


def test_all_feeds_of_a_list_carry_the_same_entries() -> None:
    plan = planned(*many(3), settings=config(contact=Contact(email="press@example.org")))
    atom, json = of(plan, AtomFeed)["/az/feed.xml"], of(plan, JsonFeed)["/az/feed.json"]
    rss = of(plan, RssFeed)["/az/rss.xml"]
    assert atom.entries == json.entries == rss.entries
    assert [each.address for each in atom.formats] == [atom.address, rss.address, json.address]
    assert atom.id != json.id
    assert atom.email == "press@example.org"


def test_a_correction_changes_updated_and_views_do_not() -> None:
    def updated(**more: Any) -> tuple[datetime, datetime]:
        feed = of(planned(release(edition("az", **more))), AtomFeed)["/az/feed.xml"]
        return feed.updated, feed.entries[0].updated

    day = datetime(2026, 3, 8, tzinfo=BAKU)
    assert updated() == updated(views=999) == (datetime(2026, 3, 5, tzinfo=BAKU),) * 2
    assert updated(corrections=(Correction(Moment(day), "Düzəliş"),)) == (day, day)


def test_a_withdrawn_release_carries_its_reason_and_no_text() -> None:
    withdrawn = Withdrawal(moment("2026-03-07"), words(az="Səhv", en="Error"))
    entry = of(planned(release(withdrawn=withdrawn)), AtomFeed)["/en/feed.xml"].entries[0]
    assert entry.notice is not None
    assert (entry.notice.text, entry.notice.language) == ("Error", "en")
    assert entry.prose.html == entry.summary == ""
    assert entry.updated == datetime(2026, 3, 7, tzinfo=BAKU)


def photo(name: str, width: int) -> Photo:
    path = f"content/releases/2026/2026-03-05-x/{name}"
    return Photo(
        file=file(path),
        width=width,
        height=900,
        is_transparent=False,
        alt=words(az="Şəkil", en="A photo"),
        caption=Translations(),
        credit=Translations(),
    )


def test_an_entry_has_the_first_photo_as_other_programs_are_given_it() -> None:
    photos = (photo("b.jpg", width=3000), photo("a.png", width=600))
    plan = planned(release(photos=photos))
    published = {each.address: each for each in plan.outputs if isinstance(each, Picture)}
    for language in ("az", "en"):
        (entry,) = of(plan, AtomFeed)[f"/{language}/feed.xml"].entries
        assert entry.picture is not None
        assert entry.picture == published[entry.picture.address]
        assert entry.picture.source.path.endswith("b.jpg")
        assert entry.picture.size is not None
        assert entry.picture.size[0] == 1200


@pytest.mark.parametrize(
    "more", [{}, {"withdrawn": Withdrawal(moment("2026-03-07"), words(az="Səhv"))}]
)
def test_an_entry_without_a_photo_to_show_has_none(more: dict[str, Any]) -> None:
    photos = (photo("b.jpg", width=3000),) if more else ()
    plan = planned(release(photos=photos, **more))
    (entry,) = of(plan, AtomFeed)["/az/feed.xml"].entries
    assert entry.picture is None


def test_an_embargoed_release_is_published_when_its_embargo_ends() -> None:
    end = datetime(2026, 3, 6, 9, 0, tzinfo=BAKU)
    plan = planned(release(edition("az"), embargo=Moment(end)))
    (entry,) = of(plan, AtomFeed)["/az/feed.xml"].entries
    assert entry.published == entry.updated == end
    (news,) = of(plan, NewsSitemap)["/news-sitemap.xml"].entries
    assert news.published == end


def test_every_address_in_a_feed_answers_to_a_planned_file() -> None:
    plan = planned(*many(3), release(day="2026-01-01"))
    files = {output.path for output in plan.outputs}
    for feed in (*of(plan, AtomFeed).values(), *of(plan, JsonFeed).values()):
        assert output_path(feed.page) in files
        for entry in feed.entries:
            assert output_path(entry.address) in files
            assert {output_path(each.address) for each in entry.alternates} <= files


def test_the_sitemap_has_every_indexed_page_once_and_nothing_else() -> None:
    noticed = release(edition("az", aliases=("/old",)))
    plan = planned(noticed, settings=config(missing="notice"))
    listed = [entry.address for entry in of(plan, Sitemap)["/sitemap.xml"].entries]
    assert listed == [page.address for page in plan.pages() if page.is_indexed]
    assert len(set(listed)) == len(listed)
    assert not {"/old/", "/404.html", "/en/releases/2026/x/"} & set(listed)
    assert "/az/releases/2026/x/" in listed


def indexed(plan: Plan) -> list[Artifact]:
    """The artifacts of pages that search engines shall list."""
    shown = {page.address for page in plan.pages() if page.is_indexed}
    return [artifact for artifact in plan.artifacts if artifact.name in shown]


def sitemaps(pages: list[Artifact]) -> list[Sitemap | SitemapIndex]:
    """The sitemaps of a site with these pages."""
    exported = export_artifacts(site(), pages, {}, {})
    made = [each for artifact in exported for each in artifact.outputs()]
    return [each for each in made if isinstance(each, Sitemap | SitemapIndex)]


@pytest.mark.parametrize(("size", "parts"), [(3, 0), (4, 2), (7, 3)])
def test_a_sitemap_beyond_its_size_falls_into_parts_under_an_index(
    monkeypatch: pytest.MonkeyPatch, size: int, parts: int
) -> None:
    monkeypatch.setattr(exports, "SITEMAP_SIZE", 3)
    pages = indexed(planned(*many(2)))[:size]
    assert len(pages) == size
    made = sitemaps(pages)
    indexes = [each for each in made if isinstance(each, SitemapIndex)]
    maps = [each for each in made if isinstance(each, Sitemap)]
    assert [entry.address for each in maps for entry in each.entries] == [
        page.name for page in pages
    ]
    assert all(len(each.entries) <= 3 for each in maps)
    if not parts:
        assert [each.address for each in maps] == ["/sitemap.xml"]
        assert indexes == []
        return
    (index,) = indexes
    assert index.address == "/sitemap.xml"
    assert len(index.parts) == parts
    assert [part.address for part in index.parts] == [each.address for each in maps]
    for part, each in zip(index.parts, maps, strict=True):
        dates = [entry.modified for entry in each.entries if entry.modified]
        assert part.modified == max(dates, default=None)


def test_fifty_thousand_addresses_are_one_file_and_one_more_are_two() -> None:
    page = indexed(planned(release()))[0]
    pages = [page._replace(addresses=(f"/{n}/",)) for n in range(50_001)]
    assert len(sitemaps(pages[:50_000])) == 1
    assert len(sitemaps(pages)) == 3


def test_the_news_sitemap_holds_two_days_and_empties_by_the_clock() -> None:
    fresh = release(edition("az"), day="2026-03-05")

    def news(now: datetime) -> list[str]:
        plan = planned(fresh, *many(9)[3:], now=now)
        return [each.address for each in of(plan, NewsSitemap)["/news-sitemap.xml"].entries]

    end = datetime(2026, 3, 7, tzinfo=BAKU)
    assert news(NOW) == ["/az/releases/2026/x/"]
    assert news(end - timedelta(microseconds=1)) == ["/az/releases/2026/x/"]
    assert news(end) == []


def test_a_withdrawn_release_is_no_news() -> None:
    withdrawn = Withdrawal(moment("2026-03-06"), words(az="Səhv"))
    plan = planned(release(edition("az"), withdrawn=withdrawn))
    assert of(plan, NewsSitemap)["/news-sitemap.xml"].entries == ()


def test_the_news_sitemap_has_at_most_a_thousand_items_and_the_newest() -> None:
    releases = [
        replace(
            release(edition("az", slug=f"r{n}")),
            date=Moment(datetime(2026, 3, 6, tzinfo=BAKU) - timedelta(minutes=n)),
        )
        for n in range(1_001)
    ]
    news = of(planned(*releases), NewsSitemap)["/news-sitemap.xml"]
    assert len(news.entries) == 1_000
    assert [each.title for each in news.entries[:2]] == ["r0 az", "r1 az"]
    assert "r1000 az" not in {each.title for each in news.entries}


def test_the_publication_has_its_name_in_every_language() -> None:
    news = of(planned(release()), NewsSitemap)["/news-sitemap.xml"]
    assert dict(news.names) == {"az": "Nümunə İdarəsi", "en": "Sample Office"}
    assert {each.language for each in news.entries} == {"az", "en"}


def test_robots_names_the_planned_sitemaps() -> None:
    plan = planned(release())
    addresses = {output.address for output in plan.outputs}
    assert set(of(plan, Robots)["/robots.txt"].sitemaps) <= addresses


def test_an_alias_is_in_the_redirects_of_every_server() -> None:
    plan = planned(release(edition("az", aliases=("/old", "/b.html"))))
    rules = of(plan, RedirectRules)
    assert len(rules) == 5
    for each in rules.values():
        assert set(each.redirects) == {
            ("/old/", "/az/releases/2026/x/"),
            ("/b.html", "/az/releases/2026/x/"),
        }
