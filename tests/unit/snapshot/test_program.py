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
