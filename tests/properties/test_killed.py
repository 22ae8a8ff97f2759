"""A build that is killed: power cut, full disk, CI time-out."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import NOW, SampleSite, release

CONFIG = """\
name: {az: Nümunə, en: Sample}
base_url: https://press.example.org
languages: [az, en]
timezone: Asia/Baku
search: false
social_cards: false
"""
# Dies without any cleaning up at the k-th file of the output to be put in place or deleted, or at
# the k-th of those that the build keeps for the next one.
CHILD = """\
import os, sys, pathlib
from datetime import datetime
from pathlib import Path
from beyan.build import build
from beyan.build.options import Options

root, call, k = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
owner, name = (pathlib.Path, "unlink") if call == "unlink" else (os, "replace")
folder = str(root / (".cache" if call == "remember" else "output")) + "/"
real, count = getattr(owner, name), 0

def counted(*arguments, **keywords):
    global count
    # Compiled templates come first, and know nothing of the site.
    count += str(arguments[-1]).startswith(folder) and "/shared/" not in str(arguments[-1])
    if count > k:
        os._exit(9)
    return real(*arguments, **keywords)

setattr(owner, name, counted)
build(root, root / "output", Options(now=datetime.fromisoformat(sys.argv[4])))
"""


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("call", "k"),
    [
        *(("replace", 0), ("replace", 1), ("replace", 5), ("unlink", 0), ("unlink", 1)),
        *(("remember", 0), ("remember", 1), ("remember", 2), ("remember", 3), ("remember", 4)),
    ],
)
def test_a_build_that_is_killed_leaves_every_file_whole_and_the_next_one_ends_its_work(
    tmp_path: Path, call: str, k: int
) -> None:
    site = SampleSite(tmp_path / "site")
    folder = "content/releases/2026"
    site.change({"site_config.yaml": CONFIG})
    site.change({f"{folder}/{n}.az.md": release(f"Köhnə {n}", text="Köhnə. " * 99) for n in "abcz"})
    old = site.build().tree()
    site.change({f"{folder}/{n}.az.md": release(f"Yeni {n}", text="Yeni! " * 99) for n in "bcd"})
    site.change({f"{folder}/a.az.md": None, f"{folder}/z.az.md": None})
    new = SampleSite(tmp_path / "twin")
    for path in site.root.rglob("*"):
        if path.is_file() and not {"output", ".cache"} & {*path.relative_to(site.root).parts}:
            new.change({path.relative_to(site.root).as_posix(): path.read_bytes()})
    expected = new.build().tree()

    arguments = [str(site.root), call, str(k), NOW.isoformat()]
    killed = subprocess.run([sys.executable, "-c", CHILD, *arguments], check=False)
    assert killed.returncode == 9
    left = tree(site.output)
    for file, data in left.items():
        assert data in (old.get(file), expected.get(file)), file
    assert old.keys() & expected.keys() <= left.keys(), "a page that stays was gone for a moment"
    if call == "replace" or (call, k) == ("remember", 0):
        assert old.keys() <= left.keys(), "something was deleted before all new files were there"
    else:
        assert expected.items() <= left.items()
    assert site.build().tree() == expected
    assert not list(site.root.glob(".cache/*/staging"))
