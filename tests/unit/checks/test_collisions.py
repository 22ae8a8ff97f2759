from collections.abc import Callable

import pytest

from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
FOLDER = "content/releases/2026"


def collisions(made: SampleSite) -> list[str]:
    found = made.check().diagnostics
    assert {each.code for each in found} == {"address-collision"}
    return [each.span.path for each in found]


def test_two_releases_at_one_address_are_both_reported(site: Make) -> None:
    files = {f"{FOLDER}/2026-03-0{day}-x.az.md": release(date=f"2026-03-0{day}") for day in (4, 5)}
    assert collisions(site(files)) == [*files]


def test_two_releases_of_two_years_may_have_one_slug(site: Make) -> None:
    files = {
        f"{FOLDER}/{year}-03-05-x.az.md": release(date=f"{year}-03-05") for year in (2025, 2026)
    }
    assert site(files).check().codes == []


@pytest.mark.parametrize(
    "alias", ["/az/", "/", "/404.html", "/az/releases/2026/x/", "/AZ/Releases/"]
)
def test_an_old_address_may_not_be_one_in_use(site: Make, alias: str) -> None:
    made = site({f"{FOLDER}/x.az.md": release(aliases=f"[{alias}]")})
    assert set(collisions(made)) == {f"{FOLDER}/x.az.md"}


def test_a_page_that_is_called_like_a_list_is_reported(site: Make) -> None:
    made = site({"content/pages/topics.az.md": "---\ntitle: x\n---\nx\n"})
    assert collisions(made) == ["content/pages/topics.az.md"]


def test_a_file_where_another_needs_a_folder_is_reported(site: Make) -> None:
    made = site({f"{FOLDER}/x.az.md": release(aliases="[/old.html, /old.html/deep/]")})
    assert set(collisions(made)) == {f"{FOLDER}/x.az.md"}


def test_two_topics_at_one_address_are_reported(site: Make) -> None:
    made = site(
        {
            "content/topics.yaml": "a:\n  name: {az: Hüquq, en: Law}\n"
            "b:\n  name: {az: Hüquq, en: Rights}\n",
            f"{FOLDER}/x.az.md": release(topics="[a, b]"),
        }
    )
    assert collisions(made)


def test_what_is_held_back_collides_with_nothing(site: Make) -> None:
    made = site(
        {
            f"{FOLDER}/2026-03-04-x.az.md": release(date="2026-03-04"),
            f"{FOLDER}/2026-03-05-x.az.md": release(draft="true"),
        }
    )
    assert made.check().codes == []
