from pathlib import Path

import pytest

from beyan import generator
from beyan.generator import generator_digest


@pytest.mark.parametrize("name", ["code.py", "model/table.txt", "model/new.txt"])
def test_a_change_of_code_or_of_a_table_is_another_program(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generator, "__file__", str(tmp_path / "generator.py"))
    (tmp_path / "model").mkdir()
    for each in ("code.py", "model/table.txt"):
        (tmp_path / each).write_text("a")
    before = generator_digest()
    assert generator_digest() == before
    (tmp_path / name).write_text("b")
    assert generator_digest() != before
