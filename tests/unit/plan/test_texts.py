import pytest

from beyan.model.page import CopiedFile, NoticePage, RedirectPage, ReleasePage
from beyan.model.picture import Picture
from beyan.model.release import Attachment, Photo, Withdrawal
from beyan.model.words import Translations, Words
from beyan.plan.plan import plan_pages
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
    words,
)

FOLDER = "content/releases/2026/2026-03-05-x"
PHOTO = Photo(
    file=file(f"{FOLDER}/zal.jpg"),
    width=40,
    height=30,
    is_transparent=False,
    alt=words(az="Zal"),
    caption=Translations(),
    credit=Translations(),
)
AGENDA = Attachment(file=file(f"{FOLDER}/gündəlik.pdf"), title=Translations())


def test_neighbours_are_releases_of_the_same_language_only() -> None:
    newest = release(edition("az", "a"), day="2026-03-07")
    foreign = release(edition("en", "b"), day="2026-03-06")
    oldest = release(edition("az", "c"), day="2026-03-05")
    found = pages(plan_pages(site(newest, foreign, oldest)))
    page = found["/az/releases/2026/c/"]
    assert isinstance(page, ReleasePage)
    assert page.newer is not None
    assert page.newer.address == "/az/releases/2026/a/"
    assert page.older is None


def test_photos_and_attachments_are_copied_beside_each_of_the_releases_pages() -> None:
    plan = plan_pages(site(release(photos=(PHOTO,), attachments=(AGENDA,))))
    copied = {
        each.address
        for each in plan.outputs
        if isinstance(each, CopiedFile) or (isinstance(each, Picture) and each.size is None)
    }
    assert copied == {
        f"/{language}/releases/2026/x/{name}"
        for language in ("az", "en")
        for name in ("zal.jpg", "gündəlik.pdf")
    }


def test_an_attachment_without_a_title_shows_its_name_kind_and_size() -> None:
    page = pages(plan_pages(site(release(attachments=(AGENDA,)))))["/az/releases/2026/x/"]
    assert isinstance(page, ReleasePage)
    (download,) = page.attachments
    assert (download.title.text, download.kind, download.size) == ("gündəlik.pdf", "PDF", 5)


def test_the_files_of_a_withdrawn_release_are_withdrawn_too() -> None:
    gone = Withdrawal(moment("2026-03-06"), words(az="Səhv"))
    plan = plan_pages(site(release(photos=(PHOTO,), attachments=(AGENDA,), withdrawn=gone)))
    assert not any(isinstance(each, CopiedFile | Picture) for each in plan.outputs)
    page = pages(plan)["/en/releases/2026/x/"]
    assert isinstance(page, ReleasePage)
    assert page.withdrawn is not None
    assert page.withdrawn.reason == Words("Səhv", "az")
    home = pages(plan)["/az/"]
    (teaser,) = home.teasers  # type: ignore[attr-defined]
    assert (teaser.is_withdrawn, teaser.summary, teaser.photo) == (True, "", None)


def test_an_old_address_leads_to_the_edition_that_names_it() -> None:
    plan = plan_pages(site(release(edition("az", aliases=("/kohne",)))))
    page = pages(plan)["/kohne/"]
    assert isinstance(page, RedirectPage)
    assert page.target == page.canonical == "/az/releases/2026/x/"
    assert not page.is_indexed
    assert page.alternates == ()


def test_a_notice_stands_in_the_readers_language_and_is_nobodys_translation() -> None:
    plan = plan_pages(site(release(edition("az", "gorus")), settings=config("notice")))
    notice, original = (pages(plan)[f"/{tag}/releases/2026/gorus/"] for tag in ("en", "az"))
    assert isinstance(notice, NoticePage)
    assert (notice.language, notice.canonical) == ("en", "/az/releases/2026/gorus/")
    assert (notice.is_indexed, notice.alternates) == (False, ())
    assert notice.title == Words("gorus az", "az")
    assert [each.address for each in original.alternates] == ["/az/releases/2026/gorus/"]


@pytest.mark.parametrize(
    ("missing", "menu", "has_page"),
    [
        ("hide", [], False),
        ("link", ["/az/about/"], False),
        ("notice", ["/en/about/"], True),
    ],
)
def test_a_standing_page_without_a_translation_follows_the_setting(
    missing: str, menu: list[str], has_page: bool
) -> None:
    about = standing(edition("az", "about"))
    plan = plan_pages(site(pages=(about,), settings=config(missing)))
    english = next(frame for frame in plan.frames if frame.language == "en")
    assert [link.address for link in english.menu] == menu
    assert ("/en/about/" in addresses(plan)) is has_page


def test_a_release_names_its_own_contact_or_the_sites() -> None:
    from beyan.model.config import Contact

    own = release(edition("az", "own"), contact=Contact(name=words(az="Aysel"), phone="12"))
    found = pages(plan_pages(site(own, release(edition("az", "other"), day="2026-03-04"))))
    for slug, name, phone, call_centre in (("own", "Aysel", "12", ""), ("other", None, "", "916")):
        page = found[f"/az/releases/2026/{slug}/"]
        assert isinstance(page, ReleasePage)
        contact = page.contact
        assert (contact.name.text if contact.name else None) == name
        assert (contact.phone, contact.call_centre) == (phone, call_centre)


def test_a_participant_links_to_their_page_in_the_same_language() -> None:
    plan = plan_pages(
        site(release(participants=(participant("p", az="P"),)), people=(person("p", az="P"),))
    )
    for tag in ("az", "en"):
        page = pages(plan)[f"/{tag}/releases/2026/x/"]
        assert isinstance(page, ReleasePage)
        assert page.participants[0].address == f"/{tag}/participants/p/"
        assert page.participants[0].address in addresses(plan)


def test_two_files_of_one_name_from_two_folders_are_both_planned_for_the_check_to_find() -> None:
    twice = tuple(
        Attachment(file=file(f"{FOLDER}/{folder}/a.pdf"), title=Translations()) for folder in "xy"
    )
    plan = plan_pages(site(release(edition("az"), attachments=twice)))
    copied = [each.address for each in plan.outputs if isinstance(each, CopiedFile)]
    assert copied == ["/az/releases/2026/x/a.pdf"] * 2
