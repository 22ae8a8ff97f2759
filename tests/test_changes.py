"""`build --changes` and `--explain`: what readers see anew, and why a file was made."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from beyan.build.changes import Changes
from beyan.cli import main
from beyan.console.phrases import MADE_BECAUSE
from beyan.model.plan import REASONS
from tests.conftest import CONFIG, NOW, REPOSITORY, SampleSite, release

Make = Callable[..., SampleSite]

A = "content/releases/2026/2026-03-05-a.az.md"
B = "content/releases/2026/2026-03-06-b.az.md"
KEY_B = "2026/2026-03-06-b"
PAGE_A, PAGE_B = "/az/releases/2026/a/", "/az/releases/2026/b/"


@pytest.fixture
def made(site: Make) -> SampleSite:
    made = site({A: release("A"), "content/topics.yaml": "law:\n  name: {az: Hüquq, en: Law}\n"})
    made.build()
    return made


def changes(site: SampleSite, **options: Any) -> Changes:
    result = site.build(**options)
    assert result.report.exit_code == 0, result.lines
    return result.report.changes


# --- what readers see anew ------------------------------------------------------------------


def test_a_new_release_is_added_and_seen_for_the_first_time(made: SampleSite) -> None:
    found = changes(made.change({B: release("B", "2026-03-06")}))
    assert found.base == "manifest"
    assert PAGE_B in found.added
    assert {"/az/", "/az/feed.xml", "/sitemap.xml"} <= set(found.changed)
    assert PAGE_A in found.changed, "it has a neighbour now"
    assert found.removed == ()
    assert found.releases == {KEY_B: {"az": PAGE_B}}


def test_an_edited_text_is_changed_and_nothing_is_new(made: SampleSite) -> None:
    found = changes(made.change({A: release("A", text="Yeni mətn.")}))
    assert PAGE_A in found.changed
    assert (found.added, found.removed, found.releases) == ((), (), {})


def test_a_deleted_release_is_removed(made: SampleSite) -> None:
    made.change({B: release("B", "2026-03-06")}).build()
    found = changes(made.change({B: None}))
    assert {PAGE_B, f"{PAGE_B}release.json"} <= set(found.removed)
    assert (found.added, found.releases) == ((), {})


def test_where_nothing_changed_all_lists_are_empty(made: SampleSite) -> None:
    assert changes(made) == Changes(base="manifest")


@pytest.mark.parametrize("file", [A, B])
def test_a_new_address_of_an_old_release_is_no_news(made: SampleSite, file: str) -> None:
    """By its key, or by an address that stays."""
    made.change({A: None})
    text = release("A", "2026-03-05", slug="a" if file == B else "other")
    found = changes(made.change({file: text}))
    assert found.releases == {}


def test_a_release_that_comes_back_is_no_news(made: SampleSite) -> None:
    made.change({B: release("B", "2026-03-06")}).build()
    made.change({B: release("B", "2026-03-06", draft="true")}).build()
    found = changes(made.change({B: release("B", "2026-03-06")}))
    assert PAGE_B in found.added
    assert found.releases == {}


def test_the_end_of_an_embargo_is_news(made: SampleSite) -> None:
    secret = release("B", "2026-03-06", embargo="2026-12-01 09:00")
    before = changes(made.change({B: secret}))
    assert (before.added, before.releases) == ((), {})
    after = changes(made.at(NOW + timedelta(days=30)))
    assert after.releases == {KEY_B: {"az": PAGE_B}}


def test_a_lost_cache_announces_and_purges_nothing(made: SampleSite) -> None:
    shutil.rmtree(made.root / ".cache")
    assert changes(made.change({B: release("B", "2026-03-06")})) == Changes(base=None)


@pytest.mark.parametrize("how", ["clean", "another program", "damaged text"])
def test_what_may_not_be_built_upon_is_still_compared_with(
    made: SampleSite, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.change({B: release("B", "2026-03-06")})
    if how == "another program":
        monkeypatch.setattr("beyan.snapshot.snapshot.program_digest", lambda: b"another")
    if how == "damaged text":
        for pack in (made.root / ".cache").rglob("*.pack"):
            pack.write_bytes(b"")
    found = changes(made, uses_cache=how != "clean")
    assert (found.base, found.releases) == ("manifest", {KEY_B: {"az": PAGE_B}})
    assert PAGE_B in found.added
    assert "/404.html" not in found.changed, "its bytes are what they were"


def test_a_failed_build_of_another_program_does_not_lose_what_was_published(
    made: SampleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("beyan.snapshot.snapshot.program_digest", lambda: b"another")
    assert made.change({B: "---\ntitle: x\n---\n"}).build().report.exit_code == 1
    found = changes(made.change({B: release("B", "2026-03-06")}))
    assert found.releases == {KEY_B: {"az": PAGE_B}}


def test_a_site_whose_first_builds_failed_announces_nothing(site: Make) -> None:
    """As when a build without its cache, lost by a machine that builds, found an error."""
    broken = site({A: release("A"), B: "---\ntitle: x\n---\n"})
    for _ in range(2):
        assert broken.build().report.exit_code == 1
    assert changes(broken.change({B: release("B", "2026-03-06")})) == Changes()


def run(site: SampleSite, *arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(site.root, ["build", "--now", NOW.isoformat(), *arguments])
    assert isinstance(end.value.code, int)
    return end.value.code


def test_the_file_has_the_documented_fields(made: SampleSite, tmp_path: Path) -> None:
    file = tmp_path / "deep/changes.json"
    made.change({B: release("B", "2026-03-06")})
    assert run(made, "--changes", str(file)) == 0
    found = json.loads(file.read_text())
    assert list(found) == ["version", "base", "added", "changed", "removed", "releases"]
    assert (found["version"], found["base"]) == (1, "manifest")
    assert found["releases"] == [{"key": KEY_B, "addresses": {"az": PAGE_B}}]
    everything = [*found["added"], *found["changed"], *found["removed"]]
    assert all(each.startswith("/") and "index.html" not in each for each in everything)


def test_the_file_is_written_where_nothing_changed_and_not_with_errors(
    made: SampleSite, tmp_path: Path
) -> None:
    file = tmp_path / "changes.json"
    assert run(made, "--changes", str(file)) == 0
    assert json.loads(file.read_text())["changed"] == []
    file.unlink()
    made.change({A: "---\ntitle: x\n---\n"})
    assert run(made, "--changes", str(file)) == 1
    assert not file.exists()


# --- why a file was made --------------------------------------------------------------------


def why(site: SampleSite) -> dict[str, tuple[str, ...]]:
    result = site.build()
    assert result.report.exit_code == 0, result.lines
    return {name: each.reasons for name, each in result.report.made.items()}


def test_an_edited_text_is_the_reason(made: SampleSite) -> None:
    made.change({A: release("A", summary="Nə baş verib.")}).build()
    found = why(made.change({A: release("A", summary="Nə baş verib.", text="Yeni mətn.")}))
    assert found[PAGE_A] == ("text",)
    assert set(found) == {PAGE_A, "/az/feed.xml"}


def test_new_files_are_new_and_their_neighbours_have_another(made: SampleSite) -> None:
    found = why(made.change({B: release("B", "2026-03-06")}))
    assert found[PAGE_B] == ("new",)
    assert "neighbours" in found[PAGE_A]
    assert "list" in found["/az/releases/"]


def test_counts_templates_settings_and_damage_are_told(made: SampleSite) -> None:
    # The most read would be told of as well.
    made.change({"site_config.yaml": CONFIG + "most_read: {count: 0}\n"}).build()
    counts = "month,release,language,reads\n2026-03,2026/2026-03-05-a,az,7\n"
    assert why(made.change({"content/views.csv": counts})) == {PAGE_A: ("counts",)}
    own = (REPOSITORY / "templates/release.html").read_text() + "{# Ours. #}"
    assert why(made.change({"templates/release.html": own})) == {PAGE_A: ("template",)}
    (made.output / "az/releases/2026/a/index.html").write_text("x")
    assert why(made) == {PAGE_A: ("damaged",)}
    found = why(made.change({"site_config.yaml": CONFIG.replace("Sample", "Other")}))
    assert set(found[PAGE_A]) >= {"settings"}


def test_every_reason_is_said() -> None:
    assert set(REASONS) <= MADE_BECAUSE.keys()


def test_it_is_shown_by_file(made: SampleSite, capsys: pytest.CaptureFixture[str]) -> None:
    made.change({A: release("A", text="Yeni mətn.")})
    assert run(made, "--explain") == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"{PAGE_A}: text changed" in lines
    assert f"{PAGE_A}release.json: text changed" in lines
    made.change({A: release("A", text="Yenə.")})
    assert run(made, "--explain", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["made"][PAGE_A] == ["text"]
