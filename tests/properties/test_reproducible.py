import os
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from beyan.model.search import SEARCH_INDEX
from beyan.publish.search import ENTRY
from tests.conftest import NOW, REPOSITORY
from tests.properties.conftest import Generated, Make, built, few, generated_sites


def tree(folder: Path) -> dict[str, bytes]:
    """Every file; of the search index, whose bytes are Pagefind's, the parts that there are."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    index = {path for path in files if path.startswith(SEARCH_INDEX[1:])}
    parts = {path: b"" for path in index if path.endswith(ENTRY)}
    return {path: data for path, data in files.items() if path not in index} | parts


def test_two_builds_are_alike_under_another_hash_seed_time_zone_and_locale(tmp_path: Path) -> None:
    """The sample site, which has everything a release can have."""
    worlds = (
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "az_AZ.UTF-8", "LC_ALL": ""},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LANG": "C", "LC_ALL": "C"},
    )
    trees = []
    for number, world in enumerate(worlds):
        output = tmp_path / str(number)
        command = [sys.executable, "-m", "beyan", "--site", str(REPOSITORY), "build", "--clean"]
        command += ["--now", NOW.isoformat(), "--output", str(output)]
        subprocess.run(command, check=True, env={**os.environ, **world}, cwd=tmp_path)
        trees.append(tree(output))
    assert trees[0]
    assert trees[0] == trees[1]


@given(before=generated_sites(hidden=True), after=generated_sites(hidden=True), data=st.data())
@few
def test_a_build_over_an_older_one_is_the_same_as_a_clean_one(
    make: Make, before: Generated, after: Generated, data: st.DataObject
) -> None:
    made = make(before)
    built(made)
    kept = data.draw(st.sets(st.sampled_from(sorted(built(made).files))))
    for path in kept:
        (made.output / path).write_bytes(b"somebody else's")
    gone: dict[str, str | bytes | None] = {
        path: None for path in before.files if path not in after.files
    }
    made.change({**gone, "site_config.yaml": after.config, **after.files})
    assert built(made).tree() == built(make(after)).tree()
