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


@pytest.mark.parametrize(
    ("titles", "fitting"),
    [
        (["Haqqımızda", "Müraciət qaydası", "Əlaqə", "Əlçatanlıq"], 4),
        (["Vətəndaşların müraciətlərinə baxılması qaydası"] * 5, 2),
        (["a" * 400], 0),
        (["关于监察员办公室和它的工作"] * 6, 4),
        (["a" * 20] * 5 + ["b" * 200], 5),
    ],
)
def test_the_titles_in_the_menu_have_room_in_two_lines(titles: list[str], fitting: int) -> None:
    found = [
        standing(edition("az", f"p{n}", title=title), key=f"pages/p{n}")
        for n, title in enumerate(titles)
    ]
    frame = plan_pages(site(pages=tuple(found))).frames[0]
    assert len(frame.menu) == fitting
    assert frame.pages == ("/az/pages/" if fitting < len(titles) else "")


def test_only_a_language_with_so_many_pages_has_a_page_of_all() -> None:
    only = standing(edition("az", "only"), key="pages/only")
    plan = planned(MOST, missing="hide", also=(only,))
    assert "/az/pages/" in addresses(plan)
    assert "/en/pages/" not in addresses(plan)
    assert [each.address for each in pages(plan)["/az/pages/"].alternates] == ["/az/pages/"]
