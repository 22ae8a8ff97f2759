"""What a build left in the output, which of it is outdated, and what stands there afterwards."""

from __future__ import annotations

import builtins
import os
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from beyan.model.plan import Artifact
from beyan.model.search import year_part
from beyan.snapshot import standing
from beyan.snapshot.manifest import (
    ENTRIES,
    FILES,
    FILES_OF_MANIFEST,
    MANIFEST,
    NOTHING,
    UNTOUCHED,
    Extent,
    Manifest,
    OutputState,
)
from beyan.snapshot.standing import folder_times, output_state
from beyan.snapshot.store import Cache, CacheLost
from beyan.snapshot.tables.stamps import Stamp, Stamps
from tests.unit.snapshot.conftest import (
    DAMAGES,
    Shown,
    again,
    artifact,
    damage,
    file,
    made,
    manifest,
    plan,
)

PART = year_part("az", 2026)
# The template "" has the fingerprint b"" here, and "page.html" b"template".
TEMPLATES = {("", ""): b"", ("page.html", "az"): b"template", ("other.html", "az"): b"other"}
PAGE = artifact("/a/", template="page.html", language="az")
PLAIN = artifact("/b.txt")


def damaged(*names: str) -> OutputState:
    return OutputState(frozenset(names), False, {})


@pytest.fixture
def before() -> Manifest:
    return manifest({"/a/": made(file("a/index.html"), template=b"template"), "/b.txt": made()})


# --- what has to be made --------------------------------------------------------------------


def test_what_is_as_it_was_is_left_alone(before: Manifest) -> None:
    assert list(before.outdated(plan(PAGE, PLAIN), TEMPLATES, UNTOUCHED)) == []


def test_what_was_never_made_is_new(before: Manifest) -> None:
    fresh = artifact("/c/", template="page.html", language="az")
    (found,) = before.outdated(plan(PAGE, fresh, PLAIN), TEMPLATES, UNTOUCHED)
    assert found == (fresh, b"template", False, ("new",))
    everything = NOTHING.outdated(plan(PAGE, PLAIN), TEMPLATES, UNTOUCHED)
    assert [each.reasons for each in everything] == [("new",), ("new",)]


def shows(**more: Any) -> Artifact:
    """The page with other inputs."""
    return artifact("/a/", Shown(**more), template="page.html", language="az")


OTHER_TEXT = shows(text="other")
OTHER_TEMPLATE = PAGE._replace(template="other.html")


@pytest.mark.parametrize(
    ("now", "setting", "state", "reasons", "pages_only"),
    [
        (OTHER_TEXT, b"setting", UNTOUCHED, ("text",), False),
        (shows(views=6), b"setting", UNTOUCHED, ("counts",), False),
        (shows(text="other", newer="/b/"), b"setting", UNTOUCHED, ("text", "neighbours"), False),
        (OTHER_TEMPLATE, b"setting", UNTOUCHED, ("template",), True),
        (PAGE, b"other", UNTOUCHED, ("settings",), False),
        (PAGE, b"setting", damaged("/a/"), ("damaged",), False),
        # Settings change every fingerprint: they are the reason.
        (OTHER_TEXT, b"other", UNTOUCHED, ("settings",), False),
        (OTHER_TEMPLATE, b"other", UNTOUCHED, ("settings", "template"), False),
        (OTHER_TEMPLATE, b"setting", damaged("/a/"), ("template", "damaged"), False),
        (
            OTHER_TEXT._replace(template="other.html"),
            b"setting",
            damaged("/a/"),
            ("text", "template", "damaged"),
            False,
        ),
    ],
)
def test_an_artifact_is_outdated_for_a_reason(
    before: Manifest,
    now: Artifact,
    setting: bytes,
    state: OutputState,
    reasons: tuple[str, ...],
    pages_only: bool,
) -> None:
    """Only where nothing but the template changed, the files beside the page stay."""
    (found,) = before.outdated(plan(now, setting=setting), TEMPLATES, state)
    assert (found.reasons, found.pages_only) == (reasons, pages_only)
    assert found.template == TEMPLATES[found.artifact.template, "az"]


def test_a_file_that_is_no_page_is_made_whole_when_the_labels_in_it_changed(
    before: Manifest,
) -> None:
    (found,) = before.outdated(plan(PLAIN), {("", ""): b"labels"}, UNTOUCHED)
    assert (found.reasons, found.pages_only) == (("template",), False)


def test_an_address_that_has_a_file_of_another_kind_is_told_so(before: Manifest) -> None:
    other = (b"other", b"template", b"", (), ())
    (found,) = replace(before, entries={"/a/": other}).outdated(plan(PAGE), TEMPLATES, UNTOUCHED)
    assert found.reasons == ("kind",)


def test_damage_of_one_artifact_is_none_of_another(before: Manifest) -> None:
    found = before.outdated(plan(PAGE, PLAIN), TEMPLATES, damaged("/b.txt", "/gone/"))
    assert [each.artifact for each in found] == [PLAIN]


# --- what stands there afterwards -----------------------------------------------------------


def follow(
    before: Manifest, fresh: dict[str, object], names: list[str], **more: object
) -> Manifest:
    given: dict[str, object] = {
        "names": names,
        "stamps": before.stamps,
        "folders": before.folders,
        "seen": frozenset[str](),
        "rows": {},
        **more,
    }
    extent = given.pop("extent", Extent(names))
    return before.followed_by(fresh, plan(), extent, **given)  # type: ignore[arg-type]


def test_what_was_made_replaces_and_all_else_stays(before: Manifest) -> None:
    """An edit's plan lists little, and the extent all that the site consists of."""
    now = follow(before, {"/a/": made(file("new"))}, ["/a/", "/b.txt"])
    assert dict(now.entries) == {"/a/": made(file("new")), "/b.txt": before.entries["/b.txt"]}
    assert now.setting == plan().setting


def test_what_the_site_no_longer_has_is_forgotten(before: Manifest) -> None:
    now = follow(before, {"/c/": made()}, ["/a/", "/c/"])
    assert dict(now.entries) == {"/a/": before.entries["/a/"], "/c/": made()}


def test_what_is_neither_made_nor_known_cannot_stand_there(before: Manifest) -> None:
    with pytest.raises(KeyError):
        follow(before, {}, ["/a/", "/never-made/"])


def test_parts_of_the_search_index_stand_beside_what_is_planned(before: Manifest) -> None:
    first = follow(before, {PART: made()}, ["/a/", PART])
    assert first.index == [PART]
    assert list(first.standing.names) == ["/a/"]
    assert follow(first, {}, ["/a/", PART]).index == [PART]
    assert follow(first, {}, ["/a/"]).index == []


def test_the_releases_that_readers_saw_only_grow(before: Manifest) -> None:
    """What was withdrawn from the site and comes back is not seen for the first time."""
    now, seen = before, frozenset[str]()
    for visible in ({"a", "b"}, {"b"}, set[str](), {"c"}):
        extent = Extent([], releases=frozenset(visible))
        now = follow(now, {}, [], extent=extent, seen=seen)
        seen = now.seen
        assert now.extent.releases == visible
    assert seen == {"a", "b", "c"}


def test_documents_are_found_where_they_are_now(before: Manifest) -> None:
    here, there, both = ("old", 0, 20), ("new", 0, 20), ("old", 20, 20)
    entries = {
        "/a/": made(documents=((b"a", here), (b"x", both))),
        "/b/": made(documents=((b"x", both),)),
    }
    rows = {"/part/": (("/a/", b"a", here), ("/b/", b"x", both))}
    found = replace(manifest(entries), rows=rows)
    assert found.documents(["/a/"]) == {b"a": here, b"x": both}
    assert found.documents(["/b/", "/new/"]) == {b"x": both}
    assert sorted(found.blobs) == [here, both, both]
    moved = found.moved({here: there, both: ("new", 20, 20)})
    assert moved.documents(entries) == {b"a": there, b"x": ("new", 20, 20)}
    assert moved.rows == {"/part/": (("/a/", b"a", there), ("/b/", b"x", ("new", 20, 20)))}
    assert moved.extent == found.extent


# --- in the cache ---------------------------------------------------------------------------


def test_a_manifest_is_read_as_it_was_written(cache: Cache) -> None:
    written = manifest(
        {"/a/": made(file("a"), documents=((b"k", ("p", 0, 1)),)), PART: made()},
        releases=["r"],
        seen=["r", "s"],
    )
    token = written.write(cache, b"program")
    assert Manifest.read(again(cache)) == (written, token, b"program")


def test_a_manifest_is_of_an_output_where_anything_was_put_in_place() -> None:
    assert not NOTHING.is_of_output
    assert Manifest(setting=b"of a site without a page").is_of_output


def test_where_nothing_was_written_there_is_no_manifest(cache: Cache) -> None:
    assert Manifest.read(cache) is None


@pytest.mark.parametrize("name", FILES_OF_MANIFEST)
@pytest.mark.parametrize("how", DAMAGES)
def test_a_manifest_with_one_damaged_file_is_none(cache: Cache, name: str, how: str) -> None:
    """Or it is noticed when somebody asks for one entry, of which few are decoded."""
    manifest({"/a/": made(file("a"))}).write(cache, b"program")
    damage(cache.folder / name, how)
    found = Manifest.read(again(cache))
    if (name, how) == (ENTRIES, "other bytes"):
        assert found is not None
        for ask in (
            found[0].check,
            lambda: found[0].entry("/a/"),
            lambda: [*found[0].files(["/a/"])],
        ):
            with pytest.raises(CacheLost, match=ENTRIES):
                ask()
    else:
        assert found is None


@pytest.mark.parametrize("name", FILES_OF_MANIFEST)
def test_files_of_two_builds_are_no_manifest(cache: Cache, name: str) -> None:
    """Each whole, and of the same artifacts: but one is from a backup."""
    first = manifest({f"/{n}/": made() for n in range(50)})
    first.write(cache, b"program")
    backup = {path.name: path.read_bytes() for path in cache.folder.iterdir()}
    cache = again(cache)
    Manifest.read(cache)
    first.write(cache, b"program")
    assert Manifest.read(again(cache)) is not None
    for path in (cache.folder / name, cache.folder / f"{name}.since"):
        path.unlink(missing_ok=True)
        if path.name in backup:
            path.write_bytes(backup[path.name])
    assert Manifest.read(again(cache)) is None


def test_another_form_is_no_manifest(cache: Cache) -> None:
    manifest({}).write(cache, b"program")
    form, *rest = cache.read(MANIFEST)
    cache.write(MANIFEST, (form + 1, *rest))
    assert Manifest.read(again(cache)) is None


@pytest.mark.parametrize("at", range(4))
def test_a_manifest_whose_writing_is_killed_is_none_or_the_old_one(
    cache: Cache, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the first renaming it is the old one, and then none: never half of two."""
    old = manifest({f"/{n}/": made() for n in range(50)})
    old.write(cache, b"program")
    cache = again(cache)
    Manifest.read(cache)
    count, rename = 0, os.replace

    def killed(*paths: Path) -> None:
        nonlocal count
        if count == at:
            raise KeyboardInterrupt
        count += 1
        rename(*paths)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            manifest({"/other/": made()}).write(cache, b"program")
    found = Manifest.read(again(cache))
    assert (found[0] if found else None) == (old if at == 0 else None)


def test_of_a_large_manifest_only_what_changed_is_written(cache: Cache) -> None:
    entries = {f"/{n}/": made(file(f"{n}")) for n in range(500)}
    manifest(entries).write(cache, b"program")
    whole = {name: (cache.folder / name).read_bytes() for name in (ENTRIES, FILES)}
    now = manifest(entries)
    for step in range(3):
        cache = again(cache)
        found = Manifest.read(cache)
        assert found is not None
        assert found[0].entries == now.entries
        assert (found[0].stamps, found[0].folders) == (now.stamps, now.folders)
        kept = [each for each in found[0].entries if each != f"/{step + 100}/"]
        now = follow(
            found[0],
            {f"/{step}/": made(shown=Shown(f"other {step}")), f"/new {step}/": made()},
            [*kept, f"/new {step}/"],
            stamps=found[0].stamps.followed_by({f"{step}": (6, step, 1)}, [f"{step + 100}"]),
            folders=found[0].folders.followed_by({"az": step}),
        )
        now.write(cache, b"program")
    assert {name: (cache.folder / name).read_bytes() for name in whole} == whole
    read = Manifest.read(again(cache))
    assert read is not None
    assert read[0].entries == now.entries
    assert set(read[0].entries) == {*entries, "/new 0/", "/new 1/", "/new 2/"} - {
        "/100/",
        "/101/",
        "/102/",
    }
    assert read[0].stamps["2"] == (6, 2, 1)
    assert "102" not in read[0].stamps
    assert read[0].folders["az"] == 2


# --- the output -----------------------------------------------------------------------------


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    (folder / "a").mkdir(parents=True)
    (folder / "a/index.html").write_bytes(b"page")
    (folder / "b.txt").write_bytes(b"text")
    return folder


def stamp(path: Path) -> Stamp:
    stat = path.lstat()
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


@pytest.fixture
def left(output: Path) -> Manifest:
    files = {"/a/": "a/index.html", "/b.txt": "b.txt"}
    return Manifest(
        {n: made((p, sha256((output / p).read_bytes()).digest())) for n, p in files.items()},
        Stamps({path: stamp(output / path) for path in files.values()}),
        folder_times(output, Stamps(), files.values()),
    )


def test_an_output_that_nobody_touched_is_whole(output: Path, left: Manifest) -> None:
    assert set(left.folders) == {"", "a"}
    assert output_state(output, left) == UNTOUCHED
    assert output_state(output, left).is_whole


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_file_is_seen_and_no_other(output: Path, left: Manifest, how: str) -> None:
    damage(output / "a/index.html", how)
    assert output_state(output, left).damaged == {"/a/"}


@pytest.mark.parametrize("instead", ["folder", "link", "nothing"])
def test_what_is_no_file_is_damage(output: Path, left: Manifest, instead: str) -> None:
    (output / "b.txt").rename(output.parent / "real")
    if instead == "folder":
        (output / "b.txt").mkdir()
    elif instead == "link":
        (output / "b.txt").symlink_to(output.parent / "real")
    assert output_state(output, left).damaged == {"/b.txt"}


def test_a_folder_that_became_a_link_holds_nothing_of_ours(output: Path, left: Manifest) -> None:
    (output / "a").rename(output.parent / "a")
    (output / "a").symlink_to(output.parent / "a")
    state = output_state(output, left)
    assert state.damaged == {"/a/"}
    assert state.has_unknown_files


def test_bytes_that_are_the_same_are_no_damage(output: Path, left: Manifest) -> None:
    """A restored backup, or a copied checkout, has other times."""
    os.utime(output / "b.txt", ns=(1, 1))
    state = output_state(output, left)
    assert state.is_whole
    assert state.touched == {"b.txt": stamp(output / "b.txt")}


@pytest.mark.parametrize("which", [1, 2])
def test_either_time_is_reason_enough_to_look_into_a_file(
    output: Path, left: Manifest, which: int
) -> None:
    ((_, digest),) = left.entries["/b.txt"][3]
    now = left.stamps["b.txt"]
    for known, damaged in ((digest, set[str]()), (b"other", {"/b.txt"})):
        was: Stamp = (now[0], 1, now[2]) if which == 1 else (now[0], now[1], 1)
        entries = {"/b.txt": made(("b.txt", known))}
        state = output_state(output, replace(left, entries=entries, stamps=Stamps({"b.txt": was})))
        assert state.damaged == damaged
        assert state.touched == ({} if damaged else {"b.txt": now})


def test_a_file_that_cannot_be_read_is_damage(
    output: Path, left: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made again: another file is put in its place."""

    def refuse(path: str, *_: object) -> None:
        raise PermissionError(path)

    os.utime(output / "b.txt", ns=(1, 1))
    monkeypatch.setattr(builtins, "open", refuse)
    assert output_state(output, left).damaged == {"/b.txt"}


def test_other_bytes_of_the_same_size_and_age_are_damage(output: Path, left: Manifest) -> None:
    """As rsync and `cp -p` leave them: only the entry in the folder is younger."""
    stat = (output / "b.txt").stat()
    time.sleep(0.02)
    (output / "b.txt").write_bytes(b"TEXT")
    os.utime(output / "b.txt", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert output_state(output, left).damaged == {"/b.txt"}


@pytest.mark.parametrize("path", ["more", "a/more"])
def test_a_file_that_somebody_added_is_noticed_by_its_folder(
    output: Path, left: Manifest, path: str
) -> None:
    os.utime(output / path.rpartition("/")[0], ns=(1, 1))
    (output / path).touch()
    state = output_state(output, left)
    assert state.has_unknown_files
    assert not state.damaged


def test_an_output_that_is_gone_is_all_damage(output: Path, left: Manifest) -> None:
    assert output_state(output.parent / "elsewhere", left).damaged == {"/a/", "/b.txt"}


def test_times_are_kept_of_folders_that_were_not_touched(output: Path) -> None:
    before = Stamps({"": 1, "a": 1, "gone": 1, "kept": 1})
    times = folder_times(output, before, ["a/index.html", "gone/x"])
    assert times["kept"] == 1
    assert "gone" not in times
    assert times["a"] == (output / "a").stat().st_mtime_ns
    assert times[""] == output.stat().st_mtime_ns


def test_folders_that_never_stood_there_have_no_times(output: Path) -> None:
    assert set(folder_times(output, Stamps(), ["gone/x", "a/index.html"])) == {"", "a"}


def test_an_output_of_which_nothing_is_known_is_as_it_was_left(tmp_path: Path) -> None:
    assert output_state(tmp_path, NOTHING) == UNTOUCHED


@pytest.mark.parametrize("field", ["size", "changed", "entered"])
def test_each_of_size_and_times_is_looked_at(output: Path, left: Manifest, field: str) -> None:
    size, changed, entered = left.stamps["b.txt"]
    was = (size + (field == "size"), changed + (field == "changed"), entered + (field == "entered"))
    state = output_state(output, replace(left, stamps=Stamps({"b.txt": was})))
    assert (bool(state.damaged), bool(state.touched)) == (field == "size", field != "size")


def test_a_link_is_damage_even_where_it_leads_to_the_same_bytes(
    output: Path, left: Manifest
) -> None:
    """It may lead elsewhere tomorrow. Its size is the length of what it says."""
    (output / "b.txt").unlink()
    (output / "b.txt").symlink_to("real")
    (output / "real").write_bytes(b"text")
    assert os.lstat(output / "b.txt").st_size == len(b"text")
    assert output_state(output, left).damaged == {"/b.txt"}


def test_beside_a_file_that_is_gone_the_others_are_still_known(
    output: Path, left: Manifest
) -> None:
    size, *_ = left.stamps["b.txt"]
    files = [each for *_, files, _ in left.entries.values() for each in files]
    (output / "a/index.html").unlink()
    state = output_state(
        output,
        replace(
            left,
            entries={"/a/": made(*files)},
            stamps=left.stamps.followed_by({"b.txt": (size, 1, 1)}),
        ),
    )
    assert state.damaged == {"/a/"}
    assert set(state.touched) == {"b.txt"}


def test_files_are_those_of_the_artifacts_that_are_known(left: Manifest) -> None:
    assert [path for path, _ in left.files(["/b.txt", "/unknown/", "/a/"])] == [
        "b.txt",
        "a/index.html",
    ]


def test_after_a_build_files_and_folders_have_the_times_that_they_have_now(
    before: Manifest,
) -> None:
    now = follow(before, {}, [], stamps=Stamps({"a": (1, 2, 3)}), folders=Stamps({"az": 9}))
    assert (dict(now.stamps), dict(now.folders)) == ({"a": (1, 2, 3)}, {"az": 9})


@pytest.mark.parametrize("chunk", [1, 2, 3, 1000])
def test_an_output_is_looked_at_in_parts_of_any_size(
    output: Path, left: Manifest, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where some records are those of the last whole, some were changed, and some are gone."""
    monkeypatch.setattr(standing, "_CHUNK", chunk)
    cache = Cache(output.parent / "cache")
    files, folders = dict(left.stamps), dict(left.folders)
    left = replace(
        left,
        stamps=Stamps({**files, "b.txt": (0, 0, 0), "gone": (0, 0, 0), "x": (0, 0, 0)}),
        folders=Stamps({**folders, "a": 0}),
    )
    left.write(cache, b"program")
    read = Manifest.read(again(cache))
    assert read is not None
    now = replace(
        read[0],
        stamps=read[0].stamps.followed_by({"b.txt": files["b.txt"]}, ["gone", "x"]),
        folders=read[0].folders.followed_by({"a": folders["a"]}),
    )
    assert (dict(now.stamps), dict(now.folders)) == (files, folders)
    assert output_state(output, now) == UNTOUCHED
    (output / "b.txt").write_bytes(b"other")
    (output / "a/more").touch()
    assert output_state(output, now) == (frozenset({"/b.txt"}), True, {})
