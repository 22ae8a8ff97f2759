from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from beyan.model.release_summary import microseconds
from tests.conftest import NOW, SampleSite, release
from tests.unit.source.conftest import Source

Make = Callable[..., SampleSite]
Load = Callable[[SampleSite], Source]
FOLDER = "content/releases/2026"


def test_releases_come_newest_first_and_those_of_one_day_in_a_fixed_order(
    site: Make, load: Load
) -> None:
    made = site(
        {
            f"{FOLDER}/b.az.md": release(date="2026-03-05"),
            f"{FOLDER}/a.az.md": release(date="2026-03-05"),
            f"{FOLDER}/c.az.md": release(date="2026-03-05 09:00"),
            f"{FOLDER}/d.az.md": release(date="2025-01-01"),
        }
    )
    keys = [each.key.rpartition("/")[2] for each in load(made).loaded.site.releases]
    assert keys == ["c", "b", "a", "d"]


@pytest.mark.parametrize(
    "facts",
    [
        {"draft": "true"},
        {"embargo": "2026-12-01"},
        {"expires": "2026-04-01"},
        {"date": "2027-01-01"},
    ],
)
def test_what_the_gate_holds_back_is_withheld_and_not_broken(
    site: Make, load: Load, facts: dict[str, str]
) -> None:
    found = load(site({f"{FOLDER}/x.az.md": release(**facts)}))
    assert found.loaded.site.summaries == ()
    assert found.loaded.held.broken == frozenset()
    in_whole = [each.key for each in found.loaded.ungated.releases]
    assert in_whole == ([] if "draft" in facts else ["releases/2026/x"])
    assert found.loaded.held.drafts == ({"releases/2026/x"} if "draft" in facts else set())
    waits = "embargo" in facts or facts.get("date") == "2027-01-01"
    assert found.loaded.held.scheduled == ({"releases/2026/x"} if waits else set())


def test_a_draft_that_only_one_edition_calls_so_holds_all_of_them_back(
    site: Make, load: Load
) -> None:
    files = {f"{FOLDER}/x.az.md": release(), f"{FOLDER}/x.en.md": release(draft="true")}
    assert load(site(files)).loaded.site.summaries == ()


def test_a_release_with_one_broken_edition_is_broken_and_reported_once(
    site: Make, load: Load
) -> None:
    files = {f"{FOLDER}/x.az.md": release(), f"{FOLDER}/x.en.md": release(views="many", date="")}
    found = load(site(files))
    assert found.codes == ["bad-number"]
    assert found.loaded.held.broken == {"releases/2026/x"}


def test_problems_of_all_files_are_found_in_one_run(site: Make, load: Load) -> None:
    files = {
        f"{FOLDER}/x.az.md": release(views="many"),
        f"{FOLDER}/y.az.md": release(date="soon"),
        "content/pages/about.az.md": "---\ntitel: x\n---\n",
        "content/topics.yaml": "X: y\n",
    }
    assert set(load(site(files)).codes) >= {"bad-number", "bad-date", "unknown-key", "wrong-type"}


def test_the_registries_show_only_whom_and_what_a_visible_release_names(
    site: Make, load: Load
) -> None:
    files = {
        "content/participants.yaml": "a:\n  name: {az: A, en: A}\nb:\n  name: {az: B, en: B}\n",
        "content/topics.yaml": "s:\n  name: {az: S, en: S}\nt:\n  name: {az: T, en: T}\n",
        f"{FOLDER}/x.az.md": release(participants="[a]", topics="[s]"),
        f"{FOLDER}/y.az.md": release(participants="[b]", topics="[t]", draft="true"),
    }
    found = load(site(files)).loaded.site
    assert [person.key for person in found.people] == ["a"]
    assert [topic.key for topic in found.topics] == ["s"]


def test_standing_pages_come_in_their_own_order_and_drafts_not_at_all(
    site: Make, load: Load
) -> None:
    files = {
        f"content/pages/{name}.az.md": f"---\ntitle: {name}\n{more}---\nx\n"
        for name, more in (
            ("c", ""),
            ("b", ""),
            ("z", "order: 1\n"),
            ("y", "order: 0\n"),
            ("d", "draft: true\n"),
        )
    }
    found = load(site(files))
    assert [page.key for page in found.loaded.site.pages] == [
        "pages/y",
        "pages/z",
        "pages/b",
        "pages/c",
    ]
    assert found.loaded.held.drafts == {"pages/d"}


def test_the_next_change_is_told(site: Make, load: Load) -> None:
    found = load(site({f"{FOLDER}/x.az.md": release(embargo="2026-12-01 09:00")}))
    end = datetime.fromisoformat("2026-12-01T09:00+04:00")
    assert microseconds(end) in found.loaded.readings.changes


def test_the_clock_is_the_one_that_is_handed_in(site: Make, load: Load) -> None:
    made = site({f"{FOLDER}/x.az.md": release(date="2026-11-22 16:00")})
    assert NOW.isoformat() == "2026-11-22T12:00:00+00:00"
    assert len(list(load(made).loaded.site.releases)) == 1
    made.at(datetime.fromisoformat("2026-11-22T15:59:59+04:00"))
    assert load(made).loaded.site.summaries == ()


def test_a_sites_own_asset_replaces_the_default_one(site: Make, load: Load) -> None:
    found = load(site({"assets/beyan.css": "p{}", "assets/own.svg": "<svg/>"})).loaded.site
    own = {asset.path: asset for asset in found.assets}
    assert own["assets/beyan.css"].size == 3
    assert {"assets/own.svg", "assets/logo.svg"} <= own.keys()


def test_a_text_that_is_a_link_out_of_the_site_is_not_read(
    site: Make, load: Load, tmp_path: Path
) -> None:
    made = site({f"{FOLDER}/x.az.md": release()})
    (tmp_path / "secret.md").write_text(release("Secret"))
    (made.root / FOLDER / "y.az.md").symlink_to(tmp_path / "secret.md")
    found = load(made)
    assert found.codes == ["symlink-escapes"]
    assert len(list(found.loaded.site.releases)) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/participants.yaml", "ali-veli:\n  nam: {az: Ali}\n"),
        ("content/participants.yaml", "- a\n"),
        ("content/participants.yaml", ""),
        ("content/topics.yaml", "law:\n  name: [\n"),
        ("content/topics.yaml", "law: 5\n"),
        ("content/topics.yaml", "law: {name: {az: Huquq}, slug: 5}\n"),
    ],
)
def test_a_registry_with_errors_is_told_of_in_a_later_build_as_in_the_first(
    site: Make, path: str, text: str
) -> None:
    """What was cached names people and topics that cannot be looked up."""
    made = site(
        {
            f"{FOLDER}/x.az.md": release(participants="[ali-veli]", topics="[law]"),
            "content/participants.yaml": "ali-veli:\n  name: {az: Ali, en: Ali}\n",
            "content/topics.yaml": "law:\n  name: {az: Huquq, en: Law}\n",
        }
    )
    before = made.build(jobs=1).tree()
    result = made.change({path: text}).build(jobs=1)
    assert {each.span.path for each in result.diagnostics} == {path}
    assert result.report.exit_code == 1
    assert result.tree() == before


@pytest.mark.parametrize("line", ["participaots: ''", "sumary:", "fotos: []", "contakt: {name: }"])
def test_a_misspelt_key_that_has_no_value_yet_is_told(site: Make, load: Load, line: str) -> None:
    text = release().replace("title:", f"{line}\ntitle:", 1)
    found = load(site({f"{FOLDER}/x.az.md": text}))
    assert ("unknown-key", 2) in [(each.code, each.span.line) for each in found.problems]
