"""The site of the last build with edited texts is the site that is read from nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from beyan.build.options import Options
from beyan.build.reading import Source, read_site
from beyan.build.report import Report
from beyan.model.places import ALL, Places
from beyan.model.search import SEARCH_INDEX
from beyan.publish import search
from beyan.snapshot import releases as snapshot_releases
from beyan.snapshot.inputs import scan_inputs
from beyan.snapshot.location import open_cache, scratch_cache
from beyan.snapshot.manifest import INDEX, MANIFEST, Documents, Row
from beyan.snapshot.snapshot import OUTLINE, Known, Snapshot
from tests.conftest import CONFIG, NOW, SampleSite, release

Make = Callable[..., SampleSite]
FOLDER = "content/releases/2026"
A, B, HELD = f"{FOLDER}/a.az.md", f"{FOLDER}/b.en.md", f"{FOLDER}/held.az.md"
WHO = {"topics": "[law]", "participants": "[ana]"}
FILES = {
    "content/topics.yaml": "law: {name: {az: Hüquq, en: Law}}\n",
    "content/participants.yaml": (
        "ana: {name: {az: Ana, en: Ana}}\nada: {name: {az: Ada Quliyeva, en: Ada Quliyeva}}\n"
    ),
    "content/views.csv": (
        "month,release,language,reads\n2026-03,2026/a,az,7\n2026-03,2026/held,az,2\n"
    ),
    A: release("A", text="Bir. [B](b.az.md) iki.", summary="Qısa.", **WHO),
    f"{FOLDER}/a.en.md": release("A", text="One.", summary="Short."),
    f"{FOLDER}/b.az.md": release("B", date="2026-03-07", text="Üç.", summary="Qısa.", **WHO),
    B: release("B", date="2026-03-07", text="Two.", summary="Short."),
    HELD: release("Gizli", text="Sirr.", summary="Qısa.", embargo="2026-12-01", **WHO),
    f"{FOLDER}/held.en.md": release("Hidden", text="Secret.", summary="Short."),
    f"{FOLDER}/old.az.md": release("Köhnə", text="Köhnə.", summary="Qısa.", expires="2026-04-01"),
    f"{FOLDER}/old.en.md": release("Old", text="Old.", summary="Short."),
    f"{FOLDER}/draft.az.md": release("Qaralama", text="Hələ yox.", summary="Q.", draft="true"),
}  # fmt: skip


def settled(made: SampleSite) -> None:
    """Until nobody can take what was written just now for what is written next."""
    time.sleep(0.03)


@contextmanager
def read(made: SampleSite) -> Iterator[tuple[Source, Source]]:
    """As the next build reads the site, and as the first one would."""
    options, inputs = Options(now=NOW), scan_inputs(made.root)
    with open_cache(made.root, made.output) as cache, scratch_cache(made.root) as other:
        last = Snapshot.load(cache)
        next_one = read_site(made.root, inputs, last.known, cache, options, last)
        yield next_one, read_site(made.root, inputs, Known(), other, options, Snapshot())


@pytest.fixture
def built(site: Make) -> SampleSite:
    made = site(FILES)
    settled(made)
    report = made.build().report
    assert report.exit_code == 0, report.problems
    return made


EDITS = {
    "a word": {A: FILES[A].replace("Bir", "Başqa")},
    "a word before a link": {A: FILES[A].replace("Bir", "Bir daha")},
    "two texts": {A: FILES[A].replace("Bir", "x"), B: FILES[B].replace("Two", "y")},
    "what is told of a text": {A: FILES[A].replace("Bir", "Ada Quliyeva")},
}
MORE: dict[str, dict[str, str | bytes | None]] = {
    "a title": {A: FILES[A].replace("title: A", "title: Başqa")},
    "another link": {A: FILES[A].replace("(b.az.md)", "(b.en.md)")},
    "another person": {A: FILES[A].replace("[ana]", "[ada]")},
    "what is held back": {HELD: FILES[HELD].replace("Sirr", "Başqa")},
    "a new release": {f"{FOLDER}/c.az.md": release("C", summary="Q.")},
    "an edition less": {B: None},
    "an error": {A: FILES[A].replace("title: A", "title: ''")},
    "a registry": {"content/topics.yaml": "law: {name: {az: Qanun, en: Law}}\n"},
    "settings": {"content/glossary.yaml": ""},
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_of_texts_begins_with_the_site_as_it_was(built: SampleSite, edit: str) -> None:
    built.change(EDITS[edit])
    settled(built)
    with read(built) as (now, whole):
        assert now.edited is not None
        assert now.edited.ending is not None
        one, other = now.loaded, whole.loaded
        for of in ("site", "ungated"):
            mine, theirs = getattr(one, of), getattr(other, of)
            assert list(mine.summaries) == list(theirs.summaries)
            assert mine.places.plain() == theirs.places.plain()
            for each in ("pages", "people", "topics", "assets", "view_counts", "recent_counts"):
                assert getattr(mine, each) == getattr(theirs, each), each
            for summary in mine.summaries:
                assert mine.release(summary.key) == theirs.release(summary.key)
        assert one.held == other.held
        assert sorted(one.problems) == sorted(other.problems)
        assert list(one.readings.summaries) == list(other.readings.summaries)
        assert dict(one.readings.releases) == {
            key: each._replace(blob=one.readings.releases[key].blob)
            for key, each in other.readings.releases.items()
        }
        assert (one.readings.changes, one.readings.holds) == (
            other.readings.changes,
            other.readings.holds,
        )
        assert now.instants == whole.instants
    found = built.build(jobs=1)
    assert found.report.exit_code == 0
    again = built.build(uses_cache=False).report
    assert again.written == 0
    _assert_tells_the_same(found.report, again)


@pytest.mark.parametrize("edit", MORE)
def test_what_is_more_than_a_text_is_read_with_all(built: SampleSite, edit: str) -> None:
    built.change(MORE[edit])
    settled(built)
    with read(built) as (now, _):
        assert now.edited is None or now.edited.ending is None


def test_of_all_other_releases_none_is_decoded(
    built: SampleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site of ten thousand costs what one of ten does, but for where they stand."""
    more = (release(f"N{number}", date="2026-01-01", summary="Q.") for number in range(60))
    built.change({f"{FOLDER}/n{number}.az.md": text for number, text in enumerate(more)})
    settled(built)
    built.build()
    built.change(EDITS["a word"])
    settled(built)
    decoded: list[str] = []
    make = snapshot_releases.CachedRelease._make

    def noted(values: object) -> snapshot_releases.CachedRelease:
        found = make(values)  # type: ignore[arg-type]
        decoded.append(found.key)
        return found

    monkeypatch.setattr(snapshot_releases.CachedRelease, "_make", noted)
    assert built.build().report.written > 0
    assert len(set(decoded)) < 40


@pytest.fixture
def searched(site: Make) -> SampleSite:
    made = site(FILES, config=CONFIG.replace("search: false\n", ""))
    settled(made)
    assert made.build().report.exit_code == 0
    return made


def index(made: SampleSite) -> dict[Path, bytes]:
    folder = made.output / SEARCH_INDEX[1:]
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_for_the_search_index_an_edit_asks_for_the_pages_alone_that_it_makes(
    searched: SampleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    rows_by_part = search.rows_by_part

    def noted(pages: Iterable[tuple[str, Documents]]) -> Mapping[str, tuple[Row, ...]]:
        found = list(pages)
        asked.update(name for name, documents in found if documents)
        return rows_by_part(found)

    for edit, pages in (("a word", {"/az/releases/2026/a/"}), ("two texts", None)):
        searched.change(EDITS[edit])
        settled(searched)
        with monkeypatch.context() as patched:
            patched.setattr(search, "rows_by_part", noted)
            made = searched.build(jobs=1).report.made
        assert f"{SEARCH_INDEX}az/2026/" in made
        assert asked == (pages or {"/az/releases/2026/a/", "/en/releases/2026/b/"})
        assert searched.build(uses_cache=False).report.written == 0
        asked.clear()


def test_an_index_that_was_left_alone_is_brought_up_to_date(searched: SampleSite) -> None:
    before = index(searched)
    searched.change(EDITS["a word"])
    settled(searched)
    searched.build(indexes=False)
    assert index(searched) == before
    searched.change({B: FILES[B].replace("Two", "y")})
    settled(searched)
    searched.build()
    assert index(searched) != before
    assert searched.build(uses_cache=False).report.written == 0


@pytest.mark.parametrize(
    "name",
    [OUTLINE, MANIFEST, INDEX, "releases", "releases.since", "ending", "inputs", "inputs.since"],
)
@pytest.mark.parametrize("how", ["cut off", "of another build"])
def test_without_its_outline_a_site_is_read_as_a_whole(
    built: SampleSite, name: str, how: str
) -> None:
    built.change(EDITS["a word"])
    settled(built)
    (folder,) = (each.parent for each in built.root.glob(f".cache/*/{OUTLINE}"))
    before = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    built.build()
    built.change(EDITS["two texts"])
    settled(built)
    file = folder / name
    if how == "cut off":
        file.write_bytes(file.read_bytes()[:-3] if file.is_file() else b"x")
    else:
        file.write_bytes(before.get(name, b""))
    assert built.build().report.exit_code == 0
    assert built.build(uses_cache=False).report.written == 0


@pytest.mark.parametrize("between", ["another person", "a registry", "a title"])
def test_releases_of_an_older_build_are_not_what_was_published(
    built: SampleSite, between: str
) -> None:
    """As after half of a cache was put back: then more than texts may have changed since."""
    (folder,) = (each.parent for each in built.root.glob(f".cache/*/{OUTLINE}"))
    before = (folder / "releases").read_bytes()
    built.change(MORE[between])
    settled(built)
    assert built.build().report.exit_code == 0
    built.change({path: str(FILES[path]) for path in MORE[between]} | EDITS["a word"])
    settled(built)
    (folder / "releases").write_bytes(before)
    assert built.build().report.exit_code == 0
    assert built.build(uses_cache=False).report.written == 0


def test_places_come_back_as_they_were_written(built: SampleSite) -> None:
    with read(built) as (_, whole):
        site = whole.loaded.ungated
        again = Places.restored(site.places.plain())
        assert again.plain() == site.places.plain() == Places.among(list(site.summaries)).plain()
        assert [*again.on("az", ALL)] == [*site.places.on("az", ALL)] != []
        assert [*again.on("az", ("topic", "none"))] == []


def _assert_tells_the_same(one: Report, other: Report) -> None:
    for each in ("releases", "editions", "pages", "due", "changing", "waiting", "withheld", "also"):
        assert getattr(one, each) == getattr(other, each), each
    assert one.problems == other.problems
