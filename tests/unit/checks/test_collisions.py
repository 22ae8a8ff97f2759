from collections.abc import Callable

import pytest

from tests.conftest import CONFIG, SampleSite, release

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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/old", "/old/"),
        ("/köhnə/", "/k%c3%b6hn%C9%99"),
        ("/x.php?id=1", "/x.php?%69d=1"),
        ("/x.php?a=ə", "/x.php/?a=%c9%99"),
        ("/a:b", "/a%3Ab/"),
        ("/x%fe", "/x%FE"),
        ("https://a.example.org/?p=1", "/?p=1"),
    ],
)
def test_one_old_address_typed_in_two_ways_is_reported(site: Make, one: str, other: str) -> None:
    files = {
        f"{FOLDER}/{name}.az.md": release(aliases=f"['{typed}']")
        for name, typed in (("x", one), ("y", other))
    }
    config = CONFIG.replace("[summary-missing]", "[summary-missing, alias-by-rule]")
    assert collisions(site(files, config)) == [*files]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("/Old/", "/old/"), ("/old", "/OLD"), ("/x?id=aB", "/x?id=Ab"), ("/x?id=1", "/x?id=2")),
        *(("/x/", "/x?id=1"), ("/a%3Fb", "/a?b"), ("/a:B", "/a:b")),
    ],
)
def test_what_servers_tell_apart_is_two_old_addresses(site: Make, one: str, other: str) -> None:
    typed = f"['{one}', '{other}']"
    config = CONFIG.replace("[summary-missing]", "[summary-missing, alias-by-rule]")
    made = site({f"{FOLDER}/x.az.md": release(aliases=typed)}, config)
    result = made.build()
    assert result.codes == []
    listed = (made.output / "redirects.csv").read_text().splitlines()[1:]
    assert len(listed) == 2
    # On a disk they may be one.
    assert len({path.lower() for path in result.files}) == len(result.files)


@pytest.mark.parametrize("alias", ["/az/:x/", "/az/releases/2026/x/a|b.pdf/"])
def test_what_servers_alone_answer_to_may_not_be_in_use(site: Make, alias: str) -> None:
    path = f"{FOLDER}/x.az.md"
    made = site(
        {
            path: release(aliases=f"['{alias}']", attachments="[{file: 'a|b.pdf'}]"),
            f"{FOLDER}/x/a|b.pdf": b"%PDF",
        }
    )
    found = made.check().codes
    assert ("address-collision" in found) is alias.endswith("pdf/")


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
