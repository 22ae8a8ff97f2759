"""The site in memory, without a server: what a save shows at once, and what once it has settled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from beyan.desk.preview.site import Preview
from beyan.model.places import Places
from beyan.snapshot.location import caches_of_site
from beyan.snapshot.store import Cache
from beyan.source import releases
from tests.conftest import SampleSite, release

FOLDER = "content/releases/2026"
A, B = "/az/releases/2026/a/", "/az/releases/2026/b/"
FEEDS = ("/az/feed.xml", "/az/rss.xml", "/az/feed.json", "/az/topics/huquq/feed.xml")


def text(title: str, body: str) -> str:
    return release(title, "2026-03-02", body, topics="[law]", summary="x")


@pytest.fixture
def served(site: Callable[..., SampleSite]) -> SampleSite:
    return site(
        {
            f"{FOLDER}/a.az.md": text("A", "Bir."),
            f"{FOLDER}/b.az.md": text("B", "İki."),
            "content/topics.yaml": "law:\n  name: {az: Hüquq, en: Law}\n",
            "assets/own.css": "p { color: red }\n",
        }
    )


@pytest.fixture
def preview(served: SampleSite, tmp_path: Path) -> Preview:
    folder = tmp_path / "preview-cache"
    folder.mkdir()
    started = Preview(served.root, Cache(folder))
    started.start("http://127.0.0.1:8000", jobs=1)
    return started


def shown(preview: Preview, address: str) -> str:
    found = preview.show(address)
    assert found is not None, address
    return found.data.decode(errors="surrogateescape")  # fonts are no text


def test_a_saved_text_is_in_its_page_at_once_and_in_the_feeds_when_it_has_settled(
    served: SampleSite, preview: Preview
) -> None:
    served.change({f"{FOLDER}/a.az.md": text("A", "Yeni söz.")})
    preview.save([served.root / f"{FOLDER}/a.az.md"])
    assert "Yeni söz" in shown(preview, A)
    assert preview.is_owed
    builds, generation = preview.builds, preview.generation
    preview.settle()
    assert not preview.is_owed
    for feed in FEEDS:
        assert "Yeni söz" in shown(preview, feed), feed
    # Nothing that is open in a browser has changed by that.
    assert (preview.builds, preview.generation) == (builds, generation)


def test_what_was_saved_one_after_the_other_is_as_if_all_were_read_anew(
    served: SampleSite, preview: Preview, tmp_path: Path
) -> None:
    for name, title, body in (("a", "A", "Dörd."), ("b", "Yeni B", "Beş."), ("a", "A", "Altı.")):
        served.change({f"{FOLDER}/{name}.az.md": text(title, body)})
        preview.save([served.root / f"{FOLDER}/{name}.az.md"])
    preview.settle()
    (tmp_path / "other").mkdir()
    fresh = Preview(served.root, Cache(tmp_path / "other"))
    fresh.start("http://127.0.0.1:8000", jobs=1)
    addresses = {address for each in fresh.artifacts for address in each.addresses}
    assert addresses == {address for each in preview.artifacts for address in each.addresses}
    for address in sorted(addresses):
        assert shown(preview, address) == shown(fresh, address), address


def test_after_a_saved_text_releases_stand_where_they_stood(
    served: SampleSite, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> Places:
        raise AssertionError("nobody has to look for places after this")

    monkeypatch.setattr(Places, "among", refused)
    served.change({f"{FOLDER}/a.az.md": text("A", "Yeni söz.")})
    preview.save([served.root / f"{FOLDER}/a.az.md"])
    assert "Yeni söz" in shown(preview, A)


@pytest.mark.parametrize(
    ("day", "more"),
    [
        ("2026-03-02", {}),
        ("2026-02-01", {}),
        ("2026-03-02", {"withdrawn": "{date: 2026-03-02, reason: {az: Səhv}}"}),
        ("2026-03-02", {"corrections": "[{date: 2026-03-02, text: Səhv}]"}),
        ("2026-03-02", {"participants": "[{name: {az: Leyla}}]"}),
        ("2026-03-02", {"topics": "[]"}),
    ],
    ids=["text", "date", "withdrawn", "corrected", "people", "topics"],
)
def test_after_any_save_releases_stand_where_their_summaries_say(
    served: SampleSite, preview: Preview, day: str, more: dict[str, str]
) -> None:
    said = {"topics": "[law]", "summary": "x"} | more
    served.change({f"{FOLDER}/b.az.md": release("B", day, "Yeni söz.", **said)})
    preview.save([served.root / f"{FOLDER}/b.az.md"])
    assert preview.state is not None
    assert not preview.state.loaded.held.broken
    site = preview.state.site
    assert site.places.plain() == Places.among(tuple(site.summaries)).plain()


def test_a_page_that_was_shown_before_has_the_style_sheet_of_now(
    served: SampleSite, preview: Preview
) -> None:
    served.change(
        {
            "templates/release.html": '{% extends "base.html" %}'
            '{% block title %}{{ asset("own.css") }}{% endblock %}{% block main %}{% endblock %}'
        }
    )
    preview.save([served.root / "templates/release.html"])
    before = shown(preview, A)
    assert preview.styles["own.css"] in before
    served.change({"assets/own.css": "p { color: blue }\n"})
    preview.save([served.root / "assets/own.css"])
    assert preview.styles["own.css"] not in before
    assert preview.styles["own.css"] in shown(preview, A)


def test_a_page_is_rendered_once_for_all_who_look_at_it(
    served: SampleSite, preview: Preview
) -> None:
    assert preview.show(A) == preview.show(A)
    assert preview.state is not None
    renderer = preview.state.renderer
    spent = dict(renderer.seconds)
    shown(preview, A)
    assert renderer.seconds == spent
    shown(preview, B)
    assert renderer.seconds != spent


def test_a_link_that_was_mended_is_no_problem_any_more(
    served: SampleSite, preview: Preview
) -> None:
    def codes() -> list[str]:
        preview.save([served.root / f"{FOLDER}/a.az.md"])
        return sorted(problem.code for problem in preview.problems())

    served.change({f"{FOLDER}/a/plan.pdf": b"%PDF-1.4"})
    preview.save([served.root / f"{FOLDER}/a/plan.pdf"])
    served.change({f"{FOLDER}/a.az.md": text("A", "[plan](plan.pdf) [plan](plans.pdf)")})
    assert codes() == ["dead-link", "unlisted-file"]
    served.change({f"{FOLDER}/a.az.md": text("A", "Plan.")})
    assert codes() == ["unused-file"]
    served.change({f"{FOLDER}/a/plan.pdf": None})
    preview.save([served.root / f"{FOLDER}/a/plan.pdf"])
    assert codes() == []


def test_a_warning_of_a_link_goes_with_the_link_and_stays_with_it(
    served: SampleSite, preview: Preview
) -> None:
    def codes(body: str) -> list[str]:
        served.change({f"{FOLDER}/a.az.md": text("A", body)})
        preview.save([served.root / f"{FOLDER}/a.az.md"])
        preview.settle()
        return [problem.code for problem in preview.problems()]

    draft = release("Qaralama", "2026-03-02", "Mətn.", summary="x", draft="true")
    new = {f"{FOLDER}/d.az.md": draft, f"{FOLDER}/a.az.md": text("A", "[d](d.az.md)")}
    served.change(new)
    preview.save([served.root / path for path in new])
    assert [problem.code for problem in preview.problems()] == ["withheld-link"]
    assert codes("Yeni. [d](d.az.md)") == ["withheld-link"]
    assert codes("Yeni.") == []
    assert codes("Yenə. [d](d.az.md)") == ["withheld-link"]
    assert codes("Yenə. [d](/az/releases/2026/qaralama/)") == ["dead-link"]
    assert codes("Yenə.") == []


@pytest.mark.parametrize(
    ("body", "is_read"),
    [
        ("Mətn.", False),
        ("[bura](https://other.example.org/az/)", False),
        ("[bura](b.az.md)", False),
        # Where the site's address is another one, such links lead elsewhere.
        ("[bura](https://press.example.org/az/)", True),
        ("[bura](//PRESS.example.org/az/)", True),
        ("[bura](https&#58;//press&#46;example.org/az/releases/)", True),
        ("https://press.example.org/az/releases/", True),
    ],
)
def test_a_first_preview_reads_again_only_what_depends_on_the_address_of_the_site(
    served: SampleSite, tmp_path: Path, body: str, is_read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.change({f"{FOLDER}/a.az.md": text("A", body)})
    assert served.build().report.exit_code == 0
    read: list[str] = []
    joined = releases._joined

    def noted(context: releases.ReadContext, key: str, texts: Any) -> Any:
        read.append(key)
        return joined(context, key, texts)

    monkeypatch.setattr(releases, "_joined", noted)
    pages: list[str] = []
    for others in (caches_of_site(served.root), ()):
        folder = tmp_path / f"preview-{len(pages)}"
        folder.mkdir()
        preview = Preview(served.root, Cache(folder))
        preview.start("http://127.0.0.1:8000", jobs=1, others=others)
        pages.append(shown(preview, A))
        if len(pages) == 1:
            assert read == (["releases/2026/a"] if is_read else [])
    assert pages[0] == pages[1]
