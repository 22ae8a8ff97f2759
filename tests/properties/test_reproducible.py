import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.conftest import CONFIG, NOW, REPOSITORY, SampleSite, release
from tests.properties.conftest import Generated, Make, built, few, generated_sites


def tree(folder: Path) -> dict[str, bytes]:
    """Every file."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


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


class World(NamedTuple):
    """What a machine has of its own, and no file that it publishes may tell."""

    environment: dict[str, str]
    umask: int
    modified: int
    mode: int
    jobs: int


WORLDS = (
    World({"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}, 0o022, 0, 0o644, 1),
    World(
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"},
        0o077,
        2_000_000_001,
        0o700,
        2,
    ),
)


def test_attachments_photos_and_kits_are_alike_whoever_makes_them_where_and_when(
    tmp_path: Path,
) -> None:
    """What is published, and what is handed over before an embargo ends."""
    listed = {
        "photos": "[{file: zal.jpg, alt: Dolu zal}, {file: b.png, alt: Bina}]",
        "attachments": "[{file: plan.pdf, title: Plan}, {file: gündəlik.csv}]",
    }
    folders = {day: f"content/releases/2026/2026-03-0{day}-x{day}" for day in (4, 5)}
    noise = Image.frombytes("RGB", (900, 600), bytes(range(250)) * 6480)
    files: dict[str, str | bytes] = {
        f"{folders[4]}.az.md": release("Açıq", "2026-03-04", **listed),
        f"{folders[5]}.az.md": release("Sirr", "2026-03-05", embargo="2027-01-01", **listed),
    }
    for folder in folders.values():
        for name, kind in (("zal.jpg", "JPEG"), ("b.png", "PNG")):
            data = BytesIO()
            noise.save(data, kind)
            files[f"{folder}/{name}"] = data.getvalue()
        files |= {f"{folder}/plan.pdf": b"%PDF-1.7 \0\xff", f"{folder}/gündəlik.csv": "a;b\r\n"}
    trees = []
    for number, world in enumerate(WORLDS):
        # Folders are listed in the order in which their files were made.
        ordered = dict(sorted(files.items(), reverse=bool(number)))
        made = SampleSite(tmp_path / ("elsewhere/" * number) / "site")
        made.change({**ordered, "site_config.yaml": CONFIG})
        for path in filter(Path.is_file, made.root.rglob("*")):
            path.chmod(world.mode)
            os.utime(path, (world.modified, world.modified))
        clock, handed = ["--now", NOW.isoformat()], tmp_path / f"handed{number}"
        for arguments in (
            ["build", "--jobs", str(world.jobs), *clock],
            ["export", "2026/2026-03-05-x5", "--embargoed", str(handed), *clock],
        ):
            command = [sys.executable, "-m", "beyan", "--site", str(made.root), *arguments]
            environment = {**os.environ, **world.environment}
            subprocess.run(command, check=True, env=environment, umask=world.umask, cwd=tmp_path)
        trees.append({**tree(made.output), **tree(handed)})
    kits = [path for path in trees[0] if path.endswith(".zip")]
    assert len(kits) == 2
    assert {path.rpartition(".")[2] for path in trees[0]} >= {"jpg", "png", "avif", "webp", "pdf"}
    assert trees[0].keys() == trees[1].keys()
    assert [path for path in trees[0] if trees[0][path] != trees[1][path]] == []


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
