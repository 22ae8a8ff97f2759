"""An output on another file system, one that is full, and one that breaks: whole files or none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from errno import EDQUOT, EIO, ENOSPC, EROFS
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from beyan.publish.volumes import sweep, waiting_places
from beyan.publish.writer import Publication
from tests.conftest import REPOSITORY, SampleSite, release
from tests.faults import NEEDS_ROOM, Faults, mounted

Make = Callable[..., SampleSite]
Tree = dict[str, bytes]

OLD = {
    "index.html": b"old home",
    "az/index.html": b"old az",
    "az/releases/a/index.html": b"old a",
    "az/releases/z/index.html": b"old z",
    "about": b"a file",
    "plan/index.html": b"a page",
}
NEW = {
    "index.html": b"new home",
    "az/index.html": b"old az",
    "az/releases/a/index.html": b"new a",
    "az/releases/b/index.html": b"new b",
    "az/releases/b/photos/b.jpg": b"\xff\xd8",
    "about/index.html": b"a page",
    "plan": b"a file",
}
# Which folders are file systems of their own, relative to that of the site.
LAYOUTS = {
    "one file system": (),
    "the cache elsewhere": (".cache",),
    "the output a volume": ("output",),
    "both": (".cache", "output"),
    "a volume inside the output": ("output/az/releases",),
}


@pytest.fixture(params=LAYOUTS)
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A folder with an output that is a volume, or none."""
    for each in LAYOUTS[request.param]:
        (tmp_path / each).mkdir(parents=True)
    with mounted(*(tmp_path / each for each in LAYOUTS[request.param])):
        yield tmp_path


def publish(root: Path, files: Mapping[str, bytes]) -> Publication:
    """As `build` does it: what a killed run left is swept, and what fails is discarded."""
    output = root / "output"
    sweep(output)
    publication = Publication(output, root / ".cache/staging")
    try:
        staged = [publication.stage(path, data) for path, data in files.items()]
        publication.commit([path for (path, *_), is_new in staged if is_new], files)
        for record in (publication.placed(file) for file, _ in staged):
            stat = (output / record[0]).lstat()
            assert record[1:4] == (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
    finally:
        publication.discard()
    return publication


def tree(output: Path) -> Tree:
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file()
    }


def left_over(root: Path) -> list[str]:
    """Whatever a publication needs on its way."""
    return [path.name for path in root.rglob("*") if "staging" in path.name or ".tmp" in path.name]


def test_what_is_published_is_all_that_is_there(root: Path) -> None:
    for files in (OLD, NEW, OLD):
        publish(root, files)
        assert tree(root / "output") == files
        assert left_over(root) == []
        assert not [each for each in (root / "output").rglob("*") if each.name.startswith(".")]


def test_an_empty_output_beside_which_there_is_room_comes_by_one_renaming(tmp_path: Path) -> None:
    (tmp_path / ".cache").mkdir()
    with mounted(tmp_path / ".cache"):
        faults = Faults(10_000, ENOSPC)
        with faults.injected():
            publish(tmp_path, OLD)
    into = [path for name, path in faults.calls if name in ("rename", "replace")]
    assert into[-1] == str(tmp_path / "output")
    assert tree(tmp_path / "output") == OLD


def test_on_one_file_system_nothing_is_written_twice(tmp_path: Path) -> None:
    for files in (OLD, NEW):
        faults = Faults(10_000, ENOSPC, names=("open", "write", "sendfile"))
        new = [path for path in files if OLD is files or files[path] != OLD.get(path)]
        with faults.injected():
            publish(tmp_path, files)
        assert [name for name, _ in faults.calls] == ["open", "write"] * len(new)


def is_under_way(root: Path, calls: Iterable[tuple[str, str]]) -> bool:
    """Whether a file of the output was replaced, or one that is not planned deleted."""
    return any(
        name in ("rename", "replace", "unlink")
        and Path(path).is_relative_to(root / "output")
        and ".output.staging" not in Path(path).parts
        for name, path in calls
    )


@pytest.mark.parametrize(
    ("error", "stays"),
    [(ENOSPC, True), (EDQUOT, False), (EIO, False), (EROFS, True)],
    ids=["full from then on", "over a quota once", "broken once", "read-only from then on"],
)
def test_what_fails_at_any_call_leaves_whole_files_and_the_next_build_ends_it(
    root: Path, error: int, stays: bool
) -> None:
    output = root / "output"
    names = (*NEEDS_ROOM, "unlink", "rmdir") if error != ENOSPC or not stays else NEEDS_ROOM
    told = 0
    for n in range(10_000):
        publish(root, OLD)
        faults = Faults(n, error, stays=stays, names=names)
        failed: OSError | None = None
        with faults.injected():
            try:
                publish(root, NEW)
            except OSError as caught:
                failed = caught
        if not faults.happened:
            break
        left = tree(output)
        if failed is None:
            # Cleaning up may fail: that changes no page.
            assert {path: left[path] for path in NEW} == NEW
        else:
            told += 1
            temporary = {path for path in left if ".output.staging" in path or ".tmp" in path}
            for path in left.keys() - temporary:
                assert left[path] in (OLD.get(path), NEW.get(path)), (n, faults.calls[n])
            if not is_under_way(root, faults.before):
                assert {path: left[path] for path in left.keys() - temporary} == OLD, n
            if not stays and faults.calls[n][0] not in ("unlink", "rmdir"):
                assert left_over(root) == [], (n, faults.calls[n])
        publish(root, NEW)
        assert (tree(output), left_over(root)) == (NEW, []), (n, faults.calls[n])
    assert told > 10


class Killed(BaseException):
    """Nothing that the process would still do happens."""


def test_what_is_killed_at_any_call_leaves_whole_files_and_the_next_build_ends_it(
    root: Path,
) -> None:
    output = root / "output"
    for n in range(10_000):
        publish(root, OLD)
        faults = Faults(n, Killed(), stays=True)
        with faults.injected(), suppress(Killed):
            publish(root, NEW)
        if not faults.happened:
            break
        for path, data in tree(output).items():
            if ".output.staging" not in path and ".tmp" not in path:
                assert data in (OLD.get(path), NEW.get(path)), (n, faults.calls[n])
        publish(root, NEW)
        assert (tree(output), left_over(root)) == (NEW, []), (n, faults.calls[n])
    assert n > 20


def test_nothing_is_written_through_a_link_where_files_would_wait(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / ".cache").mkdir()
    with mounted(tmp_path / ".cache"):
        publish(tmp_path, OLD)
        for place in waiting_places(tmp_path / "output"):
            place.symlink_to(elsewhere, target_is_directory=True)
        publish(tmp_path, NEW)
    assert tree(tmp_path / "output") == NEW
    assert list(elsewhere.iterdir()) == []


# --- whole builds ---------------------------------------------------------------------------

A, B = (f"content/releases/2026/{name}.az.md" for name in "ab")


@pytest.mark.parametrize("place", [0, 1], ids=["beside", "inside"])
@pytest.mark.parametrize("text", ["Mətn.", "<!-- never closed"], ids=["right", "wrong"])
def test_what_a_killed_build_left_goes_when_the_next_one_begins(
    site: Make, place: int, text: str
) -> None:
    made = site({A: release()})
    before = made.build().tree()
    waiting = waiting_places(made.output)[place]
    (waiting / "az").mkdir(parents=True)
    (waiting / "az/index.html").write_text("left behind")
    result = made.change({B: release(text=text)}).build()
    assert not waiting.exists()
    assert (result.tree() == before) == (text != "Mətn.")


@pytest.mark.parametrize(
    ("layout", "error"), [("one file system", EIO), ("both", ENOSPC), ("the output a volume", EIO)]
)
def test_a_build_whose_disk_fails_says_so_in_one_line(site: Make, layout: str, error: int) -> None:
    volumes = [f"site/{each}" for each in LAYOUTS[layout]]
    made = site({A: release("Bir"), B: release("İki")})
    for each in volumes:
        (made.root.parent / each).mkdir(parents=True, exist_ok=True)
    with mounted(*(made.root.parent / each for each in volumes)):
        made.build(jobs=1)
        made.change({A: release("Üç")})
        counted = Faults(100_000, error)
        with counted.injected():
            made.build(jobs=1)
        expected = tree(made.output)
        told = 0
        for n in range(0, len(counted.calls), 13):
            made.change({A: release("Bir")}).build(jobs=1)
            old = tree(made.output)
            made.change({A: release("Üç")})
            faults = Faults(n, error)
            with faults.injected():
                result = made.build(jobs=1)
            if result.report.exit_code:
                told += 1
                assert (result.codes, result.report.exit_code) == (["cannot-write"], 2)
                assert os.strerror(error) in result.lines[0]
                if not is_under_way(made.root, faults.before):
                    assert result.tree() == old, (n, faults.calls[n])
            assert made.build(jobs=1).tree() == expected
            assert left_over(made.root) == []
    assert told > 3


def needed(is_there: bool, what: str) -> None:
    if is_there:
        return
    if os.environ.get("CI") == "true" and sys.platform == "linux":
        pytest.fail(f"missing: {what}")
    pytest.skip(f"missing: {what}")


# Of which one is no disk, and the others are on disks as a rule.
PLACES = ("/dev/shm", "/var/tmp", "/tmp", str(REPOSITORY))


def test_a_real_second_file_system(site: Make) -> None:
    made = site({A: release("Bir")})
    here = made.root.stat().st_dev
    others = [each for each in map(Path, PLACES) if each.is_dir() and each.stat().st_dev != here]
    needed(bool(others), f"another file system than {made.root}: one of {', '.join(PLACES)}")
    with TemporaryDirectory(dir=others[0]) as place:
        folder = f"{place}/www"
        os.mkdir(folder)
        expected = made.build().tree()
        made.output.rename(made.root / "aside")
        made.output.symlink_to(folder, target_is_directory=True)
        assert made.build().tree() == expected
        made.change({A: release("İki"), B: release("Üç")})
        again = made.build()
        assert again.codes == []
        assert "İki" in again.html("/az/releases/2026/a/")
        assert os.listdir(place) == ["www"]
        assert not list(Path(folder).glob(".*"))
        assert made.build().report.written == 0


# A volume with room for the site, but not for a file of 4 MB that comes to it.
SMALL_VOLUME = """
cd "$1"
mount -t tmpfs -o size=3m none "$1/volume"
all() { find volume -type f -exec sha256sum {} + | sort; }
build() { "$2" -m beyan --site . --ui-lang en build --output "$1" --jobs 1; }
build "$3" "$2"
all > before
mkdir content/releases/2026/a
(echo %PDF-1.4; head -c 4000000 /dev/zero) > content/releases/2026/a/large.pdf
cp content/releases/2026/a.az.md small.md
sed -i '2iattachments: [{file: large.pdf, title: Plan}]' content/releases/2026/a.az.md
sed -i s/Bir/Bir.Yeni/ content/releases/2026/a.az.md
set +e
build "$3" "$2" 2> told
echo "exit $?"
set -e
cat told
all | cmp - before && echo "as it was"
sed s/Bir/Bir.Yeni/ small.md > content/releases/2026/a.az.md
build "$3" "$2"
grep -q Bir.Yeni "$3/az/releases/2026/a/index.html" && echo "published"
find volume -name ".*" | sed "s/^/left: /"
"""


def in_own_mounts(folder: Path, script: str, *arguments: str) -> str:
    """What the script prints, run by a shell that may mount: root's, or a user namespace's."""
    for options in (["-m"], ["-r", "-m"]):
        command = ["unshare", *options, "sh", "-c", 'mount -t tmpfs none "$0"', str(folder)]
        if shutil.which("unshare") and subprocess.run(command, capture_output=True).returncode == 0:
            run = ["unshare", *options, "sh", "-ec", script, "sh", *arguments]
            return subprocess.run(run, capture_output=True, text=True, check=True).stdout
    pytest.skip("nobody may mount here; what fails at any call is tried above all the same")


@pytest.mark.parametrize("output", ["volume", "volume/www"])
def test_a_real_volume_that_is_full_is_as_it_was(site: Make, output: str) -> None:
    made = site({A: release("Bir"), "volume/x": ""})
    (made.root / "volume/x").unlink()
    python = sys.executable
    printed = in_own_mounts(made.root / "volume", SMALL_VOLUME, str(made.root), python, output)
    lines = printed.splitlines()
    assert "exit 2" in lines
    assert "as it was" in lines
    assert "published" in lines
    assert [each for each in lines if "cannot-write" in each] == [
        f"{output}:1:1: error[cannot-write]: {output} cannot be written: No space left on device"
    ]
    assert not [each for each in lines if each.startswith("left: ")]
