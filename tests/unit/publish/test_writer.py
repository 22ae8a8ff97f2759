import os
import resource
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from beyan.model.inputs import Shared
from beyan.model.page import ChooserPage
from beyan.model.plan import Artifact, Plan
from beyan.publish.writer import GENERATOR_MARK, Publication, output_problems


def publish(output: Path, files: Mapping[str, bytes]) -> tuple[int, int]:
    publication = Publication(output, output.parent / "staging")
    staged = [publication.stage(path, data) for path, data in files.items()]
    assert [(path, digest) for (path, *_, digest), _ in staged] == [
        (path, sha256(data).digest()) for path, data in files.items()
    ]
    return publication.commit([path for (path, *_), is_new in staged if is_new], files)


def tree(output: Path) -> dict[str, bytes]:
    """Every file that can be reached, through links too."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


FILES = {"index.html": b"home", "az/index.html": b"az", "az/releases/x.jpg": b"\xff\xd8"}


def test_what_is_published_is_what_is_there(output: Path) -> None:
    assert publish(output, FILES) == (3, 0)
    assert tree(output) == FILES


def test_a_file_that_is_not_planned_is_deleted_with_the_folder_it_leaves_empty(
    output: Path,
) -> None:
    publish(output, FILES)
    assert publish(output, {"index.html": b"home"}) == (0, 2)
    assert [path.name for path in output.rglob("*")] == ["index.html"]


def test_a_file_of_the_same_bytes_is_not_touched(output: Path) -> None:
    publish(output, FILES)
    before = (output / "az/index.html").stat()
    publish(output, {**FILES, "index.html": b"new"})
    after = (output / "az/index.html").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert tree(output)["index.html"] == b"new"


def test_a_reader_of_the_old_file_keeps_the_old_file_whole(output: Path) -> None:
    publish(output, {"index.html": b"old"})
    with (output / "index.html").open("rb") as reader:
        publish(output, {"index.html": b"new and longer"})
        assert reader.read() == b"old"


@pytest.mark.parametrize("before", [{}, {"index.html": b"home", "old.html": b"old"}])
def test_the_record_of_a_file_is_that_of_what_stands_there_afterwards(
    output: Path, before: Mapping[str, bytes]
) -> None:
    publish(output, before)
    publication = Publication(output, output.parent / "staging")
    staged = [publication.stage(path, data) for path, data in FILES.items()]
    publication.commit([path for (path, *_), is_new in staged if is_new], FILES)
    for record in (publication.placed(file) for file, _ in staged):
        path, size, changed, entered, digest = record
        stat = (output / path).lstat()
        assert (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) == (size, changed, entered)
        assert digest == sha256(FILES[path]).digest()


def test_a_file_that_the_system_takes_a_part_of_is_an_error(output: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    # A disk with room for three bytes: it takes them, and refuses what follows.
    resource.setrlimit(resource.RLIMIT_FSIZE, (3, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            publish(output, FILES)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not output.exists()


def test_nothing_changes_before_the_commit(output: Path) -> None:
    publish(output, FILES)
    publication = Publication(output, output.parent / "staging")
    publication.stage("index.html", b"new")
    publication.stage("en/index.html", b"new")
    assert tree(output) == FILES


def test_what_was_discarded_leaves_nothing(output: Path) -> None:
    staging = output.parent / "staging"
    publication = Publication(output, staging)
    publication.stage("index.html", b"new")
    publication.discard()
    assert not staging.exists()
    assert not output.exists()


def test_what_a_killed_build_left_in_staging_is_not_published(output: Path) -> None:
    Publication(output, output.parent / "staging").stage("secret/index.html", b"left behind")
    publish(output, FILES)
    assert tree(output) == FILES
    assert not (output.parent / "staging").exists()


def test_where_the_orphans_are_known_nothing_else_is_looked_for(output: Path) -> None:
    publish(output, {**FILES, "en/x/index.html": b"x", "en/y/index.html": b"y"})
    publication = Publication(output, output.parent / "staging")
    publication.stage("index.html", b"new")
    orphans = ["en/x/index.html", "gone/long/ago.html"]
    assert publication.commit(["index.html"], ["index.html"], orphans) == (1, 1)
    assert tree(output) == {**FILES, "index.html": b"new", "en/y/index.html": b"y"}
    assert not (output / "en/x").exists()


def test_a_file_that_is_known_to_be_the_same_is_not_read(output: Path) -> None:
    publish(output, FILES)
    known = {path: sha256(data).digest() for path, data in FILES.items()}
    publication = Publication(output, output.parent / "staging", known)
    (output / "index.html").write_bytes(b"to be found, this would have to be read")
    assert [publication.stage("index.html", data)[1] for data in (b"home", b"other")] == [
        False,
        True,
    ]


# --- files, folders and links in each other's way -------------------------------------------


def test_a_folder_takes_the_place_of_a_file(output: Path) -> None:
    publish(output, {"about": b"a file"})
    publish(output, {"about/index.html": b"a page"})
    assert tree(output) == {"about/index.html": b"a page"}


def test_a_file_takes_the_place_of_a_folder(output: Path) -> None:
    publish(output, {"about/index.html": b"a page", "about/deep/x.jpg": b"x"})
    publish(output, {"about": b"a file"})
    assert tree(output) == {"about": b"a file"}


def test_a_file_in_the_way_of_a_folder_of_folders_goes(output: Path) -> None:
    publish(output, {"az": b"a file"})
    publish(output, {"az/releases/2020/index.html": b"x"})
    assert tree(output) == {"az/releases/2020/index.html": b"x"}


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder outside of the output with the very files that will be published."""
    folder = tmp_path / "elsewhere"
    (folder / "releases").mkdir(parents=True)
    (folder / "index.html").write_bytes(b"az")
    (folder / "releases/x.jpg").write_bytes(b"\xff\xd8")
    (folder / "mine.txt").write_bytes(b"mine")
    return folder


def test_a_link_to_a_file_is_replaced_and_not_written_through(
    output: Path, elsewhere: Path
) -> None:
    output.mkdir()
    (output / "index.html").symlink_to(elsewhere / "index.html")
    publish(output, {"index.html": b"home"})
    assert (elsewhere / "index.html").read_bytes() == b"az"
    assert not (output / "index.html").is_symlink()


def test_a_link_to_a_file_of_the_same_bytes_becomes_a_file(output: Path, elsewhere: Path) -> None:
    output.mkdir()
    (output / "index.html").symlink_to(elsewhere / "index.html")
    publish(output, {"index.html": b"az"})
    assert not (output / "index.html").is_symlink()


def test_a_link_to_a_folder_is_replaced_and_what_it_leads_to_stays(
    output: Path, elsewhere: Path
) -> None:
    output.mkdir()
    (output / "az").symlink_to(elsewhere, target_is_directory=True)
    publish(output, FILES)
    assert tree(output) == FILES
    assert not (output / "az").is_symlink()
    assert (elsewhere / "mine.txt").read_bytes() == b"mine"


def test_a_link_that_is_not_planned_is_deleted_and_what_it_leads_to_stays(
    output: Path, elsewhere: Path
) -> None:
    publish(output, FILES)
    (output / "old").symlink_to(elsewhere, target_is_directory=True)
    (output / "old.txt").symlink_to(elsewhere / "mine.txt")
    (output / "nowhere").symlink_to(elsewhere / "missing")
    publish(output, FILES)
    assert tree(output) == FILES
    assert not any(path.is_symlink() for path in output.rglob("*"))
    assert (elsewhere / "mine.txt").exists()


# --- where output may not go ----------------------------------------------------------------


class NoInputs(NamedTuple):
    """A page that shows nothing."""


def _chooser(_: NoInputs) -> Iterator[ChooserPage]:
    yield ChooserPage(address="/", language="az", text_language="az", canonical="/", options=())


PLAN = Plan((Artifact(("/",), Shared(NoInputs()), _chooser, "az", ChooserPage.template),), (), b"")


def codes(output: Path, root: Path) -> list[str]:
    return [each.code for each in output_problems(output, root, PLAN)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "content/releases").mkdir(parents=True)
    return root


@pytest.mark.parametrize("place", [".", "..", "content", "content/releases", "assets/x", ".git"])
def test_the_site_itself_is_no_output_folder(root: Path, place: str) -> None:
    assert codes(root / place, root) == ["output-overlaps"]


def test_a_link_to_the_site_is_no_output_folder_either(root: Path) -> None:
    (root.parent / "link").symlink_to(root / "content", target_is_directory=True)
    assert codes(root.parent / "link", root) == ["output-overlaps"]


def test_a_folder_with_somebodys_files_is_left_alone(root: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home/index.html").write_text("<h1>My own page</h1>")
    assert codes(tmp_path / "home", root) == ["output-not-ours"]


def test_a_file_is_no_output_folder(root: Path, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    assert codes(tmp_path / "x", root) == ["output-not-ours"]


@pytest.mark.parametrize("name", ["output", "public"])
def test_a_new_or_empty_folder_is_fine(root: Path, name: str) -> None:
    assert codes(root / name, root) == []
    (root / name).mkdir()
    assert codes(root / name, root) == []


def test_a_folder_that_an_earlier_build_made_is_fine(root: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www/index.html").write_bytes(b"<head>" + GENERATOR_MARK + b"</head>")
    assert codes(tmp_path / "www", root) == []


@pytest.mark.parametrize("most", [1, 3, 1000])
def test_a_file_is_whole_where_the_system_takes_it_in_parts(
    output: Path, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:most]))
    publish(output, {**FILES, "empty.txt": b""})
    assert tree(output) == {**FILES, "empty.txt": b""}
