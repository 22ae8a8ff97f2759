import pickle

from beyan.model.page import ChooserPage, NotFoundPage
from beyan.plan.plan import plan_pages
from tests.unit.plan.conftest import addresses, config, edition, file, pages, release, site, words


def test_an_empty_site_has_its_fixed_pages_in_every_language() -> None:
    found = addresses(plan_pages(site()))
    own = {
        f"/{tag}/{part}"
        for tag in ("az", "en")
        for part in (
            *("", "releases/", "topics/", "participants/", "404.html"),
            *("feed.xml", "feed.json", "releases.json"),
        )
    }
    assert found == own | {
        *("/", "/404.html", "/robots.txt", "/sitemap.xml", "/news-sitemap.xml"),
        *("/_redirects", "/redirects.nginx.conf", "/redirects.apache.conf"),
    }


def test_the_same_site_has_the_same_plan() -> None:
    assert plan_pages(site(release())) == plan_pages(site(release()))


def test_a_plan_survives_the_way_to_a_worker_process() -> None:
    plan = plan_pages(site(release()))
    assert pickle.loads(pickle.dumps(plan)) == plan


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
