"""The menu has room for so many standing pages; where there are more, a page of its own has all."""

import pytest

from beyan.model.page import PagesPage
from beyan.model.plan import Plan
from beyan.model.release import StandingPage
from beyan.plan.menu import MOST
from beyan.plan.plan import plan_pages
from tests.unit.plan.conftest import addresses, config, edition, pages, site, standing


def planned(count: int, *, missing: str = "link", also: tuple[StandingPage, ...] = ()) -> Plan:
    both = (
        standing(edition("az", f"p{number}"), edition("en", f"p{number}"), key=f"pages/p{number}")
        for number in range(count)
    )
    return plan_pages(site(pages=(*both, *also), settings=config(missing)))


@pytest.mark.parametrize("count", [0, 1, MOST])
def test_what_there_is_room_for_stands_in_the_menu_alone(count: int) -> None:
    plan = planned(count)
    assert [(len(frame.menu), frame.pages) for frame in plan.frames] == [(count, "")] * 2
    assert "/az/pages/" not in addresses(plan)


@pytest.mark.parametrize("count", [MOST + 1, 40, 1000])
def test_the_menu_leads_to_a_page_of_all_where_it_has_no_room(count: int) -> None:
    plan = planned(count)
    assert [(len(frame.menu), frame.pages) for frame in plan.frames] == [
        (MOST, "/az/pages/"),
        (MOST, "/en/pages/"),
    ]
    page = pages(plan)["/en/pages/"]
    assert isinstance(page, PagesPage)
    assert [link.address for link in page.pages] == [f"/en/p{number}/" for number in range(count)]
    assert [each.address for each in page.alternates] == ["/az/pages/", "/en/pages/"]


def test_only_a_language_with_so_many_pages_has_a_page_of_all() -> None:
    only = standing(edition("az", "only"), key="pages/only")
    plan = planned(MOST, missing="hide", also=(only,))
    assert "/az/pages/" in addresses(plan)
    assert "/en/pages/" not in addresses(plan)
    assert [each.address for each in pages(plan)["/az/pages/"].alternates] == ["/az/pages/"]
