from pathlib import Path

import pytest

from beyan.source.files import is_inside, read_text, walk


def read(tmp_path: Path, data: bytes) -> tuple[str, list[str]]:
    (tmp_path / "x.md").write_bytes(data)
    text, problems = read_text(tmp_path, "x.md")
    return text, [f"{each.code} {each.span.line}:{each.span.column}" for each in problems]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_end_alike_whatever_program_saved_them(tmp_path: Path, end: bytes) -> None:
    assert read(tmp_path, b"a" + end + b"b" + end) == ("a\nb\n", [])


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\xef\xbb\xbfa", "byte-order-mark 1:1"),
        ("a\nə".encode("utf-16"), "not-utf8 1:1"),
        ("a\nbÇ".encode("cp1254"), "not-utf8 2:2"),
        (b"", "empty-file 1:1"),
        (b" \n\t\n", "empty-file 1:1"),
        (b"a\nb\x07c", "control-character 2:2"),
        ("a\u0080".encode(), "control-character 1:2"),
    ],
)
def test_a_file_that_is_no_text_is_reported_at_its_place(
    tmp_path: Path, data: bytes, problem: str
) -> None:
    assert read(tmp_path, data) == ("", [problem])


def test_emoji_and_letters_of_every_script_are_text(tmp_path: Path) -> None:
    text = "Ədalət · العدالة · справедливость · 🕊 · «—»\n"
    assert read(tmp_path, text.encode()) == (text, [])


def test_files_come_in_one_order_without_backups_and_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "a/b.md", ".git/x", "a/.x.md.swp", "c.md~", "d.tmp", ".hidden"):
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).touch()
    assert list(walk(tmp_path, "content")) == ["content/b.md", "content/a/b.md", "content/a/z.md"]


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert list(walk(tmp_path, "content")) == []


def test_a_link_that_leads_out_of_the_site_is_outside(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret").write_text("x")
    (site / "inside").write_text("x")
    (site / "out").symlink_to(tmp_path / "secret")
    (site / "in").symlink_to(site / "inside")
    assert not is_inside(site, "out")
    assert is_inside(site, "in")
