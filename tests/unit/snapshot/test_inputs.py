"""What is seen of a site's files without opening any, and which of it can be trusted."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from beyan.snapshot import inputs
from beyan.snapshot.inputs import Tree, scan, scan_inputs, walk

TEXT = "content/releases/a.md"
SOURCES = (TEXT, "templates/base.html", "locales/az.po", "assets/a.css", "site_config.yaml")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of each kind, none of them too young; there are no default folders."""
    root = tmp_path / "here"
    for path in SOURCES:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("text")
    monkeypatch.setattr("beyan.model.defaults.DEFAULTS", root / "none")
    monkeypatch.setattr(inputs, "_TOO_YOUNG", -3_600_000_000_000)
    return root


def test_files_come_in_one_order_without_backups_and_hidden_ones(tmp_path: Path) -> None:
    for name in (
        "b.md",
        "c/a.md",
        "a/z.md",
        "a/b.md",
        ".git/x",
        "a/.x.md.swp",
        "c.md~",
        "d.tmp",
        ".hidden",
    ):
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).touch()
    assert list(walk(tmp_path, "content")) == [
        f"content/{path}" for path in ("b.md", "a/b.md", "a/z.md", "c/a.md")
    ]


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert list(walk(tmp_path, "content")) == []


def test_a_folder_that_cannot_be_read_is_not_an_empty_one(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise all that was published from it would be deleted."""

    def refuses(path: Path) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(os, "scandir", refuses)
    with pytest.raises(PermissionError):
        scan(site, "content")


def test_a_signature_is_size_and_both_times(site: Path) -> None:
    stat = (site / TEXT).stat()
    assert scan(site, "content").files[TEXT] == (4, stat.st_mtime_ns, stat.st_ctime_ns)


def write_longer(path: Path) -> None:
    path.write_text("longer")


def write_at_another_time(path: Path) -> None:
    path.write_text("TEXT")
    os.utime(path, ns=(1, 1))


def replace_with_times_kept(path: Path) -> None:
    """As rsync and `cp -p` do: only the entry in the folder is younger."""
    stat = path.stat()
    time.sleep(0.02)
    path.write_text("TEXT")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


CHANGES = [write_longer, write_at_another_time, replace_with_times_kept]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("path", SOURCES)
def test_a_file_that_changed_has_another_signature(
    site: Path, path: str, change: Callable[[Path], None]
) -> None:
    before = scan_inputs(site)
    assert scan_inputs(site).plain() == before.plain()
    change(site / path)
    assert scan_inputs(site).plain() != before.plain()


@pytest.mark.parametrize("folder", ["content", "templates", "locales", "assets"])
@pytest.mark.parametrize("edit", ["new", "gone", "renamed"])
def test_another_file_makes_other_inputs(site: Path, folder: str, edit: str) -> None:
    before = scan_inputs(site).plain()
    (only,) = (path for path in (site / folder).rglob("*") if path.is_file())
    if edit == "new":
        (site / folder / "new").touch()
    elif edit == "gone":
        only.unlink()
    else:
        only.rename(only.with_name("other"))
    assert scan_inputs(site).plain() != before


@pytest.mark.parametrize("path", SOURCES)
@pytest.mark.parametrize("which", ["st_mtime_ns", "st_ctime_ns"])
@pytest.mark.parametrize(("after", "is_trusted"), [(19_999_999, False), (20_000_000, True)])
def test_a_file_is_trusted_when_it_has_not_changed_for_a_while(
    site: Path,
    path: str,
    which: str,
    after: int,
    is_trusted: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whichever of its two times is the later one; all others are old enough."""
    monkeypatch.undo()
    monkeypatch.setattr("beyan.model.defaults.DEFAULTS", site / "none")
    for each in SOURCES:
        os.utime(site / each, ns=(1, 1))
    if which == "st_mtime_ns":
        os.utime(site / path, ns=(0, time.time_ns() + 3_600_000_000_000))
        latest = (site / path).stat().st_mtime_ns
    else:
        time.sleep(0.02)
        (site / path).chmod(0o600)
        latest = max((site / each).stat().st_ctime_ns for each in SOURCES)
        assert latest == (site / path).stat().st_ctime_ns
    monkeypatch.setattr(time, "time_ns", lambda: latest + after)
    assert scan_inputs(site).are_trusted == is_trusted


@pytest.mark.parametrize("path", SOURCES)
def test_a_link_is_never_trusted(site: Path, path: str) -> None:
    """Its own signature tells nothing of what changes behind it."""
    assert scan_inputs(site).are_trusted
    (site / path).rename(site / "real")
    (site / path).symlink_to(site / "real")
    found = scan_inputs(site)
    assert not found.are_trusted


@pytest.mark.parametrize("folder", ["content", "templates", "locales", "assets"])
def test_a_linked_folder_is_not_entered_and_never_trusted(site: Path, folder: str) -> None:
    (site / "elsewhere").mkdir()
    (site / "elsewhere/x.md").touch()
    (site / folder / "more").symlink_to(site / "elsewhere")
    assert f"{folder}/more/x.md" not in scan(site, folder).files
    assert scan(site, folder).links == (f"{folder}/more",)
    assert not scan_inputs(site).are_trusted


@pytest.mark.parametrize("to", ["nothing", "circle"])
def test_a_link_that_leads_nowhere_is_a_file_that_is_not_trusted(site: Path, to: str) -> None:
    (site / "content/circle").symlink_to(site / "content" / to)
    assert scan(site, "content") == Tree(
        {"content/circle": None, TEXT: scan(site, "content").files[TEXT]}, ()
    )


def test_a_site_without_settings_is_not_trusted(site: Path) -> None:
    (site / "site_config.yaml").unlink()
    assert not scan_inputs(site).are_trusted


def test_one_folder_of_the_content_is_that_folder_alone(site: Path) -> None:
    for path in ("releases/b/c.md", "releases-old/a.md", "views.csv"):
        (site / "content" / path).parent.mkdir(exist_ok=True)
        (site / "content" / path).touch()
    (site / "content/releases/more").symlink_to(site / "templates")
    (site / "content/releases-old/more").symlink_to(site / "templates")
    found = scan_inputs(site)
    tree = found.below("content/releases")
    assert list(tree.files) == [TEXT, "content/releases/b/c.md"]
    assert tree.links == ("content/releases/more",)
    assert found.file("content/views.csv").keys() == {"content/views.csv"}
    assert found.file("content/none.csv") == {}


def test_the_default_folders_are_inputs_as_well(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("beyan.model.defaults.DEFAULTS", tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/base.html").touch()
    found = scan_inputs(site)
    assert set(found.templates) == {
        f"{root}/templates/base.html" for root in (site.resolve(), tmp_path.resolve())
    }
    assert replace(found, templates={}).plain() != found.plain()


def test_a_folder_that_is_not_there_has_nothing(site: Path) -> None:
    assert scan(site, "content/nowhere") == Tree({}, ())


@pytest.mark.parametrize("name", ["__pycache__", "__drafts"])
def test_what_is_left_out_of_folders_is_not_left_out_of_files(site: Path, name: str) -> None:
    (site / f"content/{name}").mkdir()
    (site / f"content/{name}/x.md").touch()
    (site / "content/__x.md").touch()
    (site / "content/old~").mkdir()
    (site / "content/old~/y.md").touch()
    found = scan(site, "content").files
    assert f"content/{name}/x.md" not in found
    assert {"content/__x.md", "content/old~/y.md"} <= found.keys()
