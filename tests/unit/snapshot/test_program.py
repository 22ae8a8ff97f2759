import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from beyan.snapshot import program
from beyan.snapshot.program import program_digest


@pytest.mark.parametrize("name", ["code.py", "model/table.txt", "model/new.txt"])
def test_a_change_of_code_or_of_a_table_is_another_program(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "__file__", str(tmp_path / "snapshot/program.py"))
    (tmp_path / "model").mkdir()
    for each in ("code.py", "model/table.txt"):
        (tmp_path / each).write_text("a")
    before = program_digest()
    assert program_digest() == before
    (tmp_path / name).write_text("b")
    assert program_digest() != before


def test_what_python_itself_puts_beside_the_code_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "__file__", str(tmp_path / "snapshot/program.py"))
    (tmp_path / "code.py").write_text("a")
    before = program_digest()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/code.py").write_text("a")
    (tmp_path / "py.typed").touch()
    assert program_digest() == before


def test_a_file_that_moves_is_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "__file__", str(tmp_path / "snapshot/program.py"))
    (tmp_path / "code.py").write_text("a")
    before = program_digest()
    (tmp_path / "code.py").rename(tmp_path / "moved.py")
    assert program_digest() != before


def test_the_files_are_read_again_only_where_one_is_another_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    monkeypatch.setattr(program, "__file__", str(package / "snapshot/program.py"))
    monkeypatch.setattr(program, "_LATELY", 0)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "python"))
    package.mkdir()
    for name in ("a.py", "b.txt"):
        (package / name).write_text(name)
    before = program_digest()
    (kept,) = (tmp_path / "python").rglob("digest")
    inside = kept.read_bytes()

    assert program_digest() == before
    (package / "a.py").write_text("other")
    after = program_digest()
    assert after != before
    assert kept.read_bytes() != inside
    for damaged in (b"", inside[:-1], b"?" + inside[1:]):
        kept.write_bytes(damaged)
        assert program_digest() == after
    (package / "a.py").write_text("a.py")
    assert program_digest() == before


def test_of_files_of_just_now_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "__file__", str(tmp_path / "package/snapshot/program.py"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "python"))
    (tmp_path / "package").mkdir()
    (tmp_path / "package/a.py").touch()
    program_digest()
    assert not (tmp_path / "python").exists()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages, as pip fills it."""
    origin = str(tmp_path / "jinja2/__init__.py")
    monkeypatch.setattr(program, "find_spec", lambda name: ModuleSpec(name, None, origin=origin))
    for name in ("Jinja2-3.1.6.dist-info", "pillow-13.0.0.dist-info", "click-8.5.1.dist-info"):
        (tmp_path / name).mkdir()
    for name in ("jinja2", "babel-notes", "PIL"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_libraries_that_make_the_output_are_known_with_their_versions(installed: Path) -> None:
    assert program._libraries() == ["Jinja2-3.1.6.dist-info", "pillow-13.0.0.dist-info"]


@pytest.mark.parametrize(
    ("old", "new", "is_another"),
    [
        ("Jinja2-3.1.6.dist-info", "jinja2-3.1.7.dist-info", True),
        ("pillow-13.0.0.dist-info", "pillow-13.0.1.dist-info", True),
        ("click-8.5.1.dist-info", "click-8.6.0.dist-info", False),
    ],
)
def test_another_version_of_a_library_that_makes_the_output_is_another_program(
    installed: Path, old: str, new: str, is_another: bool
) -> None:
    before = program_digest()
    (installed / old).rename(installed / new)
    assert (program_digest() != before) is is_another


def test_another_python_is_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = program_digest()
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert program_digest() != before
