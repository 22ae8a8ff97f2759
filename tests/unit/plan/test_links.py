import pytest

from beyan.model.page import Link, PlannedLink, ReleasePage
from beyan.model.release import Attachment, Photo
from beyan.model.release_summary import links_of
from beyan.model.words import Translations, Words
from beyan.plan.links import Targets, resolve
from beyan.plan.plan import plan_pages
from tests.unit.plan.conftest import config, edition, file, pages, release, site, standing, words

TARGETS = Targets(
    editions={"content/releases/2026/other.az.md": "/az/releases/2026/other/"},
    groups={
        ("releases/2026/other", "az"): "/az/releases/2026/other/",
        ("releases/2026/other", "en"): "/en/releases/2026/other/",
    },
    topics={("t", "az"): Link(Words("T", "az"), "/az/topics/t/")},
    addresses={"/az/releases/", "/az/"},
)


def resolved(target: str, language: str = "az") -> str | None:
    text = edition(language, links=(target,))
    (address,) = resolve(
        links_of(text),
        f"/{language}/releases/2026/x/",
        TARGETS,
        {"a.pdf": "/az/releases/2026/x/a.pdf", "b c.pdf": "/az/releases/2026/x/b c.pdf"},
    )
    return address


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("other.az.md", "/az/releases/2026/other/"),
        ("./other.az.md", "/az/releases/2026/other/"),
        ("../2026/other.az.md", "/az/releases/2026/other/"),
        ("/releases/2026/other.az.md", "/az/releases/2026/other/"),
        ("other.az.md#bolme", "/az/releases/2026/other/#bolme"),
        ("other.md", "/az/releases/2026/other/"),
        ("other.en.md", None),
        ("missing.az.md", None),
        ("../../../other.az.md", None),
        ("/az/releases/", "/az/releases/"),
        ("/az/releases", "/az/releases/"),
        ("/az/releases/#x", "/az/releases/#x"),
        ("/az/nothing/", None),
        ("a.pdf", "/az/releases/2026/x/a.pdf"),
        ("./a.pdf", "/az/releases/2026/x/a.pdf"),
        ("b c.pdf", "/az/releases/2026/x/b c.pdf"),
        ("b%20c.pdf", "/az/releases/2026/x/b c.pdf"),
        ("c.pdf", None),
        ("#bolme", "/az/releases/2026/x/#bolme"),
    ],
)
def test_a_link_leads_to_the_address_of_what_it_names(target: str, address: str | None) -> None:
    assert resolved(target) == address


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("/press/az/releases/", "/az/releases/"),
        ("/press/az/releases", "/az/releases/"),
        ("/press/az/#x", "/az/#x"),
        ("https://example.org/press/az/?a=b#x", "/az/?a=b#x"),
        ("//example.org/press/az/", "/az/"),
        ("https://example.org/press/az/nothing/", None),
        ("/pressa/az/", None),
        ("/az/", "/az/"),
    ],
)
def test_an_address_may_be_typed_as_browsers_show_it(target: str, address: str | None) -> None:
    targets = Targets(addresses=TARGETS.addresses, base_path="/press")
    found = resolve(links_of(edition("az", links=(target,))), "/az/releases/2026/x/", targets, {})
    assert found == (address,)


def test_what_lies_around_is_linked_to_where_there_is_nothing_nearer() -> None:
    near = Targets(
        groups={("releases/2026/other", "az"): "/az/near/"}, addresses={"/az/near/"}
    ).over(TARGETS)
    targets = ("other.md", "other.az.md", "/az/near/", "/az/releases/", "/az/far/")
    links = links_of(edition("az", links=targets))
    found = resolve(links, "/az/releases/2026/x/", near, {})
    assert found == ("/az/near/", "/az/releases/2026/other/", "/az/near/", "/az/releases/", None)


def test_a_link_without_a_language_leads_to_the_readers_own() -> None:
    assert resolved("other.md", "en") == "/en/releases/2026/other/"


def link_of(page: ReleasePage) -> PlannedLink:
    (link,) = page.prose.links
    return link


@pytest.mark.parametrize(
    ("missing", "address"),
    [
        ("hide", "/az/releases/2026/other/"),
        ("link", "/az/releases/2026/other/"),
        ("notice", "/en/releases/2026/other/"),
    ],
)
def test_a_link_without_a_language_falls_back_as_the_lists_do(missing: str, address: str) -> None:
    linking = release(edition("en", links=("other.md",)))
    other = release(
        edition("az", "other", path="content/releases/2026/other.az.md"), key="releases/2026/other"
    )
    plan = plan_pages(site(linking, other, settings=config(missing)))
    page = pages(plan)["/en/releases/2026/x/"]
    assert isinstance(page, ReleasePage)
    assert link_of(page).address == address


@pytest.mark.parametrize(
    "target",
    [
        "/az/",
        "/en/releases/2026/x/",
        "/az/releases/2026/",
        "/az/about/",
        "/404.html",
        "/az/releases/2026/x/a.jpg",
        "/az/releases/2026/x/b.pdf",
    ],
)
def test_a_text_may_link_to_every_address_of_the_site(target: str) -> None:
    linking = release(
        edition("az", links=(target,)),
        edition("en"),
        photos=(
            Photo(
                file=file("content/releases/2026/2026-03-05-x/a.jpg"),
                width=1,
                height=1,
                is_transparent=False,
                alt=words(az="a"),
                caption=Translations(),
                credit=Translations(),
            ),
        ),
        attachments=(
            Attachment(file=file("content/releases/2026/2026-03-05-x/b.pdf"), title=Translations()),
        ),
    )
    plan = plan_pages(site(linking, pages=(standing(edition("az", "about")),)))
    page = pages(plan)["/az/releases/2026/x/"]
    assert isinstance(page, ReleasePage)
    assert link_of(page).address == target
