import pickle

import pytest

from beyan.model.page import ChooserPage, NotFoundPage
from beyan.model.plan import Plan
from beyan.model.release import Attachment, Photo, Release, Withdrawal
from beyan.model.words import Translations
from beyan.plan.plan import plan_pages
from tests.conftest import assert_artifacts_are_as_declared
from tests.unit.plan.conftest import (
    addresses,
    config,
    edition,
    file,
    moment,
    pages,
    participant,
    person,
    release,
    site,
    standing,
    topic,
    words,
)


def test_an_empty_site_has_its_fixed_pages_in_every_language() -> None:
    found = addresses(plan_pages(site()))
    own = {
        f"/{tag}/{part}"
        for tag in ("az", "en")
        for part in (
            *("", "releases/", "topics/", "participants/", "search/", "feeds/", "404.html"),
            *("feed.xml", "rss.xml", "feed.json", "releases.json"),
        )
    }
    assert found == own | {
        *("/", "/404.html", "/robots.txt", "/sitemap.xml", "/news-sitemap.xml"),
        *("/_redirects", "/redirects.nginx.conf", "/redirects.apache.conf"),
        *("/redirects.map.nginx.conf", "/redirects.csv"),
        *("/_headers", "/headers.nginx.conf", "/headers.nginx.location.conf"),
        "/headers.apache.conf",
    }


def everything() -> list[Release]:
    """Releases with all that a release can have."""
    folder = "content/releases/2026/2026-03-05-x"
    return [
        release(
            edition("az", aliases=("/kohne",), links=("a.pdf", "#bolme", "/az/", "nothing.md")),
            edition("en"),
            topics=("t",),
            participants=(participant("p", az="P"), participant("", az="Qonaq")),
            photos=(
                Photo(
                    file=file(f"{folder}/a.jpg"),
                    width=1,
                    height=1,
                    is_transparent=False,
                    alt=words(az="a"),
                    caption=Translations(),
                    credit=Translations(),
                ),
            ),
            attachments=(Attachment(file=file(f"{folder}/a.pdf"), title=Translations()),),
        ),
        release(edition("az", "y"), day="2026-03-04", topics=("t",)),
        release(
            edition("en", "z", links=("#gone",)),
            day="2025-03-04",
            withdrawn=Withdrawal(moment("2025-03-06"), words(en="Error")),
        ),
    ]


def planned(releases: list[Release], missing: str) -> Plan:
    return plan_pages(
        site(
            *releases,
            settings=config(missing, page_size=1),
            pages=(standing(edition("az", "about", links=("/az/topics/",))),),
            topics=(topic("t", az="T", en="T"),),
            people=(person("p", az="P"),),
            assets=(file("assets/beyan.css"),),
        )
    )


@pytest.mark.parametrize("missing", ["hide", "link", "notice"])
def test_the_same_site_has_the_same_plan_wherever_its_releases_come_from(missing: str) -> None:
    """As they were read, or as they come back from a file, as equal values that are others."""
    one = planned(everything(), missing)
    two = planned([pickle.loads(pickle.dumps(each)) for each in everything()], missing)
    assert one.artifacts == two.artifacts
    assert list(one.outputs) == list(two.outputs)
    assert (one.frames, one.setting) == (two.frames, two.setting)


@pytest.mark.parametrize("missing", ["hide", "link", "notice"])
def test_a_section_gives_what_it_declares(missing: str) -> None:
    assert_artifacts_are_as_declared(planned(everything(), missing))


def test_the_outputs_of_a_plan_can_be_asked_for_again() -> None:
    plan = planned(everything(), "notice")
    assert list(plan.outputs) == list(plan.outputs)
    assert [page.address for page in plan.pages()] == [
        artifact.name for artifact in plan.artifacts if artifact.template
    ]


def test_the_chooser_offers_every_language_in_its_own_words() -> None:
    chooser = pages(plan_pages(site()))["/"]
    assert isinstance(chooser, ChooserPage)
    assert [(each.language, each.address, each.name.text) for each in chooser.options] == [
        ("az", "/az/", "Nümunə İdarəsi"),
        ("en", "/en/", "Sample Office"),
    ]


def test_the_404_page_of_the_root_speaks_every_language_and_is_not_indexed() -> None:
    found = pages(plan_pages(site()))
    root, own = found["/404.html"], found["/en/404.html"]
    assert isinstance(root, NotFoundPage)
    assert isinstance(own, NotFoundPage)
    assert (root.languages, own.languages) == (("az", "en"), ("en",))
    assert not root.is_indexed
    assert not own.is_indexed


def test_hreflang_is_the_same_list_on_all_versions_of_a_page() -> None:
    found = pages(plan_pages(site(release(edition("az", "gorus"), edition("en", "meeting")))))
    az, en = found["/az/releases/2026/gorus/"], found["/en/releases/2026/meeting/"]
    assert az.alternates == en.alternates
    assert [each.address for each in az.alternates] == [az.address, en.address]


def test_assets_are_named_by_their_content() -> None:
    plan = plan_pages(site(assets=(file("assets/beyan.css"),)))
    assert "/assets/beyan.01234567.css" in addresses(plan)
    assert dict(plan.frames[0].assets) == {"beyan.css": "/assets/beyan.01234567.css"}


def test_the_year_in_an_address_is_the_releases_in_the_sites_time_zone() -> None:
    found = addresses(plan_pages(site(release(day="2026-01-01T00:30"))))
    assert "/az/releases/2026/x/" in found


def test_a_third_language_is_one_more_word_in_the_settings() -> None:
    settings = config(
        languages=("az", "en", "ru"), name=words(az="İdarə", en="Office", ru="Управление")
    )
    found = addresses(plan_pages(site(release(edition("ru", "vstrecha")), settings=settings)))
    assert {"/ru/", "/ru/releases/2026/vstrecha/", "/ru/topics/"} <= found
