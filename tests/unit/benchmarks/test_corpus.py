"""The benchmark's corpus is the same on every machine, and a site without a single problem."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from benchmarks import words
from benchmarks.corpus import LONGEST_TITLE, Corpus, titles_of
from benchmarks.edits import EDITS, Edited
from benchmarks.options import PEERS, TOOLS
from benchmarks.tools.beyan import Beyan, BeyanDefaults
from benchmarks.tools.tool import Tool, write
from beyan.build import build
from beyan.build.options import Options
from beyan.source.writing.lengths import TITLE

pytestmark = pytest.mark.slow

SIZE = 20


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_number_and_seed_give_the_same_releases() -> None:
    assert list(Corpus(SIZE)) == list(Corpus(SIZE))
    assert list(Corpus(SIZE, seed=2)) != list(Corpus(SIZE))


def test_a_release_is_made_without_the_others() -> None:
    assert Corpus(SIZE).release(7) == list(Corpus(SIZE))[7]


def test_releases_are_in_order_and_no_two_alike() -> None:
    releases = list(Corpus(3_000))
    dates = [release.date for release in releases]
    assert dates == sorted(set(dates))
    assert {date.year for date in dates} == set(range(2010, 2026))
    for side in (0, 1):
        assert len({release.texts[side].body for release in releases}) == len(releases)
        assert len({release.texts[side].slug for release in releases}) == len(releases)


def test_releases_have_the_size_and_the_facts_that_are_promised() -> None:
    releases = list(Corpus(300))
    for release in releases:
        assert 3 <= len(release.participants) <= 12
        assert 1 <= len(release.topics) <= 3
        for text in release.texts:
            assert 3_000 < len(text.body.encode()) < 6_500
    bodies = "\n".join(text.body for release in releases for text in release.texts)
    for mark in ("\n## ", "\n- ", "\n1. ", "\n> ", "](https://", "](release:", "**", " *"):
        assert mark in bodies
    assert any(not person.key for release in releases for person in release.participants)
    assert {release.views is None for release in releases} == {True, False}


def test_no_title_is_longer_than_search_results_show() -> None:
    assert LONGEST_TITLE == TITLE
    subjects = list(product(words.EVENTS, Corpus(SIZE).topics, words.PLACES))
    assert max(len(title) for each in subjects for title in titles_of(*each)) <= LONGEST_TITLE
    assert sum("(" in titles_of(*each)[0] for each in subjects) > len(subjects) / 4


def test_the_registry_grows_with_the_root_of_the_releases() -> None:
    assert len(Corpus(10_000).people) == 400
    assert len({person.key for person in Corpus(100_000).people}) == 1_265


def test_the_site_builds_without_a_problem(tmp_path: Path) -> None:
    Beyan().write_site(Corpus(SIZE), tmp_path)
    report = build(tmp_path, tmp_path / "output", Options(now=datetime(2026, 1, 1, tzinfo=UTC)))
    assert not report.problems
    assert len(list(tmp_path.glob("output/*/releases/*/*/release.json"))) == 2 * SIZE


def test_with_its_defaults_nothing_is_switched_off(tmp_path: Path) -> None:
    for tool in (Beyan(), BeyanDefaults()):
        tool.write_site(Corpus(SIZE), tmp_path / tool.key)
    usual, everything = (tmp_path / key for key in ("beyan", "beyan-defaults"))
    switches = {"search: false", "social_cards: false"}
    assert switches <= set((usual / "site_config.yaml").read_text().splitlines())
    assert not switches & set((everything / "site_config.yaml").read_text().splitlines())
    assert not (everything / "templates").exists()


def test_the_pictures_that_were_encoded_outlive_what_else_is_forgotten(tmp_path: Path) -> None:
    kept = tmp_path / ".cache" / "shared" / "pictures" / "ab" / "abcd"
    for path in (kept, tmp_path / ".cache" / "output" / "memos", tmp_path / "output" / "a.html"):
        write(path, "x")
    BeyanDefaults().forget_but_pictures(tmp_path)
    assert list(files(tmp_path)) == [kept.relative_to(tmp_path).as_posix()]
    BeyanDefaults().forget(tmp_path)
    assert not files(tmp_path)


@pytest.mark.parametrize("tool", [each() for each in (*TOOLS, *PEERS)], ids=lambda tool: tool.key)
def test_each_edit_changes_what_it_is_of(tool: Tool, tmp_path: Path) -> None:
    corpus = Corpus(SIZE)
    tool.write_site(corpus, tmp_path)
    site = Edited(tool, corpus, tmp_path)
    seen = [files(tmp_path)]
    for name, (edit, _) in EDITS.items():
        if not tool.takes(name):
            continue
        for repetition in (0, 1):
            edit(site, repetition)
            assert files(tmp_path) not in seen
            seen.append(files(tmp_path))
