import pytest

from beyan.plan import addresses
from tests.unit.plan.conftest import config


def test_the_addresses_of_a_release_and_its_lists_are_those_of_the_product() -> None:
    assert addresses.release(config(), "az", 2020, "qht-gorusu") == "/az/releases/2020/qht-gorusu/"
    assert addresses.year(config(), "az", 2020) == "/az/releases/2020/"
    assert addresses.topic(config(), "en", "civil-society") == "/en/topics/civil-society/"
    assert addresses.participant(config(), "en", "rauf-zeini") == "/en/participants/rauf-zeini/"
    assert addresses.standing_page("az", "haqqimizda") == "/az/haqqimizda/"


def test_the_first_page_of_a_list_has_no_number() -> None:
    assert addresses.list_page("/az/releases/", 1) == "/az/releases/"
    assert addresses.list_page("/az/releases/", 2) == "/az/releases/page/2/"


@pytest.mark.parametrize("base", ["/az/", "/en/topics/civil-society/", "/ar/participants/rauf/"])
def test_a_list_has_a_feed_in_each_format_beside_it(base: str) -> None:
    feeds = [(each.address, each.type) for each in addresses.feeds(base)]
    assert feeds == [
        (f"{base}feed.xml", "application/atom+xml"),
        (f"{base}rss.xml", "application/rss+xml"),
        (f"{base}feed.json", "application/feed+json"),
    ]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("beyan.css", "/assets/beyan.01234567.css"),
        ("fonts/a.b.woff2", "/assets/fonts/a.b.01234567.woff2"),
        ("LICENSE", "/assets/LICENSE.01234567"),
    ],
)
def test_a_changed_asset_gets_a_new_address(path: str, address: str) -> None:
    assert addresses.asset(path, "0123456789abcdef") == address


@pytest.mark.parametrize(
    ("typed", "address"),
    [("/old", "/old/"), ("/old/", "/old/"), ("/old.html", "/old.html"), ("/a.b/c", "/a.b/c/")],
)
def test_an_old_address_is_one_that_a_file_can_answer_to(typed: str, address: str) -> None:
    assert addresses.alias(typed) == address
