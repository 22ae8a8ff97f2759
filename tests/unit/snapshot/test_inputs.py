"""What is seen of a site's files without opening any, and which of it can be trusted."""

from __future__ import annotations

from pathlib import Path

from beyan.snapshot.inputs import walk


def test_files_come_in_one_order_without_backups_and_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "a/b.md", ".git/x", "a/.x.md.swp", "c.md~", "d.tmp", ".hidden"):
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).touch()
    assert list(walk(tmp_path, "content")) == ["content/b.md", "content/a/b.md", "content/a/z.md"]


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert list(walk(tmp_path, "content")) == []
