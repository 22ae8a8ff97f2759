"""Many edits of every kind in one preview: it ends as a clean build, and keeps one state alone."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TypeVar

import pytest
import yaml

from benchmarks.corpus import Corpus
from benchmarks.soak import KINDS, Soak
from benchmarks.tools.beyan import Beyan
from beyan.desk.preview import site
from beyan.desk.preview.state import State
from beyan.model.export import FeedEntry
from beyan.model.page import Teaser
from beyan.render.page import Renderer
from beyan.snapshot import store
from beyan.snapshot.pictures import PICTURES, PictureStore

RELEASES = 24
Kind = TypeVar("Kind")


@pytest.fixture
def soak(tmp_path: Path) -> Soak:
    root = tmp_path / "site"
    Beyan().write_site(Corpus(RELEASES, 1), root)
    return Soak.of(root, tmp_path / "caches" / "preview")


def alive(kind: type[Kind]) -> list[Kind]:
    """All there are, those that the collector does not look at included."""
    gc.unfreeze()
    return [each for each in gc.get_objects() if isinstance(each, kind)]


def test_after_edits_of_every_kind_one_state_is_left_and_every_page_is_that_of_a_clean_build(
    soak: Soak, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_SMALL", 1 << 14)
    bounds, shown = [], []
    for number in range(2 * len(KINDS)):
        soak.edit(number)
        bounds.append(soak.cache_bytes())
        if (number + 1) % len(KINDS) == 0:
            shown.append(len(alive(FeedEntry)) + len(alive(Teaser)))
    # What pages say of a release goes with them, and is made of no setting that was taken back.
    assert max(shown) <= 1.2 * shown[0]
    # Other tests may have some as well.
    assert sum(each.source.root == soak.root for each in alive(State)) == 1
    pictures = PictureStore(soak.cache)
    assert sum(vars(each.images.store) == vars(pictures) for each in alive(Renderer)) == 1
    # Nor what its files were made of while they were read.
    assert alive(yaml.Node) == []
    # The second half takes no more than the first: packs are joined, and photos go.
    middle = len(bounds) // 2
    assert max(bounds[middle:]) <= 1.2 * max(bounds[:middle])
    assert soak.wrong_pages() == []


def test_texts_that_are_saved_alone_do_not_keep_what_was_known_before_each_of_them(
    soak: Soak, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "_MANY_TEXTS", 5)
    for number, path in enumerate(soak.texts[:13]):
        for paths in soak.text(path, number):
            soak.preview.save(paths)
        soak.preview.settle()
        if soak.preview.is_untidy:
            soak.preview.tidy()
    soak.preview.tidy()
    first = next(iter(soak.preview._known.releases))
    gc.unfreeze()
    held = sum(
        isinstance(each, dict) and len(each) >= RELEASES and first in each
        for each in gc.get_objects()
    )
    # Known, and as many texts as may be saved alone; with 13 texts it would be one for each.
    assert held <= 8
    assert soak.wrong_pages() == []


def test_pictures_that_were_shown_long_ago_are_deleted_unless_a_build_shows_them(
    soak: Soak, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "_MANY_PICTURES", 40)
    counts = []
    for number in range(5):
        for paths in soak.photo(soak.texts[number], number):
            soak.preview.save(paths)
            soak.look(soak.texts[number])
            soak.preview.settle()
        soak.preview.tidy()
        pictures = soak.cache.shared / PICTURES
        counts.append(sum(each.is_file() for each in pictures.rglob("*")))
    assert 10 < max(counts) <= 40
    assert soak.wrong_pages() == []


def test_a_program_that_saves_without_a_pause_waits_once_in_a_while(
    soak: Soak, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "_MANY_REFRESHES", 3)
    config = soak.root / "site_config.yaml"
    overdue = []
    for _ in range(5):
        soak.preview.save([config])
        overdue.append(soak.preview.is_overdue)
        if overdue[-1]:
            soak.preview.tidy()
    assert True in overdue
    assert not soak.preview.is_overdue
