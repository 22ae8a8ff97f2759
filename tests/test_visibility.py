"""Links and mistakes around the gate: what is told now, and what a reader never sees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from tests.conftest import NOW, SampleSite, release

Make = Callable[..., SampleSite]

LATER = datetime(2027, 1, 1, tzinfo=UTC)
R = "content/releases/2026/2026-03-05"


def test_a_dead_link_in_an_embargoed_release_is_told_before_the_embargo_ends(site: Make) -> None:
    made = site({f"{R}-a.az.md": release(text="[x](nothing.az.md)", embargo="2026-12-10 09:00")})
    assert made.build().codes == ["dead-link"]
    assert made.output.exists() is False


def test_a_link_to_an_embargoed_release_is_text_until_the_embargo_ends(site: Make) -> None:
    made = site(
        {
            f"{R}-a.az.md": release(text="Bax: [açılış](2026-03-05-b.az.md)."),
            f"{R}-b.az.md": release(title="Açılış günü", embargo="2026-12-10 09:00"),
        }
    )
    before = made.build()
    assert before.codes == ["withheld-link"]
    assert "Bax: açılış." in before.html("/az/releases/2026/a/")
    after = made.at(LATER).build()
    assert after.codes == []
    assert 'Bax: <a href="/az/releases/2026/b/">açılış</a>.' in after.html("/az/releases/2026/a/")


def test_taking_a_release_down_never_fails_the_site_that_links_to_it(site: Make) -> None:
    """Otherwise the scheduled build would fail, and the expired release would stay."""
    made = site(
        {
            f"{R}-a.az.md": release(
                text="Bax: [birinci](2026-03-05-b.az.md), [ikinci](/az/releases/2026/b/)."
            ),
            f"{R}-b.az.md": release(title="Müsabiqə", expires="2026-12-31"),
        }
    )
    assert made.build(strict=True).codes == []
    after = made.at(LATER).build(strict=True)
    assert after.codes == []
    assert "Bax: birinci, ikinci." in after.html("/az/releases/2026/a/")
    assert not any("/b/" in file for file in after.files)


def test_a_link_to_a_draft_is_a_warning_and_its_name_is_not_in_the_page(site: Make) -> None:
    made = site(
        {
            f"{R}-a.az.md": release(text="Bax: [sonra](2026-03-05-gizli.az.md)."),
            f"{R}-gizli.az.md": release(draft="true"),
        }
    )
    result = made.build()
    assert result.codes == ["withheld-link"]
    assert "gizli" not in result.html("/az/releases/2026/a/")


def test_two_releases_that_will_collide_are_told_before_the_embargo_ends(site: Make) -> None:
    made = site(
        {
            f"{R}-a.az.md": release(slug="eyni"),
            f"{R}-b.az.md": release(slug="eyni", embargo="2026-12-10 09:00"),
        }
    )
    assert made.check().codes == ["address-collision", "address-collision"]


def test_the_next_change_is_the_end_of_the_embargo_and_then_the_expiry(site: Make) -> None:
    made = site({f"{R}-a.az.md": release(embargo="2026-12-10 09:00", expires="2027-02-01")})
    due = made.build().report.due
    assert due is not None
    assert due.isoformat() == "2026-12-10T09:00:00+04:00"
    due = made.at(LATER).build().report.due
    assert due is not None
    assert due.isoformat() == "2027-02-01T00:00:00+04:00"
    assert made.at(datetime(2027, 3, 1, tzinfo=UTC)).build().report.due is None


def test_a_withdrawn_release_keeps_its_address_and_none_of_its_words(site: Make) -> None:
    made = site(
        {
            f"{R}-a.az.md": release(
                text="Silinmiş cümlə.",
                summary="Silinmiş xülasə",
                withdrawn="{date: 2026-03-07, reason: Səhv göndərilib}",
            )
        }
    )
    result = made.build()
    page = result.html("/az/releases/2026/a/")
    assert "Səhv göndərilib" in page
    assert not [file for file, data in result.tree().items() if "Silinmiş".encode() in data]


def test_checking_leaves_no_file_behind(site: Make) -> None:
    made = site({f"{R}-a.az.md": release()})
    before = sorted(made.root.rglob("*"))
    assert made.check().codes == []
    assert sorted(made.root.rglob("*")) == before


def test_the_contact_of_a_release_is_a_fact(site: Make) -> None:
    made = site(
        {
            f"{R}-a.az.md": release(contact="{phone: +994 12 000 00 01}"),
            f"{R}-a.en.md": release(contact="{phone: +994 12 000 00 02}"),
        }
    )
    assert made.check().codes == ["facts-differ", "facts-differ"]


def test_a_file_of_a_release_is_linked_by_its_name_or_by_its_path(site: Make) -> None:
    text = "[a](plan.pdf) [b](2026-03-05-a/plan.pdf) [c](./plan.pdf)"
    made = site(
        {
            f"{R}-a.az.md": release(text=text, attachments="[{file: plan.pdf, title: Plan}]"),
            f"{R}-a/plan.pdf": b"%PDF-1.4",
        }
    )
    page = made.build().html("/az/releases/2026/a/")
    assert page.count('href="/az/releases/2026/a/plan.pdf"') >= 3


def test_builds_into_different_folders_do_not_meet(site: Make) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from beyan.build import build
    from beyan.build.options import Options

    made = site({f"{R}-{name}.az.md": release() for name in "abcdef"})
    outputs = [made.root / f"out{number}" for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda out: build(made.root, out, Options(now=NOW)), outputs))
    assert [report.exit_code for report in reports] == [0, 0, 0, 0]
    trees = [{p.relative_to(o): p.read_bytes() for p in o.rglob("*.html")} for o in outputs]
    assert len(trees[0]) > 6
    assert all(tree == trees[0] for tree in trees)
